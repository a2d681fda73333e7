"""Cedars behind the shrine and the old pine that frames the picture on the left."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from studio_app.demo.paint_brush import Brush, draw, fill, lay
from studio_app.demo.paint_composition import CEDARS, SUN
from studio_app.demo.paint_noise import Dice, Field, Plane, corners, tone
from studio_app.demo.paint_sky import Light

Line = NDArray[np.float64]

LIMBS: tuple[tuple[tuple[tuple[int, int], ...], int, int], ...] = (
    # The old pine: each limb is a curve of points with its thickness at the ends; pads of needles sit on the tips.
    (((-30, 1100), (60, 900), (96, 700), (70, 500), (120, 330), (210, 210)), 58, 16),
    (((86, 640), (190, 590), (300, 566), (396, 520)), 22, 6),
    (((74, 520), (20, 440), (-20, 400)), 20, 8),
    (((110, 360), (230, 340), (340, 352), (452, 320)), 17, 5),
    (((170, 262), (290, 190), (380, 178)), 13, 4),
    (((120, 330), (60, 250), (70, 150)), 14, 4),
)
PADS = (
    (396, 506, 120, 24),
    (300, 548, 110, 22),
    (210, 578, 70, 17),
    (452, 306, 116, 22),
    (345, 334, 120, 24),
    (235, 322, 80, 18),
    (384, 164, 120, 24),
    (285, 176, 100, 22),
    (214, 190, 110, 26),
    (72, 130, 130, 30),
    (20, 384, 120, 28),
    (110, 232, 96, 22),
    (150, 96, 100, 22),
    (40, 250, 90, 22),
    (480, 520, 60, 12),
    (530, 318, 54, 11),
)


def paint_cedars(canvas: Plane, light: Light, dice: Dice) -> None:
    """Build each cedar from its back boughs to its front ones, dark inside and catching light on the sun's side."""
    for x, top, height in sorted(CEDARS, key=lambda cedar: cedar[1] + cedar[2] * 0.2):
        crown = top + 110 - height
        far = np.clip(1 - height / 620, 0, 1) * 0.5
        draw(canvas, corners([(x, crown + 10), (x, top + 104)]), tone(light.leaf) * 0.7 + 8, 5)
        count = int(height * 2.6)
        rise = np.sort(dice.random(count)) ** 0.85
        half = 4 + rise * height * 0.21 * (0.86 + 0.22 * np.sin(rise * 38 + x))
        side = dice.uniform(-1, 1, count)
        xs, ys = x + side * half, crown + rise * height * 0.98 + np.abs(side) * half * 0.36
        lit = np.clip(0.55 * -side * np.sign(x - SUN[0]) + 0.35 * dice.random(count) - 0.25, 0, 0.75)
        leaves = tone(light.leaf) * (0.72 + 0.5 * dice.random((count, 1))) * (1 - far) + tone(light.haze) * far * 0.45
        colours = leaves + lit[:, None] * (tone(light.rim) - leaves) * 0.42
        angles = np.where(side > 0, 0.62, np.pi - 0.62) + dice.normal(0, 0.2, count)
        brush = Brush(length=max(14, int(height / 15)), width=max(5, int(height / 58)), cover=0.9, wander=4.0)
        lay(
            canvas, xs=_field(xs), ys=_field(ys), angles=_field(angles), colours=_field(colours), brush=brush, dice=dice
        )


def paint_pine(canvas: Plane, light: Light, dice: Dice) -> None:
    """Draw the pine's limbs with bark, then its pads of needles, each lit along its upper edge."""
    for points, thick, thin in LIMBS:
        _limb(canvas, points, (thick, thin), light, dice)
    for x, y, wide, high in PADS:
        _pad(canvas, (x, y), (wide, high), light, dice)


def paint_near_bank(canvas: Plane, light: Light, dice: Dice) -> None:
    """Give the pine its ground: a dark bank in the lower left with grass standing against the water."""
    line = [(0, 985), (90, 968), (220, 996), (360, 1034), (470, 1066), (520, 1082), (520, 1100), (0, 1100)]
    fill(canvas, corners(line), tone(light.ground) * 0.6)
    xs = dice.uniform(-10, 520, 1500)
    top = np.interp(xs, [point[0] for point in line[:6]], [point[1] for point in line[:6]])
    ys = top + dice.random(1500) ** 2 * 110 - 6
    order = np.argsort(ys)
    xs, ys, top = xs[order], ys[order], top[order]
    lit = np.clip(0.5 - (ys - top) / 50, 0, 0.5)[:, None] * dice.random((1500, 1))
    leaves = tone(light.leaf) * (0.6 + 0.5 * dice.random((1500, 1)))
    colours = leaves + lit * (tone(light.rim) - leaves)
    angles = np.pi / 2 + dice.normal(0.1, 0.3, 1500)
    brush = Brush(length=34, width=4, cover=0.9, wander=5.0)
    lay(canvas, xs=_field(xs), ys=_field(ys), angles=_field(angles), colours=_field(colours), brush=brush, dice=dice)


def _limb(
    canvas: Plane, points: Sequence[tuple[int, int]], thickness: tuple[int, int], light: Light, dice: Dice
) -> None:
    xs, ys = limb_line(points)
    way = xs
    half = np.linspace(thickness[0], thickness[1], len(way)) / 2
    turn = np.arctan2(np.gradient(ys), np.gradient(xs))
    bark = tone(light.leaf) * 0.62 + tone([16, 8, 4])
    for band in np.linspace(-1, 1, 7):
        offset = band * half * 0.85
        lit = max(0.0, float(band)) ** 2 * 0.34
        colours = bark + lit * (tone(light.rim) - bark) + dice.normal(0, 4, (len(way), 1))
        brush = Brush(length=30, width=max(4, int(half.mean() / 1.9)), cover=0.95, wander=5.0)
        # The lit side of a trunk is the one towards the glow, which stands to the right of this tree.
        side_x, side_y = xs - np.sin(turn) * offset * _sunward(turn), ys + np.cos(turn) * offset * _sunward(turn)
        lay(
            canvas,
            xs=_field(side_x),
            ys=_field(side_y),
            angles=_field(turn + dice.normal(0, 0.16, len(way))),
            colours=_field(colours),
            brush=brush,
            dice=dice,
        )


def _sunward(turn: Line) -> Line:
    return np.where(np.sin(turn) < 0, 1.0, -1.0)


def _pad(canvas: Plane, middle: tuple[int, int], size: tuple[int, int], light: Light, dice: Dice) -> None:
    count = int(size[0] * size[1] / 6.4)
    across = np.clip(dice.normal(0, 0.46, count), -1.15, 1.15)
    up = dice.uniform(-1, 1, count) * np.sqrt(np.clip(1 - (across / 1.2) ** 2, 0, 1))
    order = np.argsort(-up)
    across, up = across[order], up[order]
    xs = middle[0] + across * size[0]
    ys = middle[1] - up * size[1] + 7 * np.sin(across * 5 + middle[0])
    lit = np.clip(up * 0.5 + across * 0.22 + dice.normal(0, 0.14, count) - 0.12, 0, 0.62)
    dark = tone(light.leaf) * (0.55 + 0.45 * dice.random((count, 1)))
    colours = dark + lit[:, None] * (tone(light.rim) * tone([0.62, 0.72, 0.6]) - dark) * 0.72
    angles = np.pi / 2 + across * 0.85 + dice.normal(0, 0.34, count)
    brush = Brush(length=19, width=4, cover=0.92, wander=5.0)
    lay(canvas, xs=_field(xs), ys=_field(ys), angles=_field(angles), colours=_field(colours), brush=brush, dice=dice)


def limb_line(points: Sequence[tuple[int, int]]) -> tuple[Line, Line]:
    """Return a limb's course as it grew, bent rather than kinked at its points."""
    way = np.linspace(0, len(points) - 1, 44 * len(points) - 40)
    along = np.arange(len(points))
    xs, ys = (_smooth(np.interp(way, along, [point[axis] for point in points])) for axis in (0, 1))
    return xs, ys


def _smooth(line: Line) -> Line:
    reach = len(line) // 12
    window = np.hanning(2 * reach + 3)[1:-1]
    padded = np.pad(line, reach, mode="reflect", reflect_type="odd")
    return np.convolve(padded, window / window.sum(), mode="valid")


def _field(values: NDArray[np.floating]) -> Field:
    return np.asarray(values, np.float32)
