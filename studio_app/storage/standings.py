"""Where every background stands, read by one query each instead of stage by stage."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import CompoundSelect, Connection, Select, func, select
from sqlalchemy.engine import Row

from studio_app.domain.ids import BackgroundId
from studio_app.domain.reviews import Review
from studio_app.domain.stages import Stage, Standing
from studio_app.storage import tables as t

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


def plain_words(
    connection: Connection, read: Callable[[Row[tuple[object, ...]]], Review]
) -> dict[BackgroundId, Review]:
    """Return the last word about each background about which no word was ever answered."""
    targets = select(t.ix_correction.c.target)
    answered = select(t.ix_review.c.background).where(t.ix_review.c.entry.in_(targets))
    last = select(func.max(t.ix_review.c.position)).group_by(t.ix_review.c.background)
    query = select(t.ix_review).where(t.ix_review.c.position.in_(last), t.ix_review.c.background.not_in(answered))
    return {BackgroundId(row.background): read(row) for row in connection.execute(query).all()}


def answered_words() -> Selectable:
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
