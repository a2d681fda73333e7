"""A line of recorded time as sessions of the ledger: one for each local day, each under an id that follows from it.

The ids follow from the line and the day, so that a repeated try finds what the first one wrote.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import islice
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from studio_app.domain.ids import EntryId, SessionId
from studio_app.domain.spans import Span, local_day, split_at_midnights

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from studio_app.domain.desk_lines import Stretch
    from studio_app.workflow.desk_views import LineView

MOST_PIECES = 1_000
"""More pieces than this make another session of the same day: an entry stays small enough to be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionPart:
    """One session as it goes to the ledger."""

    id: SessionId
    day: date
    parts: tuple[Stretch, ...]


def session_parts(view: LineView) -> tuple[SessionPart, ...]:
    """Return the sessions of a line, by day; days are those of the zone in which it was recorded."""
    zone = _zone(view.recordings[0].zone)
    days: dict[date, list[Stretch]] = {}
    for part in view.parts:
        for piece in _by_day(part, zone):
            days.setdefault(local_day(piece.at_ms, zone), []).append(piece)
    return tuple(
        SessionPart(id=_session_id(view.line.id, day, number), day=day, parts=chunk)
        for day, pieces in days.items()
        for number, chunk in enumerate(_chunks(pieces))
    )


def recorded_ids(view: LineView) -> tuple[SessionId, ...]:
    """Return the ids that a line's sessions have, or would have, in the ledger."""
    return tuple(one.id for one in session_parts(view))


def entry_id(session: SessionId, what: str) -> EntryId:
    """Return the id of the entry about `session` that records `what`."""
    return EntryId(sha256(f"teire-desk-entry/1\n{session}\n{what}".encode()).hexdigest()[:32])


def derived_session(session: SessionId, what: str) -> SessionId:
    """Return the id of a session that follows from another one, such as work away from the machine."""
    return SessionId(sha256(f"teire-desk-session/1\n{session}\n{what}".encode()).hexdigest()[:32])


def _session_id(line: SessionId, day: date, number: int) -> SessionId:
    return derived_session(line, f"{day.isoformat()} {number}")


def _by_day(part: Stretch, zone: ZoneInfo) -> Iterator[Stretch]:
    for span in split_at_midnights([Span(start_ms=part.at_ms, end_ms=part.at_ms + part.ms)], zone):
        yield replace(part, at_ms=span.start_ms, ms=span.length_ms)


def _chunks(pieces: Sequence[Stretch]) -> Iterator[tuple[Stretch, ...]]:
    rest = iter(pieces)
    while chunk := tuple(islice(rest, MOST_PIECES)):
        yield chunk


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")
