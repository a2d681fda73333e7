"""Moments and whole milliseconds."""

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from studio_app.domain.moments import duration_ms, from_ms, to_ms


def test_moments_are_counted_from_1970_in_utc():
    assert to_ms(datetime(1970, 1, 1, 0, 0, 1, tzinfo=UTC)) == 1000
    assert to_ms(datetime(1970, 1, 1, 9, tzinfo=timezone(timedelta(hours=9)))) == 0


@given(st.integers(-(10**13), 10**13))
def test_milliseconds_survive_the_way_there_and_back(milliseconds):
    assert to_ms(from_ms(milliseconds)) == milliseconds


@given(st.integers(-(10**12), 10**12))
def test_a_length_is_rounded_down_to_the_millisecond(microseconds):
    assert duration_ms(timedelta(microseconds=microseconds)) == microseconds // 1000
