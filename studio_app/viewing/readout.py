"""The value of one pixel on each side, and how far apart the two are seen to be."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from studio_app.domain.colours import LMS_TO_LAB, RGB_TO_LMS, srgb_to_linear
from studio_app.viewing.pyramid import Pyramid
from studio_app.viewing.sampling import Lie


@dataclass(frozen=True, slots=True, kw_only=True)
class Readout:
    """What lies under the cursor: a colour for each side (red, green, blue, 0 to 255), None where it has no pixel.

    `delta_e`: the distance of the last two in OKLab times 100, None where either is missing.
    """

    x: int
    y: int
    colours: tuple[tuple[int, int, int] | None, ...]
    delta_e: float | None


def read_out(
    sides: tuple[Pyramid | None, ...], frame: tuple[int, int], x: int, y: int, lies: tuple[Lie | None, ...] = ()
) -> Readout:
    """Return the values at a pixel of the frame, each side taken where it lies, else over the frame's width."""
    placed = lies or (None,) * len(sides)
    colours = tuple(_colour(side, frame, x, y, lie) for side, lie in zip(sides, placed, strict=True))
    apart = None
    if len(colours) > 1 and colours[-2] is not None and colours[-1] is not None:
        apart = delta_e(colours[-2], colours[-1])
    return Readout(x=x, y=y, colours=colours, delta_e=apart)


def delta_e(one: tuple[int, int, int], other: tuple[int, int, int]) -> float:
    """Return the distance of two 8-bit sRGB colours in OKLab times 100."""
    return float(np.linalg.norm(_oklab(one) - _oklab(other))) * 100


def _colour(
    side: Pyramid | None, frame: tuple[int, int], x: int, y: int, lie: Lie | None
) -> tuple[int, int, int] | None:
    if side is None:
        return None
    at = lie or Lie(dx=0.0, dy=0.0, scale=frame[0] / side.size[0])
    column, row = math.floor((x + 0.5 - at.dx) / at.scale), math.floor((y + 0.5 - at.dy) / at.scale)
    if not (0 <= column < side.size[0] and 0 <= row < side.size[1]):
        return None
    return side.colour(column, row)


def _oklab(colour: tuple[int, int, int]) -> NDArray[np.float64]:
    return np.asarray(LMS_TO_LAB @ np.cbrt(RGB_TO_LMS @ srgb_to_linear(np.array(colour) / 255)))
