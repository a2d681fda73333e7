"""Which stage each pixel belongs to, carried from picture to picture."""

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from studio_app.analysis.pixels import Mask
from studio_app.analysis.placement import Placement
from studio_app.analysis.strips import in_strips
from studio_app.domain.attributions import UNATTRIBUTED

_BITS = 8


class Ownership:
    """The owner of each pixel of one picture (uint8, 255 nobody), and for each stage whether it ever touched it.

    Touches are kept as one bit a stage in as many planes as it takes, so that a long chain stays small.
    """

    def __init__(self, height: int, width: int, stages: int) -> None:
        self.owners: Any = np.full((height, width), UNATTRIBUTED, np.uint8)
        self._touched: list[Any] = [np.zeros((height, width), np.uint8) for _plane in range(-(-stages // _BITS))]

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        return int(self.owners.shape[0]), int(self.owners.shape[1])

    def claim_all(self, index: int) -> None:
        """Let a stage have painted every pixel."""
        self.owners[:] = index
        self._touched[index // _BITS] |= np.uint8(1 << index % _BITS)

    def claim(self, index: int, mask: Mask) -> None:
        """Let a stage have repainted the pixels of `mask` (1, else 0)."""
        plane, bit = self._touched[index // _BITS], np.uint8(1 << index % _BITS)

        def mark(rows: slice) -> None:
            part = mask[rows]
            if cv2.hasNonZero(part):
                cv2.copyTo(np.full_like(part, index), part, self.owners[rows])
                cv2.bitwise_or(plane[rows], part * bit, dst=plane[rows])

        in_strips(mask.shape[0], mask.shape[1], mark)

    def lose(self, mask: Mask) -> None:
        """Let the pixels of `mask` have come from nowhere that is known."""
        self.owners[mask > 0] = UNATTRIBUTED
        for plane in self._touched:
            plane[mask > 0] = 0

    def forget(self) -> None:
        """Let nothing of the picture be traced any more."""
        self.owners[:] = UNATTRIBUTED
        for plane in self._touched:
            plane[:] = 0

    def moved(self, placement: Placement, height: int, width: int) -> "Ownership":
        """Return the ownership on the next picture's canvas; what lies outside is nobody's (nearest pixel)."""
        if placement == Placement() and self.shape == (height, width):
            return self
        moved = Ownership.__new__(Ownership)
        moved.owners = _laid(self.owners, placement, height, width, UNATTRIBUTED)
        moved._touched = [_laid(plane, placement, height, width, 0) for plane in self._touched]
        return moved

    def resized(self, height: int, width: int) -> "Ownership":
        """Return an empty ownership of another size with as many stages."""
        return Ownership(height, width, len(self._touched) * _BITS)

    def visible(self) -> NDArray[np.int64]:
        """Return how many pixels each of 256 values owns."""
        return np.asarray(_counts(self.owners), dtype=np.int64)

    def overpainted(self, indices: list[int]) -> int:
        """Return how many pixels one of these stages touched that none of them owns."""
        total = 0
        owned = np.zeros((1, 256), np.uint8)
        owned[0, indices] = 1
        for top in range(0, self.shape[0], 256):
            rows = slice(top, top + 256)
            touched = np.zeros(self.owners[rows].shape, np.uint8)
            for number, plane in enumerate(self._touched):
                bits = sum(1 << index % _BITS for index in indices if index // _BITS == number)
                if bits:
                    touched |= plane[rows] & np.uint8(bits)
            lost = (touched > 0) & (cv2.LUT(self.owners[rows], owned) == 0)
            total += int(np.count_nonzero(lost))
        return total


def _counts(plane: Any) -> Any:
    found = np.zeros(256, np.int64)
    for top in range(0, plane.shape[0], 1024):
        found += np.bincount(plane[top : top + 1024].ravel(), minlength=256)
    return found


def _laid(plane: Any, placement: Placement, height: int, width: int, outside: int) -> Any:
    """Return each pixel's nearest one in `plane`, `outside` where there is none."""
    columns = np.floor((np.arange(width) + 0.5 - placement.dx) / placement.scale_x).astype(np.int64)
    rows = np.floor((np.arange(height) + 0.5 - placement.dy) / placement.scale_y).astype(np.int64)
    across = (columns >= 0) & (columns < plane.shape[1])
    down = (rows >= 0) & (rows < plane.shape[0])
    found = np.full((height, width), outside, np.uint8)
    if across.any() and down.any():
        first, last = np.nonzero(across)[0][[0, -1]]
        taken = columns[first : last + 1]
        for row in np.nonzero(down)[0]:
            found[row, first : last + 1] = plane[rows[row]][taken]
    return found
