"""Pay statements and drafts of invoices, drawn up from the ledger as it reads now."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Protocol

from studio_app.domain.language import _
from studio_app.domain.progress import no_progress, part_of
from studio_app.domain.wage_floors import WageFloor
from studio_app.statements.invoice_draft import InvoiceDraft
from studio_app.statements.invoices import InvoiceWishes, draw_up_invoices
from studio_app.statements.kept_work import KeptWork
from studio_app.statements.pay import draw_up_pay
from studio_app.statements.pay_statement import Period
from studio_app.statements.worked import worked_in
from studio_app.workflow.errors import StepRefused
from studio_app.workflow.naming import checked_name, person_among

if TYPE_CHECKING:
    from pathlib import Path

    from studio_app.domain.ids import PersonId
    from studio_app.domain.money import Money
    from studio_app.domain.paper_pages import Preview
    from studio_app.domain.people import Person
    from studio_app.domain.progress import Progress
    from studio_app.domain.readings import StudioReading
    from studio_app.statements.pay_statement import PayStatement, PersonPay
    from studio_app.statements.roles import RoleTable
    from studio_app.statements.tax_tables import TaxTables
    from studio_app.statements.worked import Worked
    from studio_app.workflow.overview import OverviewStep

_DRAWN_UP, _DRAFTED = 0.2, 0.4
"""How much of the way a statement is once it adds up, and once its invoices are drafted: the rest sets its pages."""

Floors = Callable[[date], WageFloor | None]


class PayWriter(Protocol):
    """Puts pay statements and drafts of invoices into files, in the format that their endings ask for."""

    def check(self, path: Path) -> None:
        """Refuse a path whose ending names no format of a pay statement or an invoice."""
        ...

    def write_pay(
        self,
        path: Path,
        statement: PayStatement,
        drafts: tuple[InvoiceDraft, ...],
        *,
        progress: Progress = no_progress,
    ) -> None:
        """Write a statement whole or not at all; `drafts` are the invoices it comes to, which a journal books.

        `progress` may raise to stop.
        """
        ...

    def write_invoice(self, path: Path, draft: InvoiceDraft) -> None: ...
    def pages(self, statement: PayStatement, *, ppi: int, first: int = 0, most: int | None = None) -> Preview:
        """Return pages of a statement as they will print, `most` from page `first` (from 0)."""
        ...


class PayStep:
    """Draws up pay statements and drafts of invoices, and has them written."""

    def __init__(
        self,
        overview: OverviewStep,
        *,
        floors: Floors,
        roles: Callable[[], RoleTable],
        taxes: Callable[[], TaxTables],
        writer: PayWriter,
    ) -> None:
        self._overview = overview
        self._floors = floors
        self._roles = roles
        self._taxes = taxes
        self._writer = writer
        self._kept = KeptWork()

    def statement(
        self, first: date, last: date, *, person: str | None = None, floor: Money | None = None
    ) -> PayStatement:
        """Draw up the pay statement of the days from `first` to `last`, both included.

        `person` (a code or an id) limits it to one person; `floor` stands in for the studio’s floor of pay per hour, or
        the minimum wage of its region.
        """
        return self.drawn_up(self._overview.reading(), Period(first=first, last=last), person=person, floor=floor)

    def drawn_up(
        self, reading: StudioReading, period: Period, *, person: str | None, floor: Money | None = None
    ) -> PayStatement:
        """Draw up a statement from what was read before, for what stands beside it and has to agree."""
        only: PersonId | None = _found(reading.people, person).id if person else None
        return draw_up_pay(
            reading, period, floor, floors=self._floors, roles=self._roles(), person=only, kept=self._kept
        )

    def worked(self, reading: StudioReading, period: Period, person: PersonId | None) -> Worked:
        """Return what everybody or one person worked in a period, from what was read before."""
        return worked_in(reading, period, person, kept=self._kept)

    def write(
        self,
        path: Path,
        first: date,
        last: date,
        *,
        person: str | None = None,
        floor: Money | None = None,
        progress: Progress = no_progress,
    ) -> PayStatement:
        """Draw up the pay statement and write it to a file; `progress` may raise to stop, then nothing is written."""
        self._writer.check(path)
        reading, period = self._overview.reading(), Period(first=first, last=last)
        progress(0.0)
        statement = self.drawn_up(reading, period, person=person, floor=floor)
        drafts = self._all_drafts(reading, statement, period, part_of(progress, _DRAWN_UP, _DRAFTED))
        self._writer.write_pay(path, statement, drafts, progress=part_of(progress, _DRAFTED, 1.0))
        return statement

    def pages(self, statement: PayStatement, *, ppi: int, first: int = 0, most: int | None = None) -> Preview:
        """Return pages of a statement as pictures, `most` from page `first` (from 0)."""
        return self._writer.pages(statement, ppi=ppi, first=first, most=most)

    def invoice(
        self,
        person: str,
        first: date,
        last: date,
        *,
        dated: date | None = None,
        number: str = "",
        recipient: str = "",
        currency: str = "",
    ) -> InvoiceDraft:
        """Draft the invoice of a person for the days from `first` to `last`, both included.

        It is dated on the last day where no day is said. `recipient` is who pays, else the production’s title.
        Whoever is paid in several currencies has one invoice for each: `currency` says which is meant.
        """
        reading, period = self._overview.reading(), Period(first=first, last=last)
        statement = self.drawn_up(reading, period, person=person, floor=None)
        wishes = InvoiceWishes(
            number=checked_name(number) if number else "",
            dated=dated or last,
            recipient=checked_name(recipient) if recipient else "",
            title=reading.title,
        )
        drafts = self._drafts(reading, statement.people[0], period, wishes)
        return _meant(drafts, statement.people[0], currency.upper())

    def write_invoice(
        self,
        path: Path,
        person: str,
        first: date,
        last: date,
        *,
        dated: date | None = None,
        number: str = "",
        recipient: str = "",
        currency: str = "",
    ) -> InvoiceDraft:
        """Draft the invoice and write it to a file."""
        self._writer.check(path)
        draft = self.invoice(person, first, last, dated=dated, number=number, recipient=recipient, currency=currency)
        self._writer.write_invoice(path, draft)
        return draft

    def _all_drafts(
        self, reading: StudioReading, statement: PayStatement, period: Period, progress: Progress
    ) -> tuple[InvoiceDraft, ...]:
        wishes, drafts = _wishes(reading, period.last), list[InvoiceDraft]()
        for number, one in enumerate(statement.people):
            progress(number / len(statement.people))
            drafts += self._drafts(reading, one, period, wishes)
        return tuple(drafts)

    def _drafts(
        self, reading: StudioReading, person: PersonPay, period: Period, wishes: InvoiceWishes
    ) -> tuple[InvoiceDraft, ...]:
        return draw_up_invoices(person, period, reading.contracts, self._taxes(), wishes)


def _found(people: tuple[Person, ...], name: str) -> Person:
    return person_among(people, name)


def _wishes(reading: StudioReading, last: date) -> InvoiceWishes:
    """What a booking is drafted with: it goes to the studio's own books, which need neither number nor recipient."""
    return InvoiceWishes(number=last.isoformat(), dated=last, recipient=reading.title, title=reading.title)


def _meant(drafts: tuple[InvoiceDraft, ...], person: PersonPay, currency: str) -> InvoiceDraft:
    """Return the draft in `currency`, or the only one."""
    found = [draft for draft in drafts if currency in {"", draft.currency}]
    if len(found) == 1:
        return found[0]
    if found:
        raise StepRefused(
            _("{code} is paid in several currencies.", code=person.code),
            hint=_(
                "Say which invoice is meant with --currency: {currencies}.",
                currencies=", ".join(draft.currency for draft in found),
            ),
        )
    raise StepRefused(
        _("There is nothing to invoice for {code} in this period.", code=person.code),
        hint=_(
            "“teire pay --person {code}” shows what was done, what is open and what has no price.", code=person.code
        ),
    )
