"""Who painted what, laid over the picture: owners' colours on its grey, patterned where colour alone would not do."""

from dataclasses import dataclass, field
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from studio_app.domain.owner_patterns import pattern_of
from studio_app.domain.owner_signs import REPEATS, OwnerSign, Pattern
from studio_app.viewing.level import Pixels
from studio_app.viewing.pairs import Table, look_up, table_of

_PATTERNS = tuple(Pattern)
_BLOCK = 512
_INDICES = 256


@dataclass(frozen=True, slots=True, eq=False)
class Inks:
    """For each index of a map its colour, (256, 3) as blue, green, red, and the bit of its pattern, (1, 256).

    Solid colour has no bit. `plain` is the index that has neither colour nor pattern: the picture's grey. `patterned`:
    whether any index has a pattern.
    """

    colours: NDArray[np.uint8]
    patterns: NDArray[np.uint8]
    signed: NDArray[np.bool_]
    plain: int
    patterned: bool
    _tables: dict[float, Table] = field(default_factory=dict)

    def table(self, strength: float) -> Table:
        """Return what grey and index come to, with so much (0 to 1) of the owners' colours."""
        if strength not in self._tables:
            self._tables.clear()
            self._tables[strength] = table_of(lambda greys, indices: self._laid(greys, indices, strength))
        return self._tables[strength]

    def _laid(self, greys: Pixels, indices: Pixels, strength: float) -> Pixels:
        under = cv2.cvtColor(greys, cv2.COLOR_GRAY2BGR)
        mixed = cv2.addWeighted(under, 1 - strength, self.colours[indices], strength, 0)
        return np.where(self.signed[indices][:, :, None], mixed, under).astype(np.uint8)


def inks_of(signs: dict[int, OwnerSign]) -> Inks:
    """Return the inks of owners by their index in the map; an index without a sign is left as the picture's grey."""
    colours, signed = np.zeros((_INDICES, 3), np.uint8), np.zeros(_INDICES, np.bool_)
    patterns = np.zeros((1, _INDICES), np.uint8)
    for index, sign in signs.items():
        colours[index], signed[index] = sign.colour[::-1], True
        patterns[0, index] = _bit(sign.pattern)
    plain = max((index for index in range(_INDICES) if not signed[index]), default=_INDICES - 2)
    return Inks(colours, patterns, signed, plain, bool(patterns.any()))


def cover(
    out: Pixels,
    indices: Pixels,
    inks: Inks,
    strength: float,
    *,
    grey: Pixels | None = None,
    at: tuple[int, int] = (0, 0),
) -> None:
    """Lay colours over screen pixels (height, width, 4) in place; `indices` (height, width) are overwritten.

    Patterns stand still on the screen, so that they are as fine at every zoom; `at` is where the part begins (x, y).
    """
    if inks.patterned:
        gaps = cv2.LUT(indices, inks.patterns)
        cv2.bitwise_and(gaps, _gaps(indices.shape, at), dst=gaps)
        cv2.copyTo(_plain(inks.plain, *indices.shape), gaps, indices)
    look_up(out, indices, inks.table(strength), grey)


def _bit(pattern: Pattern) -> int:
    """Return the bit that stands for a pattern, none for solid colour."""
    return 0 if pattern is Pattern.SOLID else 1 << _PATTERNS.index(pattern)


def _gaps(shape: tuple[int, ...], at: tuple[int, int]) -> NDArray[np.uint8]:
    """Return the bits of all patterns that put no colour on a pixel."""
    down, aside = at[1] % REPEATS, at[0] % REPEATS
    tall, wide = (-(-(length + REPEATS) // _BLOCK) * _BLOCK for length in shape[:2])
    return _all_gaps(tall, wide)[down : down + shape[0], aside : aside + shape[1]]


@lru_cache(maxsize=16)
def _all_gaps(height: int, width: int) -> NDArray[np.uint8]:
    found = np.zeros((height, width), np.uint8)
    for pattern in _PATTERNS:
        found |= (1 - pattern_of(pattern, height, width)) * np.uint8(_bit(pattern))
    return found


@lru_cache(maxsize=16)
def _plain(index: int, height: int, width: int) -> NDArray[np.uint8]:
    return np.full((height, width), index, np.uint8)
