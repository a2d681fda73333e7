"""The kind of a region, measured in both pictures over the same pixels."""

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from studio_app.analysis.evidence import LaidPair
from studio_app.analysis.kinds import Sight, kind_of, measure_traits
from studio_app.analysis.oklab import Floats, to_oklab
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


def region_of(patch: Patch, pair: LaidPair, painted: Painted, labels: NDArray[np.int32]) -> Region:
    """Return the region with its kind.

    Texture is measured pixel by pixel, in the window of 128 pixels in which most of the region lies where it is
    larger; the outline on the whole region, made smaller to 25,000 pixels where it is larger.
    """
    height, width = painted.mask.shape
    box = _around(patch, height, width)
    wide = _sight(pair, patch, painted.mask, labels, box)
    window = _window(patch, labels, painted.counts, box)
    near = (
        wide if window == box and wide.mask.size <= _WIDE_PIXELS else _sight(pair, patch, painted.mask, labels, window)
    )
    return Region(
        left=patch.left,
        top=patch.top,
        width=patch.width,
        height=patch.height,
        pixels=patch.pixels,
        mean_delta_e=patch.mean_delta_e,
        kind=kind_of(measure_traits(near, wide), share=patch.pixels / painted.mask.size),
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


def _sight(pair: LaidPair, patch: Patch, mask: Mask, labels: NDArray[np.int32], box: Box) -> Sight:
    """Return both pictures in OKLab and the region in `box`, made smaller where it is large."""
    pixels = (box.bottom - box.top) * (box.right - box.left)
    factor = max(1, round((pixels / _WIDE_PIXELS) ** 0.5))
    inside = _owned(patch, mask, labels, box)
    if factor == 1:
        before, after = pair.before_samples(box), pair.after_samples(box)
    else:
        before, after = _small(pair.before_samples, box, factor), _small(pair.after_samples, box, factor)
        shrunk: Any = cv2.resize(inside * np.uint8(255), before.shape[1::-1], interpolation=cv2.INTER_AREA)
        inside = (shrunk >= max(1, min(128, int(shrunk.max())))).astype(np.uint8)
    return Sight(before=_lab(before, pair), after=_lab(after, pair), mask=inside)


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


def _small(samples: Any, box: Box, factor: int) -> Samples:
    """Return a box made smaller strip by strip; a last strip or column that does not fill a step is left out."""
    width = max(1, (box.right - box.left) // factor)
    parts = []
    rows = max(factor, _STRIP // factor * factor)
    for top in range(box.top, box.bottom - factor + 1, rows):
        bottom = min(top + rows, box.bottom - (box.bottom - top) % factor)
        strip = Box(top=top, bottom=bottom, left=box.left, right=box.left + width * factor)
        size = (width, (bottom - top) // factor)
        parts.append(cv2.resize(samples(strip), size, interpolation=cv2.INTER_AREA))
    return np.concatenate(parts)


def _lab(samples: Samples, pair: LaidPair) -> Floats:
    return to_oklab(np.ascontiguousarray(samples), pair.space)
