"""What a pay statement has to say beside its figures, in sentences."""

from collections.abc import Iterable, Sequence

from studio_app.domain.ids import PersonId
from studio_app.domain.language import _, counted
from studio_app.statements.books import Books
from studio_app.statements.names import name_on_sheet
from studio_app.statements.naming import stage_label
from studio_app.statements.pay_statement import BackgroundLine, HourLine, OpenBackground


def person_findings(
    person: PersonId,
    hours: Sequence[HourLine],
    finished: Sequence[BackgroundLine],
    waiting: Sequence[OpenBackground],
    books: Books,
) -> tuple[str, ...]:
    """What keeps this person's figures from being the whole of what is owed."""
    known = books.people.get(person)
    name, code = name_on_sheet(known), known.code if known else person
    findings: list[str] = []
    if not name:
        findings.append(_("{code} has no name to print.", code=code))
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
    amounts = [line.amount for line in hours if line.amount is not None] + [line.amount for line in finished]
    if len({amount.currency for amount in amounts}) > 1:
        findings.append(_("{code} is paid in several currencies, so there is no one pay per hour.", code=code))
    return tuple(findings)


def statement_findings(books: Books) -> tuple[str, ...]:
    """What nobody is paid for, because nobody is named or the time is not fixed yet."""
    findings = [
        _("{stage} names nobody, so nobody is paid for it.", stage=stage_label(books.codes, stage))
        for stage in books.stages
        if stage.by is None and not stage.kind.made_by_generator
    ]
    running = sum(
        session.stopped_at is None and not session.withdrawn and books.day_of(session.started_at) in books.period
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
    return tuple(sorted(findings))


def _worked_on(person: PersonId, books: Books) -> set[str]:
    """The backgrounds on which the person has a stage or a review in the period, or an earlier stage that fell due."""
    stages = {stage.background for stage in books.stages if stage.by == person}
    stages |= {
        delivery.background for delivery in books.deliveries if delivery.person == person and books.is_due(delivery)
    }
    return {books.code(it) for it in stages | {review.background for review in books.reviews if review.by == person}}


def _has_rate(person: PersonId, books: Books) -> bool:
    return any(rate.person == person and rate.valid_from <= books.period.last for rate in books.reading.rates)


def _filled(sentence: str, code: str, backgrounds: Iterable[str]) -> str:
    return sentence.format(code=code, backgrounds=", ".join(sorted(backgrounds)))
