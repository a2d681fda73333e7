"""Seconds without input on Windows. Written from Microsoft's documentation; not run on Windows by us."""

import ctypes
from collections.abc import Callable, Mapping

from studio_app.capture.idle_answers import not_telling, plausible_ms, since_boot_ms

_WRAP = 1 << 32
_AHEAD_MS = 60_000


class _LastInputInfo(ctypes.Structure):
    _fields_ = (("size", ctypes.c_uint), ("time", ctypes.c_uint32))


class WindowsLastInput:
    """Asks `GetLastInputInfo`, which knows the input of the session it is called in.

    Over Remote Desktop that is the remote person's input, as it should be; a session that is locked or disconnected
    gets none, and its idle time grows. Programs that send input themselves count as input.
    """

    name = "windows-last-input"

    def __init__(self, ticks: Callable[[], tuple[int, int]] | None = None) -> None:
        """`ticks` returns the last input and now. Raises `NoIdleAnswer` where the system does not tell."""
        self._ticks = ticks or last_input_and_now
        if self.idle_ms() is None:
            raise not_telling("Windows")

    def idle_ms(self) -> int | None:
        """Return milliseconds since the last input, to about 16; None where Windows refuses to say."""
        try:
            last, now = self._ticks()
        except (OSError, AttributeError):
            return None
        return plausible_ms(ticks_between(last, now), since_boot_ms())

    def close(self) -> None:
        """Hold nothing, free nothing."""


def ticks_between(last: int, now: int) -> int:
    """Return the milliseconds from one 32-bit tick count to another, across the wrap after 49.7 days.

    Input that arrives between the two looks, or was sent with a time up to a minute ahead, is input now: 0.
    """
    passed = (now - last) % _WRAP
    return 0 if passed >= _WRAP - _AHEAD_MS else passed


def last_input_and_now() -> tuple[int, int]:
    """Return the tick counts of the last input and of now. Raises OSError where there is no such system."""
    user32, kernel32 = ctypes.CDLL("user32"), ctypes.CDLL("kernel32")
    kernel32.GetTickCount.restype = ctypes.c_uint32
    info = _LastInputInfo(size=ctypes.sizeof(_LastInputInfo), time=0)
    if not user32.GetLastInputInfo(ctypes.byref(info)):
        raise OSError("GetLastInputInfo")
    return info.time, kernel32.GetTickCount()


def windows_last_input(environ: Mapping[str, str]) -> WindowsLastInput:  # noqa: ARG001 - asked like the others
    """Return the source of this session. Raises `NoIdleAnswer`."""
    return WindowsLastInput()
