"""Candidates as the index keeps them, and the files that nothing needs since candidates were let go."""

import re
from collections.abc import Set as AbstractSet
from typing import Any

from sqlalchemy import Connection, Row, select

from studio_app.domain.candidates import Candidate, CandidateTally
from studio_app.domain.ids import BackgroundId, CandidateId, Digest
from studio_app.ledger.kinds import KNOWN
from studio_app.storage import tables as t
from studio_app.storage.agreed_rows import delivered_files
from studio_app.storage.row_values import candidate_value, tally_value

_DIGEST = re.compile(rb"[0-9a-f]{64}")


def candidate_rows(connection: Connection, background: BackgroundId | None) -> tuple[Candidate, ...]:
    """Return candidates in the order they were recorded, numbered within their background.

    Of several arrivals of one candidate the first says what it is; its file is here again if the same file came in
    once more after it was let go.
    """
    query = select(t.ix_candidate).order_by(t.ix_candidate.c.position)
    if background is not None:
        query = query.where(t.ix_candidate.c.background == background)
    rows = connection.execute(query).all()
    first: dict[str, Row[Any]] = {}
    arrived: dict[str, int] = {}
    for row in rows:
        one = first.setdefault(row.candidate, row)
        if (row.background, row.sha256) == (one.background, one.sha256):
            arrived[row.candidate] = row.position
    gone = _let_go(connection, background)
    counts: dict[str, int] = {}
    found = []
    for name, row in first.items():
        counts[row.background] = counts.get(row.background, 0) + 1
        position, small = gone.get((name, row.background, row.sha256), (-1, None))
        found.append(candidate_value(row, counts[row.background], small if position > arrived[name] else None))
    return tuple(found)


def candidate_tallies(connection: Connection, background: BackgroundId | None) -> tuple[CandidateTally, ...]:
    """Return candidates counted by background, batch, generator and asker, in the order they were recorded.

    As in `candidate_rows`, of several arrivals of one candidate the first counts.
    """
    table = t.ix_candidate.c
    names = ("position", "candidate", "background", "sha256", "batch", "system", "version", "by_person", "entry")
    query = select(*(table[name] for name in (*names, "recorded_at_ms"))).order_by(table.position)
    if background is not None:
        query = query.where(table.background == background)
    gone = _let_go(connection, background)
    first: dict[str, Row[Any]] = {}
    arrived: dict[str, int] = {}
    row: Row[Any]
    for row in connection.execute(query).all():
        one = first.setdefault(row.candidate, row)
        if (row.background, row.sha256) == (one.background, one.sha256):
            arrived[row.candidate] = row.position
    groups: dict[tuple[str, ...], list[Row[Any]]] = {}
    small: dict[tuple[str, ...], int] = {}
    for name, row in first.items():
        key = (row.background, row.batch, row.system, row.version, row.by_person or "")
        groups.setdefault(key, []).append(row)
        let_go = gone.get((name, row.background, row.sha256), (-1, ""))[0] > arrived[name]
        small[key] = small.get(key, 0) + let_go
    return tuple(_tally(rows, small[key]) for key, rows in groups.items())


def _tally(rows: list[Row[Any]], small: int) -> CandidateTally:
    return tally_value(rows[0], count=len(rows), small=small, last_ms=rows[-1].recorded_at_ms)


def unneeded_files(
    connection: Connection, also: AbstractSet[CandidateId] = frozenset(), *, skip_unreadable: bool = False
) -> frozenset[Digest]:
    """Return the files whose bytes no entry needs: each candidate they came in as was let go since, or is in `also`.

    A file that is a stage or a small picture is needed, whenever that was recorded. Raises `NotCanonical` where an
    entry that may need one cannot be read; with `skip_unreadable`, such entries are left out.
    """
    gone = _let_go(connection)
    columns = (t.ix_candidate.c.position, t.ix_candidate.c.candidate, t.ix_candidate.c.background)
    free: dict[str, bool] = {}
    for position, name, background, sha256 in connection.execute(select(*columns, t.ix_candidate.c.sha256)).all():
        went = name in also or gone.get((name, background, sha256), (-1, ""))[0] > position
        free[sha256] = free.get(sha256, True) and went
    needed = set(connection.execute(select(t.ix_stage.c.sha256)).scalars())
    needed.update(connection.execute(select(t.ix_reduction.c.small)).scalars())
    delivered = delivered_files(connection, skip_unreadable=skip_unreadable)
    needed.update(one.sha256 for _position, one in delivered)
    return frozenset(Digest(sha256) for sha256, is_free in free.items() if is_free and sha256 not in needed)


def named_by_newer_kinds(connection: Connection) -> frozenset[Digest]:
    """Return every file that an entry of a kind this version does not know may name: what it needs is not known."""
    newer = (
        select(t.ledger_entry.c.leaf)
        .join(t.ix_entry, t.ix_entry.c.position == t.ledger_entry.c.position)
        .where(t.ix_entry.c.kind.not_in(KNOWN))
    )
    found = (one for leaf in connection.execute(newer).scalars() for one in _DIGEST.findall(leaf))
    return frozenset(Digest(one.decode()) for one in found)


def _let_go(
    connection: Connection, background: BackgroundId | None = None
) -> dict[tuple[str, str, str], tuple[int, str]]:
    """Return where each candidate's file was let go last, and the small picture kept in its place."""
    query = select(t.ix_reduction).order_by(t.ix_reduction.c.position, t.ix_reduction.c.place)
    if background is not None:
        query = query.where(t.ix_reduction.c.background == background)
    return {(row.candidate, row.background, row.sha256): (row.position, row.small) for row in connection.execute(query)}
