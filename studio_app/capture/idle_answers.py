"""What every idle source has in common: how it says that it cannot answer, and which figures are believed."""

import sys
import time

from studio_app.domain.errors import StudioError
from studio_app.domain.language import _

_NS_PER_MS = 1_000_000


class NoIdleAnswer(StudioError):
    """A system does not say how long there was no input; the recorder then works from saves alone."""


def plausible_ms(ms: int, since_boot_ms: int) -> int | None:
    """Return an idle time in whole milliseconds as it is, or None where it cannot be true.

    Negative, or longer than the machine has been running: some systems answer -1, also as 2^32-1 or 2^64-1, where they
    do not know. Such a figure is not clamped: 0 would be work that nobody saw, the machine's age an absence.
    """
    return ms if 0 <= ms <= since_boot_ms else None


def since_boot_ms() -> int:
    """Return whole milliseconds since the machine was started, sleep included."""
    if sys.platform == "linux":
        return time.clock_gettime_ns(time.CLOCK_BOOTTIME) // _NS_PER_MS
    if sys.platform == "darwin":
        return time.clock_gettime_ns(time.CLOCK_MONOTONIC_RAW) // _NS_PER_MS
    return time.monotonic_ns() // _NS_PER_MS


def not_answering(server: str) -> NoIdleAnswer:
    """Return the sentence for a server that is not there, or hangs."""
    return NoIdleAnswer(
        _("{server} does not answer.", server=server),
        hint=_("Check that the desktop is running and that Teire was started on it, then try again."),
    )


def not_telling(server: str) -> NoIdleAnswer:
    """Return the sentence for a server that is there but does not know, or does not say."""
    return NoIdleAnswer(
        _("{server} does not say how long there was no input.", server=server),
        hint=_("Current releases of GNOME, KDE Plasma and sway say it; until then saves alone count."),
    )


def library_missing(library: str, package: str) -> NoIdleAnswer:
    """Return the sentence for a system library that is not installed; `package` is Debian's."""
    return NoIdleAnswer(
        _("The library {library} is missing.", library=library),
        hint=_("On Debian: apt-get install {libraries}", libraries=package),
    )


def module_missing(module: str) -> NoIdleAnswer:
    """Return the sentence for a Python library that is not installed."""
    return NoIdleAnswer(
        _("The library {library} is missing.", library=module),
        hint=_("Run “pip install teire” in a fresh environment."),
    )
