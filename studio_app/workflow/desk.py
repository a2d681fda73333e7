"""The artist's own desk: what was recorded there, questions about absences, and decisions before anything is sent."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from studio_app.domain.desk_changes import Answer, Answered, LeftOut, Merged, Reassigned, Split
from studio_app.domain.ids import SessionId, new_id
from studio_app.domain.language import _
from studio_app.domain.moments import to_ms
from studio_app.domain.names import shown
from studio_app.domain.recordings import Task
from studio_app.domain.sessions import WorkKind
from studio_app.workflow.carried_codes import background_meant
from studio_app.workflow.desk_checks import filled_parts, is_retake_due, left_out, offset_at, ordered_retake
from studio_app.workflow.desk_looks import DeskLook
from studio_app.workflow.desk_views import DeskSheet, LateQuestion
from studio_app.workflow.disclosing import check_told
from studio_app.workflow.errors import StepRefused
from studio_app.workflow.naming import checked_reason, find_background, worker_of
from studio_app.workflow.session_ids import recorded_ids

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from studio_app.domain.desk_changes import DeskChange
    from studio_app.domain.ids import PersonId, StudioId
    from studio_app.domain.moments import Clock
    from studio_app.domain.recordings import KeptSave
    from studio_app.workflow.desk_ports import DeskBook
    from studio_app.workflow.desk_views import LineView, Question
    from studio_app.workflow.ports import FileStore, Ledger, StudioIndex

_SHORTEST_NAME = 6


class DeskStep:
    """Shows and decides what this desk recorded for one studio. Nothing here changes a recording or the ledger."""

    def __init__(self, ledger: Ledger, *, book: DeskBook, clock: Clock) -> None:
        self._ledger = ledger
        self._book = book
        self._clock = clock

    @property
    def studio(self) -> StudioId:
        """The studio whose time this is."""
        return self._ledger.studio

    def task(self, background: str, *, person: str | None, kind: WorkKind, by: PersonId | None) -> Task:
        """Return what is to be recorded on a background (its code or id); a retake names the review that ordered it.

        Raises `StepRefused` where nobody is named, where a generator began the picture and the person was not told,
        or where no retake was ordered.
        """
        with self._ledger.look() as index:
            who, found = worker_of(index, person, by), find_background(index, background)
            check_told(index, found, who)
            review = ordered_retake(index, found.id) if kind is WorkKind.RETAKE else None
            return Task(studio=self.studio, person=who, background=found.id, code=found.code, work=kind, review=review)

    def sheet(self, person: PersonId) -> DeskSheet:
        """Return all that was recorded and not sent, oldest first, and every question."""
        desk = self._look(person)
        with self._ledger.look() as index:
            sent = self._sent(index, desk)
            codes = {one.id: one.code for one in index.backgrounds()}
            late = tuple(
                LateQuestion(session=one, code=codes.get(one.background, "?"))
                for one in index.own(person).unconfirmed()
            )
        lines = tuple(view for view in desk.views if view.line.id not in sent)
        questions = tuple(one for one in desk.gaps(lines) if one.gap.is_open)
        return DeskSheet(lines=lines, questions=questions, late=late)

    def task_of_save(self, path: Path, *, person: PersonId | None) -> Task | None:
        """Return what a save in a watched folder is work on, None where its name means no background of the studio.

        It is a retake where one was ordered and nothing was painted since. Raises as `task` does.
        """
        with self._ledger.look() as index:
            found = background_meant(path, index.backgrounds())
            if found is None:
                return None
            kind = WorkKind.RETAKE if is_retake_due(index, found.id) else WorkKind.RETOUCH
        return self.task(found.id, person=None, kind=kind, by=person)

    def picture_before(self, save: KeptSave, kept: FileStore, store: FileStore) -> Path | None:
        """Return the file that a save is compared with: this desk's save before it, else the newest stage's."""
        recording = self._book.recording(save.recording)
        if recording is None:
            return None
        task = recording.task
        own = self._book.recordings(task.studio, task.person)
        saves = self._book.saves([one.id for one in own if one.task.background == task.background])
        earlier = [one for one in saves if (one.at_ms, one.number) < (save.at_ms, save.number)]
        if earlier:
            return kept.path(earlier[-1].sha256)
        with self._ledger.look() as index:
            stages = [one for one in index.stages(task.background) if not one.withdrawn]
        return store.path(stages[-1].sha256) if stages else None

    def answer(
        self, name: str, parts: Sequence[tuple[Answer, int | None]], *, reason: str, person: PersonId
    ) -> Question:
        """Say what a gap was, in parts of so many milliseconds each; a part of None is as long as what is left.

        The parts have to fill the gap. Work needs a reason: what it was.
        """
        question = self.question(name, person=person)
        filled = filled_parts(parts, question.gap.piece.ms)
        why = checked_reason(reason) if any(said is Answer.WORK for said, _ms in filled) else ""
        change = Answered(
            at_ms=self._now(),
            recording=question.gap.recording,
            start_ms=question.gap.start_ms,
            parts=filled,
            reason=why,
        )
        self._decide(change)
        return replace(question, gap=replace(question.gap, parts=filled))

    def split(self, name: str, *, at_ms: int, person: PersonId) -> tuple[LineView, LineView]:
        """Cut a line where the wall clock read `at_ms`; return both parts."""
        view = self.line(name, person=person)
        offset = offset_at(view, at_ms)
        rest = SessionId(new_id())
        self._decide(Split(at_ms=self._now(), line=view.line.id, offset_ms=offset, rest=rest))
        return self.line(view.line.id, person=person), self.line(rest, person=person)

    def merge(self, name: str, other: str, *, person: PersonId) -> LineView:
        """Make two lines on one background one."""
        one, two = sorted(
            (self.line(name, person=person), self.line(other, person=person)), key=lambda view: view.started_ms
        )
        if one.line.id == two.line.id or one.line.task != two.line.task:
            raise StepRefused(
                _("Only two lines of one background and one kind of work become one."),
                hint=_("Re-assign one of them first (“teire desk assign”)."),
            )
        if one.line.left_out != two.line.left_out:
            raise left_out()
        self._decide(Merged(at_ms=self._now(), line=one.line.id, other=two.line.id))
        return self.line(one.line.id, person=person)

    def assign(self, name: str, background: str | None, *, kind: WorkKind | None, person: PersonId) -> LineView:
        """Say that a line was work on another background, or of another kind."""
        view = self.line(name, person=person)
        task = self.task(
            background or view.line.task.background, person=person, kind=kind or view.line.task.work, by=None
        )
        if task != view.line.task:
            self._decide(Reassigned(at_ms=self._now(), line=view.line.id, task=task))
        return self.line(view.line.id, person=person)

    def leave_out(self, name: str, *, left_out: bool, reason: str, person: PersonId) -> LineView:
        """Keep a line from being sent, for a reason of the artist's own, or let it be sent again."""
        view = self.line(name, person=person)
        why = checked_reason(reason) if left_out else ""
        self._decide(LeftOut(at_ms=self._now(), line=view.line.id, left_out=left_out, reason=why))
        return self.line(view.line.id, person=person)

    def question(self, name: str, *, person: PersonId) -> Question:
        """Return the gap called `name`, answered or not, of a line that was not sent."""
        desk, sheet = self._look(person), self.sheet(person)
        found = [one for one in desk.gaps(sheet.lines) if one.name == name or _full_name(one) == name]
        if len(found) != 1:
            raise StepRefused(
                _("There is no question {name} at this desk.", name=shown(name)),
                hint=_("“teire desk” shows the open ones with their names."),
            )
        return found[0]

    def line(self, name: str, *, person: PersonId) -> LineView:
        """Return the line whose id is or begins with `name`; it was not sent, and its clock does not run."""
        lines = self.sheet(person).lines
        found = [one for one in lines if one.line.id == name or _begins(one.line.id, name)]
        if len(found) != 1:
            raise StepRefused(
                _("There is no recorded time {name} at this desk.", name=shown(name)),
                hint=_("“teire desk” shows what was recorded and not sent, each with its id."),
            )
        if found[0].runs:
            raise StepRefused(_("The clock of this time still runs."), hint=_("Stop it first (“teire desk stop”)."))
        return found[0]

    def _look(self, person: PersonId) -> DeskLook:
        recordings = self._book.recordings(self.studio, person)
        return DeskLook(
            recordings=recordings,
            changes=self._book.changes(self.studio),
            saves=self._book.saves([one.id for one in recordings if one.saves]),
            sent={one.line for one in self._book.submitted(self.studio)},
        )

    def _sent(self, index: StudioIndex, desk: DeskLook) -> set[SessionId]:
        """Return the lines whose time is in the ledger though no mark says so: it was lost in a crash."""
        ids = {id_: view.line.id for view in desk.views for id_ in recorded_ids(view)}
        return {ids[one.id] for one in index.sessions_named(tuple(ids))}

    def _decide(self, change: DeskChange) -> None:
        self._book.decide([change], studio=self.studio)

    def _now(self) -> int:
        return to_ms(self._clock.read().wall)


def _begins(id_: str, name: str) -> bool:
    return len(name) >= _SHORTEST_NAME and id_.startswith(name)


def _full_name(question: Question) -> str:
    return f"{question.gap.recording}:{question.gap.start_ms}"
