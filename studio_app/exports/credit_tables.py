"""The tables of a credit sheet: people, evidence, checks, omissions, generators; for paper and for the workbook."""

from collections.abc import Iterable, Iterator, Sequence

from studio_app.domain.language import _, counted
from studio_app.exports.credit_words import (
    GENERATORS,
    check_words,
    generator_words,
    ground_words,
    omission_words,
    provider_words,
)
from studio_app.exports.documents import Column, Head, Row, Table, Value
from studio_app.statements.credit_difference import CreditChange
from studio_app.statements.credit_order import order_words
from studio_app.statements.credit_sheet import CreditLine, CreditSheet, OpenCheck, check_key, line_key, roll_of

_CELL = 24_000
"""How many signs of codes or hashes a workbook's cell is given; Excel holds 32,767 (its specifications and limits)."""
_SHORT = 8
"""A beginning that “teire ledger show” finds an entry by."""
_FEW = 3


def people_table(sheet: CreditSheet) -> Table:
    """The worksheet for people: the roll as it will be set, generators apart beneath it."""
    rows = [
        Row(
            cells=(line.role.ja, line.role.en, line.company, line.name, line.name_en, line.reading, line.code),
            key=line_key(line),
            entries=line.entries,
        )
        for line in sheet.lines
    ]
    if sheet.generators:
        rows.append(Row(cells=(GENERATORS,), strong=True))
        rows += [Row(cells=("", "", provider_words(one), generator_words(one))) for one in sheet.generators]
    heads = (
        Head(title=_("Role (Japanese)")),
        Head(title=_("Role (English)")),
        Head(title=_("Company")),
        Head(title=_("Name"), share=3),
        Head(title=_("Name (English)"), share=3),
        Head(title=_("Reading")),
        Head(title=_("Code"), kind=Column.CODE),
    )
    return Table(name=_("Credits"), heads=heads, rows=tuple(rows), note=order_words(sheet.order))


def evidence_table(sheet: CreditSheet) -> Table:
    """The worksheet of evidence: every line with all it rests on; long lists go on in rows without figures."""
    heads = (
        Head(title=_("Kind of row")),
        *_line_heads(),
        Head(title=_("Backgrounds"), kind=Column.CODE, share=3),
        Head(title=_("Rests on"), share=3),
        Head(title=_("Entries"), kind=Column.CODE, share=4),
    )
    return Table(name=_("Evidence"), heads=heads, rows=tuple(_evidence_rows(sheet)))


def definitions_table(sheet: CreditSheet) -> Table:
    """The worksheet of definitions."""
    rows = tuple(Row(cells=(one.term, one.text)) for one in sheet.definitions)
    heads = (Head(title=_("Term")), Head(title=_("Definition"), share=6))
    return Table(name=_("Definitions"), heads=heads, rows=rows)


def paper_evidence(sheet: CreditSheet) -> Table:
    """The evidence as it is printed: entries by their number, few by the beginnings of their hashes."""
    heads = (
        Head(title=_("Name"), share=6),
        Head(title=_("Code"), kind=Column.CODE, share=4),
        Head(title=_("BG"), kind=Column.NUMBER, share=2),
        Head(title=_("Stages"), kind=Column.NUMBER, share=3),
        Head(title=_("Reviews"), kind=Column.NUMBER, share=3),
        Head(title=_("Active time, measured"), kind=Column.TIME, share=4),
        Head(title=_("Active time, read"), kind=Column.TIME, share=4),
        Head(title=_("Active time, stated"), kind=Column.TIME, share=4),
        Head(title=_("Unconfirmed time"), kind=Column.TIME, share=4),
        Head(title=_("Rests on"), share=5),
        Head(title=_("Entries"), kind=Column.CODE, share=4),
    )
    note = _("The .xlsx, .csv and .json of this sheet name every background and every entry with its whole hash.")
    return Table(name=_("Evidence"), heads=heads, rows=tuple(_paper_rows(sheet)), note=note)


def _paper_rows(sheet: CreditSheet) -> Iterator[Row]:
    for role in roll_of(sheet.lines):
        yield Row(cells=(role.role.ja,), strong=True)
        for line in (line for company in role.companies for line in company.lines):
            _role, name, code, *figures = _line_cells(line)
            yield Row(
                cells=(name, code, len(line.backgrounds), *figures, ground_words(line), _entries_said(line.entries)),
                key=line_key(line),
                entries=line.entries,
            )


def checks_table(checks: Iterable[OpenCheck]) -> Table:
    """Checks with what is the matter, and who cleared them and why."""
    heads = (
        Head(title=_("Check")),
        Head(title=_("Code"), kind=Column.CODE, share=1),
        Head(title=_("What is the matter"), share=4),
        Head(title=_("Backgrounds"), kind=Column.NUMBER, share=1),
        Head(title=_("Cleared by"), share=2),
        Head(title=_("Reason"), share=3),
    )
    rows = tuple(
        Row(
            cells=(check_words(one), one.code, one.sentence, len(one.backgrounds), _cleared(one), one.reason),
            key=check_key(one),
            entries=one.entries,
        )
        for one in checks
    )
    return Table(name=_("Checks"), heads=heads, rows=rows)


def omissions_table(sheet: CreditSheet) -> Table:
    """Who worked and is not named, and why."""
    heads = (
        Head(title=_("Role (Japanese)")),
        Head(title=_("Code"), kind=Column.CODE, share=1),
        Head(title=_("Backgrounds"), kind=Column.NUMBER, share=1),
        Head(title=_("Reason"), share=4),
        Head(title=_("Signed by")),
    )
    rows = tuple(
        Row(
            cells=(
                ", ".join(role.ja for role in one.roles),
                one.code,
                len(one.backgrounds),
                omission_words(one),
                one.signed_by,
            ),
            entries=one.entries,
        )
        for one in sheet.omissions
    )
    return Table(name=_("Left out"), heads=heads, rows=rows)


def generators_table(sheet: CreditSheet) -> Table:
    """Generators: system, version, provider."""
    heads = (
        Head(title=_("System"), share=3),
        Head(title=_("Version"), share=2),
        Head(title=_("Provider"), share=3),
        Head(title=_("Stages"), kind=Column.NUMBER, share=1),
        Head(title=_("Backgrounds"), kind=Column.NUMBER, share=1),
    )
    rows = tuple(
        Row(
            cells=(one.system, one.version, provider_words(one), one.stages, len(one.backgrounds)),
            key=f"generator/{one.system}/{one.version}",
            entries=one.entries,
        )
        for one in sheet.generators
    )
    return Table(name=_("Generators"), heads=heads, rows=rows)


def changes_table(changes: Iterable[CreditChange]) -> Table:
    """What changed since a version was locked."""
    heads = (Head(title=_("Code"), kind=Column.CODE, share=1), Head(title=_("What has changed"), share=6))
    rows = tuple(Row(cells=(one.code, one.sentence)) for one in changes)
    return Table(name=_("Changes"), heads=heads, rows=rows)


def _line_heads() -> tuple[Head, ...]:
    return (
        Head(title=_("Role"), share=2),
        Head(title=_("Name"), share=3),
        Head(title=_("Code"), kind=Column.CODE),
        Head(title=_("Stages"), kind=Column.NUMBER, share=1),
        Head(title=_("Reviews"), kind=Column.NUMBER, share=1),
        Head(title=_("Active time, measured"), kind=Column.TIME, share=1),
        Head(title=_("Active time, read"), kind=Column.TIME, share=1),
        Head(title=_("Active time, stated"), kind=Column.TIME, share=1),
        Head(title=_("Unconfirmed time"), kind=Column.TIME, share=1),
    )


def _line_cells(line: CreditLine) -> tuple[Value, ...]:
    active = line.active
    figures = (line.stages, line.reviews, active.measured, active.read, active.stated, line.unconfirmed)
    return (line.role.ja, line.name, line.code, *figures)


_NO_FIGURES: tuple[Value, ...] = (None,) * 6


def _evidence_rows(sheet: CreditSheet) -> Iterator[Row]:
    for line in sheet.lines:
        first = (_("credit"), *_line_cells(line))
        yield from _spread(first, line.backgrounds, ground_words(line), line.entries, line_key(line))
    for made in sheet.generators:
        name = f"{generator_words(made)} ({provider_words(made)})"
        first = (_("generator"), GENERATORS, name, "", made.stages, *_NO_FIGURES[1:])
        yield from _spread(first, made.backgrounds, "", made.entries)
    for omission in sheet.omissions:
        roles = ", ".join(role.ja for role in omission.roles)
        first = (_("omission"), roles, "", omission.code, *_NO_FIGURES)
        ground = " / ".join(filter(None, (omission_words(omission), omission.signed_by)))
        yield from _spread(first, omission.backgrounds, ground, omission.entries)
    for check in sheet.checks:
        role = check.role.ja if check.role is not None else ""
        first = (_("check"), role, check.name, check.code, *_NO_FIGURES)
        ground = " / ".join(filter(None, (check_words(check), check.sentence, _cleared(check), check.reason)))
        yield from _spread(first, check.backgrounds, ground, check.entries, check_key(check))
    for finding in sheet.findings:
        yield Row(cells=(_("finding"), "", "", "", *_NO_FIGURES, "", finding, ""))


def _spread(
    first: tuple[Value, ...], backgrounds: Sequence[str], ground: str, entries: Sequence[str], key: str = ""
) -> Iterator[Row]:
    """Yield a row and, where its lists are longer than a cell holds, further ones that go on with them."""
    codes, hashes = _cells(backgrounds), _cells(entries)
    for number in range(max(len(codes), len(hashes), 1)):
        lead = first if number == 0 else (_("continued"), *first[1:4], *_NO_FIGURES)
        yield Row(
            cells=(*lead, _at(codes, number), ground if number == 0 else "", _at(hashes, number)),
            key=key,
            entries=tuple(entries) if number == 0 else (),
        )


def _cells(texts: Sequence[str]) -> list[str]:
    """Join texts by commas into as few cells as hold them."""
    cells: list[list[str]] = []
    room = 0
    for text in texts:
        if not cells or room < len(text) + 2:
            cells.append([])
            room = _CELL
        cells[-1].append(text)
        room -= len(text) + 2
    return [", ".join(one) for one in cells]


def _at(cells: Sequence[str], number: int) -> str:
    return cells[number] if number < len(cells) else ""


def _entries_said(entries: Sequence[str]) -> str:
    if len(entries) <= _FEW:
        return " ".join(entry[:_SHORT] for entry in entries)
    return counted("{count} entry", "{count} entries", len(entries))


def _cleared(check: OpenCheck) -> str:
    if check.cleared:
        return check.cleared_by
    return _("not cleared") if check.may_clear else _("not cleared; no signature does it")
