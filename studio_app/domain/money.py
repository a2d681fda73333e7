"""Amounts of money, exact to the currency's minor unit."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache

from studio_app.domain.errors import StudioError
from studio_app.domain.language import _


class MoneyError(StudioError):
    """An amount or currency that cannot be taken."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Money:
    """`minor` whole minor units (yen, cents) of `currency` (ISO 4217); how many digits those are CLDR says."""

    minor: int
    currency: str

    @property
    def amount(self) -> Decimal:
        """The amount in major units, exact."""
        return Decimal(self.minor).scaleb(-_digits(self.currency))

    def __add__(self, other: "Money") -> "Money":
        if other.currency != self.currency:
            raise MoneyError(
                _("{one} and {other} cannot be added up.", one=self.currency, other=other.currency),
                hint=_("Draw up one statement for each currency."),
            )
        return Money(minor=self.minor + other.minor, currency=self.currency)


def money_from_text(text: str, currency: str) -> Money:
    """Read an amount in major units (`2500`, `17.50`); refuse what has more digits than the currency."""
    digits = _digits(currency)
    try:
        minor = Decimal(text).scaleb(digits)
    except InvalidOperation:
        minor = Decimal("NaN")
    if not minor.is_finite() or minor != minor.to_integral_value() or abs(minor) >= 2**53:
        raise MoneyError(
            _("“{text}” is not an amount in {currency}.", text=text, currency=currency),
            hint=_("Write a plain number with at most {digits} decimals.", digits=digits),
        )
    return Money(minor=int(minor), currency=currency)


@cache
def _digits(currency: str) -> int:
    """Return how many digits a currency has after the point (Unicode CLDR): JPY none, EUR two."""
    from babel.numbers import get_currency_precision  # noqa: PLC0415  # slow to load, and most commands have no money

    return int(get_currency_precision(currency))
