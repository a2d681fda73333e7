"""The repaint heat map over the picture in grey: eleven steps, lighter as the change is larger."""

from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from studio_app.viewing.level import Pixels

STEPS = 11
"""Steps of heat; 0 is no change. Each is ΔE by its square root, 40 and more at the last (`DifferencePicture`)."""

_STOPS = ((0.0, (110, 20, 30)), (0.35, (200, 60, 20)), (0.7, (245, 150, 20)), (1.0, (255, 240, 150)))
_DARKEST, _LIGHTEST = 24, 190
_DIMMEST = 0.45


def heat_over(out: Pixels, steps: Pixels) -> None:
    """Show screen pixels (height, width, 4) in dimmed grey with heat laid over them; `steps` is (height, width)."""
    grey = cv2.cvtColor(out, cv2.COLOR_BGRA2GRAY)
    dimmed = cv2.LUT(grey, _greys())
    cv2.cvtColor(dimmed, cv2.COLOR_GRAY2BGRA, dst=out)
    _unused, changed = cv2.threshold(steps, 0, 255, cv2.THRESH_BINARY)
    if not cv2.hasNonZero(changed):
        return
    hues = cv2.applyColorMap(steps, _hues().reshape(256, 1, 3))
    tones = cv2.cvtColor(cv2.LUT(grey, _tones()), cv2.COLOR_GRAY2BGR)
    hot = cv2.cvtColor(cv2.multiply(hues, tones, scale=1 / 255), cv2.COLOR_BGR2BGRA)
    cv2.copyTo(hot, changed, out)


@lru_cache(maxsize=1)
def _greys() -> NDArray[np.uint8]:
    return np.rint(np.linspace(_DARKEST, _LIGHTEST, 256)).astype(np.uint8).reshape(1, 256)


@lru_cache(maxsize=1)
def _tones() -> NDArray[np.uint8]:
    return np.rint(np.linspace(_DIMMEST * 255, 255, 256)).astype(np.uint8).reshape(1, 256)


@lru_cache(maxsize=1)
def _hues() -> NDArray[np.uint8]:
    """Return the colour of each step as blue, green, red, (1, 256, 3)."""
    at = (np.clip(np.arange(256), 1, STEPS) - 1) / (STEPS - 1)
    places = [place for place, _colour in _STOPS]
    channels = [np.interp(at, places, [colour[channel] for _place, colour in _STOPS]) for channel in (2, 1, 0)]
    return np.rint(np.stack(channels, axis=-1)).astype(np.uint8).reshape(1, 256, 3)
