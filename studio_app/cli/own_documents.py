"""Somebody's own view as a JSON document: whole milliseconds, moments in ms since 1970 UTC."""

from typing import Any

from studio_app.cli.desk_documents import late_document, question_document, save_document
from studio_app.cli.documents import stage_document
from studio_app.domain.moments import duration_ms, to_ms
from studio_app.domain.money import Money
from studio_app.domain.own_time import OwnTime
from studio_app.domain.wage_floors import WageFloor
from studio_app.workflow.own_views import OwnAnswer, OwnBackground, OwnDay, OwnPiece, OwnSums, OwnView, PayPerHour

Document = dict[str, Any]


def view_document(view: OwnView) -> Document:
    """All of one's own time of a period."""
    return {
        "view": "own/1",
        "person": view.person,
        "first": view.first.isoformat(),
        "last": view.last.isoformat(),
        "zone": view.zone,
        "sums": sums_document(view.sums),
        "days": [_day(one) for one in view.days],
        "backgrounds": [_background(one) for one in view.backgrounds],
        "questions": [question_document(one) for one in view.questions],
        "unconfirmed_sessions": [late_document(one) for one in view.late],
        "answers": [_answer(one) for one in view.answers],
        "months": [{"month": f"{one.month:%Y-%m}", **pay_document(one.pay)} for one in view.months],
        "floor": floor_document(view.floor),
        "pay_problem": view.pay_problem,
        "definitions": [{"key": one.key, "term": one.term, "text": one.text} for one in view.definitions],
    }


def time_document(time: OwnTime) -> Document:
    """Active time by how it is known, unconfirmed time and breaks."""
    return {
        "active_ms": time.active_ms,
        "measured_ms": time.measured_ms,
        "read_ms": time.read_ms,
        "stated_ms": time.stated_ms,
        "unconfirmed_ms": time.unconfirmed_ms,
        "break_ms": time.break_ms,
    }


def sums_document(sums: OwnSums) -> Document:
    """What is sent, what waits, what was left out, and the first two together."""
    return {
        "whole": time_document(sums.whole),
        "sent": time_document(sums.sent),
        "waiting": time_document(sums.waiting),
        "left_out": time_document(sums.left_out),
    }


def pay_document(pay: PayPerHour) -> Document:
    """What an hour came to."""
    return {
        "active_ms": pay.active.total_ms,
        "totals": [_money(one) for one in pay.totals],
        "per_hour": None if pay.effective is None else _money(pay.effective),
        "floor": floor_document(pay.floor),
        "floor_day": pay.floor_day.isoformat(),
        "floor_standing": pay.standing.value,
        "open": pay.is_open,
        "findings": list(pay.findings),
        "entries": list(pay.entries),
    }


def floor_document(floor: WageFloor | None) -> Document | None:
    """A yardstick; `region` is empty for the studio's own."""
    if floor is None:
        return None
    return {
        **_money(floor.price),
        "region": floor.region,
        "place": floor.place,
        "valid_from": None if floor.valid_from is None else floor.valid_from.isoformat(),
        "source": floor.source,
        "known_until": None if floor.known_until is None else floor.known_until.isoformat(),
        "yardstick": True,
    }


def _day(one: OwnDay) -> Document:
    return {
        "day": one.day.isoformat(),
        "start": one.start_ms,
        "end": one.end_ms,
        "sums": sums_document(one.sums),
        "pieces": [_piece(piece) for piece in one.pieces],
    }


def _background(one: OwnBackground) -> Document:
    return {
        "background": one.background,
        "code": one.code,
        "sums": sums_document(one.sums),
        "stages": [stage_document(stage) for stage in one.stages],
        "saves": [{**save_document(save.save), "left_out": save.left_out} for save in one.saves],
        "pay": None if one.pay is None else pay_document(one.pay),
    }


def _piece(one: OwnPiece) -> Document:
    return {
        "background": one.background,
        "code": one.code,
        "kind": one.kind.value,
        "seen": None if one.seen is None else one.seen.value,
        "basis": one.basis.value,
        "start": one.start_ms,
        "end": one.end_ms,
        "counts": time_document(one.counts),
        "where": one.where.value,
        "work": one.work.value,
        "reason": one.reason,
        "corrected": one.corrected,
        "disputed": one.disputed,
        "running": one.runs,
        "session": one.session,
        "entry": one.entry,
        "line": one.line,
        "question": one.question,
    }


def _answer(one: OwnAnswer) -> Document:
    return {
        "entry": one.entry,
        "target": one.target,
        "background": one.background,
        "code": one.code,
        "by": one.by,
        "by_code": one.by_code,
        "recorded_at": to_ms(one.recorded_at),
        "dispute": one.dispute,
        "counts": one.counts,
        "reason": one.reason,
        "withdrawn": one.withdrawn,
        "active_ms": None if one.active is None else duration_ms(one.active),
        "work": None if one.work is None else one.work.value,
        "moved_to": one.moved_to,
    }


def _money(money: Money) -> Document:
    return {"minor": money.minor, "currency": money.currency}
