"""The artist's desk as a window asks for it: one person at one installation."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from studio_app.domain.errors import StudioError
from studio_app.domain.language import _
from studio_app.domain.periods import days_of
from studio_app.workflow.desk_checks import work_and_rest
from studio_app.workflow.desk_clock import running_time
from studio_app.workflow.desk_views import ClockView, DeskSheet, RunningTime
from studio_app.workflow.errors import StepRefused
from studio_app.workflow.recorder import FoundRecording

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime, timedelta
    from pathlib import Path

    from studio_app.domain.desk_changes import Answer
    from studio_app.domain.ids import BackgroundId, PersonId, SessionId
    from studio_app.domain.periods import Period
    from studio_app.domain.recordings import Recording
    from studio_app.domain.sessions import RetouchSession, WorkKind
    from studio_app.workflow.desk import DeskStep
    from studio_app.workflow.desk_clock import ClockState, DeskClock
    from studio_app.workflow.desk_ports import DeskBook, DeskSettings
    from studio_app.workflow.desk_views import LateQuestion, LineView, Question
    from studio_app.workflow.own_view import OwnViewStep
    from studio_app.workflow.own_views import OwnView
    from studio_app.workflow.retouch_time import RetouchTimeStep
    from studio_app.workflow.submitting import Sent, SubmitStep
    from studio_app.workflow.working_files import WorkingFileStep

Told = Callable[[], tuple[tuple[FoundRecording, ...], tuple[str, ...]]]
"""Returns what the program that records here found cut off, and what keeps it from recording."""


class NobodyAtDesk(StudioError):
    """Something was asked of a desk at which nobody has said who is there."""


class StudioDesk:
    """What an artist does with their own time. Every method blocks and may be called from any thread.

    `open_in_program` starts the artist's own program on a file.
    """

    def __init__(
        self,
        *,
        step: DeskStep,
        submitting: SubmitStep,
        working_files: WorkingFileStep,
        ledger_time: RetouchTimeStep,
        own: OwnViewStep,
        folder: Path,
        clock: DeskClock,
        book: DeskBook,
        me: Callable[[], PersonId | None],
        open_in_program: Callable[[Path, str], None],
    ) -> None:
        self._step = step
        self._submitting = submitting
        self._working_files = working_files
        self._ledger_time = ledger_time
        self._own = own
        self.folder = folder
        self._book = book
        self._who = me
        self._open_in_program = open_in_program
        self._told: Told = lambda: ((), ())
        self.clock = clock

    def tell(self, told: Told) -> None:
        """Say where to ask what the program that records here found and lacks."""
        self._told = told

    def start_session(self, background: BackgroundId, *, person: PersonId | None, kind: WorkKind) -> Recording:
        """Start one's own clock on a background; a clock that runs on another is stopped."""
        task = self._step.task(background, person=person, kind=kind, by=self._who())
        self._stop_stopwatch(task.person)
        return self.clock.start(task)

    def work_on(self, background: BackgroundId, *, kind: WorkKind) -> Recording:
        """Start one's own clock on a background and open its picture in one's own program; its saves are kept."""
        task = self._step.task(background, person=None, kind=kind, by=self._who())
        file = self._working_files.file_for(background)
        self._stop_stopwatch(task.person)
        begun = self.clock.start(task, file=file)
        self._open_in_program(file, self._book.settings().program)
        return begun

    def stop_session(self) -> Recording | RetouchSession:
        """Stop the running clock."""
        mine = self._who()
        if self._book.running() is None and self._ledger_time.running(mine) is not None:
            return self._ledger_time.stop(person=None, by=mine)
        return self.clock.stop()

    def clock_view(self) -> ClockView:
        """Return what the clock of this desk does now."""
        state, (found, problems) = self.clock.state(), self._told()
        return ClockView(running=self._running(state), paused=state.paused, problems=problems, found=found)

    def pause_recording(self) -> None:
        """Record nothing at this desk from now on, no time and no saves."""
        self.clock.pause()

    def resume_recording(self) -> None:
        """Let this desk record again."""
        self.clock.resume()

    def desk_settings(self) -> DeskSettings:
        """Return one's own settings at this desk."""
        return self._book.settings()

    def keep_desk_settings(self, settings: DeskSettings) -> None:
        """Keep changed settings."""
        self._book.keep_settings(settings)

    def desk_sheet(self) -> DeskSheet:
        """Return one's own time that was not sent, and what one is asked; nothing where nobody is here."""
        mine = self._who()
        return DeskSheet(lines=(), questions=(), late=()) if mine is None else self._step.sheet(mine)

    def log_time(
        self, background: BackgroundId, *, kind: WorkKind, started_at: datetime, active: timedelta, reason: str
    ) -> RetouchSession:
        """Record time that one states oneself, with the reason why it was not measured."""
        return self._ledger_time.log(
            background,
            person=None,
            kind=kind,
            active=active,
            started_at=started_at,
            reason=reason,
            by=self._me_here(),
        )

    def write_own(self, path: Path) -> None:
        """Write everything about oneself to a file; its ending says how (.zip with the pictures, .json without)."""
        self._own.exports.write(path, self._me_here())

    def own_view(self, period: Period) -> OwnView | None:
        """Return all one's own time of the period that is now; None where nobody is here."""
        mine, zone = self._who(), ZoneInfo(self.clock.zone)
        if mine is None:
            return None
        first, last = days_of(period, self._own.today(zone))
        return self._own.view(mine, first, last, zone)

    def answer_gap(self, name: str, parts: Sequence[tuple[Answer, int | None]], *, reason: str) -> Question:
        """Say what an absence was, in parts of so many milliseconds."""
        return self._step.answer(name, parts, reason=reason, person=self._me_here())

    def answer_late(
        self, question: LateQuestion, parts: Sequence[tuple[Answer, int | None]], *, reason: str
    ) -> RetouchSession:
        """Say what unconfirmed time in the ledger was, in parts; what they leave stays unconfirmed."""
        work, rest = work_and_rest(parts, question.session.unconfirmed)
        return self._submitting.answer_late(
            question.session.id, work=work, rest=rest, reason=reason, person=self._me_here()
        )

    def split_line(self, line: SessionId, *, at_ms: int) -> tuple[LineView, LineView]:
        """Cut recorded time in two."""
        return self._step.split(line, at_ms=at_ms, person=self._me_here())

    def merge_lines(self, line: SessionId, other: SessionId) -> LineView:
        """Make two stretches of time on one background one."""
        return self._step.merge(line, other, person=self._me_here())

    def assign_line(self, line: SessionId, background: BackgroundId | None, *, kind: WorkKind | None) -> LineView:
        """Say that recorded time was work on another background, or of another kind."""
        return self._step.assign(line, background, kind=kind, person=self._me_here())

    def leave_out_line(self, line: SessionId, *, left_out: bool, reason: str) -> LineView:
        """Keep recorded time from being sent, or let it be sent after all."""
        return self._step.leave_out(line, left_out=left_out, reason=reason, person=self._me_here())

    def submit_lines(self, lines: Sequence[SessionId]) -> tuple[Sent, ...]:
        """Send recorded time and its pictures to the ledger: these lines, or all where none is named."""
        return self._submitting.submit(lines, person=self._me_here())

    def _running(self, state: ClockState) -> RunningTime | None:
        at_desk = running_time(state)
        if at_desk is not None:
            return at_desk
        simple = self._ledger_time.running(self._who())
        if simple is None:
            return None
        session = simple.session
        return RunningTime(
            background=session.background,
            background_code=simple.background_code,
            so_far=simple.so_far,
            started_at=session.started_at,
            zone=session.zone,
        )

    def _stop_stopwatch(self, person: PersonId) -> None:
        """Stop a clock that was started by “teire session start”: only one runs for a person."""
        if self._ledger_time.running(person) is not None:
            try:
                self._ledger_time.stop(person=person, by=self._who())
            except StepRefused:
                return

    def _me_here(self) -> PersonId:
        mine = self._who()
        if mine is None:
            raise NobodyAtDesk(
                _("Nobody has said whose desk this is."), hint=_("Choose who you are at the top right (Ctrl+U).")
            )
        return mine
