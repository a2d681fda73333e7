"""Pictures of any size, down to one pixel, are measured, and what is measured of them adds up."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio_app.analysis.attribute import attribute
from studio_app.analysis.compare import compare_in_full
from studio_app.analysis.difference_picture import DifferencePicture
from studio_app.domain.attributions import ChainLink
from studio_app.domain.pictures import WorkingSpace
from studio_app.domain.stages import StageKind
from tests.analysis.scenes import picture

_SIDES = st.one_of(st.sampled_from([1, 2, 3, 4, 5, 15, 16, 17]), st.integers(1, 90))


@st.composite
def _pictures(draw):
    """A picture, and some that follow from it: painted over, moved, cut, made darker, turned, or another one."""
    height, width = draw(_SIDES), draw(_SIDES)
    dtype = draw(st.sampled_from([np.uint8, np.uint16]))
    dice, peak = np.random.default_rng(draw(st.integers(0, 2**32))), np.iinfo(dtype).max
    made = [
        dice.integers(0, peak + 1, (height, width, 3)),
        np.full((height, width, 3), dice.integers(0, peak + 1)),
        np.linspace(0, peak, height * width * 3).reshape(height, width, 3),
    ]
    chain = [made[draw(st.integers(0, 2))].astype(dtype)]
    for _step in range(draw(st.integers(1, 3))):
        last = chain[-1]
        painted = last.copy()
        painted[: len(last) // 2 + 1] = dice.integers(0, peak + 1, 3)
        rows, columns = last.shape[0] // 4, last.shape[1] // 4
        follows = [painted, np.roll(last, 1, axis=1), last[rows:, columns:], (last * 0.8).astype(dtype), last[::-1]]
        other = dice.integers(0, peak + 1, (draw(_SIDES), draw(_SIDES), 3)).astype(dtype)
        chain.append([*follows, other][draw(st.integers(0, 5))])
    return [_picture(draw, pixels, dice) for pixels in chain]


def _picture(draw, pixels, dice):
    pixels = np.ascontiguousarray(pixels)
    peak = np.iinfo(pixels.dtype).max
    alpha = dice.integers(0, peak + 1, pixels.shape[:2]).astype(pixels.dtype) if draw(st.booleans()) else None
    wide = pixels.dtype == np.uint16 and draw(st.booleans())
    return picture(pixels, alpha=alpha, space=WorkingSpace.WIDE if wide else WorkingSpace.SRGB)


@settings(max_examples=60, deadline=None)
@given(chain=_pictures())
def test_a_comparison_counts_what_its_mask_shows(chain):
    for before, after in itertools.pairwise(chain):
        found = compare_in_full(before, after)
        repaint = found.report.repaint
        assert found.mask.shape == after.pixels.shape[:2]
        assert repaint.changed_pixels == found.mask.sum()
        assert sum(region.pixels for region in repaint.regions) <= repaint.changed_pixels
        assert all(np.isfinite(region.mean_delta_e) for region in repaint.regions)
        drawn = DifferencePicture(found, after)
        assert drawn.rows(slice(0, drawn.height)).shape == found.mask.shape


@settings(max_examples=60, deadline=None)
@given(chain=_pictures(), kinds=st.lists(st.sampled_from(list(StageKind)), min_size=4, max_size=4))
def test_every_pixel_of_a_chain_is_somebodys_or_nobodys(chain, kinds):
    links = [ChainLink(kind=kind, name="ab"[number % 2]) for number, kind in enumerate(kinds[: len(chain)])]
    found = attribute(links, lambda index: chain[index])
    assert found.map.shape == chain[-1].pixels.shape[:2]
    owned = sum(owner.visible for owner in found.attribution.owners)
    assert owned + found.attribution.unattributed == found.map.size


@pytest.mark.parametrize("shape", [(38, 1), (1, 38), (4, 5), (7, 400)])
def test_a_line_of_pixels_that_is_another_is_changed_as_a_whole(shape):
    dice = np.random.default_rng(4)
    before, after = (dice.integers(0, 256, (*shape, 3)).astype(np.uint8) for _picture in range(2))
    report = compare_in_full(picture(before), picture(after)).report
    assert not report.alignment.found
    assert report.repaint.changed_permille > 900
