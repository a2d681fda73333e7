"""What is about one person, read from the indexes without reading what is about everybody else."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import timedelta
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection, Select, or_, select

from studio_app.domain.corrections import Answers, Correction
from studio_app.domain.ids import BackgroundId, EntryHash, PersonId
from studio_app.domain.own_time import OwnSession
from studio_app.domain.sessions import RetouchSession
from studio_app.ledger.commitments import BoundText
from studio_app.ledger.entries import LedgerEntry, read_leaf
from studio_app.storage import tables as t
from studio_app.storage.own_entries import own_positions
from studio_app.storage.session_rows import SessionRows

_AT_ONCE = 500
_One = TypeVar("_One")


class OwnRows:
    """Reads what is about `person` through one connection; `answers` are all corrections and disputes."""

    def __init__(self, connection: Connection, sessions: SessionRows, answers: Answers, person: PersonId) -> None:
        self._connection = connection
        self._sessions = sessions
        self._answers = answers
        self._person = person

    def sessions(self, start_ms: int, end_ms: int) -> tuple[OwnSession, ...]:
        """Return sessions that touch a stretch of time. A clock set back may label a stop earlier than its start."""
        stop, begun_ms = t.ix_session_stop.c, t.ix_session.c.started_at_ms
        of_it = select(stop.position).where(stop.session == t.ix_session.c.session).correlate(t.ix_session)
        touches = of_it.where(
            or_(begun_ms < end_ms, stop.stopped_at_ms < end_ms),
            or_(begun_ms >= start_ms, stop.stopped_at_ms >= start_ms),
        )
        query = self._ids().where(or_(touches.exists(), (begun_ms < end_ms) & ~of_it.exists()))
        ids = self._found(query)
        begun, rest = self._begun(ids), self._rest(ids)
        return tuple(self._own(one, EntryHash(begun[one.id]), rest.get(one.id, 0)) for one in self._read(ids))

    def sessions_on(self, backgrounds: Collection[BackgroundId]) -> tuple[RetouchSession, ...]:
        """Return sessions on some backgrounds, as they read now."""
        ids: dict[str, None] = {}
        for some in _chunks(sorted(backgrounds)):
            moved = select(t.ix_correction.c.target).where(t.ix_correction.c.background.in_(some))
            stopped = select(t.ix_session_stop.c.session).where(t.ix_session_stop.c.entry.in_(moved))
            on_it = or_(
                t.ix_session.c.background.in_(some),
                t.ix_session.c.entry.in_(moved),
                t.ix_session.c.session.in_(stopped),
            )
            ids |= dict.fromkeys(self._found(self._ids().where(on_it)))
        return tuple(one for one in self._read(tuple(ids)) if one.background in backgrounds)

    def unconfirmed(self) -> tuple[RetouchSession, ...]:
        """Return sessions with time that is unconfirmed."""
        stop = t.ix_session_stop.c
        query = self._ids().join(t.ix_session_stop, stop.session == t.ix_session.c.session)
        ids = self._found(query.where(stop.unconfirmed_ms > 0))
        return tuple(one for one in self._read(ids) if one.unconfirmed and not one.withdrawn)

    def backgrounds(self, start_ms: int, end_ms: int) -> tuple[BackgroundId, ...]:
        """Return backgrounds with a stage or a review in a stretch of time that bears on this person."""
        stage, review = t.ix_stage.c, t.ix_review.c
        named = select(t.ix_correction.c.target).where(t.ix_correction.c.by_person == self._person)
        mine = or_(stage.by_person == self._person, stage.entry.in_(named))
        moved = select(t.ix_correction.c.background).join(t.ix_stage, stage.entry == t.ix_correction.c.target)
        within = stage.recorded_at_ms.between(start_ms, end_ms) | stage.saved_at_ms.between(start_ms, end_ms)
        reviewed = select(review.background).where(
            review.recorded_at_ms.between(start_ms, end_ms),
            review.background.in_(select(stage.background).where(mine)),
        )
        found = select(stage.background).where(mine, within).union(reviewed, moved.where(mine, within))
        return tuple(sorted(BackgroundId(row[0]) for row in self._connection.execute(found) if row[0]))

    def answers(self, entries: Collection[EntryHash]) -> tuple[Correction, ...]:
        """Return all answers to some entries."""
        return tuple(answer for entry in entries for answer in self._answers.get(entry, ()))

    def entries(self, hashes: Collection[EntryHash]) -> dict[EntryHash, LedgerEntry]:
        """Return entries by their hashes."""
        found: dict[EntryHash, LedgerEntry] = {}
        for some in _chunks(sorted(set(hashes))):
            at = select(t.ix_entry.c.position).where(t.ix_entry.c.hash.in_(some))
            for row in self._connection.execute(select(t.ledger_entry).where(t.ledger_entry.c.position.in_(at))):
                entry = read_leaf(row.leaf)
                found[entry.hash] = entry
        return found

    def all_entries(self) -> Iterator[tuple[int, LedgerEntry]]:
        """Yield every entry about or by this person, none about another's time."""
        for some in _chunks(sorted(own_positions(self._connection, self._person))):
            query = select(t.ledger_entry).where(t.ledger_entry.c.position.in_(some))
            for row in self._connection.execute(query.order_by(t.ledger_entry.c.position)).all():
                yield row.position, read_leaf(row.leaf)

    def texts(self, commitments: Collection[str]) -> tuple[BoundText, ...]:
        """Return bound texts with their keys."""
        found: list[BoundText] = []
        for some in _chunks(sorted(set(commitments))):
            query = select(t.bound_text).where(t.bound_text.c.commitment.in_(some))
            found += [
                BoundText(commitment=row.commitment, key=row.key, text=row.text)
                for row in self._connection.execute(query.order_by(t.bound_text.c.commitment))
            ]
        return tuple(found)

    def _ids(self) -> Select[Any]:
        """Select the ids of this person's sessions."""
        mine: Select[Any] = select(t.ix_session.c.session).where(t.ix_session.c.person == self._person)
        return mine.order_by(t.ix_session.c.position)

    def _found(self, query: Select[Any]) -> tuple[str, ...]:
        """Return the ids that a query selects, each once: what is read of them then needs that query no more."""
        return tuple(dict.fromkeys(self._connection.execute(query).scalars()))

    def _read(self, ids: Sequence[str]) -> Iterator[RetouchSession]:
        for some in _chunks(ids):
            query = select(t.ix_session).where(t.ix_session.c.session.in_(some))
            mine = query.where(t.ix_session.c.person == self._person)
            yield from self._sessions.read(mine.order_by(t.ix_session.c.position))

    def _begun(self, ids: Sequence[str]) -> dict[str, str]:
        """Return the entry that opened each session; of two with one id the first counts."""
        found: dict[str, str] = {}
        for some in _chunks(ids):
            query = select(t.ix_session.c.session, t.ix_session.c.entry).where(t.ix_session.c.session.in_(some))
            mine = query.where(t.ix_session.c.person == self._person)
            for id_, entry in self._connection.execute(mine.order_by(t.ix_session.c.position)):
                found.setdefault(id_, entry)
        return found

    def _rest(self, ids: Sequence[str]) -> dict[str, int]:
        """Return how much of each session's unconfirmed time its artist called a break."""
        said = t.ix_away_answer.c
        found: dict[str, int] = {}
        for some in _chunks(ids):
            query = select(said.session, said.break_ms).where(said.session.in_(some), said.person == self._person)
            for id_, break_ms in self._connection.execute(query):
                found[id_] = found.get(id_, 0) + break_ms
        return found

    def _own(self, session: RetouchSession, begun: EntryHash, rest_ms: int) -> OwnSession:
        answers = {*self._answers.get(begun, ()), *self._answers.get(session.entry, ())}
        return OwnSession(
            session=session,
            begun=begun,
            rest=timedelta(milliseconds=rest_ms),
            answers=tuple(sorted(answers, key=lambda one: one.rank)),
        )


def _chunks(values: Iterable[_One]) -> Iterator[tuple[_One, ...]]:
    """Yield values so many at a time as one query may name."""
    rest = iter(values)
    while some := tuple(islice(rest, _AT_ONCE)):
        yield some
