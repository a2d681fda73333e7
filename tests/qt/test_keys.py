"""Every key in one list, each to be changed, none taken twice."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest

from studio_app.qt.keys import HABITS
from studio_app.qt.window import MainWindow
from studio_app.viewing.look import Way
from tests.qt.conftest import House
from tests.qt.fake_content import Cast


def test_no_key_belongs_to_two_commands(window: MainWindow) -> None:
    taken = [key.toString() for action in window.keys.actions.values() for key in action.shortcuts()]
    assert len(taken) == len(set(taken))
    assert set(HABITS) <= set(window.keys.actions)


def test_a_question_mark_lists_every_command_with_its_key(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_Question)
    drawer = window.drawers.keys
    assert drawer.isVisible()
    assert drawer.table.rowCount() == len(window.keys.actions) > 50
    assert drawer.edit_of("wipe").keySequence() == QKeySequence("W")


def test_a_changed_key_works_at_once_and_is_kept(window: MainWindow, house: House, cast: Cast) -> None:
    drawer = window.drawers.keys
    drawer.edit_of("wipe").setKeySequence(QKeySequence("Y"))
    house.settle()
    assert cast.studio.own_keys == {"wipe": "Y"}
    QTest.keyClick(window, Qt.Key.Key_Y)
    assert window.middle.comparison.canvas.look_in_use.way is Way.WIPE
    assert window.commands.look.wipe.toolTip().endswith("(Y)")


def test_a_key_that_is_taken_is_refused_in_one_sentence(window: MainWindow, house: House, cast: Cast) -> None:
    drawer = window.drawers.keys
    drawer.edit_of("wipe").setKeySequence(QKeySequence("D"))
    house.settle()
    assert drawer.explanation.text() == "D is the key of “Difference”."
    assert drawer.edit_of("wipe").keySequence() == QKeySequence("W")
    assert cast.studio.own_keys == {}


def test_kept_keys_come_back_and_all_can_be_as_they_came(house: House, cast: Cast) -> None:
    cast.studio.own_keys = {"wipe": "Y", "nothing known": "Z", "fit": "D"}
    window = house.open(cast.studio)
    assert window.commands.look.wipe.shortcut() == QKeySequence("Y")
    assert window.commands.look.fit.shortcut() == QKeySequence("F"), "D belongs to the difference"
    window.drawers.keys.shipped.click()
    house.settle()
    assert window.commands.look.wipe.shortcuts() == [QKeySequence("W"), QKeySequence("F6")]
    assert cast.studio.own_keys == {}
