"""Lets the clock, the desk's page and what an artist does there follow each other."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from studio_app.domain.desk_changes import Answer
from studio_app.domain.desk_wording import cut_off_words
from studio_app.domain.language import _
from studio_app.domain.wording import hours_with_seconds
from studio_app.qt.own_time import newest_save, unsent_times, with_own_time
from studio_app.workflow.desk_views import ClockView, DeskSheet, Question

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studio_app.domain.backgrounds import Background
    from studio_app.domain.ids import BackgroundId, SessionId
    from studio_app.domain.sessions import WorkKind
    from studio_app.qt.asks import StudioSteps
    from studio_app.qt.commands import Commands
    from studio_app.qt.deeds import Deeds
    from studio_app.qt.desk_page import DeskPage
    from studio_app.qt.drawers import Drawers
    from studio_app.qt.lookups import Lookups
    from studio_app.qt.notices import Notices
    from studio_app.qt.recorder import Recorder
    from studio_app.qt.running_clock import RunningClock
    from studio_app.qt.time_button import TimeButton
    from studio_app.workflow.desk_views import LateQuestion, LineView
    from studio_app.workflow.recorder import FoundRecording
    from studio_app.workflow.submitting import Sent
    from studio_app.workflow.views import BackgroundRow


class DeskRoom(QObject):
    """Holds no rule: passes on what a person does, and shows what the desk answers."""

    rows_changed = Signal(object)
    unsent_changed = Signal(object)

    def __init__(
        self,
        studio: StudioSteps,
        recorder: Recorder,
        *,
        lookups: Lookups,
        deeds: Deeds,
        commands: Commands,
        drawers: Drawers,
        clock: RunningClock,
        time_button: TimeButton,
        page: DeskPage,
        notices: Notices,
    ) -> None:
        super().__init__()
        self._studio, self._recorder, self._deeds = studio, recorder, deeds
        self._commands, self._drawers, self._notices = commands, drawers, notices
        self._clock, self._time_button, self._page = clock, time_button, page
        self._rows: dict[BackgroundId, BackgroundRow] = {}
        self._sheet = DeskSheet(lines=(), questions=(), late=())
        self._unsent: dict[BackgroundId, timedelta] = {}
        self._open: BackgroundRow | None = None
        self._view = ClockView()
        self._told: set[SessionId] = set()

        self._lookups = lookups

        lookups.own_arrived.connect(page.show_view)
        lookups.clock_arrived.connect(self.show_clock)
        page.period_chosen.connect(lambda _period: self._ask_own())
        commands.desk_page.toggled.connect(lambda on: self._ask_own() if on else None)
        lookups.desk_arrived.connect(self._on_desk_arrived)
        deeds.time_wanted.connect(self._on_time_started)
        time_button.time_started.connect(self._on_time_started)
        time_button.time_stopped.connect(deeds.stop_time)
        commands.stop_time.triggered.connect(deeds.stop_time)
        commands.desk.work_on.triggered.connect(self._on_work_on)
        commands.desk.pause_recording.toggled.connect(self._on_pause_toggled)
        commands.desk.submit_time.triggered.connect(self._on_submit)
        page.questions.work_said.connect(drawers.answer_gap.ask)
        page.questions.break_said.connect(self._on_break_said)
        page.questions.later_said.connect(self._on_later_said)
        drawers.answer_gap.answered.connect(self._on_answered)
        page.unsent.split_wanted.connect(drawers.line.ask_split)
        page.unsent.assign_wanted.connect(lambda view: drawers.line.ask_assign(view, tuple(self._rows.values())))
        page.unsent.leave_out_wanted.connect(drawers.line.ask_leave_out)
        page.unsent.take_back_wanted.connect(self._on_take_back)
        page.unsent.merge_wanted.connect(self._on_merge)
        drawers.line.split_wanted.connect(self._on_split)
        drawers.line.assign_wanted.connect(self._on_assign)
        drawers.line.leave_out_wanted.connect(self._on_leave_out)

    @property
    def opened(self) -> Background | None:
        """The background that is open."""
        return self._open.background if self._open is not None else None

    @property
    def runs_on(self) -> BackgroundId | None:
        """The background whose clock runs."""
        return self._clock.background

    def know_rows(self, rows: tuple[BackgroundRow, ...]) -> None:
        """Know every background, as the ledger has it."""
        self._rows = {row.background.id: row for row in rows}
        self._show_rows()
        self._show_row()

    def open_row(self, row: BackgroundRow | None) -> None:
        """Know which background is open."""
        self._open = row
        self._show_row()
        self._show_unsent()

    def show_clock(self, view: ClockView) -> None:
        """Show what the clock does, and tell once of what was found cut off."""
        before, self._view = self.runs_on, view
        self._clock.show_clock(view)
        if self.runs_on != before:
            self._show_rows()
        self._commands.stop_time.setEnabled(view.running is not None)
        self._commands.desk.pause_recording.blockSignals(True)
        self._commands.desk.pause_recording.setChecked(view.paused)
        self._commands.desk.pause_recording.blockSignals(False)
        for found in view.found:
            if found.recording.id not in self._told:
                self._told.add(found.recording.id)
                self._notices.show_news(_found_words(found))
        self._show_row()
        if view.running is not None and self._commands.desk_page.isChecked():
            # Saves and absences come by themselves while somebody works.
            self._lookups.ask_desk()

    def _show_rows(self) -> None:
        self.rows_changed.emit(with_own_time(tuple(self._rows.values()), self._unsent, self.runs_on))
        self._show_unsent()

    def _show_unsent(self) -> None:
        opened = self._open.background.id if self._open is not None else None
        self.unsent_changed.emit(self._unsent.get(opened, timedelta()) if opened is not None else timedelta())

    def _show_row(self) -> None:
        running = self._rows.get(self.runs_on) if self.runs_on is not None else None
        shown = running or self._open
        self._page.head.show_row(shown)
        self._page.head.show_save(newest_save(self._sheet, shown.background.id) if shown is not None else None)
        self._page.head.show_clock(self._view, self._clock.so_far)
        opened: Background | None = self._open.background if self._open is not None else None
        self._time_button.show_state(opened, self.runs_on)
        self._commands.desk.work_on.setEnabled(opened is not None)

    def _on_desk_arrived(self, sheet: DeskSheet) -> None:
        self._sheet = sheet
        self._page.show_sheet(sheet)
        self._show_row()
        unsent = unsent_times(sheet)
        if unsent != self._unsent:
            self._unsent = unsent
            self._show_rows()
        sendable = any(not one.runs and not one.line.left_out for one in sheet.lines)
        self._commands.desk.submit_time.setEnabled(sendable)
        self._ask_own()

    def _ask_own(self) -> None:
        """Ask for the timeline, while it is in sight."""
        if self._commands.desk_page.isChecked():
            self._lookups.ask_own(self._page.period)

    def _on_time_started(self, background: BackgroundId, kind: WorkKind) -> None:
        self._deeds.start_time(background, kind)

    def _on_work_on(self) -> None:
        if self._open is not None:
            self._deeds.work_on(self._open.background.id)

    def _on_pause_toggled(self, paused: bool) -> None:
        step = self._studio.pause_recording if paused else self._studio.resume_recording
        words = _("Pausing the recording…") if paused else _("Switching the recording on…")
        self._recorder.record(words, step, answered=lambda _nothing: self._deeds.clock_changed.emit())

    def _on_break_said(self, question: Question | LateQuestion) -> None:
        self._on_answered(question, ((Answer.BREAK, None),), "")

    def _on_later_said(self, question: Question) -> None:
        self._on_answered(question, ((Answer.LATER, None),), "")

    def _on_answered(
        self, question: Question | LateQuestion, parts: Sequence[tuple[Answer, int | None]], reason: str
    ) -> None:
        def answer() -> object:
            if isinstance(question, Question):
                return self._studio.answer_gap(question.name, parts, reason=reason)
            return self._studio.answer_late(question, parts, reason=reason)

        self._recorder.record(_("Keeping your answer…"), answer)

    def _on_split(self, line: SessionId, at_ms: int) -> None:
        self._recorder.record(_("Cutting the time in two…"), lambda: self._studio.split_line(line, at_ms=at_ms))

    def _on_merge(self, one: LineView, other: LineView) -> None:
        self._recorder.record(_("Joining the time…"), lambda: self._studio.merge_lines(one.line.id, other.line.id))

    def _on_assign(self, line: SessionId, background: BackgroundId, kind: WorkKind) -> None:
        self._recorder.record(
            _("Re-assigning the time…"), lambda: self._studio.assign_line(line, background, kind=kind)
        )

    def _on_leave_out(self, line: SessionId, reason: str) -> None:
        self._recorder.record(
            _("Leaving the time out…"), lambda: self._studio.leave_out_line(line, left_out=True, reason=reason)
        )

    def _on_take_back(self, view: LineView) -> None:
        self._recorder.record(
            _("Taking the time back…"),
            lambda: self._studio.leave_out_line(view.line.id, left_out=False, reason=""),
        )

    def _on_submit(self) -> None:
        self._recorder.record(
            _("Sending your time…"), lambda: self._studio.submit_lines(()), answered=self._on_sent, beside=True
        )

    def _on_sent(self, sent: Sequence[Sent]) -> None:
        if not sent:
            self._notices.show_news(_("There is nothing to send."))
            return
        pictures = sum(one.stages for one in sent)
        words = _("Sent: {count} stretches of time and {pictures} pictures.", count=len(sent), pictures=pictures)
        if any(one.overlap_ms for one in sent):
            words += " " + _(
                "Some of it already stands there, from another machine or program; you are asked which counts."
            )
        self._notices.show_news(words)


def _found_words(found: FoundRecording) -> str:
    return cut_off_words(
        found.recording.task.code,
        active=hours_with_seconds(timedelta(milliseconds=found.recording.active_ms)),
        unseen=hours_with_seconds(timedelta(milliseconds=found.unseen_ms)) if found.went_on else None,
    )
