"""Stretches of time: what overlaps counts once, and a day is as long as the calendar has it."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio_app.domain.moments import to_ms
from studio_app.domain.spans import (
    Span,
    by_day,
    clip,
    intersect,
    local_day,
    minus,
    split_at_midnights,
    total_ms,
    union,
)

HOUR = 3_600_000
ZONES = (
    "Asia/Tokyo",
    "Europe/Paris",
    "America/New_York",
    "America/Sao_Paulo",
    "America/St_Johns",
    "Africa/Cairo",
    "Pacific/Apia",
    "Australia/Lord_Howe",
)


def span(start, end):
    return Span(start_ms=start, end_ms=end)


def moment(text):
    return to_ms(datetime.fromisoformat(text))


def moments_of(spans):
    return {moment for one in spans for moment in range(one.start_ms, one.end_ms)}


small = st.lists(
    st.tuples(st.integers(-30, 30), st.integers(0, 12)).map(lambda pair: span(pair[0], pair[0] + pair[1])), max_size=8
)
years = st.integers(to_ms(datetime(1995, 1, 1, tzinfo=UTC)), to_ms(datetime(2037, 1, 1, tzinfo=UTC)))
long_spans = st.tuples(years, st.integers(1, 5 * 24 * HOUR)).map(lambda pair: span(pair[0], pair[0] + pair[1]))


def test_a_span_that_ends_before_it_starts_is_refused():
    with pytest.raises(ValueError, match="ends before it starts"):
        span(2, 1)


def test_time_recorded_twice_counts_once():
    assert union([span(0, 10), span(5, 12), span(12, 13), span(20, 20), span(30, 31)]) == (span(0, 13), span(30, 31))
    assert total_ms([span(0, 10), span(5, 12)]) == 17


def test_taking_away_leaves_what_lies_before_between_and_after():
    assert minus([span(0, 100)], [span(-5, 10), span(20, 30), span(90, 200)]) == (span(10, 20), span(30, 90))
    assert minus([span(0, 10)], []) == (span(0, 10),)
    assert minus([], [span(0, 10)]) == ()


def test_clipping_keeps_what_lies_within():
    assert clip([span(0, 10), span(15, 25)], span(5, 20)) == (span(5, 10), span(15, 20))
    assert clip([span(0, 10)], span(10, 20)) == ()


@given(small)
def test_a_union_holds_the_same_moments_in_order_and_apart(spans):
    joined = union(spans)
    assert moments_of(joined) == moments_of(spans)
    assert all(one.end_ms < after.start_ms for one, after in pairwise(joined))
    assert total_ms(joined) == len(moments_of(spans)) <= total_ms(spans)
    assert union(joined) == joined == union(reversed(spans))


@given(small, small)
def test_intersection_and_difference_are_those_of_the_moments(left, right):
    assert moments_of(intersect(left, right)) == moments_of(left) & moments_of(right)
    assert moments_of(minus(left, right)) == moments_of(left) - moments_of(right)
    assert intersect(left, right) == intersect(right, left)


@given(small, small)
def test_what_is_taken_away_and_what_stays_make_up_the_whole(left, right):
    kept, taken = minus(left, right), intersect(left, right)
    assert total_ms(kept) + total_ms(taken) == total_ms(union(left))
    assert union((*kept, *taken)) == union(left)


@given(st.lists(long_spans, min_size=1, max_size=4), st.sampled_from(ZONES))
@settings(max_examples=200, deadline=None)
def test_splitting_at_midnights_keeps_the_time_and_no_piece_crosses_one(spans, name):
    zone = ZoneInfo(name)
    pieces = split_at_midnights(spans, zone)
    assert union(pieces) == union(spans)
    assert total_ms(pieces) == total_ms(union(spans))
    for piece in pieces:
        assert local_day(piece.start_ms, zone) == local_day(piece.end_ms - 1, zone)
    days = by_day(spans, zone)
    assert list(days) == sorted(days)
    assert sorted(piece for found in days.values() for piece in found) == list(pieces)
    assert all(local_day(piece.start_ms, zone) == day for day, found in days.items() for piece in found)


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        ("Asia/Tokyo", date(2026, 3, 29), 24),
        ("Europe/Paris", date(2026, 3, 29), 23),
        ("Europe/Paris", date(2026, 10, 25), 25),
        ("America/Sao_Paulo", date(2018, 11, 4), 23),
        ("America/Sao_Paulo", date(2018, 2, 17), 25),
        ("Africa/Cairo", date(2024, 4, 26), 23),
        ("Australia/Lord_Howe", date(2026, 4, 5), 24.5),
        ("Pacific/Apia", date(2011, 12, 31), 24),
    ],
)
def test_a_day_is_as_long_as_the_calendar_has_it(zone, day, hours):
    middle = datetime.combine(day, datetime.min.time(), UTC)
    around = span(to_ms(middle - timedelta(days=3)), to_ms(middle + timedelta(days=3)))
    assert total_ms(by_day([around], ZoneInfo(zone))[day]) == hours * HOUR


def test_a_day_that_the_calendar_left_out_has_no_time():
    around = span(moment("2011-12-29T00:00+00:00"), moment("2012-01-01T00:00+00:00"))
    assert date(2011, 12, 30) not in by_day([around], ZoneInfo("Pacific/Apia"))


def test_an_evening_that_came_back_after_midnight_belongs_to_its_own_day():
    # St. John's set its clocks back from 0:01 to 23:01 until 2011: one minute of the new day, then an hour of the old.
    zone = ZoneInfo("America/St_Johns")
    night = span(moment("2010-11-06T23:30-02:30"), moment("2010-11-07T00:30-03:30"))
    old, new = by_day([night], zone).values()
    assert [piece.length_ms // 60_000 for piece in old] == [30, 59]
    assert [piece.length_ms // 60_000 for piece in new] == [1, 30]


@pytest.mark.parametrize(
    ("zone", "year"),
    [("America/Havana", 2024), ("Asia/Pyongyang", 2015), ("Asia/Pyongyang", 2018), ("Asia/Beirut", 2023)],
)
def test_a_year_has_a_piece_for_each_of_its_days(zone, year):
    start, end = (to_ms(datetime(one, 1, 1, tzinfo=ZoneInfo(zone))) for one in (year, year + 1))
    pieces = split_at_midnights([span(start, end)], ZoneInfo(zone))
    assert len({local_day(one.start_ms, ZoneInfo(zone)) for one in pieces}) == (366 if year % 4 == 0 else 365)
    assert all(local_day(one.start_ms, ZoneInfo(zone)) == local_day(one.end_ms - 1, ZoneInfo(zone)) for one in pieces)
