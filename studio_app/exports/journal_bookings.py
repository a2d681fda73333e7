"""What the drafts of invoices are in double-entry bookkeeping, before any format is chosen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from studio_app.domain.ids import EntryHash
from studio_app.domain.money import Money
from studio_app.domain.rates import RateUnit
from studio_app.exports.journal_names import account_part
from studio_app.statements.invoice_draft import InvoiceDraft, InvoiceLine
from studio_app.statements.pay_lines import LineKind


class Root(StrEnum):
    """The kinds of accounts that pay is booked to."""

    EXPENSES = "Expenses"
    ASSETS = "Assets"
    LIABILITIES = "Liabilities"


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    """An amount on an account; debits are above zero. `account` are its parts after `root`, from the general on."""

    root: Root
    account: tuple[str, ...]
    amount: Money
    entries: tuple[EntryHash, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking:
    """One draft as a transaction; its postings add up to nothing."""

    day: date
    code: str
    name: str
    period: str
    currency: str
    postings: tuple[Posting, ...]
    remarks: tuple[str, ...]


def bookings(drafts: Sequence[InvoiceDraft]) -> tuple[Booking, ...]:
    """Return a transaction for each draft, in their order.

    Expenses are the amounts without tax, by person and what was paid for. Tax that the payer may deduct is an asset;
    where the supplier is not registered, the rest of the tax is an expense. Owed are what is withheld, to the tax
    office, and what is to be paid, to the person.
    """
    return tuple(_booking(draft) for draft in drafts)


def _booking(draft: InvoiceDraft) -> Booking:
    who = account_part(draft.code)
    tax = draft.tax.minor
    deductible = tax if draft.number_holds else sum(one.deductible.minor for one in draft.deductible)
    postings = _expenses(draft, who)
    postings.append(_posting(Root.ASSETS, ("Input-Tax",), deductible, draft))
    postings.append(_posting(Root.EXPENSES, ("Pay", who, "Tax-Not-Deductible"), tax - deductible, draft))
    if draft.withheld is not None:
        postings.append(_posting(Root.LIABILITIES, ("Withholding",), -draft.withheld.amount.minor, draft))
    postings.append(_posting(Root.LIABILITIES, ("Payable", who), -draft.payable.minor, draft))
    return Booking(
        day=draft.dated,
        code=draft.code,
        name=draft.name,
        period=f"{draft.period.first.isoformat()} – {draft.period.last.isoformat()}",
        currency=draft.currency,
        postings=tuple(one for one in postings if one.amount.minor),
        remarks=draft.missing,
    )


def _expenses(draft: InvoiceDraft, who: str) -> list[Posting]:
    """Return the expenses by what was paid for; tax that is in the prices is taken out so that they add up to `net`."""
    by_kind: dict[str, list[InvoiceLine]] = {}
    for line in draft.lines:
        by_kind.setdefault(_kind(line), []).append(line)
    whole = sum(line.amount.minor for line in draft.lines)
    within = whole - draft.net.minor
    postings, gone, taken = [], 0, 0
    for kind, lines in by_kind.items():
        minor = sum(line.amount.minor for line in lines)
        gone += minor
        part = within * gone // whole - taken if whole else 0
        taken += part
        entries = tuple(sorted({entry for line in lines for entry in line.line.entries}))
        amount = Money(minor=minor - part, currency=draft.currency)
        postings.append(Posting(root=Root.EXPENSES, account=("Pay", who, kind), amount=amount, entries=entries))
    return postings


def _kind(line: InvoiceLine) -> str:
    match line.line.kind, line.line.unit:
        case LineKind.HOURS, _unit:
            return "Hours"
        case LineKind.REDO, _unit:
            return "Redos"
        case _kind, RateUnit.CUT:
            return "Cuts"
    return "Backgrounds"


def _posting(root: Root, account: tuple[str, ...], minor: int, draft: InvoiceDraft) -> Posting:
    return Posting(root=root, account=account, amount=Money(minor=minor, currency=draft.currency))
