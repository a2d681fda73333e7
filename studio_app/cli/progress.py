"""Progress on standard error, and only to a terminal."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from studio_app.domain.progress import Progress, no_progress

_WIDTH = 30


@contextmanager
def shown_progress() -> Iterator[Progress]:
    """Give a progress that draws a bar on standard error and wipes it at the end; nothing where nobody watches.

    Control-C stops the work between two strips: nothing half-written stays behind.
    """
    if not sys.stderr.isatty():
        yield no_progress
        return
    last = [-1]

    def draw(done: float) -> None:
        percent = int(done * 100)
        if percent != last[0]:
            last[0] = percent
            filled = percent * _WIDTH // 100
            sys.stderr.write(f"\r[{'#' * filled}{'.' * (_WIDTH - filled)}] {percent:3d} %")
            sys.stderr.flush()

    try:
        yield draw
    finally:
        if last[0] >= 0:
            sys.stderr.write("\r" + " " * (_WIDTH + 9) + "\r")
            sys.stderr.flush()
