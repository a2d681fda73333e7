"""Whose pixels are whose: what was claimed, what was painted over, counted to the pixel."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio_app.analysis.ownership import Ownership
from studio_app.domain.attributions import UNATTRIBUTED

# Larger than a block of the count, and not a whole number of them.
HEIGHT, WIDTH = 130, 530


def _boxes():
    edges = st.tuples(st.integers(0, HEIGHT), st.integers(0, HEIGHT), st.integers(0, WIDTH), st.integers(0, WIDTH))
    return st.lists(st.tuples(st.integers(0, 9), edges), max_size=8)


def _mask(edges):
    mask = np.zeros((HEIGHT, WIDTH), np.uint8)
    top, bottom, left, right = edges
    mask[min(top, bottom) : max(top, bottom), min(left, right) : max(left, right)] = 1
    return mask


@settings(max_examples=40, deadline=None)
@given(claims=_boxes(), first=st.sampled_from([0, UNATTRIBUTED]))
def test_counts_are_those_of_the_pixels_one_by_one(claims, first):
    ownership = Ownership(HEIGHT, WIDTH, 10, owner=first)
    owners = np.full((HEIGHT, WIDTH), first)
    touched = np.zeros((10, HEIGHT, WIDTH), bool)
    if first != UNATTRIBUTED:
        touched[first] = True
    for index, edges in claims:
        mask = _mask(edges)
        ownership.claim(index, mask)
        owners[mask > 0] = index
        touched[index] |= mask > 0
    tally = ownership.tally()
    assert tally.visible.tolist() == np.bincount(owners.ravel(), minlength=256).tolist()
    assert tally.visible.sum() == HEIGHT * WIDTH
    for index in range(10):
        assert tally.overpainted([index]) == np.count_nonzero(touched[index] & (owners != index))
    # One person's stages are taken together: what one painted over of the other is still theirs.
    both = (touched[1] | touched[9]) & (owners != 1) & (owners != 9)
    assert tally.overpainted([1, 9]) == np.count_nonzero(both)


def test_what_is_lost_is_nobodys_and_was_touched_all_the_same():
    ownership = Ownership(HEIGHT, WIDTH, 2, owner=0)
    ownership.claim(1, _mask((0, 10, 0, 10)))
    ownership.lose(_mask((0, 5, 0, 10)))
    tally = ownership.tally()
    assert (tally.visible[1], tally.visible[UNATTRIBUTED]) == (50, 50)
    assert tally.overpainted([1]) == 50


@pytest.mark.parametrize("value", [0, 7, 255])
def test_a_picture_of_one_owner_is_counted_whole(value):
    tally = Ownership(300, 700, 8, owner=value).tally()
    assert tally.visible[value] == 300 * 700
    assert np.count_nonzero(tally.visible) == 1
