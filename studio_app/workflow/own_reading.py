"""What the pay per hour of one person's backgrounds and months rests on, read without the rest of the studio."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from studio_app.domain.moments import duration_ms, to_ms
from studio_app.domain.orders import Contract, WorkOrder
from studio_app.domain.periods import last_of_month
from studio_app.domain.readings import StudioReading
from studio_app.workflow.own_pay import months_of

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

    from studio_app.domain.backgrounds import Background
    from studio_app.domain.ids import BackgroundId, PersonId, StudioId
    from studio_app.domain.own_time import OwnSession
    from studio_app.workflow.ports import StudioIndex

_AROUND = timedelta(days=2)
"""A local day lies within a day of the same day in UTC; what is read too much the statement itself leaves out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StudioSheet:
    """What every sheet of a studio says of it: its id, title, currency, and the zone whose days pay is reckoned by."""

    id: StudioId
    title: str
    currency: str
    zone: str


def own_reading(
    index: StudioIndex,
    person: PersonId,
    studio: StudioSheet,
    *,
    around: tuple[int, int],
    of_months: Sequence[OwnSession],
    on: Collection[BackgroundId],
    backgrounds: tuple[Background, ...],
) -> StudioReading:
    """Read the person's sessions of all time on the backgrounds `on`, beside those `of_months`, which lie `around`.

    Stages and reviews are those of all these backgrounds, by whomever: an approval makes pay due.
    """
    own, (begun, ended) = index.own(person), around
    sessions = {one.session.id: one.session for one in of_months}
    sessions |= {one.id: one for one in own.sessions_on(on)}
    touched = sorted({one.background for one in sessions.values()} | set(on) | {*own.backgrounds(begun, ended)})
    return StudioReading(
        studio=studio.id,
        title=studio.title,
        currency=studio.currency,
        zone=studio.zone,
        people=index.people(),
        backgrounds=backgrounds,
        stages=tuple(stage for one in touched for stage in index.stages(one)),
        sessions=tuple(sessions.values()),
        reviews=tuple(review for one in touched for review in index.reviews(one)),
        rates=tuple(one for one in index.rates() if one.person == person),
        omissions=(),
        orders=tuple(one for one in index.agreed(WorkOrder) if one.person == person),
        contracts=tuple(one for one in index.agreed(Contract) if one.person == person),
    )


def months_ms(first: date, last: date) -> tuple[int, int]:
    """Return a stretch of time, in ms UTC, that holds all months from `first` to `last`, wherever the studio stands."""
    months = months_of(first, last)
    begun, ended = _midnight_ms(months[0]), _midnight_ms(last_of_month(months[-1]))
    return begun - duration_ms(_AROUND), ended + duration_ms(_AROUND)


def _midnight_ms(day: date) -> int:
    return to_ms(datetime.combine(day, time(), UTC))
