"""Names and notes made fit for plain-text accounting, where signs of punctuation are syntax."""

import unicodedata

from studio_app.exports.cells import flattened

_FIRST = frozenset({"Lu", "Nd"})
_LETTERS = frozenset({"Lu", "Ll", "Lt", "Lm", "Lo", "Nd"})
_LARGEST_BASIC = 0xFFFF
# What would end a description, begin a comment, a tag or a date in brackets, or hide in hledger's journals.
_WIDE = str.maketrans(
    {";": "；", "|": "｜", ":": "：", "[": "［", "]": "］", "(": "（", ")": "）", "%": "％", "#": "＃"}
)


def account_part(code: str) -> str:
    """Return a code as a part of an account's name that both hledger and beancount take; no two codes give the same.

    Letters and digits stay, every other sign becomes its number between hyphens (`A B` is `A-20-B`). A part begins with
    a capital or a digit; anything else is led by `X-`, which no code gives, since its hyphen would be `-2D-`.
    """
    part = "".join(_signed(sign) for sign in code)
    return part if part and unicodedata.category(part[0]) in _FIRST and part[0].isascii() else f"X-{part}"


def _signed(sign: str) -> str:
    plain = unicodedata.category(sign) in _LETTERS and ord(sign) <= _LARGEST_BASIC
    return sign if plain else f"-{ord(sign):X}-"


def hledger_text(text: str) -> str:
    """Return a text for a description or comment in which hledger reads nothing but the text: on one line, no syntax.

    Its signs of syntax become their full-width forms, which look the same to a person and mean nothing to it.
    """
    return " ".join(flattened(text).translate(_WIDE).split())


def beancount_text(text: str) -> str:
    """Return a text as a quoted string of beancount."""
    escaped = flattened(text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
