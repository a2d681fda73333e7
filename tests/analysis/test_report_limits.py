"""What a report cannot tell, it says."""

import cv2
import numpy as np
import pytest

from studio_app.analysis.compare import compare
from studio_app.domain.changes import ChangeReport
from studio_app.domain.limits import LimitName
from tests.analysis.scenes import compressed, moved, picture, scene, sky, warmed

SCENE = scene(540, 960)


def _names(report: ChangeReport) -> set[LimitName]:
    return {limit.name for limit in report.limits}


def test_paint_in_pure_white_under_a_grade_may_be_the_grade() -> None:
    after = warmed(SCENE)
    cv2.circle(after, (400, 250), 90, (255, 255, 255), -1)
    report = compare(picture(SCENE), picture(after))
    assert report.grade.found
    assert LimitName.CLIPPED in _names(report)


def test_other_paint_under_a_grade_is_paint() -> None:
    after = warmed(SCENE)
    cv2.circle(after, (400, 250), 90, (120, 90, 160), -1)
    report = compare(picture(SCENE), picture(after))
    assert report.grade.found
    assert LimitName.CLIPPED not in _names(report)


def test_the_same_drawing_in_other_colours_may_be_a_grade_of_some_colours() -> None:
    after = SCENE.copy()
    part = after[100:300, 200:500]
    part[:] = part[:, :, ::-1]
    report = compare(picture(SCENE), picture(after))
    assert LimitName.RECOLOURED in _names(report)


def test_new_drawing_is_no_grade() -> None:
    after = SCENE.copy()
    after[100:300, 200:500] = np.random.default_rng(3).integers(40, 220, (200, 300, 3), np.uint8)
    assert not compare(picture(SCENE), picture(after)).limits


def test_a_soft_sky_under_a_large_repaint_says_that_a_small_shift_would_not_be_seen() -> None:
    before = sky(540, 960)
    after = moved(before, 1.0, 6, 3, 960, 540)
    after[:324] = SCENE[:324]
    report = compare(picture(before), picture(compressed(after, 85)))
    assert report.alignment.found
    assert LimitName.COARSELY_PLACED in _names(report)


def test_where_the_shift_was_measured_nothing_of_that_is_said() -> None:
    before = sky(540, 960, seed=6)
    after = moved(before, 1.0, 4, 3, 960, 540)
    after[:324] = scene(540, 960, seed=11)[:324]
    report = compare(picture(before), picture(compressed(after, 85)))
    assert (report.alignment.dx, report.alignment.dy) == pytest.approx((4.0, 3.0), abs=0.3)
    assert LimitName.COARSELY_PLACED not in _names(report)
