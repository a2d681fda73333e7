"""A table answers the same for two samples at a time as for one."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_app.analysis.code_table import CodeTable

_KINDS = [np.uint8, np.uint16, np.float32]


def _table(channels: int, kind: type, codes: int = 256) -> np.ndarray:
    values = np.random.default_rng(channels).random((codes, channels))
    return values.astype(kind) if kind is np.float32 else (values * np.iinfo(kind).max).astype(kind)


@pytest.mark.parametrize("kind", _KINDS)
@pytest.mark.parametrize("channels", [1, 3])
@given(rows=st.integers(1, 9), columns=st.integers(4000, 4003))
def test_every_sample_is_looked_up_in_its_own_channel(channels: int, kind: type, rows: int, columns: int) -> None:
    values = _table(channels, kind)
    samples = np.random.default_rng(rows * columns).integers(0, 256, (rows, columns, 3), np.uint8)
    expected = np.stack([values[samples[:, :, place], place % channels] for place in range(3)], axis=2)
    found = CodeTable(values)(samples)
    assert found.dtype == values.dtype
    np.testing.assert_array_equal(found, expected)


def test_a_part_of_a_picture_need_not_lie_in_one_piece() -> None:
    values = _table(3, np.uint8)
    samples = np.random.default_rng(1).integers(0, 256, (64, 512, 3), np.uint8)
    whole = CodeTable(values)(samples)
    np.testing.assert_array_equal(CodeTable(values)(samples[3:50, 7:400]), whole[3:50, 7:400])


def test_sixteen_bits_are_looked_up_one_by_one() -> None:
    values = _table(1, np.float32, codes=1 << 16)
    samples = np.random.default_rng(2).integers(0, 1 << 16, (64, 512, 3), np.uint16)
    np.testing.assert_array_equal(CodeTable(values)(samples), values[:, 0][samples])
