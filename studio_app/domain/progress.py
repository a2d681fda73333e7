"""How far a long piece of work has come, and how a person stops it."""

from collections.abc import Callable

from studio_app.domain.errors import StudioError
from studio_app.domain.language import _

Progress = Callable[[float], None]
"""Told how far the work has come, from 0 to 1 and never back; it may raise `Cancelled` to stop the work there."""


class Cancelled(StudioError):
    """The person who asked for the work stopped it."""

    def __init__(self) -> None:
        super().__init__(_("Stopped before it was done."), hint=_("Nothing was written. Ask again to start anew."))


def no_progress(_done: float) -> None:
    """Nobody watches."""


def part_of(progress: Progress, start: float, end: float) -> Progress:
    """Return a progress from 0 to 1 for the part of a larger work between `start` and `end`."""
    return lambda done: progress(start + (end - start) * done)
