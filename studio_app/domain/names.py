"""Names from outside made fit to be shown: one line, no hidden direction changes, not too long."""

import unicodedata
from pathlib import PurePath

_LONGEST = 80
_JOINERS = "\u200c\u200d"
"""Zero-width joiners belong to the spelling of names in Hindi, Persian and other scripts."""


def shown(name: str | PurePath) -> str:
    """Return a file's or person's name safe to print on one line.

    Control, format (bidi overrides, zero width) and unpaired surrogate characters appear as `\\u202e`; a name of
    more than 80 characters loses its middle.
    """
    text = name.name if isinstance(name, PurePath) else name
    safe = "".join(_escaped(character) for character in text)
    if len(safe) > _LONGEST:
        half = _LONGEST // 2
        safe = f"{safe[:half]}…{safe[-half + 1 :]}"
    return f"“{safe}”"


def is_plain(text: str) -> bool:
    """Whether `text` has no character that `shown` would have to escape."""
    return all(_escaped(character) == character for character in text)


def _escaped(character: str) -> str:
    """Return `character`, or its number where it cannot be seen."""
    if character in _JOINERS:
        return character
    if unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}:
        return f"\\u{ord(character):04x}"
    return character
