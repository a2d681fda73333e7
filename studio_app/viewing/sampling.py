"""A picture drawn into a pane as a viewpoint sees it."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import cv2
import numpy as np

from studio_app.viewing.level import BLOCK, Band, Level, Pixels
from studio_app.viewing.pyramid import Pyramid
from studio_app.viewing.scratch import Scratch
from studio_app.viewing.viewpoint import Viewpoint

Covered = tuple[slice, slice]
"""Rows and columns of a pane."""

Take = Callable[[Pyramid, int, int, Covered], Pixels]
"""Gives rows and columns of a band of one of a pyramid's levels, by the numbers of level and band."""

_NEAR = 1e-6
_SOFT, _SOFTER = 0.5, 0.75
"""Octaves by which a level may be too small while the view moves: alone, and with something laid over it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lie:
    """Where an earlier picture lies in the frame, as it was found: a point x of it at `scale`·x + `dx`, in pixels."""

    dx: float
    dy: float
    scale: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a picture lies in a pane, in the screen's pixels: its top left corner and how much it is enlarged."""

    left: int
    top: int
    zoom: float

    def shifted(self, left: int, top: int) -> "Place":
        """Return the same place seen from a part of the pane that begins at `left` and `top`."""
        return Place(left=self.left - left, top=self.top - top, zoom=self.zoom)

    def covered(self, size: tuple[int, int], pane: tuple[int, int]) -> Covered:
        """Return the rows and columns of the pane that a picture of this size (width, height) covers."""
        right = self.left + max(round(size[0] * self.zoom), 1)
        bottom = self.top + max(round(size[1] * self.zoom), 1)
        return _within(self.top, bottom, pane[1]), _within(self.left, right, pane[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """How far one pixel of the screen steps in a level, the same across and down.

    Where it is a ratio of small numbers, `read` pixels of the level (64 at most) are `drawn` pixels of the screen, and
    blocks of these can be resized each by itself; else both are 0.
    """

    step: float
    smooth: bool
    read: int
    drawn: int


def place_of(
    size: tuple[int, int], *, frame: tuple[int, int], view: Viewpoint, pane: tuple[int, int], lie: Lie | None = None
) -> Place:
    """Return where a picture is drawn: where it lies, else one of another size than `frame` over the frame's width."""
    left, top = view.origin(pane)
    if lie is None:
        return Place(left=left, top=top, zoom=view.zoom * frame[0] / size[0])
    return Place(left=left + round(lie.dx * view.zoom), top=top + round(lie.dy * view.zoom), zoom=view.zoom * lie.scale)


def draw_sampled(
    pyramid: Pyramid,
    place: Place,
    out: Pixels,
    *,
    mixing: bool = True,
    moving: bool = False,
    take: Take | None = None,
    scratch: Scratch | None = None,
) -> Covered:
    """Draw a picture into `out` and return the rows and columns it covers; the rest of `out` is left as it is.

    At 100 % and above each picture pixel is one sharp block. Below, the level that is at most twice too large is
    interpolated (Williams 1983, "Pyramidal parametrics"), while `moving` the nearest in size. `mixing` false draws
    maps, whose values must not mix. `take` makes something else of the level's pixels before they are resized; that is
    laid under or over something, so that while `moving` a still smaller level will do.
    """
    rows, columns = place.covered(pyramid.size, (out.shape[1], out.shape[0]))
    if rows.start >= rows.stop or columns.start >= columns.stop:
        return slice(0, 0), slice(0, 0)
    softer = 0.0 if not moving else _SOFT if take is None else _SOFTER
    number = pyramid.number_for(place.zoom, softer=softer) if mixing else pyramid.sparse_number_for(place.zoom)
    steps = steps_of(place.zoom, number, smooth=mixing and place.zoom < 1.0)
    level, memory = pyramid.levels[number], scratch or Scratch()
    for at, band in enumerate(level.bands):
        part = (rows, _columns_of(band, columns, place.left, steps.step, level.width))
        if part[1].start < part[1].stop:
            source = partial(take or _as_it_is, pyramid, number, at)
            _draw_band(level, band, place, steps, part=part, target=out[part], source=source, scratch=memory)
    return rows, columns


def steps_of(zoom: float, number: int, *, smooth: bool) -> Steps:
    """Return how the level of this number is stepped through; level pixels are 2^number of the picture's."""
    ratio = zoom * 2**number
    drawn = ratio * BLOCK
    if abs(drawn - round(drawn)) > _NEAR:
        return Steps(step=1 / ratio, smooth=smooth, read=0, drawn=0)
    shared = math.gcd(round(drawn), BLOCK)
    return Steps(step=BLOCK / round(drawn), smooth=smooth, read=BLOCK // shared, drawn=round(drawn) // shared)


def _as_it_is(pyramid: Pyramid, number: int, band: int, part: Covered) -> Pixels:
    return pyramid.levels[number].bands[band].pixels[part]


def _draw_band(
    level: Level,
    band: Band,
    place: Place,
    steps: Steps,
    *,
    part: Covered,
    target: Pixels,
    source: Callable[[Covered], Pixels],
    scratch: Scratch,
) -> None:
    rows, columns = part
    left = place.left + round(band.first / steps.step) if steps.read else place.left
    if steps.read == steps.drawn == 1:
        np.copyto(target, source((_shifted(rows, place.top), _shifted(columns, place.left + band.first))))
    elif steps.read and band.first % steps.read == 0:
        _resize(source, steps, (_shifted(rows, place.top), _shifted(columns, left)), target, scratch)
    else:
        _warp(level, source, band, place, steps, part=part, target=target)


def _resize(taken: Callable[[Covered], Pixels], steps: Steps, part: Covered, target: Pixels, scratch: Scratch) -> None:
    """Resize the whole blocks that the part lies in, and take the part out of them.

    Blocks end where pixels of both ends meet, so that every pixel is what resizing the whole would give.
    """
    rows, columns = part
    down, aside = _blocks(rows, steps.drawn), _blocks(columns, steps.drawn)
    source = taken((_times(down, steps.read), _times(aside, steps.read)))
    high, wide = (down.stop - down.start) * steps.drawn, (aside.stop - aside.start) * steps.drawn
    how = cv2.INTER_LINEAR if steps.smooth else cv2.INTER_NEAREST_EXACT
    if target.shape[:2] == (high, wide):
        cv2.resize(source, (wide, high), dst=target, interpolation=how)
        return
    drawn = scratch.array("blocks", high, wide, *source.shape[2:])
    cv2.resize(source, (wide, high), dst=drawn, interpolation=how)
    y, x = rows.start - down.start * steps.drawn, columns.start - aside.start * steps.drawn
    np.copyto(target, drawn[y : y + target.shape[0], x : x + target.shape[1]])


def _warp(  # what is warped, and how
    level: Level,
    taken: Callable[[Covered], Pixels],
    band: Band,
    place: Place,
    steps: Steps,
    *,
    part: Covered,
    target: Pixels,
) -> None:
    """Warp the part, to any fraction of a pixel.

    Pixel centres lie at halves: the screen's pixel n shows what lies at (n + 0.5 - origin) × step - 0.5.
    """
    rows, columns = part
    x = (columns.start + 0.5 - place.left) * steps.step - 0.5 - band.first
    y = (rows.start + 0.5 - place.top) * steps.step - 0.5
    first = min(max(math.floor(y) - 2, 0), level.height - 1)
    last = min(math.ceil(y + (rows.stop - rows.start) * steps.step) + 2, level.height)
    matrix = np.array([[steps.step, 0.0, x], [0.0, steps.step, y - first]])
    flags = (cv2.INTER_LINEAR if steps.smooth else cv2.INTER_NEAREST) | cv2.WARP_INVERSE_MAP
    size = (target.shape[1], target.shape[0])
    source = taken((slice(first, max(last, first + 1)), slice(0, band.pixels.shape[1])))
    cv2.warpAffine(source, matrix, size, dst=target, flags=flags, borderMode=cv2.BORDER_REPLICATE)


def _columns_of(band: Band, columns: slice, left: int, step: float, width: int) -> slice:
    """Return the pane's columns whose centres lie in the band."""
    first = columns.start if band.start == 0 else left + math.ceil(band.start / step - 0.5)
    last = columns.stop if band.stop == width else left + math.ceil(band.stop / step - 0.5)
    return slice(max(first, columns.start), min(last, columns.stop))


def _blocks(part: slice, length: int) -> slice:
    return slice(part.start // length, -(-part.stop // length))


def _times(part: slice, by: int) -> slice:
    return slice(part.start * by, part.stop * by)


def _within(first: int, last: int, length: int) -> slice:
    return slice(min(max(first, 0), length), min(max(last, 0), length))


def _shifted(part: slice, by: int) -> slice:
    return slice(part.start - by, part.stop - by)
