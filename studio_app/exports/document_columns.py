"""How wide the columns of a printed table are: figures as wide as they need, texts share what is left."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from studio_app.exports.document_text import ALIGNED_RIGHT, value_text
from studio_app.exports.documents import Column, Head, Row

_MEASURED = frozenset({*ALIGNED_RIGHT, Column.DAY})
_ACROSS, _ACROSS_WIDE = 59.0, 88.0
"""A4 between its margins, upright and on its long side, in heights of 8.5 pt."""
_SMALLER = 8.5 / 7
_GUTTER = 0.9
_LEAST = 6.0
"""A column of texts is not set narrower before letters become smaller."""
_HEAD = 7.0
"""A head's word wider than this breaks rather than widen its column."""
_NARROW = 0.6
_BREAKABLE = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Widths in letters' heights: `ems` of columns of figures (0: shares what is left), `rooms` of all columns."""

    ems: tuple[float, ...]
    rooms: tuple[float, ...]
    small: bool


def columns_of(heads: Sequence[Head], rows: Sequence[Sequence[str]], *, wide: bool) -> Columns:
    """Return the widths of a table's columns; `small` where it fits only in smaller letters."""
    ems = [_needed(head, [row[at] for row in rows]) if head.kind in _MEASURED else 0.0 for at, head in enumerate(heads)]
    texts = sum(max(1, head.share) for head, em in zip(heads, ems, strict=True) if not em)
    across = (_ACROSS_WIDE if wide else _ACROSS) - _GUTTER * len(heads)
    small = sum(ems) + _LEAST * ems.count(0.0) > across
    if small:
        across = (_ACROSS_WIDE if wide else _ACROSS) * _SMALLER - _GUTTER * len(heads)
    if sum(ems) + _LEAST * ems.count(0.0) > across:
        ems, texts = [0.0] * len(heads), sum(max(1, head.share) for head in heads)
    left = max(0.0, across - sum(ems))
    rooms = [em or left * max(1, head.share) / texts for head, em in zip(heads, ems, strict=True)]
    return Columns(ems=tuple(ems), rooms=tuple(rooms), small=small)


def cell_texts(row: Row, count: int) -> tuple[str, ...]:
    """Return what a row's cells say, as many as there are heads; missing ones are empty."""
    return tuple(value_text(row.cells[at]) if at < len(row.cells) else "" for at in range(count))


def width(text: str) -> float:
    """Return about how wide a text is, in letters' heights; rather too much."""
    if text.isascii():
        return _NARROW * len(text)
    return sum(1.0 if unicodedata.east_asian_width(sign) in "WF" else _NARROW for sign in text)


def broken(text: str, room: float) -> str | list[str]:
    """Return `text`, or its pieces where it has runs wider than `room`: every second piece is such a run.

    Between the signs of Chinese, Japanese and Korean a line may break anyway, by their own rules.
    """
    least = int(room / _NARROW) + 1
    if len(text) < least:
        return text
    pieces = _run(least).split(text)
    return pieces if len(pieces) > 1 else text


@cache
def _run(least: int) -> re.Pattern[str]:
    return re.compile(rf"([^\s{_BREAKABLE}]{{{least},}})")


def _needed(head: Head, texts: Sequence[str]) -> float:
    words = (min(width(word), _HEAD) for word in head.title.split())
    return max(1.0, *words, *map(width, texts))
