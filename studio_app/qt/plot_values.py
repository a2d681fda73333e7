"""What a plot shows, as values: rows under one axis, marks on them, each with its words and the entries beneath it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from studio_app.domain.owner_signs import OwnerSign, Pattern

if TYPE_CHECKING:
    from studio_app.domain.ids import EntryHash

PLAIN = OwnerSign(colour=(224, 224, 224), pattern=Pattern.SOLID)
"""For what is nobody's: the text's own grey."""


class MarkShape(StrEnum):
    """How a mark is drawn; shapes differ, so that nothing rests on colour."""

    BLOCK = "block"
    BAR = "bar"
    DOT = "dot"
    LINE = "line"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A mark from `start` to `end` of the axis, each 0 to 1. `height` is a block's part of its row, 0 to 1.

    `hollow` marks are hatched within an outline. `words` say all of it to a screen reader and in the tooltip.
    """

    shape: MarkShape
    start: float
    end: float
    height: float = 1.0
    sign: OwnerSign = PLAIN
    hollow: bool = False
    words: str = ""
    entries: tuple[EntryHash, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlotRow:
    """A row: `title` on the left, `tail` on the right, `words` say all of it; `sign` stands before the title."""

    key: str
    title: str
    tail: str
    words: str
    marks: tuple[Mark, ...]
    sign: OwnerSign | None = None
    entries: tuple[EntryHash, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlotTick:
    """A line across all rows at `at`, 0 to 1, with a word above it."""

    at: float
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """A whole plot. `note` says what its figures are; `empty` what belongs here while there is nothing to show."""

    rows: tuple[PlotRow, ...] = ()
    ticks: tuple[PlotTick, ...] = ()
    note: str = ""
    empty: str = ""
