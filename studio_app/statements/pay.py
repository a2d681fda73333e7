"""Pay drawn up from the ledger: hours and finished backgrounds at the agreed rates, retakes and findings beside."""

from collections import defaultdict
from collections.abc import Iterable

from studio_app.domain.ids import PersonId
from studio_app.domain.money import Money
from studio_app.domain.rates import Rate, RateUnit
from studio_app.domain.readings import StudioReading
from studio_app.domain.sessions import RetouchSession
from studio_app.statements.agreements import add_up, pay_for, pay_per_hour
from studio_app.statements.approvals import Delivery
from studio_app.statements.books import Books, open_books
from studio_app.statements.definitions import pay_definitions
from studio_app.statements.names import name_on_sheet, sort_key
from studio_app.statements.pay_findings import person_findings, statement_findings
from studio_app.statements.pay_statement import (
    BackgroundLine,
    FloorStanding,
    HourLine,
    OpenBackground,
    PayStatement,
    Period,
    PersonPay,
    RetakeLine,
)
from studio_app.statements.retakes import retakes_by_person
from studio_app.statements.times import active_time, unconfirmed_time


def draw_up_pay(reading: StudioReading, period: Period, floor: Money | None) -> PayStatement:
    """Draw up what everybody is paid for `period`.

    Listed is who has a counted session, stage or review in the period, a background due or open, or a retake on
    a stage of theirs, named in the credits or not: an omission is about names, not about pay. Who has agreed to
    both an hourly rate and one per background is paid both.
    """
    books = open_books(reading, period)
    retakes = retakes_by_person(books)
    listed = {session.person for session in books.sessions} | {person for person in retakes if person is not None}
    listed |= {stage.by for stage in books.stages if stage.by} | {review.by for review in books.reviews if review.by}
    listed |= {delivery.person for delivery in books.deliveries if books.is_due(delivery) or _open(delivery, books)}
    people = tuple(_person(person, books, retakes.get(person, ()), floor) for person in _in_order(listed, books))
    amounts = (total for person in people for total in person.totals)
    return PayStatement(
        title=reading.title,
        currency=reading.currency,
        zone=reading.zone,
        period=period,
        floor=floor,
        people=people,
        unassigned_retakes=retakes.get(None, ()),
        totals=add_up(amounts, reading.currency),
        findings=statement_findings(books),
        definitions=pay_definitions(),
    )


def _in_order(listed: Iterable[PersonId], books: Books) -> list[PersonId]:
    def place(person: PersonId) -> tuple[str, ...]:
        known = books.people.get(person)
        return (*sort_key(known), person) if known else ("", "", "", person)

    return sorted(listed, key=place)


def _person(person_id: PersonId, books: Books, retakes: tuple[RetakeLine, ...], floor: Money | None) -> PersonPay:
    person = books.people.get(person_id)
    sessions = [session for session in books.sessions if session.person == person_id]
    own = [delivery for delivery in books.deliveries if delivery.person == person_id]
    hours = _hour_lines(person_id, sessions, books)
    finished = tuple(line for delivery in own if (line := _background_line(delivery, books)))
    waiting = tuple(
        OpenBackground(background=books.code(delivery.background), entries=delivery.entries)
        for delivery in own
        if _open(delivery, books)
    )
    active = active_time(sessions)
    amounts = [line.amount for line in hours if line.amount is not None] + [line.amount for line in finished]
    totals = add_up(amounts, books.reading.currency)
    effective = pay_per_hour(totals[0], active.total) if len(totals) == 1 else None
    company = books.people.get(person.company) if person and person.company else None
    return PersonPay(
        person=person_id,
        name=name_on_sheet(person) or (person.code if person else person_id),
        code=person.code if person else person_id,
        company=name_on_sheet(company),
        registration_number=person.registration_number if person else "",
        hours=hours,
        backgrounds=tuple(sorted(finished, key=lambda line: line.background)),
        open_backgrounds=tuple(sorted(waiting, key=lambda line: line.background)),
        retakes=retakes,
        active=active,
        unconfirmed=unconfirmed_time(sessions),
        totals=totals,
        effective=effective,
        standing=_standing(effective, floor),
        findings=person_findings(person_id, hours, finished, waiting, books),
    )


def _hour_lines(person: PersonId, sessions: Iterable[RetouchSession], books: Books) -> tuple[HourLine, ...]:
    """Group sessions by background and by the agreement valid on their day; a change of rate splits the line."""
    groups: dict[tuple[str, str, bool], list[RetouchSession]] = defaultdict(list)
    rates: dict[str, Rate] = {}
    for session in sessions:
        day = books.day_of(session.started_at)
        rate = books.agreements.rate(person, RateUnit.HOUR, day)
        if rate is not None:
            rates[rate.entry] = rate
        by_background = rate is None and books.agreements.rate(person, RateUnit.BACKGROUND, day) is not None
        groups[books.code(session.background), rate.entry if rate else "", by_background].append(session)
    lines = [
        _hour_line(background, rates.get(entry), by_background, groups[background, entry, by_background])
        for background, entry, by_background in groups
    ]
    return tuple(
        sorted(
            lines,
            key=lambda line: (line.background, str(line.rate.valid_from) if line.rate else "", line.by_background),
        )
    )


def _hour_line(background: str, rate: Rate | None, by_background: bool, sessions: list[RetouchSession]) -> HourLine:
    active = active_time(sessions)
    entries = {session.entry for session in sessions} | ({rate.entry} if rate else set())
    return HourLine(
        background=background,
        rate=rate,
        by_background=by_background,
        active=active,
        unconfirmed=unconfirmed_time(sessions),
        amount=pay_for(rate.price, active.total_ms) if rate else None,
        corrected=sum(session.corrected for session in sessions),
        disputed=sum(session.disputed for session in sessions),
        entries=tuple(sorted(entries)),
    )


def _background_line(delivery: Delivery, books: Books) -> BackgroundLine | None:
    if delivery.approval is None or not books.is_due(delivery):
        return None
    due_on = books.day_of(delivery.approval.recorded_at)
    rate = books.agreements.rate(delivery.person, RateUnit.BACKGROUND, due_on)
    if rate is None:
        return None
    return BackgroundLine(
        background=books.code(delivery.background),
        due_on=due_on,
        rate=rate,
        amount=rate.price,
        entries=tuple(sorted({*delivery.entries, rate.entry})),
    )


def _open(delivery: Delivery, books: Books) -> bool:
    """Whether it is paid by the background, delivered by the end of the period and not approved by then."""
    last = books.period.last
    if books.day_of(delivery.stages[0].recorded_at) > last:
        return False
    if delivery.approval is not None and books.day_of(delivery.approval.recorded_at) <= last:
        return False
    return books.agreements.rate(delivery.person, RateUnit.BACKGROUND, last) is not None


def _standing(effective: Money | None, floor: Money | None) -> FloorStanding:
    """Compare what is printed: a fraction of a yen lost in rounding a line must not read as pay below the floor."""
    if floor is None:
        return FloorStanding.NO_FLOOR
    if effective is None or effective.currency != floor.currency:
        return FloorStanding.NOT_COMPARABLE
    return FloorStanding.BELOW if effective.minor < floor.minor else FloorStanding.AT_OR_ABOVE
