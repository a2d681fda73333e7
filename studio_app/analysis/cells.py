"""A picture made smaller by means over cells of 4 × 4 pixels: what alignment, grade and regions begin with."""

from typing import Any

import cv2
import numpy as np

from studio_app.analysis.strips import CELL, in_strips
from studio_app.analysis.visible import Layer, visible_samples
from studio_app.domain.pictures import Samples


def cell_means(layer: Layer) -> Samples:
    """Return the mean colour of each cell, (⌈height/4⌉, ⌈width/4⌉, 3) in the layer's own dtype and encoding.

    Transparent pixels count as the mid grey they are seen over. Cells at the right and lower edge that the picture
    fills only in part repeat its last pixels.
    """
    means: Any = np.empty((*cells_of(layer.height, layer.width), 3), layer.pixels.dtype)

    def fill(rows: slice) -> None:
        means[rows.start // CELL : -(-rows.stop // CELL)] = shrunk(visible_samples(layer, rows))

    in_strips(layer.height, layer.width, fill)
    return means  # type: ignore[no-any-return]


def cells_of(height: int, width: int) -> tuple[int, int]:
    """Return how many cells a picture has, down and across."""
    return -(-height // CELL), -(-width // CELL)


def shrunk(samples: Any, border: int = cv2.BORDER_REPLICATE) -> Any:
    """Return the means of 4 × 4 cells of a strip; edges that do not fill a cell go on as OpenCV's `border` says."""
    down, right = -samples.shape[0] % CELL, -samples.shape[1] % CELL
    if down or right:
        samples = cv2.copyMakeBorder(samples, 0, down, 0, right, border)
    # Two halvings: OpenCV has a fast path for those, and none for quarters.
    half = cv2.resize(samples, (samples.shape[1] // 2, samples.shape[0] // 2), interpolation=cv2.INTER_AREA)
    return cv2.resize(half, (half.shape[1] // 2, half.shape[0] // 2), interpolation=cv2.INTER_AREA)
