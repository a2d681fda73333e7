"""The layout of cut C012 in pencil: what a person drew and all the rest was painted on."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from studio_app.demo.paint_composition import (
    CEDARS,
    CLOUDS,
    FAR_WATER,
    HEIGHT,
    SHAPE,
    STEPS_TOP,
    SUN,
    TORII_FOOT,
    TORII_X,
    WIDTH,
    bank,
    ridges,
    shore,
    step_edges,
)
from studio_app.demo.paint_noise import Dice, Pixels, corners, dice_for, finished, layered_noise, soft_noise, tone
from studio_app.demo.paint_shrine import torii_outlines
from studio_app.demo.paint_trees import LIMBS, PADS, limb_line

_PAPER = tone([246, 242, 232])
_GRAPHITE = tone([66, 64, 70])
_BLUE = tone([120, 160, 204])
Points = Sequence[tuple[float, float]] | NDArray[np.float64]


def paint_layout() -> Pixels:
    """Return the layout: graphite on warm paper, blue construction lines, frame marks and the cut's number."""
    dice = dice_for("layout")
    blue, grey = np.zeros(SHAPE, np.uint8), np.zeros(SHAPE, np.uint8)
    _construction(blue, dice)
    _sky_and_water(grey, dice)
    _land(grey, dice)
    _cedars(grey, dice)
    waterline = np.arange(54, WIDTH - 54, 6)
    pencil(grey, np.stack([waterline, shore()[waterline]], 1), dice, press=225)
    _shrine(grey, dice)
    _pine(grey, dice)
    _frame(grey, dice)
    tooth = layered_noise(SHAPE, 6, dice, layers=2)
    paper = _PAPER + ((soft_noise(SHAPE, 240, dice) - 0.5) * 7 + (tooth - 0.5) * 5)[:, :, None]
    for layer, colour in ((blue, _BLUE), (grey, _GRAPHITE)):
        # Graphite stays on the paper's tooth: strong lines cover it, light ones break up.
        share = np.clip(cv2.GaussianBlur(layer, (0, 0), 0.6).astype(np.float32) / 255 * (0.72 + 0.62 * tooth), 0, 0.94)
        paper = paper + (colour - paper) * share[:, :, None]
    return finished(paper)


def pencil(
    layer: NDArray[np.uint8], points: Points, dice: Dice, *, press: int = 190, width: int = 2, passes: int = 2
) -> None:
    """Draw along points as a hand does: twice, not quite in the same place, pressing here and letting go there."""
    line = np.asarray(points, np.float64)
    steps = np.hypot(*np.diff(line, axis=0).T)
    total = float(steps.sum())
    if total < 2:
        return
    count = max(4, int(total / 5))
    at = np.linspace(0, total, count)
    so_far = np.concatenate([[0.0], np.cumsum(steps)])
    for number in range(passes):
        sway = _wander(count, dice, 0.9 + 0.5 * number)
        xs, ys = (np.interp(at, so_far, line[:, axis]) + _wander(count, dice, 0.5) for axis in (0, 1))
        ys = ys + sway
        pressure = np.clip(press * (0.72 - 0.24 * number) + _wander(count, dice, 46), 24, 250)
        # A second pass starts late and stops early, as a hand that only goes over what matters.
        first, last = (0, count) if number == 0 else (count // 7, count - count // 6)
        path = np.rint(np.stack([xs, ys], 1) * 8).astype(int)
        for here, there, force in zip(path[first : last - 1], path[first + 1 : last], pressure[first:], strict=False):
            cv2.line(layer, here, there, int(force), width if force > 96 else 1, cv2.LINE_AA, 3)


def _wander(count: int, dice: Dice, reach: float) -> NDArray[np.float64]:
    knots = dice.normal(0, reach, count // 9 + 3)
    return np.interp(np.linspace(0, len(knots) - 1, count), np.arange(len(knots)), knots)


def _construction(layer: NDArray[np.uint8], dice: Dice) -> None:
    """Draw eye level and the lines of perspective that the steps and the shore run along."""
    pencil(layer, [(70, FAR_WATER - 6), (1850, FAR_WATER - 6)], dice, press=120, passes=1)
    for x in (180, 520, 1180, 1500, 1840):
        pencil(layer, [(SUN[0], FAR_WATER - 6), (x, 1010)], dice, press=66, width=1, passes=1)
    edges = step_edges()
    for side in (0, 1):
        low, high = edges[0][side], edges[-1][side]
        reach = (high[0] + (high[0] - low[0]) * 0.34, high[1] + (high[1] - low[1]) * 0.34)
        pencil(layer, [low, reach], dice, press=110, width=1, passes=1)
    pencil(layer, [(TORII_X, TORII_FOOT + 60), (TORII_X, TORII_FOOT - 340)], dice, press=90, width=1, passes=1)


def _land(layer: NDArray[np.uint8], dice: Dice) -> None:
    xs = np.arange(54, WIDTH - 54, 6)
    visible = np.full(WIDTH, float(HEIGHT))
    for press, line in ((210, bank()), (170, ridges()[2]), (150, ridges()[1]), (176, ridges()[0])):
        limits = ((54, 400), (1080, WIDTH - 54)) if press == 210 else ((54, WIDTH - 54),)
        for low, high in limits:
            part = xs[(xs >= low) & (xs <= high)]
            for run in _runs(part, line[part] <= visible[part]):
                pencil(layer, np.stack([run, line[run]], 1), dice, press=press)
        visible = np.minimum(visible, line) if press != 210 else np.where((np.arange(WIDTH) > 1080), line, visible)
    for x in range(260, 1240, 26):
        top, depth = ridges()[0][x], dice.uniform(24, 78)
        if dice.random() < 0.62:
            lean = -16 if x > SUN[0] else 16
            pencil(layer, [(x, top + 8), (x + lean, top + 8 + depth)], dice, press=78, width=1, passes=1)


def _runs(xs: NDArray[np.int64], shown: NDArray[np.bool_]) -> Iterable[NDArray[np.int64]]:
    cuts = np.flatnonzero(np.diff(shown.astype(int))) + 1
    for run, seen in zip(np.split(xs, cuts), np.split(shown, cuts), strict=True):
        if len(run) > 2 and seen[0]:
            yield run


def _cedars(layer: NDArray[np.uint8], dice: Dice) -> None:
    for x, top, height in sorted(CEDARS, key=lambda cedar: cedar[1] + cedar[2] * 0.2):
        crown = top + 110 - height
        rise = np.linspace(0.0, 1.0, 26)
        half = 4 + rise * height * 0.21 * (0.86 + 0.22 * np.sin(rise * 38 + x))
        jag = np.where(np.arange(26) % 2 == 0, 1.0, 0.8)
        sides = [np.stack([x + side * half * jag, crown + rise * height * 0.9 + half * 0.3], 1) for side in (-1, 1)]
        cv2.fillPoly(layer, [corners(np.vstack([sides[0], sides[1][::-1]]))], 0)
        for outline in sides:
            on_land = outline[:, 1] < shore()[np.clip(outline[:, 0], 0, WIDTH - 1).astype(int)] - 4
            pencil(layer, outline[on_land], dice, press=150, width=1)
        pencil(layer, [(x, crown), (x, crown + height * 0.5)], dice, press=70, width=1, passes=1)


def _pine(layer: NDArray[np.uint8], dice: Dice) -> None:
    for points, thick, thin in LIMBS:
        xs, ys = limb_line(points)
        half, turn = np.linspace(thick, thin, len(xs)) / 2, np.arctan2(np.gradient(ys), np.gradient(xs))
        sides = [np.stack([xs - side * half * np.sin(turn), ys + side * half * np.cos(turn)], 1) for side in (-1, 1)]
        cv2.fillPoly(layer, [corners(np.vstack([sides[0], sides[1][::-1]]))], 0)
        for outline in sides:
            pencil(layer, outline, dice, press=206)
    for x, y, wide, high in PADS:
        turn = np.linspace(0, 2 * np.pi, 60)
        edge = 1 + 0.1 * np.sin(turn * 9 + x) + 0.05 * np.sin(turn * 17)
        outline = np.stack([x + wide * edge * np.cos(turn), y + high * edge * np.sin(turn)], 1)
        cv2.fillPoly(layer, [corners(outline)], 0)
        pencil(layer, outline, dice, press=165)
        for _stroke in range(9):
            start = x + dice.uniform(-0.75, 0.75) * wide
            pencil(layer, [(start, y + 2), (start + 10, y + high * 0.75)], dice, press=90, width=1, passes=1)


def _shrine(layer: NDArray[np.uint8], dice: Dice) -> None:
    x, y = STEPS_TOP
    roof = [(x - 92, y - 53), (x - 44, y - 93), (x, y - 88), (x + 44, y - 93), (x + 92, y - 53), (x + 46, y - 40)]
    roof += [(x - 46, y - 40), (x - 92, y - 53)]
    walls = [(x - 52, y - 38), (x - 52, y + 4), (x + 52, y + 4), (x + 52, y - 38)]
    steps = [edge[0] for edge in step_edges()] + [edge[1] for edge in step_edges()][::-1]
    cv2.fillPoly(layer, [corners(steps)], 0)
    cv2.fillPoly(layer, [corners(walls)], 0)
    cv2.fillPoly(layer, [corners(roof)], 0)
    pencil(layer, walls, dice, press=190)
    pencil(layer, roof, dice, press=220)
    for low, high in step_edges():
        pencil(layer, [low, high], dice, press=160, width=1)
    for side in (0, 1):
        pencil(layer, [edge[side] for edge in step_edges()], dice, press=190)
    for outline in torii_outlines():
        cv2.fillPoly(layer, [outline], 0)
        pencil(layer, np.vstack([outline, outline[:1]]).astype(np.float64), dice, press=226)
    for middle, foot in ((TORII_X - 168, TORII_FOOT + 12), (TORII_X + 176, TORII_FOOT + 14)):
        _lantern(layer, (middle, foot), dice)


def _lantern(layer: NDArray[np.uint8], place: tuple[int, int], dice: Dice) -> None:
    outline = [(-20, 2), (20, 2), (20, -8), (7, -8), (7, -52), (15, -52), (11, -80), (24, -80), (0, -98), (-24, -80)]
    outline += [(-11, -80), (-15, -52), (-7, -52), (-7, -8), (-20, -8), (-20, 2)]
    points = [(place[0] + a, place[1] + b) for a, b in outline]
    cv2.fillPoly(layer, [corners(points)], 0)
    pencil(layer, points, dice, press=190, width=1)


def _sky_and_water(layer: NDArray[np.uint8], dice: Dice) -> None:
    for x, y in CLOUDS:
        turn = np.linspace(0.08, 3.06, 30)
        bumps = 1 + 0.22 * np.abs(np.sin(turn * 3.2 + x))
        pencil(layer, np.stack([x - 170 * np.cos(turn), y + 14 - 36 * bumps * np.sin(turn)], 1), dice, press=112)
        pencil(layer, [(x - 168, y + 14), (x + 60, y + 20), (x + 168, y + 12)], dice, press=88, width=1, passes=1)
    for _stroke in range(64):
        start, height = dice.uniform(330, 1180), float(640 + 400 * dice.random() ** 1.2)
        pencil(layer, [(start, height), (start + dice.uniform(30, 150), height + 1)], dice, press=76, width=1, passes=1)
    for x in (TORII_X - 100, TORII_X + 100):
        pencil(layer, [(x, 808), (x + 6, 870), (x - 5, 930), (x + 3, 990)], dice, press=80, width=1, passes=1)


def _frame(layer: NDArray[np.uint8], dice: Dice) -> None:
    """Draw the camera frame with its centre marks and, below on the right, the box with the cut's number."""
    left, top, right, bottom = 48, 40, WIDTH - 48, HEIGHT - 40
    frame = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]
    for here, there in pairwise(frame):
        pencil(layer, [here, there], dice, press=170, passes=1)
    for edge in (top, bottom):
        pencil(layer, [(WIDTH / 2, edge - 16), (WIDTH / 2, edge + 16)], dice, press=200, passes=1)
    for edge in (left, right):
        pencil(layer, [(edge - 16, HEIGHT / 2), (edge + 16, HEIGHT / 2)], dice, press=200, passes=1)
    cv2.rectangle(layer, (right - 236, bottom - 86), (right - 24, bottom - 24), 0, -1)
    box = [(right - 236, bottom - 86), (right - 24, bottom - 86), (right - 24, bottom - 24), (right - 236, bottom - 24)]
    pencil(layer, [*box, box[0]], dice, press=210)
    for number, letter in enumerate("C012"):
        place = (right - 212 + number * 44, bottom - 40 - number % 2)
        cv2.putText(layer, letter, place, cv2.FONT_HERSHEY_SCRIPT_SIMPLEX, 1.25, 215, 2, cv2.LINE_AA)
