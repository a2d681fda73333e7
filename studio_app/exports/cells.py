"""Texts made fit for a spreadsheet's cell: visible line breaks, and nothing that would be taken for a formula."""

import unicodedata
from datetime import timedelta
from decimal import Decimal

from studio_app.domain.moments import duration_ms
from studio_app.statements.names import is_visible

Cell = str | int | Decimal | timedelta | None

_LINE_BREAKS = ("\r\n", "\r", "\n", "\v", "\f", "\x85", "\u2028", "\u2029")
_MINUS = "\u2212"
_FORMULA_STARTS = frozenset("=+-@")


def cell_text(value: Cell) -> str:
    """Return the text of a cell.

    Numbers and lengths of time are our own and stay numbers, negative ones too. Texts come from people and files:
    they are flattened and made harmless. None is an empty cell, never a zero.
    """
    match value:
        case None:
            return ""
        case timedelta():
            return time_text(value)
        case Decimal():
            return format(value, "f")
        case int():
            return str(value)
        case str():
            return harmless(flattened(value))


def time_text(length: timedelta) -> str:
    """Hours, minutes and seconds (`2:14:00`), with milliseconds only where there are any, so that nothing is lost."""
    seconds, ms = divmod(duration_ms(length), 1000)
    text = f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    return f"{text}.{ms:03}" if ms else text


def flattened(text: str) -> str:
    """Return `text` on one line: breaks become ⏎, other control characters their pictures, broken ones U+FFFD."""
    for line_break in _LINE_BREAKS:
        text = text.replace(line_break, "⏎")
    return "".join(_shown(sign) for sign in text)


def sheet_text(text: str) -> str:
    """Return `text` for a worksheet's cell: breaks are new lines, other control characters their pictures.

    Nothing is put before it: a workbook says of each cell that it is a text, and no program computes it.
    """
    if text.isprintable():
        return text
    for line_break in _LINE_BREAKS:
        text = text.replace(line_break, "\n")
    return "".join(sign if sign == "\n" else _shown(sign) for sign in text)


def harmless(text: str) -> str:
    """Put an apostrophe before what a spreadsheet would compute.

    Looked at is the first sign that shows: programs skip white space, invisible and bidirectional marks before it.
    Full-width, small and superscript forms of the four signs count as the signs they stand for, since some
    programs fold them.
    """
    for sign in text:
        if not is_visible(sign) or sign in "⏎␉":
            continue
        folded = unicodedata.normalize("NFKC", sign)
        return f"'{text}" if folded[:1] in _FORMULA_STARTS or sign == _MINUS else text
    return text


def _shown(sign: str) -> str:
    category = unicodedata.category(sign)
    if category == "Cs" or (category == "Cc" and ord(sign) >= 0x7F):
        return "\ufffd"
    return chr(0x2400 + ord(sign)) if category == "Cc" else sign
