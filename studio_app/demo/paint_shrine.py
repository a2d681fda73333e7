"""The shrine on the right: torii, steps, lanterns and the roof among the trees; and how a generator gets it wrong."""

import cv2
import numpy as np
from numpy.typing import NDArray

from studio_app.demo.paint_brush import Brush, draw, fill, lay
from studio_app.demo.paint_composition import STEPS_TOP, TORII_FOOT, TORII_HALF, TORII_HEIGHT, TORII_X, step_edges
from studio_app.demo.paint_noise import Colour, Dice, Plane, corners, tone
from studio_app.demo.paint_sky import Light

_RED: Colour = (136, 56, 50)
_RED_LIT: Colour = (196, 104, 78)
_RED_DARK: Colour = (74, 36, 48)
_BLACK: Colour = (34, 28, 38)
Shape = NDArray[np.int32]


def paint_steps(canvas: Plane, light: Light, dice: Dice) -> None:
    """Lay the stone steps from the top one down, each tread lighter than its riser."""
    edges = step_edges()
    for number in range(len(edges) - 1, 0, -1):
        low, high = edges[number - 1], edges[number]
        tread = corners([high[0], high[1], low[1], low[0]])
        stone = tone(light.ground) * 0.8 + tone(light.haze) * 0.2
        fill(canvas, tread, stone + tone([8, 6, 4]))
        drop = max(2, (low[0][1] - high[0][1]) // 2)
        riser = corners([low[0], low[1], (low[1][0], low[1][1] - drop), (low[0][0], low[0][1] - drop)])
        fill(canvas, riser, stone * 0.72)
        draw(canvas, corners([(low[0][0], low[0][1] - drop), (low[1][0], low[1][1] - drop)]), stone * 1.3, 2)
    _weather(canvas, edges, dice)
    for side in (0, 1):
        way = np.linspace(0, 1, 150)
        xs = np.interp(way, np.linspace(0, 1, len(edges)), [edge[side][0] for edge in edges])
        ys = np.interp(way, np.linspace(0, 1, len(edges)), [edge[side][1] for edge in edges])
        xs = xs + (side * 2 - 1) * dice.uniform(0, 16, 150)
        moss = tone(light.leaf) * (0.9 + 0.5 * dice.random((150, 1)))
        angles = np.full(150, 1.2) + dice.normal(0, 0.4, 150)
        lay(
            canvas,
            xs=xs.astype(np.float32),
            ys=ys.astype(np.float32),
            angles=angles.astype(np.float32),
            colours=moss.astype(np.float32),
            brush=Brush(length=20, width=7, cover=0.85),
            dice=dice,
        )


def _weather(canvas: Plane, edges: list[tuple[tuple[int, int], tuple[int, int]]], dice: Dice) -> None:
    """Break the drawn stone up with dabs of its own colours, level as the treads are."""
    pick, across = dice.integers(0, len(edges), 420), dice.random(420)
    ends = tone(edges)[pick]
    xs = ends[:, 0, 0] + across * (ends[:, 1, 0] - ends[:, 0, 0])
    ys = ends[:, 0, 1] + dice.uniform(-7, 3, 420)
    colours = canvas[ys.astype(int), xs.astype(int)] * dice.uniform(0.86, 1.16, (420, 1))
    lay(
        canvas,
        xs=xs.astype(np.float32),
        ys=ys.astype(np.float32),
        angles=np.zeros(420, np.float32),
        colours=colours.astype(np.float32),
        brush=Brush(length=19, width=4, cover=0.6),
        dice=dice,
    )


def paint_roof(canvas: Plane, light: Light) -> None:
    """Set the shrine's roof at the head of the steps, its eaves turned up."""
    x, y = STEPS_TOP
    wall = corners([(x - 52, y - 40), (x + 52, y - 40), (x + 52, y + 4), (x - 52, y + 4)])
    fill(canvas, wall, tone([58, 44, 50]))
    fill(
        canvas,
        corners([(x - 14, y - 34), (x + 14, y - 34), (x + 14, y + 4), (x - 14, y + 4)]),
        tone([232, 176, 104]),
    )
    way = np.linspace(-1, 1, 40)
    eaves = [(x + t * 92, y - 38 - 15 * abs(t) ** 3) for t in way]
    ridge = [(x + t * 44, y - 88 - 5 * t * t) for t in way[::-1]]
    roof = corners(np.rint(eaves + ridge))
    fill(canvas, roof, tone(light.ground) * 0.75)
    draw(canvas, corners(np.rint(ridge)), tone(light.rim) * 0.7, 3)
    draw(canvas, corners(np.rint(eaves)), tone([24, 22, 32]), 4)


def paint_lanterns(canvas: Plane, light: Light) -> None:
    """Set two stone lanterns beside the torii with a small flame in each."""
    for x, foot, size in ((TORII_X - 168, TORII_FOOT + 12, 1.0), (TORII_X + 176, TORII_FOOT + 14, 1.06)):
        stone = tone(light.ground) * 0.8 + tone(light.haze) * 0.16
        for left, top, right, bottom in ((-7, -52, 7, 0), (-20, -8, 20, 2), (-15, -60, 15, -52), (-11, -80, 11, -60)):
            block = [(left, bottom), (right, bottom), (right, top), (left, top)]
            fill(canvas, corners([(x + a * size, foot + b * size) for a, b in block]), stone)
        cap = [(-24, -78), (0, -98), (24, -78), (17, -82), (-17, -82)]
        fill(canvas, corners([(x + a * size, foot + b * size) for a, b in cap]), stone * 0.8)
        middle = (x, int(foot - 70 * size))
        glow_at(canvas, middle, 58, tone([255, 186, 96]), 0.5)
        fill(canvas, cv2.ellipse2Poly(middle, (5, 8), 0, 0, 360, 20), tone([255, 222, 150]))


def glow_at(canvas: Plane, middle: tuple[int, int], reach: int, colour: NDArray[np.float32], strength: float) -> None:
    """Let light spread from a point into what is around it."""
    top, left = max(0, middle[1] - reach), max(0, middle[0] - reach)
    part = canvas[top : middle[1] + reach, left : middle[0] + reach]
    ys = np.arange(part.shape[0], dtype=np.float32)[:, None] + top - middle[1]
    xs = np.arange(part.shape[1], dtype=np.float32)[None, :] + left - middle[0]
    share = strength * np.clip(1 - np.hypot(xs, ys) / reach, 0, 1) ** 2
    part += (colour - part) * share[:, :, None].astype(np.float32)


def paint_torii(canvas: Plane, dice: Dice, *, melted: bool) -> None:
    """Build the torii from its feet up; `melted` lets the left of its beam sag and drip as generators do."""
    top = TORII_FOOT - TORII_HEIGHT
    for side in (-1, 1):
        foot = TORII_X + side * (TORII_HALF + 6)
        _beam(canvas, _post(side), dice, upright=True)
        sock = corners(
            [
                (foot - 15, TORII_FOOT + 6),
                (foot + 15, TORII_FOOT + 6),
                (foot + 13, TORII_FOOT - 22),
                (foot - 13, TORII_FOOT - 22),
            ]
        )
        fill(canvas, sock, tone(_BLACK))
    tie = _curve(top + 74, 132, 19, 0.0, melted=melted, sag=9)
    _beam(canvas, tie, dice, upright=False)
    fill(
        canvas,
        corners(
            [(TORII_X - 12, top + 34), (TORII_X + 12, top + 34), (TORII_X + 12, top + 74), (TORII_X - 12, top + 74)]
        ),
        tone(_RED_DARK),
    )
    _beam(canvas, _curve(top + 20, 158, 20, 9.0, melted=melted, sag=34), dice, upright=False)
    cap = _curve(top + 2, 176, 19, 15.0, melted=melted, sag=40)
    fill(canvas, cap, tone(_BLACK))
    draw(canvas, cap[:41], tone([116, 92, 96]), 2)
    if melted:
        _paint_drips(canvas, dice)


def _paint_drips(canvas: Plane, dice: Dice) -> None:
    top = TORII_FOOT - TORII_HEIGHT
    for x, length, width in ((TORII_X - 148, 64, 15), (TORII_X - 116, 30, 9), (TORII_X - 168, 42, 10)):
        drop = corners(
            [
                (x - width, top + 44),
                (x + width, top + 40),
                (x + width // 3, top + 46 + length),
                (x - width // 3, top + 46 + length),
            ]
        )
        _beam(canvas, drop, dice, upright=True)
        fill(
            canvas,
            cv2.ellipse2Poly((x, top + 44 + length), (width // 2 + 1, width // 2 + 5), 0, 0, 360, 20),
            tone(_RED),
        )


def torii_outlines() -> tuple[Shape, ...]:
    """Return the outlines of a sound torii, posts first, for whoever draws it in line."""
    top = TORII_FOOT - TORII_HEIGHT
    posts = tuple(_post(side) for side in (-1, 1))
    tie = _curve(top + 74, 132, 19, 0.0, melted=False, sag=0)
    lintel = _curve(top + 20, 158, 20, 9.0, melted=False, sag=0)
    return (*posts, tie, lintel, _curve(top + 2, 176, 19, 15.0, melted=False, sag=0))


def _post(side: int) -> Shape:
    foot, head, top = (
        TORII_X + side * (TORII_HALF + 6),
        TORII_X + side * (TORII_HALF - 8),
        TORII_FOOT - TORII_HEIGHT + 16,
    )
    return corners([(foot - 12, TORII_FOOT), (foot + 12, TORII_FOOT), (head + 10, top), (head - 10, top)])


def _curve(y: float, half: int, thick: int, lift: float, *, melted: bool, sag: float) -> Shape:
    way = np.linspace(-1, 1, 41)
    xs = TORII_X + way * half
    droop = sag * np.clip(-way - 0.15, 0, 1) ** 1.4 * 1.6 if melted else np.zeros(41)
    upper = y - lift * np.abs(way) ** 2.4 + droop
    lower = upper + thick * (1 + (0.5 * np.clip(-way, 0, 1) * np.sin(way * 17) if melted else 0))
    return corners(np.rint(np.concatenate([np.stack([xs, upper], 1), np.stack([xs, lower], 1)[::-1]])))


def _beam(canvas: Plane, shape: Shape, dice: Dice, *, upright: bool) -> None:
    """Fill a timber and brush its lit and shaded edges, for the glow comes from the left and below."""
    fill(canvas, shape, tone(_RED))
    mask = np.zeros(canvas.shape[:2], np.uint8)
    cv2.fillPoly(mask, [shape], 1)
    left, top, width, height = cv2.boundingRect(shape)
    ys, xs = np.nonzero(mask[top : top + height, left : left + width])
    picked = dice.integers(0, len(xs), max(24, len(xs) // 22))
    across = (xs[picked] / max(1, width)) if upright else 1 - ys[picked] / max(1, height)
    warm = np.clip(0.75 - across * 1.5, 0, 1)[:, None] * (tone(_RED_LIT) - tone(_RED))
    cold = np.clip(across * 1.6 - 0.8, 0, 1)[:, None] * (tone(_RED_DARK) - tone(_RED))
    colours = tone(_RED) + warm + cold
    angles = np.full(len(picked), np.pi / 2 if upright else 0.0) + dice.normal(0, 0.06, len(picked))
    lay(
        canvas,
        xs=(xs[picked] + left).astype(np.float32),
        ys=(ys[picked] + top).astype(np.float32),
        angles=angles.astype(np.float32),
        colours=colours.astype(np.float32),
        brush=Brush(length=17, width=4, cover=0.7, wander=5.0),
        dice=dice,
    )
