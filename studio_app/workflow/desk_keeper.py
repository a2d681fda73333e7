"""Keeps this desk recorded from a program with a window: in a thread, and again as soon as another program leaves."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING

from studio_app.domain.errors import StudioError
from studio_app.domain.recordings import Ending
from studio_app.workflow.errors import StepRefused

if TYPE_CHECKING:
    from collections.abc import Callable

    from studio_app.workflow.desk_clock import DeskClock
    from studio_app.workflow.desk_host import DeskHost
    from studio_app.workflow.recorder import FoundRecording

logger = logging.getLogger(__name__)
_TRY_EVERY_S = 2.0
_LEAVE_WITHIN_S = 8.0
_END_WITHIN_S = 40.0


class DeskKeeper:
    """Records from `start` to `close`, as long as no other program of the desk does."""

    def __init__(self, clock: DeskClock, build: Callable[[], DeskHost]) -> None:
        self._clock = clock
        self._build = build
        self._host: DeskHost | None = None
        self._over = threading.Event()
        self._left = threading.Event()
        self._thread = threading.Thread(target=self._keep, name="recording", daemon=True)
        self._found: list[FoundRecording] = []
        self._problem = ""

    @property
    def found(self) -> tuple[FoundRecording, ...]:
        """Recordings that were found cut off since the start."""
        return tuple(self._found)

    @property
    def problems(self) -> tuple[str, ...]:
        """What keeps time or saves from being recorded here, in sentences."""
        own = (self._problem,) if self._problem else ()
        return own if self._host is None else (*own, *self._host.problems)

    @property
    def runs(self) -> bool:
        """Whether a clock runs, and this is the program that records it."""
        recorder = self._clock.recorder
        return recorder is not None and recorder.running is not None

    def start(self) -> None:
        """Begin to record, or to wait until the program that does leaves."""
        self._thread.start()

    def hand_over(self) -> bool:
        """Wait until another program asked to take over, and it could; false where none did in time."""
        return self._left.wait(_LEAVE_WITHIN_S)

    def close(self, *, end: bool) -> None:
        """Record no more; with `end` what runs is ended, else it is left for another program to go on with."""
        if end and self.runs:
            try:
                self._clock.stop(Ending.QUIT)
            except StepRefused:
                logger.warning("the clock was stopped by another program meanwhile")
        self._over.set()
        if self._thread.ident is not None:
            self._thread.join(_END_WITHIN_S)

    def _keep(self) -> None:
        while not self._over.is_set():
            try:
                self._record()
            except StudioError as error:
                # A full disk or a damaged file of this desk: it may be mended while the window stays open.
                logger.warning("this desk is not recorded: %s", error)
                self._problem = error.message
            self._over.wait(_TRY_EVERY_S)

    def _record(self) -> None:
        host = self._host = self._host or self._build()
        if host.run(self._over, found=self._found.append, began=self._began) and not self._over.is_set():
            # Another program asked to go on; it has the right to record from here.
            self._left.set()

    def _began(self) -> None:
        self._problem = ""
