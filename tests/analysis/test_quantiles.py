"""A quantile is NumPy's."""

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_app.analysis.quantiles import quantile


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=50), st.floats(0, 1))
def test_it_is_linear_between_two_values(values: list[float], share: float) -> None:
    assert quantile(np.array(values), share) == pytest.approx(float(np.quantile(values, share)), abs=1e-6)


def test_comparing_loads_no_masked_arrays() -> None:
    program = """
import sys
import numpy as np
from studio_app.analysis.compare import compare
from tests.analysis.scenes import compressed, picture, scene, warmed
after = scene(540, 960)
after[100:200, 300:500] = (20, 200, 60)
assert compare(picture(scene(540, 960)), picture(compressed(warmed(after), 85))).grade.found
sys.exit("numpy.ma" in sys.modules)
"""
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
