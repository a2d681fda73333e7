"""Seconds without input on macOS. Written from Apple's documentation; not run on macOS by us."""

import ctypes
import math
from collections.abc import Callable, Mapping

from studio_app.capture.idle_answers import not_telling, plausible_ms, since_boot_ms

_GRAPHICS = "/System/Library/Frameworks/CoreGraphics.framework/CoreGraphics"
# kCGEventSourceStateCombinedSessionState: hardware and what a tablet's or a remote desktop's driver posts. The
# hardware state alone would call an artist at a remote screen absent.
_COMBINED_SESSION = 0
_ANY_INPUT = 0xFFFFFFFF


class MacEventSource:
    """Asks `CGEventSourceSecondsSinceLastEventType` for any input of this login session; needs no permission."""

    name = "macos-event-source"

    def __init__(self, seconds: Callable[[], float] | None = None) -> None:
        """`seconds` returns the time since the last input. Raises `NoIdleAnswer` where the system does not tell."""
        self._seconds = seconds or seconds_since_input
        if self.idle_ms() is None:
            raise not_telling("macOS")

    def idle_ms(self) -> int | None:
        """Return whole milliseconds since the last input; None where macOS does not say."""
        try:
            seconds = self._seconds()
        except (OSError, AttributeError):
            return None
        return plausible_ms(int(seconds * 1000), since_boot_ms()) if math.isfinite(seconds) else None

    def close(self) -> None:
        """Hold nothing, free nothing."""


def seconds_since_input() -> float:
    """Return the seconds since any input. Raises OSError where there is no such system."""
    ask = ctypes.CDLL(_GRAPHICS).CGEventSourceSecondsSinceLastEventType
    ask.argtypes, ask.restype = [ctypes.c_int32, ctypes.c_uint32], ctypes.c_double
    said: float = ask(_COMBINED_SESSION, _ANY_INPUT)
    return said


def macos_event_source(environ: Mapping[str, str]) -> MacEventSource:  # noqa: ARG001 - asked like the others
    """Return the source of this session. Raises `NoIdleAnswer`."""
    return MacEventSource()
