"""Painted-looking pictures, made from numbers alone and the same on every machine."""

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Sheet = NDArray[np.uint8]
"""A picture as OpenCV keeps it: (height, width, 3), blue first."""

STRIP = 256
_TALL = 4320
"""The sizes below are pixels of a picture this high; others are scaled."""

# Size of the blots and how far they stray; the large ones in colour, the small ones nearly in tone alone.
_BLOTS = ((900, 45), (340, 25), (110, 14), (40, 7), (12, 4))
_COLOURED = 340
_POLYGONS = 120
_STROKES = 160
_GRAIN = 1.0


def painterly(height: int, width: int, seed: int) -> Sheet:
    """Return blots of many sizes under hard-edged polygons and strokes, with a gentle grain over all."""
    sheet = _blots(height, width, seed)
    _edges(sheet, np.random.default_rng([seed, 1]))
    _grain(sheet, seed)
    return sheet


def strips(height: int) -> tuple[slice, ...]:
    """Return slices of rows that cover a picture, so that no float copy of all of it is needed."""
    return tuple(slice(top, min(top + STRIP, height)) for top in range(0, height, STRIP))


def warmed(sheet: Sheet) -> Sheet:
    """Return the picture under a warm grade: a gain and a gamma for each channel."""
    tone = np.arange(256) / 255
    graded = np.stack([tone**1.02 * 0.92, tone**0.97, tone**0.92 * 1.06], -1)
    table = np.rint(np.clip(graded, 0, 1) * 255).astype(np.uint8)[np.newaxis]
    return np.asarray(cv2.LUT(sheet, table), dtype=np.uint8)


def through_jpeg(sheet: Sheet, quality: int) -> Sheet:
    """Return the picture as it comes back from a JPEG file."""
    _done, file = cv2.imencode(".jpg", sheet, [cv2.IMWRITE_JPEG_QUALITY, quality])
    return np.asarray(cv2.imdecode(file, cv2.IMREAD_COLOR), dtype=np.uint8)


def line_drawing(sheet: Sheet) -> Sheet:
    """Return the dark line on white paper that the picture could have been painted on."""
    line: Any = cv2.dilate(cv2.Canny(sheet, 60, 150), np.ones((2, 2), np.uint8))
    drawing = np.full(sheet.shape, 255, np.uint8)
    drawing[line > 0] = 40
    return drawing


def _blots(height: int, width: int, seed: int) -> Sheet:
    dice = np.random.default_rng([seed, 0])
    grids = []
    for size, stray in _BLOTS:
        step = max(2, round(size * height / _TALL))
        grid = dice.normal(0, stray, (-(-height // step) + 2, -(-width // step) + 2, 3)).astype(np.float32)
        grids.append((step, grid if size > _COLOURED else grid[:, :, :1] + np.float32(0.2) * grid))
    sheet = np.empty((height, width, 3), np.uint8)
    for rows in strips(height):
        strip = np.full((rows.stop - rows.start, width, 3), 128, np.float32)
        for step, grid in grids:
            strip += _grown(grid, step, rows)[:, :width]
        sheet[rows] = np.clip(strip, 0, 255)
    return sheet


def _grown(grid: NDArray[np.float32], step: int, rows: slice) -> NDArray[np.float32]:
    """Return some rows of a grid grown by `step`: down the rows by hand, so that strips meet, across by OpenCV."""
    place = (np.arange(rows.start, rows.stop) + 0.5) / step - 0.5
    first = np.floor(place).astype(int)
    tall = np.zeros((len(place), *grid.shape[1:]), np.float32)
    for near in (-1, 0, 1, 2):
        share = _cubic(np.abs(place - first - near)).astype(np.float32)
        tall += share[:, np.newaxis, np.newaxis] * grid[np.clip(first + near, 0, len(grid) - 1)]
    return np.asarray(
        cv2.resize(tall, (grid.shape[1] * step, tall.shape[0]), interpolation=cv2.INTER_CUBIC), dtype=np.float32
    )


def _cubic(away: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the weights that OpenCV's cubic interpolation gives to samples so far away."""
    inner = 1.25 * away**3 - 2.25 * away**2 + 1
    outer = -0.75 * (away**3 - 5 * away**2 + 8 * away - 4)
    return np.where(away <= 1, inner, outer)


def _edges(sheet: Sheet, dice: np.random.Generator) -> None:
    height, width = sheet.shape[:2]
    scale = height / _TALL
    for _ in range(_POLYGONS):
        centre, reach = dice.integers(0, (width, height)), dice.integers(30, 700) * scale
        corners = cv2.convexHull((centre + reach * dice.normal(0, 0.7, (6, 2))).astype(np.int32))
        cv2.fillPoly(sheet, [corners], _colour(dice), cv2.LINE_AA)
    for _ in range(_STROKES):
        start, reach = dice.integers(0, (width, height)), dice.integers(60, 500) * scale
        bends = np.cumsum(dice.normal(0, 0.5, (5, 2)), axis=0)
        path = (start + reach * bends).astype(np.int32)
        cv2.polylines(sheet, [path], False, _colour(dice), max(1, round(dice.integers(3, 28) * scale)), cv2.LINE_AA)


def _colour(dice: np.random.Generator) -> tuple[int, int, int]:
    """Return a colour as painters use them: any tone, seldom pure."""
    blue, green, red = np.clip(dice.uniform(35, 220) + dice.normal(0, 32, 3), 0, 255).astype(int).tolist()
    return blue, green, red


def _grain(sheet: Sheet, seed: int) -> None:
    for rows in strips(len(sheet)):
        dice = np.random.default_rng([seed, 2, rows.start])
        strip = sheet[rows].astype(np.float32)
        strip += np.float32(_GRAIN) * dice.standard_normal((*strip.shape[:2], 1), dtype=np.float32)
        sheet[rows] = np.rint(np.clip(strip, 0, 255))
