"""Where two pictures are the very same, tile by tile: what was left alone needs no measuring."""

from collections.abc import Sequence
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from studio_app.analysis.placement import Box
from studio_app.analysis.strips import in_strips
from studio_app.analysis.visible import Layer
from studio_app.domain.pictures import Samples

_LEAST_TILE = 16
_ROWS_MOST, _COLUMNS_MOST = 64, 512
_TILES_DOWN, _TILES_ACROSS = 64, 15
_MOSTLY = 0.62
_DRAWN_SHARE = 0.1
_FEWEST_DRAWN = 4
_DRAWN_SPREAD = 4.0
_SPARSE = 4
_MOST_LOOKED_AT = 100

DRAWING_MANNER = "/".join(
    map(str, (_LEAST_TILE, _ROWS_MOST, _COLUMNS_MOST, _TILES_DOWN, _TILES_ACROSS, _SPARSE, _DRAWN_SPREAD))
)
"""A name for how tiles are cut and judged, another one wherever `drawing_tiles` would find something else."""


class Sameness(NamedTuple):
    """Which tiles of two pictures of one size hold the very same samples.

    `tiles` is true for those, `rows` and `columns` the size of a tile. `drawn`: the share of them that shows some
    drawing, 0 to 1; plain ground is the same after whatever was done to a picture.
    """

    tiles: NDArray[np.bool_]
    rows: int
    columns: int
    width: int
    drawn: float

    @property
    def is_whole(self) -> bool:
        """True where the pictures are the very same."""
        return bool(self.tiles.all())

    @property
    def is_mostly_in_place(self) -> bool:
        """True where so much was left alone that nothing was moved, nor graded as a whole.

        At least 62 % of the tiles are the same, as many as a grade may not leave unexplained, and at least a tenth
        of all, and four, are the same and show some drawing.
        """
        drawn = self.drawn * int(self.tiles.sum())
        return bool(self.tiles.mean() >= _MOSTLY and drawn >= max(_FEWEST_DRAWN, _DRAWN_SHARE * self.tiles.size))

    @property
    def calm(self) -> float:
        """The share of the tiles with drawing in them that are the same: no compressor was at work in these."""
        drawn = self.drawn * int(self.tiles.sum())
        return drawn / max(1.0, drawn + int((~self.tiles).sum()))

    def unlike(self, rows: slice) -> list[Box]:
        """Return the boxes of a row of tiles that differ, neighbours as one."""
        differs = np.concatenate([[False], ~self.tiles[rows.start // self.rows], [False]])
        edges = np.flatnonzero(differs[1:] != differs[:-1]) * self.columns
        return [
            Box(top=rows.start, bottom=rows.stop, left=int(left), right=min(int(right), self.width))
            for left, right in zip(edges[::2], edges[1::2], strict=True)
        ]

    def columns_near(self, rows: slice, reach: int) -> list[slice]:
        """Return the columns of pixels in which a tile that differs lies, or up to `reach` pixels beside one.

        Tiles that come as near to `rows` from above or below count as well; `reach` is at most half a tile.
        """
        first, last = max(0, rows.start - reach) // self.rows, -(-(rows.stop + reach) // self.rows)
        differs = np.concatenate([[False], (~self.tiles[first:last]).any(axis=0), [False]])
        edges = np.flatnonzero(differs[1:] != differs[:-1]) * self.columns
        return [
            slice(max(0, int(left) - reach), min(int(right) + reach, self.width))
            for left, right in zip(edges[::2], edges[1::2], strict=True)
        ]


def drawing_tiles(pixels: Samples) -> NDArray[np.bool_]:
    """Return which tiles of (height, width, 3) samples show some drawing."""
    step, across = _tile(*pixels.shape[:2])
    found = np.zeros((-(-pixels.shape[0] // step), -(-pixels.shape[1] // across)), bool)

    def look(rows: slice) -> None:
        for column in range(found.shape[1]):
            found[rows.start // step, column] = _shows_drawing(pixels[rows, column * across : (column + 1) * across])

    in_strips(pixels.shape[0], pixels.shape[1], look, rows=step)
    return found


def sameness(
    one: Layer, other: Layer, alike: Sequence[slice] = (), drawing: NDArray[np.bool_] | None = None
) -> Sameness | None:
    """Compare two layers sample by sample; None unless they have one size, depth and space.

    Rows of `alike`, each from a multiple of 64 to the next or to the end, are known to be the same and not looked at.
    `drawing` is what `drawing_tiles` found in `other`, where it is known; no sample of those rows is then read.
    """
    if one.pixels.shape != other.pixels.shape or one.pixels.dtype != other.pixels.dtype or one.space != other.space:
        return None
    height, width = one.height, one.width
    step, across = _tile(height, width)
    tiles = np.zeros((-(-height // step), -(-width // across)), bool)
    known = np.zeros(height, bool)
    for part in alike:
        known[part] = True

    def look(rows: slice) -> None:
        if known[rows].all():
            tiles[rows.start // step] = True
            return
        for column in range(tiles.shape[1]):
            where = np.s_[rows, column * across : (column + 1) * across]
            tiles[rows.start // step, column] = _same(one, other, where)

    in_strips(height, width, look, rows=step)
    drawn = _drawn(other.pixels, tiles, drawing)
    return Sameness(tiles=tiles, rows=step, columns=across, width=width, drawn=drawn)


def _tile(height: int, width: int) -> tuple[int, int]:
    """Return how many rows and columns a tile has."""
    return _side(height / _TILES_DOWN, _ROWS_MOST), _side(width / _TILES_ACROSS, _COLUMNS_MOST)


def _side(wanted: float, most: int) -> int:
    """Return the power of two next below, 16 at least."""
    return max(_LEAST_TILE, min(most, 1 << max(0, int(wanted).bit_length() - 1)))


def _same(one: Layer, other: Layer, where: tuple[slice, slice]) -> bool:
    first = slice(where[0].start, where[0].start + 1), where[1]
    # Where everything changed a little, the first line says so.
    for part in (first, where):
        if cv2.norm(one.pixels[part], other.pixels[part], cv2.NORM_INF) != 0:
            return False
    if one.alpha is None and other.alpha is None:
        return True
    return one.alpha is not None and other.alpha is not None and np.array_equal(one.alpha[where], other.alpha[where])


def _drawn(pixels: Samples, tiles: NDArray[np.bool_], drawing: NDArray[np.bool_] | None) -> float:
    """Return which share of the same tiles shows some drawing, of up to 100 of them spread over the picture."""
    step, across = _tile(*pixels.shape[:2])
    rows, columns = np.nonzero(tiles)
    few = slice(None, None, max(1, len(rows) // _MOST_LOOKED_AT))
    drawn = [
        bool(drawing[row, column])
        if drawing is not None
        else _shows_drawing(pixels[row * step : (row + 1) * step, column * across : (column + 1) * across])
        for row, column in zip(rows[few], columns[few], strict=True)
    ]
    return sum(drawn) / len(drawn) if drawn else 0.0


def _shows_drawing(tile: Samples) -> bool:
    _mean, spread = cv2.meanStdDev(np.ascontiguousarray(tile[::_SPARSE, ::_SPARSE]))
    return float(spread.max()) * 255 > _DRAWN_SPREAD * np.iinfo(tile.dtype).max
