"""What a pay statement says, as values; `pay` draws it up."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from studio_app.domain.errors import StudioError
from studio_app.domain.ids import EntryHash, PersonId
from studio_app.domain.language import _
from studio_app.domain.money import Money
from studio_app.domain.rates import Rate
from studio_app.domain.reviews import RetakeCause
from studio_app.statements.definitions import Definition
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
    """How the effective pay per hour stands to the studio's floor."""

    BELOW = "below"
    AT_OR_ABOVE = "at or above"
    NO_FLOOR = "no floor stated"
    NOT_COMPARABLE = "not comparable"


@dataclass(frozen=True, slots=True, kw_only=True)
class HourLine:
    """A person's time on one background under one agreement.

    `rate` is the hourly rate, and `amount` what it comes to. Where there is no hourly rate, `amount` is None: if
    `by_background` is true, the person is paid for the finished background instead, else nothing was agreed.
    `corrected` and `disputed` count sessions; a dispute changes no sum.
    """

    background: str
    rate: Rate | None
    by_background: bool
    active: ActiveTime
    unconfirmed: timedelta
    amount: Money | None
    corrected: int
    disputed: int
    entries: tuple[EntryHash, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BackgroundLine:
    """A finished background that is paid as such; it fell due on the day of its first approval."""

    background: str
    due_on: date
    rate: Rate
    amount: Money
    entries: tuple[EntryHash, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenBackground:
    """Work that is paid by the background and not yet approved at the end of the period: unpaid, not forgotten."""

    background: str
    entries: tuple[EntryHash, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RetakeLine:
    """A redo ordered in the period on a stage of this person; `ordered_by` is empty where nobody was named."""

    stage: str
    cause: RetakeCause | None
    ordered_by: str
    day: date
    note: str
    disputed: bool
    entries: tuple[EntryHash, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonPay:
    """What one person is paid, and for what.

    `totals` holds one amount per currency and is empty where no line has an amount: nothing agreed is not nothing
    owed. `effective` is None without hours, without an amount, or with amounts in several currencies.
    """

    person: PersonId
    name: str
    code: str
    company: str
    registration_number: str
    hours: tuple[HourLine, ...]
    backgrounds: tuple[BackgroundLine, ...]
    open_backgrounds: tuple[OpenBackground, ...]
    retakes: tuple[RetakeLine, ...]
    active: ActiveTime
    unconfirmed: timedelta
    totals: tuple[Money, ...]
    effective: Money | None
    standing: FloorStanding
    findings: tuple[str, ...]

    @property
    def amount(self) -> Money | None:
        """The total where there is exactly one currency, else None (see `totals`)."""
        return self.totals[0] if len(self.totals) == 1 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class PayStatement:
    """Everything a pay statement prints; `totals` over all people, the studio's own currency first."""

    title: str
    currency: str
    zone: str
    period: Period
    floor: Money | None
    people: tuple[PersonPay, ...]
    unassigned_retakes: tuple[RetakeLine, ...]
    totals: tuple[Money, ...]
    findings: tuple[str, ...]
    definitions: tuple[Definition, ...]
