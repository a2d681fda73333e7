"""The difference of two pictures as grey: for each pixel the largest of its channels' differences, times a gain."""

import cv2
import numpy as np
from numpy.typing import NDArray

from studio_app.viewing.level import Pixels
from studio_app.viewing.pyramid import Pyramid, peaks_of
from studio_app.viewing.sampling import Lie

_ROWS = 256


def difference_map(before: Pyramid, after: Pyramid, lie: Lie | None = None) -> Pyramid:
    """Return the largest channel's difference in 8-bit codes of the screen, with halves that keep the largest.

    An earlier picture of another size is first brought where it lies in the later one, else over all of it,
    interpolated; beyond its edges there is no difference to tell.
    """
    width, height = after.size
    one = _brought(before, after, lie)
    distance = np.empty((height, width), np.uint8)
    for top in range(0, height, _ROWS):
        rows = slice(top, min(top + _ROWS, height))
        # Some rows at a time: whole copies of a pair of 16384 × 8192 would be another gigabyte.
        earlier = before.own_codes(rows) if one is None else one[rows]
        blue, green, red, _unused = cv2.split(cv2.absdiff(earlier, after.own_codes(rows)))
        cv2.max(cv2.max(blue, green), red, dst=distance[rows])
    return peaks_of(distance)


def _brought(before: Pyramid, after: Pyramid, lie: Lie | None) -> Pixels | None:
    """Return the earlier picture as it lies over the later one, None where it lies there pixel upon pixel."""
    if lie is not None:
        return _laid(before.own_codes(), after.own_codes(), lie)
    if before.size == after.size:
        return None
    return np.asarray(cv2.resize(before.own_codes(), after.size, interpolation=cv2.INTER_LINEAR), np.uint8)


def _laid(one: Pixels, other: Pixels, lie: Lie) -> Pixels:
    matrix = np.array([[lie.scale, 0, lie.dx + (lie.scale - 1) / 2], [0, lie.scale, lie.dy + (lie.scale - 1) / 2]])
    laid = other.copy()
    size = (other.shape[1], other.shape[0])
    cv2.warpAffine(one, matrix, size, dst=laid, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_TRANSPARENT)
    return laid


def amplified(out: Pixels, distance: Pixels, gain: int) -> None:
    """Write `distance` (height, width) times `gain` as grey into screen pixels (height, width, 4)."""
    cv2.cvtColor(cv2.LUT(distance, _gain_table(gain)), cv2.COLOR_GRAY2BGRA, dst=out)


def _gain_table(gain: int) -> NDArray[np.uint8]:
    return np.minimum(np.arange(256) * gain, 255).astype(np.uint8).reshape(1, 256)
