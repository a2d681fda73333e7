"""Repaints whose place is known: ellipses and brush strokes, hard or with a soft border."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

from tests.bench.scenes import Sheet, strips

COLUMNS, ROWS = 6, 4
"""Repaints lie in a grid, one in each cell, so that their number is known."""

_TALL = 4320
_HARD = 0.7
_CLEAR = 60.0
"""How many of 256 steps the mean of new paint lies from the mean of the old, at the least."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Patch:
    """Where a brush went: the opacity of its paint, 0 to 255, in a box that begins at `left`, `top`."""

    left: int
    top: int
    opacity: Sheet

    @property
    def box(self) -> tuple[slice, slice]:
        """The rows and columns of the box."""
        height, width = self.opacity.shape
        return slice(self.top, self.top + height), slice(self.left, self.left + width)


def ellipse(height: int, width: int, at: tuple[float, float, float, float], angle: float, soft: float) -> Patch:
    """Return an ellipse; centre and radii in shares of the picture, `soft` in pixels of a picture 4320 high."""
    across, down, wide, high = at[0] * width, at[1] * height, at[2] * width, at[3] * height
    reach = max(wide, high)
    drawn = _Box(height, width, (across - reach, down - reach, across + reach, down + reach), soft)
    centre, radii = drawn.inside(across, down), (max(1, round(wide)), max(1, round(high)))
    cv2.ellipse(drawn.opacity, centre, radii, angle, 0, 360, 255, -1)
    return drawn.patch()


def stroke(height: int, width: int, path: tuple[tuple[float, float], ...], thick: float, soft: float) -> Patch:
    """Return a brush stroke along `path`, in shares of the picture; `thick` in shares of its height."""
    points = [(x * width, y * height) for x, y in path]
    half = thick * height / 2
    xs, ys = [x for x, _y in points], [y for _x, y in points]
    drawn = _Box(height, width, (min(xs) - half, min(ys) - half, max(xs) + half, max(ys) + half), soft)
    line = np.array([drawn.inside(x, y) for x, y in points], np.int32)
    cv2.polylines(drawn.opacity, [line], False, 255, max(1, round(2 * half)))
    return drawn.patch()


def scattered(height: int, width: int, seed: int) -> Iterator[Patch]:
    """Yield a patch for each cell of the grid: ellipses and strokes in turn, every other pair with a soft border."""
    dice = np.random.default_rng(seed)
    for number in range(ROWS * COLUMNS):
        across, down = (number % COLUMNS + 0.5) / COLUMNS, (number // COLUMNS + 0.5) / ROWS
        soft = float(dice.uniform(3, 8)) if number % 4 >= 2 else _HARD
        if number % 2:
            shifts = dice.uniform(-0.26, 0.26, 4)
            path = tuple(
                (across + x / COLUMNS, down + float(y) / ROWS)
                for x, y in zip((-0.32, -0.12, 0.1, 0.32), shifts, strict=True)
            )
            yield stroke(height, width, path, float(dice.uniform(0.12, 0.24)) / ROWS, soft)
        else:
            wide, high = dice.uniform(0.14, 0.33, 2)
            at = (across, down, float(wide) / COLUMNS, float(high) / ROWS)
            yield ellipse(height, width, at, float(dice.uniform(0, 180)), soft)


def lay(sheet: Sheet, truth: Sheet, patch: Patch, paint: Sheet, value: int) -> None:
    """Paint a patch of `paint` over the sheet; where it covers at least half, `truth` becomes `value`."""
    target, brush = sheet[patch.box], paint[patch.box]
    apart = _shift(target, brush, patch.opacity)
    for rows in strips(len(target)):
        share = (patch.opacity[rows] * np.float32(1 / 255))[:, :, np.newaxis]
        fresh = np.clip(brush[rows] + apart, 0, 255)
        old = target[rows].astype(np.float32)
        target[rows] = np.rint(old + share * (fresh - old))
    truth[patch.box][patch.opacity >= 128] = value


class _Box:
    """An empty box of opacity around what is going to be drawn, cut off at the picture's edge."""

    def __init__(self, height: int, width: int, around: tuple[float, float, float, float], soft: float) -> None:
        self._sigma = soft * height / _TALL
        room = 4 * self._sigma + 2
        self._left, self._top = max(0, int(around[0] - room)), max(0, int(around[1] - room))
        right, bottom = min(width, int(around[2] + room) + 1), min(height, int(around[3] + room) + 1)
        self.opacity: Any = np.zeros((bottom - self._top, right - self._left), np.uint8)

    def inside(self, x: float, y: float) -> tuple[int, int]:
        return round(x) - self._left, round(y) - self._top

    def patch(self) -> Patch:
        blurred: Any = cv2.GaussianBlur(self.opacity, (0, 0), max(0.3, self._sigma))
        return Patch(left=self._left, top=self._top, opacity=blurred)


def _shift(target: Sheet, brush: Sheet, opacity: Sheet) -> Any:
    """Return what to add to the brush so that its paint is clearly another than what it covers."""
    covered = (opacity >= 128).astype(np.uint8)
    old, new = np.array(cv2.mean(target, covered)[:3]), np.array(cv2.mean(brush, covered)[:3])
    far = float(np.abs(new - old).mean())
    if far >= _CLEAR:
        return np.zeros(3, np.float32)
    wanted = old + (_CLEAR if old.mean() < 128 else -_CLEAR)
    return (wanted - new).astype(np.float32)
