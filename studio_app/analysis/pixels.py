"""Which pixels were repainted: cells with evidence, and in them and around them pixel by pixel."""

from typing import Any, NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from studio_app.analysis.cells import shrunk
from studio_app.analysis.evidence import Evidence
from studio_app.analysis.laid_pair import LaidPair
from studio_app.analysis.noise import NoiseFloor, bound_of
from studio_app.analysis.oklab import Floats, distance
from studio_app.analysis.placement import Box
from studio_app.analysis.strips import CELL, in_strips
from studio_app.domain.progress import Progress, no_progress

Mask = NDArray[np.uint8]

_SEED = 1.6
_FAINT = 0.3
_ONE, _SIXTEEN = np.uint8(1), np.uint8(CELL * CELL)
_NEVER = np.float32(1e9)
_HALO = 3
_TILE_CELLS = 128
_CELL_ROWS = 64
_TILE_ROWS = 192
_SQUARE = np.ones((3, 3), np.uint8)


class Painted(NamedTuple):
    """The changed pixels (1, else 0, uint8), and for each cell how many they are and the sum of their distances.

    `sums` may be left at 0 where nobody asked for distances.
    """

    mask: Mask
    counts: NDArray[np.uint8]
    sums: Floats
    seeds: NDArray[np.uint8]


def find_painted(
    pair: LaidPair,
    evidence: Evidence,
    floor: NoiseFloor,
    progress: Progress = no_progress,
    *,
    distances: bool = True,
) -> Painted:
    """Return the changed pixels; without `distances` the sums are not all there, and it takes less time.

    A cell is evidence where its own mean, or that of its 3 × 3 neighbourhood, or the neighbourhood's roughness lies
    above the floor. In cells with evidence all around every pixel that differs at all counts, since by chance the new
    paint may come near the old; at the rim those above the pixel floor and above 0.3 of the paint beside them. What
    the parent does not reach is changed.
    """
    found, seeds = _judged(evidence, floor)
    found = _closed(found)
    height, width = pair.after.height, pair.after.width
    mask: Mask = np.zeros((height, width), np.uint8)
    painted = Painted(
        mask=mask, counts=np.zeros(found.shape, np.uint8), sums=np.zeros(found.shape, np.float32), seeds=seeds
    )
    near: Any = cv2.dilate(found, _SQUARE)
    unknown = not evidence.known.all()
    if unknown:
        near |= (~evidence.known).astype(np.uint8)
        seeds |= (~evidence.known).astype(np.uint8)

    def measure(rows: slice) -> None:
        for left in range(0, found.shape[1], _TILE_CELLS):
            cells = _needed(near, slice(rows.start // CELL, -(-rows.stop // CELL)), slice(left, left + _TILE_CELLS))
            if not cells.pixels:
                continue
            tile = np.s_[cells.top : cells.bottom, cells.left : cells.right]
            box = Box(
                top=cells.top * CELL,
                bottom=min(cells.bottom * CELL, height),
                left=cells.left * CELL,
                right=min(cells.right * CELL, width),
            )
            bounds = _bounds(evidence, floor, found, near, cells)
            if not distances and pair.differing_is_far(box) and not bounds.any():
                differing = _differing(pair, box)
                mask[box.top : box.bottom, box.left : box.right] = differing
                painted.counts[tile] = shrunk(differing * _SIXTEEN, cv2.BORDER_CONSTANT)
                continue
            delta = _distance(pair, box)
            changed: Any = cv2.compare(delta, _spread(bounds, box), cv2.CMP_GT)
            if unknown and not evidence.known[tile].all():
                _beyond(pair, box, changed)
            np.bitwise_and(changed, _ONE, out=mask[box.top : box.bottom, box.left : box.right])
            # Sixteenths of sixteen: the mean of a cell is its number of changed pixels.
            painted.counts[tile] = shrunk(changed & _SIXTEEN, cv2.BORDER_CONSTANT)
            near_paint = cv2.copyTo(delta, changed)
            painted.sums[tile] = shrunk(near_paint, cv2.BORDER_CONSTANT) * np.float32(CELL * CELL)

    in_strips(height, width, measure, progress, rows=_TILE_ROWS)
    return painted


def _judged(evidence: Evidence, floor: NoiseFloor) -> tuple[Mask, Mask]:
    """Return the cells with evidence, and those clearly above the floor."""
    rows, columns = evidence.moved.shape
    found, seeds = np.zeros((rows, columns), np.uint8), np.zeros((rows, columns), np.uint8)

    def judge(part: slice) -> None:
        moved, moved_around = evidence.moved[part], evidence.moved_around[part]
        rough, rough_around = evidence.rough[part], evidence.rough_around[part]
        if not rough_around.any() and not moved_around.any():
            return
        alone, mixed = (bound_of(table, floor, evidence, part) for table in (floor.alone, floor.rough))
        around = bound_of(floor.around, floor, evidence, part, dark=0.5)
        own = _above(moved, alone) | _above(rough, mixed)
        wide = _above(moved_around, around) | _above(rough_around, mixed)
        clearly = tuple(bound * np.float32(_SEED) for bound in (alone, around, mixed))
        seeds[part] = 1 & (
            _above(moved, clearly[0]) | _above(moved_around, clearly[1]) | _above(rough_around, clearly[2])
        )
        # The mean over neighbours reaches one cell too far: what is in itself calm there is no evidence.
        lively = _above(moved, around * np.float32(0.5)) | _above(rough, mixed * np.float32(0.5))
        found[part] = 1 & (own | (wide & lively)) & evidence.known[part]

    in_strips(rows, columns, judge, rows=_CELL_ROWS)
    return found, seeds


def _above(values: Any, bounds: Any) -> Any:
    return cv2.compare(values, bounds, cv2.CMP_GT)


def _bounds(evidence: Evidence, floor: NoiseFloor, found: Mask, near: Mask, cells: Box) -> Floats:
    """Return the bound of each pixel by cell: none where the paint is solid, one that nothing reaches far from it."""
    rows, columns = found.shape
    # Beyond the picture's edge nothing says otherwise, and a cell there has neighbours on one side only.
    around = Box(
        top=max(0, cells.top - _HALO),
        bottom=min(rows, cells.bottom + _HALO),
        left=max(0, cells.left - _HALO),
        right=min(columns, cells.right + _HALO),
    )
    wide = np.s_[around.top : around.bottom, around.left : around.right]
    own = np.s_[
        cells.top - around.top : cells.bottom - around.top, cells.left - around.left : cells.right - around.left
    ]
    tile = np.s_[cells.top : cells.bottom, cells.left : cells.right]
    solid = cv2.erode(found[wide], _SQUARE, borderType=cv2.BORDER_CONSTANT, borderValue=1)[own]
    # Near the rim, what is far fainter than the paint beside it is the fading of a soft brush, mostly the old paint.
    deep = cv2.erode(found[wide], np.ones((7, 7), np.uint8), borderType=cv2.BORDER_CONSTANT, borderValue=1)[own]
    faint: Any = cv2.dilate(evidence.moved_around[wide], np.ones((5, 5), np.uint8))[own] * np.float32(_FAINT)
    faint[deep > 0] = 0
    # Where not one pixel differs nothing was painted, whatever lies around it.
    full = (solid > 0) & (evidence.moved[tile] >= faint) & (evidence.rough[tile] > 0)
    bounds: Any = np.maximum(bound_of(floor.pixel, floor, evidence, tile), faint)
    bounds[full] = 0
    bounds[near[tile] == 0] = _NEVER
    return bounds  # type: ignore[no-any-return]


def _closed(found: Mask) -> Mask:
    """Fill holes of up to four cells that evidence closes in."""
    closed: Any = cv2.morphologyEx(found, cv2.MORPH_CLOSE, _SQUARE, borderType=cv2.BORDER_CONSTANT, borderValue=0)
    neighbours: Any = cv2.boxFilter(found, cv2.CV_8U, (3, 3), normalize=False, borderType=cv2.BORDER_REPLICATE)
    # Closing alone would bridge strokes that lie side by side; a hole has evidence on most sides.
    return np.asarray(found | (closed & (neighbours >= 5)), dtype=np.uint8)


def _needed(near: Mask, rows: slice, columns: slice) -> Box:
    """Return the smallest box of cells that holds all that have to be looked at pixel by pixel."""
    left, top, width, height = cv2.boundingRect(np.ascontiguousarray(near[rows, columns]))
    top, left = rows.start + top, columns.start + left
    return Box(top=top, bottom=top + height, left=left, right=left + width)


def _distance(pair: LaidPair, box: Box) -> Floats:
    delta = distance(pair.before_samples(box), pair.after_samples(box), pair.space)
    hidden = pair.hidden(box)
    return delta if hidden is None else np.maximum(delta, hidden * np.float32(20))


def _differing(pair: LaidPair, box: Box) -> Mask:
    """Return 1 for the pixels of which any channel differs, else 0."""
    unlike: Any = cv2.compare(pair.before_samples(box), pair.after_samples(box), cv2.CMP_NE)
    # One channel alone makes 29 at least of 255: it has the smallest weight in grey.
    return np.asarray(np.minimum(cv2.cvtColor(unlike, cv2.COLOR_RGB2GRAY), _ONE), dtype=np.uint8)


def _beyond(pair: LaidPair, box: Box, changed: Mask) -> None:
    covered = pair.covered
    inside = np.zeros(changed.shape, bool)
    inside[
        max(0, covered.top - box.top) : max(0, covered.bottom - box.top),
        max(0, covered.left - box.left) : max(0, covered.right - box.left),
    ] = True
    changed[~inside] = 255


def _spread(cells: Floats, box: Box) -> Floats:
    size = (cells.shape[1] * CELL, cells.shape[0] * CELL)
    spread: Any = cv2.resize(cells, size, interpolation=cv2.INTER_NEAREST)
    return spread[: box.bottom - box.top, : box.right - box.left]  # type: ignore[no-any-return]
