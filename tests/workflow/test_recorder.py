"""The recorder at an artist's desk, over hours and days, with the real book on disk."""

from datetime import timedelta

import pytest

from studio_app.domain.desk_lines import TimeKind, desk_lines, stretches, total
from studio_app.domain.moments import duration_ms
from studio_app.domain.recordings import Ending
from studio_app.domain.tapes import PieceKind
from studio_app.storage.desk_book import FileDeskBook
from studio_app.workflow.desk_ports import DeskSettings
from studio_app.workflow.errors import StepRefused
from studio_app.workflow.recorder import KEEP_EVERY_MS, Recorder
from tests.fakes import FakeClock
from tests.recording_desk import STUDIO, FakeIdle, Hours, task

SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)


class Desk:
    """One machine: its clocks and its book outlive the program that records."""

    def __init__(self, home):
        self.keeps = True
        self.book = FileDeskBook(home)
        self.clock = FakeClock()
        self.idle = FakeIdle(self.clock)
        self.hours = Hours(self.look, self.clock, self.idle)
        self.start_program()

    def start_program(self):
        self.recorder = Recorder(self.book, clock=self.clock, find_idle=lambda: self.idle)
        return self.recorder.take_up()

    def look(self):
        self.recorder.look()
        if self.keeps:
            self.recorder.keep()

    def recordings(self):
        return self.book.recordings(STUDIO, task().person)

    def active(self, code):
        return timedelta(milliseconds=sum(one.active_ms for one in self.recordings() if one.task.code == code))


@pytest.fixture
def desk(tmp_path):
    desk = Desk(tmp_path)
    yield desk
    desk.book.close()


def test_only_one_task_runs_and_another_one_ends_it(desk):
    desk.recorder.begin(task("C012"))
    desk.hours.paint(30 * MINUTE)
    desk.recorder.begin(task("C013"))
    desk.hours.paint(10 * MINUTE)
    desk.recorder.end(Ending.STOPPED)
    first, second = desk.recordings()
    assert (first.task.code, first.ending, first.active_ms) == ("C012", Ending.SWITCHED, 1_800_000)
    assert (second.task.code, second.ending, second.active_ms) == ("C013", Ending.STOPPED, 600_000)


def test_beginning_what_runs_already_changes_nothing(desk):
    first = desk.recorder.begin(task())
    desk.hours.paint(MINUTE)
    assert desk.recorder.begin(task()).id == first.id
    assert len(desk.recordings()) == 1


def test_what_runs_is_on_disk_every_five_seconds(desk):
    desk.recorder.begin(task())
    for _second in range(60):
        desk.hours.paint(SECOND)
        lost = desk.recorder.running.active_ms - desk.book.running().active_ms
        assert lost < KEEP_EVERY_MS


def test_a_killed_program_loses_less_than_ten_seconds_and_its_recording_goes_on(desk):
    desk.recorder.begin(task())
    desk.hours.paint(10 * MINUTE + 3 * SECOND)
    desk.clock.work(7 * MINUTE)
    found = desk.start_program()
    assert found.went_on
    assert 7 * 60_000 <= found.unseen_ms < 7 * 60_000 + KEEP_EVERY_MS
    desk.hours.paint(MINUTE)
    desk.recorder.end(Ending.STOPPED)
    (one,) = desk.recordings()
    assert 11 * 60_000 <= one.active_ms <= 11 * 60_000 + 3_000
    assert [piece.kind for piece in one.pieces] == [PieceKind.WORK, PieceKind.UNSEEN, PieceKind.WORK]


def test_after_a_power_cut_the_recording_is_closed_where_it_was_on_disk(desk):
    desk.recorder.begin(task())
    desk.hours.paint(10 * MINUTE + 3 * SECOND)
    desk.clock.restart(away=HOUR)
    found = desk.start_program()
    assert not found.went_on
    assert found.recording.ending is Ending.LOST
    assert 10 * MINUTE <= desk.active("C012") <= 10 * MINUTE + 3 * SECOND
    assert desk.recorder.running is None


def test_a_recording_found_after_hours_is_closed_and_adds_nothing(desk):
    desk.recorder.begin(task())
    desk.hours.paint(10 * MINUTE)
    desk.clock.work(3 * HOUR)
    assert not desk.start_program().went_on
    assert desk.active("C012") == 10 * MINUTE


def test_a_program_that_leaves_hands_everything_over(desk):
    desk.recorder.begin(task())
    desk.hours.paint(10 * MINUTE + 3 * SECOND)
    desk.recorder.leave()
    assert desk.idle.closed
    desk.clock.work(SECOND)
    assert desk.start_program().went_on
    desk.recorder.end(Ending.STOPPED)
    assert desk.active("C012") == 10 * MINUTE + 4 * SECOND


def test_a_paused_desk_records_nothing_and_says_so(desk):
    desk.book.keep_settings(DeskSettings(paused=True))
    with pytest.raises(StepRefused, match="Recording is paused"):
        desk.recorder.begin(task())
    assert desk.recordings() == ()


def test_where_nothing_tells_of_input_saves_alone_count_and_the_recording_says_so(tmp_path):
    desk = Desk(tmp_path)
    desk.recorder = Recorder(desk.book, clock=desk.clock, find_idle=lambda: None)
    desk.recorder.begin(task())
    desk.hours.away(8 * MINUTE)
    desk.recorder.saved()
    desk.hours.away(20 * MINUTE)
    desk.recorder.saved()
    desk.recorder.end(Ending.STOPPED)
    (one,) = desk.recordings()
    assert (one.idle_source, one.saves) == ("none", 2)
    assert one.active_ms == 8 * 60_000 + 1_000 or one.active_ms == 8 * 60_000
    desk.book.close()


def test_what_stops_telling_of_input_is_named_as_such(desk):
    desk.recorder.begin(task())
    desk.hours.paint(MINUTE)
    desk.idle.silent = True
    desk.hours.away(MINUTE)
    desk.recorder.end(Ending.STOPPED)
    assert desk.recordings()[0].idle_source == "fake-input none"


def test_an_answer_that_came_late_is_as_old_as_its_question(desk):
    """The program stood still between asking for the last input and looking at the clock."""
    desk.recorder.begin(task())
    desk.hours.paint(MINUTE)
    desk.hours.away(9 * MINUTE)
    answer = desk.idle.idle_ms

    def slow():
        found = answer()
        desk.clock.work(5 * MINUTE)
        return found

    desk.idle.idle_ms = slow
    desk.look()
    desk.idle.idle_ms = answer
    desk.idle.touch()
    desk.recorder.end(Ending.STOPPED)
    (one,) = desk.recordings()
    assert one.active_ms == 60_000


def test_a_day_with_everything_in_it_is_right_to_the_second(desk):
    """24 hours: 8 sessions on 5 backgrounds, two absences, a suspend, the clock set twice, midnight, a crash.

    The desk's clock begins at 18:00 in Tokyo.
    """
    desk.keeps = False  # 17,000 synced writes show nothing here before the program is killed
    begun = desk.clock.now.elapsed_ms
    worked = dict.fromkeys(("C011", "C012", "C013", "C014", "C015"), timedelta(0))

    def work_on(code, length):
        desk.hours.paint(length)
        worked[code] += length

    desk.recorder.begin(task("C011"))  # 1
    work_on("C011", 50 * MINUTE)
    desk.hours.away(23 * MINUTE)  # absence 1: asked
    desk.idle.touch()
    desk.look()
    work_on("C011", 17 * MINUTE)
    desk.recorder.begin(task("C012"))  # 2
    work_on("C012", 40 * MINUTE)
    desk.clock.set_wall(-HOUR)
    work_on("C012", 41 * MINUTE)
    desk.recorder.end(Ending.STOPPED)
    desk.clock.work(30 * MINUTE)  # nothing runs
    desk.idle.touch()
    desk.recorder.begin(task("C013"))  # 3
    work_on("C013", 90 * MINUTE)
    desk.clock.set_wall(HOUR)
    work_on("C013", 20 * MINUTE + 7 * SECOND)
    desk.hours.sleep(2 * HOUR)  # the suspend, over midnight
    work_on("C013", 33 * MINUTE)
    desk.recorder.begin(task("C011"))  # 4
    work_on("C011", 5 * SECOND)
    desk.recorder.begin(task("C014"))  # 5
    work_on("C014", 90 * MINUTE)
    desk.hours.away(9 * MINUTE)  # shorter than the limit: reading the layout
    work_on("C014", 6 * MINUTE)
    worked["C014"] += 9 * MINUTE
    desk.hours.away(45 * MINUTE)  # absence 2
    desk.idle.touch()
    desk.look()
    desk.recorder.end(Ending.STOPPED)
    desk.clock.work(4 * HOUR)
    desk.idle.touch()
    desk.keeps = True
    desk.recorder.begin(task("C015"))  # 6
    work_on("C015", 25 * MINUTE)
    desk.clock.work(5 * MINUTE)  # killed, and started again
    found = desk.start_program()
    assert found.went_on
    desk.keeps = False
    work_on("C015", 15 * MINUTE)
    desk.recorder.begin(task("C012"))  # 7
    work_on("C012", 3 * HOUR)
    desk.recorder.end(Ending.STOPPED)
    desk.clock.work(2 * HOUR)
    desk.idle.touch()
    desk.recorder.begin(task("C013"))  # 8
    work_on("C013", 22 * MINUTE + 48 * SECOND)
    desk.recorder.end(Ending.STOPPED)
    rest = timedelta(hours=24) - timedelta(milliseconds=desk.clock.now.elapsed_ms - begun)
    assert rest > timedelta(0)
    desk.clock.work(rest)

    recordings = desk.recordings()
    assert len(recordings) == 8
    assert len({one.task.code for one in recordings}) == 5
    for code, length in worked.items():
        assert abs(desk.active(code) - length) <= SECOND, code
    parts = [
        part for line in desk_lines(recordings, ()) for part in stretches(line, {one.id: one for one in recordings}, ())
    ]
    assert total(parts, TimeKind.ACTIVE) == duration_ms(sum(worked.values(), timedelta(0)))
    assert total(parts, TimeKind.UNCONFIRMED) == duration_ms((23 + 45 + 5) * MINUTE)
    assert total(parts, TimeKind.ASLEEP) == duration_ms(2 * HOUR)
