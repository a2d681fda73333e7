"""Orders against what was done under them, up to the last day of a period."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from studio_app.domain.moments import duration_ms
from studio_app.domain.money import Money
from studio_app.domain.rates import RateUnit
from studio_app.statements.agreements import pay_for, times
from studio_app.statements.order_standings import OrderStanding
from studio_app.statements.pay_amounts import units

if TYPE_CHECKING:
    from datetime import date

    from studio_app.domain.ids import BackgroundId, EntryHash, PersonId
    from studio_app.domain.orders import WorkOrder
    from studio_app.statements.agreements import Cover
    from studio_app.statements.books import Books
    from studio_app.statements.retakes import Retakes


@dataclass(slots=True)
class _Tally:
    """What gathers under one order while the person's work is gone through."""

    days: set[date] = field(default_factory=set)
    worked: dict[BackgroundId, timedelta] = field(default_factory=lambda: defaultdict(timedelta))
    first_work: set[date] = field(default_factory=set)
    delivered: dict[BackgroundId, date] = field(default_factory=dict)
    done: set[BackgroundId] = field(default_factory=set)


def order_standings(person: PersonId, books: Books, retakes: Retakes) -> tuple[OrderStanding, ...]:
    """Return the orders of a person that are open at the end of the period, or that something in it touched.

    Touched are those agreed or due in the period, and those with a session, a picture, a first approval or a redo in
    it. Orders agreed after the period, for work that begins after it, are not in it.
    """
    orders = [order for order in books.reading.orders if order.person == person]
    if not orders:
        return ()
    tallies: dict[EntryHash, _Tally] = defaultdict(_Tally)
    _gather_time(person, books, tallies)
    _gather_pictures(person, books, tallies)
    standings = [_standing(order, tallies[order.entry], books, retakes) for order in orders]
    shown = [it for it in standings if _belongs(it, tallies[it.order.entry], books, retakes)]
    return tuple(sorted(shown, key=lambda it: (it.order.agreed_on, it.backgrounds, it.order.entry)))


def _under(person: PersonId, background: BackgroundId, cover: Cover, day: date, books: Books) -> list[WorkOrder]:
    """Return the orders that some work of a day falls under: of each unit the one that counts on that day."""
    if cover is None:
        return []
    agreed = books.agreements
    found = [order for order in agreed.orders(person, background) if agreed.reach(order) == cover]
    if len(found) == 1:
        return found
    counting = {
        agreed.order(person, background, cover, unit, day) for unit in dict.fromkeys(order.unit for order in found)
    }
    return [order for order in found if order in counting]


def _gather_time(person: PersonId, books: Books, tallies: dict[EntryHash, _Tally]) -> None:
    for day, session in books.sessions_ever.get(person, ()):
        if day > books.period.last:
            continue
        cover = books.cover_of(person, session)
        for order in _under(person, session.background, cover, day, books):
            tally = tallies[order.entry]
            tally.worked[session.background] += session.active
            tally.days.add(day)
            tally.first_work.add(day)


def _gather_pictures(person: PersonId, books: Books, tallies: dict[EntryHash, _Tally]) -> None:
    for delivery in books.deliveries.get(person, ()):
        came = [day for day in delivery.days if day <= books.period.last]
        due = delivery.due_on
        for day in came:
            for order in _under(person, delivery.background, delivery.cover, day, books):
                tally = tallies[order.entry]
                tally.first_work.add(day)
                tally.days.add(day)
                tally.delivered.setdefault(delivery.background, day)
        if due is not None and due <= books.period.last:
            for order in _under(person, delivery.background, delivery.cover, due, books):
                tallies[order.entry].done.add(delivery.background)
                tallies[order.entry].days.add(due)


def _standing(order: WorkOrder, tally: _Tally, books: Books, retakes: Retakes) -> OrderStanding:
    meant = tuple(dict.fromkeys(order.backgrounds))
    redo = sum(
        line.amount.minor
        for line in retakes.ever_due(order.person)
        if line.order.entry == order.entry and line.due_on <= books.period.last
    )
    by_hour = order.unit is RateUnit.HOUR
    agreed = None if by_hour else sum(units(one, order.unit, books) for one in meant)
    done = None if by_hour else sum(units(one, order.unit, books) for one in meant if one in tally.done)
    return OrderStanding(
        order=order,
        backgrounds=tuple(books.code(one) for one in meant),
        role=books.role_named(order.role),
        first_work=min(tally.first_work, default=None),
        delivered_on=max(tally.delivered.values()) if len(tally.delivered) == len(meant) else None,
        active=sum(tally.worked.values(), timedelta()),
        agreed_units=agreed,
        done_units=done,
        agreed_amount=_agreed_amount(order, agreed),
        amount=_amount(order, tally, done),
        redo_amount=Money(minor=redo, currency=order.price.currency),
        as_of=books.period.last,
    )


def _agreed_amount(order: WorkOrder, agreed: int | None) -> Money | None:
    if agreed is not None:
        return times(order.price, agreed)
    return None if order.planned is None else pay_for(order.price, duration_ms(order.planned))


def _amount(order: WorkOrder, tally: _Tally, done: int | None) -> Money:
    if done is not None:
        return times(order.price, done)
    minor = sum(pay_for(order.price, duration_ms(active)).minor for active in tally.worked.values())
    return Money(minor=minor, currency=order.price.currency)


def _belongs(standing: OrderStanding, tally: _Tally, books: Books, retakes: Retakes) -> bool:
    order, period = standing.order, books.period
    begun = order.agreed_on <= period.last or standing.first_work is not None
    finished = standing.delivered_on is not None and standing.done_units == standing.agreed_units
    days = tally.days | {order.agreed_on} | ({order.due_on} if order.due_on else set())
    days |= {line.due_on for line in retakes.due(order.person) if line.order.entry == order.entry}
    return begun and (not finished or any(day in period for day in days))
