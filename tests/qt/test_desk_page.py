"""The desk's page: the clock, questions, the timeline, what was not sent, and the artist's own settings."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt, QTime
from PySide6.QtTest import QTest

from studio_app.domain.desk_changes import Answer, Answered
from studio_app.domain.desk_lines import TimeKind
from studio_app.domain.sessions import WorkKind
from studio_app.domain.tapes import PieceKind
from studio_app.qt.window import MainWindow
from studio_app.workflow.desk_ports import DeskSettings
from tests.qt.conftest import ChosenFiles, House
from tests.qt.fake_content import Cast, recorded
from tests.qt.fake_studio import FakeStudio

MINUTE = timedelta(minutes=1)


@pytest.fixture
def desk(house: House, cast: Cast) -> MainWindow:
    """A window on the desk: 50 minutes of work, 23 away, 17 of work; then an hour."""
    recorded(cast, (PieceKind.WORK, 50 * MINUTE), (PieceKind.AWAY, 23 * MINUTE), (PieceKind.WORK, 17 * MINUTE))
    recorded(cast, (PieceKind.WORK, 60 * MINUTE), hour=13)
    window = house.open(cast.studio)
    QTest.keyClick(window, Qt.Key.Key_F9)
    house.settle()
    return window


def press(widget: object, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(widget, key, held)  # type: ignore[call-overload]


def click(widget: object) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)  # type: ignore[call-overload]


def test_the_desk_shows_what_was_not_sent_and_what_is_asked(desk: MainWindow) -> None:
    page = desk.middle.desk
    assert page.isVisible()
    assert [view.ms(TimeKind.ACTIVE) for view in reversed(page.unsent._views)] == [67 * 60_000, 60 * 60_000]
    (row,) = page.questions.rows
    assert row.words.text().startswith("0:23 away from 2026-11-20 ")
    assert row.words.text().endswith("C012: work away from the machine, or a break?")
    assert desk.dossier.times.shown[-1][:2] == ("not sent yet", "2:07")


def test_without_an_open_background_the_desk_says_what_to_open(house: House, cast: Cast, tmp_path: Path) -> None:
    window = house.open(FakeStudio(tmp_path))
    QTest.keyClick(window, Qt.Key.Key_F9)
    house.settle()
    head = window.middle.desk.head
    assert head.state.text() == "Open a background, or create one: its clock starts with T."
    head.show_row(cast.studio.rows()[0])
    assert head.state.text() == "Start retouch time on the open background with T."


def test_a_long_name_takes_the_room_that_a_wide_window_has(desk: MainWindow) -> None:
    timeline = desk.middle.desk.timeline
    rows = (replace(timeline.rows[0], title="C012-回想・神社の境内夕景_手水舎から拝殿を望む"),)
    begins = timeline.rows[0].bars[0].start_ms
    room = []
    for width in (700, 1900):
        timeline.resize(width, timeline.height())
        timeline.show_rows(timeline._axis, rows)
        room.append(timeline.place(begins))
    assert room[1] > room[0] + 100


def test_own_time_that_was_not_sent_stands_in_the_list_of_backgrounds(desk: MainWindow) -> None:
    row = desk.backgrounds.open_row
    assert row is not None
    # 1:24 of two people stand in the ledger.
    assert row.active == timedelta(hours=1, minutes=24) + timedelta(hours=2, minutes=7)


def test_a_break_is_answered_by_one_click(desk: MainWindow, house: House, cast: Cast) -> None:
    click(desk.middle.desk.questions.rows[0].rest)
    house.settle()
    (answered,) = cast.studio.changes
    assert isinstance(answered, Answered)
    assert answered.parts == ((Answer.BREAK, 23 * 60_000),)
    assert desk.middle.desk.questions.rows == ()


def test_work_away_needs_to_be_named_and_may_be_a_part(desk: MainWindow, house: House, cast: Cast) -> None:
    click(desk.middle.desk.questions.rows[0].work)
    drawer = desk.drawers.answer_gap
    assert drawer.isVisible()
    assert not drawer.submit.isEnabled()
    press(drawer, Qt.Key.Key_Return)
    assert cast.studio.changes == []
    click(drawer.words[0])
    assert drawer.reason.text() == "Paper"
    drawer.length.setTime(QTime(0, 10))
    assert drawer.explanation.text() == "The other 0:13 count as a break."
    press(drawer.reason, Qt.Key.Key_Return)
    house.settle()
    (answered,) = cast.studio.changes
    assert isinstance(answered, Answered)
    assert (answered.parts, answered.reason) == (
        ((Answer.WORK, 10 * 60_000), (Answer.BREAK, 13 * 60_000)),
        "Paper",
    )


def test_later_leaves_the_question_open(desk: MainWindow, house: House, cast: Cast) -> None:
    click(desk.middle.desk.questions.rows[0].later)
    house.settle()
    assert len(desk.middle.desk.questions.rows) == 1
    assert cast.studio.desk_sheet().questions[0].gap.is_put_off


def test_the_timeline_shows_each_kind_and_says_what_it_is(desk: MainWindow, house: House) -> None:
    page = desk.middle.desk
    click(page.periods[next(one for one in page.periods if one.value == "month")])
    house.settle()
    (row,) = page.timeline.rows
    assert (row.title, row.tail) == ("C012", "2:49")
    mine = [bar for bar in row.bars if not bar.sent]
    assert [bar.kind for bar in mine] == [TimeKind.ACTIVE, TimeKind.UNCONFIRMED, TimeKind.ACTIVE, TimeKind.ACTIVE]
    away = mine[1]
    middle = (page.timeline.place(away.start_ms) + page.timeline.place(away.end_ms)) / 2
    found = page.timeline.bar_at(QPointF(middle, 20 + 14))
    assert found is not None
    assert "C012" in found.tooltip
    assert "measured 2:49" in page.sums.text()


def test_submit_sends_everything_and_says_so(desk: MainWindow, house: House, cast: Cast) -> None:
    press(desk, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    house.settle()
    assert cast.studio.desk_sheet().lines == ()
    assert desk.notices.bars[0].sentence == "Sent: 2 stretches of time and 0 pictures."
    assert not desk.commands.desk.submit_time.isEnabled()


def test_time_is_cut_left_out_and_taken_back(desk: MainWindow, house: House, cast: Cast) -> None:
    unsent = desk.middle.desk.unsent
    click(unsent.split)
    drawer = desk.drawers.line
    assert drawer.title.text() == "Cut the time on C012 in two"
    press(drawer, Qt.Key.Key_Return)
    house.settle()
    assert [view.line.ms for view in unsent._views] == [30 * 60_000, 30 * 60_000, 90 * 60_000]
    click(unsent.leave_out)
    assert not drawer.submit.isEnabled()
    drawer.reason.insert("試し描き")
    press(drawer.reason, Qt.Key.Key_Return)
    house.settle()
    assert unsent.chosen is not None
    assert unsent.chosen.line.left_out
    assert unsent.leave_out.text() == "Take back"
    click(unsent.leave_out)
    house.settle()
    assert not unsent.chosen.line.left_out


def test_time_is_joined_with_what_lies_below_it(desk: MainWindow, house: House, cast: Cast) -> None:
    click(desk.middle.desk.unsent.merge)
    house.settle()
    (view,) = cast.studio.desk_sheet().lines
    assert view.line.ms == 150 * 60_000


def test_time_is_re_assigned_to_another_background(desk: MainWindow, house: House, cast: Cast) -> None:
    click(desk.middle.desk.unsent.assign)
    drawer = desk.drawers.line
    drawer.background.setCurrentIndex(drawer.background.findText("C014"))
    drawer.kind.setCurrentIndex(drawer.kind.findData(WorkKind.MEETING))
    press(drawer, Qt.Key.Key_Return)
    house.settle()
    tasks = [view.line.task for view in cast.studio.desk_sheet().lines]
    assert [(one.code, one.work) for one in tasks] == [("C012", WorkKind.RETOUCH), ("C014", WorkKind.MEETING)]


def test_work_on_this_opens_the_picture_and_starts_its_clock(window: MainWindow, house: House, cast: Cast) -> None:
    press(window, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    house.settle()
    assert cast.studio.opened_in_program == [cast.open.id]
    assert window.top.clock.words.text() == "● 0:42 C012"


def test_pausing_stops_everything_and_the_clock_says_so(window: MainWindow, house: House, cast: Cast) -> None:
    press(window, Qt.Key.Key_T)
    house.settle()
    click(window.top.clock.pause)
    house.settle()
    assert cast.studio.settings.paused
    assert window.top.clock.words.text() == "‖ recording is paused"
    press(window, Qt.Key.Key_T)
    house.settle()
    assert window.notices.bars[0].sentence == "Recording is paused at this desk."
    click(window.top.clock.pause)
    house.settle()
    assert not cast.studio.settings.paused


def test_the_desks_settings_are_kept(desk: MainWindow, house: House, cast: Cast, files: ChosenFiles, tmp_path) -> None:
    files.folder_chosen = tmp_path
    press(desk, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    house.settle()
    drawer = desk.drawers.desk
    assert drawer.isVisible()
    assert drawer.explanation.text() == "No folder is watched."
    drawer.away.setValue(20)
    drawer.program.setText("krita {file}")
    drawer.at_once.setChecked(True)
    click(drawer.watch)
    assert drawer.explanation.text() == "One folder is watched."
    assert cast.studio.settings == DeskSettings()
    click(drawer.submit)
    house.settle()
    kept = cast.studio.settings
    assert (kept.away_after_ms, kept.program, kept.at_once) == (20 * 60_000, "krita {file}", True)
    assert [one.folder for one in kept.watched] == [tmp_path]


def test_time_is_typed_in_with_its_reason(desk: MainWindow, house: House, cast: Cast) -> None:
    press(desk, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
    drawer = desk.drawers.log
    assert drawer.isVisible()
    assert not drawer.submit.isEnabled()
    drawer.length.setTime(QTime(1, 30))
    drawer.kind.setCurrentIndex(drawer.kind.findData(WorkKind.MEETING))
    drawer.reason.insert("打ち合わせ")
    press(drawer.reason, Qt.Key.Key_Return)
    house.settle()
    session = cast.studio.dossier(cast.open.id).sessions[-1]
    assert (session.kind, session.active, session.basis.value) == (WorkKind.MEETING, 90 * MINUTE, "stated")
    assert ("stated", "1:30") in [figure[:2] for figure in desk.dossier.times.shown]


def test_everything_is_taken_along(desk: MainWindow, house: House, files: ChosenFiles, tmp_path) -> None:
    files.sheet_chosen = tmp_path / "me.json"
    press(desk, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    house.settle()
    assert (tmp_path / "me.json").is_file()
    assert desk.notices.bars[0].sentence == f"Written: {tmp_path / 'me.json'}"


def test_an_empty_desk_teaches(window: MainWindow, house: House) -> None:
    press(window, Qt.Key.Key_F9)
    house.settle()
    page = window.middle.desk
    assert page.questions.rows == ()
    assert not page.unsent.isVisible()
    assert not window.commands.desk.submit_time.isEnabled()
