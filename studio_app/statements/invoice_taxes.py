"""The tax, the withholding and the deductible part of the lines of one invoice, each rounded once."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from typing import TYPE_CHECKING

from studio_app.domain.errors import StudioError
from studio_app.domain.language import _
from studio_app.domain.money import Money
from studio_app.statements.invoice_draft import DeductiblePart, TaxTotal
from studio_app.statements.tax_rules import STANDARD, Rounding

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from studio_app.statements.invoice_draft import InvoiceItem
    from studio_app.statements.tax_rules import Dated, TaxRules


class InvoiceRefused(StudioError):
    """An invoice that cannot be drafted from what is recorded."""


def rate_of(item: InvoiceItem, rules: TaxRules) -> Dated:
    """Return the rate on a line's last day: the day on which the work was done decides."""
    found = rules.rate(item.rate, item.line.last)
    if found is None:
        raise InvoiceRefused(
            _(
                "The table has no tax rate “{rate}” for {country} on {day}.",
                rate=item.rate,
                country=rules.place,
                day=item.line.last,
            ),
            hint=_("Add the rate of that day to taxes.toml."),
        )
    return found


def tax_totals(items: Sequence[InvoiceItem], rules: TaxRules, *, included: bool) -> tuple[TaxTotal, ...]:
    """Add up the lines by rate and round the tax of each rate once, never per line.

    Prices without tax: 3 lines of 105 yen at 10 % are 315 x 10 % = 31.5, that is 31 yen, where rounding each line would
    give 30. Prices that include it: 1,100 yen hold 1,100 x 10 / 110 = 100 yen. The highest rate comes first.
    """
    groups: dict[tuple[Dated, bool], int] = defaultdict(int)
    for item in items:
        groups[rate_of(item, rules), item.rate != STANDARD] += _minor(item)
    currency = _currency(items)
    totals = []
    for (rate, reduced), minor in groups.items():
        part = rate.share / (1 + rate.share) if included else rate.share
        tax = rules.rounding.of(minor * part)
        net = minor - tax if included else minor
        totals.append(
            TaxTotal(
                percent=rate.percent,
                reduced=reduced,
                net=Money(minor=net, currency=currency),
                tax=Money(minor=tax, currency=currency),
                gross=Money(minor=net + tax, currency=currency),
                source=rate.source,
            )
        )
    return tuple(sorted(totals, key=lambda one: (-one.percent, one.reduced)))


def deductible_parts(items: Sequence[InvoiceItem], rules: TaxRules, *, included: bool) -> tuple[DeductiblePart, ...]:
    """Return what the payer may deduct of the tax where the supplier is not registered, by the share of each day.

    The tax of the lines of one share is taken exactly and truncated once, as is its deductible part.
    """
    exact: dict[Dated, Fraction] = defaultdict(Fraction)
    days: dict[Dated, list[date]] = defaultdict(list)
    for item in items:
        share = rules.unregistered_share(item.line.last)
        if share is not None:
            rate = rate_of(item, rules)
            exact[share] += _minor(item) * (rate.share / (1 + rate.share) if included else rate.share)
            days[share] += [item.line.first, item.line.last]
    currency = _currency(items)
    return tuple(
        DeductiblePart(
            first=min(days[share]),
            last=max(days[share]),
            percent=share.percent,
            tax=Money(minor=Rounding.DOWN.of(exact[share]), currency=currency),
            deductible=Money(minor=Rounding.DOWN.of(exact[share] * share.share), currency=currency),
            source=share.source,
        )
        for share in sorted(exact, key=lambda one: one.valid_from)
    )


def summed(amounts: Iterable[Money], currency: str) -> Money:
    """Return the sum of amounts of one currency, zero where there are none."""
    return Money(minor=sum(amount.minor for amount in amounts), currency=currency)


def _minor(item: InvoiceItem) -> int:
    return 0 if item.line.amount is None else item.line.amount.minor


def _currency(items: Sequence[InvoiceItem]) -> str:
    return next((item.line.amount.currency for item in items if item.line.amount), "")
