"""The standards' own curves and matrices, once for everything that reads, measures or shows colours."""

import numpy as np
from numpy.typing import NDArray

Doubles = NDArray[np.float64]

RGB_TO_LMS = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
"""Linear sRGB to cone responses (Björn Ottosson, OKLab, matrices of the 2021-01-25 revision)."""

LMS_TO_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)
"""Cube roots of cone responses to L, a, b of OKLab."""

HEAT_STEPS = 11
"""Steps of repaint heat: the distance in OKLab times 100 by its square root, 40 and more at the last."""

HEAT_GREYS = (24, 190)
"""The grey that black and white become where nothing changed."""

HEAT_DIMMEST = 0.45
"""What is left of a step's colour where the picture beneath is black."""

# From just seen to far apart: dark red to pale yellow, lighter all the way, so that it reads without colour as well.
_HEAT = ((0.0, (110, 20, 30)), (0.35, (200, 60, 20)), (0.7, (245, 150, 20)), (1.0, (255, 240, 150)))


def srgb_to_linear(encoded: Doubles) -> Doubles:
    """Return linear light of values encoded with the sRGB curve (IEC 61966-2-1)."""
    return np.where(encoded <= 0.04045, encoded / 12.92, ((encoded + 0.055) / 1.055) ** 2.4)


def linear_to_srgb(linear: Doubles) -> Doubles:
    """Return values encoded with the sRGB curve (IEC 61966-2-1)."""
    return np.where(linear <= 0.0031308, linear * 12.92, 1.055 * np.maximum(linear, 0.0) ** (1 / 2.4) - 0.055)


def heat_colour(step: int) -> Doubles:
    """Return the colour (red, green, blue, 0 to 255) of a step of heat, 0 to 10."""
    places = [place for place, _colour in _HEAT]
    at = step / (HEAT_STEPS - 1)
    return np.array([np.interp(at, places, [colour[channel] for _place, colour in _HEAT]) for channel in range(3)])
