"""How far a child is: one byte for each percent, through a pipe of its own."""

import contextlib
import os
import sys
from collections.abc import Iterator

from studio_app.domain.progress import Progress, no_progress


class Listener:
    """Reads what the child tells of its progress, one byte for each percent, and passes it on."""

    def __init__(self, progress: Progress, ends: tuple[int, int] | None) -> None:
        self._progress = progress
        self._newest = 0.0
        self._reading = None if ends is None else ends[0]
        self.pipe = None if ends is None else ends[1]

    def hear(self) -> None:
        """Pass on the newest percent; the progress may raise, which ends the child."""
        if self._reading is None:
            return
        with contextlib.suppress(BlockingIOError):
            told = os.read(self._reading, 128)
            if told:
                self._newest = told[-1] / 100
        # Told again even where nothing is new: only here can whoever watches stop the work.
        self._progress(self._newest)


@contextlib.contextmanager
def listening(progress: Progress) -> Iterator[Listener]:
    if progress is no_progress or sys.platform == "win32":
        yield Listener(progress, None)
        return
    ends = os.pipe()
    os.set_blocking(ends[0], False)
    try:
        yield Listener(progress, ends)
    finally:
        for end in ends:
            os.close(end)
