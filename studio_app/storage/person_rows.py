"""People as the index keeps them: in the order they were added, with the details that were stated last."""

from sqlalchemy import Connection, func, select

from studio_app.domain.people import Person
from studio_app.storage import tables as t
from studio_app.storage.row_values import person_value


def all_people(connection: Connection) -> tuple[Person, ...]:
    """Return everybody; of several statements about one person the last in the log counts.

    Where the text of that one was erased, an older text does not stand in for it.
    """
    change = t.ix_person_change
    last = select(change.c.person, func.max(change.c.position).label("position")).group_by(change.c.person).subquery()
    counting = func.coalesce(change.c.commitment, t.person.c.commitment)
    joined = (
        select(t.person, t.bound_text.c.text)
        .join(t.ix_person, t.ix_person.c.person == t.person.c.id)
        .join(last, last.c.person == t.person.c.id, isouter=True)
        .join(change, change.c.position == last.c.position, isouter=True)
        .join(t.bound_text, t.bound_text.c.commitment == counting, isouter=True)
    )
    rows = connection.execute(joined.order_by(t.ix_person.c.position))
    return tuple({row.id: person_value(row) for row in rows}.values())
