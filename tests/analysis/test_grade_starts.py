"""A start holds what a grade did wherever nobody painted, however much was painted over."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio_app.analysis.grade_starts import agreeing_start

PAIRS = 3000
MIXING = np.array([[0.6, 0.3, 0.1], [0.2, 0.7, 0.1], [0.1, 0.4, 0.5]])


def neighbours(seed):
    """Return colours in an order in which those that follow one another are alike, as a picture's are."""
    dice = np.random.default_rng(seed)
    ways = np.cumsum(dice.normal(0, 0.03, (PAIRS, 3)), axis=0)
    return 0.15 + 0.6 * (0.5 + 0.5 * np.sin(ways))


def painted_in_blots(share, seed):
    """Return where paint lies, in stretches of about 40 pairs all along."""
    dice = np.random.default_rng(seed)
    heights = np.interp(np.arange(PAIRS), np.arange(0, PAIRS + 20, 20), dice.normal(size=PAIRS // 20 + 1))
    return heights > np.quantile(heights, 1 - share)


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000), share=st.floats(0.0, 0.55), gain=st.floats(0.6, 1.2))
def test_gain_and_offset_are_found_between_blots(seed, share, gain):
    one = neighbours(seed)
    other = np.clip(one * gain + 0.05, 0, 1)
    painted = painted_in_blots(share, seed)
    other[painted] = neighbours(seed + 1)[painted]
    start = agreeing_start(one, other)
    assert start.plain[~painted].mean() > 0.95
    assert start.mixed[~painted].mean() > 0.95


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000), share=st.floats(0.0, 0.5))
def test_mixed_channels_are_found_between_blots(seed, share):
    one = neighbours(seed)
    other = one @ MIXING.T
    painted = painted_in_blots(share, seed)
    other[painted] = neighbours(seed + 1)[painted]
    start = agreeing_start(one, other)
    assert start.mixed[~painted].mean() > 0.97


@pytest.mark.parametrize("count", [1, 2, 11, 13, 61])
def test_few_pairs_are_enough_for_an_answer(count):
    one = neighbours(1)[:count]
    start = agreeing_start(one, one * 0.9)
    assert start.plain.shape == start.mixed.shape == (count,)
    assert start.plain.all()
