"""Colours to OKLab (Björn Ottosson, 2020-12-25, with the matrices of the 2021-01-25 revision)."""

from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

from studio_app.domain.pictures import Samples, WorkingSpace

Floats = NDArray[np.float32]

_RGB_TO_LMS = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
_LMS_TO_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)
_WIDE_TO_RGB = np.array(
    [
        [1.6604910021, -0.5876411388, -0.0728498633],
        [-0.1245504745, 1.1328998971, -0.0083494226],
        [-0.0181507634, -0.1005788980, 1.1187296614],
    ]
)


def to_oklab(pixels: Samples, space: WorkingSpace) -> Floats:
    """Return L, a, b of (height, width, 3) samples; L runs from 0 to 1."""
    linear = cv2.LUT(pixels, _to_linear(pixels.dtype.itemsize))
    matrix = _RGB_TO_LMS if space is WorkingSpace.SRGB else _RGB_TO_LMS @ _WIDE_TO_RGB
    cones = cv2.transform(linear, matrix.astype(np.float32))
    # Rounding can leave a saturated BT.2020 colour a hair below zero, where a root has no answer.
    np.maximum(cones, 0, out=cones)
    cv2.pow(cones, 1 / 3, dst=cones)
    return np.asarray(cv2.transform(cones, _LMS_TO_LAB.astype(np.float32), dst=linear), dtype=np.float32)


def delta_e(before: Floats, after: Floats) -> Floats:
    """Return the distance in OKLab times 100, for each pixel."""
    return np.asarray(np.linalg.norm(after - before, axis=-1) * 100, dtype=np.float32)


@cache
def _to_linear(itemsize: int) -> Floats:
    """Return linear light for each 8-bit or 16-bit code of the sRGB curve."""
    encoded = np.linspace(0.0, 1.0, 256**itemsize)
    linear = np.where(encoded <= 0.04045, encoded / 12.92, ((encoded + 0.055) / 1.055) ** 2.4)
    return linear.astype(np.float32).reshape(1, -1)
