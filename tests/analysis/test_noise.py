"""What was done to a whole drawing alike is no work: line and flat colour, where only edges can show it."""

import cv2
import numpy as np
import pytest

from studio_app.analysis.compare import compare, compare_in_full
from tests.analysis.scenes import brush, compressed, drawn, painted_over, picture

DRAWINGS = {"a cel": drawn(), "line on paper": drawn(filled=False)}


def _sharpened(pixels):
    soft = cv2.GaussianBlur(pixels, (0, 0), 1.2).astype(np.float32)
    return np.rint(np.clip(pixels + 0.5 * (pixels - soft), 0, 255)).astype(np.uint8)


def _resampled(pixels):
    twice = cv2.resize(pixels, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC)
    return cv2.resize(twice, pixels.shape[1::-1], interpolation=cv2.INTER_AREA)


TREATMENTS = {
    "sharpened": _sharpened,
    "softened": lambda pixels: cv2.GaussianBlur(pixels, (0, 0), 0.6),
    "made larger and smaller again": _resampled,
    "saved as JPEG": compressed,
}


@pytest.mark.parametrize("ground", DRAWINGS)
@pytest.mark.parametrize("name", TREATMENTS)
def test_what_was_done_to_all_edges_alike_is_no_repaint(ground, name):
    before = DRAWINGS[ground]
    report = compare(picture(before), picture(TREATMENTS[name](before)))
    assert report.repaint.changed_permille < 3


@pytest.mark.parametrize("ground", DRAWINGS)
def test_a_stroke_is_found_all_the_same(ground):
    before = DRAWINGS[ground]
    stroke = brush(*before.shape[:2], (0.4, 0.5), (0.08, 0.12), softness=2.0)
    after = _sharpened(painted_over(before, np.array([120, 60, 160], np.float32), stroke))
    comparison = compare_in_full(picture(before), picture(after))
    inside, found = stroke > 0.2, comparison.mask > 0
    assert (inside & found).sum() / (inside | found).sum() >= 0.85
    # Where a corner of line ends in a spike, a few pixels may stand out.
    assert len([one for one in comparison.report.repaint.regions if one.pixels > 50]) == 1


def test_lines_that_were_drawn_anew_count_where_the_others_were_left_alone():
    before = DRAWINGS["line on paper"]
    after = before.copy()
    after[:200, :300] = np.roll(before[:200, :300], 7, axis=1)
    report = compare(picture(before), picture(after))
    assert report.repaint.changed_pixels > 1_000
    assert all(one.left < 310 and one.top < 210 for one in report.repaint.regions)
