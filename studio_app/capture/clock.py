"""The machine's clocks: the wall clock labels, the awake clock measures, the boot tells which readings compare."""

import ctypes
import sys
import time
import uuid
from datetime import UTC, datetime
from pathlib import Path

from tzlocal import get_localzone_name

from studio_app.domain.moments import Reading

_NS_PER_MS = 1_000_000
_STARTED = uuid.uuid4().hex


class SystemClock:
    """Reads the clocks of Linux, macOS and Windows.

    Awake and elapsed: Linux CLOCK_MONOTONIC and CLOCK_BOOTTIME, macOS CLOCK_UPTIME_RAW and CLOCK_MONOTONIC_RAW,
    Windows QueryUnbiasedInterruptTime and QueryInterruptTime.
    """

    def __init__(self) -> None:
        self._zone = get_localzone_name() or "UTC"
        self._boot = _boot()

    def read(self) -> Reading:
        """Look at all clocks at once."""
        awake, elapsed = _awake_and_elapsed_ms()
        return Reading(wall=datetime.now(UTC), zone=self._zone, awake_ms=awake, elapsed_ms=elapsed, boot=self._boot)


def _awake_and_elapsed_ms() -> tuple[int, int]:
    """Return whole milliseconds awake and elapsed since an unknown moment of this boot."""
    if sys.platform == "linux":
        awake, elapsed = time.clock_gettime_ns(time.CLOCK_MONOTONIC), time.clock_gettime_ns(time.CLOCK_BOOTTIME)
    elif sys.platform == "darwin":
        awake, elapsed = time.clock_gettime_ns(time.CLOCK_UPTIME_RAW), time.clock_gettime_ns(time.CLOCK_MONOTONIC_RAW)
    elif sys.platform == "win32":
        awake, elapsed = _interrupt_time("QueryUnbiasedInterruptTime"), _interrupt_time("QueryInterruptTime")
    else:
        awake = elapsed = time.monotonic_ns()
    return awake // _NS_PER_MS, elapsed // _NS_PER_MS


def _interrupt_time(name: str) -> int:
    """Ask Windows for a time in units of 100 ns; return nanoseconds."""
    ticks = ctypes.c_ulonglong()
    library = "kernel32" if name == "QueryUnbiasedInterruptTime" else "kernelbase"
    getattr(ctypes.CDLL(library), name)(ctypes.byref(ticks))
    return ticks.value * 100


def _boot() -> str:
    """Return what names this boot of the machine; where the system does not say, this start of the program."""
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    except OSError:
        return _STARTED
