"""Seconds without input on Wayland: the compositor's ext-idle-notify-v1 (sway, KDE Plasma, Hyprland, niri …)."""

from __future__ import annotations

import os
import select
import socket
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from studio_app.capture.idle_answers import module_missing, not_answering, not_telling, plausible_ms, since_boot_ms
from studio_app.capture.idle_seats import RestingSeats

if TYPE_CHECKING:
    from pywayland.client.display import Display

    from studio_app.capture.wayland_notices import Notices

_THRESHOLD_MS = 1000
_CONNECT_S = 1.0
_ENDING_S = 1.0


class WaylandIdleNotify:
    """Listens in a thread of its own, which sleeps until the compositor says that input has stopped or begun again.

    The protocol gives no counter, only "no input for 1 s" and "input again". So the first second of rest counts as
    input, and from then on the time is exact to the moment the word arrived. What was before we asked is not known:
    the compositor counts from then. Where it can be had (version 2), the notice that ignores idle inhibitors is taken,
    so that a playing film hides no absence.
    """

    name = "wayland-idle-notify"

    def __init__(self, place: Path) -> None:
        """Connect to the compositor's socket at `place`.

        Raises `NoIdleAnswer`: pywayland is missing, nothing answers there within a second, or the compositor has
        neither the protocol nor a seat.
        """
        self._seats = RestingSeats(_THRESHOLD_MS)
        self._told, self._ending = threading.Event(), threading.Event()
        self._notices, display = self._connected(place)
        self._waker, wake = socket.socketpair()
        self._listener = threading.Thread(
            target=self._listen, args=(display, wake), name="wayland-idle-notify", daemon=True
        )
        self._listener.start()
        answered = self._told.wait(_CONNECT_S)
        if self.idle_ms() is None:
            self.close()
            there = answered and self._notices.all_announced
            raise (not_telling if there else not_answering)(f"WAYLAND_DISPLAY {place.name}")

    def idle_ms(self) -> int | None:
        """Return milliseconds since the last input, the first 1,000 as 0; None once the compositor has gone."""
        if not self._notices.all_announced:
            return None
        idle = self._seats.idle_ms(_now_ms())
        return None if idle is None else plausible_ms(idle, since_boot_ms())

    def close(self) -> None:
        """Leave the compositor and end the thread; harmless when done twice."""
        self._ending.set()
        self._waker.close()
        self._listener.join(_ENDING_S)

    def _connected(self, place: Path) -> tuple[Notices, Display]:
        try:
            from pywayland.client.display import Display  # noqa: PLC0415 - 100 ms, and only Linux has it

            from studio_app.capture.wayland_notices import Notices  # noqa: PLC0415
        except ImportError as error:
            raise module_missing("pywayland") from error
        link = socket.socket(socket.AF_UNIX)
        link.settimeout(_CONNECT_S)
        try:
            # The socket is opened here and not by libwayland, which would take WAYLAND_SOCKET away from the window.
            link.connect(os.fspath(place))
            display = Display(link.detach())
            display.connect()
        except (OSError, ValueError) as error:
            link.close()
            raise not_answering(f"WAYLAND_DISPLAY {place.name}") from error
        return Notices(self._seats, _THRESHOLD_MS, _now_ms), display

    def _listen(self, display: Display, wake: socket.socket) -> None:
        """Take the compositor's words as they come, until it goes or we are closed."""
        watch = select.poll()
        watch.register(display.get_fd(), select.POLLIN)
        watch.register(wake, select.POLLIN)
        try:
            self._notices.ask(display)
            while not self._ending.is_set():
                display.dispatch()
                display.flush()
                if self._notices.all_announced:
                    self._told.set()
                ready = dict(watch.poll())
                if display.get_fd() in ready:
                    display.read()
        except (RuntimeError, ValueError, OSError):
            # pywayland's words for a connection that broke: the desktop has ended.
            pass
        finally:
            self._seats.all_gone()
            self._told.set()
            display.disconnect()
            wake.close()


def wayland_place(environ: Mapping[str, str]) -> Path:
    """Return where the compositor listens: WAYLAND_DISPLAY, by itself or below XDG_RUNTIME_DIR; usually wayland-0."""
    return Path(environ.get("XDG_RUNTIME_DIR", "")) / (environ.get("WAYLAND_DISPLAY") or "wayland-0")


def wayland_idle_notify(environ: Mapping[str, str]) -> WaylandIdleNotify:
    """Return the source of this session's compositor. Raises `NoIdleAnswer`."""
    return WaylandIdleNotify(wayland_place(environ))


def _now_ms() -> int:
    """Return the awake clock, by which compositors count as well."""
    return time.monotonic_ns() // 1_000_000
