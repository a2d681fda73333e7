"""The machine's clocks; what holds for the real one holds for the one that tests move."""

import itertools
import time
from datetime import UTC, timedelta
from zoneinfo import ZoneInfo

import pytest

from studio_app.capture import clock as clocks
from studio_app.capture.clock import SystemClock
from tests.fakes import FakeClock


@pytest.fixture(params=[SystemClock, FakeClock])
def any_clock(request):
    return request.param()


def test_the_wall_clock_is_aware_and_in_utc(any_clock):
    assert any_clock.read().wall.tzinfo is UTC


def test_the_zone_has_a_name_that_is_known(any_clock):
    assert ZoneInfo(any_clock.read().zone)


def test_awake_and_elapsed_are_whole_milliseconds_and_one_boot_names_them(any_clock):
    reading = any_clock.read()
    assert isinstance(reading.awake_ms, int)
    assert isinstance(reading.elapsed_ms, int)
    assert reading.boot


def test_clocks_never_run_backwards_within_a_boot(any_clock):
    readings = [any_clock.read() for _look in range(50)]
    assert all(one.awake_ms <= two.awake_ms for one, two in itertools.pairwise(readings))
    assert all(one.elapsed_ms <= two.elapsed_ms for one, two in itertools.pairwise(readings))
    assert {reading.boot for reading in readings} == {readings[0].boot}


def test_elapsed_time_includes_the_awake_time(any_clock):
    one, two = any_clock.read(), any_clock.read()
    assert two.elapsed_ms - one.elapsed_ms >= two.awake_ms - one.awake_ms - 1


def test_the_awake_clock_moves_with_time_on_the_real_machine():
    clock, begun = SystemClock(), time.monotonic_ns()
    first = clock.read().awake_ms
    while time.monotonic_ns() - begun < 5_000_000:
        pass
    assert 4 <= clock.read().awake_ms - first < 5_000


def test_two_starts_of_the_program_agree_on_the_boot():
    assert SystemClock().read().boot == SystemClock().read().boot


def test_where_the_system_names_no_boot_each_start_of_the_program_is_one(monkeypatch):
    def refuse(*_args, **_kwargs):
        raise FileNotFoundError

    monkeypatch.setattr(clocks.Path, "read_text", refuse)
    assert SystemClock().read().boot == clocks._STARTED


def test_the_fake_clock_sleeps_without_being_awake():
    clock = FakeClock()
    before = clock.read()
    clock.sleep(timedelta(hours=1))
    after = clock.read()
    assert (after.awake_ms - before.awake_ms, after.elapsed_ms - before.elapsed_ms) == (0, 3_600_000)
