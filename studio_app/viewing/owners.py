"""Who painted what, laid over the picture: owners' colours on its grey, patterned where colour alone would not do."""

from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from studio_app.domain.owner_signs import REPEATS, OwnerSign, Pattern, pattern_of
from studio_app.viewing.level import Pixels

_PATTERNS = tuple(Pattern)
_BLOCK = 512


@dataclass(frozen=True, slots=True, eq=False)
class Inks:
    """For each index of a map its colour, (1, 256, 3) as blue, green, red, and the number of its pattern, (1, 256)."""

    colours: NDArray[np.uint8]
    patterns: NDArray[np.uint8]
    used: tuple[int, ...]


def inks_of(signs: dict[int, OwnerSign]) -> Inks:
    """Return the inks of owners by their index in the map; an index without a sign is left as the picture's grey."""
    colours = np.zeros((1, 256, 3), np.uint8)
    patterns = np.full((1, 256), _PATTERNS.index(Pattern.DOTS), np.uint8)
    for index, sign in signs.items():
        colours[0, index] = sign.colour[::-1]
        patterns[0, index] = _PATTERNS.index(sign.pattern)
    return Inks(colours, patterns, tuple(sorted({int(value) for value in patterns[0]} - {0})))


def cover(out: Pixels, indices: Pixels, inks: Inks, strength: float, *, at: tuple[int, int] = (0, 0)) -> None:
    """Lay colours over screen pixels (height, width, 4) in place; `indices` has shape (height, width).

    Patterns stand still on the screen, so that they are as fine at every zoom; `at` is where the part begins (x, y).
    """
    under = cv2.cvtColor(cv2.cvtColor(out, cv2.COLOR_BGRA2GRAY), cv2.COLOR_GRAY2BGR)
    colours = cv2.applyColorMap(indices, inks.colours.reshape(256, 1, 3))
    mixed = cv2.addWeighted(under, 1 - strength, colours, strength, 0)
    patterns = cv2.LUT(indices, inks.patterns)
    for number in inks.used:
        here = cv2.inRange(patterns, number, number)
        cv2.bitwise_and(here, _gaps(_PATTERNS[number], indices.shape, at), dst=here)
        cv2.copyTo(under, here, mixed)
    cv2.cvtColor(mixed, cv2.COLOR_BGR2BGRA, dst=out)


def _gaps(pattern: Pattern, shape: tuple[int, ...], at: tuple[int, int]) -> NDArray[np.uint8]:
    """Return 255 where a pattern puts no colour."""
    down, aside = at[1] % REPEATS, at[0] % REPEATS
    tall, wide = (-(-(length + REPEATS) // _BLOCK) * _BLOCK for length in shape[:2])
    return _all_gaps(pattern, tall, wide)[down : down + shape[0], aside : aside + shape[1]]


@lru_cache(maxsize=16)
def _all_gaps(pattern: Pattern, height: int, width: int) -> NDArray[np.uint8]:
    return (1 - pattern_of(pattern, height, width)) * np.uint8(255)
