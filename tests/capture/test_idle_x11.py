"""The X server's counter, on a real server that hangs, refuses and goes."""

import signal
import socket
import threading
import time

import pytest

from studio_app.capture import xcb
from studio_app.capture.idle_answers import NoIdleAnswer
from studio_app.capture.idle_x11 import X11ScreenSaver, x11_screensaver
from tests.desktops import ended, x_server
from tests.waiting import until


def test_a_server_that_hangs_costs_a_moment_and_is_believed_again_afterwards():
    with x_server() as server:
        source = X11ScreenSaver(server.display)
        server.process.send_signal(signal.SIGSTOP)
        started = time.monotonic()
        assert source.idle_ms() is None
        assert time.monotonic() - started < 0.2
        server.process.send_signal(signal.SIGCONT)
        until(lambda: source.idle_ms() is not None, seconds=5)
        # The late reply to the first question is not taken for the answer to a later one.
        assert source.idle_ms() >= 100
        source.close()


def test_connecting_to_a_server_that_hangs_ends_after_a_second():
    with x_server() as server:
        server.process.send_signal(signal.SIGSTOP)
        started = time.monotonic()
        with pytest.raises(NoIdleAnswer, match=f"DISPLAY {server.display} does not answer"):
            X11ScreenSaver(server.display)
        assert time.monotonic() - started < 1.5


def test_a_server_that_went_away_between_two_questions_ends_no_program():
    with x_server() as server:
        one, other = X11ScreenSaver(server.display), X11ScreenSaver(server.display)
        assert one.idle_ms() is not None
        ended(server.process)
        assert [one.idle_ms(), one.idle_ms(), other.idle_ms()] == [None, None, None]
        one.close()
        other.close()


def test_a_server_without_the_screen_saver_extension_is_named():
    with (
        x_server("-extension", "MIT-SCREEN-SAVER") as server,
        pytest.raises(NoIdleAnswer, match=f"DISPLAY {server.display} does not say how long there was no input"),
    ):
        X11ScreenSaver(server.display)


@pytest.mark.parametrize("display", [":4242", "nonsense", "", ":1:2:3", "日本:0"])
def test_a_display_that_is_not_there_is_named(display):
    with pytest.raises(NoIdleAnswer, match=f"DISPLAY {display} does not answer"):
        x11_screensaver({"DISPLAY": display})


def test_a_display_that_speaks_no_x11_is_refused():
    with socket.create_server(("127.0.0.1", 0)) as stranger:

        def babble():
            link, _address = stranger.accept()
            with link:
                link.recv(12)
                link.sendall(b"220 mail.example ESMTP ready\r\n")

        babbling = threading.Thread(target=babble)
        babbling.start()
        with pytest.raises(NoIdleAnswer, match="does not answer"):
            X11ScreenSaver(f"127.0.0.1:{stranger.getsockname()[1] - 6000}")
        babbling.join(5)
        assert not babbling.is_alive()


def test_without_libxcb_its_package_is_named(monkeypatch):
    monkeypatch.setattr(xcb, "_LIBRARY", "libxcb-that-nobody-has.so.1")
    with pytest.raises(NoIdleAnswer, match="libxcb-that-nobody-has") as told:
        X11ScreenSaver(":0")
    assert "libxcb1" in told.value.hint
