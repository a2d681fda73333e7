"""Pay as a double-entry journal, for hledger and for beancount."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from studio_app.domain.language import _
from studio_app.domain.money import Money
from studio_app.exports.cells import flattened
from studio_app.exports.journal_bookings import Booking, Posting, bookings
from studio_app.exports.journal_names import beancount_text, hledger_text
from studio_app.statements.invoice_draft import InvoiceDraft


def hledger_journal(title: str, drafts: Sequence[InvoiceDraft]) -> bytes:
    """Return a journal that `hledger check --strict` accepts: accounts and commodities are declared."""
    booked = bookings(drafts)
    lines = [*_head(title), ""]
    lines += [f"commodity {currency}" for currency in _currencies(booked)] + [""]
    lines += [f"account {account}" for account in _accounts(booked)]
    for booking in booked:
        lines += ["", f"{booking.day.isoformat()} {_hledger_description(booking)}"]
        lines += [f"    ; {hledger_text(remark)}" for remark in booking.remarks]
        lines += [f"    {_account(one)}  {_amount(one.amount)}{_hledger_entries(one)}" for one in booking.postings]
    return _encoded(lines)


def beancount_journal(title: str, drafts: Sequence[InvoiceDraft]) -> bytes:
    """Return a file that `bean-check` accepts: accounts are opened on the first day, commodities declared."""
    booked = bookings(drafts)
    first = min((booking.day for booking in booked), default=None)
    lines = [*_head(title), "", f'option "title" {beancount_text(title)}']
    lines += [f'option "operating_currency" "{currency}"' for currency in _currencies(booked)] + [""]
    if first is not None:
        lines += list(_beancount_opening(first, booked))
    for booking in booked:
        payee, narration = beancount_text(f"{booking.code} {booking.name}"), beancount_text(booking.period)
        lines += ["", f"{booking.day.isoformat()} * {payee} {narration}"]
        lines += [f"  remark-{number}: {beancount_text(one)}" for number, one in enumerate(booking.remarks, start=1)]
        for one in booking.postings:
            lines.append(f"  {_account(one)}  {_amount(one.amount)}")
            lines += [f'    entries: "{" ".join(one.entries)}"'] if one.entries else []
    return _encoded(lines)


def _head(title: str) -> Iterator[str]:
    yield f"; {flattened(title)}"
    yield f"; {_('Drawn up from the ledger as a draft: check it before it is booked.')}"
    yield f"; {_('Tax that is not deductible is an expense; what is withheld is owed to the tax office.')}"


def _beancount_opening(first: date, booked: Sequence[Booking]) -> Iterator[str]:
    for currency in _currencies(booked):
        yield f"{first.isoformat()} commodity {currency}"
    for account in _accounts(booked):
        yield f"{first.isoformat()} open {account}"


def _hledger_description(booking: Booking) -> str:
    """Return the payee and what for; it is led by a word, so that no code can be read as a mark or a number."""
    return f"{_('Pay')} {hledger_text(f'{booking.code} {booking.name}')} | {hledger_text(booking.period)}"


def _hledger_entries(posting: Posting) -> str:
    return f"  ; entries:{' '.join(posting.entries)}" if posting.entries else ""


def _account(posting: Posting) -> str:
    return ":".join((posting.root.value, *posting.account))


def _amount(amount: Money) -> str:
    return f"{amount.amount:f} {amount.currency}"


def _accounts(booked: Iterable[Booking]) -> list[str]:
    return sorted({_account(one) for booking in booked for one in booking.postings})


def _currencies(booked: Iterable[Booking]) -> list[str]:
    return sorted({booking.currency for booking in booked})


def _encoded(lines: Iterable[str]) -> bytes:
    return ("\n".join(lines) + "\n").encode("utf-8", "backslashreplace")
