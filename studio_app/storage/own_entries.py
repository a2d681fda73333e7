"""Which entries are about one person, or by them; none of these says anything of another person's time or pay."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Select, or_, select

from studio_app.domain.ids import PersonId
from studio_app.ledger import kinds
from studio_app.storage import tables as t
from studio_app.storage.agreed_rows import agreed_about

Positions = Select[Any]
_OF_PEOPLE = (
    t.ix_session,
    t.ix_away_answer,
    t.ix_rate,
    t.ix_omission,
    t.ix_disclosure,
    t.ix_person,
    t.ix_person_change,
)
"""Indexes of entries that are about the person they name, and about nobody else."""
_BY_PEOPLE = (t.ix_stage, t.ix_candidate, t.ix_selection, t.ix_review)


def own_positions(connection: Connection, person: PersonId) -> set[int]:
    """Return the positions of the entries about `person` and by them, answers and the openings of feeds included."""
    listed = {
        row.position: row
        for row in connection.execute(
            select(t.ix_entry.c.position, t.ix_entry.c.hash, t.ix_entry.c.feed, t.ix_entry.c.kind)
        )
    }
    agreed, others = agreed_about(connection, person)
    found = agreed | _positions(connection, (*_about(person), *_by(person)))
    found |= _positions(connection, [select(t.ix_entry.c.position).where(t.ix_entry.c.recorded_by == person)])
    found -= others | _positions(connection, _about_others(person))
    answers = connection.execute(select(t.ix_correction.c.position, t.ix_correction.c.target)).all()
    # An answer tells of what it answers: it comes along with that, and without it stays away, whoever wrote it.
    found -= {row.position for row in answers}
    hashes = {listed[position].hash for position in found}
    while more := [row.position for row in answers if row.target in hashes and row.position not in found]:
        found.update(more)
        hashes.update(listed[position].hash for position in more)
    feeds = {listed[position].feed for position in found}
    return found | {row.position for row in listed.values() if row.kind == kinds.FEED_OPENED and row.feed in feeds}


def _about(person: PersonId) -> Iterable[Positions]:
    for table in _OF_PEOPLE:
        yield select(table.c.position).where(table.c.person == person)
    mine = select(t.ix_session.c.session).where(t.ix_session.c.person == person)
    yield select(t.ix_session_stop.c.position).where(t.ix_session_stop.c.session.in_(mine))


def _by(person: PersonId) -> Iterable[Positions]:
    for table in _BY_PEOPLE:
        yield select(table.c.position).where(table.c.by_person == person)
    named = select(t.ix_correction.c.target).where(t.ix_correction.c.by_person == person)
    yield select(t.ix_stage.c.position).where(t.ix_stage.c.entry.in_(named))
    stages = select(t.ix_stage.c.stage).where(or_(t.ix_stage.c.by_person == person, t.ix_stage.c.entry.in_(named)))
    yield select(t.ix_review.c.position).where(t.ix_review.c.stage.in_(stages))


def _about_others(person: PersonId) -> Iterable[Positions]:
    for table in _OF_PEOPLE:
        yield select(table.c.position).where(table.c.person != person)
    named = select(t.ix_correction.c.target).where(t.ix_correction.c.by_person == person)
    stage = t.ix_stage.c
    yield select(stage.position).where(stage.by_person != person, stage.entry.not_in(named))
    others = select(t.ix_session.c.session).where(t.ix_session.c.person != person)
    yield select(t.ix_session_stop.c.position).where(t.ix_session_stop.c.session.in_(others))


def _positions(connection: Connection, queries: Iterable[Positions]) -> set[int]:
    return {position for query in queries for position in connection.execute(query).scalars()}
