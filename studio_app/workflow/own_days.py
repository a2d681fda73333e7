"""The local days of a period as a grid, and stretches of time cut along it."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from studio_app.domain.language import _
from studio_app.domain.moments import to_ms
from studio_app.domain.spans import Span, local_day, split_at_midnights
from studio_app.workflow.errors import StepRefused

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_app.domain.sessions import RetouchSession

LONGEST_DAYS = 3_700
"""Ten years: a longer timeline is a mistyped date."""


class DayGrid:
    """The local days from `first` to `last`, both included.

    Raises `StepRefused` where the period ends before it begins, or is longer than ten years.
    """

    def __init__(self, first: date, last: date, zone: ZoneInfo) -> None:
        if not 0 <= (last - first).days <= LONGEST_DAYS or not date(1971, 1, 1) <= first <= last <= date(9000, 1, 1):
            raise StepRefused(
                _("There is no timeline from {first} to {last}.", first=first, last=last),
                hint=_("Give the earlier day first, and ten years at most."),
            )
        self.first, self.last = first, last
        # A local day lies within 15 hours of the same day in UTC, and zones have skipped and repeated whole days.
        around = Span(start_ms=_noon_ms(first, -2), end_ms=_noon_ms(last, 2))
        days = ((local_day(span.start_ms, zone), span) for span in split_at_midnights([around], zone))
        self.spans: tuple[tuple[date, Span], ...] = tuple(one for one in days if first <= one[0] <= last)
        self._starts = [span.start_ms for _day, span in self.spans]

    @property
    def start_ms(self) -> int:
        """The first moment of the first day."""
        return self.spans[0][1].start_ms if self.spans else 0

    @property
    def end_ms(self) -> int:
        """The first moment after the last day."""
        return self.spans[-1][1].end_ms if self.spans else 0

    def cut(self, start_ms: int, end_ms: int) -> Iterator[tuple[date, Span]]:
        """Yield the parts of a stretch that lie on these days; one without length lies on one day."""
        place = max(0, bisect_right(self._starts, start_ms) - 1)
        for day, span in self.spans[place:]:
            if span.start_ms > end_ms:
                break
            begun, ended = max(start_ms, span.start_ms), min(end_ms, span.end_ms)
            if begun < ended or (start_ms == end_ms and begun == ended < span.end_ms):
                yield day, Span(start_ms=begun, end_ms=ended)

    def touches(self, session: RetouchSession) -> bool:
        """Whether a session may hold time of these days; one that runs reaches to now, whenever that is."""
        stopped = session.stopped_at
        return to_ms(session.started_at) < self.end_ms and (stopped is None or to_ms(stopped) >= self.start_ms)

    def day_of(self, moment_ms: int) -> date | None:
        """Return the day on which a moment lies, None where that is none of these."""
        return next((day for day, _span in self.cut(moment_ms, moment_ms)), None)


def _noon_ms(day: date, days: int) -> int:
    from_utc = datetime.combine(day, time(12), ZoneInfo("UTC"))
    return to_ms(from_utc + timedelta(days=days))
