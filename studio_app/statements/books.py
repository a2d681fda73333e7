"""The reading opened at a period: what counts in it, by the studio's own days, and by person."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from studio_app.statements.agreements import Agreements
from studio_app.statements.days import LocalDays
from studio_app.statements.kept_work import KeptWork, grouped

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date, datetime

    from studio_app.domain.backgrounds import Background
    from studio_app.domain.ids import BackgroundId, PersonId
    from studio_app.domain.people import Person
    from studio_app.domain.readings import StudioReading
    from studio_app.domain.reviews import Review
    from studio_app.domain.sessions import RetouchSession
    from studio_app.domain.stages import Stage
    from studio_app.statements.agreements import Cover
    from studio_app.statements.approvals import Approvals, Delivery
    from studio_app.statements.kept_work import Dated
    from studio_app.statements.pay_statement import Period
    from studio_app.statements.roles import Role, RoleTable


@dataclass(frozen=True, slots=True, kw_only=True)
class Books:
    """The sessions, stages and reviews are the counted ones of the period; the deliveries are those of all time.

    Each is held by whose it is, so that a statement over many people looks at every session once. `sessions` stand with
    their local days; `sessions_ever` are the counted sessions of all time of whoever has orders.
    """

    reading: StudioReading
    period: Period
    days: LocalDays
    agreements: Agreements
    approvals: Approvals
    roles: RoleTable | None
    people: dict[PersonId, Person]
    backgrounds: dict[BackgroundId, Background]
    codes: dict[BackgroundId, str]
    sessions: Mapping[PersonId, Dated[RetouchSession]]
    sessions_ever: Mapping[PersonId, Dated[RetouchSession]]
    stages: Mapping[PersonId | None, Sequence[Stage]]
    reviews: Mapping[PersonId | None, Sequence[Review]]
    deliveries: Mapping[PersonId, Sequence[Delivery]]

    def code(self, background: BackgroundId) -> str:
        return self.codes.get(background, background)

    def cuts(self, background: BackgroundId) -> tuple[str, ...]:
        known = self.backgrounds.get(background)
        return known.cuts if known else ()

    def day_of(self, moment: datetime) -> date:
        return self.days.day_of(moment)

    def is_due(self, delivery: Delivery) -> bool:
        """Whether the delivery's first approval lies in the period."""
        return delivery.due_on is not None and delivery.due_on in self.period

    def role_of(self, work: Stage | RetouchSession) -> Role | None:
        """Return the role that a stage or session earns; None for a meeting, and where there is no table."""
        return None if self.roles is None else self.roles.role_of(work)

    def roles_of(self, works: Iterable[Stage | RetouchSession]) -> tuple[Role, ...]:
        """Return all roles that these earn, in the order of the roll."""
        return _as_on_the_roll(frozenset(role for work in works if (role := self.role_of(work))))

    def role_named(self, key: str) -> Role | None:
        """Return the role of the table with this key, None where it has none."""
        return None if self.roles is None else self.roles.roles.get(key)

    def cover_of(self, person: PersonId, work: Stage | RetouchSession) -> Cover:
        """Return under which orders of the person a stage or session falls."""
        return self.agreements.cover_of(person, work)


@lru_cache(maxsize=256)
def _as_on_the_roll(roles: frozenset[Role]) -> tuple[Role, ...]:
    """Return roles in their order; thousands of lines share a few of these."""
    return tuple(sorted(roles, key=lambda role: (role.order, role.key)))


def open_books(
    reading: StudioReading, period: Period, roles: RoleTable | None = None, kept: KeptWork | None = None
) -> Books:
    """Take what belongs to the period; a session belongs to the local day on which it started."""
    days, kept = LocalDays(reading.zone), kept or KeptWork()
    sessions = kept.sessions_by_person(reading)
    ordered_from = {order.person for order in reading.orders}
    return Books(
        reading=reading,
        period=period,
        days=days,
        agreements=Agreements(reading.rates, reading.people, reading.orders, roles=roles),
        approvals=kept.approvals(reading),
        roles=roles,
        people={person.id: person for person in reading.people},
        backgrounds={background.id: background for background in reading.backgrounds},
        codes={background.id: background.code for background in reading.backgrounds},
        sessions={who: own for who, ever in sessions.items() if (own := ever.cut(period)).things},
        sessions_ever={who: ever for who, ever in sessions.items() if who in ordered_from},
        stages=grouped((it.by, it) for _day, it in kept.stages(reading).within(period)),
        reviews=grouped(
            (it.by, it) for it in reading.reviews if not it.withdrawn and days.day_of(it.recorded_at) in period
        ),
        deliveries=kept.deliveries(reading, roles),
    )
