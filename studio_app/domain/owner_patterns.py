"""The patterns of owners' signs as arrays; apart from the signs, since most that shows a sign draws no pixel."""

import numpy as np
from numpy.typing import NDArray

from studio_app.domain.owner_signs import Pattern


def pattern_of(pattern: Pattern, height: int, width: int) -> NDArray[np.uint8]:
    """Return an array of shape (height, width): 1 where the pattern puts colour, else 0."""
    y, x = np.ogrid[:height, :width]
    if pattern is Pattern.HATCH:
        return np.asarray((x + y) % 12 < 5, dtype=np.uint8)
    if pattern is Pattern.CROSS:
        return np.asarray(((x + y) % 12 < 4) | ((x - y) % 12 < 4), dtype=np.uint8)
    if pattern is Pattern.DOTS:
        return np.asarray((x % 14 < 3) & (y % 14 < 3), dtype=np.uint8)
    return np.ones((height, width), np.uint8)
