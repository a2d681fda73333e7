"""What was recorded at a desk goes to the ledger, once its artist says so; before that nothing leaves the desk."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Any

from studio_app.capture.timing import METHOD
from studio_app.domain.desk_changes import change_name
from studio_app.domain.desk_lines import TimeKind, total
from studio_app.domain.facts import Basis
from studio_app.domain.language import _
from studio_app.domain.moments import duration_ms, from_ms, to_ms
from studio_app.domain.names import shown
from studio_app.domain.recordings import Ending, Task
from studio_app.domain.sessions import WorkKind
from studio_app.domain.stages import StageKind
from studio_app.ledger import kinds
from studio_app.ledger.commitments import bind
from studio_app.ledger.entries import Draft
from studio_app.workflow.desk_checks import left_out
from studio_app.workflow.desk_ports import Submitted
from studio_app.workflow.elsewhere import apart, counted_elsewhere
from studio_app.workflow.errors import StepRefused
from studio_app.workflow.handed_files import Handed
from studio_app.workflow.naming import checked_reason
from studio_app.workflow.ports import Decision
from studio_app.workflow.session_ids import derived_session, entry_id, session_parts

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import timedelta

    from studio_app.domain.desk_lines import Stretch
    from studio_app.domain.ids import EntryHash, PersonId, SessionId
    from studio_app.domain.moments import Clock
    from studio_app.domain.sessions import RetouchSession
    from studio_app.ledger.commitments import BoundText
    from studio_app.workflow.arrival import ArrivalStep
    from studio_app.workflow.desk import DeskStep
    from studio_app.workflow.desk_ports import DeskBook
    from studio_app.workflow.desk_views import LineView
    from studio_app.workflow.ports import FileStore, Ledger, StudioIndex
    from studio_app.workflow.session_ids import SessionPart

MOST_STEPS = 100
"""A clock that is set more often than that tells nothing more by the next time."""
_STAGES = {WorkKind.LAYOUT: StageKind.LAYOUT, WorkKind.CHECK: StageKind.CORRECTION}
"""What a picture becomes that was saved during work of a kind; retouch where nothing else is said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A line that went to the ledger: its sessions as they stand there, and how many pictures became stages.

    `overlap_ms` of it stood there already, from another machine or program: they are unconfirmed until the artist says
    which count.
    """

    view: LineView
    sessions: tuple[RetouchSession, ...]
    stages: int
    overlap_ms: int


class SubmitStep:
    """Writes recorded time, and the pictures saved meanwhile, to the ledger."""

    def __init__(
        self,
        ledger: Ledger,
        *,
        desk: DeskStep,
        book: DeskBook,
        kept: FileStore,
        arrival: ArrivalStep,
        clock: Clock,
    ) -> None:
        self._ledger = ledger
        self._desk = desk
        self._book = book
        self._kept = kept
        self._arrival = arrival
        self._clock = clock

    def submit(self, names: Sequence[str], *, person: PersonId) -> tuple[Sent, ...]:
        """Send the named lines, or where none is named all that are not left out and do not run; return what was sent.

        Each line is written whole or not at all; a try that broke off can be repeated, and adds nothing twice.
        """
        if names:
            views = tuple(self._desk.line(name, person=person) for name in dict.fromkeys(names))
        else:
            views = tuple(one for one in self._desk.sheet(person).lines if not one.runs and not one.line.left_out)
        for view in views:
            if view.line.left_out:
                raise left_out()
        return tuple(self._send(view, person) for view in views)

    def answer_late(
        self, session: str, *, work: timedelta, rest: timedelta, reason: str, person: PersonId
    ) -> RetouchSession:
        """Say what unconfirmed time of a session in the ledger was: so much work, so much of a break.

        The session is named by the beginning of its id. The work is recorded as stated, with its reason; neither may
        be more than is unconfirmed. Only the artist's own word counts.
        """
        work_ms, rest_ms = duration_ms(work), duration_ms(rest)
        why = bind(checked_reason(reason)) if work_ms else None
        found: list[RetouchSession] = []

        def decide(index: StudioIndex) -> Decision:
            one = _unconfirmed(index, session, person)
            if min(work_ms, rest_ms) < 0 or not 0 < work_ms + rest_ms <= duration_ms(one.unconfirmed):
                raise StepRefused(
                    _("That is not what is unconfirmed of this session."),
                    hint=_("Work and break together may be as long as what is unconfirmed, and no longer."),
                )
            found[:] = [one]
            answer = {
                "session": one.id,
                "background": one.background,
                "person": person,
                "work_ms": work_ms,
                "break_ms": rest_ms,
            }
            drafts = [Draft(kind=kinds.AWAY_ANSWERED, payload=answer, basis=Basis.STATED)]
            if why is not None:
                late = (derived_session(one.id, f"late {n}") for n in count())
                id_ = next(id_ for id_ in late if not index.sessions_named((id_,)))
                part = _Stated(id=id_, at_ms=to_ms(one.started_at), ms=work_ms, reason=why)
                drafts.append(_stated_draft(part, of=one.id, payload={**_subject(one), "late": True}))
            return Decision(drafts=tuple(drafts), texts=() if why is None else (why,))

        self._ledger.append(decide, by=person)
        with self._ledger.look() as index:
            return index.sessions_named((found[0].id,))[0]

    def _send(self, view: LineView, person: PersonId) -> Sent:
        arrived = self._arrived(view, person)
        parts = session_parts(view)
        ids = tuple(one.id for one in parts)
        own_entries = {entry for one in self._book.submitted(self._ledger.studio) for entry in one.entries}
        overlaps: list[int] = []

        def decide(index: StudioIndex) -> Decision:
            if index.sessions_named(ids):
                # A try that broke off before its mark was kept: everything of it stands there already.
                return Decision(drafts=())
            others = counted_elsewhere(index, view, own_entries)
            overlaps[:] = []
            drafts: list[Draft] = []
            texts: list[BoundText] = []
            for part in parts:
                own = apart(part.parts, others)
                overlaps.append(total(own, TimeKind.UNCONFIRMED) - total(part.parts, TimeKind.UNCONFIRMED))
                drafts.append(_session_draft(view, part, own))
                for stated in _stated(part.id, own):
                    drafts.append(_stated_draft(stated, of=part.id, payload=_subject(view.line.task)))
                    texts.append(stated.reason)
            return Decision(drafts=tuple(drafts), texts=tuple(texts))

        self._ledger.append(decide, by=person)
        with self._ledger.look() as index:
            sessions = index.sessions_named(ids)
        self._mark(view, tuple(one.entry for one in sessions))
        return Sent(view=view, sessions=sessions, stages=arrived, overlap_ms=sum(overlaps))

    def _arrived(self, view: LineView, person: PersonId) -> int:
        """Let the pictures that were saved during a line become stages, in their order; return how many are new."""
        handed = [
            Handed(path=self._kept.path(save.sha256), name=save.name, saved_at=from_ms(save.at_ms))
            for save in view.saves
        ]
        if not handed:
            return 0
        task = view.line.task
        kind = _STAGES.get(task.work, StageKind.RETOUCH)
        arrived = self._arrival.add(handed, background=task.background, kind=kind, painter=person, by=person)
        return sum(not one.already for one in arrived)

    def _mark(self, view: LineView, entries: tuple[EntryHash, ...]) -> None:
        now = to_ms(self._clock.read().wall)
        self._book.mark_submitted(
            [Submitted(line=view.line.id, entries=entries, at_ms=now)], studio=self._ledger.studio
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stated:
    """Work away from the machine, as the artist said."""

    id: SessionId
    at_ms: int
    ms: int
    reason: BoundText


def _stated(session: SessionId, parts: Sequence[Stretch]) -> tuple[_Stated, ...]:
    said = [one for one in parts if one.kind is TimeKind.STATED]
    return tuple(
        _Stated(id=derived_session(session, f"stated {n}"), at_ms=one.at_ms, ms=one.ms, reason=bind(one.reason))
        for n, one in enumerate(said)
    )


def _stated_draft(part: _Stated, *, of: SessionId, payload: dict[str, Any]) -> Draft:
    return Draft(
        id=entry_id(part.id, "stated"),
        kind=kinds.SESSION_LOGGED,
        payload={
            **payload,
            "session": part.id,
            "of": of,
            "started_at": part.at_ms,
            "active_ms": part.ms,
            "reason": part.reason.commitment,
        },
        basis=Basis.STATED,
    )


def _session_draft(view: LineView, part: SessionPart, parts: Sequence[Stretch]) -> Draft:
    payload = {
        **_subject(view.line.task),
        "session": part.id,
        "line": view.line.id,
        "method": METHOD,
        "zone": view.recordings[0].zone,
        "idle_source": " ".join(dict.fromkeys(" ".join(one.idle_source for one in view.recordings).split())),
        "away_after_ms": max(one.away_after_ms for one in view.recordings),
        "started_at": min(one.at_ms for one in parts),
        "stopped_at": max(one.at_ms + one.ms for one in parts),
        "active_ms": total(parts, TimeKind.ACTIVE),
        "unconfirmed_ms": total(parts, TimeKind.UNCONFIRMED),
        "stated_ms": total(parts, TimeKind.STATED),
        "break_ms": total(parts, TimeKind.BREAK),
        "asleep_ms": total(parts, TimeKind.ASLEEP),
        "frozen_ms": total(parts, TimeKind.FROZEN),
        "recorded_ms": view.recorded_ms,
        "saves": len(view.saves),
        "cut_off": any(one.ending is Ending.LOST for one in view.recordings),
        "pieces": [{"kind": one.kind.value, "seen": one.seen.value, "at": one.at_ms, "ms": one.ms} for one in parts],
        "clock_set": [
            {"at": step.at_ms, "by_ms": step.by_ms} for one in view.recordings for step in one.tape.steps[:MOST_STEPS]
        ],
        "changes": [{"kind": change_name(one), "at": one.at_ms} for one in view.line.history],
    }
    return Draft(id=entry_id(part.id, "recorded"), kind=kinds.SESSION_RECORDED, payload=payload, basis=Basis.MEASURED)


def _subject(of: Task | RetouchSession) -> dict[str, Any]:
    work = of.work if isinstance(of, Task) else of.kind
    known = {"background": of.background, "person": of.person, "work": work.value}
    return known if of.review is None else {**known, "review": of.review}


def _unconfirmed(index: StudioIndex, name: str, person: PersonId) -> RetouchSession:
    """Return the person's session with unconfirmed time whose id begins with `name`."""
    found = [one for one in index.own(person).unconfirmed() if one.id.startswith(name)]
    if len(found) != 1 or not name:
        raise StepRefused(
            _("There is no session of yours with unconfirmed time that is called {name}.", name=shown(name)),
            hint=_("“teire desk” shows them with their names."),
        )
    return found[0]
