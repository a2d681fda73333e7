"""The repaint heat map over the picture in grey: eleven steps, lighter as the change is larger."""

from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from studio_app.domain.colours import HEAT_DIMMEST, HEAT_GREYS, HEAT_STEPS, heat_colour
from studio_app.viewing.level import Pixels


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
    return np.rint(np.linspace(*HEAT_GREYS, 256)).astype(np.uint8).reshape(1, 256)


@lru_cache(maxsize=1)
def _tones() -> NDArray[np.uint8]:
    return np.rint(np.linspace(HEAT_DIMMEST * 255, 255, 256)).astype(np.uint8).reshape(1, 256)


@lru_cache(maxsize=1)
def _hues() -> NDArray[np.uint8]:
    """Return the colour of each step, of which 1 is the first, as blue, green, red, (1, 256, 3)."""
    colours = [heat_colour(min(max(step, 1), HEAT_STEPS) - 1)[::-1] for step in range(256)]
    return np.rint(np.stack(colours)).astype(np.uint8).reshape(1, 256, 3)
