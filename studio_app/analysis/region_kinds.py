"""The kind of a region, measured in both pictures over the same pixels."""

from collections.abc import Callable
from typing import Any, NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from studio_app.analysis.cells import shrunk
from studio_app.analysis.evidence import Evidence
from studio_app.analysis.kinds import Sight, kind_of, measure_traits
from studio_app.analysis.laid_pair import LaidPair
from studio_app.analysis.oklab import Floats, nearly_oklab
from studio_app.analysis.pixels import Mask, Painted
from studio_app.analysis.placement import Box
from studio_app.analysis.regions import Patch, patch_mask
from studio_app.analysis.strips import CELL
from studio_app.domain.changes import Region
from studio_app.domain.pictures import Samples

_MARGIN = 6
_CLOSE_SIDE = 128
_WIDE_PIXELS = 25_000
_STRIP = 64


class Seen(NamedTuple):
    """What the kinds of all regions of a pair are measured on."""

    pair: LaidPair
    evidence: Evidence
    painted: Painted
    labels: NDArray[np.int32]


def region_of(patch: Patch, seen: Seen) -> Region:
    """Return the region with its kind.

    Texture is measured pixel by pixel, in the window of 128 pixels in which most of the region lies where it is
    larger; the outline on the whole region, made smaller to 25,000 pixels where it is larger.
    """
    height, width = seen.painted.mask.shape
    box = _around(patch, height, width)
    wide = _sight(seen, patch, box)
    window = _window(patch, seen.labels, seen.painted.counts, box)
    near = wide if window == box and wide.mask.size <= _WIDE_PIXELS else _sight(seen, patch, window)
    return Region(
        left=patch.left,
        top=patch.top,
        width=patch.width,
        height=patch.height,
        pixels=patch.pixels,
        mean_delta_e=patch.mean_delta_e,
        kind=kind_of(measure_traits(near, wide), share=patch.pixels / seen.painted.mask.size),
    )


def _around(patch: Patch, height: int, width: int) -> Box:
    return Box(
        top=max(0, patch.top - _MARGIN),
        bottom=min(height, patch.top + patch.height + _MARGIN),
        left=max(0, patch.left - _MARGIN),
        right=min(width, patch.left + patch.width + _MARGIN),
    )


def _window(patch: Patch, labels: NDArray[np.int32], counts: NDArray[np.uint8], box: Box) -> Box:
    """Return the part of the box that holds most of the region, at most 128 pixels a side."""
    if box.bottom - box.top <= _CLOSE_SIDE and box.right - box.left <= _CLOSE_SIDE:
        return box
    cells = np.s_[box.top // CELL : -(-box.bottom // CELL), box.left // CELL : -(-box.right // CELL)]
    own = np.where(labels[cells] == patch.label, counts[cells], 0).astype(np.float32)
    side = (min(_CLOSE_SIDE // CELL, own.shape[1]), min(_CLOSE_SIDE // CELL, own.shape[0]))
    inside: Any = cv2.boxFilter(own, cv2.CV_32F, side, anchor=(0, 0), borderType=cv2.BORDER_CONSTANT)
    inside = inside[: own.shape[0] - side[1] + 1, : own.shape[1] - side[0] + 1]
    row, column = np.unravel_index(int(inside.argmax()), inside.shape)
    top, left = box.top // CELL * CELL + int(row) * CELL, box.left // CELL * CELL + int(column) * CELL
    return Box(top=top, bottom=min(top + _CLOSE_SIDE, box.bottom), left=left, right=min(left + _CLOSE_SIDE, box.right))


def _sight(seen: Seen, patch: Patch, box: Box) -> Sight:
    """Return both pictures in OKLab and the region in `box`, made smaller where it is large."""
    pixels = (box.bottom - box.top) * (box.right - box.left)
    factor = max(1, round((pixels / _WIDE_PIXELS) ** 0.5))
    if factor >= CELL:
        return _far_sight(seen, patch, box, max(1, round(factor / CELL)))
    pair = seen.pair
    inside = _owned(patch, seen.painted.mask, seen.labels, box)
    before, after = pair.before_samples(box), pair.after_samples(box)
    if factor > 1:
        before, after = _smaller(before, factor), _smaller(after, factor)
        inside = _inside(_smaller(inside * np.uint8(255), factor))
    return Sight(before=_lab(before, pair), after=_lab(after, pair), mask=inside)


def _far_sight(seen: Seen, patch: Patch, box: Box, steps: int) -> Sight:
    """Return the sight of a large region from the means of its cells, `steps` × `steps` of them to a pixel."""
    first_row, first_column = box.top // CELL, box.left // CELL
    cells = Box(
        top=first_row,
        bottom=first_row + (-(-box.bottom // CELL) - first_row) // steps * steps,
        left=first_column,
        right=first_column + (-(-box.right // CELL) - first_column) // steps * steps,
    )
    part = np.s_[cells.top : cells.bottom, cells.left : cells.right]
    before, after = (
        _smaller(_means(samples, seen.pair, cells) if known is None else known[part], steps)
        for samples, known in (
            (seen.pair.before_samples, seen.evidence.before),
            (seen.pair.after_samples, seen.evidence.after),
        )
    )
    owned = np.where(seen.labels[part] == patch.label, seen.painted.counts[part], 0)
    filled = cv2.convertScaleAbs(owned, alpha=255 / CELL**2)
    mask = _inside(_smaller(filled, steps))
    return Sight(before=_lab(before, seen.pair), after=_lab(after, seen.pair), mask=mask)


def _means(samples: Callable[[Box], Samples], pair: LaidPair, cells: Box) -> Samples:
    """Return the means of cells, measured strip by strip."""
    height, width = pair.after.height, pair.after.width
    parts = []
    for top in range(cells.top, cells.bottom, _STRIP // CELL):
        bottom = min(top + _STRIP // CELL, cells.bottom)
        strip = Box(
            top=top * CELL,
            bottom=min(bottom * CELL, height),
            left=cells.left * CELL,
            right=min(cells.right * CELL, width),
        )
        parts.append(shrunk(samples(strip)))
    return np.concatenate(parts)


def _smaller(samples: Samples | Any, factor: int) -> Any:
    """Return an array made smaller by means; a last row or column that does not fill a step is left out."""
    height, width = samples.shape[0] // factor, samples.shape[1] // factor
    cut = samples[: height * factor, : width * factor]
    return cv2.resize(cut, (width, height), interpolation=cv2.INTER_AREA)


def _inside(shares: Any) -> Mask:
    """Return where the region fills half of a pixel; where it is so thin that it nowhere does, where it is thickest."""
    return np.asarray(shares >= max(1, min(128, int(shares.max()))), dtype=np.uint8)


def _owned(patch: Patch, mask: Mask, labels: NDArray[np.int32], box: Box) -> Mask:
    part = Patch(
        label=patch.label,
        left=box.left,
        top=box.top,
        width=box.right - box.left,
        height=box.bottom - box.top,
        pixels=patch.pixels,
        mean_delta_e=patch.mean_delta_e,
    )
    return patch_mask(part, mask, labels)


def _lab(samples: Samples, pair: LaidPair) -> Floats:
    return nearly_oklab(np.ascontiguousarray(samples), pair.space)
