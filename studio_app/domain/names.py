"""Names from outside made fit to be shown: one line, no hidden direction changes, not too long."""

import unicodedata
from pathlib import PurePath

from studio_app.domain.language import _

_LONGEST = 60
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_JOINERS = frozenset("\u200c\u200d")


def shown(name: str | PurePath) -> str:
    """Return a text, or the last part of a path, escaped, shortened and in quotation marks."""
    return _("“{name}”", name=shown_name(name) if isinstance(name, PurePath) else _shortened(name))


def shown_name(path: PurePath | str) -> str:
    """Return the last part of `path` with invisible characters escaped and a long name shortened in its middle.

    Line breaks, control and text-direction characters could otherwise forge a second line or turn a name
    around. The two joiners stay: Persian, Hindi and emoji names need them.
    """
    return _shortened(PurePath(path).name or str(path))


def is_plain(text: str) -> bool:
    """Whether `text` has no character that would have to be escaped."""
    return all(_shown_character(character) == character for character in text)


def _shortened(text: str) -> str:
    escaped = "".join(_shown_character(character) for character in text)
    if len(escaped) <= _LONGEST:
        return escaped
    half = (_LONGEST - 1) // 2
    return f"{escaped[:half]}…{escaped[-half:]}"


def _shown_character(character: str) -> str:
    if unicodedata.category(character) in _INVISIBLE and character not in _JOINERS:
        return character.encode("unicode_escape").decode("ascii")
    return character
