"""The window is seen with what is in sight; the rest comes right after, or earlier where somebody asks for it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from studio_app.qt.drawers import Drawers
from studio_app.qt.window import MainWindow
from tests.qt.conftest import House
from tests.qt.fake_content import Cast

ROOT = Path(__file__).resolve().parents[2]
LATER = tuple(
    f"studio_app.qt.{name}"
    for name in (
        *("parts", "arrivals", "changes", "lookups", "recorder", "middle", "drawers", "drawer", "keys"),
        *("desk_page", "candidates_page", "credits_page", "pay_page", "sources_page", "comparison_panel", "canvas"),
        *("deeds", "page_deeds", "own_deeds", "desk_room", "sheets_room", "credits_room", "pay_room", "answers_room"),
        *("view_saving", "drawn_notes", "review_pass", "full_screen", "file_dialogs", "first_start", "empty_page"),
    )
)
PROGRAM = """
import sys
from datetime import date
from PySide6.QtWidgets import QApplication
from studio_app.qt.app import wait_until_settled
from studio_app.qt.tasks import Tasks
from studio_app.qt.theme import Theme, shipped_resources
from studio_app.qt.window import MainWindow

LATER = sys.argv[1:]

class Studio:
    title, asked = "手入れの森", []
    def __getattr__(self, name):
        self.asked.append(name)
        return lambda *_values, **_named: ()

class Watched(MainWindow):
    painted = False
    def paintEvent(self, event):
        super().paintEvent(event)
        if not self.painted:
            self.painted = True
            print("first frame:", *(name for name in LATER if name in sys.modules), *Studio.asked)

application = QApplication([])
theme = Theme(shipped_resources())
theme.dress(application)
tasks = Tasks()
window = Watched(Studio(), tasks=tasks, theme=theme, today=date(2026, 11, 23))
window.show()
while not Studio.asked:
    application.processEvents()
print("afterwards:", *(name for name in LATER if name not in sys.modules))
window.close()
tasks.close()
"""


def test_the_first_frame_is_painted_before_the_rest_is_loaded_or_the_studio_asked():
    surroundings = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", PROGRAM, *LATER]
    done = subprocess.run(command, env=surroundings, capture_output=True, text=True, check=False, timeout=60)
    # The first start is another window; it is not loaded for a studio's at all.
    assert done.stdout.splitlines() == ["first frame:", "afterwards: studio_app.qt.first_start"], done.stderr


@pytest.fixture
def young(house: House, cast: Cast) -> MainWindow:
    """A window that was not painted yet."""
    return house.open(cast.studio, settle=False)


def pages_in_sight(window: MainWindow) -> list[str]:
    middle = window.middle
    pages = {"desk": middle.desk, "credits": middle.credits, "pay": middle.pay, "review": middle.comparison}
    return [name for name, page in pages.items() if page.isVisible()]


def test_a_page_asked_for_at_once_is_there_at_once(young: MainWindow, house: House) -> None:
    young.commands.desk_page.trigger()
    assert pages_in_sight(young) == ["desk"]
    house.settle()
    assert pages_in_sight(young) == ["desk"]
    assert [row.background.code for row in young.backgrounds.model.rows] == ["C011", "C012", "C014"]


def test_a_key_pressed_while_the_rest_comes_finds_its_answer(house: House, cast: Cast) -> None:
    window = house.open(cast.studio, settle=False)
    assert QTest.qWaitForWindowActive(window, 5000)
    QTest.keyClick(window, Qt.Key.Key_F12)
    assert pages_in_sight(window) == ["pay"]
    house.settle()
    assert window.commands.sheets.write.isEnabled(), "the rooms know of the page too"


def test_a_command_given_at_once_is_answered_once(young: MainWindow) -> None:
    young.commands.left_panel.trigger()
    assert young.backgrounds.isHidden(), "answered twice, it would be in sight again"
    young.commands.left_panel.trigger()
    assert not young.backgrounds.isHidden()


def test_a_drawer_asked_for_at_once_opens_and_can_be_typed_into(young: MainWindow, house: House) -> None:
    young.commands.add_background.trigger()
    assert young.drawers.open_one is young.drawers.background
    house.settle()
    assert QApplication.focusWidget() is young.drawers.background.entrance()


def test_one_can_filter_at_once(young: MainWindow, house: House) -> None:
    young.commands.filter.trigger()
    QTest.keyClicks(young.top.filter, "C012")
    house.settle()
    assert [row.background.code for row in young.backgrounds.model.shown] == ["C012"]


def test_files_dropped_at_once_are_asked_about(young: MainWindow, house: House, tmp_path: Path) -> None:
    young.files_dropped.emit((tmp_path / "picture.png",))
    assert young.drawers.open_one is young.drawers.background, "no background is open yet"
    house.settle()


def test_completing_twice_adds_nothing(young: MainWindow, house: House) -> None:
    assert young.complete()
    assert not young.complete()
    house.settle()
    assert not young.complete()
    assert young.findChildren(Drawers) == [young.drawers]


def test_a_window_closed_while_the_rest_comes_asks_nothing(house: House, cast: Cast) -> None:
    window = house.open(cast.studio, settle=False)
    while not house.tasks.under_way:
        QApplication.processEvents()
    window.close()
    house.settle()
    assert house.tasks.under_way == 0
    assert cast.studio.asked == []


def test_tab_goes_from_left_to_right_and_from_top_to_foot(window: MainWindow) -> None:
    middle = window.middle
    parts: dict[str, QWidget] = {
        "top": window.top,
        "list": window.backgrounds,
        "pages": window.place.row,
        "drawers": window.drawers,
        "pictures": middle.comparison,
        "desk": middle.desk,
        "candidates": middle.candidates,
        "credits": middle.credits,
        "pay": middle.pay,
        "sources": middle.sources,
        "tools": middle.tools,
        "dossier": window.dossier,
        "foot": window.status,
    }
    met: list[str] = []
    widget = window.nextInFocusChain()
    while widget is not window:
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            met += [name for name, part in parts.items() if part.isAncestorOf(widget) and name not in met[-1:]]
        widget = widget.nextInFocusChain()
    assert met == list(parts)
