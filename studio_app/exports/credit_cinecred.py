"""The roll as the CSV that the credit-roll program Cinecred reads, in the styles that its new projects come with.

The grammar is that of its guide (cinecred.com/guide/credits-spreadsheet) and of its reader as of version 1.8: ten
columns named with an `@`; a row with nothing in head, body and tail ends a block and makes one unit of gap; a style
counts until the next; `{{…}}` is a tag, `\\{{` are two braces. The names of the styles are those of a project that
was made in English with the sample styles: `Scroll` (page), `Heading`, `Subheading`, `Gutter` (content), `Small`
(letters).
"""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from studio_app.exports.cells import flattened, harmless
from studio_app.exports.credit_words import GENERATORS, generator_line
from studio_app.statements.credit_sheet import CompanyGroup, CreditSheet, RoleGroup, roll_of

COLUMNS = (
    "@Head",
    "@Body",
    "@Tail",
    "@Vertical Gap",
    "@Content Style",
    "@Break Harmonization",
    "@Spine Position",
    "@Page Style",
    "@Page Runtime",
    "@Page Gap",
)
_PAGE = "Scroll"
_HEADING, _SUBHEADING, _GUTTER = "Heading", "Subheading", "Gutter"
_SMALL = "{{Style Small}}"
_PLAIN = "{{Style}}"
"""Goes back to the letters a cell begins with: seen by nobody, and taken for a formula by no spreadsheet."""
_BRACES = re.compile(r"(\\*)(\{\{|\}\})")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """A row; all empty, it ends the block above and makes a gap."""

    head: str = ""
    body: str = ""
    style: str = ""


def credits_cinecred(sheet: CreditSheet) -> bytes:
    """Return the roll; what it prints is exactly the names, roles and generators of the sheet."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    style = ""
    for number, line in enumerate(_lines(sheet)):
        changed = line.style if line.style != style else ""
        style = line.style or style
        writer.writerow((line.head, line.body, "", "", changed, "", "", "" if number else _PAGE, "", ""))
    return text.getvalue().encode("utf-8-sig")


def cell(text: str, beside: str = "") -> str:
    """Return a text, with another in small letters beside it, as a cell that prints just them.

    Braces that are no tag are escaped, and nothing is left that a spreadsheet would take for a formula.
    """
    flat, other = flattened(text).strip(), flattened(beside).strip()
    said = _escaped(f"{flat} ") + _SMALL + _escaped(other) if other else _escaped(flat)
    return said if harmless(flat) == flat else _PLAIN + said


def _escaped(text: str) -> str:
    """Escape a piece of text between tags: a backslash counts only before double braces and at the piece's end."""
    escaped = _BRACES.sub(lambda found: found[1] * 2 + "\\" + found[2], text)
    return escaped + "\\" * (len(escaped) - len(escaped.rstrip("\\")))


def _lines(sheet: CreditSheet) -> Iterator[_Line]:
    for number, role in enumerate(roll_of(sheet.lines)):
        if number:
            yield _Line()
        yield from _role_lines(role)
    if not sheet.generators:
        return
    if sheet.lines:
        yield from (_Line(), _Line(), _Line())
    yield _Line(body=cell(GENERATORS), style=_HEADING)
    yield _Line()
    for one in sheet.generators:
        yield _Line(body=cell(generator_line(one)), style=_SUBHEADING)


def _role_lines(role: RoleGroup) -> Iterator[_Line]:
    head = cell(f"{role.role.ja}  {role.role.en}")
    for number, group in enumerate(role.companies):
        if number:
            yield _Line()
        for body in _bodies(group):
            yield _Line(head=head, body=body, style=_GUTTER)
            head = ""


def _bodies(group: CompanyGroup) -> Iterator[str]:
    """Yield a company's heading in small letters, then its people, each with the name in Latin letters beside it."""
    if group.company:
        other = group.company_en if group.company_en != group.company else ""
        yield _SMALL + _escaped(flattened("  ".join(filter(None, (group.company, other)))).strip())
    for line in group.lines:
        yield cell(line.name, line.name_en if line.name_en != line.name else "")
