"""Exposure and lightness alone, applied to what is on the screen."""

from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from studio_app.domain.colours import linear_to_srgb, srgb_to_linear
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
    light = np.clip(srgb_to_linear(np.arange(256) / 255) * 2.0**stops, 0, 1)
    return np.asarray(np.rint(linear_to_srgb(light) * 255), dtype=np.uint8).reshape(1, 256)
