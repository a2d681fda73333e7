"""Which stage each pixel belongs to, carried from picture to picture."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from studio_app.analysis.pixels import Mask
from studio_app.analysis.placement import Placement
from studio_app.analysis.strips import in_strips
from studio_app.domain.attributions import UNATTRIBUTED

_BITS = 8
_ROWS = 256
_VALUES = 256
_BLOCK_ROWS, _BLOCK_COLUMNS = 64, 256


class Ownership:
    """The owner of each pixel of one picture (uint8, 255 nobody), and for each stage whether it ever touched it.

    Touches are kept as one bit a stage in as many planes as it takes, so that a long chain stays small. As long as one
    stage, or nobody, owns the whole picture, nothing is laid out in memory.
    """

    def __init__(self, height: int, width: int, stages: int, *, owner: int = UNATTRIBUTED) -> None:
        self.shape = (height, width)
        self._stages = stages
        self._owner = owner
        self._laid_out: tuple[Any, list[Any]] | None = None

    @property
    def owners(self) -> Any:
        """The map of owners, (height, width)."""
        return self._maps()[0]

    def claim(self, index: int, mask: Mask) -> None:
        """Let a stage have repainted the pixels of `mask` (1, else 0)."""
        owners, planes = self._maps()
        plane, bit = planes[index // _BITS], np.uint8(1 << index % _BITS)

        def mark(rows: slice) -> None:
            part = mask[rows]
            if cv2.hasNonZero(part):
                cv2.copyTo(np.full_like(part, index), part, owners[rows])
                cv2.bitwise_or(plane[rows], part * bit, dst=plane[rows])

        in_strips(*self.shape, mark)

    def lose(self, mask: Mask) -> None:
        """Let the pixels of `mask` be nobody's now; who touched them before has touched them all the same."""
        if cv2.hasNonZero(mask):
            self.owners[mask > 0] = UNATTRIBUTED

    def moved(self, placement: Placement, height: int, width: int) -> "Ownership":
        """Return the ownership on the next picture's canvas; what lies outside is nobody's (nearest pixel)."""
        if placement == Placement() and self.shape == (height, width):
            return self
        owners, planes = self._maps()
        moved = self.resized(height, width)
        moved._laid_out = (
            _laid(owners, placement, height, width, UNATTRIBUTED),
            [_laid(plane, placement, height, width, 0) for plane in planes],
        )
        return moved

    def resized(self, height: int, width: int, *, owner: int = UNATTRIBUTED) -> "Ownership":
        """Return an ownership of another size with as many stages, all of it `owner`'s."""
        return Ownership(height, width, self._stages, owner=owner)

    def tally(self) -> "Tally":
        """Count the pixels by owner and by touch."""
        owners, planes = self._maps()
        return Tally(visible=_counts(owners), touched=tuple(_counts(plane) for plane in planes), planes=tuple(planes))

    def _maps(self) -> tuple[Any, list[Any]]:
        if self._laid_out is None:
            planes = [np.zeros(self.shape, np.uint8) for _plane in range(-(-self._stages // _BITS))]
            if self._owner != UNATTRIBUTED:
                planes[self._owner // _BITS][:] = 1 << self._owner % _BITS
            self._laid_out = np.full(self.shape, self._owner, np.uint8), planes
        return self._laid_out


class Tally(NamedTuple):
    """Pixels counted: `visible` by owner, `touched` for each plane of touches by its 256 values; both of length 256."""

    visible: NDArray[np.int64]
    touched: tuple[NDArray[np.int64], ...]
    planes: tuple[Any, ...]

    def overpainted(self, indices: Sequence[int]) -> int:
        """Return how many pixels one of these stages touched that none of them owns."""
        bits: dict[int, int] = {}
        for index in indices:
            bits[index // _BITS] = bits.get(index // _BITS, 0) | 1 << index % _BITS
        # Whoever owns a pixel has touched it.
        return self._touched_by(bits) - int(sum(self.visible[index] for index in indices))

    def _touched_by(self, bits: dict[int, int]) -> int:
        if len(bits) == 1:
            ((plane, wanted),) = bits.items()
            return int(self.touched[plane][(np.arange(256) & wanted) > 0].sum())
        total = 0
        for top in range(0, self.planes[0].shape[0], _ROWS):
            rows = slice(top, top + _ROWS)
            total += int(np.count_nonzero(sum(self.planes[plane][rows] & np.uint8(bits[plane]) > 0 for plane in bits)))
        return total


def _counts(plane: Any) -> NDArray[np.int64]:
    """Return how many pixels have each of 256 values."""
    found: list[NDArray[np.int64]] = []

    def count(rows: slice) -> None:
        counts = np.zeros(_VALUES, np.int64)
        for left in range(0, plane.shape[1], _BLOCK_COLUMNS):
            block = plane[rows, left : left + _BLOCK_COLUMNS]
            least, most, _where, _there = cv2.minMaxLoc(block)
            # Most blocks are one stage's: to see that takes a tenth of counting.
            if least == most:
                counts[int(least)] += block.size
            else:
                counts += cv2.calcHist([block], [0], None, [_VALUES], [0, _VALUES]).ravel().astype(np.int64)
        found.append(counts)

    in_strips(plane.shape[0], plane.shape[1], count, rows=_BLOCK_ROWS)
    return np.asarray(np.sum(found, axis=0, dtype=np.int64))


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
