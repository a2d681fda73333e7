"""Printing an answer: one JSON document, or lines for people."""

import json
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any


def print_json(document: Any) -> None:
    """Print one JSON document in UTF-8 and nothing else."""
    text = json.dumps(document, ensure_ascii=False, indent=2)
    _print(text)


def print_lines(lines: Iterable[str]) -> None:
    """Print lines in UTF-8 whatever the terminal's language."""
    _print("\n".join(lines))


def print_table(rows: Sequence[Sequence[str]]) -> None:
    """Print rows in columns that stay aligned with full-width characters."""
    widths = [max(_width(cell) for cell in column) for column in zip(*rows, strict=True)] if rows else []
    print_lines(
        "  ".join(cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )


def clock(length: timedelta) -> str:
    """Return a duration as hours, minutes and, below an hour, seconds: `2:14`, `0:02:14`."""
    seconds = length // timedelta(seconds=1)
    short = f"{seconds // 3600}:{seconds // 60 % 60:02d}"
    return short if seconds >= 3600 or not seconds else f"{short}:{seconds % 60:02d}"


def _print(text: str) -> None:
    """Write text as UTF-8; what cannot be encoded (a broken file name) is shown escaped."""
    sys.stdout.flush()
    sys.stdout.buffer.write((text + "\n").encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()


def padded(text: str, columns: int) -> str:
    """Return `text` filled up with blanks to so many columns of a terminal, and one blank at least."""
    return text + " " * max(1, columns - _width(text))


def _width(text: str) -> int:
    """Return how many columns a terminal needs for `text`."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
