"""What an hour came to: each background and month of one person, drawn up as a pay statement draws it up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from studio_app.domain.periods import last_of_month, next_month
from studio_app.domain.wage_floors import WageFloor
from studio_app.statements.days import LocalDays
from studio_app.statements.pay import draw_up_pay
from studio_app.statements.pay_statement import PayRefused, Period
from studio_app.statements.times import has_time
from studio_app.workflow.own_views import MonthPay, PayPerHour

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from studio_app.domain.ids import BackgroundId, PersonId
    from studio_app.domain.readings import StudioReading
    from studio_app.domain.sessions import RetouchSession
    from studio_app.statements.roles import RoleTable

Floors = Callable[[date], WageFloor | None]
_BEGINNING = date(1971, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPay:
    """Pay per hour of backgrounds and of months; `problem` says why there is none."""

    backgrounds: dict[BackgroundId, PayPerHour]
    months: tuple[MonthPay, ...]
    problem: str = ""


def own_pay(
    reading: StudioReading,
    person: PersonId,
    *,
    backgrounds: Iterable[BackgroundId],
    first: date,
    last: date,
    today: date,
    floors: Floors,
    roles: RoleTable,
) -> OwnPay:
    """Reckon the pay per hour of backgrounds as it stands `today`, and of each month that a period touches.

    `reading` holds the person's sessions of these months, and all of theirs on these backgrounds.
    """
    own = replace(
        reading,
        sessions=tuple(one for one in reading.sessions if one.person == person),
        rates=tuple(one for one in reading.rates if one.person == person),
    )
    try:
        so_far = Period(first=_BEGINNING, last=max(last, today))
        cuts = {one: _pay(_only(own, one), person, so_far, floors, roles) for one in backgrounds}
        months = [(month, _pay(own, person, _month(month), floors, roles)) for month in months_of(first, last)]
    except PayRefused as error:
        return OwnPay(backgrounds={}, months=(), problem=str(error))
    return OwnPay(
        backgrounds={one: pay for one, pay in cuts.items() if pay is not None},
        months=tuple(MonthPay(month=month, pay=pay) for month, pay in months if pay is not None),
    )


def months_of(first: date, last: date) -> tuple[date, ...]:
    """Return the first day of each month that a period touches."""
    found = [first.replace(day=1)]
    while (following := next_month(found[-1])) <= last:
        found.append(following)
    return tuple(found)


def _month(month: date) -> Period:
    return Period(first=month, last=last_of_month(month))


def _only(reading: StudioReading, background: BackgroundId) -> StudioReading:
    return replace(
        reading,
        sessions=tuple(one for one in reading.sessions if one.background == background),
        stages=tuple(one for one in reading.stages if one.background == background),
        reviews=tuple(one for one in reading.reviews if one.background == background),
        orders=tuple(one for one in reading.orders if background in one.backgrounds),
    )


def _pay(
    reading: StudioReading, person: PersonId, period: Period, floors: Floors, roles: RoleTable
) -> PayPerHour | None:
    floor_day = _last_day(reading.sessions, period, LocalDays(reading.zone))
    floor = floors(floor_day)
    statement = draw_up_pay(reading, period, None if floor is None else floor.price, roles=roles, person=person)
    found = statement.people[0]
    if found.idle and not found.retakes:
        return None
    entries = {entry for hour in found.hours for entry in hour.entries}
    entries |= {entry for finished in found.backgrounds for entry in finished.entries}
    entries |= {entry for redo in found.redos for entry in redo.entries}
    return PayPerHour(
        active=found.active,
        totals=found.totals,
        effective=found.effective,
        floor=floor,
        floor_day=floor_day,
        standing=found.standing,
        is_open=bool(found.open_backgrounds),
        findings=found.findings,
        entries=tuple(sorted(entries)),
    )


def _last_day(sessions: Sequence[RetouchSession], period: Period, days: LocalDays) -> date:
    """Return the last day of a period on which somebody worked, its last day where nobody did."""
    worked = (days.day_of(one.started_at) for one in sessions if has_time(one) and not one.withdrawn)
    return max((day for day in worked if day in period), default=period.last)
