"""Documents and tables on paper, on a page, in a workbook and as pictures: what every kind of sheet is given."""

from collections.abc import Sequence
from pathlib import Path

from studio_app.domain.paper_pages import Preview
from studio_app.domain.progress import Progress, no_progress
from studio_app.exports.document_fonts import Faces
from studio_app.exports.document_press import Press
from studio_app.exports.documents import Document, Table


class Papers:
    """Sets documents; `templates` is the folder of pages to fill, `fonts` that of the fonts that ship with Teire.

    The same document gives the same bytes. What draws and sets is loaded when it is first needed.
    """

    def __init__(self, templates: Path, fonts: Path) -> None:
        self._style = templates / "sheet.css"
        self._press = Press(templates, Faces(fonts))

    def pdf(self, document: Document, *, progress: Progress = no_progress) -> bytes:
        """Return the document as tagged PDF, A4, fonts embedded."""
        return self._press.pdf(document, progress=progress)

    def html(self, document: Document, *, progress: Progress = no_progress) -> bytes:
        """Return the document as one HTML file that needs no other."""
        from studio_app.exports.document_html import document_html  # noqa: PLC0415

        return document_html(document, self._style.read_text(encoding="utf-8"), progress=progress)

    def workbook(self, title: str, tables: Sequence[Table], *, progress: Progress = no_progress) -> bytes:
        """Return an XLSX workbook with a worksheet for each table, in which nothing is a formula."""
        from studio_app.exports.workbook import workbook  # noqa: PLC0415

        return workbook(title, tables, progress=progress)

    def pages(self, document: Document, *, ppi: int, first: int = 0, most: int | None = None) -> Preview:
        """Return the document's pages as PNG at `ppi` pixels per inch, and where its keyed rows and names lie.

        `first` counts from 0; `most` limits how many pages are drawn. Pages that were set before are only drawn anew.
        """
        return self._press.pages(document, ppi=ppi, first=first, most=most)
