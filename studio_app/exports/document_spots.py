"""Where a document's keyed lines and names came to lie on its pages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from studio_app.domain.ids import EntryHash
from studio_app.domain.paper_pages import Spot
from studio_app.exports.document_data import Mark

WHERE = """(
  corners: query(<corner>).map(it => {
    let at = it.location().position()
    (..it.value, page: at.page, x: at.x.pt(), y: at.y.pt() + it.value.y)
  }),
  frame: query(<frame>).first().value,
  count: query(<frame>).first().location().page(),
)"""
"""What the typesetter is asked once the pages are set; lengths are in points."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A part of a page, counted from 0, in points from its upper left corner."""

    page: int
    left: float
    top: float
    right: float
    bottom: float
    mark: Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """A document's pages: the PDF, a page's size in points, and what can be pointed at."""

    pdf: bytes
    width: float
    height: float
    page_count: int
    boxes: tuple[Box, ...]


def laid_out(pdf: bytes, answer: dict[str, Any], marked: Sequence[Mark]) -> Laid:
    """Return the pages of `pdf` with the typesetter's answer to `WHERE`; corners name their mark by its place."""
    frame = answer["frame"]
    ends = {corner["mark"]: corner for corner in answer["corners"] if corner["end"]}
    starts = [corner for corner in answer["corners"] if not corner["end"]]
    return Laid(
        pdf=pdf,
        width=frame["width"],
        height=frame["height"],
        page_count=answer["count"],
        boxes=tuple(
            box for start in starts for box in _boxes(start, ends[start["mark"]], frame, marked[start["mark"]])
        ),
    )


def spots_on(pages: range, laid: Laid, pixels: float) -> Iterator[Spot]:
    """Yield the boxes on `pages`; a point has `pixels` pixels."""
    for box in laid.boxes:
        if box.page in pages:
            left, top, right, bottom = (round(edge * pixels) for edge in (box.left, box.top, box.right, box.bottom))
            yield Spot(
                page=box.page,
                left=left,
                top=top,
                width=right - left,
                height=bottom - top,
                key=box.mark.key,
                entries=tuple(map(EntryHash, box.mark.entries)),
            )


def _boxes(start: dict[str, Any], end: dict[str, Any], frame: dict[str, float], mark: Mark) -> Iterator[Box]:
    """Yield the box between two corners; what runs over pages has a box on each of them."""
    for page in range(start["page"], end["page"] + 1):
        yield Box(
            page=page - 1,
            left=start["x"],
            top=start["y"] if page == start["page"] else frame["top"],
            right=frame["right"] if end["across"] else end["x"],
            bottom=end["y"] if page == end["page"] else frame["bottom"],
            mark=mark,
        )
