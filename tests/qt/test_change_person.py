"""A person's details put right in the window, by key and by hand."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from studio_app.domain.people import Person
from studio_app.qt.change_person_drawer import ChangePersonDrawer
from studio_app.qt.window import MainWindow
from studio_app.workflow.people import Details
from tests.qt.conftest import House
from tests.qt.fake_content import Cast
from tests.qt.fake_studio import FakeRefusal, FakeStudio

CTRL, ALT, NONE = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.NoModifier,
)


def press(widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(widget, key, modifier)


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def open_by_key(window: MainWindow, house: House) -> ChangePersonDrawer:
    press(window, Qt.Key.Key_P, CTRL | ALT)
    house.settle()
    return window.drawers.change_person


def retype(line: QLineEdit, text: str) -> None:
    """Put another text in place of what stands there; what no key types is pasted."""
    line.setFocus()
    press(line, Qt.Key.Key_A, CTRL)
    press(line, Qt.Key.Key_Delete)
    if text.isascii():
        QTest.keyClicks(line, text)
    else:
        QApplication.clipboard().setText(text)
        press(line, Qt.Key.Key_V, CTRL)


def shown(drawer: ChangePersonDrawer) -> list[str]:
    lines = (drawer.name, drawer.reading, drawer.name_en, drawer.credit_as, drawer.number)
    return [drawer.person.currentText(), *(line.text() for line in lines)]


def person_of(studio: FakeStudio, code: str) -> Person:
    return next(one for one in studio.people() if one.code == code)


def test_a_key_opens_it_with_who_is_here_as_they_stand_now(window: MainWindow, house: House, cast: Cast) -> None:
    cast.studio.change_person(cast.hanako.id, Details(credit_as="花子", registration_number="T7123456789012"))
    drawer = open_by_key(window, house)
    assert drawer.isVisible()
    expected = ["山田 花子 (hanako)", "山田 花子", "やまだ はなこ", "Hanako Yamada", "花子", "T7123456789012"]
    assert shown(drawer) == expected, "what another program recorded meanwhile is there too"
    assert [drawer.person.itemText(row) for row in range(drawer.person.count())] == [
        "長谷川 虎之介〈美術監督補佐〉 (taro)",
        "山田 花子 (hanako)",
    ]
    assert window.focusWidget() is drawer.person.lineEdit() or window.focusWidget() is drawer.person
    press(drawer.person, Qt.Key.Key_Escape)
    assert not drawer.isVisible()


def test_a_change_is_recorded_by_whoever_is_here_and_only_what_differs(
    window: MainWindow, house: House, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[str, Details]] = []
    change = cast.studio.change_person
    monkeypatch.setattr(
        cast.studio,
        "change_person",
        lambda person, details: (told.append((person, details)), change(person, details))[1],
    )
    drawer = open_by_key(window, house)
    retype(drawer.name, "山田 華子")
    retype(drawer.name_en, "")
    press(drawer.name_en, Qt.Key.Key_Return)
    press(drawer.name_en, Qt.Key.Key_Return)
    house.settle()
    assert told == [(cast.hanako.id, Details(name="山田 華子", name_en=""))], "Return pressed twice asks once"
    assert person_of(cast.studio, "hanako") == replace(cast.hanako, name="山田 華子", name_en="")
    assert not drawer.isVisible()
    assert window.notices.bars == ()
    assert window.top.me.text() == "山田 華子"
    assert window.chain.people[cast.hanako.id].name == "山田 華子", "names in the chain follow"


def test_nothing_different_or_no_name_cannot_be_recorded(window: MainWindow, house: House, cast: Cast) -> None:
    drawer = open_by_key(window, house)
    assert not drawer.submit.isEnabled()
    press(drawer.name, Qt.Key.Key_Return)
    retype(drawer.reading, "yamada")
    assert drawer.submit.isEnabled()
    assert drawer.explanation.text() == (
        "Writes one entry. Sheets drawn up from now on use it; credits that were locked stay as issued."
    )
    retype(drawer.reading, "やまだ はなこ ")
    assert not drawer.submit.isEnabled(), "it says what it said before"
    retype(drawer.name, " ")
    retype(drawer.reading, "yamada")
    assert not drawer.submit.isEnabled(), "nobody is without a name"
    assert drawer.explanation.text() == "Give the name; every other field may be empty."
    press(drawer.reading, Qt.Key.Key_Return)
    house.settle()
    assert "change_person" not in cast.studio.asked


def test_whoever_is_searched_for_stands_there_with_their_details(window: MainWindow, house: House, cast: Cast) -> None:
    drawer = open_by_key(window, house)
    retype(drawer.name, "nobody")
    line = drawer.person.lineEdit()
    line.setFocus(Qt.FocusReason.TabFocusReason)
    line.selectAll()
    QTest.keyClicks(line, "tar")
    popup = drawer.person.completer().popup()
    press(popup, Qt.Key.Key_Down)
    press(popup, Qt.Key.Key_Return)
    house.settle()
    press(line, Qt.Key.Key_Return)
    house.settle()
    assert shown(drawer)[:2] == ["長谷川 虎之介〈美術監督補佐〉 (taro)", "長谷川 虎之介〈美術監督補佐〉"]
    assert "change_person" not in cast.studio.asked, "what was typed about somebody else is gone"
    assert not drawer.submit.isEnabled()
    retype(drawer.credit_as, "Tora")
    click(drawer.submit)
    house.settle()
    assert person_of(cast.studio, "taro").credit_as == "Tora"
    assert person_of(cast.studio, "hanako") == cast.hanako


def test_a_number_that_was_never_given_out_is_refused_and_put_right_in_place(
    window: MainWindow, house: House, cast: Cast
) -> None:
    drawer = open_by_key(window, house)
    retype(drawer.number, "T8123456789012")
    press(drawer.number, Qt.Key.Key_Return)
    house.settle()
    (bar,) = window.notices.bars
    assert bar.sentence == "The check digit of “T8123456789012” is wrong, so it is not a number that was given out."
    assert bar.hint
    assert drawer.isVisible()
    assert drawer.number.text() == "T8123456789012"
    assert drawer.submit.isEnabled()
    retype(drawer.number, "T7123456789012")
    press(drawer.number, Qt.Key.Key_Return)
    house.settle()
    assert person_of(cast.studio, "hanako").registration_number == "T7123456789012"
    assert not drawer.isVisible()


def test_from_a_line_of_the_credits_it_opens_with_whose_it_is_and_the_sheet_follows(
    window: MainWindow, house: House, cast: Cast
) -> None:
    press(window, Qt.Key.Key_F10)
    house.settle()
    page = window.middle.credits
    click(next(spot for spot in page.paper.view.spots if "長谷川" in spot.accessibleName()))
    house.settle()
    click(page.change_person)
    house.settle()
    drawer = window.drawers.change_person
    assert drawer.name.text() == cast.taro.name
    retype(drawer.name, "長谷川 寅之助")
    press(drawer.name, Qt.Key.Key_Return)
    house.settle()
    names = [spot.accessibleName() for spot in page.paper.view.spots]
    assert "長谷川 寅之助, 背景 Background Art" in names
    assert not any("虎之介" in name for name in names)
    assert page.evidence.title.text() == "長谷川 寅之助, 背景 Background Art"
    press(window, Qt.Key.Key_Left, ALT)
    assert shown(open_by_key(window, house))[1] == "山田 花子", "nobody is chosen any more"


def test_on_the_pay_page_it_opens_with_whose_pay_is_shown(window: MainWindow, house: House) -> None:
    press(window, Qt.Key.Key_F12)
    house.settle()
    page = window.middle.pay
    page.person.setCurrentIndex(page.person.findData("taro"))
    house.settle()
    assert shown(open_by_key(window, house))[0].endswith("(taro)")


def test_it_is_in_the_menu_of_who_is_here_and_in_the_list_of_keys(window: MainWindow, house: House) -> None:
    (entry,) = [one for one in window.top.me.menu().actions() if one.text() == "Change a person…"]
    entry.trigger()
    house.settle()
    assert window.drawers.change_person.isVisible()
    action = window.keys.actions["change_person"]
    assert (action.text(), action.shortcut().toString()) == ("Change a person…", "Ctrl+Alt+P")
    shortcuts = [key.toString() for one in window.keys.actions.values() for key in one.shortcuts()]
    assert shortcuts.count("Ctrl+Alt+P") == 1


def test_with_nobody_to_change_somebody_is_added(house: House, tmp_path_factory: pytest.TempPathFactory) -> None:
    window = house.open(FakeStudio(tmp_path_factory.mktemp("empty")))
    drawer = open_by_key(window, house)
    assert not drawer.isVisible()
    assert window.drawers.person.isVisible()
    assert all(one.text() != "Change a person…" for one in window.top.me.menu().actions())


def test_without_anybody_at_the_desk_it_begins_with_the_first(house: House, cast: Cast) -> None:
    cast.studio._me = None
    window = house.open(cast.studio)
    assert shown(open_by_key(window, house))[0].endswith("(taro)")


def test_people_who_cannot_be_read_are_said_to_be_so(window: MainWindow, house: House, cast: Cast) -> None:
    cast.studio.failing["people"] = FakeRefusal("The ledger cannot be read.", hint="Try again.")
    assert not open_by_key(window, house).isVisible()
    assert [bar.sentence for bar in window.notices.bars] == ["The ledger cannot be read."]


def test_tab_goes_through_the_fields_as_they_are_read_and_each_has_a_name(window: MainWindow, house: House) -> None:
    drawer = open_by_key(window, house)
    retype(drawer.reading, "yamada")
    drawer.person.setFocus()
    named = []
    for _field in range(7):
        focused = window.focusWidget()
        assert focused is not None
        named.append(focused.accessibleName())
        press(focused, Qt.Key.Key_Tab)
    assert named == [
        "Person",
        "Name",
        "Reading",
        "Name in English",
        "Name to print",
        "Registration number",
        "Change person",
    ]


def test_long_names_and_markup_stay_words_at_1280_by_800(window: MainWindow, house: House, cast: Cast) -> None:
    long = "長" * 160
    cast.studio.change_person(cast.hanako.id, Details(name=long, credit_as="<b>" * 53, reading=long))
    for key in (Qt.Key.Key_F2, Qt.Key.Key_F10, Qt.Key.Key_F12):
        press(window, key)
        drawer = open_by_key(window, house)
        assert drawer.name.text() == long
        assert drawer.name.cursorPosition() == 0
        assert window.minimumSizeHint().width() <= 1280
        assert (window.width(), window.height()) == (1280, 800)
        assert drawer.rect().contains(drawer.submit.geometry())
    assert drawer.person.lineEdit().toolTip().startswith(f"{long} (hanako)\nWhose details")
    assert [line.toolTip() for line in (drawer.name, drawer.number)] == [long, "Registration number"]


def test_who_painted_what_names_them_anew(window: MainWindow, house: House, cast: Cast) -> None:
    press(window, Qt.Key.Key_O)
    house.settle()
    legend = window.middle.comparison.legend
    assert "山田 花子" in "\n".join(legend.words)
    drawer = open_by_key(window, house)
    retype(drawer.name, "山田 華子")
    press(drawer.name, Qt.Key.Key_Return)
    house.settle()
    assert "山田 華子" in "\n".join(legend.words)
    assert "山田 花子" not in "\n".join(legend.words)
