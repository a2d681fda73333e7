"""The pages stand in a row above every studio, an empty one too; what is done with pictures only beside pictures."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton

from studio_app.qt.page_row import PageRow
from studio_app.qt.window import MainWindow
from tests.qt.conftest import House
from tests.qt.fake_studio import FakeStudio

PAGES = ["Review", "Desk", "Candidates", "Credits", "Pay", "Sources"]


@pytest.fixture
def empty(house: House, tmp_path: Path) -> MainWindow:
    return house.open(FakeStudio(tmp_path))


def row_of(window: MainWindow) -> PageRow:
    (found,) = window.findChildren(PageRow)
    return found


def tabs(window: MainWindow) -> dict[str, QToolButton]:
    return {one.text(): one for one in row_of(window).findChildren(QToolButton) if one.isVisible()}


def choose(window: MainWindow, house: House, page: str) -> None:
    QTest.mouseClick(tabs(window)[page], Qt.MouseButton.LeftButton)
    house.settle()


@pytest.mark.parametrize("key", [Qt.Key.Key_F9, Qt.Key.Key_F10, Qt.Key.Key_F12])
def test_from_every_page_of_an_empty_studio_one_click_leads_back(empty: MainWindow, house: House, key: Qt.Key) -> None:
    QTest.keyClick(empty, key)
    house.settle()
    assert not empty.middle.empty_studio.isVisible()
    assert list(tabs(empty)) == PAGES
    choose(empty, house, "Review")
    assert empty.middle.empty_studio.isVisible()


def test_an_empty_studio_offers_its_pages_and_nothing_to_decide_about_pictures(empty: MainWindow, house: House) -> None:
    assert list(tabs(empty)) == PAGES
    choose(empty, house, "Credits")
    assert empty.middle.credits.empty.isVisible()
    choose(empty, house, "Pay")
    assert empty.middle.pay.empty.isVisible()
    assert empty.middle.tools.isHidden()


def test_what_is_decided_about_pictures_stands_beside_pictures_alone(window: MainWindow, house: House) -> None:
    assert [one.isVisible() for one in row_of(window).deeds] == [True] * 4
    choose(window, house, "Pay")
    assert [one.isVisible() for one in row_of(window).deeds] == [False] * 4
    assert window.middle.tools.isHidden()


def test_what_is_read_anew_brings_no_bar_back_over_the_full_screen(window: MainWindow, house: House) -> None:
    QTest.keyClick(window, Qt.Key.Key_F11)
    QTest.keyClick(window, Qt.Key.Key_F5)
    house.settle()
    assert row_of(window).isHidden()
    assert window.middle.tools.isHidden()
    QTest.keyClick(window, Qt.Key.Key_F11)
    house.settle()
    assert row_of(window).isVisible()
    assert window.middle.tools.isVisible()
