"""What one country's tax law says of an invoice, by day: rates, rounding, withholding, unregistered suppliers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from studio_app.domain.language import SOURCE, chosen_language
from studio_app.domain.money import Money
from studio_app.statements.tax_numbers import NUMBER_CHECKS

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping
    from datetime import date
    from decimal import Decimal

    from studio_app.domain.people import PersonKind

STANDARD = "standard"
"""The key of the rate that work on backgrounds falls under in every country of the table."""


class Rounding(StrEnum):
    """How a fraction of a minor unit is rounded; amounts are never below zero here."""

    DOWN = "down"
    HALF_UP = "half-up"
    UP = "up"

    def of(self, exact: Fraction) -> int:
        """Return the whole number."""
        below = exact.numerator // exact.denominator
        match self:
            case Rounding.DOWN:
                return below
            case Rounding.UP:
                return below + (exact != below)
            case Rounding.HALF_UP:
                return below + (exact - below >= Fraction(1, 2))


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A percentage that holds from a day on, with its source named."""

    valid_from: date
    percent: Decimal
    source: str

    @property
    def share(self) -> Fraction:
        """The percentage as an exact part of one."""
        return Fraction(self.percent) / 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A part of an amount and its percentage: all above the band before it up to `up_to`, None for all the rest."""

    percent: Decimal
    up_to: Money | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WithholdingRule:
    """Income tax kept back at the source from a day on, by bands of one payment, truncated to the minor unit."""

    valid_from: date
    bands: tuple[Band, ...]
    source: str

    def of(self, base: Money) -> Money:
        """Return what is kept back of one payment.

        Every band's part times its percentage, added up exactly and truncated once: of 1,000,001 yen it is
        1,000,000 x 10.21 % + 1 x 20.42 % = 102,100.2042, that is 102,100 yen.
        """
        kept, below = Fraction(0), 0
        for band in self.bands:
            top = base.minor if band.up_to is None else min(base.minor, band.up_to.minor)
            kept += max(0, top - below) * Fraction(band.percent) / 100
            below = max(below, top)
        return Money(minor=Rounding.DOWN.of(kept), currency=base.currency)


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberForm:
    """How the number of a supplier is written: a pattern, and a named rule for its check digit."""

    names: Mapping[str, str]
    pattern: re.Pattern[str]
    check: str
    source: str

    def fits(self, number: str) -> bool:
        """Whether a number, written without blanks, is of this form and its check digit is right."""
        return self.pattern.fullmatch(number) is not None and NUMBER_CHECKS[self.check](number)


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxRules:
    """One country: everything that an invoice needs, oldest first.

    `rates` are by their key; `shares` say which part of the tax a payer may still deduct where the supplier is not
    registered, empty where no such rule exists. `withheld_kinds` are the kinds of people whose pay is withheld.
    `known_until` is the last day up to which no newer rule is known to have come into force.
    """

    country: str
    names: Mapping[str, str]
    currency: str
    tax_names: Mapping[str, str]
    invoice_names: Mapping[str, str]
    rounding: Rounding
    rounding_source: str
    rates: Mapping[str, tuple[Dated, ...]]
    number: NumberForm
    withheld_names: Mapping[str, str]
    withheld_kinds: frozenset[PersonKind]
    withholdings: tuple[WithholdingRule, ...]
    shares: tuple[Dated, ...]
    known_until: date

    @property
    def place(self) -> str:
        """The country's name in the language in use."""
        return spoken(self.names)

    @property
    def tax(self) -> str:
        """What the tax is called in the language in use."""
        return spoken(self.tax_names)

    def rate(self, key: str, day: date) -> Dated | None:
        """Return the rate that held on a day, None before the first one and for a key that is not there."""
        return next((rate for rate in reversed(self.rates.get(key, ())) if rate.valid_from <= day), None)

    def withholding(self, day: date) -> WithholdingRule | None:
        """Return the rule of withholding that held on a day, None where nothing is withheld."""
        return next((rule for rule in reversed(self.withholdings) if rule.valid_from <= day), None)

    def unregistered_share(self, day: date) -> Dated | None:
        """Return which part of the tax is deductible without a registered supplier, None where no rule says so."""
        return next((share for share in reversed(self.shares) if share.valid_from <= day), None)

    def may_be_outdated(self, day: date) -> bool:
        """Whether newer rules may hold on a day than the table knows."""
        return day > self.known_until


def spoken(names: Mapping[str, str]) -> str:
    """Return the name in the language in use, the English one where there is none."""
    return names.get(chosen_language(), names[SOURCE])
