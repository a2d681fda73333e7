"""The typesetter: a document as PDF, or as pictures of its pages with the places that can be pointed at."""

import json
import math
import shutil
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from studio_app.domain.language import chosen_language
from studio_app.domain.paper_pages import Preview
from studio_app.domain.progress import Progress, no_progress
from studio_app.exports.document_data import DocumentData
from studio_app.exports.document_figures import Figures
from studio_app.exports.document_fonts import Faces
from studio_app.exports.document_spots import WHERE, Laid, laid_out, spots_on
from studio_app.exports.documents import Document, Figure
from studio_app.exports.sheet_file import set_aside

_POINTS_PER_INCH = 72
_KEPT = 4
"""Documents whose pages are remembered; the one that was set first is let go first."""


class Press:
    """Sets documents in the templates of the folder `templates`.

    The typesetter sees one temporary folder with its template, its data and its pictures, and nothing else.
    """

    def __init__(self, templates: Path, faces: Faces) -> None:
        self._templates = templates
        self._faces = faces
        self._lock = threading.Lock()
        self._laid: dict[str, Laid] = {}

    def pdf(self, document: Document, *, progress: Progress = no_progress) -> bytes:
        """Return the pages as tagged PDF, fonts embedded; the same document gives the same bytes."""
        with self._set(document, progress=progress) as (compiler, _maker):
            return bytes(compiler.compile(format="pdf", timestamp=0))

    def pages(self, document: Document, *, ppi: int, first: int = 0, most: int | None = None) -> Preview:
        """Return pages as PNG from page `first` (from 0), at most `most` of them, with the boxes of keyed lines.

        They are pictures of the very PDF. A document of 4,000 lines takes seconds the first time; then only the
        pages that are asked for are drawn.
        """
        laid = self._laid_out(document)
        last = laid.page_count if most is None else min(laid.page_count, first + most)
        wanted = range(max(0, first), max(0, first, last))
        return Preview(
            pages=self._drawn(laid, wanted, ppi) if wanted else (),
            spots=tuple(spots_on(wanted, laid, ppi / _POINTS_PER_INCH)),
            page_count=laid.page_count,
            first=wanted.start,
        )

    def _laid_out(self, document: Document) -> Laid:
        """Set the pages, or remember them; those with pictures are set anew, since a picture may have changed.

        They are remembered by what the document is word for word: 1.5 equals 1.50, and does not look like it.
        """
        key = f"{chosen_language()} {document!r}"
        with self._lock:
            known = self._laid.get(key)
        if known is not None:
            return known
        with self._set(document, spots=True) as (compiler, maker):
            pdf = bytes(compiler.compile(format="pdf", timestamp=0, pdf_tags=False))
            laid = laid_out(pdf, json.loads(compiler.eval(WHERE)), maker.marked)
        if not any(isinstance(block, Figure) for block in document.blocks):
            with self._lock:
                self._laid[key] = laid
                while len(self._laid) > _KEPT:
                    del self._laid[next(iter(self._laid))]
        return laid

    def _drawn(self, laid: Laid, wanted: Sequence[int], ppi: int) -> tuple[bytes, ...]:
        """Return pages as PNG, of whole pixels: of a page that ends within one the typesetter would drop a column."""
        with set_aside("teire-pages-") as folder:
            shutil.copyfile(self._templates / "pages.typ", folder / "pages.typ")
            (folder / "paper.pdf").write_bytes(laid.pdf)
            width, height = (
                math.ceil(side * ppi / _POINTS_PER_INCH) * _POINTS_PER_INCH / ppi for side in (laid.width, laid.height)
            )
            data = {"numbers": [page + 1 for page in wanted], "width": width, "height": height}
            (folder / "pages.json").write_text(json.dumps(data), encoding="utf-8")
            made = self._compiler(folder / "pages.typ").compile(format="png", ppi=ppi)
        return tuple(map(bytes, made)) if isinstance(made, list) else (bytes(made),)

    @contextmanager
    def _set(
        self, document: Document, *, spots: bool = False, progress: Progress = no_progress
    ) -> Iterator[tuple[Any, DocumentData]]:
        with set_aside("teire-paper-") as folder:
            shutil.copyfile(self._templates / "sheet.typ", folder / "sheet.typ")
            count = sum(isinstance(block, Figure) for block in document.blocks)
            maker = DocumentData(document, Figures(folder, count, progress).place)
            data = {**maker.data(), "spots": spots}
            data["fonts"] = self._faces.families(json.dumps(data, ensure_ascii=False))
            (folder / "sheet.json").write_text(json.dumps(data), encoding="utf-8")
            yield self._compiler(folder / "sheet.typ"), maker

    def _compiler(self, main: Path) -> Any:
        import typst  # noqa: PLC0415  # 50 MB that only papers need

        return typst.Compiler(main, root=main.parent, font_paths=self._faces.known(), package_path=main.parent)
