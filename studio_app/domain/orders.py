"""発注: what was agreed with a person before the work, and the terms they are paid under."""

from dataclasses import dataclass
from datetime import date, timedelta

from studio_app.domain.ids import BackgroundId, EntryHash, OrderId, PersonId
from studio_app.domain.money import Money
from studio_app.domain.rates import RateUnit
from studio_app.domain.reviews import RetakeCause


@dataclass(frozen=True, slots=True, kw_only=True)
class RetakePrice:
    """What one redo ordered for `cause` is paid, on top of the unit's own price."""

    cause: RetakeCause
    price: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkOrder:
    """An order to one person for some backgrounds: `price` per `unit`; within it, it goes before their rates.

    `role` is a key of the table of roles, empty where any is meant. `planned` is the length of work that both sides
    expect where it is paid by the hour, None where none was said. `agreed_on` is the day on which both agreed, `due_on`
    the day by which the work is wanted and `pay_on` the day of payment, None where none was said. A retake whose cause
    has no price of its own in `retakes` is part of the unit's price.
    """

    id: OrderId
    person: PersonId
    backgrounds: tuple[BackgroundId, ...]
    role: str
    unit: RateUnit
    price: Money
    planned: timedelta | None
    agreed_on: date
    due_on: date | None
    pay_on: date | None
    retakes: tuple[RetakePrice, ...]
    note: str
    entry: EntryHash


@dataclass(frozen=True, slots=True, kw_only=True)
class Contract:
    """What holds for all payments to a person from a day on.

    `country` (ISO 3166) chooses the tables of taxes. `taxed` says whether tax is added at all; `tax_included`: prices
    already contain it. `withholding` is the switch for income tax kept back at the source.
    """

    person: PersonId
    valid_from: date
    country: str
    taxed: bool
    tax_included: bool
    withholding: bool
    entry: EntryHash
