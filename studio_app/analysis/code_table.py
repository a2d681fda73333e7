"""What each code of a sample becomes, looked up for two 8-bit samples at a time."""

from functools import cached_property
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

_PAIRS = {1: np.dtype(np.uint16), 2: np.dtype(np.int32), 4: np.dtype(np.float64)}
"""For each size of a value in bytes, a type that holds two of them; the table only ever moves it."""

_BYTE_CODES = 256
_FEWEST = 1 << 15


class CodeTable:
    """A table over the codes of 8-bit or 16-bit samples: one for all channels, or one for each of three.

    `values`: (codes,) or (codes, 3) of uint8, uint16 or float32.
    """

    def __init__(self, values: NDArray[Any]) -> None:
        self.values = np.ascontiguousarray(values.reshape(1, len(values), -1))

    def __call__(self, samples: Any) -> Any:
        """Return (rows, columns, 3) samples, uint8 for 256 codes and uint16 for 65,536, as the table has them."""
        codes, channels = self.values.shape[1:]
        if codes != _BYTE_CODES or samples.size < _FEWEST or samples.size % 2 or not samples.flags.c_contiguous:
            return cv2.LUT(samples, self.values)
        # Looking up is what costs: two neighbouring bytes are one 16-bit code, and six of them three.
        pairs = samples.reshape(-1).view(np.uint16).reshape(1, -1, channels)
        found = np.asarray(cv2.LUT(pairs, self._pairs))
        return found.reshape(-1).view(self.values.dtype).reshape(samples.shape)

    @cached_property
    def _pairs(self) -> NDArray[Any]:
        codes = np.arange(1 << 16, dtype=np.uint16).view(np.uint8).reshape(-1, 2)
        channels = self.values.shape[2]
        table: Any = np.empty((1 << 16, channels, 2), self.values.dtype)
        for place in range(channels):
            for half in range(2):
                # Of R G B R G B the pairs are R G, B R and G B.
                table[:, place, half] = self.values[0, codes[:, half], (2 * place + half) % channels]
        return np.asarray(table.view(_PAIRS[table.dtype.itemsize]).reshape(1, 1 << 16, channels))
