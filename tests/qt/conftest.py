"""Windows without a display: nothing is shown, no Qt warning is let pass, nothing is left running."""

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from studio_app.qt.app import wait_until_settled
from studio_app.qt.first_start import FirstStart
from studio_app.qt.tasks import Tasks
from studio_app.qt.theme import Theme, shipped_resources
from studio_app.qt.window import MainWindow
from tests.qt.contract_studios import Filled, empty_studio, fill
from tests.qt.fake_content import Cast, small_studio
from tests.qt.fake_studio import FakeStudio

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let every test of the window fail on a Qt warning, but for those that windows without a display give."""
    for item in items:
        if HERE in Path(item.path).parents:
            item.add_marker(pytest.mark.qt_log_level_fail("WARNING"))
            offscreen = ("propagateSizeHints", "not support raise", "not support grabbing")
            item.add_marker(pytest.mark.qt_log_ignore(*offscreen, extend=True))


@dataclass
class ChosenFiles:
    """Answers file dialogs as told beforehand."""

    pictures_chosen: tuple[Path, ...] = ()
    sheet_chosen: Path | None = None
    picture_chosen: Path | None = None
    folder_chosen: Path | None = None
    workflow_chosen: Path | None = None
    opened: list[Path] = field(default_factory=list)

    def pictures(self, parent: QWidget) -> tuple[Path, ...]:
        return self.pictures_chosen

    def sheet(self, parent: QWidget, title: str, name: str, kinds: str = "") -> Path | None:
        return self.sheet_chosen

    def picture(self, parent: QWidget, title: str, name: str) -> Path | None:
        return self.picture_chosen

    def folder(self, parent: QWidget, title: str) -> Path | None:
        return self.folder_chosen

    def workflow(self, parent: QWidget) -> Path | None:
        return self.workflow_chosen

    def open(self, path: Path) -> None:
        self.opened.append(path)


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    dressed = Theme(shipped_resources())
    dressed.dress(qapp)
    return dressed


@pytest.fixture
def tasks(qapp: QApplication) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.close()
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("teire-")]


@pytest.fixture
def cast(qapp: QApplication, tmp_path: Path) -> Cast:
    return small_studio(tmp_path)


@pytest.fixture(scope="session")
def filled_once(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Filled]:
    """A place with a real studio that is filled, to be copied, and what is in it."""
    place = tmp_path_factory.mktemp("filled")
    return place, fill(empty_studio("real", place), place)


@pytest.fixture
def files() -> ChosenFiles:
    return ChosenFiles()


@dataclass
class House:
    """Opens windows and lets them come to rest."""

    theme: Theme
    tasks: Tasks
    files: ChosenFiles
    windows: list[MainWindow] = field(default_factory=list)

    def open(self, studio: FakeStudio, *, settle: bool = True) -> MainWindow:
        window = MainWindow(studio, tasks=self.tasks, theme=self.theme, files=self.files, today=date(2026, 11, 23))
        self.windows.append(window)
        window.show()
        window.activateWindow()
        if settle:
            assert QTest.qWaitForWindowActive(window, 5000), "keys reach active windows only"
            self.settle()
        return window

    def settle(self) -> None:
        wait_until_settled(self.tasks, quiet_ms=25)
        stray = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
        assert all(isinstance(widget, MainWindow | FirstStart) for widget in stray), "a widget without a parent"

    def close(self) -> None:
        for window in self.windows:
            window.close()
        self.settle()
        for window in self.windows:
            window.deleteLater()
        # The next test's mouse would reach it.
        assert not [one for one in QApplication.topLevelWidgets() if one.isVisible()], "a window was left open"


@pytest.fixture
def house(theme: Theme, tasks: Tasks, files: ChosenFiles) -> Iterator[House]:
    made = House(theme=theme, tasks=tasks, files=files)
    yield made
    made.close()


@pytest.fixture
def window(house: House, cast: Cast) -> MainWindow:
    return house.open(cast.studio)


def turn_wheel(
    widget: QWidget, at: QPoint, steps: int, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """Turn the wheel over a point of a widget."""
    QApplication.sendEvent(
        widget,
        QWheelEvent(
            QPointF(at),
            QPointF(widget.mapToGlobal(at)),
            QPoint(),
            QPoint(0, 120 * steps),
            Qt.MouseButton.NoButton,
            held,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        ),
    )
