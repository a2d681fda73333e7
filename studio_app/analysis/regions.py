"""The connected regions that changed pixels make."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from studio_app.analysis.pixels import Mask, Painted
from studio_app.analysis.strips import CELL

_BAND = 256


class Patch(NamedTuple):
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
    """Return the regions, largest first, and the map of the cells' labels; specks are wiped from the mask.

    Pixels belong together across gaps of up to 8 pixels, 16 in pictures above 8 and 24 above 32 megapixels. What
    makes up fewer pixels than `smallest_region`, or lies nowhere clearly above the floor, is a speck.
    """
    height, width = painted.mask.shape
    labels, size = _joined(painted.counts, 1 + (painted.mask.size > 8_000_000) + (painted.mask.size > 32_000_000))
    sums = _summed(painted, labels, size)
    kept = (sums.pixels >= smallest_region(height, width)) & (sums.seeds > 0)
    kept[0] = False
    _wipe(painted, labels, kept)
    patches = [
        _tight(patch, painted.mask, labels) for patch in _patches(np.flatnonzero(kept), sums, painted.mask.shape)
    ]
    return tuple(sorted(patches, key=lambda patch: (-patch.pixels, patch.top, patch.left))), labels


def _joined(counts: NDArray[np.uint8], reach: int) -> tuple[NDArray[np.int32], int]:
    """Return a label, from 1, for each changed cell and for those close by, and one more than the largest."""
    labels: NDArray[np.int32] = np.zeros(counts.shape, np.int32)
    left, top, across, down = cv2.boundingRect(counts)
    if not across:
        return labels, 1
    # Where nothing changed there is nothing to join.
    part = np.s_[top : top + down, left : left + across]
    filled: Any = (counts[part] > 0).astype(np.uint8)
    near = cv2.dilate(filled, np.ones((2 * reach + 1, 2 * reach + 1), np.uint8))
    count, labels[part] = cv2.connectedComponents(near, connectivity=8, ltype=cv2.CV_32S)
    return labels, count


class _Sums(NamedTuple):
    """By label: changed pixels, their distances summed up, cells clearly above the floor, and the box of its cells.

    `boxes`: (labels, 4), left, top, right and bottom of the changed cells; the last two lie beyond.
    """

    pixels: NDArray[Any]
    distances: NDArray[Any]
    seeds: NDArray[Any]
    boxes: NDArray[Any]


def _summed(painted: Painted, labels: NDArray[np.int32], size: int) -> _Sums:
    """Sum up by runs: changed cells side by side in a row are of one label, and runs are far fewer than cells."""
    sums = np.zeros((3, size))
    boxes = np.zeros((size, 4), np.intp)
    boxes[:, :2] = max(labels.shape)
    maps: tuple[NDArray[Any], ...] = (painted.counts, painted.sums, painted.seeds)
    for rows in _bands(labels.shape[0]):
        changed = painted.counts[rows] > 0
        first, last = changed.copy(), changed.copy()
        first[:, 1:] &= ~changed[:, :-1]
        last[:, :-1] &= ~changed[:, 1:]
        starts, ends = np.flatnonzero(first), np.flatnonzero(last)
        if not starts.size:
            continue
        owners = labels[rows].ravel()[starts]
        lengths = ends - starts + 1
        places, begun = np.flatnonzero(changed), np.cumsum(lengths) - lengths
        for index, values in enumerate(maps):
            runs = np.add.reduceat(values[rows].ravel()[places], begun, dtype=np.float64)
            sums[index] += np.bincount(owners, weights=runs, minlength=size)
        row, column = np.divmod(starts, labels.shape[1])
        row += rows.start
        np.minimum.at(boxes[:, 0], owners, column)
        np.minimum.at(boxes[:, 1], owners, row)
        np.maximum.at(boxes[:, 2], owners, column + lengths)
        np.maximum.at(boxes[:, 3], owners, row + 1)
    return _Sums(pixels=sums[0], distances=sums[1], seeds=sums[2], boxes=boxes)


def _bands(rows: int) -> list[slice]:
    return [slice(top, top + _BAND) for top in range(0, rows, _BAND)]


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


def _wipe(painted: Painted, labels: NDArray[np.int32], kept: NDArray[np.bool_]) -> None:
    """Take the cells of regions that are not kept out of the counts and the mask."""
    if kept[1:].all():
        return
    for rows in _bands(labels.shape[0]):
        places = np.flatnonzero(painted.counts[rows])
        gone = places[~kept[labels[rows].ravel()[places]]]
        for row, column in zip(*(place.tolist() for place in np.divmod(gone, labels.shape[1])), strict=True):
            top, left = (rows.start + row) * CELL, column * CELL
            painted.mask[top : top + CELL, left : left + CELL] = 0
        painted.counts[rows].ravel()[gone] = 0


def _patches(kept: NDArray[np.intp], sums: _Sums, shape: tuple[int, ...]) -> Iterator[Patch]:
    for label in kept.tolist():
        left, top, right, bottom = (int(edge) * CELL for edge in sums.boxes[label])
        yield Patch(
            label=label,
            left=left,
            top=top,
            width=min(right, shape[1]) - left,
            height=min(bottom, shape[0]) - top,
            pixels=int(sums.pixels[label]),
            mean_delta_e=float(sums.distances[label] / sums.pixels[label]),
        )


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
