"""Retouch time read from what another program recorded; the artist says which background it was, and when."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from studio_app.domain.facts import Basis
from studio_app.domain.ids import EntryId, SessionId, new_id
from studio_app.domain.language import _
from studio_app.domain.moments import from_ms, to_ms
from studio_app.domain.sessions import WorkKind
from studio_app.domain.spans import Span, by_day, intersect, minus, total_ms
from studio_app.domain.watched import Wanted, WatchedTime
from studio_app.ledger import kinds
from studio_app.ledger.entries import Draft
from studio_app.workflow.elsewhere import listed_spans
from studio_app.workflow.errors import StepRefused
from studio_app.workflow.naming import find_background, worker_of
from studio_app.workflow.ports import Decision

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from studio_app.domain.ids import BackgroundId, EntryHash, PersonId
    from studio_app.domain.moments import Clock
    from studio_app.domain.sessions import RetouchSession
    from studio_app.ledger.entries import LedgerEntry
    from studio_app.workflow.ports import Ledger, StudioIndex

MOST_SPANS = 2_000
_LONGEST_PERIOD = timedelta(days=366)
_LONGEST_NAME = 200

WatchedSource = Callable[[str, Wanted], WatchedTime]
"""Reads a record at a path or address. Raises `StudioError` in one sentence; whatever titles it holds stay in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadDay:
    """What was read of one local day: `active` is new and counts, `covered` stood in the ledger already.

    `entry` is None until it is recorded. With `known` the very same time was recorded before and withdrawn since:
    nothing is added, and `entry` is the one to restore.
    """

    day: date
    session: SessionId
    started_at: datetime
    stopped_at: datetime
    active: timedelta
    covered: timedelta
    entry: EntryHash | None = None
    known: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeRead:
    """What came of a reading: the record as it was found, the days that are new, and all that stood already."""

    background: BackgroundId
    background_code: str
    person: PersonId
    watched: WatchedTime
    days: tuple[ReadDay, ...]
    covered: timedelta
    recorded: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """Whose time is read for which background (a code or id), from where, and of which period."""

    background: str
    place: str
    begun: datetime
    ended: datetime
    apps: tuple[str, ...] = ()
    host: str = ""
    person: str | None = None
    kind: WorkKind = WorkKind.RETOUCH


class TimeReadingStep:
    """Reads time and records it day by day. `zone` is the studio's: its midnights part the days."""

    def __init__(self, ledger: Ledger, *, clock: Clock, zone: str, source: WatchedSource) -> None:
        self._ledger = ledger
        self._clock = clock
        self._zone = zone
        self._source = source

    def preview(self, asking: Asking, *, by: PersonId | None) -> TimeRead:
        """Return what `read` would record; nothing is written."""
        watched = self._watched(asking)
        with self._ledger.look() as index:
            return self._plan(index, asking, watched, by)[0]

    def read(self, asking: Asking, *, by: PersonId | None) -> TimeRead:
        """Record the time of each day that stands nowhere yet as one entry, and return them.

        Time that already stands for this person in measured or read sessions of any background counts once. What was
        stated lies at no sure moment and takes nothing away.
        """
        watched = self._watched(asking)
        plan: TimeRead | None = None

        def decide(index: StudioIndex) -> Decision:
            nonlocal plan
            plan, drafts = self._plan(index, asking, watched, by)
            return Decision(drafts=drafts)

        written = {entry.payload["session"]: entry.hash for _position, entry in self._ledger.append(decide, by=by)}
        if plan is None:
            raise RuntimeError("the ledger wrote without asking what")
        days = tuple(replace(day, entry=written.get(day.session, day.entry)) for day in plan.days)
        return replace(plan, days=days, recorded=True)

    def _watched(self, asking: Asking) -> WatchedTime:
        now = self._clock.read().wall
        if not timedelta(0) < asking.ended - asking.begun <= _LONGEST_PERIOD or asking.begun >= now:
            raise StepRefused(
                _("That is no period in which work can have been done."),
                hint=_("Give --from and --to as they were, at most a year apart."),
            )
        within = Span(start_ms=to_ms(asking.begun), end_ms=to_ms(min(asking.ended, now)))
        watched = self._source(asking.place, Wanted(within=within, apps=asking.apps, host=asking.host))
        if not watched.spans:
            raise StepRefused(
                _("{program} recorded no work of these programs in that period.", program=watched.program),
                hint=_("Look at the period, or name the program with --app as it is called there."),
            )
        return watched

    def _plan(
        self, index: StudioIndex, asking: Asking, watched: WatchedTime, by: PersonId | None
    ) -> tuple[TimeRead, tuple[Draft, ...]]:
        where, who = find_background(index, asking.background), worker_of(index, asking.person, by)
        within = Span(start_ms=watched.spans[0].start_ms, end_ms=watched.spans[-1].end_ms)
        taken = tuple(_taken(index, who, within, to_ms(self._clock.read().wall)))
        days, drafts = [], []
        for day, found in by_day(watched.spans, _calendar(self._zone)).items():
            fresh = minus(found, taken)
            if not fresh:
                continue
            covered_ms = total_ms(intersect(found, taken))
            about = {"background": where.id, "person": who, "work": asking.kind.value}
            payload = _payload(about, watched, fresh, covered_ms)
            before = _recorded_before(index, payload)
            if before is None:
                drafts.append(_draft(index, payload))
            days.append(_read_day(day, payload, before))
        plan = TimeRead(
            background=where.id,
            background_code=where.code,
            person=who,
            watched=watched,
            days=tuple(days),
            covered=timedelta(milliseconds=total_ms(intersect(watched.spans, taken))),
            recorded=False,
        )
        return plan, tuple(drafts)


def _calendar(zone: str) -> ZoneInfo:
    try:
        return ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise StepRefused(
            _("“{zone}” is not a time zone this machine knows.", zone=zone),
            hint=_("Name the studio's zone like “Asia/Tokyo”, or install the time zone data (tzdata)."),
        ) from error


def _taken(index: StudioIndex, person: PersonId, within: Span, now_ms: int) -> Iterator[Span]:
    """Yield the time that stands for a person already. A measured session covers all from its start to its stop."""
    for own in index.own(person).sessions(within.start_ms, within.end_ms):
        session = own.session
        if session.withdrawn or session.basis is Basis.STATED:
            continue
        listed = listed_spans(index, session) if session.basis is Basis.READ else None
        yield from [_whole(session, now_ms)] if listed is None else listed


def _whole(session: RetouchSession, now_ms: int) -> Span:
    start = to_ms(session.started_at)
    stop = now_ms if session.stopped_at is None else to_ms(session.stopped_at)
    # A clock that was set back in between labels the stop earlier than the start.
    return Span(start_ms=min(start, stop), end_ms=max(start, stop))


def _payload(about: dict[str, str], watched: WatchedTime, spans: tuple[Span, ...], covered_ms: int) -> dict[str, Any]:
    """Return the entry's payload. More than 2,000 spans are counted in full, and the first 2,000 of them listed."""
    content = {
        **about,
        "program": watched.program,
        "started_at": spans[0].start_ms,
        "stopped_at": spans[-1].end_ms,
        "active_ms": total_ms(spans),
        "spans": [{"at": span.start_ms, "ms": span.length_ms} for span in spans[:MOST_SPANS]],
        "spans_left_out": max(0, len(spans) - MOST_SPANS),
    }
    return {
        **content,
        # The same time read again, here or at another desk, is the same session, and of two with one id one counts.
        "session": sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:32],
        "source_sha256": watched.source_sha256,
        "buckets": [_kept(name) for name in watched.buckets],
        "apps": [{"name": _kept(app.name), "ms": app.active_ms} for app in watched.apps],
        "away_known": watched.away_known,
        "covered_ms": covered_ms,
    }


def _recorded_before(index: StudioIndex, payload: dict[str, Any]) -> LedgerEntry | None:
    """Return the entry that holds this very time already: it was withdrawn, else the time would not be new."""
    for _position, entry in index.entries_named(beginning=payload["session"]):
        if entry.kind == kinds.SESSION_READ and entry.payload["session"] == payload["session"]:
            return entry
    return None


def _draft(index: StudioIndex, payload: dict[str, Any]) -> Draft:
    # Somebody else's entry may bear the id that ours would have; then ours gets another.
    free = not index.entries_named(beginning=payload["session"])
    id_ = EntryId(payload["session"] if free else new_id())
    return Draft(kind=kinds.SESSION_READ, payload=payload, basis=Basis.READ, id=id_)


def _read_day(day: date, payload: dict[str, Any], before: LedgerEntry | None) -> ReadDay:
    return ReadDay(
        day=day,
        session=SessionId(payload["session"]),
        started_at=from_ms(payload["started_at"]),
        stopped_at=from_ms(payload["stopped_at"]),
        active=timedelta(milliseconds=payload["active_ms"]),
        covered=timedelta(milliseconds=payload["covered_ms"]),
        entry=before.hash if before else None,
        known=before is not None,
    )


def _kept(text: str) -> str:
    """Return the beginning of a name; halves of characters, which no entry can hold, appear as numbers."""
    return text[:_LONGEST_NAME].encode("utf-8", "backslashreplace").decode()
