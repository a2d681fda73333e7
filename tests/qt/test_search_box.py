"""A cut among thousands is found by typing, with keys alone; what names no cut changes nothing."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from studio_app.qt.search_box import SearchBox

CUTS = 4200


@pytest.fixture
def form(qtbot: QtBot) -> Iterator[QWidget]:
    """A box of every cut, and a line beside it that the focus can go to."""
    whole = QWidget()
    box, beside = SearchBox("Cut", "Type a part of its number"), QLineEdit()
    box.addItem("All cuts", "")
    for number in range(CUTS):
        box.addItem(f"C{number:04}", f"C{number:04}")
    box.addItem("c0012", "c0012")
    row = QVBoxLayout(whole)
    row.addWidget(box)
    row.addWidget(beside)
    whole.show()
    whole.activateWindow()
    qtbot.addWidget(whole)
    assert QTest.qWaitForWindowActive(whole, 5000)
    beside.setFocus()
    yield whole
    box.completer().popup().hide()


@pytest.fixture
def box(form: QWidget) -> SearchBox:
    found = form.findChild(SearchBox)
    assert isinstance(found, SearchBox)
    return found


def type_into(box: SearchBox, text: str) -> QLineEdit:
    line = box.lineEdit()
    line.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClicks(line, text)
    return line


def offered(box: SearchBox) -> list[str]:
    model = box.completer().completionModel()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_any_part_of_a_number_offers_what_holds_it_whatever_its_case(box: SearchBox) -> None:
    type_into(box, "c412")
    assert box.completer().popup().isVisible()
    assert offered(box) == [f"C{number}" for number in range(4120, 4130)]
    assert box.currentData() == "", "typing alone chooses nothing"


def test_the_arrow_goes_down_to_an_offer_and_enter_takes_it(box: SearchBox) -> None:
    line = type_into(box, "412")
    popup = box.completer().popup()
    for _step in range(3):
        QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert not popup.isVisible()
    assert (box.currentData(), line.text()) == (offered_at(2), offered_at(2))


def offered_at(number: int) -> str:
    return [f"C{one:04}" for one in range(CUTS) if "412" in f"{one:04}"][number]


@pytest.mark.parametrize(
    ("typed", "taken"),
    [("C0777", "C0777"), ("c0777", "C0777"), (" C0777 ", "C0777"), ("c0012", "c0012"), ("C0012", "C0012")],
)
def test_a_whole_number_is_taken_on_enter(box: SearchBox, typed: str, taken: str) -> None:
    line = type_into(box, typed)
    enter(box)
    assert (box.currentData(), line.text()) == (taken, taken)


def test_a_part_that_one_cut_alone_holds_is_that_cut(box: SearchBox) -> None:
    box.addItem("SP回想", "SP回想")
    type_into(box, "sp")
    enter(box)
    assert box.currentData() == "SP回想"


@pytest.mark.parametrize("typed", ["C9999", "41", "nothing of the kind"])
def test_what_names_no_cut_leaves_the_one_before(box: SearchBox, typed: str) -> None:
    box.setCurrentIndex(box.findData("C0100"))
    heard: list[int] = []
    box.currentIndexChanged.connect(heard.append)
    line = type_into(box, typed)
    enter(box)
    assert (box.currentData(), line.text(), heard) == ("C0100", "C0100", [])


def test_leaving_the_field_emptied_leaves_the_one_before(form: QWidget, box: SearchBox) -> None:
    box.setCurrentIndex(box.findData("C0100"))
    line = type_into(box, "")
    QTest.keyClick(line, Qt.Key.Key_Delete)
    assert line.text() == "", "entered by key it is all selected"
    QTest.keyClick(line, Qt.Key.Key_Tab)
    assert not line.hasFocus()
    assert (box.currentData(), line.text()) == ("C0100", "C0100")


def test_escape_takes_back_what_was_typed(box: SearchBox) -> None:
    line = type_into(box, "C41")
    popup = box.completer().popup()
    QTest.keyClick(popup, Qt.Key.Key_Escape)
    assert not popup.isVisible()
    assert (box.currentData(), line.text()) == ("", "All cuts")
    type_into(box, "C99999")
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert (box.currentData(), line.text()) == ("", "All cuts")


def test_a_click_into_it_selects_all_so_that_typing_begins_anew(box: SearchBox) -> None:
    line = box.lineEdit()
    QTest.mouseClick(line, Qt.MouseButton.LeftButton)
    assert line.selectedText() == "All cuts"
    QTest.keyClicks(line, "c0777")
    enter(box)
    assert box.currentData() == "C0777"
    QTest.mouseClick(line, Qt.MouseButton.LeftButton)
    assert line.selectedText() == "", "a second click sets the cursor"


def test_a_screen_reader_is_told_what_it_is(box: SearchBox) -> None:
    assert [part.accessibleName() for part in (box, box.lineEdit())] == ["Cut", "Cut"]


def enter(box: SearchBox) -> None:
    """Press Enter where the keys go: to the list of offers while it is open."""
    popup = box.completer().popup()
    QTest.keyClick(popup if popup.isVisible() else box.lineEdit(), Qt.Key.Key_Return)
