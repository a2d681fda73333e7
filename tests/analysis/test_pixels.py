"""Which pixels were repainted: the same ones whether distances are asked for or not."""

from functools import cache

import numpy as np
import pytest

from studio_app.analysis.compare import compare_in_full
from studio_app.analysis.oklab import distance
from studio_app.domain.colours import RGB_TO_LMS, srgb_to_linear
from studio_app.domain.pictures import WorkingSpace
from tests.analysis.scenes import brush, moved, painted_over, picture, scene, warmed, with_sky


def test_one_code_of_any_channel_is_never_lost_in_rounding_to_cones():
    # Two colours could look the same to the measure only if all three cones rounded to the same of 65,536 steps, less
    # than one step apart each; then no channel of theirs is more than the largest row sum of the way back apart.
    steps = np.diff(np.rint(srgb_to_linear(np.linspace(0, 1, 256)) * 65535))
    farthest = np.abs(np.linalg.inv(RGB_TO_LMS)).sum(axis=1).max()
    assert steps.min() > 2 * farthest


def test_the_faintest_differences_of_every_grey_and_many_colours_have_a_distance():
    dice = np.random.default_rng(5)
    codes = np.concatenate([np.repeat(np.arange(256)[:, np.newaxis], 3, axis=1), dice.integers(0, 256, (4000, 3))])
    for step in np.ndindex(3, 3, 3):
        other = codes + np.array(step) - 1
        there = ((other >= 0) & (other <= 255)).all(axis=1) & (other != codes).any(axis=1)
        if there.any():
            one, two = (colours[there].astype(np.uint8)[np.newaxis] for colours in (codes, other))
            assert distance(one, two, WorkingSpace.SRGB).min() > 0


@cache
def _ground():
    return scene()


def _overpainted(pixels):
    height, width = pixels.shape[:2]
    rough = np.random.default_rng(3).integers(0, 256, pixels.shape).astype(np.uint8)
    soft = brush(height, width, (0.6, 0.5), (0.3, 0.35), softness=40.0)
    # High enough that the strips in its middle are nothing but sky.
    return painted_over(with_sky(pixels, 0.8), rough, soft)


@pytest.mark.parametrize(
    "change",
    [
        lambda pixels: with_sky(pixels, 0.8),
        _overpainted,
        lambda pixels: _overpainted(warmed(pixels)),
        lambda pixels: _overpainted(moved(pixels, 1.0, 7, 5, pixels.shape[1], pixels.shape[0])),
        lambda pixels: _overpainted(pixels)[:-3, :-2],
    ],
    ids=["sky", "sky and a soft stroke", "graded", "moved", "cropped to no whole cells"],
)
def test_the_pixels_are_the_same_without_distances(change):
    _is_the_same_without(_ground(), change(_ground()))


def test_the_pixels_of_sixteen_bits_are_the_same_without_distances():
    _is_the_same_without(*(pixels.astype(np.uint16) * 257 for pixels in (_ground(), _overpainted(_ground()))))


def _is_the_same_without(before, after):
    with_them = compare_in_full(picture(before), picture(after))
    without = compare_in_full(picture(before), picture(after), kinds=False)
    assert with_them.report.repaint.changed_pixels == without.report.repaint.changed_pixels > 10_000
    np.testing.assert_array_equal(with_them.mask, without.mask)
    np.testing.assert_array_equal(with_them.painted.counts, without.painted.counts)


def test_the_pixels_are_the_same_without_distances_under_transparency():
    before = _ground()
    after = _overpainted(before)
    alpha = np.full(before.shape[:2], 255, np.uint8)
    alpha[200:300, 300:500] = 90
    one, other = picture(before), picture(after, alpha=alpha)
    np.testing.assert_array_equal(compare_in_full(one, other).mask, compare_in_full(one, other, kinds=False).mask)
