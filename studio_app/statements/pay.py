"""Pay drawn up from the ledger: hours, finished backgrounds and redos as agreed, retakes and findings beside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio_app.domain.people import PersonKind
from studio_app.statements.agreements import add_up, pay_per_hour
from studio_app.statements.books import open_books
from studio_app.statements.definitions import pay_definitions
from studio_app.statements.kept_work import Dated
from studio_app.statements.names import name_on_sheet, sort_key
from studio_app.statements.order_actuals import order_standings
from studio_app.statements.order_standings import OrderStanding
from studio_app.statements.pay_amounts import Owed, background_lines, hour_lines, is_open, open_backgrounds
from studio_app.statements.pay_findings import is_idle, person_findings, statement_findings
from studio_app.statements.pay_floors import DayFloors
from studio_app.statements.pay_statement import PayStatement, PersonPay
from studio_app.statements.retakes import Retakes
from studio_app.statements.times import active_time, unconfirmed_time

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    from studio_app.domain.ids import PersonId
    from studio_app.domain.money import Money
    from studio_app.domain.readings import StudioReading
    from studio_app.domain.wage_floors import WageFloor
    from studio_app.statements.books import Books
    from studio_app.statements.kept_work import KeptWork
    from studio_app.statements.pay_statement import Period
    from studio_app.statements.roles import RoleTable

Orders = tuple[OrderStanding, ...]


def draw_up_pay(
    reading: StudioReading,
    period: Period,
    floor: Money | None = None,
    *,
    floors: Callable[[date], WageFloor | None] | None = None,
    roles: RoleTable | None = None,
    person: PersonId | None = None,
    kept: KeptWork | None = None,
) -> PayStatement:
    """Draw up what everybody is paid for `period`, or `person` alone.

    Listed is who has a counted session, stage or review in the period, a background or redo due or open, a retake on
    a stage of theirs or an order that is open or touched, named in the credits or not: an omission is about names, not
    about pay. Who has agreed to both an hourly rate and one per background is paid both. `floor` is one floor of pay
    per hour for the whole period; without it `floors` tells that of each day. `roles` is the table of roles; without it
    the roles that orders name are not looked at. `kept` is what statements before this one left to be used again.
    """
    books = open_books(reading, period, roles, kept)
    retakes, day_floors = Retakes(books), DayFloors(period, floor, floors)
    ordered_from = {order.person for order in reading.orders}
    standings = {one: order_standings(one, books, retakes) for one in ordered_from if person in (None, one)}
    listed = {person} if person is not None else _listed(books, retakes, standings)
    people = tuple(
        _person(one, books, retakes, orders=standings.get(one, ()), floors=day_floors)
        for one in _in_order(listed, books)
    )
    amounts = (total for one in people for total in one.totals)
    last = day_floors.on(period.last)
    return PayStatement(
        title=reading.title,
        currency=reading.currency,
        zone=reading.zone,
        period=period,
        only=people[0].code if person is not None else "",
        floor=None if last is None else last.price,
        floors=day_floors.spans(),
        people=people,
        unassigned_retakes=retakes.ordered(None) if person is None else (),
        totals=add_up(amounts, reading.currency),
        findings=statement_findings(books, day_floors, people, person),
        definitions=pay_definitions(),
    )


def _listed(books: Books, retakes: Retakes, standings: Mapping[PersonId, Orders]) -> set[PersonId]:
    listed = {person for group in (books.sessions, books.stages, books.reviews) for person in group}
    listed |= retakes.people()
    listed |= {
        person
        for person, own in books.deliveries.items()
        if any(books.is_due(delivery) or is_open(delivery, books) for delivery in own)
    }
    listed |= {person for person, orders in standings.items() if orders}
    return {person for person in listed if person is not None}


def _in_order(listed: Iterable[PersonId], books: Books) -> list[PersonId]:
    def place(person: PersonId) -> tuple[str, ...]:
        known = books.people.get(person)
        return (*sort_key(known), person) if known else ("", "", "", person)

    return sorted(listed, key=place)


def _person(person_id: PersonId, books: Books, retakes: Retakes, *, orders: Orders, floors: DayFloors) -> PersonPay:
    person = books.people.get(person_id)
    dated = books.sessions.get(person_id, Dated(days=(), things=()))
    sessions = dated.things
    owed = Owed(
        hours=hour_lines(person_id, books),
        finished=background_lines(person_id, books),
        waiting=open_backgrounds(person_id, books),
        redos=retakes.due(person_id),
    )
    active = active_time(sessions)
    totals = add_up(owed.amounts, books.reading.currency)
    effective = pay_per_hour(totals[0], active.total) if len(totals) == 1 else None
    compared, standing = floors.compare(effective, ((day, session.active) for day, session in dated))
    company = books.people.get(person.company) if person and person.company else None
    return PersonPay(
        person=person_id,
        name=name_on_sheet(person) or (person.code if person else person_id),
        code=person.code if person else person_id,
        kind=person.kind if person else PersonKind.INDIVIDUAL,
        company=name_on_sheet(company),
        registration_number=person.registration_number if person else "",
        hours=owed.hours,
        backgrounds=owed.finished,
        open_backgrounds=owed.waiting,
        retakes=retakes.ordered(person_id),
        redos=owed.redos,
        orders=orders,
        active=active,
        unconfirmed=unconfirmed_time(sessions),
        totals=totals,
        effective=effective,
        floor=compared,
        standing=standing,
        idle=is_idle(person_id, owed, books),
        findings=person_findings(person_id, owed, orders, books),
    )
