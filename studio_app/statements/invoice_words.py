"""What the draft of an invoice has to say in sentences: what it lacks, and what whoever reads it must know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio_app.domain.language import _
from studio_app.domain.people import PersonKind
from studio_app.statements.tax_rules import spoken

if TYPE_CHECKING:
    from studio_app.statements.invoice_draft import InvoiceDraft
    from studio_app.statements.pay_statement import PersonPay
    from studio_app.statements.tax_rules import TaxRules


def missing_words(draft: InvoiceDraft, rules: TaxRules | None, person: PersonPay, *, named: bool) -> tuple[str, ...]:
    """Return what keeps the draft from being an invoice; `named` says whether its recipient was given by name."""
    said: list[str] = []
    code = draft.code
    if draft.contract is None:
        said.append(
            _(
                "No contract with {code} holds on {day}; no tax and nothing withheld is reckoned.",
                code=code,
                day=draft.dated,
            )
        )
    elif rules is None:
        said.append(
            _(
                "The table has no taxes for {country}; no tax and nothing withheld is reckoned.",
                country=draft.contract.country,
            )
        )
    said += _about_number(draft, rules)
    if draft.name == code:
        said.append(_("{code} has no name to print.", code=code))
    if not draft.number:
        said.append(_("The invoice has no number yet."))
    if not named:
        said.append(_("The recipient is the production’s title; an invoice names the company that pays."))
    if person.kind is PersonKind.EMPLOYEE:
        said.append(_("{code} is employed: wages go by a pay slip and not by an invoice.", code=code))
    without = sorted({line.background for line in person.hours if line.amount is None and not line.by_background})
    if without:
        said.append(
            _("The time on {backgrounds} has no agreed price and is not in it.", backgrounds=", ".join(without))
        )
    if rules is not None and rules.may_be_outdated(draft.dated):
        said.append(
            _(
                "The taxes of {country} are known until {day} only; newer ones may hold by now.",
                country=rules.place,
                day=rules.known_until,
            )
        )
    return tuple(said)


def _about_number(draft: InvoiceDraft, rules: TaxRules | None) -> list[str]:
    if draft.contract is None or not draft.contract.taxed or rules is None or draft.number_holds:
        return []
    name = spoken(rules.number.names)
    if not draft.registration_number:
        return [_("{code} has no {name}; the invoice is no qualified one.", code=draft.code, name=name)]
    return [
        _(
            "{number} is no valid {name}: its form or check digit is wrong.",
            number=draft.registration_number,
            name=name,
        )
    ]


def note_words(draft: InvoiceDraft, rules: TaxRules | None, kind: PersonKind) -> tuple[str, ...]:
    """Return how its figures came about, and which of them are for information only."""
    said: list[str] = []
    if draft.taxes:
        said.append(_("Tax is rounded once for each rate, never for each line."))
    if any(line.reduced for line in draft.lines):
        said.append(_("※ marks lines at a reduced rate."))
    if draft.contract is not None and not draft.contract.taxed:
        said.append(_("By contract no tax is added."))
    if draft.contract is not None and draft.contract.withholding and draft.withheld is None:
        said.append(_why_nothing_is_withheld(draft, rules, kind))
    if draft.deductible:
        said.append(
            _("What is deductible without a registered supplier is for the payer’s information and in no sum here.")
        )
    said.append(_("This is a draft made from the ledger; it is no legal advice."))
    return tuple(said)


def _why_nothing_is_withheld(draft: InvoiceDraft, rules: TaxRules | None, kind: PersonKind) -> str:
    if kind is PersonKind.COMPANY:
        return _("{code} is a company, so nothing is withheld.", code=draft.code)
    if kind is PersonKind.EMPLOYEE:
        return _("{code} is employed; what is withheld of wages is reckoned elsewhere.", code=draft.code)
    if rules is not None and rules.withholding(draft.dated) is not None and draft.currency != rules.currency:
        return _(
            "Nothing is withheld here: it is reckoned in {home}, and this is in {currency}.",
            home=rules.currency,
            currency=draft.currency,
        )
    return _("The table has nothing to withhold for this contract.")
