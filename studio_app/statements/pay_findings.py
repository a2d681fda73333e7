"""What a pay statement has to say beside its figures, in sentences."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from studio_app.domain.floor_wording import money_words
from studio_app.domain.language import _, counted
from studio_app.statements.names import name_on_sheet
from studio_app.statements.naming import stage_label

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from studio_app.domain.ids import PersonId
    from studio_app.statements.books import Books
    from studio_app.statements.order_standings import OrderStanding
    from studio_app.statements.pay_amounts import Owed
    from studio_app.statements.pay_floors import DayFloors
    from studio_app.statements.pay_statement import PersonPay


def person_findings(person: PersonId, owed: Owed, orders: Sequence[OrderStanding], books: Books) -> tuple[str, ...]:
    """What keeps this person's figures from being the whole of what is owed."""
    known = books.people.get(person)
    name, code = name_on_sheet(known), known.code if known else person
    findings: list[str] = []
    if not name:
        findings.append(_("{code} has no name to print.", code=code))
    hours, finished, waiting = owed.hours, owed.finished, owed.waiting
    lacking = {line.background for line in hours if line.rate is None and not line.by_background}
    priced = {line.background for line in hours if line.rate} | {line.background for line in finished}
    priced |= {line.background for line in waiting} | lacking
    idle = (_worked_on(person, books) | {line.background for line in hours if line.by_background}) - priced
    if lacking:
        sentence = _("No rate agreed with {code} for the time on {backgrounds}; it has no amount.")
        findings.append(_filled(sentence, code, lacking))
    if idle and _has_rate(person, books):
        sentence = _("The work of {code} on {backgrounds} earns nothing in this period under what is agreed.")
        findings.append(_filled(sentence, code, idle))
    elif idle:
        sentence = _("No rate agreed with {code} for the work on {backgrounds}; it has no amount.")
        findings.append(_filled(sentence, code, idle))
    if len({amount.currency for amount in owed.amounts}) > 1:
        findings.append(_("{code} is paid in several currencies, so there is no one pay per hour.", code=code))
    findings += _about_orders(code, orders)
    if is_idle(person, owed, books):
        findings.append(_("{code} did no work in this period, and nothing fell due.", code=code))
    return tuple(findings)


def is_idle(person: PersonId, owed: Owed, books: Books) -> bool:
    """Whether somebody did nothing in the period and nothing of theirs fell due in it or waits."""
    lines = (*owed.hours, *owed.finished, *owed.waiting, *owed.redos)
    return not lines and person not in books.stages and person not in books.reviews


def _about_orders(code: str, orders: Sequence[OrderStanding]) -> list[str]:
    """Name what was agreed only after the work had begun, and what came late."""
    findings = []
    for standing in orders:
        what = {"code": code, "backgrounds": ", ".join(standing.backgrounds), "day": standing.order.agreed_on}
        if standing.agreed_after_work:
            findings.append(
                _(
                    "The order of {day} for {backgrounds} was agreed after {code} had begun on {first}.",
                    first=standing.first_work,
                    **what,
                )
            )
        if standing.late:
            findings.append(
                _(
                    "The order of {day} for {backgrounds} was due on {due}; {code} delivered after it.",
                    due=standing.order.due_on,
                    **what,
                )
                if standing.delivered_on
                else _(
                    "The order of {day} for {backgrounds} was due on {due} and is not delivered by {code}.",
                    due=standing.order.due_on,
                    **what,
                )
            )
    return findings


def statement_findings(
    books: Books, floors: DayFloors, people: Sequence[PersonPay], only: PersonId | None
) -> tuple[str, ...]:
    """What nobody is paid for, because nobody is named or the time is not fixed yet, and how the floor changed.

    In a statement that is limited to one person, what nobody is named for is left out, and others' sessions are.
    """
    findings = [
        _("{stage} names nobody, so nobody is paid for it.", stage=stage_label(books.codes, stage))
        for stage in (books.stages.get(None, ()) if only is None else ())
        if not stage.kind.made_by_generator
    ]
    running = sum(
        session.stopped_at is None
        and not session.withdrawn
        and (only is None or session.person == only)
        and books.day_of(session.started_at) in books.period
        for session in books.reading.sessions
    )
    if running:
        findings.append(
            counted(
                "{count} session is still running; its time is not in this statement.",
                "{count} sessions are still running; their time is not in this statement.",
                running,
            )
        )
    if not people and not findings:
        findings.append(_("Nobody worked in this period, and nothing fell due in it."))
    findings += _about_floors(floors)
    return tuple(sorted(findings))


def _about_floors(floors: DayFloors) -> list[str]:
    """Name each change of the floor within the period."""
    spans = floors.spans()
    return [
        _(
            "The floor of pay per hour changed on {day} from {before} to {after}; each day is compared by its own.",
            day=span.first,
            before=money_words(earlier.floor.price) if earlier.floor else _("none"),
            after=money_words(span.floor.price) if span.floor else _("none"),
        )
        for earlier, span in pairwise(spans)
    ]


def _worked_on(person: PersonId, books: Books) -> set[str]:
    """The backgrounds on which the person has a stage or a review in the period, or an earlier stage that fell due."""
    stages = {stage.background for stage in books.stages.get(person, ())}
    stages |= {delivery.background for delivery in books.deliveries.get(person, ()) if books.is_due(delivery)}
    return {books.code(it) for it in stages | {review.background for review in books.reviews.get(person, ())}}


def _has_rate(person: PersonId, books: Books) -> bool:
    rates = (rate for rate in books.reading.rates if rate.person == person)
    orders = (order for order in books.reading.orders if order.person == person)
    last = books.period.last
    return any(rate.valid_from <= last for rate in rates) or any(order.agreed_on <= last for order in orders)


def _filled(sentence: str, code: str, backgrounds: Iterable[str]) -> str:
    return sentence.format(code=code, backgrounds=", ".join(sorted(backgrounds)))
