"""Seconds since the last input as the system reports them: which of its sources answers here.

Looked at is that one number and nothing else: no keys, no screen, no windows. logind's idle hint is not used, since
desktops set it late or never.
"""

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from studio_app.capture.idle_answers import NoIdleAnswer, not_telling
from studio_app.capture.idle_gnome import GnomeIdleMonitor, gnome_idle_monitor
from studio_app.capture.idle_kde import KdeIdleTime, kde_idle_time
from studio_app.capture.idle_macos import MacEventSource, macos_event_source
from studio_app.capture.idle_wayland import WaylandIdleNotify, wayland_idle_notify
from studio_app.capture.idle_windows import WindowsLastInput, windows_last_input
from studio_app.capture.idle_x11 import X11ScreenSaver, x11_screensaver


class IdleSource(Protocol):
    """One way to ask how long there was no input. Not to be asked from two threads at once."""

    name: str
    """How it is recorded: "x11-screensaver", "wayland-idle-notify", "gnome-idle-monitor" …"""

    def idle_ms(self) -> int | None:
        """Return whole milliseconds since the last input, or None where it cannot be told just now.

        Never raises, takes at most 200 ms; what is negative or longer than the machine runs is None. Once the desktop
        has ended the answer stays None: look for a source anew.
        """

    def close(self) -> None:
        """Free what the source holds; harmless when done twice. Afterwards the answer is None."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """One source of this system: whether it answers, and if not, why and what to do about it."""

    name: str
    answers: bool
    reason: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Way:
    name: str
    open: Callable[[Mapping[str, str]], IdleSource]


_WAYLAND = _Way(name=WaylandIdleNotify.name, open=wayland_idle_notify)
_X11 = _Way(name=X11ScreenSaver.name, open=x11_screensaver)
_GNOME = _Way(name=GnomeIdleMonitor.name, open=gnome_idle_monitor)
_KDE = _Way(name=KdeIdleTime.name, open=kde_idle_time)
_WINDOWS = _Way(name=WindowsLastInput.name, open=windows_last_input)
_MACOS = _Way(name=MacEventSource.name, open=macos_event_source)


def find_idle_source(environ: Mapping[str, str] = os.environ, platform: str = sys.platform) -> IdleSource | None:
    """Return the first source that really answers here, or None: then saves alone count. The caller closes it."""
    for way in _ways(environ, platform):
        try:
            return _answering(way, environ)
        except NoIdleAnswer:
            continue
    return None


def tried_sources(environ: Mapping[str, str] = os.environ, platform: str = sys.platform) -> tuple[Tried, ...]:
    """Return what each source of this system says, in the order in which they are tried; the first to answer is used.

    Empty where there is no desktop at all.
    """
    return tuple(_tried(way, environ) for way in _ways(environ, platform))


def _ways(environ: Mapping[str, str], platform: str) -> Iterator[_Way]:
    """Yield what may be trusted on this system, best first.

    Under Wayland neither the X11 counter (it sees the input of X11 programs only) nor KDE's answer (always 0) may be
    trusted. Without a display there is no asking the bus: over ssh it would tell of whoever sits at the machine.
    """
    if platform == "win32":
        yield _WINDOWS
    elif platform == "darwin":
        yield _MACOS
    elif environ.get("WAYLAND_DISPLAY") or environ.get("XDG_SESSION_TYPE") == "wayland":
        yield from (_WAYLAND, _GNOME)
    elif environ.get("DISPLAY"):
        yield from (_X11, _GNOME, _KDE)


def _answering(way: _Way, environ: Mapping[str, str]) -> IdleSource:
    """Open a source and ask it once. Raises `NoIdleAnswer`."""
    source = way.open(environ)
    if source.idle_ms() is None:
        source.close()
        raise not_telling(way.name)
    return source


def _tried(way: _Way, environ: Mapping[str, str]) -> Tried:
    try:
        _answering(way, environ).close()
    except NoIdleAnswer as error:
        return Tried(name=way.name, answers=False, reason=error.message, hint=error.hint)
    return Tried(name=way.name, answers=True)
