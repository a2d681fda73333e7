"""The connected regions that changed pixels make."""

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from studio_app.analysis.pixels import Mask, Painted
from studio_app.analysis.strips import CELL


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


def smallest_region(height: int, width: int) -> int:
    """Return how many pixels a region has at least: 14 at 1920 × 1080, never under 4 nor over 256."""
    return int(np.clip(height * width / 150_000, 4, 256))


def find_patches(painted: Painted) -> tuple[tuple[Patch, ...], NDArray[np.int32]]:
    """Return the regions, largest first, and the label of each 4 × 4 cell; specks are wiped from the mask.

    Pixels belong together across gaps of up to 8 pixels, 16 in pictures above 8 and 24 above 32 megapixels. What
    makes up fewer pixels than `smallest_region`, or lies nowhere clearly above the floor, is a speck.
    """
    mask, counts = painted.mask, painted.counts
    height, width = mask.shape
    reach = 1 + (mask.size > 8_000_000) + (mask.size > 32_000_000)
    labels: NDArray[np.int32] = np.zeros(counts.shape, np.int32)
    # Where nothing changed there is nothing to join.
    left, top, across, down = cv2.boundingRect(counts)
    part = np.s_[top : top + down, left : left + across]
    filled = (counts[part] > 0).astype(np.uint8)
    joined = cv2.dilate(filled, np.ones((2 * reach + 1, 2 * reach + 1), np.uint8)) if filled.size else filled
    count, found = cv2.connectedComponents(joined, connectivity=8, ltype=cv2.CV_32S) if filled.size else (1, filled)
    y, x = np.nonzero(filled)
    owners = np.asarray(found, dtype=np.int32)[y, x]
    y, x = y + top, x + left
    labels[y, x] = owners
    pixels = np.bincount(owners, weights=counts[y, x], minlength=count).astype(np.int64)
    sums = np.bincount(owners, weights=painted.sums[y, x], minlength=count)
    seeds = np.bincount(owners, weights=painted.seeds[y, x], minlength=count)
    kept = (pixels >= smallest_region(height, width)) & (seeds > 0)
    stays = kept[owners]
    _wipe(painted, labels, y[~stays], x[~stays])
    patches = _boxes(mask, labels, (y[stays], x[stays], owners[stays]), pixels, sums)
    return tuple(sorted(patches, key=lambda patch: (-patch.pixels, patch.top, patch.left))), labels


def patch_mask(patch: Patch, mask: Mask, labels: NDArray[np.int32]) -> Mask:
    """Return 1 for the patch's pixels within its box."""
    box = np.s_[patch.top : patch.top + patch.height, patch.left : patch.left + patch.width]
    first_row, first_column = patch.top // CELL, patch.left // CELL
    near = labels[first_row : (patch.top + patch.height - 1) // CELL + 1]
    near = near[:, first_column : (patch.left + patch.width - 1) // CELL + 1]
    owned = (near == patch.label).astype(np.uint8)
    spread = cv2.resize(owned, (owned.shape[1] * CELL, owned.shape[0] * CELL), interpolation=cv2.INTER_NEAREST)
    down, right = patch.top - first_row * CELL, patch.left - first_column * CELL
    return np.asarray(mask[box] & spread[down : down + patch.height, right : right + patch.width], dtype=np.uint8)


def _wipe(painted: Painted, labels: NDArray[np.int32], rows: NDArray[np.intp], columns: NDArray[np.intp]) -> None:
    """Take cells out of the map, the counts and the mask."""
    for row, column in zip(rows.tolist(), columns.tolist(), strict=True):
        painted.mask[row * CELL : (row + 1) * CELL, column * CELL : (column + 1) * CELL] = 0
    labels[rows, columns] = 0
    painted.counts[rows, columns] = 0


def _boxes(
    mask: Mask,
    labels: NDArray[np.int32],
    cells: tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.int32]],
    pixels: NDArray[np.int64],
    sums: NDArray[Any],
) -> list[Patch]:
    rows, columns, owners = cells
    if rows.size == 0:
        return []
    order = np.argsort(owners, kind="stable")
    found, starts = np.unique(owners[order], return_index=True)
    edges = [
        reduce(values[order], starts)
        for reduce, values in (
            (np.minimum.reduceat, rows),
            (np.maximum.reduceat, rows),
            (np.minimum.reduceat, columns),
            (np.maximum.reduceat, columns),
        )
    ]
    patches = []
    for label, first_row, last_row, first_column, last_column in zip(found, *edges, strict=True):
        top, left = int(first_row) * CELL, int(first_column) * CELL
        bottom = min((int(last_row) + 1) * CELL, mask.shape[0])
        right = min((int(last_column) + 1) * CELL, mask.shape[1])
        rough = Patch(
            label=int(label),
            left=left,
            top=top,
            width=right - left,
            height=bottom - top,
            pixels=int(pixels[label]),
            mean_delta_e=float(sums[label] / pixels[label]),
        )
        patches.append(_tight(rough, mask, labels))
    return patches


def _tight(patch: Patch, mask: Mask, labels: NDArray[np.int32]) -> Patch:
    """Draw the box in to the pixel: each edge lies somewhere in its outermost row or column of cells."""
    above = _first(patch_mask(_part(patch, height=min(CELL, patch.height)), mask, labels).any(axis=1))
    before = _first(patch_mask(_part(patch, width=min(CELL, patch.width)), mask, labels).any(axis=0))
    last_row, last_column = _start(patch.top, patch.height), _start(patch.left, patch.width)
    low = _part(patch, top=last_row, height=patch.top + patch.height - last_row)
    wide = _part(patch, left=last_column, width=patch.left + patch.width - last_column)
    below = _first(patch_mask(low, mask, labels).any(axis=1), last=True)
    beside = _first(patch_mask(wide, mask, labels).any(axis=0), last=True)
    return _part(
        patch,
        top=patch.top + above,
        left=patch.left + before,
        width=patch.width - before - beside,
        height=patch.height - above - below,
    )


def _start(edge: int, size: int) -> int:
    return (edge + size - 1) // CELL * CELL


def _first(there: Any, *, last: bool = False) -> int:
    return int((there[::-1] if last else there).argmax())


def _part(
    patch: Patch,
    *,
    left: int | None = None,
    top: int | None = None,
    width: int | None = None,
    height: int | None = None,
) -> Patch:
    return Patch(
        label=patch.label,
        left=patch.left if left is None else left,
        top=patch.top if top is None else top,
        width=patch.width if width is None else width,
        height=patch.height if height is None else height,
        pixels=patch.pixels,
        mean_delta_e=patch.mean_delta_e,
    )
