"""The numbers that suppliers are registered under, and the check digits that tell a wrong one."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_JAPANESE_DIGITS = 13


def plain_number(text: str) -> str:
    """Return a number as it is compared: narrow capitals and digits, without blanks and hyphens."""
    narrow = unicodedata.normalize("NFKC", text).upper()
    return "".join(sign for sign in narrow if not sign.isspace() and unicodedata.category(sign) != "Pd")


def japanese_check_digit(base: str) -> int:
    """Return the check digit that stands before the twelve digits of `base`.

    9 - (sum of Pn x Qn mod 9), where Pn is the nth digit from the right and Qn is 1 for odd and 2 for even n:
    法人番号の指定等に関する省令(平成26年財務省令第70号)第2条. 712345678901 2 as in 7123456789012: the sum is 74,
    74 mod 9 is 2, and 9 - 2 is 7.
    """
    total = sum(int(digit) * (1 if place % 2 else 2) for place, digit in enumerate(reversed(base), start=1))
    return 9 - total % 9


def _japanese(number: str) -> bool:
    """Whether `T` and 13 digits carry the right check digit.

    Registered sole traders have numbers of the same form that are no corporate number and no personal one (国税庁
    「適格請求書発行事業者公表サイト」登録番号とは).
    """
    digits = number.removeprefix("T")
    plain = len(digits) == _JAPANESE_DIGITS and digits.isascii() and digits.isdigit()
    return plain and int(digits[0]) == japanese_check_digit(digits[1:])


def _unchecked(_number: str) -> bool:
    return True


NUMBER_CHECKS: Mapping[str, Callable[[str], bool]] = {"": _unchecked, "jp-corporate-number": _japanese}
"""The rules for check digits that a table of taxes may name; an empty name checks nothing but the form."""
