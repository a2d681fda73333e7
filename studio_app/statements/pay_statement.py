"""What a pay statement says, as values; `pay` draws it up."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from studio_app.domain.errors import StudioError
from studio_app.domain.language import _

if TYPE_CHECKING:
    from datetime import date, timedelta

    from studio_app.domain.ids import EntryHash, PersonId
    from studio_app.domain.money import Money
    from studio_app.domain.orders import WorkOrder
    from studio_app.domain.people import PersonKind
    from studio_app.domain.rates import Rate
    from studio_app.domain.reviews import RetakeCause
    from studio_app.domain.wage_floors import WageFloor
    from studio_app.statements.definitions import Definition
    from studio_app.statements.order_standings import OrderStanding
    from studio_app.statements.roles import Role
    from studio_app.statements.times import ActiveTime


class PayRefused(StudioError):
    """The period cannot be read, or what was agreed cannot be told from what is recorded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """From the first to the last local day, both included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise PayRefused(
                _("The period ends on {last}, before it begins on {first}.", last=self.last, first=self.first),
                hint=_("Give the earlier day first."),
            )

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


class FloorStanding(StrEnum):
    """How the effective pay per hour stands to the floor of the days on which somebody worked."""

    BELOW = "below"
    AT_OR_ABOVE = "at or above"
    NO_FLOOR = "no floor stated"
    NOT_COMPARABLE = "not comparable"


@dataclass(frozen=True, slots=True, kw_only=True)
class FloorSpan:
    """The days of a period, both included, on which one floor held; `floor` is None where none is known."""

    first: date
    last: date
    floor: WageFloor | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HourLine:
    """A person's time on one background under one agreement.

    `rate` is the hourly rate, and `amount` what it comes to; where an `order` goes before the rates, `rate` is its
    price from the day on which it was agreed. Where there is no price per hour, `amount` is None: if `by_background` is
    true, the person is paid for the finished background or its cuts instead, else nothing was agreed. `first` and
    `last` are the days of the first and last session. `corrected` and `disputed` count sessions; a dispute changes no
    sum.
    """

    background: str
    cuts: tuple[str, ...]
    roles: tuple[Role, ...]
    first: date
    last: date
    rate: Rate | None
    order: WorkOrder | None
    by_background: bool
    active: ActiveTime
    unconfirmed: timedelta
    amount: Money | None
    corrected: int
    disputed: int
    entries: tuple[EntryHash, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BackgroundLine:
    """A finished background that is paid as such or by its cuts; it fell due on the day of its first approval.

    `quantity` is 1 where the background is paid, and else the number of cuts that it serves, at least one; `amount` is
    so many times the price of `rate`, which is the order's where there is one.
    """

    background: str
    cuts: tuple[str, ...]
    roles: tuple[Role, ...]
    due_on: date
    rate: Rate
    order: WorkOrder | None
    quantity: int
    amount: Money
    entries: tuple[EntryHash, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenBackground:
    """Work paid by the background or cut that is not yet approved at the end of the period: unpaid, not forgotten."""

    background: str
    order: WorkOrder | None
    entries: tuple[EntryHash, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RetakeLine:
    """A redo ordered in the period on a stage of this person; `ordered_by` is empty where nobody was named.

    `price` is what the order says for its cause, None where the redo is part of the unit's price. `answered_on` is the
    day on which the person's next picture came, `due_on` the day on which that was approved, each None before that.
    """

    stage: str
    background: str
    cause: RetakeCause | None
    ordered_by: str
    day: date
    note: str
    disputed: bool
    price: Money | None
    order: WorkOrder | None
    answered_on: date | None
    due_on: date | None
    entries: tuple[EntryHash, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RedoLine:
    """A redo that is paid as such and fell due in the period: one picture that answered retakes of one cause.

    `stage` is the picture that answered, `ordered_on` the day of the first of these retakes and `ordered_by` who
    ordered them; the retakes may stand in the statement of an earlier period.
    """

    stage: str
    background: str
    cuts: tuple[str, ...]
    roles: tuple[Role, ...]
    cause: RetakeCause
    ordered_by: str
    ordered_on: date
    due_on: date
    order: WorkOrder
    amount: Money
    entries: tuple[EntryHash, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonPay:
    """What one person is paid, and for what.

    `totals` holds one amount per currency and is empty where no line has an amount: nothing agreed is not nothing
    owed. `effective` is None without hours, without an amount, or with amounts in several currencies. `floor` is the
    floor per hour that it is compared with: where the floor changed in the period, that of each day weighted by the
    hours of that day. `orders` lays what was agreed beside what was done, up to the last day of the period. `idle` says
    that nothing was done in the period and nothing fell due.
    """

    person: PersonId
    name: str
    code: str
    kind: PersonKind
    company: str
    registration_number: str
    hours: tuple[HourLine, ...]
    backgrounds: tuple[BackgroundLine, ...]
    open_backgrounds: tuple[OpenBackground, ...]
    retakes: tuple[RetakeLine, ...]
    redos: tuple[RedoLine, ...]
    orders: tuple[OrderStanding, ...]
    active: ActiveTime
    unconfirmed: timedelta
    totals: tuple[Money, ...]
    effective: Money | None
    floor: Money | None
    standing: FloorStanding
    idle: bool
    findings: tuple[str, ...]

    @property
    def amount(self) -> Money | None:
        """The total where there is exactly one currency, else None (see `totals`)."""
        return self.totals[0] if len(self.totals) == 1 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class PayStatement:
    """Everything a pay statement prints; `totals` over all people, the studio's own currency first.

    `only` is the code of the person that it is limited to, empty where it is about everybody. `floor` is the floor of
    the last day, `floors` that of every day.
    """

    title: str
    currency: str
    zone: str
    period: Period
    only: str
    floor: Money | None
    floors: tuple[FloorSpan, ...]
    people: tuple[PersonPay, ...]
    unassigned_retakes: tuple[RetakeLine, ...]
    totals: tuple[Money, ...]
    findings: tuple[str, ...]
    definitions: tuple[Definition, ...]
