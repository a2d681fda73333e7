"""A picture that shows where two pictures differ: the picture in grey, what changed in colours of heat."""

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from studio_app.analysis.compare import Comparison
from studio_app.analysis.strips import CELL
from studio_app.analysis.unchanged_picture import GREYS, UnchangedPicture, grey_colours, in_steps
from studio_app.domain.changes import Region
from studio_app.domain.colours import HEAT_DIMMEST, HEAT_STEPS, heat_colour
from studio_app.domain.pictures import Picture

_TONES = 18
_FRAME, _SHADE = 252, 253
_HOTTEST = 40.0
_MOST_BOXES = 40
_COLUMNS = 1024


class DifferencePicture:
    """Palette indices of the difference picture, drawn strip by strip.

    Unchanged pixels are the picture in 48 greys, held dark. Changed ones carry one of eleven steps of heat, the mean
    distance of their cell from 0 to 40 (OKLab times 100, by its square root), in 18 tones of the picture beneath.
    Up to 40 regions are framed.
    """

    def __init__(self, comparison: Comparison, after: Picture) -> None:
        self.height, self.width = after.pixels.shape[:2]
        self._unchanged = UnchangedPicture(after)
        self._mask = comparison.mask
        self._painted = comparison.painted
        self._frames = comparison.report.repaint.regions[:_MOST_BOXES]
        self._thickness = max(1, round(max(self.height, self.width) / 800))

    @property
    def palette(self) -> NDArray[np.uint8]:
        """The colours, (256, 3)."""
        colours = np.zeros((256, 3), np.uint8)
        colours[:GREYS] = grey_colours()
        for step in range(HEAT_STEPS):
            hue = heat_colour(step)
            tone = np.linspace(HEAT_DIMMEST, 1.0, _TONES)[:, np.newaxis]
            colours[GREYS + step * _TONES : GREYS + (step + 1) * _TONES] = np.rint(hue * tone)
        colours[_FRAME], colours[_SHADE] = (255, 255, 255), (0, 0, 0)
        return colours

    def is_quiet(self, part: slice) -> bool:
        """Say whether a slice of rows is drawn as if nothing had changed anywhere."""
        return not self._framed(part) and not cv2.hasNonZero(self._mask[part])

    def steps(self, part: slice) -> NDArray[np.uint8]:
        """Return the (rows, width) steps of heat alone: 0 where nothing changed, else 1 to 11."""
        found = np.zeros((part.stop - part.start, self.width), np.uint8)
        for across in self._painted_columns(part):
            steps = (self._spread(part, across) - GREYS) // _TONES + 1
            cv2.copyTo(steps, self._mask[part, across], found[:, across])
        return found

    def rows(self, part: slice) -> NDArray[np.uint8]:
        """Return the (rows, width) indices of a slice of rows."""
        grey = self._unchanged.lightness(part)
        drawn = self._unchanged.indices(grey)
        for across in self._painted_columns(part):
            hot = cv2.add(in_steps(grey[:, across], _TONES), self._spread(part, across))
            cv2.copyTo(hot, self._mask[part, across], drawn[:, across])
        for region in self._framed(part):
            _frame(drawn, part.start, region, self._thickness)
        return np.asarray(drawn, dtype=np.uint8)

    def _framed(self, part: slice) -> list[Region]:
        """Return the regions whose frames may reach into a slice of rows."""
        reach = self._thickness
        return [
            frame
            for frame in self._frames
            if frame.top - reach < part.stop and frame.top + frame.height + reach > part.start
        ]

    def _painted_columns(self, part: slice) -> list[slice]:
        """Return the columns, some at a time, in which anything changed in these rows."""
        pieces = [slice(left, min(left + _COLUMNS, self.width)) for left in range(0, self.width, _COLUMNS)]
        return [across for across in pieces if cv2.hasNonZero(self._mask[part, across])]

    def _spread(self, part: slice, across: slice) -> Any:
        """Return each pixel's first palette index of its cell's step of heat; `across` begins with a cell."""
        first, left = part.start // CELL, across.start // CELL
        cells = self._heat(slice(first, -(-part.stop // CELL)), slice(left, -(-across.stop // CELL)))
        size = (cells.shape[1] * CELL, cells.shape[0] * CELL)
        spread = cv2.resize(cells, size, interpolation=cv2.INTER_NEAREST)
        down = part.start - first * CELL
        return spread[down : down + part.stop - part.start, : across.stop - across.start]

    def _heat(self, rows: slice, columns: slice) -> NDArray[np.uint8]:
        """Return the first palette index of each cell's step of heat, in these rows and columns of cells."""
        if self._painted is None:
            return np.full((rows.stop - rows.start, columns.stop - columns.start), GREYS, np.uint8)
        mean = self._painted.sums[rows, columns] / np.maximum(self._painted.counts[rows, columns], 1)
        steps = np.clip(np.rint(np.sqrt(mean / np.float32(_HOTTEST)) * (HEAT_STEPS - 1)), 0, HEAT_STEPS - 1)
        return np.asarray(GREYS + steps * _TONES, dtype=np.uint8)


def difference_picture(comparison: Comparison, after: Picture) -> NDArray[np.uint8]:
    """Return the difference picture in full, (height, width, 3) 8-bit sRGB."""
    drawn = DifferencePicture(comparison, after)
    return drawn.palette[drawn.rows(slice(0, drawn.height))]


def _frame(drawn: Any, top: int, region: Region, thickness: int) -> None:
    """Draw a region's frame as far as it lies in the strip that begins at `top`."""
    for index, reach in ((_SHADE, thickness + 1), (_FRAME, thickness)):
        left, right = region.left - thickness, region.left + region.width + thickness
        first, last = region.top - thickness - top, region.top + region.height + thickness - top
        for rows, columns in (
            ((first, first + reach), (left, right)),
            ((last - reach, last), (left, right)),
            ((first, last), (left, left + reach)),
            ((first, last), (right - reach, right)),
        ):
            drawn[max(0, rows[0]) : max(0, rows[1]), max(0, columns[0]) : max(0, columns[1])] = index
