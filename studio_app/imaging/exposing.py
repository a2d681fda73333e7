"""A picture in more or less light, taken from all the bits its file has and not from what the screen shows of it."""

from typing import Any

import cv2
import numpy as np

from studio_app.domain.colours import linear_to_srgb, srgb_to_linear
from studio_app.domain.pictures import Samples
from studio_app.imaging.colour import strips


def in_light(pixels: Samples, stops: float) -> Samples:
    """Return codes of the sRGB curve (any shape, uint8 or uint16) with 2^stops times their light.

    The curve is that of IEC 61966-2-1, which both working spaces have. What goes beyond white stays white.
    """
    peak = int(np.iinfo(pixels.dtype).max)
    light = np.clip(srgb_to_linear(np.arange(peak + 1) / peak) * 2.0**stops, 0, 1)
    table: Any = np.rint(linear_to_srgb(light) * peak).astype(pixels.dtype)
    out = np.empty_like(pixels)
    for rows in strips(pixels.shape[0], pixels.shape[1]):
        cv2.LUT(pixels[rows], table, dst=out[rows])
    return out
