"""The writer of pay statements and drafts of invoices that the workflow is given."""

from collections.abc import Callable
from pathlib import Path

from studio_app.domain.paper_pages import Preview
from studio_app.domain.progress import Progress, no_progress
from studio_app.exports.invoice_csv import invoice_csv
from studio_app.exports.invoice_document import invoice_document, invoice_workbook
from studio_app.exports.invoice_json import invoice_json
from studio_app.exports.journal import beancount_journal, hledger_journal
from studio_app.exports.json_text import json_bytes
from studio_app.exports.papers import Papers
from studio_app.exports.pay_csv import pay_csv
from studio_app.exports.pay_document import pay_document
from studio_app.exports.pay_json import pay_json
from studio_app.exports.pay_tables import pay_workbook
from studio_app.exports.sheet_file import PAY_FORMATS, SheetFormat, format_of, write_sheet
from studio_app.statements.invoice_draft import InvoiceDraft
from studio_app.statements.pay_statement import PayStatement


class PayFiles:
    """Puts pay statements and drafts of invoices into files, in the format that their endings ask for."""

    def __init__(self, papers: Papers) -> None:
        self._papers = papers

    def pages(self, statement: PayStatement, *, ppi: int, first: int = 0, most: int | None = None) -> Preview:
        """Return pages of a statement as pictures, with the places of its people and lines."""
        return self._papers.pages(pay_document(statement), ppi=ppi, first=first, most=most)

    def check(self, path: Path) -> None:
        """Refuse a path whose ending names no format of a pay statement or an invoice."""
        format_of(path, PAY_FORMATS)

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
        title, papers = statement.title, self._papers
        makers: dict[SheetFormat, Callable[[], bytes]] = {
            SheetFormat.XLSX: lambda: papers.workbook(title, pay_workbook(statement), progress=progress),
            SheetFormat.CSV: lambda: pay_csv(statement),
            SheetFormat.PDF: lambda: papers.pdf(pay_document(statement), progress=progress),
            SheetFormat.HTML: lambda: papers.html(pay_document(statement), progress=progress),
            SheetFormat.JSON: lambda: json_bytes(pay_json(statement)),
            SheetFormat.JOURNAL: lambda: hledger_journal(title, drafts),
            SheetFormat.BEANCOUNT: lambda: beancount_journal(title, drafts),
        }
        content = makers[format_of(path, PAY_FORMATS)]()
        # The last moment at which nothing is written yet: whoever stopped it meanwhile has nothing to clear away.
        progress(1.0)
        write_sheet(path, content)

    def write_invoice(self, path: Path, draft: InvoiceDraft) -> None:
        """Write the draft of an invoice."""
        title, papers = draft.recipient, self._papers
        makers: dict[SheetFormat, Callable[[], bytes]] = {
            SheetFormat.XLSX: lambda: papers.workbook(title, invoice_workbook(draft)),
            SheetFormat.CSV: lambda: invoice_csv(draft),
            SheetFormat.PDF: lambda: papers.pdf(invoice_document(draft)),
            SheetFormat.HTML: lambda: papers.html(invoice_document(draft)),
            SheetFormat.JSON: lambda: json_bytes(invoice_json(draft)),
            SheetFormat.JOURNAL: lambda: hledger_journal(title, (draft,)),
            SheetFormat.BEANCOUNT: lambda: beancount_journal(title, (draft,)),
        }
        write_sheet(path, makers[format_of(path, PAY_FORMATS)]())
