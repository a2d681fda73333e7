"""The lines of one person's pay in one form, whatever they are paid for: what tables, invoices and books list."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, timedelta

    from studio_app.domain.ids import EntryHash
    from studio_app.domain.money import Money
    from studio_app.domain.orders import WorkOrder
    from studio_app.domain.rates import RateUnit
    from studio_app.domain.reviews import RetakeCause
    from studio_app.statements.pay_statement import BackgroundLine, HourLine, PersonPay, RedoLine
    from studio_app.statements.roles import Role


class LineKind(StrEnum):
    """What a line is paid for."""

    HOURS = "hours"
    UNITS = "units"
    REDO = "redo"


@dataclass(frozen=True, slots=True, kw_only=True)
class PayLine:
    """One line: so much of a `unit` at a `price` comes to `amount`.

    `quantity` is a length of time for hours, else a count. `unit` and `price` are None where nothing was agreed, and
    `unit` for a redo, whose `cause` is set. `first` and `last` are the days of the work, or both the day it fell due.
    """

    kind: LineKind
    background: str
    cuts: tuple[str, ...]
    roles: tuple[Role, ...]
    unit: RateUnit | None
    quantity: timedelta | int
    price: Money | None
    amount: Money | None
    first: date
    last: date
    cause: RetakeCause | None
    order: WorkOrder | None
    entries: tuple[EntryHash, ...]


def pay_lines(person: PersonPay) -> tuple[PayLine, ...]:
    """Return hours, finished backgrounds and redos in this order; the amounts add up to the person's totals."""
    return (
        *(_hours(line) for line in person.hours),
        *(_units(line) for line in person.backgrounds),
        *(_redo(line) for line in person.redos),
    )


def count_lines(person: PersonPay) -> int:
    """Return how many lines `pay_lines` gives."""
    return len(person.hours) + len(person.backgrounds) + len(person.redos)


def _hours(line: HourLine) -> PayLine:
    return PayLine(
        kind=LineKind.HOURS,
        background=line.background,
        cuts=line.cuts,
        roles=line.roles,
        unit=line.rate.unit if line.rate else None,
        quantity=line.active.total,
        price=line.rate.price if line.rate else None,
        amount=line.amount,
        first=line.first,
        last=line.last,
        cause=None,
        order=line.order,
        entries=line.entries,
    )


def _units(line: BackgroundLine) -> PayLine:
    return PayLine(
        kind=LineKind.UNITS,
        background=line.background,
        cuts=line.cuts,
        roles=line.roles,
        unit=line.rate.unit,
        quantity=line.quantity,
        price=line.rate.price,
        amount=line.amount,
        first=line.due_on,
        last=line.due_on,
        cause=None,
        order=line.order,
        entries=line.entries,
    )


def _redo(line: RedoLine) -> PayLine:
    return PayLine(
        kind=LineKind.REDO,
        background=line.background,
        cuts=line.cuts,
        roles=line.roles,
        unit=None,
        quantity=1,
        price=line.amount,
        amount=line.amount,
        first=line.due_on,
        last=line.due_on,
        cause=line.cause,
        order=line.order,
        entries=line.entries,
    )
