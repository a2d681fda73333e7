"""The pay statement as JSON for other programs (`pay/1`): names exactly as they are, no figure without its entries."""

from studio_app.exports.pay_values import (
    Json,
    active_json,
    day_json,
    floor_json,
    length_json,
    money_json,
    order_json,
    rate_json,
    roles_json,
)
from studio_app.statements.order_standings import OrderStanding
from studio_app.statements.pay_statement import (
    BackgroundLine,
    HourLine,
    OpenBackground,
    PayStatement,
    PersonPay,
    RedoLine,
    RetakeLine,
)


def pay_json(statement: PayStatement) -> Json:
    """The pay statement; `amount` null means that nothing was agreed, never that nothing is owed.

    `person` is the code of the one person that it is limited to, null where it is about everybody.
    """
    return {
        "sheet": "pay/1",
        "title": statement.title,
        "currency": statement.currency,
        "period": {
            "first": statement.period.first.isoformat(),
            "last": statement.period.last.isoformat(),
            "zone": statement.zone,
        },
        "person": statement.only or None,
        "floor": money_json(statement.floor),
        "floors": [
            {"first": span.first.isoformat(), "last": span.last.isoformat(), "floor": floor_json(span.floor)}
            for span in statement.floors
        ],
        "people": [_person(person) for person in statement.people],
        "unassigned_retakes": [_retake(line) for line in statement.unassigned_retakes],
        "totals": [money_json(total) for total in statement.totals],
        "findings": list(statement.findings),
        "definitions": [{"key": one.key, "term": one.term, "text": one.text} for one in statement.definitions],
    }


def _person(person: PersonPay) -> Json:
    return {
        "person": person.person,
        "name": person.name,
        "code": person.code,
        "kind": person.kind.value,
        "company": person.company,
        "registration_number": person.registration_number,
        "hours": [_hours(line) for line in person.hours],
        "backgrounds": [_background(line) for line in person.backgrounds],
        "open_backgrounds": [_open(line) for line in person.open_backgrounds],
        "retakes": [_retake(line) for line in person.retakes],
        "redos": [_redo(line) for line in person.redos],
        "orders": [_standing(standing) for standing in person.orders],
        "active_ms": active_json(person.active),
        "unconfirmed_ms": length_json(person.unconfirmed),
        "amount": money_json(person.amount),
        "totals": [money_json(total) for total in person.totals],
        "effective_per_hour": money_json(person.effective),
        "floor": money_json(person.floor),
        "floor_standing": person.standing.value,
        "idle": person.idle,
        "findings": list(person.findings),
    }


def _hours(line: HourLine) -> Json:
    return {
        "background": line.background,
        "cuts": list(line.cuts),
        "roles": roles_json(line.roles),
        "first": line.first.isoformat(),
        "last": line.last.isoformat(),
        "rate": rate_json(line.rate),
        "order": line.order.id if line.order else None,
        "paid_by_background": line.by_background,
        "active_ms": active_json(line.active),
        "unconfirmed_ms": length_json(line.unconfirmed),
        "amount": money_json(line.amount),
        "corrected": line.corrected,
        "disputed": line.disputed,
        "entries": list(line.entries),
    }


def _background(line: BackgroundLine) -> Json:
    return {
        "background": line.background,
        "cuts": list(line.cuts),
        "roles": roles_json(line.roles),
        "due_on": line.due_on.isoformat(),
        "rate": rate_json(line.rate),
        "order": line.order.id if line.order else None,
        "quantity": line.quantity,
        "amount": money_json(line.amount),
        "entries": list(line.entries),
    }


def _open(line: OpenBackground) -> Json:
    return {
        "background": line.background,
        "order": line.order.id if line.order else None,
        "entries": list(line.entries),
    }


def _retake(line: RetakeLine) -> Json:
    return {
        "stage": line.stage,
        "background": line.background,
        "cause": line.cause.value if line.cause else None,
        "ordered_by": line.ordered_by,
        "day": line.day.isoformat(),
        "note": line.note,
        "disputed": line.disputed,
        "price": money_json(line.price),
        "order": line.order.id if line.order else None,
        "answered_on": day_json(line.answered_on),
        "due_on": day_json(line.due_on),
        "entries": list(line.entries),
    }


def _redo(line: RedoLine) -> Json:
    return {
        "stage": line.stage,
        "background": line.background,
        "cuts": list(line.cuts),
        "roles": roles_json(line.roles),
        "cause": line.cause.value,
        "ordered_by": line.ordered_by,
        "ordered_on": line.ordered_on.isoformat(),
        "due_on": line.due_on.isoformat(),
        "order": line.order.id,
        "amount": money_json(line.amount),
        "entries": list(line.entries),
    }


def _standing(standing: OrderStanding) -> Json:
    return {
        **order_json(standing.order),
        "backgrounds": list(standing.backgrounds),
        "as_of": standing.as_of.isoformat(),
        "first_work": day_json(standing.first_work),
        "agreed_after_work": standing.agreed_after_work,
        "delivered_on": day_json(standing.delivered_on),
        "late": standing.late,
        "active_ms": length_json(standing.active),
        "agreed_units": standing.agreed_units,
        "done_units": standing.done_units,
        "agreed_amount": money_json(standing.agreed_amount),
        "amount": money_json(standing.amount),
        "redo_amount": money_json(standing.redo_amount),
    }
