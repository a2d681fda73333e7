"""The desk of a fake studio: recordings in memory, read through the same values as the real ones."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from studio_app.domain.desk_changes import Answer, Answered, DeskChange, LeftOut, Merged, Reassigned, Split
from studio_app.domain.desk_lines import TimeKind, desk_lines, gaps, stretches
from studio_app.domain.errors import StudioError
from studio_app.domain.facts import Basis
from studio_app.domain.ids import BackgroundId, EntryHash, PersonId, SessionId, StudioId, new_id
from studio_app.domain.moments import from_ms, to_ms
from studio_app.domain.own_time import OwnTime
from studio_app.domain.periods import Period, days_of
from studio_app.domain.recordings import Ending, Recording, Task
from studio_app.domain.sessions import RetouchSession, WorkKind
from studio_app.domain.tapes import ClockMark, Piece, PieceKind, Tape
from studio_app.workflow.desk_ports import DeskSettings
from studio_app.workflow.desk_views import ClockView, DeskSheet, LateQuestion, LineView, Question, RunningTime
from studio_app.workflow.own_views import OwnBackground, OwnDay, OwnPiece, OwnView, Whereabouts, sums_of
from studio_app.workflow.submitting import Sent

WORKED = timedelta(minutes=42)
"""What each recording of the fake comes to."""


class FakeRefusal(StudioError):
    """What the fake foresees."""


def recording(task: Task, started: datetime, *pieces: tuple[PieceKind, timedelta]) -> Recording:
    """Return a recording that is made of `pieces`, one after the other; its clock runs."""
    made, at = [], to_ms(started)
    for kind, length in pieces:
        ms = length // timedelta(milliseconds=1)
        made.append(Piece(kind=kind, at_ms=at, ms=ms))
        at += ms
    mark = ClockMark(wall_ms=at, awake_ms=at, elapsed_ms=at, boot="boot")
    return Recording(
        id=SessionId(new_id()),
        task=task,
        zone="Asia/Tokyo",
        idle_source="fake",
        away_after_ms=600_000,
        started_ms=to_ms(started),
        tape=Tape(settled=tuple(made), trailing=(), sign_ms=at, last=mark),
    )


class FakeDesk:
    """Behaves as the real desk does towards the window; each recording comes to 42 minutes of work."""

    def __init__(self) -> None:
        self.recordings: list[Recording] = []
        self.changes: list[DeskChange] = []
        self.sent: set[SessionId] = set()
        self.settings = DeskSettings()
        self.folder = Path("studio")
        self.late: list[LateQuestion] = []
        self.opened_in_program: list[BackgroundId] = []
        self._desk_sessions: list[RetouchSession] = []

    def _enter(self, name: str) -> None:
        raise NotImplementedError

    def _here(self) -> PersonId | None:
        raise NotImplementedError

    def _code(self, background: BackgroundId) -> str:
        raise NotImplementedError

    def _may_begin(self, background: BackgroundId, person: PersonId) -> None:
        raise NotImplementedError

    def _now(self) -> datetime:
        raise NotImplementedError

    def _note(self, background: BackgroundId | None, kind: str, summary: str) -> EntryHash:
        raise NotImplementedError

    def start_session(self, background: BackgroundId, *, person: PersonId | None, kind: WorkKind) -> Recording:
        self._enter("start_session")
        who = person or self._here()
        if who is None:
            raise FakeRefusal("Nobody has said who is working.", hint="Choose who you are at the top right.")
        self._may_begin(background, who)
        if self.settings.paused:
            raise FakeRefusal("Recording is paused at this desk.", hint="Switch it on again.")
        task = Task(
            studio=StudioId("studio"), person=who, background=background, code=self._code(background), work=kind
        )
        running = self._running_recording()
        if running is not None:
            if running.task == task:
                return running
            self._end(running, Ending.SWITCHED)
        self.recordings.append(recording(task, self._now(), (PieceKind.WORK, WORKED)))
        return self.recordings[-1]

    def work_on(self, background: BackgroundId, *, kind: WorkKind) -> Recording:
        self._enter("work_on")
        begun = self.start_session(background, person=None, kind=kind)
        self.opened_in_program.append(background)
        return begun

    def stop_session(self) -> Recording:
        self._enter("stop_session")
        running = self._running_recording()
        if running is None:
            raise FakeRefusal("No clock runs.", hint="Start one first.")
        return self._end(running, Ending.STOPPED)

    def clock_view(self) -> ClockView:
        self._enter("clock_view")
        running = self._running_recording()
        if running is None:
            return ClockView(paused=self.settings.paused)
        return ClockView(
            running=RunningTime(
                background=running.task.background,
                background_code=running.task.code,
                so_far=timedelta(milliseconds=running.active_ms),
                started_at=from_ms(running.started_ms),
                zone=running.zone,
            ),
            paused=self.settings.paused,
        )

    def pause_recording(self) -> None:
        self._enter("pause_recording")
        self.settings = replace(self.settings, paused=True)
        running = self._running_recording()
        if running is not None:
            self._end(running, Ending.PAUSED)

    def resume_recording(self) -> None:
        self._enter("resume_recording")
        self.settings = replace(self.settings, paused=False)

    def desk_settings(self) -> DeskSettings:
        return self.settings

    def keep_desk_settings(self, settings: DeskSettings) -> None:
        self.settings = settings

    def desk_sheet(self) -> DeskSheet:
        self._enter("desk_sheet")
        lines = tuple(view for view in self._views() if view.line.id not in self.sent)
        asked = [
            Question(gap=gap, code=view.line.task.code)
            for view in lines
            for one in view.recordings
            for gap in gaps(one, self._answers())
            if gap.is_open and not view.line.left_out
        ]
        return DeskSheet(lines=lines, questions=tuple(asked), late=tuple(self.late))

    def log_time(
        self, background: BackgroundId, *, kind: WorkKind, started_at: datetime, active: timedelta, reason: str
    ) -> RetouchSession:
        self._enter("log_time")
        who = self._here()
        if who is None:
            raise FakeRefusal("Nobody has said who is working.", hint="Choose who you are at the top right.")
        session = RetouchSession(
            id=SessionId(new_id()),
            background=background,
            person=who,
            kind=kind,
            basis=Basis.STATED,
            started_at=started_at,
            stopped_at=started_at + active,
            active=active,
            unconfirmed=timedelta(),
            zone="Asia/Tokyo",
            entry=self._note(background, "session-logged/1", reason),
        )
        self._desk_sessions.append(session)
        return session

    def write_own(self, path: Path) -> None:
        self._enter("write_own")
        path.write_text("{}", encoding="utf-8")

    def own_view(self, period: Period) -> OwnView | None:
        self._enter("own_view")
        mine = self._here()
        if mine is None:
            return None
        first, last = days_of(period, self._now().date())
        pieces = tuple(piece for view in self._views() if view.line.task.person == mine for piece in self._pieces(view))
        return OwnView(
            person=mine,
            first=first,
            last=last,
            zone="UTC",
            days=tuple(_day(first + timedelta(days=n), pieces) for n in range((last - first).days + 1)),
            backgrounds=tuple(
                OwnBackground(
                    background=one,
                    code=self._code(one),
                    pieces=own,
                    sums=sums_of(own),
                    stages=(),
                    saves=(),
                    pay=None,
                )
                for one in dict.fromkeys(piece.background for piece in pieces)
                if (own := tuple(piece for piece in pieces if piece.background == one))
            ),
            sums=sums_of(pieces),
            questions=(),
            late=(),
            answers=(),
            months=(),
            floor=None,
            pay_problem="",
            definitions=(),
        )

    def _pieces(self, view: LineView) -> Iterator[OwnPiece]:
        sent = Whereabouts.SENT if view.line.id in self.sent else Whereabouts.WAITING
        for part in view.parts:
            yield OwnPiece(
                background=view.line.task.background,
                code=view.line.task.code,
                day=from_ms(part.at_ms).date(),
                kind=part.kind,
                seen=part.seen,
                basis=Basis.MEASURED,
                start_ms=part.at_ms,
                end_ms=part.at_ms + part.ms,
                counts=OwnTime(measured_ms=part.ms if part.kind is TimeKind.ACTIVE else 0),
                where=Whereabouts.LEFT_OUT if view.line.left_out else sent,
                work=view.line.task.work,
                runs=view.runs,
                line=view.line.id,
            )

    def answer_gap(self, name: str, parts: Sequence[tuple[Answer, int | None]], *, reason: str) -> Question:
        self._enter("answer_gap")
        found = next(one for one in self.desk_sheet().questions if one.name == name)
        filled = tuple((said, found.gap.piece.ms if ms is None else ms) for said, ms in parts)
        self.changes.append(
            Answered(at_ms=0, recording=found.gap.recording, start_ms=found.gap.start_ms, parts=filled, reason=reason)
        )
        return found

    def answer_late(
        self, question: LateQuestion, parts: Sequence[tuple[Answer, int | None]], *, reason: str
    ) -> RetouchSession:
        self._enter("answer_late")
        self.late.remove(question)
        return question.session

    def split_line(self, line: SessionId, *, at_ms: int) -> tuple[LineView, LineView]:
        self._enter("split_line")
        rest = SessionId(new_id())
        offset = at_ms - self._view(line).started_ms
        self.changes.append(Split(at_ms=0, line=line, offset_ms=offset, rest=rest))
        return self._view(line), self._view(rest)

    def merge_lines(self, line: SessionId, other: SessionId) -> LineView:
        self._enter("merge_lines")
        self.changes.append(Merged(at_ms=0, line=line, other=other))
        return self._view(line)

    def assign_line(self, line: SessionId, background: BackgroundId | None, *, kind: WorkKind | None) -> LineView:
        self._enter("assign_line")
        task = self._view(line).line.task
        where = background or task.background
        task = replace(task, background=where, code=self._code(where), work=kind or task.work)
        self.changes.append(Reassigned(at_ms=0, line=line, task=task))
        return self._view(line)

    def leave_out_line(self, line: SessionId, *, left_out: bool, reason: str) -> LineView:
        self._enter("leave_out_line")
        self.changes.append(LeftOut(at_ms=0, line=line, left_out=left_out, reason=reason))
        return self._view(line)

    def submit_lines(self, lines: Sequence[SessionId]) -> tuple[Sent, ...]:
        self._enter("submit_lines")
        wanted = [
            view
            for view in self._views()
            if view.line.id not in self.sent and not view.runs and not view.line.left_out
            if not lines or view.line.id in lines
        ]
        return tuple(Sent(view=view, sessions=(self._session(view),), stages=0, overlap_ms=0) for view in wanted)

    def _session(self, view: LineView) -> RetouchSession:
        self.sent.add(view.line.id)
        task = view.line.task
        session = RetouchSession(
            id=view.line.id,
            background=task.background,
            person=task.person,
            kind=task.work,
            basis=Basis.MEASURED,
            started_at=self._now(),
            stopped_at=self._now(),
            active=timedelta(milliseconds=view.recordings[0].active_ms),
            unconfirmed=timedelta(),
            zone="Asia/Tokyo",
            entry=self._note(task.background, "session-recorded/1", "0:42 of work recorded"),
        )
        self._desk_sessions.append(session)
        return session

    def _running_recording(self) -> Recording | None:
        return next((one for one in self.recordings if one.ending is None), None)

    def _end(self, running: Recording, ending: Ending) -> Recording:
        ended = replace(running, ending=ending)
        self.recordings[self.recordings.index(running)] = ended
        return ended

    def _answers(self) -> tuple[Answered, ...]:
        return tuple(one for one in self.changes if isinstance(one, Answered))

    def _views(self) -> tuple[LineView, ...]:
        by_id = {one.id: one for one in self.recordings}
        return tuple(
            LineView(
                line=line,
                parts=stretches(line, by_id, self._answers()),
                saves=(),
                recordings=tuple(by_id[one.recording] for one in line.segments),
                recorded_ms=sum(by_id[one.recording].active_ms for one in line.segments),
                runs=any(by_id[one.recording].ending is None for one in line.segments),
            )
            for line in desk_lines(self.recordings, self.changes)
        )

    def _view(self, line: SessionId) -> LineView:
        return next(view for view in self._views() if view.line.id == line)


def _day(day: date, pieces: tuple[OwnPiece, ...]) -> OwnDay:
    begun = to_ms(datetime(day.year, day.month, day.day, tzinfo=UTC))
    own = tuple(piece for piece in pieces if piece.day == day)
    return OwnDay(day=day, start_ms=begun, end_ms=begun + 86_400_000, pieces=own, sums=sums_of(own))
