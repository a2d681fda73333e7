"""Values as a document says them: in the reader's language, on one line, with nothing hidden in them."""

import unicodedata
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache

from studio_app.domain.figures import decimals, grouped
from studio_app.domain.language import chosen_language
from studio_app.domain.money import Money
from studio_app.domain.names import is_plain
from studio_app.exports.cells import time_text
from studio_app.exports.documents import Column, Document, Value

ALIGNED_RIGHT = frozenset({Column.NUMBER, Column.MONEY, Column.TIME})
"""Columns whose figures stand one under the other."""


def plain(text: str) -> str:
    """Return `text` as paper can show it: what is invisible or turns text round is escaped, a tab is a space."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(sign if is_plain(sign) else _escaped(sign) for sign in text.replace("\t", " "))


def lines(text: str) -> list[str]:
    """Return a text line by line as paper can show it, without the empty ones at its ends."""
    return [plain(line) for line in text.strip().splitlines()]


def one_line(text: str) -> str:
    """Return a text whose breaks became spaces: a name, a heading, a cell."""
    return plain(" ".join(text.split())) if any(sign.isspace() for sign in text) else plain(text)


def document_name(document: Document) -> str:
    """Return what a document is called: its title, what it is and of what."""
    return " · ".join(filter(None, map(one_line, (document.title, document.heading, document.scope))))


def value_text(value: Value) -> str:
    """Return what a cell says to a person: money and figures in the language's way, `2:14:00`, `2026-11-26`.

    None is an empty cell.
    """
    match value:
        case None | str():
            return one_line(value or "")
        case Money():
            return money_text(value)
        case timedelta():
            return f"−{time_text(-value)}" if value < timedelta() else time_text(value)
        case Decimal():
            return _figure(value)
        case int():
            return grouped(value)
        case date():
            return value.isoformat()


def money_text(money: Money) -> str:
    """Return an amount in the language's way: `¥2,500`, in French `2 500 JPY`."""
    return _money_text(money, chosen_language())


@lru_cache(maxsize=4096)
def _money_text(money: Money, language: str) -> str:
    from babel.numbers import format_currency  # noqa: PLC0415  # slow to load, and most papers have no money

    return str(format_currency(money.amount, money.currency, locale=language))


def _figure(figure: Decimal) -> str:
    whole, _point, rest = f"{abs(figure):f}".partition(".")
    mark = decimals(0, 1)[1] if rest else ""
    return f"{'-' if figure < 0 else ''}{grouped(int(whole))}{mark}{rest}"


def _escaped(sign: str) -> str:
    return sign if unicodedata.category(sign) == "Co" else sign.encode("unicode_escape").decode("ascii")
