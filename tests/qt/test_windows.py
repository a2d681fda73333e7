"""The window in three languages: changed by its own menu, with nothing lost and nothing cut off."""

import gettext
import re
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QComboBox, QLabel, QLineEdit, QWidget

from studio_app.domain.language import LANGUAGES, choose_language, chosen_language
from studio_app.domain.tapes import PieceKind
from studio_app.qt.elided import ElidedLabel
from studio_app.qt.tasks import Tasks
from studio_app.qt.theme import Theme
from studio_app.qt.window import MainWindow
from studio_app.qt.windows import Surroundings, Windows
from studio_app.storage.shipped import translations_folder
from tests.qt.conftest import House
from tests.qt.fake_content import Cast, recorded

_SPARE_PX = 1
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _english_afterwards() -> Iterator[None]:
    yield
    choose_language(translations_folder(), ["en"])


@pytest.fixture
def spoken() -> list[str]:
    return []


@pytest.fixture
def windows(
    qapp: QApplication, tasks: Tasks, theme: Theme, house: House, cast: Cast, spoken: list[str]
) -> Iterator[Windows]:
    def speak(code: str) -> None:
        spoken.append(code)
        choose_language(translations_folder(), [code])

    made = Windows(qapp, tasks=tasks, theme=theme, today=date(2026, 11, 23), around=Surroundings(speak=speak))
    made.show_studio(cast.studio)
    house.settle()
    yield made
    made.close()
    house.settle()
    # Each window that is left is dressed anew with every one that comes after it.
    for window in (*made._gone, made.window):
        window.deleteLater()


def _menu_entry(windows: Windows, code: str) -> QAction:
    assert windows.window is not None
    return windows.window.status.language.menu().actions()[list(LANGUAGES).index(code)]


def _choose(windows: Windows, house: House, code: str) -> MainWindow:
    before = windows.window
    _menu_entry(windows, code).trigger()
    # It comes once nothing is under way, which a loaded machine may take a while to reach.
    for _wait in range(100):
        QTest.qWait(50)
        if windows.window is not before:
            break
    house.settle()
    assert isinstance(windows.window, MainWindow)
    return windows.window


def test_the_menu_changes_every_text_and_keeps_what_was_open(windows, house, cast, spoken):
    before = windows.window
    assert isinstance(before, MainWindow)
    before.backgrounds.open_background(cast.studio.rows()[0].background.id)
    before.top.filter.setText("C01")
    before.resize(1400, 900)
    house.settle()
    after = _choose(windows, house, "ja")
    assert spoken == ["ja"]
    assert chosen_language() == "ja"
    assert after is not before
    assert not before.isVisible()
    assert after.isVisible()
    assert after.commands.approve.text() == "OKを出す"
    assert after.status.language.text() == "日本語"
    assert after.backgrounds.open_row.background.code == "C011"
    assert after.top.filter.text() == "C01"
    assert after.size() == before.size()


def test_a_window_that_went_holds_no_picture(windows, house):
    before = windows.window
    assert before.middle.comparison._pictures._kept
    _choose(windows, house, "fr")
    assert not before.middle.comparison._pictures._kept
    assert all(side.picture is None for side in before.middle.comparison.canvas.sides)


def test_a_window_built_anew_is_complete_when_it_is_shown(windows, house):
    before = windows.window
    windows._show(windows._build)
    assert windows.window is not before
    assert not windows.window.complete()
    house.settle()
    assert windows.window.backgrounds.model.rows == before.backgrounds.model.rows


def test_back_again_the_window_reads_as_before(windows, house):
    said = windows.window.commands.approve.text()
    _choose(windows, house, "fr")
    assert windows.window.commands.approve.text() == "Valider"
    assert _choose(windows, house, "en").commands.approve.text() == said


def test_qts_own_words_follow(windows, house, qapp):
    _choose(windows, house, "fr")
    assert (
        windows.window.commands.stop_time.shortcut().toString(
            windows.window.commands.stop_time.shortcut().SequenceFormat.NativeText
        )
        == "Maj+T"
    )
    _choose(windows, house, "en")


def test_a_language_waits_while_something_is_being_typed(windows, house, spoken):
    window = windows.window
    window.commands.add_background.trigger()
    drawer = window.drawers.background
    QTest.keyClicks(drawer.entrance(), "C0")
    _menu_entry(windows, "fr").trigger()
    QTest.qWait(150)
    assert windows.window is window
    assert spoken == []
    assert window.notices.bars
    QTest.keyClick(drawer, Qt.Key.Key_Escape)
    QTest.qWait(150)
    house.settle()
    assert spoken == ["fr"]
    assert windows.window is not window


def test_the_language_that_is_spoken_changes_nothing(windows, house, spoken):
    window = windows.window
    _menu_entry(windows, "en").trigger()
    QTest.qWait(100)
    assert windows.window is window
    assert spoken == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_nothing_is_cut_off_at_the_smallest_size(code, house, cast):
    choose_language(translations_folder(), [code])
    window = house.open(cast.studio)
    window.resize(1280, 800)
    house.settle()
    found = _cut_off(window)
    for drawer in window.drawers.all():
        drawer.open_drawer()
        house.settle()
        found |= _cut_off(window)
        drawer.close_drawer()
    for page in reversed(window.commands.pages()):
        page.trigger()
        house.settle()
        found |= _cut_off(window)
    for way in window.commands.look.ways():
        way.trigger()
        house.settle()
        words = window.middle.tools.words
        if words.fontMetrics().horizontalAdvance(words.text()) > words.width():
            found.add(words.text())
    assert found == set()
    assert (window.width(), window.height()) == (1280, 800)


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_desk_fits_the_smallest_window_with_everything_on_it(code, house, cast):
    choose_language(translations_folder(), [code])
    recorded(cast, (PieceKind.WORK, HOUR), (PieceKind.AWAY, HOUR), (PieceKind.WORK, HOUR))
    window = house.open(cast.studio)
    window.resize(1280, 800)
    window.commands.desk_page.trigger()
    house.settle()
    page = window.middle.desk
    assert page.questions.rows
    assert page.unsent.isVisible()
    assert page.needed_width <= page.width()


@pytest.mark.parametrize("code", [code for code in LANGUAGES if code != "en"])
def test_no_english_is_left_in_the_window(code, house, cast):
    choose_language(translations_folder(), [code])
    catalogue = gettext.translation("teire", str(translations_folder()), [code])
    window = house.open(cast.studio)
    english = {
        text.strip()
        for text in _texts(window)
        if re.search("[A-Za-z]{3}", text) and catalogue._catalog.get(text.strip(), text.strip()) != text.strip()
    }
    assert english == set()


def _texts(window: QWidget) -> Iterator[str]:
    """Yield every word group that is seen, in widgets and in the lines of lists."""
    for widget in window.findChildren(QWidget):
        if isinstance(widget, QLabel | QAbstractButton):
            yield widget.text()
        yield from (widget.toolTip(), widget.accessibleName())
        if isinstance(widget, QAbstractItemView) and widget.model() is not None:
            model = widget.model()
            for row in range(model.rowCount()):
                index = model.index(row, 0)
                for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
                    told = str(index.data(role) or "")
                    yield from re.split(r" · |, |\n", told)


def _cut_off(window: QWidget) -> set[str]:
    """Return the texts of visible widgets that need more room than they have, and cannot be read elsewhere."""
    return {text for widget in window.findChildren(QWidget) if widget.isVisible() for text in _too_long(widget)}


def _too_long(widget: QWidget) -> list[str]:
    if isinstance(widget, ElidedLabel):
        whole = widget.fontMetrics().horizontalAdvance(widget.text()) <= widget.width() + _SPARE_PX
        return [] if whole or widget.toolTip() else [widget.text()]
    if isinstance(widget, QLabel):
        if widget.wordWrap():
            tall = widget.heightForWidth(widget.width())
            return [widget.text()] if tall > widget.height() + _SPARE_PX else []
        return [widget.text()] if widget.sizeHint().width() > widget.width() + _SPARE_PX else []
    if isinstance(widget, QComboBox):
        return []
    if isinstance(widget, QLineEdit):
        room = widget.width() - 24 - (28 if widget.actions() else 0)
        words = widget.placeholderText()
        return [words] if not widget.text() and widget.fontMetrics().horizontalAdvance(words) > room else []
    if isinstance(widget, QAbstractButton):
        return [widget.text()] if widget.text() and widget.sizeHint().width() > widget.width() + _SPARE_PX else []
    return []


def test_kept_rows_stand_at_once_and_give_way_to_what_the_ledger_says(house, cast):
    rows = cast.studio.rows()
    cast.studio.kept = rows[:1]
    seen: list[int] = []
    window = house.open(cast.studio, settle=False)
    window.lookups.rows_arrived.connect(lambda found: seen.append(len(found)))
    assert QTest.qWaitForWindowExposed(window)
    house.settle()
    assert seen in ([1, len(rows)], [len(rows)])
    assert window.backgrounds.model.rows == rows
