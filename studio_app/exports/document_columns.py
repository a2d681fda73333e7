"""How wide the columns of a printed table are: figures as wide as they need, texts share what is left."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from studio_app.exports.document_text import ALIGNED_RIGHT, value_text
from studio_app.exports.documents import Column, Head, Row

_MEASURED = frozenset({*ALIGNED_RIGHT, Column.DAY})
_ACROSS, _ACROSS_WIDE = 178 / 25.4 * 72, 265 / 25.4 * 72
"""A4 between its margins, upright and on its long side, in points."""
_SIZE, _SNUG, _SMALLEST = 8.5, 7.6, 5.5
"""Points of the letters: as a rule, where nothing then has to wrap, and where figures would not fit otherwise."""
_GUTTER = 2 * 1.2 / 25.4 * 72
"""Points between two columns, as the template sets them."""
_LEAST = 6.0
"""A column of texts is not set narrower before letters become smaller."""
_HEAD = 7.0
"""A head's word wider than this breaks rather than widen its column."""
_LETTER, _CAPITAL, _WIDEST, _POINT = 0.57, 0.72, 0.95, 0.32
_POINTS = frozenset(",.:;-' \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}")
_WIDE = frozenset("WMmwŒœ@%—…")
_RUNS = re.compile(r"([^\s\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Widths in letters' heights of `size` points: a column's `ems`, or its share of what is left where they are 0.

    `rooms` is how much each has in the end.
    """

    size: float
    ems: tuple[float, ...]
    shares: tuple[float, ...]
    rooms: tuple[float, ...]


def columns_of(heads: Sequence[Head], rows: Sequence[Sequence[str]], *, wide: bool) -> Columns:
    """Return the widths of a table's columns; letters are smaller where it would not fit."""
    natural = [wished(head, [row[at] for row in rows]) for at, head in enumerate(heads)]
    figures = [head.kind in _MEASURED for head in heads]
    least = [need if figure else min(need, _LEAST) for need, figure in zip(natural, figures, strict=True)]
    points = (_ACROSS_WIDE if wide else _ACROSS) - _GUTTER * len(heads)
    size = points / sum(natural) if heads else _SIZE
    if size < _SNUG:
        size = points / sum(least)
    size = min(size, _SIZE)
    if size < _SMALLEST:  # not even so: everything may break
        size, figures = _SMALLEST, [False] * len(heads)
    return _shared(heads, natural, figures, points / size, size)


def _shared(
    heads: Sequence[Head], natural: Sequence[float], figures: Sequence[bool], across: float, size: float
) -> Columns:
    """Give figures what they need, and texts that need less than their share no more than that."""
    ems = [need if figure else 0.0 for need, figure in zip(natural, figures, strict=True)]
    shares = [float(max(1, head.share)) for head in heads]
    texts = [at for at, figure in enumerate(figures) if not figure]
    if not texts:  # a table is as wide as its page
        texts, ems = list(range(len(heads))), [0.0] * len(heads)
    left = across - sum(ems)
    if sum(natural[at] for at in texts) <= left:
        shares = list(natural)
    else:
        while short := [at for at in texts if natural[at] < left * shares[at] / sum(shares[one] for one in texts)]:
            for at in short:
                ems[at] = natural[at]
            left -= sum(natural[at] for at in short)
            texts = [at for at in texts if at not in short]
    total = sum(shares[at] for at in texts)
    rooms = [ems[at] or left * shares[at] / total for at in range(len(heads))]
    return Columns(size=size, ems=tuple(ems), shares=tuple(shares), rooms=tuple(rooms))


def cell_texts(row: Row, count: int) -> tuple[str, ...]:
    """Return what a row's cells say, as many as there are heads; missing ones are empty."""
    return tuple(value_text(row.cells[at]) if at < len(row.cells) else "" for at in range(count))


def width(text: str) -> float:
    """Return about how wide a text is, in letters' heights; rather too much."""
    return sum(map(_sign_width, text))


def broken(text: str, room: float) -> str | list[str]:
    """Return `text`, or its pieces where it has runs wider than `room`: every second piece is such a run.

    Between the signs of Chinese, Japanese and Korean a line may break anyway, by their own rules.
    """
    if width(text) <= room:
        return text
    pieces = [""]
    for at, piece in enumerate(_RUNS.split(text)):
        if at % 2 and width(piece) > room:
            pieces += [piece, ""]
        else:
            pieces[-1] += piece
    return pieces if len(pieces) > 1 else text


@cache
def _sign_width(sign: str) -> float:
    if sign in _POINTS:
        return _POINT
    if unicodedata.east_asian_width(sign) in "WF":
        return 1.0
    return _WIDEST if sign in _WIDE else _CAPITAL if sign.isupper() else _LETTER


def wished(head: Head, texts: Sequence[str]) -> float:
    """Return how wide a column would like to be: figures' heads may wrap between words, texts' heads do not."""
    words = head.title.split() if head.kind in _MEASURED else [head.title]
    return max(1.0, *(min(width(word), _HEAD) for word in words), *map(width, texts))
