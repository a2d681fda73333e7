"""The difference of two pictures as grey: for each pixel the largest of its channels' differences, times a gain."""

import cv2
import numpy as np
from numpy.typing import NDArray

from studio_app.viewing.level import Pixels
from studio_app.viewing.pyramid import Pyramid, peaks_of

_ROWS = 256


def difference_map(before: Pyramid, after: Pyramid) -> Pyramid:
    """Return the largest channel's difference in 8-bit codes of the screen, with halves that keep the largest.

    A picture of another size is laid over the later one's first, interpolated.
    """
    one, other = before.levels[0].whole(), after.levels[0].whole()
    if one.shape != other.shape:
        one = np.asarray(cv2.resize(one, (other.shape[1], other.shape[0]), interpolation=cv2.INTER_LINEAR), np.uint8)
    distance = np.empty(other.shape[:2], np.uint8)
    for top in range(0, other.shape[0], _ROWS):
        rows = slice(top, top + _ROWS)
        blue, green, red, _unused = cv2.split(cv2.absdiff(one[rows], other[rows]))
        cv2.max(cv2.max(blue, green), red, dst=distance[rows])
    return peaks_of(distance)


def amplified(out: Pixels, distance: Pixels, gain: int) -> None:
    """Write `distance` (height, width) times `gain` as grey into screen pixels (height, width, 4)."""
    cv2.cvtColor(cv2.LUT(distance, _gain_table(gain)), cv2.COLOR_GRAY2BGRA, dst=out)


def _gain_table(gain: int) -> NDArray[np.uint8]:
    return np.minimum(np.arange(256) * gain, 255).astype(np.uint8).reshape(1, 256)
