"""Which pixels of the screen lie beyond a wipe's line."""

import math

import cv2
import numpy as np
from numpy.typing import NDArray

from studio_app.viewing.look import Wipe

_FRACTION_BITS = 4
_LEVEL = 1e-9


def crossing(wipe: Wipe, width: int, height: int, rows: slice) -> tuple[int, int]:
    """Return the columns, first and last (not included), between which the line may pass through some rows of a pane.

    Where both are the same no pixel has to be weighed: what is left of them is on one side, the rest on the other.
    """
    right, down = wipe.normal()
    if wipe.upright:
        edge = min(max(round(wipe.x * width), 0), width)
        return edge, edge
    if abs(right) < _LEVEL:
        return 0, width
    at = [wipe.x * width - (y - wipe.y * height) * down / right for y in (rows.start, rows.stop)]
    first, last = math.floor(min(at)) - 1, math.ceil(max(at)) + 1
    return min(max(first, 0), width), min(max(last, 0), width)


def wipe_mask(wipe: Wipe, width: int, height: int, rows: slice, columns: slice) -> NDArray[np.uint8]:
    """Return 255 where the later picture stands, else 0, for a part of a pane; the line's own pixels count to it."""
    right, down = wipe.normal()
    reach = 2.0 * (width + height)
    middle = np.array([wipe.x * width - columns.start, wipe.y * height - rows.start])
    along, across = np.array([-down, right]) * reach, np.array([right, down]) * reach
    corners = np.stack([middle + along, middle + along + across, middle - along + across, middle - along])
    mask = np.zeros((rows.stop - rows.start, columns.stop - columns.start), np.uint8)
    # OpenCV takes whole numbers for the centres of pixels, here in sixteenths.
    points = np.rint((corners - 0.5) * 2**_FRACTION_BITS).astype(np.int32)
    cv2.fillConvexPoly(mask, points, 255, cv2.LINE_8, _FRACTION_BITS)
    return mask
