"""The tables of a pay statement: what was paid, orders against actual, retakes, what each line rests on."""

from collections.abc import Iterable, Iterator, Sequence

from studio_app.domain.language import _
from studio_app.domain.wording import cause_words
from studio_app.exports.documents import Column, Head, Row, Table, Value
from studio_app.exports.pay_words import kind_words, order_name, role_words, unit_words
from studio_app.statements.order_standings import OrderStanding
from studio_app.statements.pay_lines import PayLine, pay_lines
from studio_app.statements.pay_statement import PayStatement, PersonPay, RetakeLine


def pay_workbook(statement: PayStatement) -> tuple[Table, ...]:
    """Return one worksheet each for the statement, orders, retakes, evidence, what is to be said, and definitions."""
    return (
        _all_lines(statement),
        _all_orders(statement),
        _all_retakes(statement),
        _evidence(statement),
        _findings(statement),
        _definitions(statement),
    )


def lines_table(person: PersonPay) -> Table:
    """Return a person's lines with their sums, one per currency."""
    rows = [_line_row(line) for line in pay_lines(person)]
    rows += [
        Row(cells=(_("Total"), "", "", "", None, "", None, total, ""), key=person.code, strong=True)
        for total in person.totals
    ]
    return Table(name=_("Lines"), heads=_line_heads(), rows=tuple(rows))


def orders_table(person: PersonPay) -> Table:
    """Return a person's orders, what was agreed beside what was done."""
    return Table(name=_("Orders"), heads=_order_heads(), rows=tuple(_order_row(one) for one in person.orders))


def retakes_table(retakes: Sequence[RetakeLine]) -> Table:
    """Return retakes ordered in the period, with what the orders say of them."""
    return Table(name=_("Retakes"), heads=_retake_heads(), rows=tuple(_retake_row(one) for one in retakes))


def _line_heads() -> tuple[Head, ...]:
    return (
        Head(title=_("Background"), kind=Column.CODE, share=3),
        Head(title=_("Cuts"), kind=Column.CODE),
        Head(title=_("Role"), share=3),
        Head(title=_("For"), share=3),
        Head(title=_("Quantity"), kind=Column.NUMBER),
        Head(title=_("Per")),
        Head(title=_("Unit price"), kind=Column.MONEY, share=3),
        Head(title=_("Amount"), kind=Column.MONEY, share=3),
        Head(title=_("Order"), kind=Column.CODE),
    )


def _line_row(line: PayLine) -> Row:
    cells: tuple[Value, ...] = (
        line.background,
        ", ".join(line.cuts),
        role_words(line.roles),
        kind_words(line),
        line.quantity,
        unit_words(line.unit),
        line.price,
        line.amount,
        order_name(line.order),
    )
    return Row(cells=cells, key=line.background, entries=line.entries)


def _order_heads() -> tuple[Head, ...]:
    return (
        Head(title=_("Backgrounds"), kind=Column.CODE, share=3),
        Head(title=_("Role"), share=3),
        Head(title=_("Unit price"), kind=Column.MONEY, share=3),
        Head(title=_("Per")),
        Head(title=_("Agreed on"), kind=Column.DAY),
        Head(title=_("First work"), kind=Column.DAY),
        Head(title=_("Due on"), kind=Column.DAY),
        Head(title=_("Delivered on"), kind=Column.DAY),
        Head(title=_("Planned time"), kind=Column.TIME),
        Head(title=_("Active time"), kind=Column.TIME),
        Head(title=_("Units agreed"), kind=Column.NUMBER),
        Head(title=_("Units done"), kind=Column.NUMBER),
        Head(title=_("Amount agreed"), kind=Column.MONEY, share=3),
        Head(title=_("Amount"), kind=Column.MONEY, share=3),
        Head(title=_("Amount for redos"), kind=Column.MONEY, share=3),
        Head(title=_("To be paid on"), kind=Column.DAY),
        Head(title=_("To be noted"), share=3),
    )


def _order_row(standing: OrderStanding) -> Row:
    order = standing.order
    said = [_("agreed after the work had begun")] if standing.agreed_after_work else []
    said += [_("late")] if standing.late else []
    cells: tuple[Value, ...] = (
        ", ".join(standing.backgrounds),
        role_words([standing.role]) if standing.role else order.role,
        order.price,
        unit_words(order.unit),
        order.agreed_on,
        standing.first_work,
        order.due_on,
        standing.delivered_on,
        order.planned,
        standing.active,
        standing.agreed_units,
        standing.done_units,
        standing.agreed_amount,
        standing.amount,
        standing.redo_amount,
        order.pay_on,
        "; ".join(said),
    )
    return Row(cells=cells, key=order_name(order), entries=(order.entry,))


def _retake_heads() -> tuple[Head, ...]:
    return (
        Head(title=_("Stage"), share=3),
        Head(title=_("Ordered on"), kind=Column.DAY),
        Head(title=_("Cause"), share=3),
        Head(title=_("Ordered by"), share=3),
        Head(title=_("Price of the redo"), kind=Column.MONEY, share=3),
        Head(title=_("Answered on"), kind=Column.DAY),
        Head(title=_("Fell due on"), kind=Column.DAY),
        Head(title=_("Note"), share=5),
    )


def _retake_row(line: RetakeLine) -> Row:
    cells: tuple[Value, ...] = (
        line.stage,
        line.day,
        cause_words(line.cause) if line.cause else "",
        line.ordered_by or _("nobody named"),
        line.price if line.price else _("in the unit’s price"),
        line.answered_on,
        line.due_on,
        line.note,
    )
    return Row(cells=cells, key=line.background, entries=line.entries)


def _who() -> tuple[Head, ...]:
    return (Head(title=_("Code"), kind=Column.CODE), Head(title=_("Name"), share=3))


def _led(person: PersonPay, rows: Iterable[Row]) -> Iterator[Row]:
    """Put code and name before each row."""
    for row in rows:
        cells = (person.code, person.name, *row.cells)
        yield Row(cells=cells, key=row.key, entries=row.entries, strong=row.strong)


def _all_lines(statement: PayStatement) -> Table:
    rows = [row for person in statement.people for row in _led(person, lines_table(person).rows)]
    rows += [
        Row(cells=("", _("Total of all"), "", "", "", "", None, "", None, total, ""), strong=True)
        for total in statement.totals
    ]
    return Table(name=_("Pay statement"), heads=(*_who(), *_line_heads()), rows=tuple(rows))


def _all_orders(statement: PayStatement) -> Table:
    rows = tuple(row for person in statement.people for row in _led(person, orders_table(person).rows))
    return Table(name=_("Order against actual"), heads=(*_who(), *_order_heads()), rows=rows)


def _all_retakes(statement: PayStatement) -> Table:
    rows = [row for person in statement.people for row in _led(person, retakes_table(person.retakes).rows)]
    rows += [
        Row(cells=("", "", *row.cells), key=row.key, entries=row.entries)
        for row in retakes_table(statement.unassigned_retakes).rows
    ]
    return Table(name=_("Retakes"), heads=(*_who(), *_retake_heads()), rows=tuple(rows))


def _evidence(statement: PayStatement) -> Table:
    """One row for each entry that a line rests on, with the time of the line by how it is known."""
    heads = (
        *_who(),
        Head(title=_("Background"), kind=Column.CODE),
        Head(title=_("For"), share=3),
        Head(title=_("Entry"), kind=Column.CODE, share=8),
    )
    rows = tuple(row for person in statement.people for row in _led(person, _entry_rows(person)))
    return Table(name=_("Evidence"), heads=heads, rows=rows)


def _entry_rows(person: PersonPay) -> Iterator[Row]:
    found = [(line.background, kind_words(line), line.entries) for line in pay_lines(person)]
    found += [(line.background, _("open background"), line.entries) for line in person.open_backgrounds]
    found += [(line.background, _("retake"), line.entries) for line in person.retakes]
    found += [(", ".join(it.backgrounds), _("order"), (it.order.entry,)) for it in person.orders]
    for background, what, entries in found:
        for entry in entries:
            yield Row(cells=(background, what, entry), key=background, entries=(entry,))


def _findings(statement: PayStatement) -> Table:
    rows = [Row(cells=("", "", finding)) for finding in statement.findings]
    rows += [
        Row(cells=(person.code, person.name, finding), key=person.code)
        for person in statement.people
        for finding in person.findings
    ]
    return Table(name=_("To be noted"), heads=(*_who(), Head(title=_("Sentence"), share=9)), rows=tuple(rows))


def _definitions(statement: PayStatement) -> Table:
    heads = (Head(title=_("Term"), share=2), Head(title=_("Definition"), share=8))
    rows = tuple(Row(cells=(one.term, one.text), key=one.key) for one in statement.definitions)
    return Table(name=_("Definitions"), heads=heads, rows=rows)
