"""Two pictures laid on each other become maps of how far apart they are, strip by strip."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from studio_app.analysis.oklab import Floats
from studio_app.analysis.visible import Layer, alpha_share, visible_lab

CELL = 4
JUST_SEEN = 0.75
"""Differences below this are rounding: one step of an 8-bit channel in the midtones is about 0.35."""

_STRIP_PIXELS = 1 << 17
_ALPHA_WEIGHT = 0.2
_WORKERS = 2

Adjust = Callable[[Floats], Floats]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class DifferenceMaps:
    """`delta`: OKLab distance times 100 for each pixel, in hundredths, 0 where it is mere rounding.

    For cells of 4 × 4 pixels: `shift`, the length of the mean difference (a repaint moves the mean, noise averages
    out); `rough`, the mean length of the difference; `detail`, the smaller of the two pictures' standard
    deviations of colour around the cell. All in OKLab times 100.
    """

    delta: NDArray[np.uint16]
    shift: Floats
    rough: Floats
    detail: Floats


def rounding_allowance(lightness: Floats) -> Floats:
    """Return what one or two steps of an 8-bit channel amount to at this OKLab lightness.

    The cube root makes the last steps before black large: 0 to 1 of 255 is 6.7. With L = ∛(code / 3295) a step
    is 0.0101 / L², half of that again is allowed, and never more than 7.
    """
    step = np.float32(0.015) / np.maximum(lightness * lightness, np.float32(1e-4))
    return np.asarray(np.minimum(np.float32(7.0), step), dtype=np.float32)


def difference_maps(before: Layer, after: Layer) -> DifferenceMaps:
    """Measure two layers of one size."""
    height, width = after.pixels.shape[:2]
    cells = (-(-height // CELL), -(-width // CELL))
    delta = np.zeros((height, width), np.uint16)
    shift, rough, detail = (np.zeros(cells, np.float32) for _map in range(3))
    maps = DifferenceMaps(delta=delta, shift=shift, rough=rough, detail=detail)
    step = max(CELL, _STRIP_PIXELS // width // CELL * CELL)
    strips = [slice(top, min(top + step, height)) for top in range(0, height, step)]
    with ThreadPoolExecutor(_WORKERS) as pool:
        for _done in pool.map(lambda rows: _measure(before, after, rows, maps), strips):
            pass
    # Ringing of a compressor reaches beyond the edge that caused it.
    cv2.dilate(detail, np.ones((3, 3), np.uint8), dst=detail)
    return maps


def same_rows(before: Layer, after: Layer, rows: slice) -> bool:
    """True where nothing needs measuring: the samples and alpha of these rows are identical."""
    if before.space is not after.space or before.pixels.dtype != after.pixels.dtype:
        return False
    if (before.alpha is None) != (after.alpha is None):
        return False
    if before.alpha is not None and after.alpha is not None and (before.alpha[rows] != after.alpha[rows]).any():
        return False
    return bool(np.array_equal(before.pixels[rows], after.pixels[rows]))


def _measure(before: Layer, after: Layer, rows: slice, maps: DifferenceMaps) -> None:
    if same_rows(before, after, rows):
        return
    one, other = visible_lab(before, rows), visible_lab(after, rows)
    cells = slice(rows.start // CELL, -(-rows.stop // CELL))
    maps.detail[cells] = cv2.min(_detail(one), _detail(other))
    allowance = rounding_allowance(np.minimum(one[:, :, 0], other[:, :, 0])) + np.float32(JUST_SEEN)
    cv2.subtract(other, one, dst=other)
    length = cv2.sqrt(cv2.transform(other * other, np.ones((1, 3), np.float32))) * np.float32(100)
    if before.alpha is not None or after.alpha is not None:
        hidden = np.abs(alpha_share(after, rows) - alpha_share(before, rows)) * np.float32(100 * _ALPHA_WEIGHT)
        other[:, :, 0] += np.where(hidden > length, hidden / 100, 0)
        length = np.maximum(length, hidden)
    seen = length > allowance
    length *= seen
    other *= seen[:, :, np.newaxis]
    maps.delta[rows] = np.minimum(length * 100, 65535).astype(np.uint16)
    means = _cell_means(other)
    maps.shift[cells] = np.sqrt((means * means).sum(axis=2)) * 100
    maps.rough[cells] = _cell_means(length)


def _detail(lab: Floats) -> Floats:
    mean, square = _cell_means(lab), _cell_means(lab * lab)
    variance = (square - mean * mean).sum(axis=2)
    return np.asarray(np.sqrt(np.maximum(variance, 0)) * 100, dtype=np.float32)


def _cell_means(values: Floats) -> Floats:
    height, width = values.shape[:2]
    if height % CELL or width % CELL:
        edges = (0, -height % CELL, 0, -width % CELL)
        values = np.asarray(cv2.copyMakeBorder(values, *edges, cv2.BORDER_REPLICATE), dtype=np.float32)
    size = (-(-width // CELL), -(-height // CELL))
    return np.asarray(cv2.resize(values, size, interpolation=cv2.INTER_AREA), dtype=np.float32)
