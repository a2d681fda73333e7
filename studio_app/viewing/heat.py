"""The repaint heat map over the picture in grey: eleven steps, lighter as the change is larger."""

from functools import lru_cache

import cv2
import numpy as np

from studio_app.domain.colours import HEAT_DIMMEST, HEAT_GREYS, HEAT_STEPS, heat_colour
from studio_app.viewing.level import Pixels
from studio_app.viewing.pairs import Table, look_up, table_of


def heat_over(out: Pixels, steps: Pixels, grey: Pixels | None = None) -> None:
    """Show screen pixels (height, width, 4) in dimmed grey with heat laid over them; `steps` is (height, width)."""
    look_up(out, steps, _table(), grey)


@lru_cache(maxsize=1)
def _table() -> Table:
    return table_of(_laid)


def _laid(greys: Pixels, steps: Pixels) -> Pixels:
    """Return the grey, dimmed, where nothing changed, else the step's colour, darker where the picture is."""
    dimmed = np.rint(np.interp(greys, (0, 255), HEAT_GREYS)).astype(np.uint8)
    tones = np.rint(np.interp(greys, (0, 255), (HEAT_DIMMEST * 255, 255))).astype(np.uint8)
    colours = [heat_colour(min(max(step, 1), HEAT_STEPS) - 1)[::-1] for step in range(256)]
    hues = np.rint(np.stack(colours)).astype(np.uint8)[steps]
    hot = cv2.multiply(hues, cv2.cvtColor(tones, cv2.COLOR_GRAY2BGR), scale=1 / 255)
    return np.where(steps[:, :, None] > 0, hot, dimmed[:, :, None]).astype(np.uint8)
