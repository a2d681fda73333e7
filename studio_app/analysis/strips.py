"""Work over a picture in horizontal strips on two threads, with progress and a way to stop."""

from collections.abc import Callable
from threading import Lock, Thread

import cv2

from studio_app.domain.progress import Progress, no_progress

CELL = 4
"""Side of a cell in pixels: evidence is gathered for cells of 4 × 4 pixels."""

WORKERS = 2
_STRIP_PIXELS = 1 << 18
_MOST_ROWS = 128


# The strips share out the processors; threads inside OpenCV would only get in their way.
cv2.setNumThreads(1)


def in_strips(
    height: int, width: int, work: Callable[[slice], None], progress: Progress = no_progress, *, rows: int = 0
) -> None:
    """Call `work` for every strip of rows, each a whole number of cells; `progress` is told from this thread.

    What `work` or `progress` raises ends it: strips that were not begun are not.
    """
    # As many rows as stay in a processor's own cache, unless the work cuts its strips further.
    rows = rows or min(_MOST_ROWS, max(CELL, _STRIP_PIXELS // max(width, 1) // CELL * CELL))
    strips = [slice(top, min(top + rows, height)) for top in range(0, height, rows)]
    shared = _Shared(strips, work)
    # This thread works as well: nobody is woken for each strip, of which there are hundreds.
    beside = [Thread(target=shared.run_down) for _number in range(min(WORKERS, len(strips)) - 1)]
    for thread in beside:
        thread.start()
    try:
        while shared.work_one():
            progress(shared.begun / len(strips))
    except BaseException:
        shared.stop()
        raise
    finally:
        for thread in beside:
            thread.join()
    if shared.failure is not None:
        raise shared.failure
    progress(1.0)


class _Shared:
    """Strips that several threads take one by one from the top, until there are none or one of them fails."""

    def __init__(self, strips: list[slice], work: Callable[[slice], None]) -> None:
        self.begun = 0
        self.failure: BaseException | None = None
        self._strips, self._work = strips, work
        self._lock = Lock()
        self._stopped = False

    def work_one(self) -> bool:
        """Work on the next strip; false where there is none left."""
        with self._lock:
            if self._stopped or self.begun == len(self._strips):
                return False
            strip = self._strips[self.begun]
            self.begun += 1
        self._work(strip)
        return True

    def run_down(self) -> None:
        """Work on strips as long as there are any; what fails is kept for the thread that waits."""
        try:
            while self.work_one():
                pass
        except BaseException as error:  # noqa: BLE001  # raised again where the work was asked for
            self.failure = error
            self.stop()

    def stop(self) -> None:
        """Let nobody begin another strip."""
        self._stopped = True
