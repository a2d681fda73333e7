"""Where every background stands, read by one query each instead of stage by stage."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

from sqlalchemy import Column, CompoundSelect, Connection, Select, Table, func, select
from sqlalchemy.engine import Row

from studio_app.domain.ids import BackgroundId
from studio_app.domain.reviews import Word
from studio_app.domain.sessions import Worked
from studio_app.domain.stages import Stage, Standing
from studio_app.storage import tables as t
from studio_app.storage.row_values import word_value

Numbered = Callable[[Row[Any], int], Stage]
Selectable = Select[Any] | CompoundSelect[Any]


def plain_standings(connection: Connection, read: Numbered) -> dict[BackgroundId, Standing]:
    """Return the newest stage and the number of stages of each background none of whose stages was ever answered.

    `read` makes a stage of its row and its number by kind.
    """
    answered = set(backgrounds_of(connection, answered_stages()))
    last = (
        select(t.ix_stage.c.background, func.max(t.ix_stage.c.position).label("last"), func.count().label("stages"))
        .group_by(t.ix_stage.c.background)
        .subquery()
    )
    alike = t.ix_stage.alias()
    number = (
        select(func.count())
        .where(alike.c.background == t.ix_stage.c.background, alike.c.kind == t.ix_stage.c.kind)
        .scalar_subquery()
    )
    query = select(t.ix_stage, number.label("number"), last.c.stages).join(last, last.c.last == t.ix_stage.c.position)
    found = {}
    for row in connection.execute(query).all():
        if row.background not in answered:
            # The newest of its kind has as its number how many there are.
            found[BackgroundId(row.background)] = Standing(newest=read(row, row.number), count=row.stages)
    return found


def backgrounds_of(connection: Connection, query: Selectable) -> tuple[BackgroundId, ...]:
    """Return the backgrounds that a query selects."""
    return tuple(BackgroundId(str(row[0])) for row in connection.execute(query).all())


def answered_stages() -> Selectable:
    """Select the backgrounds of stages that were corrected or disputed, and those that stages were moved to."""
    targets = select(t.ix_correction.c.target)
    own = select(t.ix_stage.c.background).where(t.ix_stage.c.entry.in_(targets))
    moved = select(t.ix_correction.c.background).where(t.ix_correction.c.background.is_not(None))
    return own.union(moved)


def plain_words(connection: Connection) -> dict[BackgroundId, Word]:
    """Return the last word about each background about which no word was ever answered."""
    last = select(func.max(t.ix_review.c.position)).group_by(t.ix_review.c.background)
    columns = (t.ix_review.c.background, t.ix_review.c.stage, t.ix_review.c.verdict, t.ix_review.c.recorded_at_ms)
    query = select(*columns).where(t.ix_review.c.position.in_(last), t.ix_review.c.background.not_in(answered_words()))
    return {BackgroundId(row[0]): word_value(*row[1:]) for row in connection.execute(query).all()}


def plain_work(connection: Connection) -> dict[BackgroundId, Worked]:
    """Return the time on each background in sessions neither whose start nor whose stop was ever answered."""
    # Of two sessions with one id, and of two stops of one session, the first counts. They are laid together here:
    # SQLite joins what it has picked the first of row by row, which takes minutes for forty thousand sessions.
    answered = set(connection.execute(answered_sessions()).scalars())
    stops = dict(_firsts(connection, t.ix_session_stop, t.ix_session_stop.c.active_ms))
    active_ms: dict[str, int] = {}
    running: set[str] = set()
    for session, background in _firsts(connection, t.ix_session, t.ix_session.c.background):
        if session not in answered:
            active_ms[background] = active_ms.get(background, 0) + stops.get(session, 0)
            if session not in stops:
                running.add(background)
    return {
        BackgroundId(background): Worked(active=timedelta(milliseconds=length), running=background in running)
        for background, length in active_ms.items()
    }


def _firsts(connection: Connection, table: Table, column: Column[Any]) -> Iterator[tuple[str, Any]]:
    """Yield each session that `table` names with the value that its first row has in `column`."""
    seen: set[str] = set()
    for session, value in connection.execute(select(table.c.session, column).order_by(table.c.position)):
        if session not in seen:
            seen.add(session)
            yield session, value


def answered_sessions() -> Selectable:
    """Select the ids of sessions whose start or stop was corrected or disputed."""
    targets = select(t.ix_correction.c.target)
    started = select(t.ix_session.c.session).where(t.ix_session.c.entry.in_(targets))
    return started.union(select(t.ix_session_stop.c.session).where(t.ix_session_stop.c.entry.in_(targets)))


def answered_words() -> Select[Any]:
    """Select the backgrounds about which a word was corrected, disputed or taken back."""
    targets = select(t.ix_correction.c.target)
    return select(t.ix_review.c.background).where(t.ix_review.c.entry.in_(targets)).distinct()


def around_stage(beginning: str) -> Selectable:
    """Select the backgrounds, as they were recorded and as they were moved to, of stages whose id begins so."""
    like = t.ix_stage.c.stage.startswith(beginning, autoescape=True)
    entries = select(t.ix_stage.c.entry).where(like)
    own = select(t.ix_stage.c.background).where(like)
    moved = select(t.ix_correction.c.background).where(
        t.ix_correction.c.target.in_(entries), t.ix_correction.c.background.is_not(None)
    )
    return own.union(moved)
