"""GNOME's and KDE's answers over a real session bus: late, refused, nonsense, and from somebody else."""

import signal
import socket
import threading
import time

import pytest

from studio_app.capture.idle_answers import NoIdleAnswer
from studio_app.capture.idle_gnome import GnomeIdleMonitor, gnome_idle_monitor
from studio_app.capture.idle_kde import KdeIdleTime
from studio_app.capture.session_bus import SessionBus, bus_address
from tests.desktops import bus_program, session_bus
from tests.waiting import until

GNOME, KDE, ANYONE = "org.gnome.Mutter.IdleMonitor", "org.kde.screensaver", "org.freedesktop.ScreenSaver"


@pytest.fixture
def bus(tmp_path):
    with session_bus(tmp_path) as one:
        yield one


@pytest.fixture
def gnome(bus):
    with bus_program(bus, GNOME) as program:
        source = GnomeIdleMonitor(bus.address)
        yield program, source
        source.close()


def test_the_right_question_is_asked_of_each(bus):
    for name, signature, source in ((GNOME, "t", GnomeIdleMonitor), (KDE, "u", KdeIdleTime)):
        with bus_program(bus, name, signature) as program:
            program.body = (61_000,)
            one = source(bus.address)
            assert one.idle_ms() == 61_000
            one.close()
            asked = {field.name: value for field, value in program.asked[0].header.fields.items()}
            assert (asked["path"], asked["interface"], asked["member"]) in {
                ("/org/gnome/Mutter/IdleMonitor/Core", "org.gnome.Mutter.IdleMonitor", "GetIdletime"),
                ("/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver", "GetSessionIdleTime"),
            }


def test_a_program_that_never_answers_costs_a_moment_and_its_late_words_are_passed_over(gnome):
    program, source = gnome
    program.body = None
    started = time.monotonic()
    assert source.idle_ms() is None
    assert time.monotonic() - started < 0.2
    until(lambda: len(program.asked) == 2, seconds=5)
    program.answer_late()
    program.body = (7_000,)
    assert source.idle_ms() == 7_000


def test_a_bus_that_hangs_costs_a_moment(bus, gnome):
    _program, source = gnome
    bus.process.send_signal(signal.SIGSTOP)
    started = time.monotonic()
    assert source.idle_ms() is None
    assert time.monotonic() - started < 0.2
    bus.process.send_signal(signal.SIGCONT)
    until(lambda: source.idle_ms() is not None, seconds=5)


def test_connecting_to_a_bus_that_hangs_ends_after_a_second(bus):
    bus.process.send_signal(signal.SIGSTOP)
    started = time.monotonic()
    with pytest.raises(NoIdleAnswer, match="does not answer"):
        SessionBus(bus.address)
    assert time.monotonic() - started < 2.2


def test_a_bus_that_greets_and_then_hangs_is_left_after_a_second(tmp_path):
    place = tmp_path / "bus"
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(place))
        listening.listen()

        def greet():
            link, _address = listening.accept()
            with link:
                link.recv(100)
                link.sendall(b"OK 0123456789abcdef0123456789abcdef\r\n")
                while link.recv(100):
                    pass

        greeting = threading.Thread(target=greet)
        greeting.start()
        with pytest.raises(NoIdleAnswer, match="does not answer"):
            SessionBus(f"unix:path={place}")
        greeting.join(5)
        assert not greeting.is_alive()


def test_a_shell_that_starts_anew_is_heard_again(bus):
    with bus_program(bus, GNOME):
        source = GnomeIdleMonitor(bus.address)
    assert source.idle_ms() is None
    with bus_program(bus, GNOME) as program:
        program.body = (5,)
        assert source.idle_ms() == 5
    source.close()


@pytest.mark.parametrize(
    ("signature", "body"),
    [("s", ("12",)), ("b", (True,)), ("", ()), ("tt", (1, 2)), ("d", (1.5,)), ("x", (-1,)), ("t", (2**64 - 1,))],
)
def test_what_is_no_time_is_no_answer(gnome, signature, body):
    program, source = gnome
    program.signature, program.body = signature, body
    assert source.idle_ms() is None
    program.signature, program.body = "t", (9,)
    assert source.idle_ms() == 9


def test_a_refusal_is_no_answer(gnome):
    program, source = gnome
    program.refuses = True
    assert source.idle_ms() is None


def test_kde_s_negative_number_is_no_answer(bus):
    with bus_program(bus, KDE, "u") as program:
        source = KdeIdleTime(bus.address)
        program.body = (2**32 - 1,)
        assert source.idle_ms() is None
        source.close()


def test_another_desktop_s_screen_saver_which_counts_seconds_is_not_asked(bus):
    with bus_program(bus, ANYONE, "u") as program:
        program.body = (61,)
        with pytest.raises(NoIdleAnswer, match=r"org\.kde\.screensaver does not say"):
            KdeIdleTime(bus.address)
        assert program.asked == []


def test_no_program_is_started_by_asking(tmp_path):
    with session_bus(tmp_path, starts=GNOME) as bus:
        with pytest.raises(NoIdleAnswer, match="does not say"):
            GnomeIdleMonitor(bus.address)
        assert not bus.started.exists()


@pytest.mark.parametrize(
    "address", ["", "unix:path=/nowhere/bus", "tcp:host=localhost,port=1", "nonsense", "unix:", ";", "unix:path"]
)
def test_a_bus_that_is_not_there_is_named(address):
    with pytest.raises(NoIdleAnswer, match="does not answer"):
        SessionBus(address)


def test_the_bus_is_where_the_session_says_or_at_its_usual_place():
    assert bus_address({"DBUS_SESSION_BUS_ADDRESS": "unix:path=/a", "XDG_RUNTIME_DIR": "/run/user/1"}) == "unix:path=/a"
    assert bus_address({"XDG_RUNTIME_DIR": "/run/user/1"}) == "unix:path=/run/user/1/bus"
    with pytest.raises(NoIdleAnswer):
        gnome_idle_monitor({})
