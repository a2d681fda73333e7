"""A document as values: what a sheet says on paper, on a page of HTML and in a workbook, before any of them sets it."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

from studio_app.domain.money import Money
from studio_app.statements.definitions import Definition

Value = str | int | Decimal | timedelta | date | Money | None
"""What may stand in a cell; None is an empty cell, never a zero."""


class Column(StrEnum):
    """How a column's values are set: names and notes, numbers to the right, codes and hashes in equal widths."""

    TEXT = "text"
    NUMBER = "number"
    MONEY = "money"
    TIME = "time"
    DAY = "day"
    CODE = "code"


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A column's head. `share` is its part of the table's width beside the others."""

    title: str
    kind: Column = Column.TEXT
    share: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A table's row. `key` names the line in the program (a code, an entry), `entries` are what it rests on."""

    cells: tuple[Value, ...]
    key: str = ""
    entries: tuple[str, ...] = ()
    strong: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows under heads; a `strong` row is a sum or a heading within the table. `name` is the worksheet's."""

    name: str
    heads: tuple[Head, ...]
    rows: tuple[Row, ...]
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading; level 1 begins a section, level 2 a part of one."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A text; `quiet` ones stand small, `warning` ones carry a mark and the word that says what they are."""

    text: str
    quiet: bool = False
    warning: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Labels with their values, one beneath the other."""

    pairs: tuple[tuple[str, Value], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A picture of the studio with the words beneath it; `path` is a PNG or JPEG."""

    path: Path
    caption: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RollName:
    """A name on the roll, with what stands beside it in the other script.

    `key` names the line in the program, `entries` are what it rests on.
    """

    name: str
    beside: str = ""
    key: str = ""
    entries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RollGroup:
    """A role of the roll with the names under it; `company` is the heading under which they stand, empty for none."""

    role: str
    role_en: str
    company: str
    names: tuple[RollName, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Roll:
    """The credits as they roll: roles to the left of the middle, names to the right of it."""

    groups: tuple[RollGroup, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Definitions:
    """What every figure of the document means."""

    definitions: tuple[Definition, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageBreak:
    """What follows begins on a new page."""


Block = Heading | Paragraph | Facts | Table | Figure | Roll | Definitions | PageBreak


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document from its head to its end. `draft` is printed across every page where it is not empty.

    `kind` names it for programs (`credits`, `pay`), `title` is the production's, `heading` says what it is, `scope` of
    what, `stand` when and from what it was drawn up. `wide` pages lie on their long side.
    """

    kind: str
    title: str
    heading: str
    scope: str
    stand: str
    blocks: tuple[Block, ...]
    draft: str = ""
    wide: bool = False
