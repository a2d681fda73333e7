"""Which pixels were repainted: cells with evidence, and in them and around them pixel by pixel."""

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from studio_app.analysis.cells import cells_of
from studio_app.analysis.evidence import Evidence, LaidPair
from studio_app.analysis.noise import Movement, NoiseFloor
from studio_app.analysis.oklab import Floats, distance
from studio_app.analysis.placement import Box
from studio_app.analysis.strips import CELL, in_strips
from studio_app.domain.progress import Progress, no_progress

Mask = NDArray[np.uint8]

_SEED = 1.6
_FAINT = 0.3
_TILE_CELLS = 128
_TILE_ROWS = 192
_SQUARE = np.ones((3, 3), np.uint8)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Painted:
    """The changed pixels (1, else 0, uint8), and for each cell how many they are and the sum of their distances."""

    mask: Mask
    counts: NDArray[np.uint8]
    sums: Floats
    seeds: NDArray[np.uint8]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Marks:
    """Cells to look at, cells with evidence all around, the bound of each pixel, cells clearly above the floor."""

    near: Mask
    solid: Mask
    bound: Floats
    seeds: Mask


def find_painted(
    pair: LaidPair, evidence: Evidence, moved: Movement, floor: NoiseFloor, progress: Progress = no_progress
) -> Painted:
    """Return the changed pixels.

    A cell is evidence where its own mean, or that of its 3 × 3 neighbourhood, or the neighbourhood's roughness lies
    above the floor. In cells with evidence all around every pixel that differs at all counts, since by chance the new
    paint may come near the old; at the rim those above the pixel floor and above 0.3 of the paint beside them. What
    the parent does not reach is changed.
    """
    own = (moved.cell > floor.cell) | (evidence.rough > floor.rough)
    wide = (moved.field > floor.field) | (moved.rough > floor.rough)
    seeds = (
        (moved.cell > _SEED * floor.cell) | (moved.field > _SEED * floor.field) | (moved.rough > _SEED * floor.rough)
    )
    # The mean over neighbours reaches one cell too far: what is in itself calm there is no evidence.
    lively = (moved.cell > 0.5 * floor.field) | (evidence.rough > 0.5 * floor.rough)
    found = ((own | (wide & lively)) & evidence.known).astype(np.uint8)
    found = _closed(found)
    # Beyond the picture's edge nothing says otherwise, and a cell there has neighbours on one side only.
    solid: Any = cv2.erode(found, _SQUARE, borderType=cv2.BORDER_CONSTANT, borderValue=1)
    # Near the rim, what is far fainter than the paint beside it is the fading of a soft brush, mostly the old paint.
    deep = cv2.erode(found, np.ones((7, 7), np.uint8), borderType=cv2.BORDER_CONSTANT, borderValue=1)
    faint: Any = cv2.dilate(moved.field, np.ones((5, 5), np.uint8)) * np.float32(_FAINT)
    faint[deep > 0] = 0
    solid[moved.cell < faint] = 0
    # Where not one pixel differs nothing was painted, whatever lies around it.
    solid &= (evidence.rough > 0).astype(np.uint8)
    near: Any = cv2.dilate(found, _SQUARE)
    marks = _Marks(
        near=near, solid=solid, bound=np.maximum(floor.pixel, faint), seeds=(seeds | ~evidence.known).astype(np.uint8)
    )
    return _pixel_by_pixel(pair, evidence, marks, progress)


def _closed(found: Mask) -> Mask:
    """Fill holes of up to four cells that evidence closes in."""
    closed: Any = cv2.morphologyEx(found, cv2.MORPH_CLOSE, _SQUARE, borderType=cv2.BORDER_CONSTANT, borderValue=0)
    neighbours: Any = cv2.filter2D(found, cv2.CV_8U, np.ones((3, 3), np.float32), borderType=cv2.BORDER_REPLICATE)
    # Closing alone would bridge strokes that lie side by side; a hole has evidence on most sides.
    return np.asarray(found | (closed & (neighbours >= 5)), dtype=np.uint8)


def _pixel_by_pixel(pair: LaidPair, evidence: Evidence, marks: _Marks, progress: Progress) -> Painted:
    near, solid = marks.near, marks.solid
    height, width = pair.after.height, pair.after.width
    mask: Mask = np.zeros((height, width), np.uint8)
    counts = np.zeros(cells_of(height, width), np.uint8)
    sums = np.zeros(counts.shape, np.float32)
    unknown = not evidence.known.all()

    def measure(rows: slice) -> None:
        for left in range(0, counts.shape[1], _TILE_CELLS):
            cells = Box(
                top=rows.start // CELL,
                bottom=-(-rows.stop // CELL),
                left=left,
                right=min(left + _TILE_CELLS, counts.shape[1]),
            )
            cells = _needed(cells, near, evidence.known if unknown else None)
            if not cells.pixels:
                continue
            tile = np.s_[cells.top : cells.bottom, cells.left : cells.right]
            box = Box(
                top=cells.top * CELL,
                bottom=min(cells.bottom * CELL, height),
                left=cells.left * CELL,
                right=min(cells.right * CELL, width),
            )
            delta = _distance(pair, box)
            bound = np.where(near[tile] > 0, marks.bound[tile], np.float32(1e9))
            bound[solid[tile] > 0] = 0
            changed: Any = cv2.compare(delta, _spread(bound, box), cv2.CMP_GT)
            changed &= 1
            if unknown and not evidence.known[tile].all():
                _beyond(pair, box, changed)
            mask[box.top : box.bottom, box.left : box.right] = changed
            counts[tile] = np.rint(_sums(changed.astype(np.float32))).astype(np.uint8)
            sums[tile] = _sums(delta * changed)

    in_strips(height, width, measure, progress, rows=_TILE_ROWS)
    return Painted(mask=mask, counts=counts, sums=sums, seeds=marks.seeds)


def _needed(cells: Box, near: Mask, known: NDArray[np.bool_] | None) -> Box:
    """Return the smallest box of cells that holds all that have to be looked at pixel by pixel."""
    tile = np.s_[cells.top : cells.bottom, cells.left : cells.right]
    wanted = near[tile] if known is None else near[tile] | ~known[tile]
    left, top, width, height = cv2.boundingRect(np.ascontiguousarray(wanted, dtype=np.uint8))
    return Box(
        top=cells.top + top, bottom=cells.top + top + height, left=cells.left + left, right=cells.left + left + width
    )


def _distance(pair: LaidPair, box: Box) -> Floats:
    delta = distance(pair.before_samples(box), pair.after_samples(box), pair.space)
    hidden = pair.hidden(box)
    return delta if hidden is None else np.maximum(delta, hidden * np.float32(20))


def _beyond(pair: LaidPair, box: Box, changed: Mask) -> None:
    covered = pair.covered
    inside = np.zeros(changed.shape, bool)
    inside[
        max(0, covered.top - box.top) : max(0, covered.bottom - box.top),
        max(0, covered.left - box.left) : max(0, covered.right - box.left),
    ] = True
    changed[~inside] = 1


def _spread(cells: Floats, box: Box) -> Floats:
    size = (cells.shape[1] * CELL, cells.shape[0] * CELL)
    spread: Any = cv2.resize(cells, size, interpolation=cv2.INTER_NEAREST)
    return spread[: box.bottom - box.top, : box.right - box.left]  # type: ignore[no-any-return]


def _sums(values: Floats) -> Floats:
    down, right = -values.shape[0] % CELL, -values.shape[1] % CELL
    if down or right:
        values = np.asarray(cv2.copyMakeBorder(values, 0, down, 0, right, cv2.BORDER_CONSTANT, value=0))
    half = cv2.resize(values, (values.shape[1] // 2, values.shape[0] // 2), interpolation=cv2.INTER_AREA)
    means = cv2.resize(half, (half.shape[1] // 2, half.shape[0] // 2), interpolation=cv2.INTER_AREA)
    return np.asarray(means * np.float32(CELL * CELL), dtype=np.float32)
