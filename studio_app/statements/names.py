"""Names as sheets print and sort them."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from studio_app.domain.people import Person

# Letters by their Unicode category that nevertheless show nothing: Hangul fillers and the blank Braille cell.
_BLANK_LETTERS = frozenset("\u115f\u1160\u3164\uffa0\u2800")
_KATAKANA_TO_HIRAGANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}


def is_visible(text: str) -> bool:
    """Whether anything of `text` shows on paper: white space, controls, joiners and fillers alone do not."""
    return any(unicodedata.category(sign)[0] not in "CZM" and sign not in _BLANK_LETTERS for sign in text)


def name_on_sheet(person: Person | None) -> str:
    """The name to print, or an empty text where there is none: `credit_as` if it shows anything, else `name`."""
    if person is None:
        return ""
    return next((name for name in (person.credit_as, person.name) if is_visible(name)), "")


def sort_key(person: Person) -> tuple[str, str, str]:
    """The place among others of a role: by reading, falling back to the name; the code settles what is left.

    Half-width and full-width, katakana and hiragana, upper and lower case sort as one.
    """
    name = name_on_sheet(person)
    return (folded(person.reading if is_visible(person.reading) else name), folded(name), person.code)


def folded(text: str) -> str:
    """Return `text` as names sort: widths of letters, katakana and hiragana, upper and lower case count as one."""
    return unicodedata.normalize("NFKC", text).translate(_KATAKANA_TO_HIRAGANA).casefold()
