"""The roll as plain text, in columns that stay aligned with full-width characters."""

import unicodedata
from collections.abc import Iterator

from studio_app.exports.cells import flattened
from studio_app.exports.credit_words import DRAFT, GENERATORS, generator_line, scope_words
from studio_app.statements.credit_order import order_words
from studio_app.statements.credit_sheet import CreditSheet, RoleGroup, roll_of

_GAP = 4
_WIDEST_ROLE = 60
_FULL = "WF"
_TO_LEFT = frozenset({"R", "AL"})
_ISOLATE, _END = "\u2068", "\u2069"


def credits_text(sheet: CreditSheet) -> bytes:
    """Return the roll in UTF-8: roles to the left, names to the right, companies as headings over their people."""
    return ("\n".join(_lines(sheet)) + "\n").encode("utf-8", "backslashreplace")


def display_width(text: str) -> int:
    """Return how many columns of a fixed-width font `text` takes; marks that stand on others take none."""
    return sum(_columns(sign) for sign in text)


def _columns(sign: str) -> int:
    if unicodedata.category(sign) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(sign) in _FULL else 1


def _lines(sheet: CreditSheet) -> Iterator[str]:
    if sheet.open_checks:
        yield DRAFT
    yield _shown(sheet.title)
    yield scope_words(sheet)
    yield order_words(sheet.order)
    roles = roll_of(sheet.lines)
    heads = [_head(role) for role in roles]
    at = min(max(map(display_width, heads), default=0), _WIDEST_ROLE) + _GAP
    for role, head in zip(roles, heads, strict=True):
        yield ""
        yield from _role_lines(role, head, at)
    if sheet.generators:
        yield from ("", "", GENERATORS)
        for one in sheet.generators:
            yield f"  {_shown(generator_line(one))}"


def _head(role: RoleGroup) -> str:
    return f"{_shown(role.role.ja)}  {_shown(role.role.en)}"


def _role_lines(role: RoleGroup, head: str, at: int) -> Iterator[str]:
    """Yield a role's lines; one whose words are wider than their column stands on a line of its own."""
    if display_width(head) + _GAP > at:
        yield head
        head = ""
    for number, group in enumerate(role.companies):
        if number:
            yield ""
        if group.company:
            yield _beside(head, f"［{_pair(group.company, group.company_en)}］", at)
            head = ""
        for line in group.lines:
            yield _beside(head, _pair(line.name, line.name_en), at)
            head = ""


def _beside(head: str, text: str, at: int) -> str:
    return head + " " * (at - display_width(head)) + text


def _pair(name: str, other: str) -> str:
    return "  ".join(_shown(one) for one in (name, other if other != name else "") if one)


def _shown(text: str) -> str:
    """Return a name on its one line; one written from right to left is kept from turning round what is beside it."""
    flat = flattened(text)
    turns = any(unicodedata.bidirectional(sign) in _TO_LEFT for sign in flat)
    return f"{_ISOLATE}{flat}{_END}" if turns else flat
