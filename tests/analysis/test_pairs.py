"""Before and after as artists and generators really saved them."""

import pytest

from studio_app.analysis.compare import compare
from studio_app.domain.changes import ChangeReport
from studio_app.imaging.decode import decode
from tests.shared_data import shared_file


def pair(before: str, after: str) -> ChangeReport:
    return compare(decode(shared_file(f"d_pairs/{before}")), decode(shared_file(f"d_pairs/{after}")))


@pytest.mark.parametrize(("name", "permille"), [("add", 115), ("fill", 152), ("remove", 210), ("replace", 598)])
def test_the_terrace(name: str, permille: int) -> None:
    report = pair("01_cafe_before.jpg", f"01_cafe_{name}_after.jpg")
    assert report.alignment.dx == report.alignment.dy == 0
    assert not report.grade.found
    assert report.repaint.changed_permille == pytest.approx(permille, abs=15)


def test_three_things_were_removed_from_the_terrace() -> None:
    regions = pair("01_cafe_before.jpg", "01_cafe_remove_after.jpg").repaint.regions
    assert len([region for region in regions if region.pixels > 5000]) == 3


def test_the_extended_terrace_keeps_its_middle() -> None:
    report = pair("01_cafe_before.jpg", "01_cafe_expand_after.jpg")
    assert (report.alignment.dx, report.alignment.dy) == (0, 212)
    assert report.alignment.overlap_permille == pytest.approx(988 / 1400 * 1000)


def test_two_logos_were_added() -> None:
    regions = pair("04_colobot_2014-06-20.png", "04_colobot_2014-11-01.png").repaint.regions
    assert [region.kind.value for region in regions] == ["added", "added"]


def test_the_cup_in_the_kittens_picture() -> None:
    report = pair("07_kitten_before_alpha_is_mask.png", "07_kitten_after_badCRC.png")
    largest = report.repaint.regions[0]
    assert largest.pixels / (1024 * 1024) == pytest.approx(0.054, abs=0.006)
    assert (largest.left, largest.top) == pytest.approx((635, 803), abs=6)


def test_the_face_that_moved_within_its_canvas() -> None:
    assert pair("02_curly_before.png", "02_curly_outpaint_after.png").alignment.dy == 64
