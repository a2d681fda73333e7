"""Reads a credits table by the rules of Cinecred's guide and refuses whatever that program would warn of.

Written from its documentation (cinecred.com/guide/credits-spreadsheet) and from what its reader of version 1.8 does
with a table: the header is the first record with a cell that begins with `@`; all ten columns are wanted and no other;
cells are trimmed; a record with nothing in head, body and tail ends the block and counts as a gap of one unit; a page
style and a content style must be known and come before the first block; a head needs a style that has one.
"""

import csv
import io
from dataclasses import dataclass, field

COLUMNS = (
    "Head",
    "Body",
    "Tail",
    "Vertical Gap",
    "Content Style",
    "Break Harmonization",
    "Spine Position",
    "Page Style",
    "Page Runtime",
    "Page Gap",
)
PAGE_STYLES = {"card", "scroll"}
CONTENT_STYLES = {
    "heading": (False, False),
    "subheading": (False, False),
    "gutter": (True, False),
    "bullets": (True, False),
    "tabular": (False, False),
    "song": (True, False),
    "logos": (False, False),
    "blurb": (False, False),
    "card": (True, True),
}
"""Of a new project with sample styles, made in English: whether a style has a head and a tail."""
LETTER_STYLES = {"normal", "small", "heading", "name", "song title", "card name", "card small"}


class Warned(Exception):
    """What Cinecred would say of the table."""


@dataclass
class Block:
    style: str
    head: str
    body: list = field(default_factory=list)
    gap_after: int = 0


def read(content: bytes):
    """Return the blocks of the roll: style, head, body lines as lists of (text, letter style), gap behind."""
    text = content.decode("utf-8").removeprefix("\ufeff")
    records = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    header = next((row for row in records if any(cell.strip().startswith("@") for cell in row)), None)
    if header is None:
        raise Warned("no header")
    names = [cell.strip() for cell in header]
    if sorted(name.casefold() for name in names) != sorted(f"@{name}".casefold() for name in COLUMNS):
        raise Warned(f"columns missing or unexpected: {names}")
    at = {name: [one.casefold() for one in names].index(f"@{name}".casefold()) for name in COLUMNS}
    body = records[records.index(header) + 1 :]
    return _Blocks(at).read(body)


class _Blocks:
    def __init__(self, at):
        self.at, self.blocks = at, []
        self.page, self.style = "", ""
        self.ended, self.gap = True, 0

    def read(self, records):
        for number, record in enumerate(records, 1):
            if len(record) != len(COLUMNS):
                raise Warned(f"row {number} has {len(record)} cells")
            self.row({name: record[place].strip() for name, place in self.at.items()}, number)
        return self.blocks

    def row(self, cells, number):
        if cells["Page Style"]:
            if cells["Page Style"].casefold() not in PAGE_STYLES:
                raise Warned(f"row {number}: no page style {cells['Page Style']}")
            self.page, self.ended = cells["Page Style"], True
        if cells["Content Style"]:
            if cells["Content Style"].casefold() not in CONTENT_STYLES:
                raise Warned(f"row {number}: no content style {cells['Content Style']}")
            self.style, self.ended = cells["Content Style"].casefold(), True
        for name in ("Vertical Gap", "Break Harmonization", "Spine Position", "Page Runtime", "Page Gap"):
            if cells[name]:
                raise Warned(f"row {number}: {name} is not expected")
        head, body, tail = (cells[name] for name in ("Head", "Body", "Tail"))
        if not (head or body or tail):
            self.gap, self.ended = self.gap + 1, True
            return
        if not self.page or not self.style:
            raise Warned(f"row {number}: no style before the first block")
        has_head, has_tail = CONTENT_STYLES[self.style]
        if (head and not has_head) or (tail and not has_tail):
            raise Warned(f"row {number}: {self.style} has no such part")
        if head or tail or self.ended:
            if self.blocks:
                self.blocks[-1].gap_after = self.gap
            self.blocks.append(Block(style=self.style, head=_plain(head)))
            self.ended, self.gap = False, 0
        if not body:
            raise Warned(f"row {number}: a head without a body")
        self.blocks[-1].body.append(tagged(body))


def _plain(text):
    return "".join(piece for piece, _style in tagged(text)) if text else ""


def tagged(text):
    """Return pieces of a cell with their letter style, empty for the style the cell begins with."""
    pieces, style, at = [], "", 0
    while True:
        start = _unescaped(text, "{{", at)
        end = _unescaped(text, "}}", start + 2) if start != -1 else -1
        if end == -1:
            break
        if start != at:
            pieces.append((_said(text[at:start]), style))
        style, at = _style(_said(text[start + 2 : end]).strip()), end + 2
    if at != len(text):
        pieces.append((_said(text[at:]), style))
    if not any(piece for piece, _of in pieces):
        raise Warned(f"nothing to show: {text}")
    return pieces


def _style(tag):
    keyword, _space, value = tag.partition(" ")
    if keyword.casefold() != "style" or (value and value.casefold() not in LETTER_STYLES):
        raise Warned(f"unknown tag {tag}")
    return value


def _unescaped(text, sign, start):
    """Return where `sign` stands next with an even number of backslashes before it, -1 for nowhere."""
    at = text.find(sign, start)
    while at > 0:
        before = text[:at]
        if (len(before) - len(before.rstrip("\\"))) % 2 == 0:
            return at
        at = text.find(sign, at + len(sign))
    return at


def _said(text):
    """Take the escapes away: a backslash before double braces, half of those before it, half of those at the end."""
    places = [at for at in (text.find("\\{{"), text.find("\\}}")) if at != -1]
    if places:
        at = min(places)
    elif text.endswith("\\"):
        at = len(text) - 1
    else:
        return text
    upto = text[: at + 1]
    many = len(upto) - len(upto.rstrip("\\"))
    return text[: at - (many - 1) // 2] + _said(text[at + 1 :])
