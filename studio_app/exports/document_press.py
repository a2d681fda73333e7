"""The typesetter: a document as PDF, or as pictures of its pages with the places that can be pointed at."""

import json
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from studio_app.domain.ids import EntryHash
from studio_app.domain.paper_pages import Preview, Spot
from studio_app.domain.progress import Progress, no_progress
from studio_app.exports.document_data import Data, DocumentData
from studio_app.exports.document_figures import print_of
from studio_app.exports.document_fonts import Faces
from studio_app.exports.documents import Document, Figure

_POINTS_PER_INCH = 72


class Press:
    """Sets documents in the page's template; the fonts are looked for once.

    The typesetter sees one temporary folder with its template, its data and its pictures, and nothing else.
    """

    def __init__(self, template: Path, faces: Faces) -> None:
        self._template = template
        self._faces = faces

    def pdf(self, document: Document, *, progress: Progress = no_progress) -> bytes:
        """Return the pages as tagged PDF, fonts embedded; the same document gives the same bytes."""
        with self._set(document, spots=False, progress=progress) as (compiler, _marked):
            return bytes(compiler.compile(format="pdf", timestamp=0))

    def pages(self, document: Document, *, ppi: int) -> Preview:
        """Return the pages as PNG, with the box of each row and name that has a key."""
        with self._set(document, spots=True, progress=no_progress) as (compiler, marked):
            made = compiler.compile(format="png", ppi=ppi)
            pages = tuple(made) if isinstance(made, list) else (made,)
            corners = json.loads(compiler.query("<spot>", field="value"))
        return Preview(pages=pages, spots=tuple(_spots(corners, marked, ppi)), page_count=len(pages))

    @contextmanager
    def _set(
        self, document: Document, *, spots: bool, progress: Progress
    ) -> Iterator[tuple[Any, Sequence[tuple[str, tuple[str, ...]]]]]:
        import typst  # noqa: PLC0415  # 50 MB that only papers need

        with tempfile.TemporaryDirectory(prefix="teire-paper-") as name:
            folder = Path(name)
            shutil.copyfile(self._template, folder / "sheet.typ")
            figures = _Figures(folder, sum(isinstance(block, Figure) for block in document.blocks), progress)
            maker = DocumentData(document, figures.place)
            data = {**maker.data(), "spots": spots}
            data["fonts"] = self._faces.families(json.dumps(data, ensure_ascii=False))
            (folder / "sheet.json").write_text(json.dumps(data), encoding="utf-8")
            yield (
                typst.Compiler(folder / "sheet.typ", root=folder, font_paths=self._faces.known(), package_path=folder),
                maker.marked,
            )


class _Figures:
    """Puts the document's pictures into the typesetter's folder, one after the other."""

    def __init__(self, folder: Path, count: int, progress: Progress) -> None:
        self._folder = folder
        self._count = count
        self._progress = progress
        self._done = 0

    def place(self, figure: Figure) -> Data:
        picture = print_of(figure)
        name = f"{self._done:05}.jpg" if picture.jpeg else ""
        if name:
            (self._folder / name).write_bytes(picture.jpeg)
        self._done += 1
        self._progress(self._done / self._count)
        return {"file": name, "width": picture.width, "height": picture.height, "trouble": picture.trouble}


def _spots(corners: list[Data], marked: Sequence[tuple[str, tuple[str, ...]]], ppi: int) -> Iterator[Spot]:
    """Yield the box of each mark from its first and its last corner; one that runs over pages has a box on each."""
    ends = {corner["mark"]: corner for corner in corners if corner["end"]}
    for start in corners:
        if start["end"]:
            continue
        end = ends[start["mark"]]
        key, entries = marked[start["mark"]]
        for page in range(start["page"], end["page"] + 1):
            top = start["y"] if page == start["page"] else start["top"]
            bottom = end["y"] if page == end["page"] else start["bottom"]
            yield _spot(page, (start["x"], top, end["x"], bottom), ppi, key, entries)


def _spot(page: int, box: tuple[float, float, float, float], ppi: int, key: str, entries: tuple[str, ...]) -> Spot:
    left, top, right, bottom = (round(points * ppi / _POINTS_PER_INCH) for points in box)
    return Spot(
        page=page - 1,
        left=left,
        top=top,
        width=right - left,
        height=bottom - top,
        key=key,
        entries=tuple(map(EntryHash, entries)),
    )
