"""Which pixels of the screen lie beyond a wipe's line."""

import cv2
import numpy as np
from numpy.typing import NDArray

from studio_app.viewing.look import Wipe

_FRACTION_BITS = 4


def wipe_mask(wipe: Wipe, width: int, height: int) -> NDArray[np.uint8]:
    """Return 255 where the later picture stands, else 0, shape (height, width); the line's own pixels count to it."""
    right, down = wipe.normal()
    reach = 2.0 * (width + height)
    middle = np.array([wipe.x * width, wipe.y * height])
    along, across = np.array([-down, right]) * reach, np.array([right, down]) * reach
    corners = np.stack([middle + along, middle + along + across, middle - along + across, middle - along])
    mask = np.zeros((height, width), np.uint8)
    # OpenCV takes whole numbers for the centres of pixels, here in sixteenths.
    points = np.rint((corners - 0.5) * 2**_FRACTION_BITS).astype(np.int32)
    cv2.fillConvexPoly(mask, points, 255, cv2.LINE_8, _FRACTION_BITS)
    return mask
