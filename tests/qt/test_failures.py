"""What goes wrong is said where it happened, stays until dismissed, and blocks nobody."""

import logging
import threading
import time
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from studio_app.qt.window import MainWindow
from tests.qt.conftest import House
from tests.qt.fake_content import Cast
from tests.qt.fake_studio import FakeRefusal, FakeStudio

REFUSAL = FakeRefusal("The disk is full.", hint="Free some space and try again.")


def test_a_foreseen_failure_shows_sentence_and_hint_until_dismissed(
    window: MainWindow, house: House, cast: Cast
) -> None:
    cast.studio.failing["start_session"] = REFUSAL
    QTest.keyClick(window, Qt.Key.Key_T)
    house.settle()
    (bar,) = window.notices.bars
    assert (bar.sentence, bar.hint) == ("The disk is full.", "Free some space and try again.")
    assert bar.isVisible()
    QTest.keyClick(window, Qt.Key.Key_T)
    house.settle()
    assert len(window.notices.bars) == 1, "the same sentence stands once"
    QTest.mouseClick(window.notices.bars[0].dismiss, Qt.MouseButton.LeftButton)
    assert window.notices.bars == ()
    assert not window.notices.isVisible()


def test_time_of_nobody_says_where_to_choose(house: House, tmp_path: Path) -> None:
    studio = FakeStudio(tmp_path)
    studio.add_background(code="C001", cuts=(), episode="")
    window = house.open(studio)
    QTest.keyClick(window, Qt.Key.Key_T)
    (bar,) = window.notices.bars
    assert bar.hint == "Choose who you are at the top right (Ctrl+U), then start the clock."
    assert "start_session" not in studio.asked


def test_a_bug_is_shown_as_one_logged_and_can_be_copied(
    window: MainWindow, house: House, cast: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    cast.studio.failing["start_session"] = KeyError("secret")
    with caplog.at_level(logging.ERROR):
        QTest.keyClick(window, Qt.Key.Key_T)
        house.settle()
    (bar,) = window.notices.bars
    assert bar.sentence == "Teire itself made a mistake (KeyError)."
    copy = next(button for button in bar.findChildren(QPushButton) if button.text() == "Copy details")
    QTest.mouseClick(copy, Qt.MouseButton.LeftButton)
    assert "Traceback" in QGuiApplication.clipboard().text()
    assert "An unforeseen failure reached the window." in caplog.text


@pytest.mark.parametrize("method", ["rows", "dossier"])
def test_a_list_that_cannot_be_read_says_so_in_its_own_place(house: House, cast: Cast, method: str) -> None:
    cast.studio.failing[method] = REFUSAL
    window = house.open(cast.studio)
    place = window.backgrounds.notices if method == "rows" else window.dossier.notices
    assert [bar.sentence for bar in place.bars] == ["The disk is full."]
    assert window.notices.bars == ()


def test_f5_reads_again_what_could_not_be_read(house: House, cast: Cast) -> None:
    cast.studio.failing["dossier"] = REFUSAL
    window = house.open(cast.studio)
    assert window.chain.stages == ()
    assert not window.commands.approve.isEnabled()
    cast.studio.failing.clear()
    QTest.keyClick(window, Qt.Key.Key_F5)
    house.settle()
    assert window.dossier.notices.bars == ()
    assert len(window.chain.stages) == 4


def test_a_picture_that_cannot_be_had_says_so_in_its_place(house: House, cast: Cast) -> None:
    cast.studio.failing["view"] = REFUSAL
    window = house.open(cast.studio)
    before, after = window.middle.comparison.canvas.sides
    assert before.sentence == after.sentence == "The disk is full.\nFree some space and try again."


def beside_the_layout(window: MainWindow, house: House) -> None:
    """Show a pair that nobody has measured yet: the layout on the left of the retouch."""
    window.chain.choose_side(0, window.chain.stages[0].id)
    house.settle()


def test_a_failed_comparison_takes_the_outlines_back(window: MainWindow, house: House, cast: Cast) -> None:
    beside_the_layout(window, house)
    cast.studio.failing["comparison"] = REFUSAL
    QTest.keyClick(window, Qt.Key.Key_G)
    house.settle()
    assert not window.commands.look.regions.isChecked()
    assert window.notices.bars[0].sentence == "The disk is full."


def test_a_comparison_shows_how_far_it_is_and_stops_by_a_click(
    window: MainWindow, house: House, cast: Cast, qtbot: QtBot
) -> None:
    beside_the_layout(window, house)
    cast.studio.comparing = threading.Event()
    QTest.keyClick(window, Qt.Key.Key_G)
    qtbot.waitUntil(window.status.stop.isVisible, timeout=3000)
    qtbot.waitUntil(lambda: window.status.share == 50, timeout=3000)
    assert window.status.stop.toolTip() == "Stop measuring; nothing is recorded or lost"
    QTest.mouseClick(window.status.stop, Qt.MouseButton.LeftButton)
    house.settle()
    assert not cast.studio.comparing.is_set(), "the job went on to its end"
    assert not window.commands.look.regions.isChecked()
    assert not window.notices.bars


def test_a_slow_studio_leaves_the_window_alive_and_says_what_it_does(
    window: MainWindow, house: House, cast: Cast, qtbot: QtBot
) -> None:
    cast.studio.delay = 1.0
    beats: list[float] = []
    pulse = QTimer()
    pulse.setInterval(20)
    pulse.timeout.connect(lambda: beats.append(time.monotonic()))
    pulse.start()
    QTest.keyClick(window, Qt.Key.Key_T)
    qtbot.waitUntil(window.status.busy_words.isVisible, timeout=1500)
    assert window.status.busy_words.text() == "Starting the clock…"
    cast.studio.delay = 0.0
    house.settle()
    pulse.stop()
    assert max(later - earlier for earlier, later in pairwise(beats)) < 0.8, (
        "a blocked window would stand still for a whole second"
    )
    assert len(beats) > 5
    assert not window.status.busy_words.isVisible()


def test_what_is_quick_shows_no_progress(window: MainWindow, house: House) -> None:
    QTest.keyClick(window, Qt.Key.Key_T)
    assert not window.status.busy_words.isVisible()
    house.settle()
    assert not window.status.busy_words.isVisible()


def test_closing_in_the_middle_leaves_nothing_running(house: House, cast: Cast) -> None:
    cast.studio.delay = 0.2
    window = house.open(cast.studio, settle=False)
    window.close()
    house.tasks.close()
    cast.studio.delay = 0.0
    assert [thread.name for thread in threading.enumerate() if thread.name.startswith("teire-")] == []
