"""`teire work` as a person runs it: in a terminal of its own, ended by a key, a signal or another command."""

import json
import os
import signal
import subprocess
import sys
import threading
from contextlib import contextmanager

import pytest

from studio_app.capture.clock import SystemClock
from studio_app.storage.desk_book import FileDeskBook
from studio_app.workflow.desk_clock import DeskClock
from tests.waiting import until

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals are sent as Unix knows them")


@pytest.fixture
def desk(teire, tmp_path):
    """The command line at a desk whose owner is known, with a look into its book."""
    assert teire("me", "SATO").status == 0
    assert teire("background", "add", "C013").status == 0
    book = FileDeskBook(tmp_path / "home")
    yield book
    book.close()


class Working:
    """A running `teire work`."""

    def __init__(self, process):
        self.process = process

    def end(self, number=signal.SIGINT):
        """Send a signal, if one is given; return exit status, output and errors."""
        if number is not None:
            self.process.send_signal(number)
        out, err = self.process.communicate(timeout=30)
        return self.process.returncode, out, err


@contextmanager
def working(book, *words, until_it_runs=True, env=()):
    """Run `teire work WORDS` beside; yields it once its clock runs."""
    process = subprocess.Popen(
        [sys.executable, "-m", "studio_app", "work", *map(str, words)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **dict(env)},
    )
    try:
        if until_it_runs:
            code = words[0]
            until(lambda: process.poll() is not None or (book.running() and book.running().task.code == code), 20)
        yield Working(process)
    finally:
        if process.poll() is None:
            process.kill()
            process.communicate()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_the_clock_and_the_answer_is_one_document(desk, number):
    with working(desk, "C012", "--json") as work:
        threading.Event().wait(0.5)
        status, out, err = work.end(number)
    assert (status, err) == (0, "")
    answer = json.loads(out)
    assert (answer["code"], answer["ending"], answer["kind"]) == ("C012", "stopped", "retouch")
    assert 400 <= answer["active_ms"] <= 20_000
    kept = desk.recording(answer["recording"])
    assert (kept.ending.value, kept.active_ms) == ("stopped", answer["active_ms"])


def test_in_words_it_says_that_the_clock_runs_and_what_came_of_it(desk):
    with working(desk, "C012") as work:
        status, out, err = work.end()
    assert (status, err) == (0, "")
    first, *_rest, last = out.splitlines()
    assert first == "The clock runs on C012. Ctrl+C stops it."
    assert last.startswith("Stopped after 0:00")
    assert last.endswith("of work; it stays at this desk until “teire desk submit”.")


def test_stopped_from_another_terminal_it_ends_by_itself(teire, desk):
    with working(desk, "C012", "--json") as work:
        stopped = teire("desk", "stop", "--json")
        assert (stopped.status, stopped.document["ending"]) == (0, "stopped")
        status, out, err = work.end(None)
    assert (status, err) == (0, "")
    assert json.loads(out)["recording"] == stopped.document["recording"]


def test_work_on_another_background_switches_the_one_that_records(teire, desk):
    with working(desk, "C012", "--json") as work:
        other = teire("work", "C013", "--json")
        assert (other.status, other.document["code"], other.document["ending"]) == (0, "C013", None)
        assert teire("work", "C013").out == "The clock runs on C013.\n"
        assert teire("desk", "--json").document["clock"]["running"]["code"] == "C013"
        status, out, _err = work.end()
    assert status == 0
    # What this command began was ended by the switch; what ran at the end is stopped too.
    assert json.loads(out)["ending"] == "switched"
    assert desk.running() is None


def test_a_pause_from_another_terminal_ends_it(teire, desk):
    with working(desk, "C012", "--json") as work:
        assert teire("desk", "pause").status == 0
        status, out, _err = work.end(None)
    assert (status, json.loads(out)["ending"]) == (0, "paused")


def test_another_program_takes_over_and_the_clock_runs_on(desk, tmp_path):
    with working(desk, "C012", "--json") as work:
        begun = desk.running().id
        window, stop = DeskClock(desk, clock=SystemClock(), find_idle=lambda: None), threading.Event()
        window.ask_to_leave()
        status, out, err = work.end(None)
        assert (status, err, json.loads(out)["ending"]) == (0, "", None)
        assert window.host(stop, found=lambda _one: None, began=stop.set)
    assert desk.running().id == begun
    assert {piece.kind.value for piece in desk.running().pieces} == {"work"}


def test_a_killed_one_is_told_of_by_the_next_and_can_be_stopped(teire, desk):
    with working(desk, "C012") as work:
        work.end(signal.SIGKILL)
    begun = desk.running().id
    with working(desk, "C012", until_it_runs=False) as work:
        line = work.process.stdout.readline()
        assert line.startswith("The clock on C012 was cut off and goes on;") or line.startswith("The clock runs on")
        until(lambda: teire("desk", "--json").document["clock"]["recorded"])
        status, _out, _err = work.end()
    assert status == 0
    assert desk.recording(begun).ending.value == "stopped"


def test_time_goes_to_the_studio_at_the_end_where_the_artist_chose_so(teire, desk):
    assert teire("desk", "set", "--at-once").status == 0
    with working(desk, "C012") as work:
        threading.Event().wait(0.5)
        status, out, err = work.end()
    assert (status, err) == (0, "")
    assert out.splitlines()[-1].endswith("on C012 sent.")
    (session,) = teire("session", "list", "--json").document["sessions"]
    assert session["active_ms"] >= 400
    assert teire("desk", "--json").document["lines"] == []


def test_the_picture_is_opened_in_the_artists_program_and_its_saves_are_kept(teire, desk, picture, tmp_path):
    assert teire("add", picture("a.png"), "--background", "C012", "--stage", "layout", "--by", "SATO").status == 0
    told = tmp_path / "told"
    script = tmp_path / "paint"
    script.write_text(f'#!/bin/sh\necho "$1" > {told}.part; mv {told}.part {told}\n')
    script.chmod(0o755)
    folder = tmp_path / "mine"
    assert teire("desk", "set", "--program", script, "--work-folder", folder).status == 0
    with working(desk, "C012", "--open", "--json") as work:
        until(told.exists)
        opened = folder / told.read_text().strip()
        assert opened.parent == folder / "湖畔の社" / "C012"
        until(lambda: desk.followed() == opened)
        threading.Event().wait(1.6)
        opened.write_bytes(picture("b.png", 3).read_bytes())
        # Saved and stopped at once: the picture is kept all the same.
        threading.Event().wait(0.3)
        status, out, err = work.end()
    assert (status, err) == (0, "")
    assert json.loads(out)["saves"] == 1
    (line,) = teire("desk", "--json").document["lines"]
    assert [save["name"] for save in line["saves"]] == [opened.name]
    sent = teire("desk", "submit", "--json").document["sent"]
    assert sent[0]["stages"] == 1
    assert teire("ledger", "verify", "--all").status == 0


def test_where_the_program_is_missing_no_clock_is_left_running(teire, desk, picture):
    assert teire("add", picture("a.png"), "--background", "C012", "--stage", "layout", "--by", "SATO").status == 0
    assert teire("desk", "set", "--program", "/nowhere/paint").status == 0
    answer = teire("work", "C012", "--open")
    assert answer.status == 2
    assert "“/nowhere/paint” could not be started" in answer.err
    assert desk.running() is None


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("C999",), "There is no background “C999”."),
        (("C012", "--kind", "retake"), "Nobody ordered a retake of this background."),
        (("C012", "--open"), "C012 has no picture yet."),
        (("C012", "--by", "NOBODY"), "Nobody here has the code “NOBODY”."),
        (("C012", "--kind", "sleep"), "is not one of"),
        ((), "Missing argument"),
    ],
)
def test_what_cannot_be_worked_on_is_said(teire, desk, words, sentence):
    answer = teire("work", *words)
    assert (answer.status, answer.out) == (2, "")
    assert sentence in answer.err
    assert desk.running() is None


def test_a_generated_picture_is_told_of_before_the_first_clock(teire, desk, picture):
    assert teire("add", picture("a.png"), "--background", "C012", "--stage", "generation").status == 0
    answer = teire("work", "C012")
    assert answer.status == 2
    assert "SATO has not yet been told that C012 was begun by" in answer.err
