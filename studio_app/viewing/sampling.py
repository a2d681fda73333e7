"""A picture drawn into a pane as a viewpoint sees it."""

import math
from dataclasses import dataclass

import cv2
import numpy as np

from studio_app.viewing.level import Band, Level, Pixels
from studio_app.viewing.pyramid import Pyramid
from studio_app.viewing.viewpoint import Viewpoint

Covered = tuple[slice, slice]
"""Rows and columns of a pane."""

_NEAR = 1e-6
_AROUND = 2
"""Pixels beyond the visible part that interpolation may reach for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a picture lies in a pane, in the screen's pixels: its top left corner and how much it is enlarged."""

    left: int
    top: int
    zoom: float

    def covered(self, size: tuple[int, int], pane: tuple[int, int]) -> Covered:
        """Return the rows and columns of the pane that a picture of this size (width, height) covers."""
        right = self.left + max(round(size[0] * self.zoom), 1)
        bottom = self.top + max(round(size[1] * self.zoom), 1)
        return _within(self.top, bottom, pane[1]), _within(self.left, right, pane[0])


def place_of(size: tuple[int, int], *, frame: tuple[int, int], view: Viewpoint, pane: tuple[int, int]) -> Place:
    """Return where a picture lies: one of another size than `frame` is laid over the frame's width."""
    left, top = view.origin(pane)
    return Place(left=left, top=top, zoom=view.zoom * frame[0] / size[0])


def draw_sampled(pyramid: Pyramid, place: Place, out: Pixels, *, mixing: bool = True) -> Covered:
    """Draw a picture into `out` and return the rows and columns it covers; the rest of `out` is left as it is.

    At 100 % and above each picture pixel is one sharp block. Below, the level that is at most twice too large is
    interpolated (Williams 1983, "Pyramidal parametrics"); `mixing` false draws maps, whose values must not mix.
    """
    rows, columns = place.covered(pyramid.size, (out.shape[1], out.shape[0]))
    if rows.start >= rows.stop or columns.start >= columns.stop:
        return slice(0, 0), slice(0, 0)
    level = pyramid.level_for(place.zoom) if mixing else pyramid.sparse_level_for(place.zoom)
    steps = _Steps(
        across=level.width / (pyramid.size[0] * place.zoom),
        down=level.height / (pyramid.size[1] * place.zoom),
        smooth=mixing and place.zoom < 1.0,
    )
    for band in level.bands:
        part = (rows, _columns_of(band, columns, place.left, steps.across, level.width))
        if part[1].start < part[1].stop:
            _draw_band(level, band, place, steps, part=part, target=out[part])
    return rows, columns


@dataclass(frozen=True, slots=True, kw_only=True)
class _Steps:
    """How far one pixel of the screen steps in the level, and whether between its pixels is interpolated."""

    across: float
    down: float
    smooth: bool

    @property
    def exact(self) -> bool:
        """Whether the level's pixels are the screen's."""
        return abs(self.across - 1) < _NEAR and abs(self.down - 1) < _NEAR


def _draw_band(level: Level, band: Band, place: Place, steps: _Steps, *, part: Covered, target: Pixels) -> None:
    rows, columns = part
    if steps.exact:
        np.copyto(target, band.pixels[_shifted(rows, place.top), _shifted(columns, place.left + band.first)])
        return
    x = (columns.start + 0.5 - place.left) * steps.across - 0.5 - band.first
    y, read = _rows_read(rows, place.top, steps.down, level.height)
    # Whole rows of a band lie in one piece of memory; leaving columns out would gain nothing.
    matrix = np.array([[steps.across, 0.0, x], [0.0, steps.down, y]])
    flags = (cv2.INTER_LINEAR if steps.smooth else cv2.INTER_NEAREST) | cv2.WARP_INVERSE_MAP
    size = (target.shape[1], target.shape[0])
    cv2.warpAffine(band.pixels[read], matrix, size, dst=target, flags=flags, borderMode=cv2.BORDER_REPLICATE)


def _columns_of(band: Band, columns: slice, left: int, step: float, width: int) -> slice:
    """Return the pane's columns whose centres lie in the band."""
    first = columns.start if band.start == 0 else left + math.ceil(band.start / step - 0.5)
    last = columns.stop if band.stop == width else left + math.ceil(band.stop / step - 0.5)
    return slice(max(first, columns.start), min(last, columns.stop))


def _within(first: int, last: int, length: int) -> slice:
    return slice(min(max(first, 0), length), min(max(last, 0), length))


def _shifted(part: slice, by: int) -> slice:
    return slice(part.start - by, part.stop - by)


def _rows_read(part: slice, origin: int, step: float, length: int) -> tuple[float, slice]:
    """Return which rows of the level a part of the pane needs, and where within them its first pixel reads.

    Pixel centres lie at halves: the screen's pixel n shows what lies at (n + 0.5 - origin) × step - 0.5.
    """
    first = (part.start + 0.5 - origin) * step - 0.5
    last = (part.stop - 0.5 - origin) * step - 0.5
    start = min(max(math.floor(first) - _AROUND, 0), length - 1)
    stop = max(min(math.ceil(last) + _AROUND + 1, length), start + 1)
    return first - start, slice(start, stop)
