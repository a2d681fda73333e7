"""A painter's brush: bristled dabs laid by the thousand along a direction, over whatever is there already.

Everywhere in these modules a `canvas` is painted on in place, as canvases are; every other argument is left alone.
"""

from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import ArrayLike, NDArray

from studio_app.demo.paint_noise import Dice, Field, Plane, corners, soft_noise, tone

_TURNS = 24
_HAIRS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Brush:
    """A brush: how long and wide its dab is in pixels, how much it covers, how far colours wander from dab to dab."""

    length: int
    width: int
    cover: float = 0.85
    wander: float = 5.0


@lru_cache(maxsize=256)
def _dab(length: int, width: int, hairs: int) -> NDArray[np.float32]:
    dice = np.random.default_rng(1_000 + hairs)
    across = np.linspace(-1, 1, max(3, width), dtype=np.float32)[:, None]
    along = np.linspace(-1, 1, max(3, length), dtype=np.float32)[None, :]
    streaks = cv2.GaussianBlur(dice.random((max(3, width), 1), dtype=np.float32), (1, 3), 0)
    # Each hair lifts off at its own place, which gives the ragged end of a dry brush.
    lift = 0.55 + 0.5 * dice.random((max(3, width), 1), dtype=np.float32)
    ends = np.clip((lift - along) / 0.35, 0, 1) * np.clip((along + 1.0) / 0.25, 0, 1)
    body = np.clip((1.0 - np.abs(across)) / 0.45, 0, 1)
    dab: NDArray[np.float32] = (body * ends * (0.6 + 0.4 * streaks / max(1e-6, float(streaks.max())))).astype(
        np.float32
    )
    return dab


@lru_cache(maxsize=8192)
def _turned(length: int, width: int, hairs: int, turn: int) -> NDArray[np.float32]:
    """Return the brush's dab with one of its sets of hairs, turned by so many parts of a half circle."""
    dab = _dab(length, width, hairs)
    side = int(np.ceil(np.hypot(*dab.shape))) + 2
    padded = np.zeros((side, side), np.float32)
    top, left = (side - dab.shape[0]) // 2, (side - dab.shape[1]) // 2
    padded[top : top + dab.shape[0], left : left + dab.shape[1]] = dab
    matrix = cv2.getRotationMatrix2D((side / 2, side / 2), -180.0 * turn / _TURNS, 1.0)
    whole = cv2.warpAffine(padded, matrix, (side, side))
    rows, columns = np.where(whole.max(axis=1) > 0.02)[0], np.where(whole.max(axis=0) > 0.02)[0]
    cut = whole[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    return np.ascontiguousarray(cut[:, :, None], dtype=np.float32)


def lay(
    canvas: Plane, *, xs: Field, ys: Field, angles: Field, colours: NDArray[np.float32], brush: Brush, dice: Dice
) -> None:
    """Lay one dab for each point onto `canvas`."""
    hairs = dice.integers(0, _HAIRS, len(xs))
    turns = np.rint(angles / np.pi * _TURNS).astype(int) % _TURNS
    covers = brush.cover * (0.75 + 0.25 * dice.random(len(xs)))
    tones = colours + dice.normal(0, brush.wander, (len(xs), 1)) + dice.normal(0, brush.wander / 3, (len(xs), 3))
    tones = tones.astype(np.float32)
    height, width = canvas.shape[:2]
    for x, y, hair, turn, wet, cover in zip(
        xs.astype(int).tolist(),
        ys.astype(int).tolist(),
        hairs.tolist(),
        turns.tolist(),
        tones,
        covers.tolist(),
        strict=True,
    ):
        dab = _turned(brush.length, brush.width, hair, turn)
        rows, columns = dab.shape[:2]
        top, left = y - rows // 2, x - columns // 2
        up, before = max(0, -top), max(0, -left)
        down, behind = min(rows, height - top), min(columns, width - left)
        if up >= down or before >= behind:
            continue
        under = canvas[top + up : top + down, left + before : left + behind]
        under += (wet - under) * (dab[up:down, before:behind] * np.float32(cover))


def scattered(dice: Dice, spacing: float, inside: Field) -> tuple[Field, Field]:
    """Return points about `spacing` apart where `inside` is above a half, in no order."""
    height, width = inside.shape
    ys, xs = np.mgrid[0:height:spacing, 0:width:spacing].astype(np.float32)
    xs = np.clip(xs + dice.uniform(-0.6, 0.6, xs.shape) * spacing, 0, width - 1).ravel()
    ys = np.clip(ys + dice.uniform(-0.6, 0.6, ys.shape) * spacing, 0, height - 1).ravel()
    kept = inside[ys.astype(int), xs.astype(int)] > 0.5
    order = dice.permutation(int(kept.sum()))
    return xs[kept][order].astype(np.float32), ys[kept][order].astype(np.float32)


def repaint(
    canvas: Plane,
    source: Plane,
    *,
    brush: Brush,
    spacing: float,
    inside: Field,
    angles: Field,
    dice: Dice,
    unlike: float = 0.0,
) -> None:
    """Paint `source` onto `canvas` in dabs along `angles`, where the two differ by more than `unlike` levels."""
    xs, ys = scattered(dice, spacing, inside)
    at = ys.astype(int), xs.astype(int)
    colours = source[at]
    if unlike > 0:
        wanted = np.abs(colours - canvas[at]).max(axis=1) > unlike
        xs, ys, colours = xs[wanted], ys[wanted], colours[wanted]
        at = ys.astype(int), xs.astype(int)
    lay(canvas, xs=xs, ys=ys, angles=angles[at], colours=colours, brush=brush, dice=dice)


def along_forms(source: Plane, base: Field, *, pull: float, dice: Dice) -> Field:
    """Return the direction of strokes: along the edges of forms where there are any, else `base` with a tremble."""
    small = cv2.resize(source, (480, 270), interpolation=cv2.INTER_AREA)
    grey = cv2.GaussianBlur(small.mean(axis=2), (0, 0), 3)
    across, down = cv2.Sobel(grey, cv2.CV_32F, 1, 0), cv2.Sobel(grey, cv2.CV_32F, 0, 1)
    strength = np.clip(np.hypot(across, down) / 12.0, 0, 1) * pull
    edge = np.arctan2(across, -down)
    low = cv2.resize(base, (480, 270)) + (soft_noise((270, 480), 24, dice) - 0.5) * 0.5
    # Directions are the same a half turn on, so they are mixed at twice their angle.
    sine = np.sin(2 * low) * (1 - strength) + np.sin(2 * edge) * strength
    cosine = np.cos(2 * low) * (1 - strength) + np.cos(2 * edge) * strength
    turned = cv2.resize(np.dstack([sine, cosine]).astype(np.float32), (source.shape[1], source.shape[0]))
    angles: Field = (0.5 * np.arctan2(turned[:, :, 0], turned[:, :, 1])).astype(np.float32)
    return angles


def fill(canvas: Plane, shape: ArrayLike, colour: ArrayLike, *, strength: float = 1.0) -> None:
    """Fill a shape with one colour, its edge softened over a pixel."""
    points = corners(shape)
    part, inside = _around(canvas, points, 3)
    mask = np.zeros(part.shape[:2], np.uint8)
    cv2.fillPoly(mask, [inside], 255, cv2.LINE_AA)
    part += (tone(colour) - part) * (mask.astype(np.float32) * np.float32(strength / 255))[:, :, None]


def draw(canvas: Plane, line: ArrayLike, colour: ArrayLike, width: int) -> None:
    """Draw a line through points with an even pen."""
    points = corners(line)
    part, inside = _around(canvas, points, width + 3)
    mask = np.zeros(part.shape[:2], np.uint8)
    cv2.polylines(mask, [inside], False, 255, width, cv2.LINE_AA)
    part += (tone(colour) - part) * (mask.astype(np.float32) / 255)[:, :, None]


def _around(canvas: Plane, points: NDArray[np.int32], margin: int) -> tuple[Plane, NDArray[np.int32]]:
    """Return the part of a canvas around some points, and the points within it."""
    left, top = (min(max(0, int(least) - margin), 10_000) for least in points.min(axis=0))
    right, bottom = (max(0, int(most)) + margin for most in points.max(axis=0))
    return canvas[top:bottom, left:right], points - np.asarray((left, top), np.int32)
