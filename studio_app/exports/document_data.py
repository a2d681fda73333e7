"""A document as the page's template reads it: texts, widths and marks, and nothing that could be markup."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from studio_app.domain.language import _, chosen_language
from studio_app.exports.document_columns import broken, cell_texts, columns_of, width
from studio_app.exports.document_text import ALIGNED_RIGHT, document_name, lines, one_line, value_text
from studio_app.exports.documents import (
    Block,
    Column,
    Definitions,
    Document,
    Facts,
    Figure,
    Heading,
    PageBreak,
    Paragraph,
    Roll,
    RollGroup,
    Table,
)

Data = dict[str, Any]
Place = Callable[[Figure], Data]
"""Puts a figure where the typesetter finds it and says what it is called there."""

_LINE = 20.0
"""What has no column of its own has at least so much room, in letters' heights."""
_FOOT = 56.0
_ACROSS_DRAFT = 560.0
"""Points from corner to corner that the word over a page may take."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What a mark on a page stands for: the key and the entries of a row or a name."""

    key: str
    entries: tuple[str, ...] = ()


class DocumentData:
    """Turns a document into the template's data and remembers which row or name each mark on a page stands for."""

    def __init__(self, document: Document, place: Place) -> None:
        self._document = document
        self._place = place
        self.marked: list[Mark] = []
        """What each mark stands for, by its number."""

    def data(self) -> Data:
        """Return the whole document; `fonts` is left to whoever knows which there are."""
        document = self._document
        blocks = [self._block(block) for block in document.blocks]
        return {
            "lang": chosen_language(),
            "title": _said(document.title),
            "heading": _said(document.heading),
            "scope": _said(document.scope),
            "stand": _said(document.stand),
            "name": document_name(document),
            "foot": _shortened(document_name(document)),
            "draft": one_line(document.draft),
            "draft_size": min(96.0, _ACROSS_DRAFT / max(1.0, width(one_line(document.draft)))),
            "wide": document.wide,
            "page": _("Page {page} of {pages}", page="\x01", pages="\x02"),
            "blocks": blocks,
        }

    def _block(self, block: Block) -> Data:
        data: Data
        match block:
            case Heading():
                data = {"is": "heading", "text": _said(block.text), "level": block.level}
            case Paragraph():
                data = {
                    "is": "paragraph",
                    "lines": [_said(line) for line in lines(block.text)],
                    "quiet": block.quiet,
                    "warning": _("⚠ Note:") if block.warning else "",
                }
            case Facts():
                data = {
                    "is": "facts",
                    "pairs": [[_said(name), _said(value_text(value))] for name, value in block.pairs],
                }
            case Table():
                data = self._table(block)
            case Figure():
                data = {
                    "is": "figure",
                    "caption": _said(block.caption),
                    "alt": one_line(block.caption),
                    **self._place(block),
                }
            case Roll():
                data = {"is": "roll", "groups": [self._group(group) for group in block.groups]}
            case Definitions():
                data = {
                    "is": "definitions",
                    "title": _("What the figures mean"),
                    "terms": [[_said(one.term), _said(one.text)] for one in block.definitions],
                }
            case PageBreak():
                data = {"is": "break"}
        return data

    def _table(self, table: Table) -> Data:
        texts = [cell_texts(row, len(table.heads)) for row in table.rows]
        columns = columns_of(table.heads, texts, wide=self._document.wide)
        return {
            "is": "table",
            "size": columns.size,
            "heads": [
                {
                    "title": _said(head.title, room),
                    "right": head.kind in ALIGNED_RIGHT,
                    "code": head.kind is Column.CODE,
                    "em": em,
                    "share": share,
                }
                for head, em, share, room in zip(table.heads, columns.ems, columns.shares, columns.rooms, strict=True)
            ],
            "rows": [
                {
                    "cells": [_said(text, room) for text, room in zip(cells, columns.rooms, strict=True)],
                    "strong": row.strong,
                    "mark": self._mark(row.key, row.entries),
                    "deepest": max(range(len(cells)), key=lambda at: width(cells[at]) / columns.rooms[at], default=0),
                }
                for row, cells in zip(table.rows, texts, strict=True)
            ],
            "note": [_said(line) for line in lines(table.note)],
            "nothing": "" if table.rows else _("No lines."),
        }

    def _group(self, group: RollGroup) -> Data:
        return {
            "role": _said(one_line(group.role)),
            "role_en": _said(one_line(group.role_en)),
            "company": _said(one_line(group.company)),
            "names": [
                {
                    "name": _said(one_line(name.name)),
                    "beside": _said(one_line(name.beside)),
                    "mark": self._mark(name.key, name.entries),
                }
                for name in group.names
            ],
        }

    def _mark(self, key: str, entries: tuple[str, ...]) -> int:
        if not key:
            return -1
        self.marked.append(Mark(key=key, entries=entries))
        return len(self.marked) - 1


def _shortened(text: str) -> str:
    """Return a text of one line of the page's foot."""
    while width(text) > _FOOT:
        text = text[: max(1, len(text) * 9 // 10 - 1)].rstrip("…") + "…"
    return text


def _said(text: str, room: float = _LINE) -> str | list[str]:
    """Return a text; cut before and after each run that is wider than `room` and must be broken anywhere.

    In a list every second piece is such a run, the first one is not.
    """
    return broken(one_line(text), room)
