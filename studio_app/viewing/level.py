"""One size of a picture, kept in upright bands, because OpenCV warps narrow pieces of memory four times as fast."""

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]

BLOCK = 64
"""Levels are filled up to whole blocks, their last line and column repeated: what is drawn is drawn in such blocks."""

_BAND = 4096
"""Columns of a band. OpenCV 4.14 falls back to a slow path where a row takes 32,768 bytes or more."""
_SHARED = 2 * BLOCK
"""Columns a band has of each of its neighbours, so that nothing has to be put together from two."""


@dataclass(frozen=True, slots=True, eq=False)
class Band:
    """Columns `start` to `stop` of a level; `pixels` begins at column `first` and reaches beyond both where it can."""

    start: int
    stop: int
    first: int
    pixels: Pixels


@dataclass(frozen=True, slots=True, eq=False)
class Level:
    """A picture of shape (height, width, 4), ordered blue, green, red, 255; or a map of shape (height, width)."""

    width: int
    height: int
    bands: tuple[Band, ...]

    @property
    def nbytes(self) -> int:
        """What it takes in memory."""
        return sum(band.pixels.nbytes for band in self.bands)

    def whole(self) -> Pixels:
        """Return all of it as one array, a copy."""
        return self.rows(slice(0, self.height))

    def rows(self, rows: slice) -> Pixels:
        """Return some of its rows, all within it, as one array, a copy."""
        parts = [band.pixels[rows, band.start - band.first : band.stop - band.first] for band in self.bands]
        return np.concatenate(parts, 1)

    def pixel(self, x: int, y: int) -> Pixels:
        """Return the value or the four samples of a pixel."""
        band = next(band for band in self.bands if x < band.stop)
        return np.asarray(band.pixels[y, x - band.first])


def level_of(pixels: Pixels) -> Level:
    """Return a level of a map (height, width), of RGB (height, width, 3), or of pixels in the screen's order."""
    height, width = pixels.shape[:2]
    return Level(width, height, tuple(_bands(pixels, width)))


def _bands(pixels: Pixels, width: int) -> Iterator[Band]:
    for start in range(0, width, _BAND):
        stop = min(start + _BAND, width)
        first, last = max(start - _SHARED, 0), min(stop + _SHARED, width)
        part = _in_screen_order(pixels[:, first:last])
        down, aside = -part.shape[0] % BLOCK, -last % BLOCK
        if down or aside:
            part = np.asarray(cv2.copyMakeBorder(part, 0, down, 0, aside, cv2.BORDER_REPLICATE), dtype=np.uint8)
        yield Band(start, stop, first, part)


def _in_screen_order(part: Pixels) -> Pixels:
    if part.ndim == 3 and part.shape[2] == 3:
        return np.asarray(cv2.cvtColor(part, cv2.COLOR_RGB2BGRA), dtype=np.uint8)
    return np.array(part, order="C")
