"""What a person's hours and finished backgrounds of a period come to, line by line."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from studio_app.domain.ids import BackgroundId
from studio_app.domain.rates import RateUnit
from studio_app.domain.sessions import RetouchSession
from studio_app.statements.agreements import pay_for, times
from studio_app.statements.pay_statement import BackgroundLine, HourLine, OpenBackground
from studio_app.statements.times import active_time, unconfirmed_time

if TYPE_CHECKING:
    from studio_app.domain.ids import PersonId
    from studio_app.domain.money import Money
    from studio_app.statements.agreements import Terms
    from studio_app.statements.approvals import Delivery
    from studio_app.statements.books import Books
    from studio_app.statements.pay_statement import RedoLine

_FINISHED = (RateUnit.BACKGROUND, RateUnit.CUT)
_Group = tuple[BackgroundId, str, bool]
_DatedSessions = list[tuple[date, RetouchSession]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """The lines of one person in a period: what has an amount, and what waits for one."""

    hours: tuple[HourLine, ...]
    finished: tuple[BackgroundLine, ...]
    waiting: tuple[OpenBackground, ...]
    redos: tuple[RedoLine, ...]

    @property
    def amounts(self) -> tuple[Money, ...]:
        """What each line comes to, those without an amount left out."""
        hours = tuple(line.amount for line in self.hours if line.amount is not None)
        return hours + tuple(line.amount for line in self.finished) + tuple(line.amount for line in self.redos)


def hour_lines(person: PersonId, books: Books) -> tuple[HourLine, ...]:
    """Group sessions by background and by the agreement valid on their day; a change of rate splits the line."""
    agreed = books.agreements
    groups: dict[_Group, _DatedSessions] = defaultdict(list)
    found: dict[str, Terms] = {}
    for day, session in books.sessions.get(person, ()):
        cover = agreed.cover_of(person, session)
        terms = agreed.terms(person, session.background, cover, RateUnit.HOUR, day)
        if terms is not None:
            found[terms.rate.entry] = terms
        finished = terms is None and any(
            agreed.terms(person, session.background, cover, unit, day) for unit in _FINISHED
        )
        groups[session.background, terms.rate.entry if terms else "", finished].append((day, session))
    lines = [_hour_line(group, found.get(group[1]), dated, books) for group, dated in groups.items()]
    return tuple(
        sorted(
            lines,
            key=lambda line: (line.background, str(line.rate.valid_from) if line.rate else "", line.by_background),
        )
    )


def _hour_line(group: _Group, terms: Terms | None, dated: _DatedSessions, books: Books) -> HourLine:
    days, sessions = [day for day, _session in dated], [session for _day, session in dated]
    active = active_time(sessions)
    entries = {session.entry for session in sessions}
    if terms:
        entries.add(terms.rate.entry)
    return HourLine(
        background=books.code(group[0]),
        cuts=books.cuts(group[0]),
        roles=books.roles_of(sessions),
        first=min(days),
        last=max(days),
        rate=terms.rate if terms else None,
        order=terms.order if terms else None,
        by_background=group[2],
        active=active,
        unconfirmed=unconfirmed_time(sessions),
        amount=pay_for(terms.rate.price, active.total_ms) if terms else None,
        corrected=sum([session.corrected for session in sessions]),
        disputed=sum([session.disputed for session in sessions]),
        entries=tuple(sorted(entries)),
    )


def background_lines(person: PersonId, books: Books) -> tuple[BackgroundLine, ...]:
    """The backgrounds that fell due in the period, each once per unit that was agreed for it."""
    lines = [
        line
        for delivery in books.deliveries.get(person, ())
        if books.is_due(delivery)
        for unit in _FINISHED
        if (line := _background_line(delivery, unit, books))
    ]
    return tuple(sorted(lines, key=lambda line: line.background))


def _background_line(delivery: Delivery, unit: RateUnit, books: Books) -> BackgroundLine | None:
    due_on = delivery.due_on
    if due_on is None:
        return None
    terms = books.agreements.terms(delivery.person, delivery.background, delivery.cover, unit, due_on)
    if terms is None:
        return None
    quantity = units(delivery.background, unit, books)
    return BackgroundLine(
        background=books.code(delivery.background),
        cuts=books.cuts(delivery.background),
        roles=books.roles_of(delivery.stages),
        due_on=due_on,
        rate=terms.rate,
        order=terms.order,
        quantity=quantity,
        amount=times(terms.rate.price, quantity),
        entries=tuple(sorted({*delivery.entries, terms.rate.entry})),
    )


def units(background: BackgroundId, unit: RateUnit, books: Books) -> int:
    """How many units a finished background is: itself, or the cuts that it serves (兼用), at least one."""
    return max(1, len(books.cuts(background))) if unit is RateUnit.CUT else 1


def open_backgrounds(person: PersonId, books: Books) -> tuple[OpenBackground, ...]:
    """What is delivered and waits for its approval at the end of the period."""
    waiting = [
        OpenBackground(
            background=books.code(delivery.background), order=terms.order, entries=tuple(sorted(delivery.entries))
        )
        for delivery in books.deliveries.get(person, ())
        if (terms := _waiting(delivery, books))
    ]
    return tuple(sorted(waiting, key=lambda line: line.background))


def is_open(delivery: Delivery, books: Books) -> bool:
    """Whether it is paid when finished, delivered by the end of the period and not approved by then."""
    return _waiting(delivery, books) is not None


def _waiting(delivery: Delivery, books: Books) -> Terms | None:
    last = books.period.last
    if delivery.days[0] > last or (delivery.due_on is not None and delivery.due_on <= last):
        return None
    found = (
        books.agreements.terms(delivery.person, delivery.background, delivery.cover, unit, last) for unit in _FINISHED
    )
    return next((terms for terms in found if terms is not None), None)
