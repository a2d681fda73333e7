"""The middle gets the right panel's room and gives it back as it was."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from studio_app.qt.columns import Columns


@pytest.fixture
def columns(qtbot: QtBot) -> Columns:
    """Three columns, 1280 wide, and sized by hand."""
    made = Columns(QWidget(), QWidget(), QWidget())
    qtbot.addWidget(made)
    made.resize(1280, 600)
    made.show()
    made.setSizes([250, 700, 326])
    assert made.sizes() == [250, 700, 326], "two handles of 2 px stand between them"
    return made


def test_the_middle_takes_all_of_the_right_and_nothing_of_the_left(columns: Columns) -> None:
    columns.give_middle(True)
    assert columns.widget(2).isHidden()
    assert (columns.sizes()[0], columns.sizes()[2]) == (250, 0)
    assert columns.widget(1).width() == 700 + 326


def test_given_back_everything_is_as_wide_as_it_was(columns: Columns) -> None:
    columns.give_middle(True)
    columns.give_middle(False)
    assert not columns.widget(2).isHidden()
    assert columns.sizes() == [250, 700, 326]


def test_asked_twice_is_asked_once(columns: Columns) -> None:
    columns.give_middle(False)
    assert columns.sizes() == [250, 700, 326], "nothing was given"
    columns.give_middle(True)
    columns.give_middle(True)
    columns.give_middle(False)
    assert columns.sizes() == [250, 700, 326]


def test_a_panel_that_the_person_hid_stays_hidden(columns: Columns) -> None:
    columns.widget(2).hide()
    columns.give_middle(True)
    columns.give_middle(False)
    assert columns.widget(2).isHidden()


def test_the_left_one_hidden_meanwhile_gives_its_room_to_the_middle(columns: Columns) -> None:
    columns.give_middle(True)
    columns.widget(0).hide()
    columns.give_middle(False)
    assert columns.widget(0).isHidden()
    assert columns.widget(2).width() == 326
    assert columns.widget(1).width() == 250 + 700


def test_a_window_that_grew_meanwhile_gives_the_middle_what_it_won(columns: Columns) -> None:
    columns.give_middle(True)
    columns.resize(1600, 600)
    columns.give_middle(False)
    assert columns.widget(2).width() == 326
    assert sum(columns.sizes()) == 1600 - 4
