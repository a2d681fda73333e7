"""Which pixels were repainted, and the connected regions they make."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from studio_app.analysis.differences import CELL, DifferenceMaps
from studio_app.analysis.noise import NoiseFloor

Mask = NDArray[np.uint8]

_GAP_CELLS = 5
_SMALL_HOLE = 24


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Patch:
    """A region before its kind is known: box, pixels and mean distance; `label` marks its cells in the label map."""

    label: int
    left: int
    top: int
    width: int
    height: int
    pixels: int
    mean_delta_e: float


def changed_mask(maps: DifferenceMaps, floor: NoiseFloor) -> Mask:
    """Return 1 for each pixel that was repainted.

    A cell is evidence where its mean moved beyond the floor, or where the 20 × 20 pixels around it became rougher
    than noise is. Pixels in such cells and beside them count if they lie above the pixel floor.
    """
    moved = maps.shift > floor.shift[floor.bins]
    roughened = cv2.blur(maps.rough, (5, 5)) > floor.rough[floor.bins]
    evidence = (moved | (roughened & (maps.rough > 0))).astype(np.uint8)
    near = cv2.dilate(evidence, np.ones((3, 3), np.uint8))
    bounds = np.where(near > 0, np.rint(floor.pixel[floor.bins] * 100), 65535).astype(np.uint16)
    # Where texture was worked over, its own ups and downs pass through zero: the whole cell was touched.
    bounds[(roughened & (maps.rough > 0)) & (near > 0)] = 1
    height, width = maps.delta.shape
    mask = np.zeros((height, width), np.uint8)
    for row in range(0, bounds.shape[0], 64):
        rows = slice(row * CELL, min((row + 64) * CELL, height))
        bound = np.repeat(np.repeat(bounds[row : row + 64], CELL, 0), CELL, 1)[: rows.stop - rows.start, :width]
        mask[rows] = maps.delta[rows] >= np.maximum(bound, 1)
    return _without_small_holes(mask)


def smallest_region(height: int, width: int) -> int:
    """Return how many pixels a region has at least: 14 at 1920 × 1080, never under 4 nor over 256."""
    return int(np.clip(height * width / 150_000, 4, 256))


def find_patches(mask: Mask, delta: NDArray[np.uint16]) -> tuple[tuple[Patch, ...], NDArray[np.int32]]:
    """Return the regions of `mask`, largest first, and the label of each 4 × 4 cell; specks are wiped from `mask`.

    Pixels belong together across gaps of up to 8 pixels. What makes up fewer pixels than `smallest_region` is a speck.
    """
    height, width = mask.shape
    padded = cv2.copyMakeBorder(mask, 0, -height % CELL, 0, -width % CELL, cv2.BORDER_CONSTANT, value=0)
    cells = padded.reshape(padded.shape[0] // CELL, CELL, padded.shape[1] // CELL, CELL).max(axis=(1, 3))
    joined = cv2.dilate(cells, np.ones((3, 3), np.uint8)) if cells.size else cells
    count, found = cv2.connectedComponents(joined, connectivity=8, ltype=cv2.CV_32S)
    labels = np.asarray(found, dtype=np.int32)
    pixels, sums = np.zeros(count, np.int64), np.zeros(count, np.float64)
    for row in range(0, labels.shape[0], 64):
        rows = slice(row * CELL, min((row + 64) * CELL, height))
        spread = _spread(labels[row : row + 64], rows.stop - rows.start, width)
        inside = mask[rows] > 0
        pixels += np.bincount(spread[inside], minlength=count)
        sums += np.bincount(spread[inside], weights=delta[rows][inside], minlength=count)
    kept = pixels >= smallest_region(height, width)
    kept[0] = False
    _wipe(mask, labels, kept)
    labels[~kept[labels] | (cells == 0)] = 0
    patches = _boxes(mask, labels, pixels, sums)
    return tuple(sorted(patches, key=lambda patch: (-patch.pixels, patch.top, patch.left))), labels


def patch_mask(patch: Patch, mask: Mask, labels: NDArray[np.int32]) -> Mask:
    """Return 1 for the patch's pixels within its box."""
    box = np.s_[patch.top : patch.top + patch.height, patch.left : patch.left + patch.width]
    first_row, first_column = patch.top // CELL, patch.left // CELL
    near = labels[first_row : (patch.top + patch.height - 1) // CELL + 1]
    near = near[:, first_column : (patch.left + patch.width - 1) // CELL + 1]
    spread = np.repeat(np.repeat(near == patch.label, CELL, 0), CELL, 1)
    down, right = patch.top - first_row * CELL, patch.left - first_column * CELL
    owned = spread[down : down + patch.height, right : right + patch.width]
    return np.asarray(mask[box] & owned, dtype=np.uint8)


def _spread(cells: NDArray[np.int32], height: int, width: int) -> NDArray[np.int32]:
    return np.repeat(np.repeat(cells, CELL, 0), CELL, 1)[:height, :width]


def _wipe(mask: Mask, labels: NDArray[np.int32], kept: NDArray[np.bool_]) -> None:
    for row in range(0, labels.shape[0], 64):
        rows = slice(row * CELL, min((row + 64) * CELL, mask.shape[0]))
        mask[rows] &= _spread(kept[labels[row : row + 64]].astype(np.int32), rows.stop - rows.start, mask.shape[1]) > 0


def _boxes(mask: Mask, labels: NDArray[np.int32], pixels: NDArray[np.int64], sums: NDArray[np.float64]) -> list[Patch]:
    rows, columns = np.nonzero(labels)
    if rows.size == 0:
        return []
    owners = labels[rows, columns]
    order = np.argsort(owners, kind="stable")
    found, starts = np.unique(owners[order], return_index=True)
    patches = []
    for label, cells in zip(found, np.split(order, starts[1:]), strict=True):
        top, bottom = int(rows[cells].min()) * CELL, (int(rows[cells].max()) + 1) * CELL
        left, right = int(columns[cells].min()) * CELL, (int(columns[cells].max()) + 1) * CELL
        rough = Patch(
            label=int(label),
            left=left,
            top=top,
            width=min(right, mask.shape[1]) - left,
            height=min(bottom, mask.shape[0]) - top,
            pixels=int(pixels[label]),
            mean_delta_e=float(sums[label] / pixels[label] / 100),
        )
        x, y, width, height = cv2.boundingRect(patch_mask(rough, mask, labels))
        patches.append(
            Patch(
                label=rough.label,
                left=left + x,
                top=top + y,
                width=width,
                height=height,
                pixels=rough.pixels,
                mean_delta_e=rough.mean_delta_e,
            )
        )
    return patches


def _without_small_holes(mask: Mask) -> Mask:
    """Fill holes of up to 24 pixels that are closed in on all sides: by chance the new paint met the old."""
    touched = cv2.boundingRect(mask)
    if touched[2] < 3 or touched[3] < 3:
        return mask
    left, top, width, height = touched
    inner = mask[top : top + height, left : left + width]
    # A one-pixel frame makes the outside one component, which is never a hole.
    open_area = cv2.copyMakeBorder(1 - inner, 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=1)
    _count, labels, stats, _centres = cv2.connectedComponentsWithStats(open_area, connectivity=4)
    small = stats[:, cv2.CC_STAT_AREA] <= _SMALL_HOLE
    small[0] = False
    inner |= small[labels[1:-1, 1:-1]].astype(np.uint8)
    return mask
