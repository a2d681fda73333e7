"""Notes drawn on the picture with a retake: made by hand, kept in its pixels, shown in every way of looking."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from studio_app.domain.drawings import Drawing, Mark, Tool
from studio_app.domain.reviews import RetakeCause
from studio_app.qt.canvas import Canvas
from studio_app.qt.note_drawing import INK
from studio_app.qt.note_layer import NoteLayer
from studio_app.qt.window import MainWindow
from tests.qt.conftest import House
from tests.qt.fake_content import Cast
from tests.qt.fake_studio import FakeRefusal


def on_screen(canvas: Canvas, x: int, y: int) -> QPoint:
    """Return where a pixel of the picture is on the right-hand side of the canvas, the view at 100 %."""
    pane = canvas.panes()[-1]
    left, top = canvas.view.origin(pane.size)
    return QPoint(pane.left + left + x, pane.top + top + y)


def draw(canvas: Canvas, *points: tuple[int, int]) -> None:
    places = [on_screen(canvas, *point) for point in points]
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, places[0])
    for place in places[1:]:
        QTest.mouseMove(canvas, place)
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, places[-1])


def ink_at(canvas: Canvas, x: int, y: int) -> bool:
    """Say whether a note's red is on the screen at a pixel of the picture; lines are smooth, so nearly red will do."""
    colour = canvas.grab().toImage().pixelColor(on_screen(canvas, x, y))
    parts = zip(colour.getRgb()[:3], INK.getRgb()[:3], strict=True)
    return all(abs(one - other) < 40 for one, other in parts)


@pytest.fixture
def asked(window: MainWindow, house: House) -> MainWindow:
    """Open the drawer of a retake, the picture at 100 %."""
    QTest.keyClick(window, Qt.Key.Key_1)
    QTest.keyClick(window, Qt.Key.Key_R)
    house.settle()
    return window


def tool(window: MainWindow, wanted: Tool) -> None:
    QTest.mouseClick(window.drawers.review.tools[wanted], Qt.MouseButton.LeftButton)


def test_what_is_drawn_goes_with_the_retake_in_the_pictures_pixels(asked: MainWindow, house: House, cast: Cast) -> None:
    canvas, drawer = asked.middle.comparison.canvas, asked.drawers.review
    view = canvas.view
    tool(asked, Tool.PEN)
    draw(canvas, (10, 10), (20, 12), (30, 18))
    tool(asked, Tool.ARROW)
    draw(canvas, (90, 70), (60, 50))
    tool(asked, Tool.BOX)
    draw(canvas, (100, 20), (140, 40))
    assert canvas.view == view, "the hand draws and does not move the picture"
    QTest.mouseClick(drawer.causes[RetakeCause.OWN_ERROR], Qt.MouseButton.LeftButton)
    QTest.keyClick(drawer, Qt.Key.Key_Return)
    house.settle()
    (review,) = cast.studio.dossier(cast.open.id).reviews
    assert review.drawing == Drawing(
        width=160,
        height=90,
        marks=(
            Mark(tool=Tool.PEN, points=((10, 10), (20, 12), (30, 18))),
            Mark(tool=Tool.ARROW, points=((90, 70), (60, 50))),
            Mark(tool=Tool.BOX, points=((100, 20), (140, 40))),
        ),
    )
    assert canvas.notes.tool is None
    for key in (Qt.Key.Key_S, Qt.Key.Key_W, Qt.Key.Key_D, Qt.Key.Key_X):
        QTest.keyClick(asked, key)
        house.settle()
        assert ink_at(canvas, 120, 20), "shown in every way of looking"
    QTest.keyClick(asked, Qt.Key.Key_M)
    assert not ink_at(canvas, 120, 20)


def test_words_are_typed_where_they_will_stand(asked: MainWindow, house: House) -> None:
    canvas = asked.middle.comparison.canvas
    tool(asked, Tool.TEXT)
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, on_screen(canvas, 40, 30))
    field = canvas.findChild(QLineEdit)
    assert field is not None
    assert field.isVisible()
    field.insert("灯籠")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert canvas.notes.draft == (Mark(tool=Tool.TEXT, points=((40, 30),), words="灯籠"),)
    assert asked.drawers.review.isVisible(), "Return wrote the words, not the retake"


def test_the_last_mark_is_taken_away_and_another_background_drops_the_draft(asked: MainWindow, house: House) -> None:
    canvas = asked.middle.comparison.canvas
    tool(asked, Tool.BOX)
    draw(canvas, (10, 10), (20, 20))
    draw(canvas, (30, 30), (40, 40))
    asked.drawers.review.stroke_taken_back.emit()
    assert [mark.points for mark in canvas.notes.draft] == [((10, 10), (20, 20))]
    QTest.keyClick(asked, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    house.settle()
    assert canvas.notes.draft == ()


def test_closing_the_drawer_puts_the_tool_down(asked: MainWindow) -> None:
    tool(asked, Tool.PEN)
    QTest.keyClick(asked.drawers.review, Qt.Key.Key_Escape)
    assert asked.middle.comparison.canvas.notes.tool is None
    assert not any(button.isChecked() for button in asked.drawers.review.tools.values())


def test_an_arrow_of_no_length_is_no_mark() -> None:
    layer = NoteLayer()
    layer.choose(Tool.ARROW)
    layer.begin((5, 5), QPointF())
    layer.end()
    assert layer.draft == ()


def test_notes_made_on_another_size_lie_where_they_were_meant() -> None:
    layer = NoteLayer()
    mark = Mark(tool=Tool.BOX, points=((10, 10), (20, 30)))
    layer.show_recorded((Drawing(width=100, height=50, marks=(mark,)),), (400, 200))
    assert layer.marks[0].points == ((40, 40), (80, 120))


def test_what_was_drawn_is_not_lost_where_the_word_could_not_be_recorded(
    asked: MainWindow, house: House, cast: Cast
) -> None:
    canvas, drawer = asked.middle.comparison.canvas, asked.drawers.review
    cast.studio.failing["order_retake"] = FakeRefusal("The disk is full.", hint="Make room.")
    tool(asked, Tool.BOX)
    draw(canvas, (10, 10), (20, 20))
    QTest.mouseClick(drawer.causes[RetakeCause.OWN_ERROR], Qt.MouseButton.LeftButton)
    QTest.keyClick(drawer, Qt.Key.Key_Return)
    house.settle()
    assert [mark.points for mark in canvas.notes.draft] == [((10, 10), (20, 20))]
