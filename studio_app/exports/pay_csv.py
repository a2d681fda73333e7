"""The pay statement as CSV: one table for everything, whose first column says what a row is."""

from collections.abc import Iterable, Iterator
from datetime import date

from studio_app.domain.language import _
from studio_app.domain.money import Money
from studio_app.domain.orders import WorkOrder
from studio_app.domain.rates import Rate
from studio_app.exports.csv_table import Row, csv_table
from studio_app.exports.pay_words import order_name, role_words
from studio_app.statements.definitions import Definition
from studio_app.statements.order_standings import OrderStanding
from studio_app.statements.pay_statement import PayStatement, PersonPay, RetakeLine
from studio_app.statements.roles import Role
from studio_app.statements.times import ActiveTime


def pay_csv(statement: PayStatement) -> bytes:
    """The pay statement: for each person the lines and their total, then totals, findings and definitions."""
    return csv_table(_pay_columns(), _pay_rows(statement))


def _pay_columns() -> dict[str, str]:
    return {
        "kind": _("Kind of row"),
        "name": _("Name"),
        "code": _("Code"),
        "company": _("Company"),
        "registration_number": _("Registration number"),
        "background": _("Background"),
        "measured": _("Active time, measured"),
        "read": _("Active time, read"),
        "stated": _("Active time, stated"),
        "unconfirmed": _("Unconfirmed time"),
        "price": _("Price"),
        "per": _("Per"),
        "valid_from": _("Valid from"),
        "amount": _("Amount"),
        "currency": _("Currency"),
        "effective": _("Effective pay per hour"),
        "floor": _("Floor"),
        "standing": _("Against the floor"),
        "day": _("Day"),
        "cause": _("Cause"),
        "ordered_by": _("Ordered by"),
        "corrected": _("Sessions corrected"),
        "disputed": _("Disputed"),
        "text": _("Text"),
        "entries": _("Entries"),
        "cuts": _("Cuts"),
        "role": _("Role"),
        "quantity": _("Quantity"),
        "order": _("Order"),
        "agreed_on": _("Agreed on"),
        "first_work": _("First work"),
        "due_on": _("Due on"),
        "delivered_on": _("Delivered on"),
        "pay_on": _("To be paid on"),
        "planned": _("Planned time"),
        "units_agreed": _("Units agreed"),
        "amount_agreed": _("Amount agreed"),
        "redo_amount": _("Amount for redos"),
    }


def _pay_rows(statement: PayStatement) -> Iterator[Row]:
    period = f"{statement.period.first.isoformat()} – {statement.period.last.isoformat()} ({statement.zone})"
    yield {"kind": _("sheet"), "text": f"{statement.title} / {period}"}
    for person in statement.people:
        who: Row = {"name": person.name, "code": person.code, "company": person.company}
        for row in (*_hour_rows(person), *_background_rows(person), *_redo_rows(person)):
            yield who | row
        for retake in person.retakes:
            yield who | _retake_row(retake)
        for standing in person.orders:
            yield who | _order_row(standing)
        for row in _person_totals(person):
            yield who | row
        for finding in person.findings:
            yield who | {"kind": _("finding"), "text": finding}
    for retake in statement.unassigned_retakes:
        yield _retake_row(retake)
    for total in statement.totals:
        yield {"kind": _("total of all"), **_money(total)}
    yield from _closing_rows(statement.findings, statement.definitions)


def _hour_rows(person: PersonPay) -> Iterator[Row]:
    for line in person.hours:
        without = _("paid by the background") if line.by_background else _("no rate agreed")
        yield {
            "kind": _("hours"),
            "background": line.background,
            **_where(line.cuts, line.roles, line.order),
            **_times(line.active),
            "unconfirmed": line.unconfirmed,
            **_rate(line.rate),
            **_money(line.amount),
            "corrected": line.corrected,
            "disputed": line.disputed,
            "text": "" if line.rate else without,
            "entries": _joined(line.entries),
        }


def _background_rows(person: PersonPay) -> Iterator[Row]:
    for line in person.backgrounds:
        yield {
            "kind": _("background"),
            "background": line.background,
            **_where(line.cuts, line.roles, line.order),
            "quantity": line.quantity,
            **_rate(line.rate),
            **_money(line.amount),
            "day": line.due_on.isoformat(),
            "entries": _joined(line.entries),
        }
    for waiting in person.open_backgrounds:
        yield {
            "kind": _("open background"),
            "background": waiting.background,
            "text": _("not yet approved, not paid in this period"),
            "entries": _joined(waiting.entries),
        }


def _redo_rows(person: PersonPay) -> Iterator[Row]:
    for line in person.redos:
        yield {
            "kind": _("redo"),
            "background": line.stage,
            **_where(line.cuts, line.roles, line.order),
            "quantity": 1,
            "price": line.amount.amount,
            **_money(line.amount),
            "day": line.due_on.isoformat(),
            "cause": line.cause.value,
            "ordered_by": line.ordered_by or _("nobody named"),
            "text": _("ordered on {day}", day=line.ordered_on),
            "entries": _joined(line.entries),
        }


def _order_row(standing: OrderStanding) -> Row:
    order = standing.order
    said = [_("agreed after the work had begun")] if standing.agreed_after_work else []
    said += [_("late")] if standing.late else []
    return {
        "kind": _("order"),
        "background": _joined(standing.backgrounds),
        "role": role_words([standing.role]) if standing.role else order.role,
        "price": order.price.amount,
        "per": order.unit.value,
        **_money(standing.amount),
        "order": order_name(order),
        "quantity": standing.done_units if standing.done_units is not None else standing.active,
        "agreed_on": _day(order.agreed_on),
        "first_work": _day(standing.first_work),
        "due_on": _day(order.due_on),
        "delivered_on": _day(standing.delivered_on),
        "pay_on": _day(order.pay_on),
        "planned": order.planned,
        "units_agreed": standing.agreed_units,
        "amount_agreed": standing.agreed_amount.amount if standing.agreed_amount else None,
        "redo_amount": standing.redo_amount.amount,
        "text": "; ".join((*said, *([order.note] if order.note else []))),
        "entries": order.entry,
    }


def _where(cuts: Iterable[str], roles: Iterable[Role], order: WorkOrder | None) -> Row:
    return {"cuts": _joined(cuts), "role": role_words(roles), "order": order_name(order)}


def _retake_row(line: RetakeLine) -> Row:
    return {
        "kind": _("retake"),
        "background": line.stage,
        "day": line.day.isoformat(),
        "cause": line.cause.value if line.cause else "",
        "ordered_by": line.ordered_by or _("nobody named"),
        "order": order_name(line.order),
        "price": line.price.amount if line.price else None,
        "due_on": _day(line.due_on),
        "delivered_on": _day(line.answered_on),
        "disputed": int(line.disputed),
        "text": line.note,
        "entries": _joined(line.entries),
    }


def _person_totals(person: PersonPay) -> Iterator[Row]:
    """One row per currency; where nothing was agreed, a row whose amount is empty and says so."""
    for total in person.totals or (None,):
        yield {
            "kind": _("total of the person"),
            "registration_number": person.registration_number,
            **_times(person.active),
            "unconfirmed": person.unconfirmed,
            **_money(total),
            "effective": person.effective.amount if person.effective else None,
            "floor": f"{person.floor.amount:f} {person.floor.currency}" if person.floor else "",
            "standing": person.standing.value,
            "text": "" if total else _("no amount: nothing agreed that pays this"),
        }


def _closing_rows(findings: Iterable[str], definitions: Iterable[Definition]) -> Iterator[Row]:
    for finding in findings:
        yield {"kind": _("finding"), "text": finding}
    for definition in definitions:
        yield {"kind": _("definition"), "text": f"{definition.term}: {definition.text}"}


def _times(active: ActiveTime) -> Row:
    return {"measured": active.measured, "read": active.read, "stated": active.stated}


def _rate(rate: Rate | None) -> Row:
    if rate is None:
        return {}
    return {"price": rate.price.amount, "per": rate.unit.value, "valid_from": rate.valid_from.isoformat()}


def _money(amount: Money | None) -> Row:
    return {"amount": amount.amount, "currency": amount.currency} if amount else {}


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def _joined(texts: Iterable[str]) -> str:
    return ", ".join(texts)
