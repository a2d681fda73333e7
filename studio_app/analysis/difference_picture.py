"""A picture that shows where two pictures differ."""

import cv2
import numpy as np
from numpy.typing import NDArray

from studio_app.analysis.compare import Comparison, compare_in_full
from studio_app.analysis.visible import layer_of, visible_samples
from studio_app.domain.pictures import Picture

_PAINT = np.array([255, 64, 0], np.uint8)
_OUTLINE = (255, 214, 0)
_DARK = (0, 0, 0)
_STRIP_ROWS = 256
_MOST_BOXES = 40


def difference_picture(before: Picture, after: Picture) -> NDArray[np.uint8]:
    """Return the after-picture greyed, what changed tinted orange, and the regions framed in yellow."""
    return draw(compare_in_full(before, after), after)


def draw(comparison: Comparison, after: Picture) -> NDArray[np.uint8]:
    """Draw a comparison that was already made."""
    layer = layer_of(after)
    height, width = after.pixels.shape[:2]
    drawn = np.empty((height, width, 3), np.uint8)
    for top in range(0, height, _STRIP_ROWS):
        rows = slice(top, min(top + _STRIP_ROWS, height))
        # Held in the middle of the range, so that the tint and the frames stand out of black and white.
        samples = cv2.convertScaleAbs(visible_samples(layer, rows), alpha=0.7 * 255 / after.peak, beta=40)
        grey = cv2.cvtColor(cv2.cvtColor(samples, cv2.COLOR_RGB2GRAY), cv2.COLOR_GRAY2RGB)
        tinted = cv2.addWeighted(grey, 0.5, np.broadcast_to(_PAINT, grey.shape).copy(), 0.5, 0)
        drawn[rows] = cv2.copyTo(tinted, comparison.mask[rows], grey)
    thickness = max(1, round(max(height, width) / 800))
    for region in comparison.report.repaint.regions[:_MOST_BOXES]:
        corner = (region.left + region.width - 1, region.top + region.height - 1)
        cv2.rectangle(drawn, (region.left, region.top), corner, _DARK, thickness + 2)
        cv2.rectangle(drawn, (region.left, region.top), corner, _OUTLINE, thickness)
    return drawn
