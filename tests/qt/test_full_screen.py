"""One key gives the pictures the whole screen, and everything its place again."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from studio_app.qt.full_screen import FullScreen
from studio_app.qt.page_row import PageRow
from studio_app.qt.window import MainWindow
from tests.qt.conftest import House


class Room(QWidget):
    """A window with two parts around its middle; `given` holds what the middle was told."""

    def __init__(self) -> None:
        super().__init__()
        self.parts = (QLabel("above"), QLabel("beside"))
        self.given: list[bool] = []
        box = QVBoxLayout(self)
        for part in self.parts:
            box.addWidget(part)
        self.screen_key = FullScreen(self, self.parts, self.given.append)

    def hidden(self) -> list[bool]:
        return [part.isHidden() for part in self.parts]


@pytest.fixture
def room(qtbot: QtBot) -> Iterator[Room]:
    made = Room()
    qtbot.addWidget(made)
    made.show()
    yield made
    made.showNormal()


def test_what_stands_around_goes_and_comes_back(room: Room) -> None:
    room.screen_key.turn()
    assert (room.isFullScreen(), room.hidden(), room.given) == (True, [True, True], [True])
    room.screen_key.turn()
    assert (room.isFullScreen(), room.hidden(), room.given) == (False, [False, False], [True, False])


def test_in_the_window_the_key_leaves_the_pictures_alone(window: MainWindow, house: House) -> None:
    around = (window.top, window.backgrounds, window.dossier, window.status)
    (row,) = window.findChildren(PageRow)
    before = window.middle.comparison.canvas.width()
    QTest.keyClick(window, Qt.Key.Key_F11)
    house.settle()
    assert window.isFullScreen()
    assert not any(part.isVisible() for part in (*around, row, window.middle.tools, window.middle.comparison.strip))
    assert window.middle.comparison.canvas.width() > before
    QTest.keyClick(window, Qt.Key.Key_F11)
    house.settle()
    assert not window.isFullScreen()
    assert all(part.isVisible() for part in (*around, row, window.middle.tools, window.middle.comparison.strip))
