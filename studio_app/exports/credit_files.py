"""The writer of credit sheets that the workflow is given."""

from pathlib import Path

from studio_app.domain.language import _
from studio_app.domain.paper_pages import Preview
from studio_app.domain.progress import Progress, no_progress
from studio_app.exports.credit_cinecred import credits_cinecred
from studio_app.exports.credit_csv import credits_csv
from studio_app.exports.credit_document import credit_document
from studio_app.exports.credit_tables import definitions_table, evidence_table, people_table
from studio_app.exports.credit_text import credits_text
from studio_app.exports.documents import Document
from studio_app.exports.papers import Papers
from studio_app.exports.sheet_file import (
    CREDIT_FORMATS,
    SheetFormat,
    SheetNotWritten,
    check_place,
    format_of,
    write_sheet,
)
from studio_app.statements.credit_record import record_text, sheet_record
from studio_app.workflow.crediting import CreditDraft

CINECRED = "cinecred"
"""The purpose of a sheet that the credit-roll program Cinecred is to read; also the ending `.cinecred.csv`."""


class CreditFiles:
    """Puts credit sheets into files, in the format their endings ask for, and sets them as pages."""

    def __init__(self, papers: Papers) -> None:
        self._papers = papers

    def check(self, path: Path, purpose: str = "") -> None:
        """Refuse a path whose ending names no format, none for that purpose, or where nothing can be written."""
        _format(path, purpose)
        check_place(path)

    def write(self, path: Path, draft: CreditDraft, purpose: str = "", *, progress: Progress = no_progress) -> None:
        """Write a sheet; one that was locked as JSON in the very bytes in which it was issued."""
        ending = _format(path, purpose)
        if ending is SheetFormat.CSV and _for_cinecred(path, purpose):
            write_sheet(path, credits_cinecred(draft.sheet))
        else:
            write_sheet(path, self._content(ending, draft, progress))

    def document(self, draft: CreditDraft) -> Document:
        """Return the sheet as a document."""
        return credit_document(draft)

    def pages(self, draft: CreditDraft, *, ppi: int, first: int = 0, most: int | None = None) -> Preview:
        """Return the sheet's pages as pictures, with the places of its names and lines."""
        return self._papers.pages(credit_document(draft), ppi=ppi, first=first, most=most)

    def _content(self, ending: SheetFormat, draft: CreditDraft, progress: Progress) -> bytes:
        sheet = draft.sheet
        match ending:
            case SheetFormat.JSON:
                return issued_text(draft).encode()
            case SheetFormat.TXT:
                return credits_text(sheet)
            case SheetFormat.XLSX:
                tables = (people_table(sheet), evidence_table(sheet), definitions_table(sheet))
                return self._papers.workbook(sheet.title, tables)
            case SheetFormat.PDF:
                return self._papers.pdf(credit_document(draft), progress=progress)
            case SheetFormat.HTML:
                return self._papers.html(credit_document(draft))
            case _:
                return credits_csv(sheet)


def issued_text(draft: CreditDraft) -> str:
    """Return the sheet's JSON; for a locked version that is issued again, the text that the lock binds."""
    if draft.issued and draft.lock is not None:
        return draft.lock.sheet
    return record_text(sheet_record(draft.sheet))


def _format(path: Path, purpose: str) -> SheetFormat:
    ending = format_of(path, CREDIT_FORMATS)
    if purpose and purpose != CINECRED:
        raise SheetNotWritten(
            _("“{purpose}” is no program that Teire writes a sheet for.", purpose=purpose),
            hint=_("Possible is “cinecred”."),
        )
    if purpose and ending is not SheetFormat.CSV:
        raise SheetNotWritten(
            _("For Cinecred a sheet is written as .csv, not as .{ending}.", ending=ending.value),
            hint=_("Give a name such as “roll.cinecred.csv”."),
        )
    return ending


def _for_cinecred(path: Path, purpose: str) -> bool:
    return purpose == CINECRED or path.stem.lower().endswith(f".{CINECRED}")
