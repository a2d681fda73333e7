"""Backgrounds as the index keeps them; of two rows with one id the first counts."""

from sqlalchemy import Connection, or_, select

from studio_app.domain.backgrounds import Background
from studio_app.domain.ids import BackgroundId
from studio_app.storage import tables as t


def all_backgrounds(connection: Connection) -> tuple[Background, ...]:
    """Return every background, in the order they were added."""
    cuts: dict[int, list[str]] = {}
    # All at once: fetched one by one, rows take three times as long.
    for position, cut in connection.execute(
        select(t.ix_background_cut.c.position, t.ix_background_cut.c.cut).order_by(*t.ix_background_cut.primary_key)
    ).all():
        cuts.setdefault(position, []).append(cut)
    found: dict[str, Background] = {}
    columns = (t.ix_background.c.position, t.ix_background.c.background, t.ix_background.c.code)
    query = select(*columns, t.ix_background.c.episode).order_by(t.ix_background.c.position)
    for position, id_, code, episode in connection.execute(query).all():
        if id_ not in found:
            own = tuple(cuts.get(position, ()))
            found[id_] = Background(id=BackgroundId(id_), code=code, cuts=own, episode=episode)
    return tuple(found.values())


def background_named(connection: Connection, name: str) -> Background | None:
    """Return the first background whose code or id is `name`, None where there is none."""
    first = t.ix_background.alias()
    earlier = select(first.c.position).where(
        first.c.background == t.ix_background.c.background, first.c.position < t.ix_background.c.position
    )
    named = or_(t.ix_background.c.code == name, t.ix_background.c.background == name)
    query = select(t.ix_background).where(named, ~earlier.exists()).order_by(t.ix_background.c.position).limit(1)
    row = connection.execute(query).first()
    if row is None:
        return None
    cuts = select(t.ix_background_cut.c.cut).where(t.ix_background_cut.c.position == row.position)
    return Background(
        id=BackgroundId(row.background),
        code=row.code,
        cuts=tuple(connection.execute(cuts.order_by(*t.ix_background_cut.primary_key)).scalars()),
        episode=row.episode,
    )
