"""Looking at two pictures: linked, exact at 100 %, under a wipe, with outlines."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from studio_app.domain.changes import Region, RegionKind
from studio_app.qt.arrangement import NOTHING, Arrangement, Side
from studio_app.qt.canvas import Canvas
from studio_app.qt.pyramid import Pyramid, pyramid_from_image
from tests.qt.conftest import turn_wheel
from tests.qt.painted import image_of, scene

PIXELS = scene(5, 320, 180)
RED, GREEN = QColor("#ff0000"), QColor("#00ff00")


def flat(colour: QColor, width: int = 320, height: int = 180) -> Pyramid:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(colour)
    return pyramid_from_image(image)


@pytest.fixture
def canvas(qtbot: QtBot) -> Canvas:
    made = Canvas()
    qtbot.addWidget(made)
    made.resize(804, 400)
    made.show()
    return made


def shown(canvas: Canvas) -> QImage:
    return canvas.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def both_sides(canvas: Canvas) -> tuple[QImage, QImage]:
    left, right = canvas.panes()
    whole = shown(canvas)
    return whole.copy(left), whole.copy(right)


def compare_same(canvas: Canvas) -> None:
    side = Side(picture=pyramid_from_image(image_of(PIXELS)))
    canvas.show_sides(side, side, keep_view=False)


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
    canvas.arrange(Arrangement.ABOVE)
    turn_wheel(canvas, QPoint(400, 300), 5)
    upper, lower = both_sides(canvas)
    assert upper.size() == lower.size() == QSize(804, 198)
    assert upper == lower


def test_at_100_percent_each_pixel_is_exact(canvas: Canvas) -> None:
    compare_same(canvas)
    canvas.show_actual_size()
    left, _right = both_sides(canvas)
    pane = canvas.panes()[0]
    x, y = canvas.view.origin((pane.width(), pane.height()))
    assert left.copy(QRect(x, y, 320, 180)) == image_of(PIXELS).convertToFormat(QImage.Format.Format_RGB32)


def test_a_reduced_view_is_smooth(canvas: Canvas) -> None:
    board = np.indices((720, 1280)).sum(axis=0) % 2 * 255
    side = Side(picture=pyramid_from_image(image_of(np.repeat(board[..., None], 3, axis=2).astype(np.uint8))))
    canvas.show_sides(side, side, keep_view=False)
    assert canvas.view.zoom < 0.5
    assert 100 < shown(canvas).pixelColor(200, 200).red() < 156


def test_fit_follows_the_window_until_one_looks_elsewhere(canvas: Canvas) -> None:
    side = Side(picture=flat(RED, 1600, 900))
    canvas.show_sides(side, side, keep_view=False)
    assert canvas.view.zoom == 0.24, "1600 pixels in half of 804 less the margins"
    canvas.resize(1604, 800)
    assert canvas.view.zoom == 0.49
    turn_wheel(canvas, QPoint(10, 10), 1)
    zoom = canvas.view.zoom
    canvas.resize(804, 400)
    assert canvas.view.zoom == zoom


def test_the_wipe_shows_one_picture_on_each_side_of_its_line(canvas: Canvas) -> None:
    canvas.show_sides(Side(picture=flat(RED, 804, 400)), Side(picture=flat(GREEN, 804, 400)), keep_view=False)
    canvas.arrange(Arrangement.WIPE)
    canvas.show_actual_size()
    picture = shown(canvas)
    assert (picture.pixelColor(398, 50), picture.pixelColor(406, 50)) == (RED, GREEN)
    drag(canvas, QPoint(402, 50), QPoint(201, 60))
    picture = shown(canvas)
    assert canvas.wipe == pytest.approx(0.25)
    assert (picture.pixelColor(197, 50), picture.pixelColor(205, 50)) == (RED, GREEN)
    assert canvas.view.zoom == 1.0, "dragging the line must not pan"


def test_the_wipe_moves_by_key(canvas: Canvas) -> None:
    canvas.show_sides(Side(picture=flat(RED)), Side(picture=flat(GREEN)), keep_view=False)
    canvas.arrange(Arrangement.WIPE)
    QTest.keyClick(canvas, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert canvas.wipe == pytest.approx(0.52)


def test_outlines_stand_just_outside_the_region_on_both_sides(canvas: Canvas) -> None:
    canvas.show_sides(Side(picture=flat(RED)), Side(picture=flat(RED)), keep_view=False)
    canvas.show_actual_size()
    region = Region(left=40, top=20, width=60, height=30, pixels=1800, mean_delta_e=9.0, kind=RegionKind.REPAINT)
    canvas.show_regions((region,))
    for side in both_sides(canvas):
        pane = canvas.panes()[0]
        x, y = canvas.view.origin((pane.width(), pane.height()))
        row = [side.pixelColor(column, y + 30) for column in range(x + 36, x + 42)]
        assert QColor("#ffffff") in row[:4]
        assert row[4:] == [RED, RED], "nothing lies on the region itself"
    canvas.show_regions(())
    assert QColor("#ffffff") not in [shown(canvas).pixelColor(column, 200) for column in range(804)]


def test_pictures_of_other_sizes_lie_over_each_other(canvas: Canvas) -> None:
    canvas.show_sides(Side(picture=flat(RED, 160, 90)), Side(picture=flat(GREEN, 320, 180)), keep_view=False)
    canvas.arrange(Arrangement.WIPE)
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
    canvas.show_sides(NOTHING, Side(picture=flat(GREEN, 804, 400)), keep_view=False)
    assert len(canvas.panes()) == 1
    assert shown(canvas).pixelColor(402, 200) == GREEN


def test_the_tooltip_of_a_region_names_it(canvas: Canvas) -> None:
    canvas.show_sides(Side(picture=flat(RED)), Side(picture=flat(RED)), keep_view=False)
    region = Region(left=0, top=0, width=320, height=180, pixels=57_600, mean_delta_e=9.0, kind=RegionKind.REMOVED)
    canvas.show_regions((region,))
    assert canvas.region_words(QPointF(200, 200)) == "removed · 57,600 pixels · ΔE 9.0"
    assert canvas.region_words(QPointF(1, 1)) == ""
