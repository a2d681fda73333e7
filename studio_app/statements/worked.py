"""What was worked in a period, by person and day and by cut: what plots are drawn from."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from studio_app.statements.kept_work import KeptWork
from studio_app.statements.times import active_time

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from studio_app.domain.backgrounds import Background
    from studio_app.domain.ids import EntryHash, PersonId
    from studio_app.domain.readings import StudioReading
    from studio_app.domain.sessions import RetouchSession
    from studio_app.statements.pay_statement import Period
    from studio_app.statements.times import ActiveTime

_NONE = timedelta()


@dataclass(frozen=True, slots=True, kw_only=True)
class DayWork:
    """A person's active time of the sessions that began on one local day."""

    person: PersonId
    day: date
    active: ActiveTime
    entries: tuple[EntryHash, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CutWork:
    """Everybody's active time on the backgrounds of the same cuts: what serves several (兼用) is not shared out."""

    cuts: tuple[str, ...]
    episode: str
    active: ActiveTime
    entries: tuple[EntryHash, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonArea:
    """What somebody has in the newest pictures, in pixels added up over `measured` of `painted` backgrounds of theirs.

    `visible` pixels are theirs in the picture, `overpainted` ones a later hand painted over; what nobody measured is
    in neither.
    """

    person: PersonId
    visible: int
    overpainted: int
    measured: int
    painted: int
    entries: tuple[EntryHash, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Worked:
    """The work of a period. `people` holds everybody of the studio, first come first, whether or not they worked."""

    period: Period
    people: tuple[PersonId, ...]
    days: tuple[DayWork, ...]
    cuts: tuple[CutWork, ...]

    @property
    def calendar(self) -> tuple[date, ...]:
        """Every day of the period."""
        length = (self.period.last - self.period.first).days + 1
        return tuple(self.period.first + timedelta(days=number) for number in range(length))


def worked_in(
    reading: StudioReading, period: Period, only: PersonId | None = None, *, kept: KeptWork | None = None
) -> Worked:
    """Return what was worked in a period, by everybody or by one person; withdrawn sessions do not count.

    `kept` is what statements before this left to be used again.
    """
    by_day: dict[tuple[PersonId, date], list[RetouchSession]] = defaultdict(list)
    by_cut: dict[tuple[str, tuple[str, ...]], list[RetouchSession]] = defaultdict(list)
    known = {background.id: background for background in reading.backgrounds}
    for day, session in (kept or KeptWork()).sessions(reading).within(period):
        if session.active > _NONE and only in (None, session.person):
            by_day[session.person, day].append(session)
            by_cut[_cuts(known.get(session.background))].append(session)
    return Worked(
        period=period,
        people=tuple(person.id for person in reading.people),
        days=tuple(
            DayWork(person=person, day=day, active=active_time(sessions), entries=_entries(sessions))
            for (person, day), sessions in sorted(by_day.items())
        ),
        cuts=tuple(
            CutWork(cuts=cuts, episode=episode, active=active_time(sessions), entries=_entries(sessions))
            for (episode, cuts), sessions in sorted(by_cut.items())
        ),
    )


def _cuts(background: Background | None) -> tuple[str, tuple[str, ...]]:
    """Return the episode and the cuts of a background; its code stands for cuts that were not named."""
    if background is None:
        return "", ()
    return background.episode, background.cuts or (background.code,)


def _entries(sessions: Iterable[RetouchSession]) -> tuple[EntryHash, ...]:
    return tuple(sorted({session.entry for session in sessions}))
