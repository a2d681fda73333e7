"""The sums by knot are those of the full matrix of hat functions."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from studio_app.analysis.knots import KNOTS, Hats, through_hats

_VALUES = st.lists(st.floats(-0.1, 1.1), min_size=1, max_size=40).map(np.array)


def _matrix(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """The hat of each knot at each value, (values, knots)."""
    apart = np.abs(np.clip(values, 0, 1)[:, np.newaxis] * (KNOTS - 1) - np.arange(KNOTS))
    return np.maximum(0.0, 1 - apart)


@given(_VALUES, st.integers(0, 1000))
def test_a_curve_is_linear_between_its_knots(values: NDArray[np.float64], seed: int) -> None:
    curve = np.random.default_rng(seed).random(KNOTS)
    expected = np.interp(values, np.linspace(0, 1, KNOTS), curve)
    np.testing.assert_allclose(Hats.of(values).through(curve), expected, atol=1e-12)
    np.testing.assert_allclose(
        through_hats([Hats.of(values)] * 2, np.stack([curve, curve]))[:, 1], expected, atol=1e-12
    )


@given(_VALUES, st.integers(0, 1000))
def test_the_sums_are_those_of_the_full_matrix(values: NDArray[np.float64], seed: int) -> None:
    chance = np.random.default_rng(seed)
    others, weights = chance.random(len(values)), chance.random(len(values))
    one, other = _matrix(values), _matrix(others)
    np.testing.assert_allclose(Hats.of(values).sums(weights), one.T @ weights, atol=1e-10)
    cross = Hats.of(values).cross(Hats.of(others), weights)
    np.testing.assert_allclose(cross, (one * weights[:, np.newaxis]).T @ other, atol=1e-10)
    same = Hats.of(values).cross(Hats.of(values), weights)
    np.testing.assert_allclose(same, same.T, atol=1e-12)
