"""The floor of pay per hour day by day, and how what was paid stands to it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from studio_app.domain.moments import duration_ms
from studio_app.domain.money import Money
from studio_app.domain.wage_floors import WageFloor
from studio_app.statements.agreements import half_up
from studio_app.statements.pay_statement import FloorSpan, FloorStanding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from studio_app.statements.pay_statement import Period

_DAY = timedelta(days=1)


class DayFloors:
    """The floors of a period: one that was stated for the whole of it, or those that a yardstick tells for each day."""

    def __init__(self, period: Period, stated: Money | None, floors: Callable[[date], WageFloor | None] | None) -> None:
        self._period = period
        self._stated = None if stated is None else WageFloor(price=stated)
        self._floors = floors if stated is None else None
        self._known: dict[date, WageFloor | None] = {}

    def on(self, day: date) -> WageFloor | None:
        """Return the floor of a day, None where none is known."""
        if self._floors is None:
            return self._stated
        if day not in self._known:
            self._known[day] = self._floors(day)
        return self._known[day]

    def spans(self) -> tuple[FloorSpan, ...]:
        """Return the floors of the period in order, each with the days on which it held."""
        first, last = self._period.first, self._period.last
        if self._floors is None:
            return (FloorSpan(first=first, last=last, floor=self._stated),)
        spans, begun = [], first
        for offset in range(1, (last - first).days + 1):
            day = first + timedelta(days=offset)
            if self.on(day) != self.on(begun):
                spans.append(FloorSpan(first=begun, last=day - _DAY, floor=self.on(begun)))
                begun = day
        return (*spans, FloorSpan(first=begun, last=last, floor=self.on(begun)))

    def compare(
        self, effective: Money | None, work: Iterable[tuple[date, timedelta]]
    ) -> tuple[Money | None, FloorStanding]:
        """Return the floor per hour of somebody's days and how `effective` stands to it.

        Where the floor changed within the work, it is that of each day weighted by the active time of the day, rounded
        half up. Compared is what is printed: a fraction of a yen lost in rounding a line must not read as pay below it.
        """
        by_day: dict[date, int] = {}
        for day, active in work:
            by_day[day] = by_day.get(day, 0) + duration_ms(active)
        floor = self._weighted({day: ms for day, ms in by_day.items() if ms} or {self._period.last: 1})
        if floor is None:
            known = any(span.floor for span in self.spans())
            return None, FloorStanding.NOT_COMPARABLE if known else FloorStanding.NO_FLOOR
        if effective is None or effective.currency != floor.currency:
            return floor, FloorStanding.NOT_COMPARABLE
        return floor, FloorStanding.BELOW if effective.minor < floor.minor else FloorStanding.AT_OR_ABOVE

    def _weighted(self, by_day: dict[date, int]) -> Money | None:
        """Return the mean floor; None where a day has none, or where they are in several currencies."""
        prices = {day: found.price for day in by_day if (found := self.on(day))}
        currencies = {price.currency for price in prices.values()}
        if len(prices) < len(by_day) or len(currencies) != 1:
            return None
        whole = sum(prices[day].minor * ms for day, ms in by_day.items())
        return Money(minor=half_up(whole, sum(by_day.values())), currency=currencies.pop())
