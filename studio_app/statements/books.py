"""The reading opened at a period: what counts in it, by the studio's own days, and by person."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from studio_app.domain.stages import Stage
from studio_app.statements.agreements import Agreements
from studio_app.statements.approvals import Approvals, deliveries
from studio_app.statements.days import LocalDays
from studio_app.statements.times import has_time

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable
    from datetime import date, datetime

    from studio_app.domain.backgrounds import Background
    from studio_app.domain.ids import BackgroundId, PersonId
    from studio_app.domain.people import Person
    from studio_app.domain.readings import StudioReading
    from studio_app.domain.reviews import Review
    from studio_app.domain.sessions import RetouchSession
    from studio_app.statements.agreements import Cover
    from studio_app.statements.approvals import Delivery
    from studio_app.statements.pay_statement import Period
    from studio_app.statements.roles import Role, RoleTable

_Thing = TypeVar("_Thing")


@dataclass(frozen=True, slots=True, kw_only=True)
class Books:
    """The sessions, stages and reviews are the counted ones of the period; the deliveries are those of all time.

    `by_person` holds each by whose they are, so that a statement over many people looks at every session once;
    `sessions_ever` are the counted sessions of all time of whoever has orders.
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
    sessions: dict[PersonId, list[RetouchSession]]
    sessions_ever: dict[PersonId, list[RetouchSession]]
    stages: dict[PersonId | None, list[Stage]]
    reviews: dict[PersonId | None, list[Review]]
    deliveries: dict[PersonId, list[Delivery]]

    def code(self, background: BackgroundId) -> str:
        return self.codes.get(background, background)

    def cuts(self, background: BackgroundId) -> tuple[str, ...]:
        known = self.backgrounds.get(background)
        return known.cuts if known else ()

    def day_of(self, moment: datetime) -> date:
        return self.days.day_of(moment)

    def is_due(self, delivery: Delivery) -> bool:
        """Whether the delivery's first approval lies in the period."""
        return delivery.approval is not None and self.day_of(delivery.approval.recorded_at) in self.period

    def role_of(self, work: Stage | RetouchSession) -> Role | None:
        """Return the role that a stage or session earns; None for a meeting, and where there is no table."""
        if self.roles is None:
            return None
        return self.roles.stages[work.kind] if isinstance(work, Stage) else self.roles.works[work.kind]

    def roles_of(self, works: Iterable[Stage | RetouchSession]) -> tuple[Role, ...]:
        """Return all roles that these earn, in the order of the roll."""
        roles = {role.key: role for work in works if (role := self.role_of(work))}
        return tuple(sorted(roles.values(), key=lambda role: (role.order, role.key)))

    def role_named(self, key: str) -> Role | None:
        """Return the role of the table with this key, None where it has none."""
        return None if self.roles is None else self.roles.roles.get(key)

    def cover_of(self, person: PersonId, work: Stage | RetouchSession) -> Cover:
        """Return under which orders of the person a stage or session falls."""
        return _cover(self.agreements, self.role_of(work), person, work)


def open_books(reading: StudioReading, period: Period, roles: RoleTable | None = None) -> Books:
    """Take what belongs to the period; a session belongs to the local day on which it started."""
    days, approvals = LocalDays(reading.zone), Approvals(reading)
    agreements = Agreements(reading.rates, reading.people, reading.orders, earned=_earned(roles))
    counted = [session for session in reading.sessions if not session.withdrawn and has_time(session)]
    ordered_from = {order.person for order in reading.orders}

    def cover(stage: Stage) -> Cover:
        role = roles.stages[stage.kind] if roles else None
        return None if stage.by is None else _cover(agreements, role, stage.by, stage)

    return Books(
        reading=reading,
        period=period,
        days=days,
        agreements=agreements,
        approvals=approvals,
        roles=roles,
        people={person.id: person for person in reading.people},
        backgrounds={background.id: background for background in reading.backgrounds},
        codes={background.id: background.code for background in reading.backgrounds},
        sessions=_grouped((it.person, it) for it in counted if days.day_of(it.started_at) in period),
        sessions_ever=_grouped((it.person, it) for it in counted if it.person in ordered_from),
        stages=_grouped(
            (it.by, it) for it in reading.stages if not it.withdrawn and days.day_of(it.recorded_at) in period
        ),
        reviews=_grouped(
            (it.by, it) for it in reading.reviews if not it.withdrawn and days.day_of(it.recorded_at) in period
        ),
        deliveries=_grouped((it.person, it) for it in deliveries(approvals, cover)),
    )


def _earned(roles: RoleTable | None) -> set[str]:
    """Return the keys of the roles that stages and sessions earn by themselves."""
    if roles is None:
        return set()
    return {role.key for role in (*roles.stages.values(), *roles.works.values()) if role is not None}


def _cover(agreements: Agreements, role: Role | None, person: PersonId, work: Stage | RetouchSession) -> Cover:
    """Return the cover of some work; most work falls under no order, which is told before its role is asked for."""
    if not agreements.has_orders(person, work.background):
        return None
    return agreements.cover(person, work.background, role.key if role else "")


def _grouped(pairs: Iterable[tuple[Any, _Thing]]) -> dict[Any, list[_Thing]]:
    groups: dict[Hashable, list[_Thing]] = defaultdict(list)
    for key, thing in pairs:
        groups[key].append(thing)
    return dict(groups)
