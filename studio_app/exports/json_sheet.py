"""Sheets as JSON for other programs: whole milliseconds and minor units, never a float; names exactly as they are."""

import json
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from studio_app.domain.moments import duration_ms
from studio_app.domain.money import Money
from studio_app.domain.rates import Rate
from studio_app.statements.definitions import Definition
from studio_app.statements.pay_statement import (
    BackgroundLine,
    HourLine,
    OpenBackground,
    PayStatement,
    PersonPay,
    RetakeLine,
)
from studio_app.statements.times import ActiveTime

Json = dict[str, Any]


def json_bytes(document: Json) -> bytes:
    """Encode a document as UTF-8, readable by people; a broken surrogate in a name stays an escape."""
    text = json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False)
    return (text + "\n").encode("utf-8", "backslashreplace")


def pay_json(statement: PayStatement) -> Json:
    """The pay statement; `amount` null means that nothing was agreed, never that nothing is owed."""
    return {
        "sheet": "pay/1",
        "title": statement.title,
        "currency": statement.currency,
        "period": {
            "first": statement.period.first.isoformat(),
            "last": statement.period.last.isoformat(),
            "zone": statement.zone,
        },
        "floor": _money(statement.floor),
        "people": [_person(person) for person in statement.people],
        "unassigned_retakes": [_retake(line) for line in statement.unassigned_retakes],
        "totals": [_money(total) for total in statement.totals],
        "findings": list(statement.findings),
        "definitions": _definitions(statement.definitions),
    }


def _person(person: PersonPay) -> Json:
    return {
        "person": person.person,
        "name": person.name,
        "code": person.code,
        "company": person.company,
        "registration_number": person.registration_number,
        "hours": [_hours(line) for line in person.hours],
        "backgrounds": [_background(line) for line in person.backgrounds],
        "open_backgrounds": [_open(line) for line in person.open_backgrounds],
        "retakes": [_retake(line) for line in person.retakes],
        "active_ms": _active(person.active),
        "unconfirmed_ms": _ms(person.unconfirmed),
        "amount": _money(person.amount),
        "totals": [_money(total) for total in person.totals],
        "effective_per_hour": _money(person.effective),
        "floor_standing": person.standing.value,
        "findings": list(person.findings),
    }


def _hours(line: HourLine) -> Json:
    return {
        "background": line.background,
        "rate": _rate(line.rate),
        "paid_by_background": line.by_background,
        "active_ms": _active(line.active),
        "unconfirmed_ms": _ms(line.unconfirmed),
        "amount": _money(line.amount),
        "corrected": line.corrected,
        "disputed": line.disputed,
        "entries": list(line.entries),
    }


def _background(line: BackgroundLine) -> Json:
    return {
        "background": line.background,
        "due_on": line.due_on.isoformat(),
        "rate": _rate(line.rate),
        "amount": _money(line.amount),
        "entries": list(line.entries),
    }


def _open(line: OpenBackground) -> Json:
    return {"background": line.background, "entries": list(line.entries)}


def _retake(line: RetakeLine) -> Json:
    return {
        "stage": line.stage,
        "cause": line.cause.value if line.cause else None,
        "ordered_by": line.ordered_by,
        "day": line.day.isoformat(),
        "note": line.note,
        "disputed": line.disputed,
        "entries": list(line.entries),
    }


def _rate(rate: Rate | None) -> Json | None:
    if rate is None:
        return None
    return {
        "per": rate.unit.value,
        "price": _money(rate.price),
        "valid_from": rate.valid_from.isoformat(),
        "entry": rate.entry,
    }


def _money(amount: Money | None) -> Json | None:
    """Minor units for reckoning, and the same amount in major units as decimal text for reading."""
    if amount is None:
        return None
    return {"minor": amount.minor, "currency": amount.currency, "text": format(amount.amount, "f")}


def _active(active: ActiveTime) -> Json:
    return {"measured": _ms(active.measured), "read": _ms(active.read), "stated": _ms(active.stated)}


def _ms(length: timedelta) -> int:
    return duration_ms(length)


def _definitions(definitions: Iterable[Definition]) -> list[Json]:
    return [{"key": one.key, "term": one.term, "text": one.text} for one in definitions]
