"""Work over a picture in horizontal strips on two threads, with progress and a way to stop."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

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
    if len(strips) == 1:
        work(strips[0])
        progress(1.0)
        return
    with ThreadPoolExecutor(WORKERS) as pool:
        done = [pool.submit(work, strip) for strip in strips]
        try:
            for number, each in enumerate(done, 1):
                each.result()
                progress(number / len(done))
        except BaseException:
            pool.shutdown(wait=True, cancel_futures=True)
            raise
