"""Which rate holds on which day, and what it comes to, exact to the minor unit."""

from collections.abc import Iterable
from datetime import date, timedelta

from studio_app.domain.ids import PersonId
from studio_app.domain.language import _
from studio_app.domain.moments import duration_ms
from studio_app.domain.money import Money
from studio_app.domain.people import Person
from studio_app.domain.rates import Rate, RateUnit
from studio_app.domain.wording import unit_word
from studio_app.statements.pay_statement import PayRefused

_HOUR_MS = 3_600_000


class Agreements:
    """The agreed rates of everybody, to be asked for one person, unit and day."""

    def __init__(self, rates: Iterable[Rate], people: Iterable[Person]) -> None:
        self._codes = {person.id: person.code for person in people}
        self._rates: dict[tuple[PersonId, RateUnit], list[Rate]] = {}
        for rate in rates:
            self._rates.setdefault((rate.person, rate.unit), []).append(rate)

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


def pay_for(price: Money, active_ms: int) -> Money:
    """The price per hour for that time, rounded half up once: 2,500 yen x 2:14:00 = 5,583.33 -> 5,583 yen.

    Whole numbers throughout; a division in Decimal would turn some exact halves into a little less.
    """
    return Money(minor=_half_up(price.minor * active_ms, _HOUR_MS), currency=price.currency)


def pay_per_hour(total: Money, active: timedelta) -> Money | None:
    """The total divided by the hours, rounded half up; None where there are no hours."""
    active_ms = duration_ms(active)
    return Money(minor=_half_up(total.minor * _HOUR_MS, active_ms), currency=total.currency) if active_ms else None


def add_up(amounts: Iterable[Money], first: str) -> tuple[Money, ...]:
    """One sum per currency, `first` before the others, which follow by name."""
    sums: dict[str, int] = {}
    for amount in amounts:
        sums[amount.currency] = sums.get(amount.currency, 0) + amount.minor
    order = sorted(sums, key=lambda currency: (currency != first, currency))
    return tuple(Money(minor=sums[currency], currency=currency) for currency in order)


def _half_up(numerator: int, denominator: int) -> int:
    """The nearest whole number to the quotient, halves away from zero as everywhere in Teire's money."""
    whole = (2 * abs(numerator) + denominator) // (2 * denominator)
    return whole if numerator >= 0 else -whole
