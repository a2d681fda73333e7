"""A window that is closed while a clock runs hands it over to the tray, on a real screen, with real programs."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from studio_app.cli.asked import Asked
from studio_app.cli.window import WindowRecording
from studio_app.domain.sessions import WorkKind
from tests.cli.conftest import moved
from tests.desktops import x_server
from tests.waiting import until

ROOT = Path(__file__).resolve().parents[2]
LOCK = "recording.lock"


@pytest.fixture
def display(monkeypatch):
    """A screen that this program and all it starts show their windows on."""
    with x_server(size="1280x800") as server:
        monkeypatch.setenv("DISPLAY", server.display)
        monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
        yield


@pytest.fixture(scope="module")
def at_home(tmp_path_factory):
    """A place with a studio with one person here and one background, to be copied."""
    place = tmp_path_factory.mktemp("at-home")
    around = {**os.environ, "TEIRE_HOME": str(place / "home"), "TEIRE_NO_KEYRING": "1", "PYTHONPATH": str(ROOT)}
    for words in (
        ["init", str(place / "studio"), "--title", "湖畔の社"],
        ["person", "add", "SATO", "--name", "佐藤"],
        ["me", "SATO"],
        ["background", "add", "C012"],
    ):
        studio = [] if words[0] == "init" else ["--studio", str(place / "studio")]
        command = [sys.executable, "-m", "studio_app", *studio, *words]
        subprocess.run(command, check=True, capture_output=True, env=around)
    return place


@pytest.fixture
def ask(at_home, tmp_path, monkeypatch):
    """What a command is asked in a studio with one person here and one background."""
    moved(at_home, tmp_path)
    monkeypatch.setenv("TEIRE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("TEIRE_NO_KEYRING", "1")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    return Asked(studio_path=str(tmp_path / "studio"))


def desk(ask):
    done = subprocess.run(
        [sys.executable, "-m", "studio_app", "--studio", ask.studio_path, "desk", "--json"],
        check=True,
        capture_output=True,
    )
    return json.loads(done.stdout)


def recorder_of(home):
    """Return the process that holds the right to record, None where none does."""
    for process in Path("/proc").glob("[0-9]*"):
        try:
            held = any(one.readlink() == home / "desk" / LOCK for one in (process / "fd").iterdir())
        except OSError:
            continue
        if held and int(process.name) != os.getpid():
            return int(process.name)
    return None


@pytest.mark.usefixtures("display")
def test_a_running_clock_goes_on_in_the_tray_and_stops_with_it(ask, tmp_path):
    recording = WindowRecording(ask)
    studio = recording.opened()
    background = studio.rows()[0].background.id
    begun = studio.start_session(background, person=None, kind=WorkKind.RETOUCH)
    until(lambda: studio.clock.recorder is not None, seconds=30)
    recording.close()
    tray = until(lambda: recorder_of(tmp_path / "home"), seconds=30)
    try:
        found = desk(ask)
        assert found["clock"]["running"]["recording"] == begun.id
        assert found["clock"]["recorded"]
        assert found["lines"][0]["unconfirmed_ms"] == 0
        assert found["lines"][0]["frozen_ms"] == 0
    finally:
        os.kill(tray, signal.SIGTERM)
        until(lambda: recorder_of(tmp_path / "home") is None, seconds=30)
    ended = desk(ask)
    assert ended["clock"]["running"] is None
    assert len(ended["lines"]) == 1
    assert ask.machine.desk.recording(begun.id).ending == "quit"


def test_without_a_screen_a_clock_is_stopped_with_its_window(ask, monkeypatch):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("studio_app.workflow.desk_keeper._LEAVE_WITHIN_S", 2.0)
    recording = WindowRecording(ask)
    studio = recording.opened()
    begun = studio.start_session(studio.rows()[0].background.id, person=None, kind=WorkKind.RETOUCH)
    until(lambda: studio.clock.recorder is not None, seconds=30)
    recording.close()
    assert ask.machine.desk.recording(begun.id).ending == "quit"
