"""Sheets as CSV that any spreadsheet opens: UTF-8 with its mark, CRLF, every cell quoted and made harmless.

One table for everything, whose first column says what a row is, so that sheets can be sorted and filtered whole.
"""

from collections.abc import Iterable, Iterator

from studio_app.domain.language import _
from studio_app.domain.money import Money
from studio_app.domain.rates import Rate
from studio_app.exports.csv_table import Row, csv_table
from studio_app.statements.definitions import Definition
from studio_app.statements.pay_statement import PayStatement, PersonPay, RetakeLine
from studio_app.statements.times import ActiveTime


def pay_csv(statement: PayStatement) -> bytes:
    """The pay statement: for each person the lines and their total, then totals, findings and definitions."""
    return csv_table(_pay_columns(), _pay_rows(statement))


def _time_columns() -> dict[str, str]:
    return {
        "measured": _("Active time, measured"),
        "read": _("Active time, read"),
        "stated": _("Active time, stated"),
        "unconfirmed": _("Unconfirmed time"),
    }


def _pay_columns() -> dict[str, str]:
    return {
        "kind": _("Kind of row"),
        "name": _("Name"),
        "code": _("Code"),
        "company": _("Company"),
        "registration_number": _("Registration number"),
        "background": _("Background"),
        **_time_columns(),
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
    }


def _pay_rows(statement: PayStatement) -> Iterator[Row]:
    period = f"{statement.period.first.isoformat()} – {statement.period.last.isoformat()} ({statement.zone})"
    yield {"kind": _("sheet"), "text": f"{statement.title} / {period}"}
    for person in statement.people:
        who: Row = {"name": person.name, "code": person.code, "company": person.company}
        for row in (*_hour_rows(person), *_background_rows(person)):
            yield who | row
        for retake in person.retakes:
            yield who | _retake_row(retake)
        for row in _person_totals(person, statement.floor):
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


def _retake_row(line: RetakeLine) -> Row:
    return {
        "kind": _("retake"),
        "background": line.stage,
        "day": line.day.isoformat(),
        "cause": line.cause.value if line.cause else "",
        "ordered_by": line.ordered_by or _("nobody named"),
        "disputed": int(line.disputed),
        "text": line.note,
        "entries": _joined(line.entries),
    }


def _person_totals(person: PersonPay, floor: Money | None) -> Iterator[Row]:
    """One row per currency; where nothing was agreed, a row whose amount is empty and says so."""
    for total in person.totals or (None,):
        yield {
            "kind": _("total of the person"),
            "registration_number": person.registration_number,
            **_times(person.active),
            "unconfirmed": person.unconfirmed,
            **_money(total),
            "effective": person.effective.amount if person.effective else None,
            "floor": f"{floor.amount:f} {floor.currency}" if floor else "",
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


def _joined(texts: Iterable[str]) -> str:
    return ", ".join(texts)
