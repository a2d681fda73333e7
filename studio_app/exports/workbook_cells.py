"""What a worksheet's cell holds: numbers that can be added up, and texts that nothing computes."""

import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

from studio_app.domain.language import chosen_language
from studio_app.domain.moments import duration_ms
from studio_app.domain.money import Money
from studio_app.exports.cells import sheet_text
from studio_app.exports.document_text import value_text
from studio_app.exports.documents import Value

LONGEST_TEXT = 32_767
"""Signs of one cell, in units of UTF-16 (Excel specifications and limits)."""
_EXACT_DIGITS = 15
"""A spreadsheet keeps no more digits of a number."""
_FIRST_DAY = date(1900, 3, 1)
"""Before it the two calendars of spreadsheets differ by the leap day that 1900 did not have."""
_DAY_NOUGHT = date(1899, 12, 30)
_INEXACT = Decimal(10) ** _EXACT_DIGITS
_SIGN, _TIME = 3, 10
"""Digits that a currency's or a minus sign takes, and a day or a length of time."""
_DAY_MS = 86_400_000
_TEXT, _LONG_TEXT = "@", "General"
_LONGEST_AS_TEXT = 255
"""Older spreadsheets show hashes for a longer one whose format is that of texts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A cell: `number` with its `form` of display, or else `text`; `width` is about how many digits wide it shows."""

    width: int
    text: str = ""
    number: Decimal | float | None = None
    form: str = _TEXT


def held(value: Value) -> Held:
    """Return what a cell holds; a number that the spreadsheet would round is kept as text."""
    match value:
        case None | str():
            return text_held(sheet_text(value or ""))
        case Money():
            form = money_form(value.currency)
            return _number(value, value.amount, form)
        case timedelta():
            return _time(value)
        case Decimal():
            return _number(value, value, _places(value))
        case int():
            return _number(value, Decimal(value), "#,##0")
        case date():
            return _day(value)


def text_held(text: str) -> Held:
    """Return a cell with a text."""
    text = fitting(text)
    return Held(width=digits_wide(text), text=text, form=_TEXT if len(text) <= _LONGEST_AS_TEXT else _LONG_TEXT)


def fitting(text: str) -> str:
    """Return `text` no longer than a cell can hold; an ellipsis says that it went on."""
    if len(text) * 2 <= LONGEST_TEXT or len(text.encode("utf-16-le")) // 2 <= LONGEST_TEXT:
        return text
    return text.encode("utf-16-le")[: 2 * (LONGEST_TEXT - 1)].decode("utf-16-le", errors="ignore") + "…"


def money_form(currency: str) -> str:
    """Return how a spreadsheet shows amounts of a currency: with its own minor digits, as the language puts it."""
    return _money_form(currency, chosen_language())


@cache
def _money_form(currency: str, language: str) -> str:
    from babel import Locale  # noqa: PLC0415  # slow to load
    from babel.numbers import get_currency_precision, get_currency_symbol  # noqa: PLC0415

    locale = Locale.parse(language)
    digits = get_currency_precision(currency)
    figures = "#,##0" + ("." + "0" * digits if digits else "")
    symbol = get_currency_symbol(currency, locale).replace('"', "")
    before = str(locale.currency_formats["standard"].pattern).startswith("¤")
    form = f'"{symbol}"{figures}' if before else f'{figures}\\ "{symbol}"'
    return f"{form};-{form}"


def digits_wide(text: str) -> int:
    """Return about how many digits wide the widest line of a text is; Japanese signs are as wide as two."""
    if text.isascii():
        return len(text) if "\n" not in text else max(map(len, text.split("\n")))
    return max(sum(map(_sign_width, line)) for line in text.split("\n"))


@cache
def _sign_width(sign: str) -> int:
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1


def _number(value: Value, number: Decimal, form: str) -> Held:
    if len(number.normalize().as_tuple().digits) > _EXACT_DIGITS or abs(number) >= _INEXACT:
        return text_held(value_text(value))
    figures = len(str(number))
    return Held(width=figures + figures // 3 + _SIGN, number=number, form=form)


def _places(number: Decimal) -> str:
    exponent = number.as_tuple().exponent
    places = min(-exponent, _EXACT_DIGITS) if isinstance(exponent, int) and exponent < 0 else 0
    return "#,##0" + ("." + "0" * places if places else "")


def _time(length: timedelta) -> Held:
    """Return a length of time in days, as spreadsheets count it; they show none below zero."""
    if length < timedelta():
        return text_held(value_text(length))
    ms = duration_ms(length)
    return Held(width=_TIME, number=ms / _DAY_MS, form="[h]:mm:ss.000" if ms % 1000 else "[h]:mm:ss")


def _day(day: date) -> Held:
    if day < _FIRST_DAY:
        return text_held(day.isoformat())
    return Held(width=_TIME, number=(day - _DAY_NOUGHT).days, form="yyyy-mm-dd")
