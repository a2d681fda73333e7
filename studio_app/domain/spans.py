"""Stretches of time and their arithmetic: half-open, in whole milliseconds since 1970-01-01 UTC.

What programs record overlaps: lengths that are simply added count the same minute twice. So everything here first
brings spans into order: sorted, disjoint, neighbours that touch joined, and none empty.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from studio_app.domain.moments import from_ms, to_ms

_SHORTEST_BETWEEN_CHANGES_MS = 12 * 3_600_000
"""No zone has ever set its clocks and set them back again within so short a time."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """From `start_ms` up to, but without, `end_ms`, which is not earlier; an empty span holds no moment."""

    start_ms: int
    end_ms: int

    def __post_init__(self) -> None:
        if self.end_ms < self.start_ms:
            raise ValueError(f"a span ends before it starts: {self.start_ms}, {self.end_ms}")

    @property
    def length_ms(self) -> int:
        return self.end_ms - self.start_ms


def total_ms(spans: Iterable[Span]) -> int:
    """Return the sum of the lengths; what overlaps counts as often as it is there, so make a union first."""
    return sum(span.length_ms for span in spans)


def union(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return what lies in any of the spans: sorted, disjoint, touching ones joined, none empty."""
    joined: list[Span] = []
    for span in sorted(span for span in spans if span.length_ms):
        if joined and span.start_ms <= joined[-1].end_ms:
            last = joined.pop()
            joined.append(Span(start_ms=last.start_ms, end_ms=max(last.end_ms, span.end_ms)))
        else:
            joined.append(span)
    return tuple(joined)


def intersect(left: Iterable[Span], right: Iterable[Span]) -> tuple[Span, ...]:
    """Return what lies both in one of `left` and in one of `right`."""
    ones, others = union(left), union(right)
    shared: list[Span] = []
    one = other = 0
    while one < len(ones) and other < len(others):
        start = max(ones[one].start_ms, others[other].start_ms)
        end = min(ones[one].end_ms, others[other].end_ms)
        if start < end:
            shared.append(Span(start_ms=start, end_ms=end))
        if ones[one].end_ms == end:
            one += 1
        else:
            other += 1
    return tuple(shared)


def minus(spans: Iterable[Span], taken: Iterable[Span]) -> tuple[Span, ...]:
    """Return what lies in one of `spans` and in none of `taken`."""
    kept = union(spans)
    return intersect(kept, _gaps(union(taken), kept[0].start_ms, kept[-1].end_ms)) if kept else ()


def clip(spans: Iterable[Span], within: Span) -> tuple[Span, ...]:
    """Return the parts of the spans that lie in `within`."""
    return intersect(spans, (within,))


def split_at_midnights(spans: Iterable[Span], zone: ZoneInfo) -> tuple[Span, ...]:
    """Return the same time in pieces, each within one day of the local calendar.

    A day may last 23 or 25 hours, begin at one o'clock, or not be there at all, as the zone's history has it. Where
    clocks went back over midnight, the pieces of one day need not follow each other.
    """
    return tuple(piece for span in union(spans) for piece in _days(span, zone))


def local_day(moment_ms: int, zone: ZoneInfo) -> date:
    """Return the day that a clock on the wall shows at a moment."""
    return from_ms(moment_ms).astimezone(zone).date()


def by_day(spans: Iterable[Span], zone: ZoneInfo) -> dict[date, tuple[Span, ...]]:
    """Return the spans of each local day that has any, earliest day first."""
    days: dict[date, list[Span]] = {}
    for piece in split_at_midnights(spans, zone):
        days.setdefault(local_day(piece.start_ms, zone), []).append(piece)
    return {day: tuple(pieces) for day, pieces in sorted(days.items())}


def _gaps(taken: tuple[Span, ...], start_ms: int, end_ms: int) -> Iterator[Span]:
    """Yield what of the time between two moments lies in none of the spans, which are in order."""
    at = start_ms
    for span in taken:
        if at < min(span.start_ms, end_ms):
            yield Span(start_ms=at, end_ms=min(span.start_ms, end_ms))
        at = max(at, span.end_ms)
    if at < end_ms:
        yield Span(start_ms=at, end_ms=end_ms)


def _days(span: Span, zone: ZoneInfo) -> Iterator[Span]:
    if _stays_in_a_day(span, zone):
        yield span
        return
    cuts = [span.start_ms, *_midnights(span, zone), span.end_ms]
    for start, end in pairwise(cuts):
        yield Span(start_ms=start, end_ms=end)


def _stays_in_a_day(span: Span, zone: ZoneInfo) -> bool:
    """Whether a span plainly holds no midnight: shorter than a day, within one date, clocks set neither way in it."""
    if span.length_ms >= _SHORTEST_BETWEEN_CHANGES_MS:
        return False
    first, last = (from_ms(moment).astimezone(zone) for moment in (span.start_ms, span.end_ms - 1))
    return first.date() == last.date() and first.utcoffset() == last.utcoffset()


def _midnights(span: Span, zone: ZoneInfo) -> list[int]:
    """Return the moments inside a span at which the local date changes.

    Where clocks go back over midnight there are two midnights, and the moment between them at which the old day comes
    back: that one is found by asking what the clock shows, not by asking for twelve o'clock.
    """
    day, last = local_day(span.start_ms, zone), local_day(span.end_ms - 1, zone)
    found: set[int] = set()
    while day <= last + timedelta(days=1):
        one, other = sorted(to_ms(datetime.combine(day, time(fold=fold), zone)) for fold in (0, 1))
        found.update((one, other, *_change(one, other, zone)))
        day += timedelta(days=1)
    inside = (moment for moment in found if span.start_ms < moment < span.end_ms)
    return sorted(moment for moment in inside if local_day(moment - 1, zone) != local_day(moment, zone))


def _change(start_ms: int, end_ms: int, zone: ZoneInfo) -> Iterator[int]:
    """Yield the moment after `start_ms`, at latest `end_ms`, at which the zone's offset changes, if it does."""
    before = from_ms(start_ms).astimezone(zone).utcoffset()
    if before == from_ms(end_ms).astimezone(zone).utcoffset():
        return
    while end_ms - start_ms > 1:
        middle = (start_ms + end_ms) // 2
        if from_ms(middle).astimezone(zone).utcoffset() == before:
            start_ms = middle
        else:
            end_ms = middle
    yield end_ms
