"""Soft randomness and colour ramps, the ground on which everything else is painted."""

from collections.abc import Sequence
from typing import Any

import cv2
import numpy as np
from numpy.typing import ArrayLike, NDArray

Field = NDArray[np.float32]
"""One number for each pixel."""
Plane = NDArray[np.float32]
"""Three colour levels, 0 to 255, for each pixel."""
Pixels = NDArray[np.uint8]
"""A finished picture."""
Dice = np.random.Generator
Colour = tuple[int, int, int]


def dice_for(name: str, seed: int = 0) -> Dice:
    """Return dice of their own for one part of a picture, so that it falls the same whatever is painted before it."""
    return np.random.default_rng([seed, *name.encode()])


def soft_noise(shape: tuple[int, int], cell: float, dice: Dice, *, stretch: float = 1.0) -> Field:
    """Return smooth noise between 0 and 1 with features of `cell` pixels, `stretch` times as wide as high."""
    height, width = shape
    rows, columns = max(2, int(height / cell) + 2), max(2, int(width / (cell * stretch)) + 2)
    noise = cv2.resize(dice.random((rows, columns), dtype=np.float32), (width, height), interpolation=cv2.INTER_CUBIC)
    return np.asarray(noise, np.float32)


def layered_noise(shape: tuple[int, int], cell: float, dice: Dice, *, layers: int = 4, stretch: float = 1.0) -> Field:
    """Return noise of several sizes, each half as large and half as strong as the one before."""
    small = shape[0] // 3, shape[1] // 3
    total = np.zeros(small, np.float32)
    weight, sum_of_weights = 1.0, 0.0
    for layer in range(layers):
        total += weight * soft_noise(small, max(2.0, cell / 3 / 2**layer), dice, stretch=stretch)
        sum_of_weights += weight
        weight *= 0.5
    noise = cv2.resize(total / np.float32(sum_of_weights), shape[::-1], interpolation=cv2.INTER_LINEAR)
    return np.asarray(noise, np.float32)


def rough_line(points: Sequence[tuple[float, float]], width: int, roughness: float, dice: Dice) -> Field:
    """Return the heights of a line through `points`, roughened like a ridge, for every column."""
    xs, ys = zip(*points, strict=True)
    line = np.interp(np.arange(width), xs, ys)
    for octave in range(6):
        step = 220 / 2**octave
        knots = dice.normal(0, 1, int(width / step) + 3)
        line += roughness / 1.75**octave * np.interp(np.arange(width) / step, np.arange(len(knots)), knots)
    return np.asarray(line, np.float32)


def ramp(where: Field, stops: Sequence[tuple[float, Colour]]) -> Plane:
    """Return colours for numbers between the stops' places."""
    places = [place for place, _colour in stops]
    table_at = np.linspace(places[0], places[-1], 1024)
    table = np.stack([np.interp(table_at, places, [colour[band] for _place, colour in stops]) for band in range(3)], 1)
    index = np.clip((where - places[0]) / (places[-1] - places[0]) * 1023, 0, 1023).astype(np.int32)
    colours: Plane = table.astype(np.float32)[index]
    return colours


def mixed(under: NDArray[Any], over: ArrayLike, share: NDArray[Any]) -> Plane:
    """Return two planes mixed, `share` of the upper one."""
    blend = tone(over) - tone(under)
    blend *= tone(share)[:, :, None]
    blend += tone(under)
    return blend


def smooth_step(value: NDArray[Any], low: float, high: float) -> Field:
    """Return 0 below `low`, 1 above `high` and a soft passage between."""
    t = tone(value) - np.float32(low)
    t *= np.float32(1 / (high - low))
    np.clip(t, 0, 1, out=t)
    return np.asarray(t * t * (np.float32(3) - 2 * t), np.float32)


def finished(canvas: Plane) -> Pixels:
    """Return a canvas as the picture that is saved."""
    return np.clip(np.rint(canvas), 0, 255).astype(np.uint8)


def tone(levels: ArrayLike) -> NDArray[np.float32]:
    """Return colour levels as numbers that can be mixed."""
    return np.asarray(levels, np.float32)


def corners(points: ArrayLike) -> NDArray[np.int32]:
    """Return points as the whole pixels that shapes are drawn between."""
    return np.rint(np.asarray(points, np.float64)).astype(np.int32)
