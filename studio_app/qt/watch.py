"""What a window and a job on another thread know of each other: how far it is, and whether it should stop."""

import threading

from studio_app.domain.progress import Cancelled


class Watch:
    """Handed to a job as its progress; the window reads `done` when it draws, and may `stop` the job at any time."""

    def __init__(self) -> None:
        self._stopped = threading.Event()
        self._done = 0.0

    @property
    def done(self) -> float:
        """How far the job has come, 0 to 1."""
        return self._done

    def stop(self) -> None:
        """Let the job end at its next step, with `Cancelled`."""
        self._stopped.set()

    def progress(self, done: float) -> None:
        """Note how far the job is; raises `Cancelled` once it is to stop."""
        if self._stopped.is_set():
            raise Cancelled
        self._done = done
