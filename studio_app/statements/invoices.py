"""Drafts of invoices, drawn up from a person's pay, their contract and the table of taxes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from studio_app.domain.language import _
from studio_app.domain.money import Money
from studio_app.statements.invoice_draft import InvoiceDraft, InvoiceItem, InvoiceLine, Withheld
from studio_app.statements.invoice_taxes import InvoiceRefused, deductible_parts, rate_of, summed, tax_totals
from studio_app.statements.invoice_words import missing_words, note_words
from studio_app.statements.pay_lines import pay_lines
from studio_app.statements.tax_numbers import plain_number
from studio_app.statements.tax_rules import STANDARD, spoken

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from studio_app.domain.ids import EntryHash
    from studio_app.domain.orders import Contract
    from studio_app.statements.invoice_draft import TaxTotal
    from studio_app.statements.pay_statement import Period, PersonPay
    from studio_app.statements.tax_rules import TaxRules
    from studio_app.statements.tax_tables import TaxTables


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceWishes:
    """What an invoice needs beside the ledger: its number and date, and to whom it goes.

    `recipient` is the name that was given, empty for the production's `title`.
    """

    number: str
    dated: date
    recipient: str
    title: str


def draw_up_invoices(
    person: PersonPay, period: Period, contracts: Iterable[Contract], taxes: TaxTables, wishes: InvoiceWishes
) -> tuple[InvoiceDraft, ...]:
    """Draft one invoice for each currency that the person is paid in; none where nothing has an amount."""
    contract = contract_on(contracts, person, wishes.dated)
    by_currency: dict[str, list[InvoiceItem]] = {total.currency: [] for total in person.totals}
    for line in pay_lines(person):
        if line.amount is not None:
            by_currency[line.amount.currency].append(InvoiceItem(line=line))
    return tuple(
        draw_up_invoice(person, items, period=period, contract=contract, taxes=taxes, wishes=wishes)
        for items in by_currency.values()
        if items
    )


def contract_on(contracts: Iterable[Contract], person: PersonPay, day: date) -> Contract | None:
    """Return the contract with the latest first day up to and including `day`, None where none was agreed.

    Two that differ from one day on are refused: whichever were taken would be a guess about somebody's taxes.
    """
    valid = [one for one in contracts if one.person == person.person and one.valid_from <= day]
    latest = max((one.valid_from for one in valid), default=None)
    chosen = sorted((one for one in valid if one.valid_from == latest), key=lambda one: one.entry)
    if len({(one.country, one.taxed, one.tax_included, one.withholding) for one in chosen}) > 1:
        raise InvoiceRefused(
            _("{code} has contracts from {day} on that differ.", code=person.code, day=latest),
            hint=_("Take back the contract that does not hold, then draft the invoice again."),
        )
    return chosen[0] if chosen else None


def draw_up_invoice(
    person: PersonPay,
    items: Sequence[InvoiceItem],
    *,
    period: Period,
    contract: Contract | None,
    taxes: TaxTables,
    wishes: InvoiceWishes,
) -> InvoiceDraft:
    """Draft one invoice for lines of one currency.

    Withheld is what the country's table says for people of this kind, of the whole payment without the tax, which the
    invoice shows apart (国税庁 No.2795: 消費税等の額が明確に区分されている場合).
    """
    currency = next(item.line.amount.currency for item in items if item.line.amount is not None)
    rules = None if contract is None else taxes.rules(contract.country)
    included = contract is not None and contract.taxed and contract.tax_included
    taxed = rules if contract is not None and contract.taxed else None
    totals = tax_totals(items, taxed, included=included) if taxed else ()
    plain = summed((item.line.amount for item in items if item.line.amount is not None), currency)
    net = summed((one.net for one in totals), currency) if taxed else plain
    tax = summed((one.tax for one in totals), currency)
    total = net + tax
    withheld = _withheld(person, contract, rules, net, wishes.dated)
    holds = rules is not None and rules.number.fits(plain_number(person.registration_number))
    draft = InvoiceDraft(
        number=wishes.number,
        dated=wishes.dated,
        period=period,
        person=person.person,
        code=person.code,
        name=person.name,
        company=person.company,
        registration_number=person.registration_number,
        number_holds=holds,
        recipient=wishes.recipient or wishes.title,
        country=contract.country if contract else "",
        place=rules.place if rules else "",
        heading=spoken(rules.invoice_names) if rules and holds and taxed else _("Invoice"),
        tax_name=rules.tax if rules else "",
        tax_included=included,
        contract=contract,
        currency=currency,
        lines=tuple(_line(item, taxed) for item in items),
        taxes=totals,
        net=net,
        tax=tax,
        total=total,
        withheld=withheld,
        payable=Money(minor=total.minor - (withheld.amount.minor if withheld else 0), currency=currency),
        deductible=() if holds or taxed is None else deductible_parts(items, taxed, included=included),
        pay_on=tuple(sorted({it.line.order.pay_on for it in items if it.line.order and it.line.order.pay_on})),
        missing=(),
        notes=(),
        sources=_sources(totals, withheld, taxed),
        entries=_entries(items, contract),
    )
    return replace(
        draft,
        missing=missing_words(draft, rules, person, named=bool(wishes.recipient)),
        notes=note_words(draft, rules, person.kind),
    )


def _line(item: InvoiceItem, taxed: TaxRules | None) -> InvoiceLine:
    return InvoiceLine(
        line=item.line,
        amount=item.line.amount or Money(minor=0, currency=""),
        percent=rate_of(item, taxed).percent if taxed else None,
        reduced=taxed is not None and item.rate != STANDARD,
    )


def _withheld(
    person: PersonPay, contract: Contract | None, rules: TaxRules | None, base: Money, day: date
) -> Withheld | None:
    """Return what is kept back; nothing for people, countries and currencies that the table has no rule for."""
    rule = rules.withholding(day) if rules else None
    if rule is None or rules is None or contract is None or not contract.withholding:
        return None
    if person.kind not in rules.withheld_kinds or base.currency != rules.currency:
        return None
    return Withheld(name=spoken(rules.withheld_names), base=base, amount=rule.of(base), source=rule.source)


def _sources(totals: Iterable[TaxTotal], withheld: Withheld | None, taxed: TaxRules | None) -> tuple[str, ...]:
    found = [total.source for total in totals]
    found += [taxed.rounding_source, taxed.number.source] if taxed else []
    found += [withheld.source] if withheld else []
    return tuple(dict.fromkeys(found))


def _entries(items: Iterable[InvoiceItem], contract: Contract | None) -> tuple[EntryHash, ...]:
    entries = {entry for item in items for entry in item.line.entries}
    return tuple(sorted(entries | ({contract.entry} if contract else set())))
