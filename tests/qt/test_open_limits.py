"""What a stage's figures leave open stands beneath them, once its pictures are in sight."""

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from studio_app.domain.limits import Limit, LimitName
from studio_app.qt.window import MainWindow
from tests.qt.conftest import House
from tests.qt.fake_content import Cast
from tests.qt.fake_studio import FakeRefusal

CLIPPED = Limit(name=LimitName.CLIPPED, figures=(0.62,))
UNPLACED = Limit(name=LimitName.UNPLACED)


@pytest.fixture
def limited(cast: Cast) -> Cast:
    cast.studio.limits = (CLIPPED, UNPLACED)
    return cast


def shown(window: MainWindow) -> str:
    label = window.dossier.change_limits
    return label.text() if label.isVisible() else ""


def press(window: MainWindow, house: House, key: Qt.Key) -> None:
    QTest.keyClick(window, key)
    house.settle()


def test_each_limit_is_a_sentence_beneath_what_changed(limited: Cast, window: MainWindow) -> None:
    first, second = shown(window).split("\n")
    assert first.startswith("62 % of what counts as repainted lies where a colour ran into black or white")
    assert second.startswith("Nothing in the pictures shows how they lie on each other")
    figures, limits = window.dossier.change, window.dossier.change_limits
    assert limits.mapTo(window, limits.rect().topLeft()).y() >= figures.mapTo(window, figures.rect().bottomLeft()).y()


def test_figures_that_leave_nothing_open_say_nothing(window: MainWindow) -> None:
    assert window.dossier.change.shown
    assert shown(window) == ""


def test_a_stage_without_figures_is_not_compared_for_them(limited: Cast, window: MainWindow, house: House) -> None:
    limited.studio.asked.clear()
    window.chain.choose_side(1, window.chain.stages[0].id)
    house.settle()
    assert window.chain.after is not None
    assert window.chain.after.change is None
    assert shown(window) == ""


def test_they_stay_with_the_stage_whatever_stands_beside_it(limited: Cast, window: MainWindow, house: House) -> None:
    before = shown(window)
    window.chain.choose_side(0, window.chain.stages[0].id)
    house.settle()
    assert shown(window) == before


def test_a_pair_is_asked_about_once(limited: Cast, window: MainWindow, house: House) -> None:
    here = window.chain.stages[-1].id
    for stage in (window.chain.stages[1].id, here, window.chain.stages[1].id, here):
        window.chain.choose_side(1, stage)
        house.settle()
    pairs = {stage.id for stage in window.chain.stages if stage.change is not None}
    assert limited.studio.asked.count("comparison") <= len(pairs)
    assert shown(window)


def test_a_comparison_nobody_pressed_a_key_for_fails_without_news(cast: Cast, house: House) -> None:
    cast.studio.failing["comparison"] = FakeRefusal("Too large.", hint="Take a smaller one.")
    window = house.open(cast.studio)
    assert window.notices.bars == ()
    assert shown(window) == "What these figures leave open could not be asked for."
    press(window, house, Qt.Key.Key_G)
    assert [bar.sentence for bar in window.notices.bars] == ["Too large."]
    del cast.studio.failing["comparison"]
    press(window, house, Qt.Key.Key_G)
    assert shown(window) == ""


def test_who_goes_on_does_not_wait_for_it_and_who_comes_back_is_told(cast: Cast, house: House, qtbot: QtBot) -> None:
    cast.studio.limits = (CLIPPED,)
    cast.studio.comparing = threading.Event()
    window = house.open(cast.studio, settle=False)
    qtbot.waitUntil(window.status.stop.isVisible, timeout=5000)
    here = window.chain.stages[-1].id
    window.chain.choose_side(1, window.chain.stages[0].id)
    house.settle()
    assert not cast.studio.comparing.is_set(), "the job went on to its end"
    assert window.notices.bars == ()
    cast.studio.comparing = None
    window.chain.choose_side(1, here)
    house.settle()
    assert "62 %" in shown(window)


def test_what_a_person_stops_is_not_begun_again_by_itself(cast: Cast, house: House, qtbot: QtBot) -> None:
    cast.studio.comparing = threading.Event()
    window = house.open(cast.studio, settle=False)
    qtbot.waitUntil(window.status.stop.isVisible, timeout=5000)
    QTest.mouseClick(window.status.stop, Qt.MouseButton.LeftButton)
    house.settle()
    assert shown(window) == "What these figures leave open could not be asked for."
    assert cast.studio.asked.count("comparison") == 1


def test_they_are_asked_for_again_where_the_background_could_not_be_read_meanwhile(cast: Cast, house: House) -> None:
    cast.studio.limits = (CLIPPED,)
    cast.studio.failing["comparison"] = FakeRefusal("Too large.", hint="Take a smaller one.")
    window = house.open(cast.studio)
    cast.studio.failing["dossier"] = FakeRefusal("The network is gone.", hint="Try again.")
    press(window, house, Qt.Key.Key_F5)
    assert shown(window) == ""
    cast.studio.failing.clear()
    window.middle.comparison.measures.forgive()
    press(window, house, Qt.Key.Key_F5)
    assert "62 %" in shown(window)
