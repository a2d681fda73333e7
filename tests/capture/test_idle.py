"""Which idle source is taken on which desktop."""

import pytest

from studio_app.capture.idle import find_idle_source, tried_sources
from tests.desktops import bus_program, compositor, session_bus, x_server

X11, WAYLAND, GNOME, KDE = "x11-screensaver", "wayland-idle-notify", "gnome-idle-monitor", "kde-idle-time"


def names(environ, platform="linux"):
    return [tried.name for tried in tried_sources(environ, platform)]


@pytest.mark.parametrize(
    ("environ", "platform", "expected"),
    [
        ({"DISPLAY": ":4242"}, "linux", [X11, GNOME, KDE]),
        ({"DISPLAY": ":4242", "WAYLAND_DISPLAY": "way"}, "linux", [WAYLAND, GNOME]),
        ({"DISPLAY": ":4242", "XDG_SESSION_TYPE": "wayland"}, "linux", [WAYLAND, GNOME]),
        ({"DBUS_SESSION_BUS_ADDRESS": "unix:path=/run/user/1/bus"}, "linux", []),
        ({}, "win32", ["windows-last-input"]),
        ({}, "darwin", ["macos-event-source"]),
    ],
)
def test_only_what_may_be_trusted_there_is_tried(environ, platform, expected):
    assert names(environ, platform) == expected


def test_where_nothing_answers_there_is_no_source_and_each_says_why():
    environ = {"DISPLAY": ":4242"}
    assert find_idle_source(environ, "linux") is None
    for tried in tried_sources(environ, "linux"):
        assert not tried.answers
        assert tried.reason.endswith("does not answer.")
        assert tried.hint


def test_on_x11_the_server_is_asked_first():
    with x_server() as server:
        source = find_idle_source({"DISPLAY": server.display}, "linux")
        assert source.name == X11
        assert source.idle_ms() >= 0
        source.close()
        assert [tried.answers for tried in tried_sources({"DISPLAY": server.display}, "linux")] == [True, False, False]


def test_under_wayland_an_x_server_is_not_believed(tmp_path):
    with x_server() as server, compositor(tmp_path, version=0) as one:
        environ = {"DISPLAY": server.display, "WAYLAND_DISPLAY": str(one.place)}
        assert find_idle_source(environ, "linux") is None


def test_under_wayland_the_compositor_is_asked_before_gnome(tmp_path):
    with compositor(tmp_path) as one, session_bus(tmp_path) as bus, bus_program(bus, "org.gnome.Mutter.IdleMonitor"):
        environ = {"WAYLAND_DISPLAY": str(one.place), "DBUS_SESSION_BUS_ADDRESS": bus.address}
        source = find_idle_source(environ, "linux")
        assert source.name == WAYLAND
        source.close()
        assert [tried.answers for tried in tried_sources(environ, "linux")] == [True, True]


def test_a_gnome_whose_compositor_lacks_the_protocol_is_asked_over_the_bus(tmp_path):
    with (
        compositor(tmp_path, version=0) as one,
        session_bus(tmp_path) as bus,
        bus_program(bus, "org.gnome.Mutter.IdleMonitor") as shell,
    ):
        shell.body = (61_000,)
        environ = {"WAYLAND_DISPLAY": str(one.place), "DBUS_SESSION_BUS_ADDRESS": bus.address}
        source = find_idle_source(environ, "linux")
        assert (source.name, source.idle_ms()) == (GNOME, 61_000)
        source.close()


def test_kde_on_x11_is_asked_where_the_server_does_not_tell_and_never_under_wayland(tmp_path):
    with (
        x_server("-extension", "MIT-SCREEN-SAVER") as server,
        session_bus(tmp_path) as bus,
        bus_program(bus, "org.kde.screensaver", "u") as locker,
    ):
        locker.body = (61_000,)
        environ = {"DISPLAY": server.display, "DBUS_SESSION_BUS_ADDRESS": bus.address}
        source = find_idle_source(environ, "linux")
        assert (source.name, source.idle_ms()) == (KDE, 61_000)
        source.close()
        assert find_idle_source({**environ, "XDG_SESSION_TYPE": "wayland"}, "linux") is None
