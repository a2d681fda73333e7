"""The whole room as it stands on the screen: every pane's picture, composed into one array."""

import math
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import cv2
import numpy as np

from studio_app.viewing.brush import Brush, Sight, Strip, fill
from studio_app.viewing.level import Pixels
from studio_app.viewing.panes import Pane, gaps_between, panes_of
from studio_app.viewing.sampling import steps_of

GAP_COLOUR = (31, 31, 31)
_ROWS = 120
_Work = tuple[int, Pane, slice]
"""The number of a side, its pane, and some rows of that."""


class Room:
    """Composes frames, two strips at a time: one by a thread of its own, one by whoever asks for the frame.

    Each takes the next strip that nobody has begun, so that a thread which is kept waiting holds no frame up.
    """

    def __init__(self) -> None:
        self._out: Pixels = np.zeros((1, 1, 4), np.uint8)
        self._brush, self._helping = Brush(), Brush()
        self._helper = ThreadPoolExecutor(1, thread_name_prefix="teire-frame")
        # The threads are ours: OpenCV's own would wake up for every strip.
        cv2.setNumThreads(1)

    def close(self) -> None:
        """End the thread that helps; nothing is composed after it."""
        self._helper.shutdown()

    def compose(self, sight: Sight, size: tuple[int, int]) -> Pixels:
        """Return the room of `size` (width, height) as (height, width, 4); it is overwritten by the next call.

        What is not there yet is left as ground.
        """
        if self._out.shape[:2] != (size[1], size[0]):
            self._out = np.zeros((size[1], size[0], 4), np.uint8)
        panes = panes_of(sight.look.way, len(sight.shown.sides), *size)
        for rows, columns in gaps_between(panes, *size):
            fill(self._out[rows, columns], GAP_COLOUR)
        strips = _strips(sight, panes[0])
        work = deque((number, pane, rows) for number, pane in enumerate(panes) for rows in strips)
        helped = self._helper.submit(self._draw, self._helping, sight, len(panes), work)
        try:
            self._draw(self._brush, sight, len(panes), work)
        finally:
            # Nobody draws into the frame any more once it is given away, or given up.
            work.clear()
            helped.result()
        return self._out

    def _draw(self, brush: Brush, sight: Sight, panes: int, work: deque[_Work]) -> None:
        while (next_one := _taken(work)) is not None:
            number, pane, part = next_one
            rows = slice(pane.top + part.start, pane.top + part.stop)
            strip = Strip(top=part.start, pane=pane.size, out=self._out[rows, pane.columns])
            if panes > 1 or len(sight.shown.sides) == 1:
                brush.draw_side(number, sight, strip)
            else:
                brush.draw_together(sight, strip)


def _taken(work: deque[_Work]) -> _Work | None:
    """Return the next strip that nobody has begun, None where all are."""
    try:
        return work.popleft()
    except IndexError:
        return None


def _strips(sight: Sight, pane: Pane) -> list[slice]:
    """Return the rows of a pane in strips that end where blocks of the picture do, so that none is resized twice."""
    zoom = sight.view.zoom
    steps = steps_of(zoom, max(math.floor(math.log2(1 / zoom)), 0), smooth=True)
    length = max(steps.drawn, 1)
    length *= max(round(_ROWS / length), 1)
    first = sight.view.origin(pane.size)[1] % length
    ends = sorted({0, pane.height, *range(first, pane.height, length)})
    return [slice(start, stop) for start, stop in pairwise(ends)]
