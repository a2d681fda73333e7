"""Credits, pay and answers as a producer uses them: by key, by hand, and back again."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from studio_app.domain.credit_words import CreditOrder
from studio_app.domain.ids import EntryHash, SessionId
from studio_app.domain.money import Money
from studio_app.domain.progress import Progress
from studio_app.domain.rates import Rate, RateUnit
from studio_app.domain.sessions import RetouchSession
from studio_app.qt import theme
from studio_app.qt.plot_board import AREA, FLOOR, WHEN
from studio_app.qt.theme import sized
from studio_app.qt.window import MainWindow
from studio_app.statements.answers.head import AnswerKind
from studio_app.statements.pay_statement import Period
from studio_app.statements.worked import PersonArea
from tests.qt.conftest import ChosenFiles, House
from tests.qt.fake_content import Cast
from tests.qt.fake_studio import FakeRefusal, FakeStudio

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


def press(widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(widget, key, modifier)


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


@pytest.fixture
def worked(cast: Cast) -> Cast:
    """Two hours of hanako's and one of taro's on 20 November, at 2,000 and 1,000 yen an hour."""
    studio = cast.studio
    studio._desk_sessions = [
        _session(studio, cast, number, person.id, hours) for number, person, hours in _shifts(cast)
    ]
    studio.sheets.rates = [
        Rate(
            person=person.id,
            unit=RateUnit.HOUR,
            price=Money(minor=price, currency="JPY"),
            valid_from=date(2026, 1, 1),
            entry=EntryHash(f"rate {person.code}"),
        )
        for person, price in ((cast.hanako, 2000), (cast.taro, 1000))
    ]
    return cast


def _shifts(cast: Cast) -> tuple[tuple[int, object, int], ...]:
    return (1, cast.hanako, 2), (2, cast.taro, 1)


def _session(studio: FakeStudio, cast: Cast, number: int, person: object, hours: int) -> RetouchSession:
    known = next(one for one in studio._desk_sessions if one.person == person)
    begun = datetime(2026, 11, 20, 3, tzinfo=UTC)
    return RetouchSession(
        id=SessionId(f"s{number}"),
        background=cast.open.id,
        person=known.person,
        kind=known.kind,
        basis=known.basis,
        started_at=begun,
        stopped_at=begun + timedelta(hours=hours),
        active=timedelta(hours=hours),
        unconfirmed=timedelta(),
        zone="Asia/Tokyo",
        entry=EntryHash(f"session {number}"),
    )


@pytest.fixture
def window(house: House, worked: Cast) -> MainWindow:
    return house.open(worked.studio)


def test_f10_shows_the_sheet_as_it_prints_and_f2_the_pictures_again(window: MainWindow, house: House) -> None:
    press(window, Qt.Key.Key_F10)
    house.settle()
    page = window.middle.credits
    assert page.isVisible()
    assert page.paper.view.page_count == 3
    assert [spot.accessibleName() for spot in page.paper.view.spots] == [
        "山田 花子, 美術監督 Art Director",
        "山田 花子, 背景原図 Background Layout",
        "長谷川 虎之介〈美術監督補佐〉, 背景 Background Art",
        "山田 花子, 背景 Background Art",
        "山田 花子, 生成素材作成 Generation Prompting",
    ]
    assert window.dossier.isHidden(), "the sheet needs its room"
    press(window, Qt.Key.Key_F2)
    assert window.middle.comparison.isVisible()
    assert window.dossier.isVisible()


def test_a_name_leads_to_its_pictures_and_back_leads_back_step_by_step(
    window: MainWindow, house: House, cast: Cast
) -> None:
    press(window, Qt.Key.Key_F10)
    house.settle()
    page = window.middle.credits
    click(next(spot for spot in page.paper.view.spots if "Layout" in spot.accessibleName()))
    house.settle()
    assert page.evidence.isVisible()
    rows = page.evidence.model.rows
    assert (rows[0].line.title[:4], rows[0].heads) == ("C012", True)
    page.evidence.list.setFocus()
    press(page.evidence.list, Qt.Key.Key_Return)
    house.settle()
    assert window.middle.comparison.isVisible()
    assert window.backgrounds.open_row is not None
    assert window.backgrounds.open_row.background.id == cast.open.id
    press(window, Qt.Key.Key_Left, ALT)
    house.settle()
    assert page.evidence.isVisible()
    press(window, Qt.Key.Key_Left, ALT)
    assert not page.evidence.isVisible()
    assert not window.commands.sheets.back.isEnabled()


def test_who_painted_what_is_shown_from_the_evidence(window: MainWindow, house: House) -> None:
    press(window, Qt.Key.Key_F10)
    house.settle()
    click(window.middle.credits.paper.view.spots[0])
    house.settle()
    click(window.middle.credits.evidence.owners)
    house.settle()
    assert window.middle.comparison.isVisible()
    assert window.commands.look.owners.isChecked()


def test_nameless_work_is_an_open_check_until_somebody_says_whose_it_is(house: House, worked: Cast) -> None:
    worked.studio.disown(worked.stages[3].id)
    window = house.open(worked.studio)
    press(window, Qt.Key.Key_F10)
    house.settle()
    checks = window.middle.credits.checks
    assert checks.isVisible()
    assert checks.chosen is not None
    assert checks.clear.isHidden(), "no signature says whose work it was"
    assert not window.commands.sheets.lock.isEnabled()
    assert window.middle.credits.lock_deed.text() == "One open check keeps the sheet from being locked."
    assert not checks.say_whose.isEnabled(), "a reason is wanted"
    checks.person.setCurrentIndex(checks.person.findData("taro"))
    QTest.keyClicks(checks.reason, "signed on the paper")
    click(checks.say_whose)
    house.settle()
    assert not checks.isVisible()
    assert window.commands.sheets.lock.isEnabled()
    assert "say_whose" in worked.studio.asked


def test_somebody_named_without_work_is_cleared_with_a_reason_typed_in_place(
    window: MainWindow, house: House, cast: Cast
) -> None:
    cast.studio.add_person(code="ken", name="佐藤 健", reading="さとう けん")
    press(window, Qt.Key.Key_F5)
    press(window, Qt.Key.Key_F10)
    house.settle()
    page = window.middle.credits
    page.naming.person.setCurrentIndex(page.naming.person.findData("ken"))
    page.naming.role.setCurrentIndex(0)
    click(page.naming.submit)
    house.settle()
    (line,) = (page.checks.model.index(row, 0).data() for row in range(page.checks.model.rowCount()))
    assert line.startswith("佐藤 健, named, no work")
    assert not page.checks.clear.isEnabled()
    QTest.keyClicks(page.checks.reason, "supervised by telephone")
    click(page.checks.clear)
    house.settle()
    assert cast.studio.sheets.clearances[0].reason == "supervised by telephone"
    assert page.checks.chosen is not None
    assert page.checks.chosen.cleared
    assert page.checks.reason.isHidden()


def test_locking_says_what_it_writes_and_then_what_changed(window: MainWindow, house: House, cast: Cast) -> None:
    press(window, Qt.Key.Key_F10)
    house.settle()
    page = window.middle.credits
    assert page.lock_deed.text().startswith("Writes one entry that keeps this sheet with its ")
    press(window, Qt.Key.Key_L, CTRL | SHIFT)
    house.settle()
    assert page.lock_state.text().startswith("Version 1, locked 2026-11-24 12:00 by 山田 花子.")
    assert page.lock_state.text().endswith("Nothing has changed since.")
    said = [one.text() for one in page.findChildren(QLabel) if one.isVisible() and "Nothing has changed" in one.text()]
    assert said == [page.lock_state.text()], "it is said once"
    assert not window.commands.sheets.lock.isEnabled()
    assert "Nothing has changed since version 1." in window.commands.sheets.lock.toolTip()
    assert page.write_locked.text() == "Write version 1…"
    page.order.setCurrentIndex(page.order.findData(CreditOrder.CODE))
    page.order.activated.emit(page.order.currentIndex())
    house.settle()
    assert page.lock_state.text().endswith("2 changes since.")
    assert page.lock_deed.isVisible()
    assert page.lock_deed.text().endswith("as version 2; it cannot be taken back.")
    assert window.commands.sheets.lock.isEnabled()


def test_the_sheet_and_a_locked_version_are_written_where_the_person_says(
    window: MainWindow, house: House, cast: Cast, files: ChosenFiles, tmp_path: Path
) -> None:
    files.sheet_chosen = tmp_path / "credits.xlsx"
    press(window, Qt.Key.Key_F10)
    house.settle()
    press(window, Qt.Key.Key_S, CTRL)
    house.settle()
    assert cast.studio.sheets.written == [("credits  reading", tmp_path / "credits.xlsx")]
    assert window.notices.bars[-1].sentence == f"Written: {tmp_path / 'credits.xlsx'}"
    press(window, Qt.Key.Key_L, CTRL | SHIFT)
    house.settle()
    click(window.middle.credits.write_locked)
    house.settle()
    assert cast.studio.sheets.written[-1] == ("version 1", tmp_path / "credits.xlsx")


def test_an_episode_is_chosen_and_its_cuts_follow(window: MainWindow, house: House) -> None:
    press(window, Qt.Key.Key_F10)
    house.settle()
    scopes = window.middle.credits.scopes
    scopes.episode.setCurrentIndex(scopes.episode.findData("#03"))
    house.settle()
    assert window.middle.credits.draft is not None
    assert window.middle.credits.draft.sheet.scope.episode == "#03"
    assert [scopes.cut.itemData(row) for row in range(scopes.cut.count())] == ["", "C011", "C014"]


def test_a_cut_is_found_by_typing_a_part_of_its_number(window: MainWindow, house: House, cast: Cast) -> None:
    press(window, Qt.Key.Key_F10)
    house.settle()
    page = window.middle.credits
    line = page.scopes.cut.lineEdit()
    line.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClicks(line, "a")
    popup = page.scopes.cut.completer().popup()
    press(popup, Qt.Key.Key_Down)
    press(popup, Qt.Key.Key_Down)
    press(popup, Qt.Key.Key_Return)
    house.settle()
    assert page.draft is not None
    assert page.draft.sheet.scope.cut == "C013A", "the first that holds an a is “All cuts”"
    asked = cast.studio.asked.count("credit_draft")
    line.selectAll()
    QTest.keyClicks(line, "C999")
    press(line, Qt.Key.Key_Return)
    house.settle()
    assert (line.text(), page.draft.sheet.scope.cut) == ("C013A", "C013A")
    assert cast.studio.asked.count("credit_draft") == asked, "nothing was chosen"
    assert "approve" not in cast.studio.asked, "letters are typed, and are no commands meanwhile"


def test_the_sheet_follows_what_is_recorded(window: MainWindow, house: House, cast: Cast) -> None:
    press(window, Qt.Key.Key_F10)
    house.settle()
    before = cast.studio.asked.count("credit_draft")
    press(window, Qt.Key.Key_F2)
    press(window, Qt.Key.Key_A)
    press(window.drawers.review, Qt.Key.Key_Return)
    house.settle()
    assert cast.studio.asked.count("credit_draft") == before, "nobody looks at it"
    press(window, Qt.Key.Key_F10)
    house.settle()
    assert cast.studio.asked.count("credit_draft") == before + 1


def test_what_cannot_be_drawn_up_stands_above_the_pages_that_were_there(
    window: MainWindow, house: House, cast: Cast
) -> None:
    press(window, Qt.Key.Key_F10)
    house.settle()
    cast.studio.failing["credit_pages"] = FakeRefusal("There is no room to set a paper.", hint="Make room.")
    press(window, Qt.Key.Key_F5)
    house.settle()
    pane = window.middle.credits.paper
    assert [bar.sentence for bar in pane.notices.bars] == ["There is no room to set a paper."]
    assert pane.view.page_count == 3
    cast.studio.failing.clear()
    press(window, Qt.Key.Key_F5)
    house.settle()
    assert pane.notices.bars == ()


def test_pay_adds_up_in_sight(window: MainWindow, house: House) -> None:
    press(window, Qt.Key.Key_F12)
    house.settle()
    page = window.middle.pay
    rows = page.table.model.rows
    assert [(row.cells[0], row.cells[1], row.cells[6], row.cells[7]) for row in rows] == [
        ("長谷川 虎之介〈美術監督補佐〉", "1:00", "1,000 JPY", "1,000 JPY"),
        ("山田 花子", "2:00", "4,000 JPY", "2,000 JPY"),
    ]
    assert page.table.sums.cells[0] == "2 people"
    assert page.table.sums.cells[1] == "3:00"
    assert page.table.sums.cells[6] == "5,000 JPY"
    assert [row.title for row in page.board.plots[WHEN].plot.rows] == ["長谷川 虎之介〈美術監督補佐〉", "山田 花子"]
    dots = [mark.start for row in page.board.plots[FLOOR].plot.rows for mark in row.marks]
    assert dots == [0.5, 1.0], "1,000 and 2,000 on an axis up to 2,000"


def test_months_go_by_key_and_one_without_work_teaches(window: MainWindow, house: House) -> None:
    press(window, Qt.Key.Key_F12)
    house.settle()
    page = window.middle.pay
    press(window, Qt.Key.Key_PageUp, CTRL)
    house.settle()
    assert (page.period.first, page.period.last) == (date(2026, 10, 1), date(2026, 10, 31))
    assert page.empty.isVisible()
    press(window, Qt.Key.Key_PageDown, CTRL)
    house.settle()
    assert page.table.isVisible()
    page.month.setDate(page.month.date().addMonths(15))
    assert page.period.last == date(2028, 2, 29)


def test_a_figure_leads_to_its_time_and_back_to_the_plots(window: MainWindow, house: House) -> None:
    press(window, Qt.Key.Key_F12)
    house.settle()
    page = window.middle.pay
    page.table.tree.setFocus()
    press(page.table.tree, Qt.Key.Key_Down)
    press(page.table.tree, Qt.Key.Key_Return)
    house.settle()
    assert page.evidence.isVisible()
    titles = [row.line.tail for row in page.evidence.model.rows]
    assert "2:00" in titles
    press(window, Qt.Key.Key_Left, ALT)
    assert page.board.isVisible()
    mark = page.board.plots[WHEN].plot.rows[0].marks[0]
    at = page.board.plots[WHEN].mark_rect(0, mark).center().toPoint()
    QTest.mouseClick(page.board.plots[WHEN].viewport(), Qt.MouseButton.LeftButton, pos=at)
    house.settle()
    assert page.evidence.title.text() == "長谷川 虎之介〈美術監督補佐〉, 2026-11-20: 1:00"


def test_a_click_on_a_row_leads_to_its_lines_entries(window: MainWindow, house: House) -> None:
    press(window, Qt.Key.Key_F12)
    house.settle()
    tree = window.middle.pay.table.tree
    tree.expandAll()
    line = tree.model().index(0, 6, tree.model().index(1, 0))
    QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=tree.visualRect(line).center())
    house.settle()
    evidence = window.middle.pay.evidence
    assert evidence.title.text() == "山田 花子 · C012 · 2,000 JPY an hour"
    assert [row.line.tail for row in evidence.model.rows if row.line.mark == "play"] == ["2:00"]


def test_the_statement_as_it_prints_is_a_key_away_and_asked_for_only_then(
    window: MainWindow, house: House, cast: Cast
) -> None:
    press(window, Qt.Key.Key_F12)
    house.settle()
    page = window.middle.pay
    assert "pay_pages" not in cast.studio.asked
    press(window, Qt.Key.Key_P, CTRL)
    house.settle()
    assert page.paper.isVisible()
    assert not page.table.isVisible(), "at this width it takes the table's place"
    click(page.paper.view.spots[0])
    house.settle()
    assert page.evidence.model.rows, "a name on the paper has its evidence too"
    window.resize(2560, 1440)
    house.settle()
    assert page.paper.isVisible()
    assert page.table.isVisible()


def test_one_persons_statement_is_written_alone(
    window: MainWindow, house: House, cast: Cast, files: ChosenFiles, tmp_path: Path
) -> None:
    files.sheet_chosen = tmp_path / "pay.journal"
    press(window, Qt.Key.Key_F12)
    house.settle()
    page = window.middle.pay
    page.person.setCurrentIndex(page.person.findData("taro"))
    house.settle()
    assert [row.cells[0] for row in page.table.model.rows] == ["長谷川 虎之介〈美術監督補佐〉"]
    press(window, Qt.Key.Key_S, CTRL)
    house.settle()
    assert cast.studio.sheets.written == [("pay 2026-11-01 2026-11-30 taro", tmp_path / "pay.journal")]


def test_a_statement_tells_how_far_it_is_and_can_be_stopped(
    window: MainWindow,
    house: House,
    cast: Cast,
    files: ChosenFiles,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    def write(path: Path, period: Period, person: str, *, progress: Progress) -> None:
        for _step in range(500):
            QTest.qSleep(5)
            progress(0.4)
        raise AssertionError("nobody stopped it")

    monkeypatch.setattr(cast.studio.sheets, "write_pay", write)
    files.sheet_chosen = tmp_path / "pay.xlsx"
    press(window, Qt.Key.Key_F12)
    house.settle()
    press(window, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(window.status.stop.isVisible, timeout=3000)
    qtbot.waitUntil(lambda: window.status.share == 40, timeout=3000)
    assert window.status.busy_words.text() == "Writing the pay statement…"
    click(window.status.stop)
    house.settle()
    assert [bar.sentence for bar in window.notices.bars] == []
    assert not window.status.stop.isVisible()


def test_invoices_are_drafted_for_one_and_for_everybody(
    window: MainWindow, house: House, cast: Cast, files: ChosenFiles, tmp_path: Path
) -> None:
    press(window, Qt.Key.Key_F12)
    house.settle()
    press(window, Qt.Key.Key_I, CTRL)
    drawer = window.drawers.invoice
    assert drawer.isVisible()
    drawer.person.setCurrentIndex(drawer.person.findData("hanako"))
    QTest.keyClicks(drawer.number, "2026-11")
    files.sheet_chosen = tmp_path / "invoice.pdf"
    click(drawer.submit)
    house.settle()
    assert cast.studio.sheets.written == [("invoice hanako 2026-11", tmp_path / "invoice.pdf")]
    assert not drawer.isVisible()
    press(window, Qt.Key.Key_I, CTRL)
    files.folder_chosen = tmp_path
    click(drawer.everybody)
    house.settle()
    assert [path.name for _what, path in cast.studio.sheets.written[1:]] == [
        "invoice-2026-11-taro.pdf",
        "invoice-2026-11-hanako.pdf",
    ]
    assert window.notices.bars[-1].sentence == f"2 drafts of invoices were written to {tmp_path}."


def test_area_is_shown_as_far_as_it_was_measured(house: House, worked: Cast) -> None:
    worked.studio.sheets.measured = (
        PersonArea(
            person=worked.hanako.id,
            visible=3_000_000,
            overpainted=1_000_000,
            measured=2,
            painted=3,
            entries=(EntryHash("session 1"),),
        ),
    )
    window = house.open(worked.studio)
    press(window, Qt.Key.Key_F12)
    house.settle()
    (row,) = window.middle.pay.board.plots[AREA].plot.rows
    assert (row.title, row.tail) == ("山田 花子", "4.00 MP")
    assert [(mark.start, mark.end, mark.hollow) for mark in row.marks] == [(0, 0.75, False), (0.75, 1.0, True)]
    assert "1 picture is not measured yet" in window.middle.pay.board.plots[AREA].plot.note


def test_each_answer_has_a_button_and_says_of_what(
    window: MainWindow, house: House, cast: Cast, files: ChosenFiles, tmp_path: Path
) -> None:
    files.sheet_chosen = tmp_path / "answer.pdf"
    for kind in AnswerKind:
        press(window, Qt.Key.Key_D, CTRL)
        drawer = window.drawers.answers
        assert drawer.isVisible()
        click(drawer.buttons[kind])
        house.settle()
        assert not drawer.isVisible()
    assert [what for what, _path in cast.studio.sheets.written] == [f"{kind.value} C012 False" for kind in AnswerKind]


def test_what_was_not_delivered_says_why(window: MainWindow, house: House, files: ChosenFiles, tmp_path: Path) -> None:
    files.folder_chosen = tmp_path
    press(window, Qt.Key.Key_D, CTRL)
    drawer = window.drawers.answers
    drawer.scope_box.setCurrentIndex(drawer.scope_box.count() - 1)
    assert not drawer.submit.isEnabled(), "a whole production is not delivered at once"
    drawer.scope_box.setCurrentIndex(1)
    click(drawer.submit)
    house.settle()
    assert window.notices.bars[-1].sentence == "Not delivered: #03. It is not approved yet."
    assert window.notices.bars[-1].hint == "Approve it first."


def test_the_pages_hold_at_1280_by_800(window: MainWindow, house: House) -> None:
    for key in (Qt.Key.Key_F10, Qt.Key.Key_F12):
        press(window, key)
        house.settle()
        assert window.minimumSizeHint().width() <= 1280
        assert (window.width(), window.height()) == (1280, 800)


def test_markup_and_long_names_stay_words(house: House, worked: Cast) -> None:
    long = "長" * 200
    worked.studio.add_person(code="long", name=long)
    worked.studio.add_person(code="markup", name="<b>=cmd|'x'</b> שלום")
    window = house.open(worked.studio)
    press(window, Qt.Key.Key_F10)
    house.settle()
    page = window.middle.credits
    assert page.naming.person.findText(f"{long} (long)") >= 0
    assert window.minimumSizeHint().width() <= 1280
    page.naming.person.setCurrentIndex(page.naming.person.findData("markup"))
    page.naming.role.setCurrentIndex(0)
    click(page.naming.submit)
    house.settle()
    spot = next(one for one in page.paper.view.spots if "=cmd" in one.accessibleName())
    assert spot.accessibleName().startswith("<b>=cmd|'x'</b> שלום")


def test_every_figure_of_the_table_has_words_for_a_screen_reader(window: MainWindow, house: House) -> None:
    press(window, Qt.Key.Key_F12)
    house.settle()
    model = window.middle.pay.table.model
    role = Qt.ItemDataRole.AccessibleTextRole
    assert model.index(1, 6).data(role) == "Amount: 4,000 JPY"
    assert model.index(1, 1).data(role) == "Measured: 2:00"
    sums = window.middle.pay.table.sums
    assert sums.accessibleName().startswith("All together: Name: 2 people; Measured: 3:00")


def test_sums_that_are_wider_than_every_row_are_not_cut(window: MainWindow, house: House) -> None:
    press(window, Qt.Key.Key_F12)
    house.settle()
    table = window.middle.pay.table
    table.show_rows(table.model.rows, ("60 people", "12345:00", "", "", "3500", "4200", "88,826,709,000 JPY", "", ""))
    strong = QFontMetrics(sized(table.sums.font(), theme.TEXT_PX, strong=True))
    for column, cell in enumerate(table.sums.cells):
        room = table.tree.header().sectionSize(column) - 2 * 9  # the text stands 9 px from both edges
        assert strong.horizontalAdvance(cell) <= room, cell
