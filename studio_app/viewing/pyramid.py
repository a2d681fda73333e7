"""A picture at its own size and at halves of it, so that any reduced view is smooth, complete and quick."""

import math
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import cv2
import numpy as np

from studio_app.viewing.level import Level, Pixels, level_of

_SMALLEST_LEVEL = 1
_ROWS = 512
"""Rows of a level that are reduced at once; even, so that no strip cuts a pair of rows."""
_WORKERS = 2
_NEAR = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class Pyramid:
    """A picture or a map, largest first, each further level half as wide and high (rounded up); never written to.

    `codes`: the picture's own (height, width, 3) RGB where its levels were turned into a screen's colours: values
    are read and differences taken from these.
    """

    levels: tuple[Level, ...]
    codes: Pixels | None = None

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the picture itself."""
        return self.levels[0].width, self.levels[0].height

    @property
    def nbytes(self) -> int:
        """What all levels take in memory."""
        return sum(level.nbytes for level in self.levels) + (0 if self.codes is None else self.codes.nbytes)

    def colour(self, x: int, y: int) -> tuple[int, int, int]:
        """Return the picture's own red, green and blue at a pixel, 0 to 255."""
        own = self.levels[0].pixel(x, y)[2::-1] if self.codes is None else self.codes[y, x]
        return int(own[0]), int(own[1]), int(own[2])

    def own_codes(self, rows: slice | None = None) -> Pixels:
        """Return the picture's own codes, or some rows of them: (height, width, 4) as blue, green, red, 255."""
        part = rows or slice(0, self.size[1])
        if self.codes is None:
            return self.levels[0].rows(part)
        return np.asarray(cv2.cvtColor(self.codes[part], cv2.COLOR_RGB2BGRA), dtype=np.uint8)

    def number_for(self, zoom: float, *, softer: float = 0.0) -> int:
        """Return the number of the smallest level that still has at least one pixel for each of the screen's.

        It may be too small by as many octaves as `softer` says (0 to 1): with a half it is the one nearest in size, of
        which half as much is read.
        """
        wanted = max(math.floor(math.log2(1 / zoom) + max(softer, _NEAR)), 0)
        return min(wanted, len(self.levels) - 1)

    def sparse_number_for(self, zoom: float) -> int:
        """Return the number of the largest level that has at most one pixel for each of the screen's.

        Maps are drawn from it without averaging, and none of its pixels can be stepped over.
        """
        wanted = max(math.ceil(math.log2(1 / zoom) - _NEAR), 0)
        return min(wanted, len(self.levels) - 1)


def pyramid_of(pixels: Pixels, *, codes: Pixels | None = None) -> Pyramid:
    """Return a picture, (height, width, 3) as RGB or (height, width, 4) as the screen's, with area-averaged halves."""
    made = _made(pixels, _averaged)
    return made if codes is None else replace(made, codes=codes)


def peaks_of(values: Pixels) -> Pyramid:
    """Return a map of shape (height, width) with halves that keep the largest of four values.

    A change three pixels wide would vanish from averages; from these it does not.
    """
    return _made(values, _largest)


def thinned(indices: Pixels) -> Pyramid:
    """Return a map of indices of shape (height, width) with halves that keep the upper left of four: none is mixed."""
    return _made(indices, _upper_left)


def _made(pixels: Pixels, halve: Callable[[Pixels, Pixels], None]) -> Pyramid:
    levels, last = [level_of(pixels)], pixels
    with ThreadPoolExecutor(_WORKERS) as pool:
        while max(last.shape[:2]) > _SMALLEST_LEVEL:
            last = _halved(last, halve, pool)
            levels.append(level_of(last))
    return Pyramid(tuple(levels))


def _halved(last: Pixels, halve: Callable[[Pixels, Pixels], None], pool: ThreadPoolExecutor) -> Pixels:
    height, width = last.shape[:2]
    half = np.empty((-(-height // 2), -(-width // 2), *last.shape[2:]), np.uint8)

    def strip(top: int) -> None:
        halve(_even(last[top : top + _ROWS]), half[top // 2 : (top + _ROWS) // 2])

    for _done in pool.map(strip, range(0, height, _ROWS)):
        pass
    return half


def _averaged(rows: Pixels, into: Pixels) -> None:
    cv2.resize(rows, (into.shape[1], into.shape[0]), dst=into, interpolation=cv2.INTER_AREA)


def _largest(rows: Pixels, into: Pixels) -> None:
    upper = np.maximum(rows[0::2], rows[1::2])
    np.maximum(upper[:, 0::2], upper[:, 1::2], out=into)


def _upper_left(rows: Pixels, into: Pixels) -> None:
    into[...] = rows[::2, ::2]


def _even(rows: Pixels) -> Pixels:
    """Return the rows with the last line and column repeated where their number is odd."""
    down, aside = rows.shape[0] % 2, rows.shape[1] % 2
    if not (down or aside):
        return rows
    return np.asarray(cv2.copyMakeBorder(rows, 0, down, 0, aside, cv2.BORDER_REPLICATE), dtype=np.uint8)
