"""Retouch time: started, stopped, typed in afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from studio_app.capture.timing import METHOD, mark_of, spent
from studio_app.domain.facts import Basis
from studio_app.domain.ids import SessionId, new_id
from studio_app.domain.language import _
from studio_app.domain.moments import duration_ms, to_ms
from studio_app.domain.sessions import WorkKind
from studio_app.domain.spans import Span, intersect, total_ms
from studio_app.domain.tapes import ClockMark
from studio_app.ledger import kinds
from studio_app.ledger.commitments import bind
from studio_app.ledger.entries import Draft
from studio_app.workflow.desk_checks import ordered_retake
from studio_app.workflow.disclosing import check_told
from studio_app.workflow.elsewhere import counted_between
from studio_app.workflow.errors import StepRefused
from studio_app.workflow.naming import checked_reason, find_background, find_person, worker_of
from studio_app.workflow.ports import Decision

if TYPE_CHECKING:
    from datetime import datetime

    from studio_app.domain.ids import BackgroundId, PersonId, ReviewId
    from studio_app.domain.moments import Clock, Reading
    from studio_app.domain.sessions import RetouchSession
    from studio_app.workflow.ports import Ledger, StudioIndex

_LONGEST_LOGGED = timedelta(hours=24)


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningSession:
    """A session whose clock runs now, the code of its background, and the time so far."""

    session: RetouchSession
    background_code: str
    so_far: timedelta


class RetouchTimeStep:
    """Starts, stops and lists retouch time. One session runs for a person at a time."""

    def __init__(self, ledger: Ledger, *, clock: Clock) -> None:
        self._ledger = ledger
        self._clock = clock

    def start(self, background: str, *, person: str | None, kind: WorkKind, by: PersonId | None) -> RetouchSession:
        """Start the person's clock on a background, stopping it on another; starting it again changes nothing.

        Raises `StepRefused` where a generator began the picture and the person has not yet seen that it did.
        """
        session = SessionId(new_id())

        def decide(index: StudioIndex) -> Decision:
            nonlocal session
            who, found = worker_of(index, person, by), find_background(index, background)
            where = found.id
            check_told(index, found, who)
            now, drafts = self._clock.read(), []
            for running in index.running(who):
                if running.background == where:
                    session = running.id
                    return Decision(drafts=())
                drafts.append(_stop_draft(index, running, now))
            drafts.append(_start_draft(session, where, who, kind, now, review=_review(index, where, kind)))
            return Decision(drafts=tuple(drafts))

        self._ledger.append(decide, by=by)
        return self._session(session)

    def stop(self, *, person: str | None, by: PersonId | None) -> RetouchSession:
        """Stop the person's running clock and record what it measured."""
        session = SessionId("")

        def decide(index: StudioIndex) -> Decision:
            nonlocal session
            who = worker_of(index, person, by) if person or by else None
            running = index.running(who)
            if not running:
                raise StepRefused(_("No clock is running."), hint=_("Start one with “teire session start BACKGROUND”."))
            if len(running) > 1 and who is None:
                raise StepRefused(_("Several clocks are running."), hint=_("Say whose to stop with --by CODE."))
            session, now = running[-1].id, self._clock.read()
            return Decision(drafts=tuple(_stop_draft(index, one, now) for one in running))

        self._ledger.append(decide, by=by)
        return self._session(session)

    def log(
        self,
        background: str,
        *,
        person: str | None,
        kind: WorkKind,
        active: timedelta,
        started_at: datetime | None,
        reason: str,
        by: PersonId | None,
    ) -> RetouchSession:
        """Record time that somebody states, with the reason why it was not measured."""
        if not timedelta(0) < active <= _LONGEST_LOGGED:
            raise StepRefused(
                _("A session lasts more than nothing and at most 24 hours."),
                hint=_("Write hours and minutes, such as 1:30; log longer work day by day."),
            )
        session, why, now = SessionId(new_id()), bind(checked_reason(reason)), self._clock.read()
        begun = started_at or now.wall - active
        if begun > now.wall - active:
            raise StepRefused(
                _("That session would end in the future."), hint=_("Give the moment at which the work began.")
            )

        def decide(index: StudioIndex) -> Decision:
            where = find_background(index, background).id
            payload = {
                "session": session,
                "background": where,
                "person": worker_of(index, person, by),
                "work": kind.value,
                "started_at": to_ms(begun),
                "active_ms": duration_ms(active),
                "reason": why.commitment,
                **_ordered_by(_review(index, where, kind)),
            }
            draft = Draft(kind=kinds.SESSION_LOGGED, payload=payload, basis=Basis.STATED)
            return Decision(drafts=(draft,), texts=(why,))

        self._ledger.append(decide, by=by)
        return self._session(session)

    def all(self, *, background: str | None = None, person: str | None = None) -> tuple[RetouchSession, ...]:
        """Sessions in the order they were recorded."""
        with self._ledger.look() as index:
            where = find_background(index, background).id if background else None
            return index.sessions(where, person=find_person(index, person).id if person else None)

    def running(self, person: PersonId | None) -> RunningSession | None:
        """Return the session that runs now for a person, or for anybody where `person` is None."""
        with self._ledger.look() as index:
            running = index.running(person)
            if not running:
                return None
            session = running[0]
            code = find_background(index, session.background).code
            so_far = timedelta(milliseconds=spent(_start_mark(index, session), mark_of(self._clock.read())).active_ms)
        return RunningSession(session=session, background_code=code, so_far=so_far)

    def _session(self, session: SessionId) -> RetouchSession:
        with self._ledger.look() as index:
            return next(known for known in index.sessions() if known.id == session)


def _review(index: StudioIndex, background: BackgroundId, kind: WorkKind) -> ReviewId | None:
    """Return the review that ordered a retake; other kinds of work need none."""
    return ordered_retake(index, background) if kind is WorkKind.RETAKE else None


def _ordered_by(review: ReviewId | None) -> dict[str, str]:
    return {} if review is None else {"review": review}


def _start_draft(
    session: SessionId,
    background: BackgroundId,
    person: PersonId,
    kind: WorkKind,
    now: Reading,
    *,
    review: ReviewId | None,
) -> Draft:
    payload = {
        "session": session,
        "background": background,
        "person": person,
        "work": kind.value,
        "method": METHOD,
        "started_at": to_ms(now.wall),
        "awake_ms": now.awake_ms,
        "elapsed_ms": now.elapsed_ms,
        "boot": now.boot,
        **_ordered_by(review),
    }
    return Draft(kind=kinds.SESSION_STARTED, payload=payload, basis=Basis.MEASURED)


def _stop_draft(index: StudioIndex, running: RetouchSession, now: Reading) -> Draft:
    time = spent(_start_mark(index, running), mark_of(now))
    # What another machine or program measured meanwhile counts once; which of the two, its artist says.
    begun = to_ms(running.started_at)
    whole = Span(start_ms=begun, end_ms=max(begun, to_ms(now.wall)))
    twice_ms = min(time.active_ms, total_ms(intersect([whole], counted_between(index, running.person, whole))))
    payload = {
        "session": running.id,
        "background": running.background,
        "method": METHOD,
        "stopped_at": to_ms(now.wall),
        "active_ms": time.active_ms - twice_ms,
        "asleep_ms": time.asleep_ms,
        "unconfirmed_ms": time.unconfirmed_ms + twice_ms,
    }
    return Draft(kind=kinds.SESSION_STOPPED, payload=payload, basis=Basis.MEASURED)


def _start_mark(index: StudioIndex, session: RetouchSession) -> ClockMark:
    """Return what the start of a running session kept of the clocks."""
    found = index.entry(session.entry)
    if found is None:
        raise StepRefused(
            _("The start of the running session is missing from the ledger."), hint=_("Run “teire ledger verify”.")
        )
    payload = found[1].payload
    return ClockMark(
        wall_ms=payload["started_at"],
        awake_ms=payload["awake_ms"],
        elapsed_ms=payload["elapsed_ms"],
        boot=payload["boot"],
    )
