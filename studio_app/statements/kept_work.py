"""What work comes to whatever the period: kept from one statement to the next, so that a month is soon there again."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Generic, TypeVar

from studio_app.domain.reviews import Verdict
from studio_app.statements.agreements import Agreements
from studio_app.statements.approvals import Approvals, deliveries
from studio_app.statements.days import LocalDays
from studio_app.statements.times import has_time

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from studio_app.domain.ids import PersonId
    from studio_app.domain.readings import StudioReading
    from studio_app.domain.reviews import Review
    from studio_app.domain.sessions import RetouchSession
    from studio_app.domain.stages import Stage
    from studio_app.statements.approvals import Delivery
    from studio_app.statements.pay_statement import Period
    from studio_app.statements.roles import RoleTable

_Made = TypeVar("_Made")
_Key = TypeVar("_Key", bound="Hashable")
_Thing = TypeVar("_Thing")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated(Generic[_Thing]):
    """Things in their order, and beside each its local day: in two tuples, since a pair for each takes long to keep."""

    days: tuple[date, ...]
    things: tuple[_Thing, ...]

    def __iter__(self) -> Iterator[tuple[date, _Thing]]:
        return zip(self.days, self.things, strict=True)

    def within(self, period: Period) -> Iterator[tuple[date, _Thing]]:
        """Yield the things of a period with their days."""
        first, last = period.first, period.last
        return (dated for dated in self if first <= dated[0] <= last)

    def cut(self, period: Period) -> Dated[_Thing]:
        """Return the same, to be asked several times."""
        first, last = period.first, period.last
        places = [place for place, day in enumerate(self.days) if first <= day <= last]
        return Dated(
            days=tuple([self.days[place] for place in places]), things=tuple([self.things[place] for place in places])
        )


class KeptWork:
    """Each thing is kept beside all that it was made of, and made anew once any of that is not the same any more.

    No name and no text is kept, since those may be erased without an entry. May be used from several threads.
    """

    def __init__(self) -> None:
        self._sessions: _Last[Dated[RetouchSession]] = _Last()
        self._by_person: _Last[Mapping[PersonId, Dated[RetouchSession]]] = _Last()
        self._stages: _Last[Dated[Stage]] = _Last()
        self._approvals: _Last[Approvals] = _Last()
        self._deliveries: _Last[Mapping[PersonId, Sequence[Delivery]]] = _Last()

    def sessions(self, reading: StudioReading) -> Dated[RetouchSession]:
        """Return the sessions that count and hold time; one belongs to the local day on which it started."""
        return self._sessions.of((reading.zone, reading.sessions), lambda: _counted_sessions(reading))

    def sessions_by_person(self, reading: StudioReading) -> Mapping[PersonId, Dated[RetouchSession]]:
        """Return the same by whose they are."""
        counted = self.sessions(reading)
        return self._by_person.of((counted,), lambda: _by_person(counted))

    def stages(self, reading: StudioReading) -> Dated[Stage]:
        """Return the stages that count, by the day on which they were recorded."""
        return self._stages.of((reading.zone, reading.stages), lambda: _counted_stages(reading))

    def approvals(self, reading: StudioReading) -> Approvals:
        """Return the approvals that count."""
        given = tuple(_bare(one) for one in reading.reviews if one.verdict is Verdict.APPROVED and not one.withdrawn)
        return self._approvals.of((reading.stages, given), lambda: Approvals(reading.stages, given))

    def deliveries(self, reading: StudioReading, roles: RoleTable | None) -> Mapping[PersonId, Sequence[Delivery]]:
        """Return the deliveries of all time by person; work that falls under other orders is another delivery."""
        approvals = self.approvals(reading)
        ordered = tuple((order.person, order.backgrounds, order.role) for order in reading.orders)
        made_of = (reading.zone, approvals, ordered, roles)
        return self._deliveries.of(made_of, lambda: _delivered(approvals, reading, roles))


class _Last(Generic[_Made]):
    """What was made last, with what it was made of."""

    def __init__(self) -> None:
        self._kept: tuple[tuple[object, ...], _Made] | None = None

    def of(self, made_of: tuple[object, ...], make: Callable[[], _Made]) -> _Made:
        """Return what is kept where it was made of the same, else make it and keep it."""
        kept = self._kept
        if kept is None or kept[0] != made_of:
            kept = self._kept = (made_of, make())
        return kept[1]


def grouped(pairs: Iterable[tuple[_Key, _Thing]]) -> dict[_Key, list[_Thing]]:
    """Return things by their keys, in their order."""
    groups: dict[_Key, list[_Thing]] = defaultdict(list)
    for key, thing in pairs:
        groups[key].append(thing)
    return dict(groups)


def _counted_sessions(reading: StudioReading) -> Dated[RetouchSession]:
    days = LocalDays(reading.zone)
    counted = tuple(session for session in reading.sessions if not session.withdrawn and has_time(session))
    return Dated(days=tuple(days.day_of(session.started_at) for session in counted), things=counted)


def _by_person(sessions: Dated[RetouchSession]) -> Mapping[PersonId, Dated[RetouchSession]]:
    own = grouped((dated[1].person, dated) for dated in sessions)
    return {
        person: Dated(days=tuple(day for day, _session in pairs), things=tuple(session for _day, session in pairs))
        for person, pairs in own.items()
    }


def _counted_stages(reading: StudioReading) -> Dated[Stage]:
    days = LocalDays(reading.zone)
    counted = tuple(stage for stage in reading.stages if not stage.withdrawn)
    return Dated(days=tuple(days.day_of(stage.recorded_at) for stage in counted), things=counted)


def _bare(review: Review) -> Review:
    return replace(review, note="", drawing=None) if review.note or review.drawing else review


def _delivered(
    approvals: Approvals, reading: StudioReading, roles: RoleTable | None
) -> Mapping[PersonId, Sequence[Delivery]]:
    agreements = Agreements((), (), reading.orders, roles=roles)
    days = LocalDays(reading.zone)
    found = deliveries(approvals, lambda stage: agreements.cover_of(stage.by, stage) if stage.by else None, days)
    return grouped((one.person, one) for one in found)
