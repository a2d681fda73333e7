"""The compositor's notices, from a real libwayland server whose seats the test commands."""

import os
import signal
import sys
import threading
import time
from pathlib import Path

import pytest

from studio_app.capture.idle_answers import NoIdleAnswer
from studio_app.capture.idle_wayland import WaylandIdleNotify, wayland_idle_notify, wayland_place
from tests.desktops import compositor
from tests.waiting import until


def files_open():
    return len(list(Path("/proc/self/fd").iterdir()))


@pytest.fixture
def opened():
    """Opens sources and closes them; no thread may be left."""
    sources = []

    def open_at(place):
        sources.append(WaylandIdleNotify(place))
        return sources[-1]

    yield open_at
    for source in sources:
        source.close()
    assert not [thread for thread in threading.enumerate() if thread.name == WaylandIdleNotify.name]


def test_a_playing_film_hides_no_absence(tmp_path, opened):
    with compositor(tmp_path) as one:
        source = opened(one.place)
        one.tell("inhibit")
        until(lambda: source.idle_ms() >= 1000, seconds=5)
        one.tell("inhibit")
        assert one.heard == ["asked input 1000 0"]


def test_an_older_compositor_is_asked_in_its_own_words_and_an_inhibitor_counts_as_input(tmp_path, opened):
    with compositor(tmp_path, version=1) as one:
        source = opened(one.place)
        until(lambda: source.idle_ms() >= 1000, seconds=5)
        one.tell("input 0")
        one.tell("inhibit")
        assert one.heard == ["asked any 1000 0"]
        time.sleep(1.2)
        assert source.idle_ms() == 0


def test_the_time_is_right_however_seldom_it_is_asked_for(tmp_path, opened):
    with compositor(tmp_path) as one:
        source = opened(one.place)
        one.tell("input 0")
        before = time.monotonic()
        time.sleep(1.6)
        said, passed = source.idle_ms(), (time.monotonic() - before) * 1000
        assert said == pytest.approx(passed, abs=150)


def test_input_at_any_seat_is_input_and_a_seat_that_was_unplugged_is_forgotten(tmp_path, opened):
    with compositor(tmp_path, seats=1) as one:
        source = opened(one.place)
        until(lambda: source.idle_ms() >= 1000, seconds=5)
        one.tell("plug 1")
        until(lambda: source.idle_ms() == 0, seconds=5)
        # What is asked of a seat that has just gone would be taken for a mistake of the client's.
        until(lambda: one.tell("inhibit") or "asked input 1000 1" in one.heard, seconds=5)
        one.tell("unplug 1")
        until(lambda: source.idle_ms() >= 1000, seconds=5)
        one.tell("unplug 0")
        until(lambda: source.idle_ms() is None, seconds=5)
        until(lambda: one.tell("inhibit") or {"dropped 0", "dropped 1"} <= set(one.heard), seconds=5)


@pytest.mark.parametrize(("version", "seats"), [(0, 1), (2, 0)])
def test_a_compositor_without_the_protocol_or_without_a_seat_is_named(tmp_path, opened, version, seats):
    with (
        compositor(tmp_path, version=version, seats=seats) as one,
        pytest.raises(NoIdleAnswer, match="WAYLAND_DISPLAY way does not say how long there was no input"),
    ):
        opened(one.place)


def test_connecting_to_a_compositor_that_hangs_ends_after_a_second(tmp_path, opened):
    with compositor(tmp_path) as one:
        one.process.send_signal(signal.SIGSTOP)
        started = time.monotonic()
        with pytest.raises(NoIdleAnswer, match="WAYLAND_DISPLAY way does not answer"):
            opened(one.place)
        assert time.monotonic() - started < 1.5


def test_a_compositor_that_is_not_there_is_named(tmp_path):
    (tmp_path / "file").write_text("no socket")
    for name in ("nothing", "file"):
        with pytest.raises(NoIdleAnswer, match=f"WAYLAND_DISPLAY {name} does not answer"):
            wayland_idle_notify({"XDG_RUNTIME_DIR": str(tmp_path), "WAYLAND_DISPLAY": name})


def test_sources_that_come_and_go_leave_no_file_open(tmp_path, opened):
    with compositor(tmp_path) as one:
        opened(one.place).close()
        before = files_open()
        for _ in range(10):
            opened(one.place).close()
        assert files_open() == before


def test_the_window_s_own_connection_is_not_taken(tmp_path, opened, monkeypatch):
    monkeypatch.setenv("WAYLAND_SOCKET", "99")
    with compositor(tmp_path) as one:
        assert opened(one.place).idle_ms() == 0
    assert os.environ["WAYLAND_SOCKET"] == "99"


def test_without_pywayland_it_is_named(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pywayland.client.display", None)
    with pytest.raises(NoIdleAnswer, match="The library pywayland is missing"):
        WaylandIdleNotify(tmp_path)


def test_the_compositor_is_where_the_session_says_or_at_its_usual_place():
    assert wayland_place({"XDG_RUNTIME_DIR": "/run/user/1"}) == Path("/run/user/1/wayland-0")
    assert wayland_place({"XDG_RUNTIME_DIR": "/run/user/1", "WAYLAND_DISPLAY": "w1"}) == Path("/run/user/1/w1")
    assert wayland_place({"XDG_RUNTIME_DIR": "/run/user/1", "WAYLAND_DISPLAY": "/tmp/w"}) == Path("/tmp/w")
