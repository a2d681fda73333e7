"""Exposure and lightness alone, applied to what is on the screen."""

from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from studio_app.viewing.level import Pixels
from studio_app.viewing.look import Treatment


def treat(out: Pixels, treatment: Treatment) -> None:
    """Treat screen pixels of shape (height, width, 4) in place."""
    if treatment.exposure:
        cv2.LUT(out, exposure_table(treatment.exposure), dst=out)
    if treatment.values:
        grey = cv2.cvtColor(out, cv2.COLOR_BGRA2GRAY)
        cv2.cvtColor(grey, cv2.COLOR_GRAY2BGRA, dst=out)


@lru_cache(maxsize=32)
def exposure_table(stops: float) -> NDArray[np.uint8]:
    """Return for each code of sRGB (IEC 61966-2-1) the code of 2^stops times its light; beyond white stays white."""
    codes = np.arange(256) / 255
    light = np.where(codes <= 0.04045, codes / 12.92, ((codes + 0.055) / 1.055) ** 2.4) * 2.0**stops
    light = np.clip(light, 0, 1)
    coded = np.where(light <= 0.0031308, light * 12.92, 1.055 * light ** (1 / 2.4) - 0.055)
    return np.asarray(np.rint(coded * 255), dtype=np.uint8).reshape(1, 256)
