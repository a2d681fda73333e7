"""Drawn notes land on the pixels they were drawn on."""

import numpy as np

from studio_app.domain.drawings import Drawing, Mark, Tool
from studio_app.imaging.marks import EDGE, INK, ink_width, with_marks
from studio_app.imaging.preview import read_reduced, write_png

GREY = (120, 120, 120)


def sheet(width, height):
    return np.full((height, width, 3), GREY, np.uint8)


def drawn(picture, *marks, size=None):
    height, width = picture.shape[:2]
    across, down = size or (width, height)
    return with_marks(picture, Drawing(width=across, height=down, marks=marks))


def at(picture, x, y):
    return tuple(int(part) for part in picture[y, x])


def untouched(picture, left, top, right, bottom):
    return bool((picture[top:bottom, left:right] == GREY).all())


def test_a_box_has_its_corners_where_they_were_set_and_leaves_its_inside():
    # 200 pixels across: ink 2 wide, dark edge 1 on both sides. From (50, 20) to (150, 80).
    found = drawn(sheet(200, 100), Mark(tool=Tool.BOX, points=((150, 80), (50, 20))))
    for x, y in ((100, 20), (100, 80), (50, 50), (150, 50)):
        assert at(found, x, y) == INK
    assert untouched(found, 54, 24, 147, 77)
    assert untouched(found, 0, 0, 200, 17)
    assert untouched(found, 154, 0, 200, 100)


def test_marks_on_a_picture_made_smaller_are_scaled_with_it():
    # Drawn on 3200 x 1600, shown at 1600 x 800: the line y = 401 lies at (401 + 0.5) / 2 - 0.5 = 200.25.
    found = drawn(sheet(1600, 800), Mark(tool=Tool.PEN, points=((400, 401), (2000, 401))), size=(3200, 1600))
    assert ink_width(found) == 6
    assert at(found, 600, 200) == INK
    assert at(found, 210, 200) == at(found, 990, 200) == INK, "from x = 199.75 to 999.75"
    assert untouched(found, 0, 0, 1600, 193)
    assert untouched(found, 0, 208, 1600, 800)
    assert untouched(found, 1010, 0, 1600, 800)


def test_ink_stands_on_a_dark_edge():
    found = drawn(sheet(1600, 800), Mark(tool=Tool.PEN, points=((200, 400), (1400, 400))))
    column = found[390:411, 800]
    assert tuple(column[10]) == INK, "y = 400"
    # Ink 6 wide reaches from 397 to 403; the edge, 2 more on both sides, to 395 and 405.
    assert column[6].max() < 90, "y = 396, a little of the ink in it"
    assert column[14].max() < 90, "y = 404"
    assert (column[:4] == GREY).all(), "y = 390 to 393"
    assert max(EDGE) < 60


def test_an_arrow_has_its_head_at_its_second_point():
    # Head: 6 x 6 = 36 pixels long, 0.45 rad to both sides: its ends at x = 1000 - 32.4, y = 400 +- 15.7.
    found = drawn(sheet(1600, 800), Mark(tool=Tool.ARROW, points=((300, 400), (1000, 400))))
    assert at(found, 300, 400) == at(found, 998, 400) == INK
    assert at(found, 968, 416) == at(found, 968, 384) == INK
    assert untouched(found, 280, 380, 960, 394), "no head at the start"


def test_a_pen_of_one_point_is_a_dot():
    found = drawn(sheet(200, 100), Mark(tool=Tool.PEN, points=((60, 40),)))
    assert at(found, 60, 40) == INK
    assert untouched(found, 66, 0, 200, 100)


def test_words_stand_on_dark_where_they_begin_and_wholly_within_the_picture():
    found = drawn(sheet(800, 400), Mark(tool=Tool.TEXT, points=((100, 50),), words="灯籠 𠮷田"))
    assert at(found, 101, 51) == EDGE
    assert (found[50:90, 100:250] == INK).all(axis=2).any()
    assert untouched(found, 0, 0, 100, 400)
    assert untouched(found, 0, 0, 800, 50)
    corner = drawn(sheet(800, 400), Mark(tool=Tool.TEXT, points=((795, 395),), words="灯籠"))
    assert at(corner, 799, 399) == EDGE
    assert untouched(corner, 0, 0, 700, 350)


def test_words_of_the_greatest_length_still_lie_within_the_picture():
    found = drawn(sheet(1600, 900), Mark(tool=Tool.TEXT, points=((1500, 800),), words="夜の光をもう少し" * 62))
    assert untouched(found, 0, 0, 400, 900), "wrapped at three fifths of the width"
    assert at(found, 1599, 899) == EDGE


def test_what_lies_outside_or_makes_no_sense_harms_nothing():
    far = 1 << 24
    marks = (
        Mark(tool=Tool.PEN, points=((-far, -far), (far, far))),
        Mark(tool=Tool.BOX, points=((-far, 5), (far, 5))),
        Mark(tool=Tool.TEXT, points=((far, -far),), words="\x00\u202e\n\n灯"),
        Mark(tool=Tool.TEXT, points=((1, 1),), words="  \n "),
    )
    assert drawn(sheet(40, 20), *marks, size=(0, -3)).shape == (20, 40, 3)
    before = sheet(40, 20)
    drawn(before, *marks)
    assert untouched(before, 0, 0, 40, 20), "the picture that was given stays as it is"


def test_a_view_is_made_smaller_and_never_larger(tmp_path):
    for size, reduced in (((4000, 1000), (1600, 400)), ((1000, 3200), (500, 1600)), ((96, 64), (96, 64))):
        write_png(sheet(*size), tmp_path / "view.png")
        found = read_reduced(tmp_path / "view.png", 1600)
        assert (found.shape[1], found.shape[0]) == reduced
        assert at(found, 10, 10) == GREY
