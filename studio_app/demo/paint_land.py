"""Mountains behind mountains, each bluer and paler, and the dark ground of the shores."""

import cv2
import numpy as np

from studio_app.demo.paint_brush import Brush, along_forms, lay, repaint
from studio_app.demo.paint_composition import FAR_WATER, SHAPE, SUN, WIDTH, bank, columns, ridges, rows, shore
from studio_app.demo.paint_noise import Dice, Field, Plane, layered_noise, mixed, smooth_step, tone
from studio_app.demo.paint_sky import Light

_LAND = slice(216, 690)
"""The rows in which mountains stand."""


def mountains(sky: Plane, light: Light, dice: Dice) -> Plane:
    """Return `sky` with three ridges before it in flat, modelled colour."""
    whole = sky.copy()
    picture = whole[_LAND]
    x, y = columns(), rows()[_LAND]
    near_sun = np.exp(-(((x - SUN[0]) / 620) ** 2)).astype(np.float32)
    for depth, (ridge, colour) in enumerate(zip(ridges(), light.ridge, strict=True)):
        below = y - ridge[None, :]
        facing = _facing(layered_noise(SHAPE, (150, 110, 60)[depth], dice, layers=4)[_LAND])
        tones = tone(colour) + np.zeros((*facing.shape, 1), np.float32)
        tones += (facing * np.tanh((SUN[0] - x) / 90) * (70, 52, 26)[depth])[:, :, None]
        tones += tone(light.rim) * (0.13 * near_sun * np.clip(facing, 0, 1))[:, :, None]
        mist = smooth_step(below, 10, (150, 110, 80)[depth]) * (0.72, 0.6, 0.3)[depth] * (0.7 + 0.3 * near_sun)
        picture = mixed(picture, mixed(tones, light.haze, mist.astype(np.float32)), smooth_step(below, -1.2, 1.2))
    whole[_LAND] = picture
    return whole


def _facing(form: Field) -> Field:
    """Return -1 to 1 for slopes that face left or right, seen coarsely as a painter blocks them in."""
    small = cv2.resize(form, (form.shape[1] // 3, form.shape[0] // 3), interpolation=cv2.INTER_AREA)
    slope = cv2.Sobel(cv2.GaussianBlur(small, (0, 0), 2), cv2.CV_32F, 1, 0, ksize=5)
    facing: Field = cv2.resize(slope / (np.abs(slope).max() + 1e-6), form.shape[::-1])
    return facing


def near_ground() -> Field:
    """Return 1 where the near shores are, down to the water."""
    x, y = columns(), rows()
    edge: Field = smooth_step(y - bank()[None, :], -1.5, 1.5) * ((x > 1070) | (x < 410)).astype(np.float32)
    return edge


def with_ground(picture: Plane, light: Light, dice: Dice) -> Plane:
    """Return the picture with the shrine's hill and the spit on the left."""
    part = slice(400, 920)
    y = rows()[part]
    blotches = layered_noise((520, WIDTH), 46, dice, layers=4, stretch=1.8)
    ground = tone(light.ground) + ((blotches - 0.5) * 34)[:, :, None]
    ground += tone([12, 14, -2]) * smooth_step(blotches, 0.5, 0.72)[:, :, None]
    top_light = smooth_step(34 - np.abs(y - bank()[None, :] - 16), 0, 34) * 0.28
    ground = mixed(ground, light.rim, top_light)
    wet = smooth_step(y - shore()[None, :], -16, 0)
    whole = picture.copy()
    whole[part] = mixed(picture[part], mixed(ground, (24, 30, 44), 0.6 * wet), near_ground()[part])
    return whole


def paint_land(canvas: Plane, source: Plane, dice: Dice) -> None:
    """Lay the mountains and the ground in dabs down their slopes."""
    x, y = columns(), rows()
    inside = np.asarray((y > ridges()[0][None, :] - 3) & (y < shore()[None, :] + 8), np.float32)
    slope = np.where(y > bank()[None, :], 0.1, 0.75 * np.tanh(3 * np.sin(x / 97.0 + y / 160))).astype(np.float32)
    angles = along_forms(source, slope, pull=0.8, dice=dice)
    broad = Brush(length=40, width=14, cover=0.82, wander=3.0)
    repaint(canvas, source, brush=broad, spacing=12, inside=inside, angles=angles, dice=dice)
    fine = Brush(length=20, width=6, cover=0.85, wander=3.6)
    repaint(canvas, source, brush=fine, spacing=7, inside=inside, angles=angles, dice=dice, unlike=5.0)


def paint_far_forest(canvas: Plane, light: Light, dice: Dice) -> None:
    """Set the small treetops that tell a wooded hill from a bare one."""
    near = ridges()[2]
    xs = dice.uniform(0, WIDTH, 2600).astype(np.float32)
    depth = dice.random(2600).astype(np.float32) ** 1.6
    room = np.clip(FAR_WATER - 6 - near[xs.astype(int)], 6, 90)
    ys = near[xs.astype(int)] + depth * room - 2
    order = np.argsort(ys)
    xs, ys, depth = xs[order], ys[order], depth[order]
    colours = tone(light.ridge[2]) * (0.74 + 0.2 * dice.random((2600, 1))) + depth[:, None] * tone([6, 5, 2])
    brush = Brush(length=15, width=6, cover=0.7, wander=4.0)
    upright = np.full(2600, np.pi / 2) + dice.normal(0, 0.12, 2600)
    lay(
        canvas,
        xs=xs,
        ys=ys,
        angles=upright.astype(np.float32),
        colours=colours.astype(np.float32),
        brush=brush,
        dice=dice,
    )


def far_shore_light(canvas: Plane, light: Light) -> None:
    """Lay the last light on the mist at the far water's edge."""
    band = slice(FAR_WATER - 30, FAR_WATER + 30)
    across = np.exp(-(((columns() - SUN[0]) / 560) ** 2))
    edge = np.exp(-(((rows()[band] - FAR_WATER) / 9) ** 2))
    canvas[band] = mixed(canvas[band], light.haze, (0.5 * across * edge * (columns() < 1080)).astype(np.float32))
