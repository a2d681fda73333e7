"""Pixels that follow from a picture's grey and a map's value: looked up in a table made for all pairs of them."""

from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray

from studio_app.viewing.level import Pixels

Table = NDArray[np.int32]
"""For each grey and, 256 further on, each value: blue, green, red, 255 as the bytes of one number, (1, 65536)."""

_CODES = 256


def table_of(laid: Callable[[Pixels, Pixels], Pixels]) -> Table:
    """Return the table of what `laid` makes of greys and values: two (height, width) in, (height, width, 3) BGR out."""
    values, greys = np.mgrid[:_CODES, :_CODES].astype(np.uint8)
    pixels = np.full((_CODES, _CODES, 4), 255, np.uint8)
    pixels[:, :, :3] = laid(np.ascontiguousarray(greys), np.ascontiguousarray(values))
    return pixels.view(np.int32).reshape(1, -1)


def look_up(out: Pixels, values: Pixels, table: Table, grey: Pixels | None = None) -> None:
    """Write into screen pixels (height, width, 4) what the table has for their grey and `values` (height, width).

    `grey` (height, width) stands for theirs where it is known already.
    """
    own = cv2.cvtColor(out, cv2.COLOR_BGRA2GRAY) if grey is None else grey
    # As the bytes of one number: the grey is the lower, the value the upper.
    both = cv2.merge([own, values]).view(np.dtype("<u2"))[:, :, 0]
    cv2.LUT(both, table, dst=out.view(np.int32)[:, :, 0])
