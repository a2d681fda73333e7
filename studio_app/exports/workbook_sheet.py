"""One worksheet: heads that stay in sight, rows that can be filtered and added up, paper that takes them."""

from collections.abc import Callable
from typing import Any

from studio_app.domain.language import _
from studio_app.exports.document_text import ALIGNED_RIGHT, one_line
from studio_app.exports.documents import Head, Row, Table
from studio_app.exports.workbook_cells import digits_wide, fitting, held

_LEAST, _MOST = 6, 56
"""Widths of columns, in digits."""
_ARROW = 3
"""Digits that the filter's button takes."""
_RULE, _HAIR = "#404040", "#D0D0D0"
_HEAD = {
    "bold": True,
    "text_wrap": True,
    "valign": "vcenter",
    "bottom": 1,
    "bottom_color": _RULE,
    "bg_color": "#F0F0F0",
    "num_format": "@",
}
_CELL = {"valign": "top", "bottom": 4, "bottom_color": _HAIR}
_STRONG = {"bold": True, "top": 1, "top_color": _RULE}
_QUOTED = {"text_wrap": True, "quote_prefix": True}
_NO_FORM = "General"
_A4 = 9
_HEADER_ROOM = 60
"""A page's head holds 255 signs with its codes and doubled marks, for the title and the worksheet's name."""


class SheetWriter:
    """Writes worksheets into a workbook; `title` stands at the head of each printed page, `tell` hears of each row."""

    def __init__(self, book: Any, title: str, tell: Callable[[], None]) -> None:
        self._book = book
        self._tell = tell
        self._title = one_line(title)
        self._made: dict[tuple[str, bool, bool, bool], Any] = {}

    def write(self, table: Table, name: str) -> None:
        """Add the worksheet `name` with the table; rows are written as they come and not looked at again."""
        sheet = self._book.add_worksheet(name)
        widths = self._heads(sheet, table.heads)
        for at, row in enumerate(table.rows, start=1):
            self._row(sheet, at, row, table.heads, widths)
            self._tell()
        if table.note:
            note = self._book.add_format({"italic": True})
            self._text(sheet, len(table.rows) + 2, 0, fitting(one_line(table.note)), note)
        for at, width in enumerate(widths):
            sheet.set_column(at, at, min(max(width + 2, _LEAST), _MOST))
        self._page(sheet, table, name)

    def _heads(self, sheet: Any, heads: tuple[Head, ...]) -> list[int]:
        """Write the heads and return how many digits wide each is at least; it may wrap between its words."""
        for at, head in enumerate(heads):
            look = {"align": "right" if head.kind in ALIGNED_RIGHT else "left", **_HEAD}
            self._text(sheet, 0, at, fitting(one_line(head.title)), self._book.add_format(look))
        return [max(map(digits_wide, head.title.split()), default=0) + _ARROW for head in heads]

    def _row(self, sheet: Any, at: int, row: Row, heads: tuple[Head, ...], widths: list[int]) -> None:
        for column, head in enumerate(heads):
            cell = held(row.cells[column] if column < len(row.cells) else None)
            widths[column] = max(widths[column], cell.width)
            look = {"strong": row.strong, "right": head.kind in ALIGNED_RIGHT}
            if cell.number is not None:
                sheet.write_number(at, column, cell.number, self._format(cell.form, **look))
            elif cell.text:
                self._text(sheet, at, column, cell.text, self._format(cell.form, text=True, **look))
            else:
                sheet.write_blank(at, column, None, self._format(_NO_FORM, **look))

    def _text(self, sheet: Any, row: int, column: int, text: str, form: Any) -> None:
        """Write a text. One between `<r>` and `</r>` the library would take for its own markup: it goes in pieces."""
        if text.startswith("<r>") and text.endswith("</r>"):
            sheet.write_rich_string(row, column, text[:1], text[1:2], text[2:], form)
        else:
            sheet.write_string(row, column, text, form)

    def _format(self, form: str, *, strong: bool, right: bool, text: bool = False) -> Any:
        """Return a look, made once. A text stays one when somebody edits it: the quote before it is not shown."""
        key = (form, strong, right, text)
        if key not in self._made:
            look = {**_CELL, "num_format": form, **(_STRONG if strong else {}), **(_QUOTED if text else {})}
            self._made[key] = self._book.add_format({**look, "align": "right"} if right else look)
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
    return text[:_HEADER_ROOM].replace("&", "&&")
