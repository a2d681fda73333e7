"""What holds for every idle source, asked of each real one that can be started here."""

import time
from contextlib import contextmanager

import pytest

from studio_app.capture.idle_answers import since_boot_ms
from studio_app.capture.idle_gnome import GnomeIdleMonitor
from studio_app.capture.idle_kde import KdeIdleTime
from studio_app.capture.idle_wayland import WaylandIdleNotify
from studio_app.capture.idle_x11 import X11ScreenSaver
from tests.desktops import bus_program, compositor, ended, session_bus, x_server
from tests.waiting import until


class Desktop:
    """A desktop with its source: `input` is a person's hand, `end` takes the desktop away."""

    def __init__(self, source, hand, process):
        self.source, self.input, self._process = source, hand, process

    def end(self):
        ended(self._process)


@contextmanager
def x11(_folder):
    with x_server() as server:
        yield Desktop(X11ScreenSaver(server.display), server.input, server.process)


@contextmanager
def wayland(folder):
    with compositor(folder) as one:
        yield Desktop(WaylandIdleNotify(one.place), lambda: one.tell("input 0"), one.process)


@contextmanager
def on_a_bus(folder, name, signature, source):
    with session_bus(folder) as bus, bus_program(bus, name, signature) as program:
        last = time.monotonic()

        def hand():
            nonlocal last
            last = time.monotonic()

        program.body = lambda: (int((time.monotonic() - last) * 1000),)
        yield Desktop(source(bus.address), hand, bus.process)


def gnome(folder):
    return on_a_bus(folder, "org.gnome.Mutter.IdleMonitor", "t", GnomeIdleMonitor)


def kde(folder):
    return on_a_bus(folder, "org.kde.screensaver", "u", KdeIdleTime)


@pytest.fixture(params=[x11, wayland, gnome, kde], ids=lambda desktop: desktop.__name__)
def desktop(request, tmp_path):
    with request.param(tmp_path) as one:
        yield one
        one.source.close()


def test_a_source_tells_rest_and_input_and_survives_its_desktop(desktop):
    source = desktop.source
    assert source.name in {"x11-screensaver", "wayland-idle-notify", "gnome-idle-monitor", "kde-idle-time"}
    desktop.input()
    first = source.idle_ms()
    assert isinstance(first, int)
    assert 0 <= first < 1000
    until(lambda: source.idle_ms() > 1100, seconds=5)
    before = source.idle_ms()
    time.sleep(0.2)
    assert 200 <= source.idle_ms() - before < 600
    assert source.idle_ms() < since_boot_ms()
    desktop.input()
    until(lambda: source.idle_ms() < before, seconds=5)
    assert source.idle_ms() < 1000
    desktop.end()
    until(lambda: source.idle_ms() is None, seconds=5)
    started = time.monotonic()
    assert [source.idle_ms() for _ in range(20)] == [None] * 20
    assert time.monotonic() - started < 0.2


def test_a_source_that_was_closed_says_nothing_more(desktop):
    assert desktop.source.idle_ms() is not None
    desktop.source.close()
    desktop.source.close()
    assert desktop.source.idle_ms() is None
