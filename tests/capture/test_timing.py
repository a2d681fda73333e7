"""How long somebody worked, from two looks at the clocks."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from studio_app.capture.timing import Spent, mark_of, spent
from studio_app.domain.moments import duration_ms
from tests.fakes import FakeClock

HOUR = timedelta(hours=1)
HOUR_MS = 3_600_000


def looked(clock):
    return mark_of(clock.read())


def test_an_hour_awake_is_an_hour_of_work():
    clock = FakeClock()
    start = looked(clock)
    clock.work(HOUR)
    assert spent(start, looked(clock)) == Spent(active_ms=HOUR_MS, asleep_ms=0, unconfirmed_ms=0)


def test_a_night_of_sleep_is_not_work():
    clock = FakeClock()
    start = looked(clock)
    clock.work(HOUR)
    clock.sleep(9 * HOUR)
    clock.work(HOUR)
    assert spent(start, looked(clock)) == Spent(active_ms=2 * HOUR_MS, asleep_ms=9 * HOUR_MS, unconfirmed_ms=0)


def test_time_before_a_restart_is_unconfirmed():
    clock = FakeClock()
    start = looked(clock)
    clock.work(HOUR)
    clock.restart(away=HOUR)
    assert spent(start, looked(clock)) == Spent(active_ms=0, asleep_ms=0, unconfirmed_ms=2 * HOUR_MS)


def test_a_restart_that_kept_its_name_is_seen_by_the_awake_clock():
    clock = FakeClock()
    start = looked(clock)
    clock.restart(boot=start.boot, away=HOUR)
    assert spent(start, looked(clock)) == Spent(active_ms=0, asleep_ms=0, unconfirmed_ms=HOUR_MS)


def test_a_restart_with_the_clock_set_back_leaves_nothing_unconfirmed_rather_than_less_than_nothing():
    clock = FakeClock()
    start = looked(clock)
    clock.restart(away=-HOUR)
    assert spent(start, looked(clock)) == Spent(active_ms=0, asleep_ms=0, unconfirmed_ms=0)


def test_clocks_that_disagree_by_a_millisecond_give_no_negative_sleep():
    clock = FakeClock()
    start = looked(clock)
    clock.work(HOUR)
    assert spent(replace(start, elapsed_ms=start.elapsed_ms + 1), looked(clock)).asleep_ms == 0


lengths = st.timedeltas(timedelta(0), timedelta(days=3))
steps = st.lists(st.tuples(st.sampled_from(["work", "sleep", "set_wall", "set_wall_back"]), lengths), max_size=12)


@given(steps)
def test_the_sum_is_the_awake_time_whatever_the_wall_clock_did(steps):
    clock = FakeClock()
    start, worked, slept = looked(clock), 0, 0
    for what, length in steps:
        if what == "set_wall_back":
            clock.set_wall(-length)
        else:
            getattr(clock, what)(length)
        worked += duration_ms(length) if what == "work" else 0
        slept += duration_ms(length) if what == "sleep" else 0
    assert spent(start, looked(clock)) == Spent(active_ms=worked, asleep_ms=slept, unconfirmed_ms=0)


@given(steps, st.integers(0, 12))
def test_stopping_and_starting_again_in_between_changes_no_sum(steps, cut):
    clock = FakeClock()
    start, parts = looked(clock), 0
    middle = start
    for place, (what, length) in enumerate(steps):
        if place == cut:
            parts, middle = parts + spent(middle, looked(clock)).active_ms, looked(clock)
        clock.set_wall(-length) if what == "set_wall_back" else getattr(clock, what)(length)
    whole = spent(start, looked(clock)).active_ms
    assert parts + spent(middle, looked(clock)).active_ms == whole
