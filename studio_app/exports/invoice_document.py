"""The draft of an invoice as a document, which says on every page that it is one."""

from collections.abc import Iterator

from studio_app.domain.floor_wording import money_words
from studio_app.domain.language import _
from studio_app.domain.money import Money
from studio_app.exports.documents import (
    Block,
    Column,
    Document,
    Facts,
    Head,
    Heading,
    Paragraph,
    Row,
    Table,
    Value,
)
from studio_app.exports.pay_words import described, unit_words
from studio_app.statements.invoice_draft import InvoiceDraft, InvoiceLine


def invoice_document(draft: InvoiceDraft) -> Document:
    """Return the draft: from whom and to whom, the lines, the tax by rate, what is withheld, and what is missing."""
    return Document(
        kind="invoice",
        title=draft.recipient,
        heading=draft.heading,
        scope=f"{draft.period.first.isoformat()} – {draft.period.last.isoformat()}",
        stand=_("Dated {day}.", day=draft.dated),
        blocks=tuple(_blocks(draft)),
        draft=_("DRAFT"),
    )


def invoice_workbook(draft: InvoiceDraft) -> tuple[Table, ...]:
    """Return one worksheet each for the invoice, its sums, its evidence, and what is to be said."""
    heads = (Head(title=_("What"), share=4), Head(title=_("Value"), share=4))
    facts = tuple(Row(cells=pair) for pair in (*_parties(draft), *_sums(draft)))
    entries = tuple(Row(cells=(entry,), entries=(entry,)) for entry in draft.entries)
    said = [*((_("missing"), one) for one in draft.missing), *((_("note"), one) for one in draft.notes)]
    said += [(_("source"), one) for one in draft.sources]
    return (
        _lines(draft),
        Table(name=_("Invoice"), heads=heads, rows=facts, note=_("DRAFT")),
        Table(name=_("Tax"), heads=_tax_heads(), rows=_tax_rows(draft)),
        Table(name=_("Evidence"), heads=(Head(title=_("Entry"), kind=Column.CODE, share=8),), rows=entries),
        Table(
            name=_("To be noted"),
            heads=(Head(title=_("Kind")), Head(title=_("Sentence"), share=9)),
            rows=tuple(Row(cells=pair) for pair in said),
        ),
    )


def _blocks(draft: InvoiceDraft) -> Iterator[Block]:
    for sentence in draft.missing:
        yield Paragraph(text=sentence, warning=True)
    yield Facts(pairs=_parties(draft))
    yield _lines(draft)
    if draft.taxes:
        yield Table(name=_("Tax"), heads=_tax_heads(), rows=_tax_rows(draft))
    yield _sums_table(draft)
    if draft.deductible:
        yield Heading(text=_("For the payer’s information"), level=2)
        yield _deductible(draft)
    for sentence in draft.notes:
        yield Paragraph(text=sentence, quiet=True)
    for source in draft.sources:
        yield Paragraph(text=_("Source: {source}", source=source), quiet=True)


def _parties(draft: InvoiceDraft) -> tuple[tuple[str, Value], ...]:
    pairs: list[tuple[str, Value]] = [
        (_("To"), draft.recipient),
        (_("From"), f"{draft.name} ({draft.company})" if draft.company else draft.name),
        (_("Registration number"), draft.registration_number or _("none")),
        (_("Number"), draft.number or _("none yet")),
        (_("Date"), draft.dated),
    ]
    if draft.pay_on:
        pairs.append((_("To be paid on"), ", ".join(day.isoformat() for day in draft.pay_on)))
    return tuple(pairs)


def _sums(draft: InvoiceDraft) -> tuple[tuple[str, Value], ...]:
    pairs: list[tuple[str, Value]] = [(_("Without tax"), money_words(draft.net))]
    if draft.taxes:
        pairs.append((draft.tax_name, money_words(draft.tax)))
    pairs.append((_("Total"), money_words(draft.total)))
    if draft.withheld is not None:
        pairs.append((draft.withheld.name, f"− {money_words(draft.withheld.amount)}"))
    pairs.append((_("To be paid"), money_words(draft.payable)))
    return tuple(pairs)


def _sums_table(draft: InvoiceDraft) -> Table:
    """Return the sums under one another, so that they add up in sight."""
    sums: list[tuple[str, Money]] = [(_("Without tax"), draft.net)]
    if draft.taxes:
        sums.append((draft.tax_name, draft.tax))
    sums.append((_("Total"), draft.total))
    if draft.withheld is not None:
        kept = draft.withheld.amount
        sums.append((draft.withheld.name, Money(minor=-kept.minor, currency=kept.currency)))
    rows = (*(Row(cells=pair) for pair in sums), Row(cells=(_("To be paid"), draft.payable), strong=True))
    heads = (Head(title=_("Sum"), share=8), Head(title=_("Amount"), kind=Column.MONEY, share=3))
    return Table(name=_("Sums"), heads=heads, rows=rows)


def _lines(draft: InvoiceDraft) -> Table:
    heads = (
        Head(title=_("Day"), kind=Column.DAY),
        Head(title=_("Description"), share=6),
        Head(title=_("Quantity"), kind=Column.NUMBER),
        Head(title=_("Per")),
        Head(title=_("Unit price"), kind=Column.MONEY, share=2),
        Head(title=_("Amount, tax included") if draft.tax_included else _("Amount"), kind=Column.MONEY, share=2),
        Head(title=_("Tax"), kind=Column.NUMBER),
    )
    return Table(name=_("Lines"), heads=heads, rows=tuple(_line_row(line) for line in draft.lines))


def _line_row(line: InvoiceLine) -> Row:
    paid = line.line
    days = paid.last if paid.first == paid.last else f"{paid.first.isoformat()} – {paid.last.isoformat()}"
    percent = "" if line.percent is None else f"{line.percent}\N{NO-BREAK SPACE}%"
    cells: tuple[Value, ...] = (
        days,
        described(paid),
        paid.quantity,
        unit_words(paid.unit),
        paid.price,
        line.amount,
        f"※ {percent}" if line.reduced else percent,
    )
    return Row(cells=cells, key=paid.background, entries=paid.entries)


def _tax_heads() -> tuple[Head, ...]:
    return (
        Head(title=_("Rate"), kind=Column.NUMBER),
        Head(title=_("Without tax"), kind=Column.MONEY, share=3),
        Head(title=_("Tax"), kind=Column.MONEY, share=3),
        Head(title=_("With tax"), kind=Column.MONEY, share=3),
    )


def _tax_rows(draft: InvoiceDraft) -> tuple[Row, ...]:
    return tuple(
        Row(cells=(f"※ {one.percent} %" if one.reduced else f"{one.percent} %", one.net, one.tax, one.gross))
        for one in draft.taxes
    )


def _deductible(draft: InvoiceDraft) -> Table:
    heads = (
        Head(title=_("Days"), share=3),
        Head(title=_("Deductible part"), kind=Column.NUMBER, share=2),
        Head(title=_("Tax"), kind=Column.MONEY, share=2),
        Head(title=_("Deductible"), kind=Column.MONEY, share=2),
        Head(title=_("Source"), share=5),
    )
    rows = tuple(
        Row(
            cells=(
                f"{one.first.isoformat()} – {one.last.isoformat()}",
                f"{one.percent} %",
                one.tax,
                one.deductible,
                one.source,
            )
        )
        for one in draft.deductible
    )
    return Table(name=_("Deductible"), heads=heads, rows=rows)
