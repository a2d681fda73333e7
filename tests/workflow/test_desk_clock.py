"""One clock for a desk of several programs: whoever records, all of them see it, start it and stop it."""

import os
import signal
import subprocess
import sys
import threading
from datetime import timedelta
from pathlib import Path

import pytest

from studio_app.capture import taping
from studio_app.capture.clock import SystemClock
from studio_app.domain.errors import StudioError
from studio_app.domain.recordings import Ending
from studio_app.domain.tapes import PieceKind
from studio_app.storage.desk_book import FileDeskBook
from studio_app.storage.desk_rows import wish_text
from studio_app.workflow import desk_clock as desk_clock_module
from studio_app.workflow.desk_clock import DeskClock
from studio_app.workflow.desk_ports import Wish
from studio_app.workflow.errors import StepRefused
from tests.desk_programs import Program
from tests.fakes import FakeClock
from tests.recording_desk import STUDIO, task
from tests.waiting import until

ADAPTER = Path(__file__).resolve().parents[1] / "torture" / "desk_adapter.py"


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """Rounds follow each other a hundred times as fast; every clock is moved by hand."""
    monkeypatch.setattr(desk_clock_module, "taping", Quick)
    monkeypatch.setattr(desk_clock_module, "_ANSWER_WITHIN_S", 1.0)


class Quick:
    LOOK_EVERY_MS = 10
    goes_on = staticmethod(taping.goes_on)


@pytest.fixture
def program(tmp_path):
    """Make programs of one desk, with one clock."""
    clock, made = FakeClock(), []

    def make():
        made.append(Program(tmp_path, clock))
        return made[-1]

    yield make
    for one in made:
        one.book.close()


def asked(program, **wanted):
    """Return a wish as a program of this desk asks for it just now."""
    now = program.clock.now
    return Wish(**wanted, boot=now.boot, awake_ms=now.awake_ms)


def kinds(recording):
    return [piece.kind for piece in recording.pieces]


def test_a_start_and_a_stop_in_another_program_reach_the_one_that_records(program):
    window, command = program(), program()
    with window.hosting():
        begun = command.desk_clock.start(task("C012"), file=Path("/a/C012.kra"))
        assert window.desk_clock.recorder.running.id == begun.id
        assert command.book.followed() == Path("/a/C012.kra")
        window.pass_time(90)
        until(lambda: command.desk_clock.state().is_recorded)
        state = command.desk_clock.state()
        assert (state.running.id, state.is_recorded, state.is_away) == (begun.id, True, False)
        ended = command.desk_clock.stop()
        assert (ended.id, ended.ending, ended.active_ms) == (begun.id, Ending.STOPPED, 90_000)
        assert window.desk_clock.state().running is None


def test_another_task_from_another_program_ends_the_first(program):
    window, command = program(), program()
    with window.hosting():
        first = command.desk_clock.start(task("C012"))
        window.pass_time(60)
        second = command.desk_clock.start(task("C013"))
        window.pass_time(30)
        window.desk_clock.stop()
    assert command.book.recording(first.id).ending is Ending.SWITCHED
    assert [command.book.recording(one.id).active_ms for one in (first, second)] == [60_000, 30_000]


def test_only_one_program_records(program):
    with program().hosting(), program().hosting() as second:
        assert second.results == [False]


def test_a_program_that_ends_hands_its_clock_over_and_loses_nothing(program):
    first, second = program(), program()
    with first.hosting() as hosting:
        begun = first.desk_clock.start(task())
        first.pass_time(63)
        second.desk_clock.ask_to_leave()
        until(hosting.over.is_set)
        assert hosting.results == [True]
    first.clock.work(timedelta(seconds=2))
    with second.hosting():
        second.pass_time(20)
        ended = second.desk_clock.stop()
    assert ended.id == begun.id
    assert second.found[0].went_on
    assert (ended.active_ms, kinds(ended)) == (85_000, [PieceKind.WORK])
    assert second.book.recordings(STUDIO, task().person) == (ended,)


def test_where_no_program_records_a_start_says_which_could(program):
    with pytest.raises(StepRefused, match="No program of this desk records now") as refused:
        program().desk_clock.start(task())
    assert "teire work" in refused.value.hint
    # The wish does not come true hours later.
    with program().hosting() as hosting:
        assert not hosting.over.is_set()
    assert program().book.running() is None


def test_what_was_cut_off_can_be_stopped_by_any_program(program):
    first, command = program(), program()
    with first.hosting():
        first.desk_clock.start(task())
        first.pass_time(30)
    first.clock.work(timedelta(minutes=5))
    state = command.desk_clock.state()
    assert (state.is_recorded, state.active_ms) == (False, 30_000)
    ended = command.desk_clock.stop()
    assert (ended.ending, ended.active_ms) == (Ending.STOPPED, 30_000)
    assert kinds(ended) == [PieceKind.WORK, PieceKind.UNSEEN]


def test_without_a_clock_there_is_nothing_to_stop(program):
    with pytest.raises(StepRefused, match="No clock is running"):
        program().desk_clock.stop()
    with program().hosting(), pytest.raises(StepRefused, match="No clock is running"):
        program().desk_clock.stop()


def test_a_pause_ends_what_runs_and_lets_nothing_begin(program):
    window, command = program(), program()
    with window.hosting():
        begun = window.desk_clock.start(task())
        window.pass_time(30)
        command.desk_clock.pause()
        assert command.book.recording(begun.id).ending is Ending.PAUSED
        for one in (window, command):
            assert one.desk_clock.state().paused
            with pytest.raises(StepRefused, match="Recording is paused at this desk") as refused:
                one.desk_clock.start(task())
            assert "teire desk resume" in refused.value.hint
        command.desk_clock.resume()
        assert window.desk_clock.state().running is None
        assert window.desk_clock.start(task()).id != begun.id


def test_a_pause_holds_where_no_program_records(program):
    program().desk_clock.pause()
    with program().hosting(), pytest.raises(StepRefused, match="Recording is paused"):
        program().desk_clock.start(task())


def test_an_absence_shows_while_it_lasts_and_is_not_counted(program):
    window = program()
    with window.hosting():
        window.desk_clock.start(task())
        window.pass_time(60)
        for _minute in range(11):
            window.clock.work(timedelta(seconds=2))
            window.desk_clock.recorder.look()
            for _look in range(29):
                window.clock.work(timedelta(seconds=2))
                window.desk_clock.recorder.look()
        state = window.desk_clock.state()
    assert (state.is_away, state.active_ms) == (True, 60_000)


def test_a_full_disk_is_shown_and_loses_nothing_that_was_seen(program):
    window = program()
    with window.hosting():
        begun = window.desk_clock.start(task())
        window.pass_time(20)
        until(lambda: window.book.recording(begun.id).active_ms >= 15_000)
        window.book.full = True
        window.pass_time(300)
        until(lambda: window.desk_clock.state().problem)
        assert "is full" in window.desk_clock.state().problem
        assert window.desk_clock.state().active_ms == 320_000
        assert window.book.recording(begun.id).active_ms <= 20_000
        window.book.full = False
        until(lambda: not window.desk_clock.state().problem)
        until(lambda: window.book.recording(begun.id).active_ms == 320_000)
        assert kinds(window.desk_clock.stop()) == [PieceKind.WORK]


def test_on_a_full_disk_no_clock_begins_behind_the_refusal(program):
    window = program()
    with window.hosting():
        window.book.full = True
        with pytest.raises(StudioError, match="is full"):
            window.desk_clock.start(task())
        assert window.desk_clock.state().running is None
        window.book.full = False
        until(lambda: not window.desk_clock.state().problem)
        assert window.book.running() is None


def test_a_stop_on_a_full_disk_is_refused_and_the_clock_runs_on(program):
    window = program()
    with window.hosting():
        begun = window.desk_clock.start(task())
        window.book.full = True
        with pytest.raises(StudioError, match="is full"):
            window.desk_clock.stop()
        window.book.full = False
        window.pass_time(10)
        assert window.desk_clock.stop().id == begun.id
        assert window.book.recording(begun.id).active_ms == 10_000


def test_a_wish_that_was_damaged_ends_no_program(program):
    window, command = program(), program()
    with window.hosting() as hosting:
        with command.book._writing() as connection:
            connection.execute("INSERT INTO wish (body) VALUES ('{')")
        until(lambda: command.book._rows("SELECT body FROM wish") == [])
        begun = command.desk_clock.start(task())
        assert window.desk_clock.recorder.running.id == begun.id
        assert not hosting.over.is_set()


def test_a_wish_to_leave_does_not_swallow_what_was_wished_with_it(program):
    window = program()
    with window.hosting() as hosting:
        rows = [(wish_text(wish),) for wish in (asked(window, leave=True), asked(window, task=task("C013")))]
        with window.book._writing() as connection:
            connection.executemany("INSERT INTO wish (body) VALUES (?)", rows)
        until(hosting.over.is_set)
    assert window.book.running().task.code == "C013"


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no kill -9")
def test_the_next_program_takes_up_what_a_killed_one_recorded(tmp_path, monkeypatch):
    monkeypatch.undo()
    process = subprocess.Popen(
        [sys.executable, str(ADAPTER), "record", str(tmp_path)], stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout.readline() == "READY\n"
        mine = FileDeskBook(tmp_path)
        with mine.recording_alone() as alone:
            assert not alone
        process.send_signal(signal.SIGKILL)
        process.wait(10)
        found = []
        stop = threading.Event()
        clock = DeskClock(mine, clock=SystemClock(), find_idle=lambda: None)
        assert clock.host(stop, found=found.append, began=stop.set)
        assert found[0].went_on
        assert found[0].recording.task.code == "C001"
        assert clock.stop().id == found[0].recording.id
        mine.close()
    finally:
        process.stdout.close()
        process.kill()
        process.wait()
