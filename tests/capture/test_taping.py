"""Looks at the clocks and signs of work, added up to what somebody worked."""

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from studio_app.capture.taping import LATEST_LOOK_MS, begun, goes_on, looked, taken_up
from studio_app.domain.moments import to_ms
from studio_app.domain.tapes import PieceKind
from tests.fakes import FakeClock
from tests.recording_desk import FakeIdle, Hours

AWAY_AFTER_MS = 600_000
MINUTE_MS = 60_000
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


class Taped:
    """A tape that grows with the hours of a desk."""

    def __init__(self):
        self.clock = FakeClock()
        self.idle = FakeIdle(self.clock)
        self.hours = Hours(self.look, self.clock, self.idle)
        self.tape = begun(self.clock.read())
        self.saved = False

    def look(self):
        idle_ms = self.idle.idle_ms()
        self.tape = looked(self.tape, self.clock.read(), idle_ms=idle_ms, saved=self.saved, away_after_ms=AWAY_AFTER_MS)
        self.saved = False

    @property
    def pieces(self):
        return [(one.kind, one.ms) for one in self.tape.pieces(AWAY_AFTER_MS)]

    def total(self, kind):
        return sum(ms for found, ms in self.pieces if found is kind)


def test_time_with_input_is_work():
    desk = Taped()
    desk.hours.paint(42 * MINUTE)
    assert desk.pieces == [(PieceKind.WORK, 42 * MINUTE_MS)]


def test_a_silence_shorter_than_the_limit_is_work():
    desk = Taped()
    desk.hours.paint(MINUTE)
    desk.hours.away(9 * MINUTE)
    desk.hours.paint(MINUTE)
    assert desk.pieces == [(PieceKind.WORK, 11 * MINUTE_MS)]


def test_a_longer_silence_is_absence_from_its_first_moment_to_its_last():
    desk = Taped()
    desk.hours.paint(5 * MINUTE)
    desk.hours.away(23 * MINUTE)
    desk.hours.paint(MINUTE)
    # The hand comes back within the first second of the last minute.
    assert desk.pieces == [
        (PieceKind.WORK, 5 * MINUTE_MS),
        (PieceKind.AWAY, 24 * MINUTE_MS - 59_000),
        (PieceKind.WORK, 59_000),
    ]


def test_an_absence_shows_while_it_lasts():
    desk = Taped()
    desk.hours.paint(MINUTE)
    desk.hours.away(11 * MINUTE)
    assert desk.pieces == [(PieceKind.WORK, MINUTE_MS), (PieceKind.AWAY, 11 * MINUTE_MS)]


def test_a_save_is_a_sign_of_work_where_nothing_tells_of_input():
    desk = Taped()
    desk.idle.silent = True
    for _save in range(3):
        desk.hours.away(9 * MINUTE)
        desk.saved = True
        desk.look()
    desk.hours.away(12 * MINUTE)
    assert desk.pieces == [(PieceKind.WORK, 27 * MINUTE_MS), (PieceKind.AWAY, 12 * MINUTE_MS)]


def test_sleep_is_no_work():
    desk = Taped()
    desk.hours.paint(HOUR)
    desk.hours.sleep(8 * HOUR)
    desk.hours.paint(HOUR)
    assert desk.total(PieceKind.WORK) == 120 * MINUTE_MS
    assert desk.total(PieceKind.ASLEEP) == 8 * 60 * MINUTE_MS


def test_a_sleep_of_fifteen_seconds_is_no_work():
    desk = Taped()
    desk.hours.paint(MINUTE)
    desk.hours.sleep(timedelta(seconds=15))
    desk.hours.paint(MINUTE)
    assert desk.total(PieceKind.WORK) == 2 * MINUTE_MS
    assert desk.total(PieceKind.ASLEEP) == 15_000


def test_a_program_that_stood_still_for_four_seconds_counts_one_of_them():
    desk = Taped()
    desk.hours.paint(MINUTE)
    desk.hours.freeze(timedelta(seconds=4))
    desk.hours.paint(MINUTE)
    assert desk.total(PieceKind.FROZEN) == 4_000
    assert desk.total(PieceKind.WORK) == 2 * MINUTE_MS


def test_a_look_that_comes_a_little_late_loses_nothing():
    desk = Taped()
    desk.hours.paint(MINUTE)
    desk.hours.freeze(timedelta(milliseconds=LATEST_LOOK_MS - 1_000))
    desk.hours.paint(MINUTE)
    assert desk.pieces == [(PieceKind.WORK, 2 * MINUTE_MS + 2_000)]


def test_a_wall_clock_set_back_or_forward_changes_no_duration_and_is_noted():
    desk = Taped()
    desk.hours.paint(MINUTE)
    desk.clock.set_wall(-HOUR)
    desk.hours.paint(MINUTE)
    desk.clock.set_wall(2 * HOUR)
    desk.hours.paint(MINUTE)
    assert desk.total(PieceKind.WORK) == 3 * MINUTE_MS
    assert [step.by_ms for step in desk.tape.steps] == [-60 * MINUTE_MS, 120 * MINUTE_MS]


def test_work_is_labelled_by_what_the_wall_clock_said():
    desk = Taped()
    start = to_ms(desk.clock.now.wall)
    desk.hours.paint(MINUTE)
    desk.clock.set_wall(HOUR)
    desk.hours.paint(MINUTE)
    first, second = desk.tape.pieces(AWAY_AFTER_MS)
    assert (first.at_ms, first.ms) == (start, MINUTE_MS)
    assert (second.at_ms, second.ms) == (start + 61 * MINUTE_MS, MINUTE_MS)


def test_a_source_that_counts_sleep_as_idle_takes_no_work_away():
    desk = Taped()
    desk.hours.paint(HOUR)
    desk.hours.sleep(HOUR)
    desk.idle.last_ms -= 3_600_000
    desk.look()
    desk.hours.paint(MINUTE)
    assert desk.total(PieceKind.WORK) == 61 * MINUTE_MS
    assert desk.total(PieceKind.AWAY) == 0


def test_two_absences_with_one_touch_between_them_are_two_questions():
    desk = Taped()
    desk.hours.away(15 * MINUTE)
    desk.idle.touch()
    desk.look()
    desk.hours.away(15 * MINUTE)
    assert [kind for kind, _ms in desk.pieces] == [PieceKind.AWAY, PieceKind.AWAY]


def test_a_restart_of_the_machine_ends_what_can_be_compared():
    desk = Taped()
    desk.hours.paint(MINUTE)
    desk.clock.restart(away=HOUR)
    assert not goes_on(desk.tape, desk.clock.read())


def test_what_passed_while_teire_did_not_run_is_unseen():
    desk = Taped()
    desk.hours.paint(MINUTE)
    desk.hours.freeze(20 * MINUTE)
    desk.tape = taken_up(desk.tape, desk.clock.read(), away_after_ms=AWAY_AFTER_MS)
    desk.hours.paint(MINUTE)
    assert desk.pieces == [
        (PieceKind.WORK, MINUTE_MS),
        (PieceKind.UNSEEN, 20 * MINUTE_MS),
        (PieceKind.WORK, MINUTE_MS),
    ]


def test_a_program_that_hands_over_to_another_loses_nothing():
    desk = Taped()
    desk.hours.paint(MINUTE)
    desk.hours.freeze(timedelta(seconds=2))
    desk.tape = taken_up(desk.tape, desk.clock.read(), away_after_ms=AWAY_AFTER_MS)
    assert desk.pieces == [(PieceKind.WORK, MINUTE_MS + 2_000)]


DEED = st.one_of(
    st.tuples(st.just("paint"), st.integers(1, 1_500)),
    st.tuples(st.just("away"), st.integers(1, 1_500)),
    st.tuples(st.just("sleep"), st.integers(1, 30_000)),
    st.tuples(st.just("freeze"), st.integers(1, 100)),
    st.tuples(st.just("set"), st.integers(-90_000, 90_000)),
)


@settings(max_examples=60, deadline=None)
@given(deeds=st.lists(DEED, max_size=12))
def test_every_second_awake_is_in_exactly_one_piece_whatever_the_wall_clock_does(deeds):
    desk, steady = Taped(), Taped()
    begun_at = desk.clock.now.awake_ms
    for name, seconds in deeds:
        length = timedelta(seconds=seconds)
        for one in (desk, steady):
            if name == "set":
                one.clock.set_wall(length if one is desk else timedelta(0))
            else:
                getattr(one.hours, name)(length)
                one.look()
    awake = sum(one.awake_ms for one in desk.tape.pieces(AWAY_AFTER_MS))
    assert awake == desk.clock.now.awake_ms - begun_at
    for kind in PieceKind:
        assert desk.total(kind) == steady.total(kind)
    assert all(one.ms > 0 for one in desk.tape.pieces(AWAY_AFTER_MS))


@settings(max_examples=30, deadline=None)
@given(deeds=st.lists(DEED, max_size=8))
def test_what_was_settled_never_changes_again(deeds):
    desk = Taped()
    seen = ()
    for name, seconds in deeds:
        length = timedelta(seconds=seconds)
        if name == "set":
            desk.clock.set_wall(length)
        else:
            getattr(desk.hours, name)(length)
        kinds = [(one.kind, one.at_ms) for one in desk.tape.settled]
        assert kinds[: len(seen)] == list(seen)
        seen = tuple(kinds)
