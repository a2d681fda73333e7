"""Orders on paper: for each what was agreed beside what was done."""

from collections.abc import Iterator, Sequence

from studio_app.domain.floor_wording import money_words
from studio_app.domain.language import _
from studio_app.domain.rates import RateUnit
from studio_app.domain.wording import cause_words
from studio_app.exports.documents import Block, Column, Head, Paragraph, Row, Table, Value
from studio_app.exports.pay_words import order_name, role_words, unit_words
from studio_app.statements.order_standings import OrderStanding

_FEW = 8
"""Up to so many orders of a person stand one by one; more stand in one table, a line each."""


def orders_blocks(standings: Sequence[OrderStanding]) -> Iterator[Block]:
    """Return all orders of a person: a few at length, many in one table that holds the same figures."""
    if len(standings) > _FEW:
        yield Table(name=_("Orders"), heads=_line_heads(), rows=tuple(_line(one) for one in standings))
        return
    for standing in standings:
        yield from order_blocks(standing)


def order_blocks(standing: OrderStanding) -> Iterator[Block]:
    """Return one order: its terms in a line, then a table of agreed and actual."""
    order = standing.order
    role = role_words([standing.role]) if standing.role else order.role
    terms = _("{price} per {unit}", price=money_words(order.price), unit=unit_words(order.unit))
    said = [order_name(order), ", ".join(standing.backgrounds), role, terms, order.note]
    yield Paragraph(text=" · ".join(part for part in said if part))
    yield Table(name=order_name(order), heads=_heads(), rows=tuple(_rows(standing)), note=_redos(standing))


def _line_heads() -> tuple[Head, ...]:
    return (
        Head(title=_("Order"), kind=Column.CODE),
        Head(title=_("Background"), share=3),
        Head(title=_("Terms"), share=3),
        Head(title=_("Agreed on"), kind=Column.DAY),
        Head(title=_("Due on"), kind=Column.DAY),
        Head(title=_("Delivered on"), kind=Column.DAY),
        Head(title=_("Planned time"), kind=Column.TIME),
        Head(title=_("Active time"), kind=Column.TIME),
        Head(title=_("Agreed"), kind=Column.MONEY),
        Head(title=_("Amount"), kind=Column.MONEY),
        Head(title=_("Amount for redos"), kind=Column.MONEY),
        Head(title=_("To be noted"), share=3),
    )


def _line(standing: OrderStanding) -> Row:
    order = standing.order
    cells: tuple[Value, ...] = (
        order_name(order),
        ", ".join(standing.backgrounds),
        _("{price} per {unit}", price=money_words(order.price), unit=unit_words(order.unit)),
        order.agreed_on,
        order.due_on,
        standing.delivered_on,
        order.planned,
        standing.active,
        standing.agreed_amount,
        standing.amount,
        standing.redo_amount if order.retakes else None,
        ", ".join(_notes(standing)),
    )
    return Row(cells=cells, key=order_name(order), entries=(order.entry,))


def _notes(standing: OrderStanding) -> Iterator[str]:
    if standing.agreed_after_work:
        yield _("agreed after the work had begun")
    if standing.late:
        yield _("late")
    if standing.over_plan is not None and standing.over_plan.total_seconds() > 0:
        yield _("longer than planned")


def _heads() -> tuple[Head, ...]:
    return (
        Head(title=_("Order against actual"), share=3),
        Head(title=_("Agreed"), kind=Column.NUMBER, share=2),
        Head(title=_("Actual"), kind=Column.NUMBER, share=2),
        Head(title=_("To be noted"), share=4),
    )


def _rows(standing: OrderStanding) -> Iterator[Row]:
    order, key = standing.order, order_name(standing.order)

    def row(*cells: Value) -> Row:
        return Row(cells=cells, key=key, entries=(order.entry,))

    after = _("agreed after the work had begun") if standing.agreed_after_work else ""
    yield row(_("Agreed on, first work"), order.agreed_on, standing.first_work, after)
    yield row(_("Due on, delivered on"), order.due_on, standing.delivered_on, _("late") if standing.late else "")
    over = standing.over_plan is not None and standing.over_plan.total_seconds() > 0
    yield row(_("Planned time, active time"), order.planned, standing.active, _("longer than planned") if over else "")
    if standing.agreed_units is not None:
        what = _("Cuts") if order.unit is RateUnit.CUT else _("Backgrounds")
        yield row(what, standing.agreed_units, standing.done_units, "")
    yield row(_("Amount"), standing.agreed_amount, standing.amount, "")
    if order.retakes:
        yield row(_("Amount for redos"), None, standing.redo_amount, "")
    if order.pay_on:
        yield row(_("To be paid on"), order.pay_on, None, "")


def _redos(standing: OrderStanding) -> str:
    """Return in a line what redos are paid; those of another cause are part of the price."""
    prices = ", ".join(f"{cause_words(one.cause)} {money_words(one.price)}" for one in standing.order.retakes)
    return _("Redos are paid: {prices}; every other is part of the price.", prices=prices) if prices else ""
