"""What entries about time add to the indexes."""

from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import Table

from studio_app.ledger import kinds
from studio_app.ledger.entries import LedgerEntry
from studio_app.storage import tables

Row = dict[str, Any]
Rows = Iterator[tuple[Table, Row]]


def _session_row(entry: LedgerEntry, *, started_at: int) -> Row:
    payload = entry.payload
    return {
        "entry": entry.hash,
        "session": payload["session"],
        "background": payload["background"],
        "person": payload["person"],
        "work": payload["work"],
        "basis": entry.basis.value,
        "started_at_ms": started_at,
        "zone": payload.get("zone", entry.zone),
        "review": payload.get("review"),
    }


def _session_started(entry: LedgerEntry) -> Rows:
    yield tables.ix_session, _session_row(entry, started_at=entry.payload["started_at"])


def _session_stopped(entry: LedgerEntry) -> Rows:
    payload = entry.payload
    yield (
        tables.ix_session_stop,
        {
            "entry": entry.hash,
            "session": payload["session"],
            "stopped_at_ms": payload["stopped_at"],
            "active_ms": payload["active_ms"],
            "unconfirmed_ms": payload["unconfirmed_ms"],
        },
    )


def _session_logged(entry: LedgerEntry) -> Rows:
    payload = entry.payload
    yield tables.ix_session, _session_row(entry, started_at=payload["started_at"])
    yield tables.ix_session_stop, _whole_stop(entry, stopped_at=payload["started_at"] + payload["active_ms"])


def _whole_stop(entry: LedgerEntry, *, stopped_at: int) -> Row:
    """Return the stop of a session that one entry tells from its start to its stop, all of it confirmed."""
    return {
        "entry": entry.hash,
        "session": entry.payload["session"],
        "stopped_at_ms": stopped_at,
        "active_ms": entry.payload["active_ms"],
        "unconfirmed_ms": 0,
    }


def _session_recorded(entry: LedgerEntry) -> Rows:
    pieces = entry.payload["pieces"]
    for kind, name in (("active", "active_ms"), ("unconfirmed", "unconfirmed_ms")):
        if sum(one["ms"] for one in pieces if one["kind"] == kind) != entry.payload[name]:
            raise TypeError("the pieces and the time do not agree")
    yield tables.ix_session, _session_row(entry, started_at=entry.payload["started_at"])
    yield from _session_stopped(entry)


def _away_answered(entry: LedgerEntry) -> Rows:
    fields = ("session", "person", "work_ms", "break_ms")
    yield tables.ix_away_answer, {"entry": entry.hash, **{name: entry.payload[name] for name in fields}}


def _session_read(entry: LedgerEntry) -> Rows:
    payload = entry.payload
    start, stop, active = (payload[name] for name in ("started_at", "stopped_at", "active_ms"))
    within = all(start <= span["at"] and 0 <= span["ms"] <= stop - span["at"] for span in payload["spans"])
    missing = active - sum(span["ms"] for span in payload["spans"])
    if not within or active > stop - start or missing < 0 or (missing > 0) != (payload["spans_left_out"] > 0):
        raise TypeError("the spans and the time do not agree")
    yield tables.ix_session, _session_row(entry, started_at=start)
    yield tables.ix_session_stop, _whole_stop(entry, stopped_at=stop)


TIME_READERS: dict[str, Callable[[LedgerEntry], Rows]] = {
    kinds.SESSION_STARTED: _session_started,
    kinds.SESSION_STOPPED: _session_stopped,
    kinds.SESSION_LOGGED: _session_logged,
    kinds.SESSION_RECORDED: _session_recorded,
    kinds.AWAY_ANSWERED: _away_answered,
    kinds.SESSION_READ: _session_read,
}
