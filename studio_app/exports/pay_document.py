"""The pay statement as a document: one section for each person, which can be printed alone."""

from collections.abc import Iterator

from studio_app.domain.floor_wording import floor_words, money_words
from studio_app.domain.language import _
from studio_app.domain.wording import hours_with_seconds
from studio_app.exports.documents import (
    Block,
    Column,
    Definitions,
    Document,
    Facts,
    Head,
    Heading,
    PageBreak,
    Paragraph,
    Row,
    Table,
    Value,
)
from studio_app.exports.pay_orders import orders_blocks
from studio_app.exports.pay_sums import is_summed, sums_table
from studio_app.exports.pay_tables import lines_table, retakes_table
from studio_app.exports.pay_words import period_words, standing_words
from studio_app.statements.pay_statement import PayStatement, PersonPay


def pay_document(statement: PayStatement) -> Document:
    """Return the whole statement; one that is limited to a person begins with that person's section."""
    blocks: list[Block] = []
    summed = is_summed(statement)
    if not statement.only:
        blocks += _overview(statement)
    if summed:
        blocks.append(
            Paragraph(text=_("Lines are summed up here by role and price: there are too many for one paper."))
        )
        blocks.append(
            Paragraph(
                text=_(
                    "Each line, order and retake stands in the statement of its person alone, "
                    "and in .xlsx, .csv and .json."
                )
            )
        )
    for number, person in enumerate(statement.people):
        if (number or not statement.only) and not summed:
            blocks.append(PageBreak())
        blocks += _section(person, summed=summed)
    blocks += [Paragraph(text=finding, warning=True) for finding in (statement.findings if statement.only else ())]
    blocks.append(Definitions(definitions=statement.definitions))
    return Document(
        kind="pay",
        title=statement.title,
        heading=_("Pay statement"),
        scope=period_words(statement),
        stand=_("From the ledger as it reads now; days are those of {zone}.", zone=statement.zone),
        blocks=tuple(blocks),
        wide=True,
    )


def _overview(statement: PayStatement) -> Iterator[Block]:
    """Everybody with their sums on one page, and what holds for all."""
    yield Heading(text=_("Everybody"))
    heads = (
        Head(title=_("Code"), kind=Column.CODE),
        Head(title=_("Name"), share=4),
        Head(title=_("Active time"), kind=Column.TIME),
        Head(title=_("Amount"), kind=Column.MONEY, share=3),
        Head(title=_("Effective pay per hour"), kind=Column.MONEY, share=3),
        Head(title=_("Floor"), kind=Column.MONEY, share=3),
        Head(title=_("Against the floor"), share=3),
    )
    rows = [row for person in statement.people for row in _person_rows(person)]
    rows += [Row(cells=("", _("Total of all"), None, total, None, None, ""), strong=True) for total in statement.totals]
    if rows:
        yield Table(name=_("Everybody"), heads=heads, rows=tuple(rows))
    if statement.unassigned_retakes:
        yield Heading(text=_("Retakes on work that names nobody"), level=2)
        yield retakes_table(statement.unassigned_retakes)
    for finding in statement.findings:
        yield Paragraph(text=finding, warning=True)
    for span in statement.floors:
        if span.floor is not None:
            yield Paragraph(text=f"{span.first} – {span.last}: {floor_words(span.floor, span.last)}", quiet=True)


def _person_rows(person: PersonPay) -> Iterator[Row]:
    """One row per currency; where nothing was agreed, one whose amount is empty."""
    for total in person.totals or (None,):
        cells: tuple[Value, ...] = (
            person.code,
            person.name,
            person.active.total,
            total,
            person.effective,
            person.floor,
            standing_words(person.standing),
        )
        yield Row(cells=cells, key=person.code)


def _section(person: PersonPay, *, summed: bool) -> Iterator[Block]:
    company = f" ({person.company})" if person.company else ""
    yield Heading(text=f"{person.name}{company} · {person.code}")
    yield Facts(pairs=_facts(person))
    if person.hours or person.backgrounds or person.redos:
        yield sums_table(person) if summed else lines_table(person)
    if person.open_backgrounds:
        codes = ", ".join(line.background for line in person.open_backgrounds)
        yield Paragraph(text=_("Delivered, not yet approved, and not paid in this period: {codes}.", codes=codes))
    if person.retakes and not summed:
        yield Heading(text=_("Retakes"), level=2)
        yield retakes_table(person.retakes)
    if person.orders and not summed:
        yield Heading(text=_("Order against actual"), level=2)
        yield from orders_blocks(person.orders)
    for finding in person.findings:
        yield Paragraph(text=finding, warning=True)


def _facts(person: PersonPay) -> tuple[tuple[str, Value], ...]:
    totals = ", ".join(money_words(total) for total in person.totals)
    pairs: list[tuple[str, Value]] = [
        (_("Total"), totals or _("no amount: nothing agreed that pays this")),
        (_("Active time, measured"), hours_with_seconds(person.active.measured)),
        (_("Active time, read"), hours_with_seconds(person.active.read)),
        (_("Active time, stated"), hours_with_seconds(person.active.stated)),
        (_("Unconfirmed time"), hours_with_seconds(person.unconfirmed)),
    ]
    if person.effective is not None:
        pairs.append((_("Effective pay per hour"), money_words(person.effective)))
    if person.floor is not None:
        pairs.append((_("Floor"), f"{money_words(person.floor)} · {standing_words(person.standing)}"))
    if person.registration_number:
        pairs.append((_("Registration number"), person.registration_number))
    return tuple(pairs)
