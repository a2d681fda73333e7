"""File names made harmless for sentences that people read."""

import unicodedata
from pathlib import PurePath

_LONGEST = 60
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_JOINERS = frozenset("\u200c\u200d")


def shown_name(path: PurePath | str) -> str:
    """Return the last part of `path` with invisible characters escaped and a long name shortened in its middle.

    Line breaks, control and text-direction characters could otherwise forge a second line or turn a name
    around. The two joiners stay: Persian, Hindi and emoji names need them.
    """
    name = PurePath(path).name or str(path)
    shown = "".join(_shown_character(character) for character in name)
    if len(shown) <= _LONGEST:
        return shown
    half = (_LONGEST - 1) // 2
    return f"{shown[:half]}…{shown[-half:]}"


def _shown_character(character: str) -> str:
    if unicodedata.category(character) in _INVISIBLE and character not in _JOINERS:
        return character.encode("unicode_escape").decode("ascii")
    return character
