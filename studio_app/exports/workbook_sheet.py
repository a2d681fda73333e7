"""One worksheet: heads that stay in sight, rows that can be filtered and added up, paper that takes them."""

import unicodedata
from typing import Any

from studio_app.domain.language import _
from studio_app.exports.document_text import ALIGNED_RIGHT, one_line, value_text
from studio_app.exports.documents import Head, Row, Table
from studio_app.exports.workbook_cells import fitting, held

_LEAST, _MOST = 6, 56
"""Widths of columns, in digits."""
_RULE = "#404040"
_HAIR = "#D0D0D0"
_GROUND = "#F0F0F0"
_A4 = 9
_HEADER_ROOM = 120
"""A page's head holds 255 signs with its codes."""


class SheetWriter:
    """Writes worksheets into a workbook; `title` stands at the head of each printed page."""

    def __init__(self, book: Any, title: str) -> None:
        self._book = book
        self._title = one_line(title)
        self._made: dict[tuple[tuple[str, Any], ...], Any] = {}

    def write(self, table: Table, name: str) -> None:
        """Add the worksheet `name` with the table; rows are written as they come and not looked at again."""
        sheet = self._book.add_worksheet(name)
        for at, width in enumerate(_widths(table)):
            sheet.set_column(at, at, width)
        self._heads(sheet, table.heads)
        for at, row in enumerate(table.rows, start=1):
            self._row(sheet, at, row, table.heads)
        if table.note:
            self._text(sheet, len(table.rows) + 2, 0, fitting(one_line(table.note)), self._format(italic=True))
        self._page(sheet, table, name)

    def _heads(self, sheet: Any, heads: tuple[Head, ...]) -> None:
        for at, head in enumerate(heads):
            form = self._format(
                bold=True,
                text_wrap=True,
                valign="vcenter",
                align="right" if head.kind in ALIGNED_RIGHT else "left",
                bottom=1,
                bottom_color=_RULE,
                bg_color=_GROUND,
                num_format="@",
            )
            self._text(sheet, 0, at, fitting(one_line(head.title)), form)

    def _row(self, sheet: Any, at: int, row: Row, heads: tuple[Head, ...]) -> None:
        strong = {"bold": True, "top": 1, "top_color": _RULE} if row.strong else {}
        for column, head in enumerate(heads):
            value = row.cells[column] if column < len(row.cells) else None
            cell = held(value)
            look = {"valign": "top", "bottom": 4, "bottom_color": _HAIR, **strong, "num_format": cell.form}
            if head.kind in ALIGNED_RIGHT:
                look["align"] = "right"
            if cell.number is not None:
                sheet.write_number(at, column, cell.number, self._format(**look))
            elif cell.text:
                self._text(sheet, at, column, cell.text, self._format(**look, text_wrap=True, quote_prefix=True))
            else:
                sheet.write_blank(at, column, None, self._format(**{**look, "num_format": "General"}))

    def _text(self, sheet: Any, row: int, column: int, text: str, form: Any) -> None:
        """Write a text. One between `<r>` and `</r>` the library would take for its own markup: it goes in pieces."""
        if text.startswith("<r>") and text.endswith("</r>"):
            sheet.write_rich_string(row, column, text[:1], text[1:2], text[2:], form)
        else:
            sheet.write_string(row, column, text, form)

    def _format(self, **look: Any) -> Any:
        key = tuple(sorted(look.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(look)
        return self._made[key]

    def _page(self, sheet: Any, table: Table, name: str) -> None:
        last = max(0, len(table.heads) - 1)
        sheet.freeze_panes(1, 0)
        if filtered := _filtered(table):
            sheet.autofilter(0, 0, filtered, last)
        sheet.set_paper(_A4)
        if len(table.heads) > 5:
            sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.hide_gridlines(2)
        sheet.set_header(f"&L{_coded(self._title)}&R{_coded(name)}")
        sheet.set_footer("&R" + _("Page {page} of {pages}", page="&P", pages="&N"))


def _filtered(table: Table) -> int:
    """Return the last row that a filter sorts: sums at the end stay where they are."""
    last = len(table.rows)
    while last and table.rows[last - 1].strong:
        last -= 1
    return last


def _coded(text: str) -> str:
    return text[: _HEADER_ROOM // 2].replace("&", "&&")


def _widths(table: Table) -> list[float]:
    """Return the columns' widths: the widest line of each, within bounds; a head may wrap between its words."""
    widest = [max(map(_digits, head.title.split()), default=0) + 3 for head in table.heads]
    for row in table.rows:
        for at, value in enumerate(row.cells[: len(widest)]):
            widest[at] = max(widest[at], min(_digits(value_text(value)), _MOST))
    return [min(max(one + 2, _LEAST), _MOST) for one in widest]


def _digits(text: str) -> int:
    """Return about how many digits wide a text is; Japanese signs are as wide as two."""
    return len(text) if text.isascii() else sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
