"""Retouch time read from the indexes: sessions with their stops, what absences were, and corrections."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, Row, Select, or_, select

from studio_app.domain.corrections import Answers, corrected_session
from studio_app.domain.ids import BackgroundId, EntryHash, PersonId, SessionId
from studio_app.domain.sessions import RetouchSession
from studio_app.storage import tables as t
from studio_app.storage.row_values import session_value

_AT_ONCE = 500
"""How many ids one query names; SQLite takes 999 at most in old versions."""


class SessionRows:
    """Reads sessions through one connection; `answers` are all corrections and disputes."""

    def __init__(self, connection: Connection, answers: Answers) -> None:
        self._connection = connection
        self._answers = answers

    def of(self, background: BackgroundId | None, person: PersonId | None) -> tuple[RetouchSession, ...]:
        """Return sessions in the order they were recorded, of one background or person where they are given."""
        query = select(t.ix_session).order_by(t.ix_session.c.position)
        if background is not None:
            moved = select(t.ix_correction.c.target).where(t.ix_correction.c.background == background)
            moved_sessions = select(t.ix_session_stop.c.session).where(t.ix_session_stop.c.entry.in_(moved))
            query = query.where(
                or_(
                    t.ix_session.c.background == background,
                    t.ix_session.c.entry.in_(moved),
                    t.ix_session.c.session.in_(moved_sessions),
                )
            )
        if person is not None:
            query = query.where(t.ix_session.c.person == person)
        return tuple(one for one in self.read(query) if background is None or one.background == background)

    def named(self, ids: Sequence[SessionId]) -> tuple[RetouchSession, ...]:
        """Return those of the sessions `ids` that are there."""
        found: list[RetouchSession] = []
        for first in range(0, len(ids), _AT_ONCE):
            wanted = t.ix_session.c.session.in_(ids[first : first + _AT_ONCE])
            found += self.read(select(t.ix_session).where(wanted).order_by(t.ix_session.c.position))
        return tuple(found)

    def running(self, person: PersonId | None) -> tuple[RetouchSession, ...]:
        """Return sessions that were started and not stopped."""
        stopped = select(t.ix_session_stop.c.session)
        query = select(t.ix_session).where(t.ix_session.c.session.not_in(stopped)).order_by(t.ix_session.c.position)
        if person is not None:
            query = query.where(t.ix_session.c.person == person)
        return tuple(session for session in self.read(query) if not session.withdrawn)

    def read(self, query: Select[Any]) -> Iterator[RetouchSession]:
        """Yield the sessions of `query`; of two with one id the first counts, and of two stops."""
        rows = self._connection.execute(query).all()
        wanted = query.with_only_columns(t.ix_session.c.session).order_by(None)
        stops_query = select(t.ix_session_stop).where(t.ix_session_stop.c.session.in_(wanted))
        stops: dict[str, Row[Any]] = {}
        for row in self._connection.execute(stops_query.order_by(t.ix_session_stop.c.position)).all():
            stops.setdefault(row.session, row)
        said: dict[str, list[Row[Any]]] = {}
        for row in self._connection.execute(select(t.ix_away_answer).where(t.ix_away_answer.c.session.in_(wanted))):
            said.setdefault(row.session, []).append(row)
        seen: set[str] = set()
        for row in rows:
            if row.session in seen:
                continue
            seen.add(row.session)
            yield self._session(row, stops.get(row.session), said.get(row.session, ()))

    def _session(self, row: Row[Any], stop: Row[Any] | None, said: Sequence[Row[Any]]) -> RetouchSession:
        base = session_value(row, stop, _answered(said, row.person))
        of_both = {*self._answers.get(EntryHash(row.entry), ()), *self._answers.get(base.entry, ())}
        if not of_both:
            return base
        return corrected_session(base, sorted(of_both, key=lambda answer: answer.rank))


def _answered(said: Sequence[Row[Any]], person: str) -> timedelta:
    """Return how much absence was accounted for; only the artist's own word counts."""
    return timedelta(milliseconds=sum(one.work_ms + one.break_ms for one in said if one.person == person))
