"""What was worked in a period, as plots: who worked when, hours for each cut."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING

from studio_app.domain.figures import grouped
from studio_app.domain.ids import PersonId
from studio_app.domain.language import _
from studio_app.domain.owner_signs import OwnerSign, sign_at
from studio_app.domain.wording import hours, person_name
from studio_app.qt.plot_values import Mark, MarkShape, Plot, PlotRow, PlotTick
from studio_app.statements.names import sort_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studio_app.domain.ids import EntryHash
    from studio_app.domain.wording import People
    from studio_app.statements.worked import CutWork, DayWork, Worked

Signs = Mapping[PersonId, OwnerSign]
_HOUR = timedelta(hours=1)
_MOST_TICKS = 6


def person_signs(people: Iterable[PersonId]) -> dict[PersonId, OwnerSign]:
    """Return everybody's sign: by the order in which they came to the studio, so that it never changes."""
    return {person: sign_at(place) for place, person in enumerate(people)}


def when_plot(worked: Worked, people: People) -> Plot:
    """Return a row for each person and a block for each day, as high as its hours beside the longest day of all."""
    calendar, signs = worked.calendar, person_signs(worked.people)
    longest = max((one.active.total for one in worked.days), default=timedelta())
    by_person: dict[PersonId, list[DayWork]] = defaultdict(list)
    for one in worked.days:
        by_person[one.person].append(one)
    places = {day: number for number, day in enumerate(calendar)}
    rows = []
    for person in sorted(by_person, key=lambda one: (*sort_key(people[one]), one) if one in people else ("", one)):
        days, name, sign = by_person[person], person_name(person, people), signs.get(person)
        whole = hours(sum((one.active.total for one in days), timedelta()))
        marks = tuple(
            Mark(
                shape=MarkShape.BLOCK,
                start=places[one.day] / len(calendar),
                end=(places[one.day] + 1) / len(calendar),
                height=one.active.total / longest,
                sign=sign or sign_at(0),
                words=_("{name}, {day}: {hours}", name=name, day=one.day, hours=hours(one.active.total)),
                entries=one.entries,
            )
            for one in days
        )
        words = _("{name}: {hours} in {count} days", name=name, hours=whole, count=len(days))
        rows.append(
            PlotRow(key=person, title=name, tail=whole, words=words, marks=marks, sign=sign, entries=_entries_of(days))
        )
    ticks = tuple(PlotTick(at=number / len(calendar), words=str(day.day)) for number, day in enumerate(calendar))
    return Plot(
        rows=tuple(rows),
        ticks=ticks,
        note=_("A block is a day; its height is the active time that began on it, beside the longest day here."),
        empty=_("Nobody has time in this period. Time comes from the desks once it is sent."),
    )


def cut_plot(worked: Worked) -> Plot:
    """Return a bar for each cut, longest first; a background that serves several cuts is one bar of all of them."""
    ordered = sorted(worked.cuts, key=lambda one: (-one.active.total, one.episode, one.cuts))
    longest = ordered[0].active.total if ordered else timedelta()
    step, end = hour_steps(longest)
    rows = tuple(_cut_row(one, end) for one in ordered)
    return Plot(
        rows=rows,
        ticks=tuple(
            PlotTick(at=number * step / end, words=_("{count} h", count=grouped(number * step)))
            for number in range(end // step + 1)
        ),
        note=_("Active time of everybody in this period. What serves several cuts is not shared out among them."),
        empty=_("No cut has time in this period. Time comes from the desks once it is sent."),
    )


def hour_steps(longest: timedelta) -> tuple[int, int]:
    """Return the step between ticks in whole hours (1, 2, 5, 10 …) and the axis's end, a multiple of it."""
    wanted = max(1, -(-longest // _HOUR))
    step = next(
        size * 10**zeros for zeros in range(9) for size in (1, 2, 5) if wanted <= size * 10**zeros * (_MOST_TICKS - 1)
    )
    return step, -(-wanted // step) * step


def _cut_row(one: CutWork, end: int) -> PlotRow:
    name = ", ".join(one.cuts) or _("no cut named")
    where = _("{cut}, episode {episode}", cut=name, episode=one.episode) if one.episode else name
    words = _("{cut}: {hours}", cut=where, hours=hours(one.active.total))
    share = one.active.total / (end * _HOUR)
    return PlotRow(
        key=f"{one.episode} {name}",
        title=name,
        tail=hours(one.active.total),
        words=words,
        marks=(Mark(shape=MarkShape.BAR, start=0, end=share, words=words, entries=one.entries),),
        entries=one.entries,
    )


def _entries_of(days: Iterable[DayWork]) -> tuple[EntryHash, ...]:
    return tuple(sorted({entry for one in days for entry in one.entries}))
