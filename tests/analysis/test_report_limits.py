"""What a report cannot tell, it says."""

import cv2
import numpy as np

from studio_app.analysis.compare import compare
from studio_app.domain.changes import ChangeReport
from tests.analysis.scenes import picture, scene, warmed

SCENE = scene(540, 960)


def _says(report: ChangeReport, words: str) -> bool:
    return any(words in sentence for sentence in report.limits)


def test_paint_in_pure_white_under_a_grade_may_be_the_grade() -> None:
    after = warmed(SCENE)
    cv2.circle(after, (400, 250), 90, (255, 255, 255), -1)
    report = compare(picture(SCENE), picture(after))
    assert report.grade.found
    assert _says(report, "ran into black or white")


def test_other_paint_under_a_grade_is_paint() -> None:
    after = warmed(SCENE)
    cv2.circle(after, (400, 250), 90, (120, 90, 160), -1)
    report = compare(picture(SCENE), picture(after))
    assert report.grade.found
    assert not _says(report, "ran into black or white")


def test_the_same_drawing_in_other_colours_may_be_a_grade_of_some_colours() -> None:
    after = SCENE.copy()
    part = after[100:300, 200:500]
    part[:] = part[:, :, ::-1]
    report = compare(picture(SCENE), picture(after))
    assert _says(report, "the same drawing in other colours")


def test_new_drawing_is_no_grade() -> None:
    after = SCENE.copy()
    after[100:300, 200:500] = np.random.default_rng(3).integers(40, 220, (200, 300, 3), np.uint8)
    assert not compare(picture(SCENE), picture(after)).limits
