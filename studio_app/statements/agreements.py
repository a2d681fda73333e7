"""Which price holds for whose work on which background and day, and what it comes to, exact to the minor unit."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from studio_app.domain.language import _
from studio_app.domain.moments import duration_ms
from studio_app.domain.money import Money
from studio_app.domain.rates import Rate
from studio_app.domain.wording import unit_word
from studio_app.statements.pay_statement import PayRefused

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, timedelta

    from studio_app.domain.ids import BackgroundId, EntryHash, PersonId
    from studio_app.domain.orders import WorkOrder
    from studio_app.domain.people import Person
    from studio_app.domain.rates import RateUnit
    from studio_app.domain.reviews import RetakeCause
    from studio_app.domain.sessions import RetouchSession
    from studio_app.domain.stages import Stage
    from studio_app.statements.roles import RoleTable

_HOUR_MS = 3_600_000
Cover = str | None
"""The role of the orders that a piece of work falls under, empty where they say none; None where there is no order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The price that holds: a rate, or an order written as one that is valid from the day it was agreed."""

    rate: Rate
    order: WorkOrder | None = None


class Agreements:
    """The agreed rates and orders of everybody, to be asked for one person, background, unit and day.

    An order for a role that no stage or kind of work earns by `roles` cannot be told from the work that is recorded, so
    it is for any work on its backgrounds.
    """

    def __init__(
        self,
        rates: Iterable[Rate],
        people: Iterable[Person],
        orders: Iterable[WorkOrder] = (),
        *,
        roles: RoleTable | None = None,
    ) -> None:
        self._roles = roles
        self._earned = frozenset[str]() if roles is None else roles.earned
        self._codes = {person.id: person.code for person in people}
        self._rates: dict[tuple[PersonId, RateUnit], list[Rate]] = defaultdict(list)
        self._orders: dict[tuple[PersonId, BackgroundId], list[WorkOrder]] = defaultdict(list)
        self._reached: dict[tuple[PersonId, BackgroundId], tuple[str, ...]] = {}
        for rate in rates:
            self._rates[rate.person, rate.unit].append(rate)
        for order in orders:
            for background in dict.fromkeys(order.backgrounds):
                self._orders[order.person, background].append(order)
                place = (order.person, background)
                self._reached[place] = (*self._reached.get(place, ()), self.reach(order))
        self._by_order: dict[EntryHash, Terms] = {}
        self._by_rate: dict[tuple[PersonId, RateUnit, date], Terms | None] = {}

    def orders(self, person: PersonId, background: BackgroundId) -> Sequence[WorkOrder]:
        """Return what was ordered from the person for the background, in the order it was recorded."""
        return self._orders.get((person, background), ())

    def reach(self, order: WorkOrder) -> str:
        """Return the role whose work an order is for, empty where it is for any."""
        return order.role if order.role in self._earned else ""

    def cover_of(self, person: PersonId, work: Stage | RetouchSession) -> Cover:
        """Return which of the person's orders some work falls under: those for its role before those for any.

        Most work falls under no order, which is told before its role is asked for.
        """
        reached = self._reached.get((person, work.background))
        if reached is None:
            return None
        role = None if self._roles is None else self._roles.role_of(work)
        return next((one for one in (role.key if role else "", "") if one in reached), None)

    def terms(
        self, person: PersonId, background: BackgroundId, cover: Cover, unit: RateUnit, day: date
    ) -> Terms | None:
        """Return what a unit is paid for: by the orders that cover the work, and by the rates only where none does."""
        if cover is None:
            return self._terms_by_rate(person, unit, day)
        order = self.order(person, background, cover, unit, day)
        if order is None:
            return None
        if order.entry not in self._by_order:
            price = Rate(person=person, unit=unit, price=order.price, valid_from=order.agreed_on, entry=order.entry)
            self._by_order[order.entry] = Terms(rate=price, order=order)
        return self._by_order[order.entry]

    def order(
        self, person: PersonId, background: BackgroundId, cover: str, unit: RateUnit, day: date
    ) -> WorkOrder | None:
        """Return the order that counts on `day` among those that cover the work.

        Of several the one agreed last up to and including `day` counts; before all of them the first one does, since an
        order agreed after the work is an order for it.
        """
        orders = self.orders(person, background)
        return self._chosen([one for one in orders if self.reach(one) == cover and one.unit is unit], day)

    def _terms_by_rate(self, person: PersonId, unit: RateUnit, day: date) -> Terms | None:
        """Return a rate as terms, remembered: a statement asks for that of a day for each session of the day."""
        asked = (person, unit, day)
        if asked not in self._by_rate:
            rate = self.rate(person, unit, day)
            self._by_rate[asked] = None if rate is None else Terms(rate=rate)
        return self._by_rate[asked]

    def redo(
        self, person: PersonId, background: BackgroundId, cover: Cover, cause: RetakeCause | None, day: date
    ) -> tuple[Money, WorkOrder] | None:
        """Return what a redo for `cause` is paid and by which order; None where it is part of the unit's price."""
        if cover is None or cause is None:
            return None
        orders = [
            order
            for order in self.orders(person, background)
            if self.reach(order) == cover and any(one.cause is cause for one in order.retakes)
        ]
        order = self._chosen(orders, day)
        if order is None:
            return None
        return next(one.price for one in order.retakes if one.cause is cause), order

    def rate(self, person: PersonId, unit: RateUnit, day: date) -> Rate | None:
        """Return the rate with the latest `valid_from` up to and including `day`.

        Two different prices from one day are refused: whichever were taken would be a guess about somebody's pay.
        """
        valid = [rate for rate in self._rates.get((person, unit), ()) if rate.valid_from <= day]
        latest = max((rate.valid_from for rate in valid), default=None)
        chosen = sorted((rate for rate in valid if rate.valid_from == latest), key=lambda rate: rate.entry)
        prices = {rate.price for rate in chosen}
        if len(prices) > 1:
            raise PayRefused(
                _(
                    "{code} has {count} different prices per {unit} from {day} on.",
                    code=self._codes.get(person, person),
                    count=len(prices),
                    unit=unit_word(unit),
                    day=latest,
                ),
                hint=_("Correct the rate that does not hold, then draw up the statement again."),
            )
        return chosen[0] if chosen else None

    def _chosen(self, orders: list[WorkOrder], day: date) -> WorkOrder | None:
        """Return the order that counts on `day`; two of one day that differ are refused, as with rates."""
        if len(orders) <= 1:
            return orders[0] if orders else None
        before = [order.agreed_on for order in orders if order.agreed_on <= day]
        agreed_on = max(before) if before else min(order.agreed_on for order in orders)
        chosen = sorted((one for one in orders if one.agreed_on == agreed_on), key=lambda one: one.entry)
        first = chosen[0]
        if any((one.price, one.retakes) != (first.price, first.retakes) for one in chosen):
            raise PayRefused(
                _(
                    "{code} has orders of {day} for one background whose prices differ.",
                    code=self._codes.get(first.person, first.person),
                    day=agreed_on,
                ),
                hint=_("Take back the order that does not hold, then draw up the statement again."),
            )
        return first


def pay_for(price: Money, active_ms: int) -> Money:
    """The price per hour for that time, rounded half up once: 2,500 yen x 2:14:00 = 5,583.33 -> 5,583 yen.

    Whole numbers throughout; a division in Decimal would turn some exact halves into a little less.
    """
    return Money(minor=half_up(price.minor * active_ms, _HOUR_MS), currency=price.currency)


def times(price: Money, quantity: int) -> Money:
    """So many times the price of one unit."""
    return price if quantity == 1 else Money(minor=price.minor * quantity, currency=price.currency)


def pay_per_hour(total: Money, active: timedelta) -> Money | None:
    """The total divided by the hours, rounded half up; None where there are no hours."""
    active_ms = duration_ms(active)
    return Money(minor=half_up(total.minor * _HOUR_MS, active_ms), currency=total.currency) if active_ms else None


def add_up(amounts: Iterable[Money], first: str) -> tuple[Money, ...]:
    """One sum per currency, `first` before the others, which follow by name."""
    sums: dict[str, int] = {}
    for amount in amounts:
        sums[amount.currency] = sums.get(amount.currency, 0) + amount.minor
    order = sorted(sums, key=lambda currency: (currency != first, currency))
    return tuple(Money(minor=sums[currency], currency=currency) for currency in order)


def half_up(numerator: int, denominator: int) -> int:
    """The nearest whole number to the quotient, halves away from zero as everywhere in Teire's money."""
    whole = (2 * abs(numerator) + denominator) // (2 * denominator)
    return whole if numerator >= 0 else -whole
