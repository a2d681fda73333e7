"""Looking at two pictures: linked, exact at 100 %, under a wipe, with outlines."""

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from studio_app.domain.changes import Region, RegionKind
from studio_app.qt.canvas import Canvas
from studio_app.qt.easel import Easel, Place
from studio_app.qt.sides import NOTHING, Side
from studio_app.viewing.look import Look, Treatment, Way
from studio_app.viewing.pyramid import Pyramid, pyramid_of
from studio_app.viewing.viewpoint import Viewpoint
from tests.qt.conftest import turn_wheel
from tests.qt.painted import image_of, scene

PIXELS = scene(5, 320, 180)
RED, GREEN = QColor("#ff0000"), QColor("#00ff00")


def flat(colour: QColor, width: int = 320, height: int = 180) -> Pyramid:
    return pyramid_of(np.full((height, width, 3), (colour.red(), colour.green(), colour.blue()), np.uint8))


@pytest.fixture
def canvas(qtbot: QtBot) -> Iterator[Canvas]:
    made = Canvas()
    qtbot.addWidget(made)
    made.resize(804, 400)
    made.show()
    yield made
    made.rest()


def shown(canvas: Canvas) -> QImage:
    return canvas.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def both_sides(canvas: Canvas) -> tuple[QImage, QImage]:
    whole = shown(canvas)
    left, right = (whole.copy(pane.left, pane.top, pane.width, pane.height) for pane in canvas.panes())
    return left, right


def compare_same(canvas: Canvas) -> None:
    side = Side(picture=pyramid_of(PIXELS))
    canvas.show_sides((side, side), keep_view=False)


def drag(canvas: Canvas, start: QPoint, end: QPoint) -> None:
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
    QTest.mouseMove(canvas, end)
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, end)


@pytest.mark.parametrize("over", [QPoint(120, 90), QPoint(700, 300)])
def test_wheel_and_drag_on_either_side_move_both_alike(canvas: Canvas, over: QPoint) -> None:
    compare_same(canvas)
    turn_wheel(canvas, over, 3)
    drag(canvas, over, over + QPoint(37, -21))
    turn_wheel(canvas, over, 4)
    assert canvas.view.zoom > 1.0
    left, right = both_sides(canvas)
    assert left == right


def test_the_pixel_under_the_wheel_stays_under_it(canvas: Canvas) -> None:
    compare_same(canvas)
    at = QPoint(150, 170)
    before = shown(canvas).pixelColor(at)
    turn_wheel(canvas, at, 8)
    assert canvas.view.zoom == 4.0
    assert shown(canvas).pixelColor(at) == before


def test_one_above_the_other_is_linked_as_well(canvas: Canvas) -> None:
    compare_same(canvas)
    canvas.look(Look(way=Way.ABOVE))
    turn_wheel(canvas, QPoint(400, 300), 5)
    upper, lower = both_sides(canvas)
    assert upper.size() == lower.size() == QSize(804, 198)
    assert upper == lower


def test_at_100_percent_each_pixel_is_exact(canvas: Canvas) -> None:
    compare_same(canvas)
    canvas.show_zoom(1.0)
    left, _right = both_sides(canvas)
    pane = canvas.panes()[0]
    x, y = canvas.view.origin(pane.size)
    assert left.copy(QRect(x, y, 320, 180)) == image_of(PIXELS).convertToFormat(QImage.Format.Format_RGB32)


def test_a_reduced_view_is_smooth(canvas: Canvas) -> None:
    board = np.indices((720, 1280)).sum(axis=0) % 2 * 255
    side = Side(picture=pyramid_of(np.repeat(board[..., None], 3, axis=2).astype(np.uint8)))
    canvas.show_sides((side, side), keep_view=False)
    assert canvas.view.zoom < 0.5
    assert 100 < shown(canvas).pixelColor(200, 200).red() < 156


def test_fit_follows_the_window_until_one_looks_elsewhere(canvas: Canvas) -> None:
    side = Side(picture=flat(RED, 1600, 900))
    canvas.show_sides((side, side), keep_view=False)
    assert canvas.view.zoom == 61 / 256, "the next below 0.24: 1600 pixels in half of 804 less the margins"
    canvas.resize(1604, 800)
    assert canvas.view.zoom == 62 / 128
    turn_wheel(canvas, QPoint(10, 10), 1)
    zoom = canvas.view.zoom
    canvas.resize(804, 400)
    assert canvas.view.zoom == zoom


def test_the_wipe_shows_one_picture_on_each_side_of_its_line(canvas: Canvas) -> None:
    canvas.show_sides((Side(picture=flat(RED, 804, 400)), Side(picture=flat(GREEN, 804, 400))), keep_view=False)
    canvas.look(Look(way=Way.WIPE))
    canvas.show_zoom(1.0)
    picture = shown(canvas)
    assert (picture.pixelColor(398, 50), picture.pixelColor(406, 50)) == (RED, GREEN)
    drag(canvas, QPoint(402, 50), QPoint(201, 60))
    picture = shown(canvas)
    assert canvas.look_in_use.wipe.x == pytest.approx(0.25)
    assert (picture.pixelColor(197, 120), picture.pixelColor(205, 120)) == (RED, GREEN)
    assert canvas.view.zoom == 1.0, "dragging the line must not pan"


def test_the_wipe_moves_by_key(canvas: Canvas) -> None:
    canvas.show_sides((Side(picture=flat(RED)), Side(picture=flat(GREEN))), keep_view=False)
    canvas.look(Look(way=Way.WIPE))
    QTest.keyClick(canvas, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert canvas.look_in_use.wipe.x == pytest.approx(0.52)


def test_outlines_stand_just_outside_the_region_on_both_sides(canvas: Canvas) -> None:
    canvas.show_sides((Side(picture=flat(RED)), Side(picture=flat(RED))), keep_view=False)
    canvas.show_zoom(1.0)
    region = Region(left=40, top=20, width=60, height=30, pixels=1800, mean_delta_e=9.0, kind=RegionKind.REPAINT)
    canvas.show_regions((region,))
    for side in both_sides(canvas):
        pane = canvas.panes()[0]
        x, y = canvas.view.origin(pane.size)
        row = [side.pixelColor(column, y + 30) for column in range(x + 36, x + 42)]
        assert QColor("#ffffff") in row[:4]
        assert row[4:] == [RED, RED], "nothing lies on the region itself"
    canvas.show_regions(())
    assert QColor("#ffffff") not in [shown(canvas).pixelColor(column, 200) for column in range(804)]


def test_pictures_of_other_sizes_lie_over_each_other(canvas: Canvas) -> None:
    canvas.show_sides((Side(picture=flat(RED, 160, 90)), Side(picture=flat(GREEN, 320, 180))), keep_view=False)
    canvas.look(Look(way=Way.WIPE))
    picture = shown(canvas)
    assert (picture.pixelColor(245, 113), picture.pixelColor(558, 286)) == (RED, GREEN)


def test_one_key_changes_the_surround(canvas: Canvas) -> None:
    compare_same(canvas)
    seen = []
    for _turn in range(4):
        seen.append(shown(canvas).pixelColor(2, 2).name())
        canvas.next_surround()
    assert seen == ["#1a1a1a", "#777777", "#505050", "#1a1a1a"]


def test_a_single_picture_has_the_whole_room(canvas: Canvas) -> None:
    canvas.show_sides((NOTHING, Side(picture=flat(GREEN, 804, 400))), keep_view=False)
    assert len(canvas.panes()) == 1
    assert shown(canvas).pixelColor(402, 200) == GREEN


def test_the_tooltip_of_a_region_names_it(canvas: Canvas) -> None:
    canvas.show_sides((Side(picture=flat(RED)), Side(picture=flat(RED))), keep_view=False)
    region = Region(left=0, top=0, width=320, height=180, pixels=57_600, mean_delta_e=9.0, kind=RegionKind.REMOVED)
    canvas.show_regions((region,))
    assert canvas.region_words(QPointF(200, 200)) == "removed · 57,600 pixels · ΔE 9.0"
    assert canvas.region_words(QPointF(1, 1)) == ""


def test_the_wipe_is_turned_by_ctrl_and_drag_and_settles_level(canvas: Canvas) -> None:
    canvas.show_sides((Side(picture=flat(RED, 804, 400)), Side(picture=flat(GREEN, 804, 400))), keep_view=False)
    canvas.look(Look(way=Way.WIPE))
    canvas.show_zoom(1.0)
    held = Qt.KeyboardModifier.ControlModifier
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, held, QPoint(402, 40))
    QTest.mouseMove(canvas, QPoint(620, 60))
    assert 0 < canvas.look_in_use.wipe.degrees < 90
    QTest.mouseMove(canvas, QPoint(700, 198))
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, held, QPoint(700, 198))
    assert canvas.look_in_use.wipe.degrees == 0.0
    picture = shown(canvas)
    assert (picture.pixelColor(100, 100), picture.pixelColor(100, 300)) == (RED, GREEN)


def test_the_wheel_with_ctrl_turns_the_wipe(canvas: Canvas) -> None:
    canvas.show_sides((Side(picture=flat(RED)), Side(picture=flat(GREEN))), keep_view=False)
    canvas.look(Look(way=Way.WIPE))
    turn_wheel(canvas, QPoint(50, 50), 3, held=Qt.KeyboardModifier.ControlModifier)
    assert canvas.look_in_use.wipe.degrees == 105.0
    assert canvas.view.zoom == 1.0


def test_four_stages_stand_in_a_grid_and_move_together(canvas: Canvas) -> None:
    side = Side(picture=pyramid_of(PIXELS))
    canvas.show_sides((side,) * 4, keep_view=False)
    turn_wheel(canvas, QPoint(600, 300), 3)
    panes = canvas.panes()
    assert len(panes) == 4
    whole = shown(canvas)
    seen = [whole.copy(pane.left, pane.top, pane.width, pane.height) for pane in panes]
    assert seen[0] == seen[1] == seen[2] == seen[3]


def test_space_and_a_moving_pointer_pan(canvas: Canvas) -> None:
    compare_same(canvas)
    canvas.show_zoom(4.0)
    QTest.mouseMove(canvas, QPoint(200, 200))
    before = canvas.view
    QTest.keyPress(canvas, Qt.Key.Key_Space)
    QTest.mouseMove(canvas, QPoint(240, 180))
    QTest.keyRelease(canvas, Qt.Key.Key_Space)
    assert (canvas.view.x, canvas.view.y) == (before.x - 10, before.y + 5)
    QTest.mouseMove(canvas, QPoint(300, 300))
    assert canvas.view.x == before.x - 10, "let go, it no longer follows"


def test_exposure_and_values_treat_both_sides(canvas: Canvas) -> None:
    side = Side(picture=flat(QColor(100, 60, 20)))
    canvas.show_sides((side, side), keep_view=False)
    canvas.look(Look(treatment=Treatment(exposure=1.0, values=True)))
    left, right = both_sides(canvas)
    assert left == right
    middle = left.pixelColor(left.rect().center())
    assert middle.red() == middle.green() == middle.blue() > 67, "lighter than the grey of 100, 60, 20"


def test_the_loupe_shows_both_sides_beside_the_cursor(canvas: Canvas) -> None:
    canvas.show_sides((Side(picture=flat(RED)), Side(picture=flat(GREEN))), keep_view=False)
    canvas.look(Look(way=Way.FLIP))
    canvas.show_loupe(True)
    QTest.mouseMove(canvas, QPoint(300, 150))
    picture = shown(canvas)
    assert picture.pixelColor(300 + 24 + 20, 150 + 24 + 20) == RED
    assert picture.pixelColor(300 + 24 + 176 + 4 + 20, 150 + 24 + 20) == GREEN
    canvas.show_loupe(False)
    assert shown(canvas).pixelColor(300 + 24 + 20, 150 + 24 + 20) == GREEN


def test_a_flip_never_shows_anything_between(canvas: Canvas) -> None:
    canvas.show_sides((Side(picture=flat(RED, 804, 400)), Side(picture=flat(GREEN, 804, 400))), keep_view=False)
    canvas.look(Look(way=Way.FLIP, later=False))
    assert {shown(canvas).pixelColor(402, 200).name()} == {"#ff0000"}
    canvas.look(Look(way=Way.FLIP, later=True))
    assert {shown(canvas).pixelColor(402, 200).name()} == {"#00ff00"}


def test_a_view_that_rests_is_as_sharp_as_one_that_never_moved(canvas: Canvas) -> None:
    compare_same(canvas)
    canvas.go_to(Viewpoint(x=160.0, y=90.0, zoom=0.6))
    moving = shown(canvas)
    QTest.qWait(160)
    place = Place(size=canvas.room_size, ratio=canvas.ratio, view=canvas.view)
    still = QImage(QSize(*place.size), QImage.Format.Format_RGB32)
    easel = Easel()
    easel.sides = canvas.sides
    with QPainter(still) as painter:
        easel.paint(painter, place)
    easel.close()
    assert shown(canvas) == still
    assert moving != still
