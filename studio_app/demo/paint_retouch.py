"""What people paint over a generation: a sky, a flaw taken out, a torii rebuilt, the art director's light."""

from functools import lru_cache

import cv2
import numpy as np

from studio_app.demo.paint_brush import Brush, along_forms, lay, repaint
from studio_app.demo.paint_composition import (
    BOAT,
    FAR_WATER,
    HEIGHT,
    SHAPE,
    SKY_SHAPE,
    STEPS_TOP,
    TORII_FOOT,
    TORII_HEIGHT,
    TORII_X,
    WIDTH,
    columns,
    ridges,
    rows,
    step_edges,
)
from studio_app.demo.paint_noise import (
    Field,
    Pixels,
    Plane,
    dice_for,
    finished,
    layered_noise,
    mixed,
    smooth_step,
    soft_noise,
    tone,
)
from studio_app.demo.paint_shrine import glow_at, paint_roof, paint_torii
from studio_app.demo.paint_sky import BLUE_HOUR, DUSK, Light, paint_sky, painters_sky
from studio_app.demo.paint_trees import paint_cedars, paint_pine
from studio_app.demo.paint_water import paint_water, water_underpainting


def _light_of(picture: Pixels) -> Light:
    """Return the evening a picture shows, by the warmth of its mountains and water."""
    middle = picture[420:900, 500:1100].reshape(-1, 3).mean(axis=0)
    return DUSK if middle[0] > middle[1] + 4 else BLUE_HOUR


@lru_cache(maxsize=1)
def _open_sky() -> Field:
    """Return 1 where the sky stands open: above the far ridge, not behind trees or roof."""
    plain = np.full((HEIGHT, WIDTH, 3), 255.0, np.float32)
    paint_roof(plain, BLUE_HOUR)
    paint_cedars(plain, BLUE_HOUR, dice_for("cedars"))
    paint_pine(plain, BLUE_HOUR, dice_for("pine"))
    free = np.clip((plain[:, :, 0] - 110) / 130, 0, 1).astype(np.float32)
    above: Field = smooth_step(ridges()[0][None, :] - rows(), 2, 14)
    return np.asarray(free * above, np.float32)


def retouch_sky(picture: Pixels) -> Pixels:
    """Return the picture with its sky painted anew by hand: a bank of clouds in place of the stamped ones."""
    light = _light_of(picture)
    dice = dice_for("retouched sky")
    source = painters_sky(light, dice)
    painted = source.copy()
    paint_sky(painted, source, np.ones(SKY_SHAPE, np.float32), dice, bold=True)
    canvas = picture.astype(np.float32)
    top = canvas[: SKY_SHAPE[0]]
    # The painter feathers the sky into what stays, with an edge as uneven as a hand leaves it.
    ragged = soft_noise(SKY_SHAPE, 26, dice) * 26
    ridge = ridges()[0][None, :] - rows()[: SKY_SHAPE[0]] - ragged
    top[:] = mixed(top, painted, _open_sky()[: SKY_SHAPE[0]] * smooth_step(ridge, -6, 16))
    return finished(canvas)


def retouch_object(picture: Pixels) -> Pixels:
    """Return the picture without the boat that was none, and with a torii that a carpenter would sign."""
    canvas = picture.astype(np.float32)
    _paint_boat_out(canvas, _light_of(picture))
    _rebuild_torii(canvas)
    return finished(canvas)


def _blob(middle: tuple[float, float], size: tuple[float, float], name: str) -> Field:
    """Return a soft patch with the wavering edge of a brush."""
    away = np.hypot((columns() - middle[0]) / size[0], (rows() - middle[1]) / size[1]).astype(np.float32)
    ragged = away + (layered_noise(SHAPE, 60, dice_for(name), layers=3) - 0.5) * 0.34
    return smooth_step(1.0 - ragged, 0.0, 0.2)


def _paint_boat_out(canvas: Plane, light: Light) -> None:
    """Paint the lake where the boat was, from what stands on the far shore, as one would see it mirrored there."""
    dice = dice_for("boat out")
    x, y = BOAT
    patch = np.maximum(_blob((x + 10, y + 22), (240, 122), "hull"), _blob((x + 42, y - 84), (116, 124), "mast"))
    patch = np.asarray(patch * smooth_step(rows(), FAR_WATER + 6, FAR_WATER + 20), np.float32)
    # The swell is the one already in the picture, so that the ripples run on through the new paint.
    source = water_underpainting(canvas, canvas, light, dice_for("water", 1 if light is DUSK else 2))
    painted = mixed(canvas, source, patch)
    paint_water(painted, source, dice, inside=(patch > 0.3).astype(np.float32))
    canvas[:] = mixed(canvas, painted, np.clip(patch * 4, 0, 1))


def _rebuild_torii(canvas: Plane) -> None:
    dice = dice_for("torii anew")
    top = TORII_FOOT - TORII_HEIGHT
    box = np.s_[top - 70 : top + 200, TORII_X - 260 : TORII_X + 60]
    melted = _torii_shape(melted=True)
    patch = cv2.dilate(melted, np.ones((13, 13), np.uint8))[box]
    patch[:, 250:] = 0
    around = np.clip(canvas[box], 0, 255).astype(np.uint8)
    behind = cv2.inpaint(around, (patch > 0).astype(np.uint8), 7, cv2.INPAINT_TELEA).astype(np.float32)
    source = canvas.copy()
    source[box] = behind
    share = np.zeros(SHAPE, np.float32)
    share[box] = cv2.GaussianBlur(patch, (0, 0), 2.0)
    canvas[:] = mixed(canvas, source, share)
    angles = along_forms(source, np.full(SHAPE, 0.9, np.float32), pull=0.7, dice=dice)
    repaint(
        canvas,
        source,
        brush=Brush(length=20, width=6, cover=0.8, wander=6.0),
        spacing=6,
        inside=(share > 0.5).astype(np.float32),
        angles=angles,
        dice=dice,
    )
    paint_torii(canvas, dice_for("torii"), melted=False)


def _torii_shape(*, melted: bool) -> Field:
    """Return 1 where the torii stands."""
    plain = np.full((HEIGHT, WIDTH, 3), 500.0, np.float32)
    paint_torii(plain, dice_for("torii"), melted=melted)
    return np.asarray(plain.min(axis=2) < 480, np.float32)


def correct_grade(picture: Pixels) -> Pixels:
    """Return the art director's correction: the whole plate a little warmer, and light on the shrine's steps."""
    canvas = picture.astype(np.float32)
    lifted = 255.0 * (canvas / 255.0) ** np.float32(0.965)
    canvas = lifted * tone([1.045, 1.0, 0.945]) + tone([3.0, 1.0, 0.0])
    dice = dice_for("light on the steps")
    edges = tone(step_edges())
    count = 1100
    at = np.clip(dice.beta(1.6, 1.2, count) * (len(edges) - 1), 0, len(edges) - 1).astype(int)
    across = np.clip(dice.normal(0.52, 0.2, count), 0.06, 0.94)
    xs = edges[at, 0, 0] + across * (edges[at, 1, 0] - edges[at, 0, 0])
    ys = edges[at, 0, 1] + dice.uniform(-7, 2, count)
    under = canvas[ys.astype(int), xs.astype(int)]
    behind = cv2.dilate(_torii_shape(melted=False), np.ones((9, 37), np.uint8))[ys.astype(int), xs.astype(int)] > 0
    share = (0.16 + 0.42 * at / len(edges))[:, None] * np.exp(-(((across - 0.5) / 0.34) ** 2))[:, None]
    colours = under + share * (tone([255, 190, 112]) - under)
    # The torii stands before the steps: no light of theirs goes over it.
    xs, ys, colours, count = xs[~behind], ys[~behind], colours[~behind], int((~behind).sum())
    lay(
        canvas,
        xs=xs.astype(np.float32),
        ys=ys.astype(np.float32),
        angles=dice.normal(0, 0.04, count).astype(np.float32),
        colours=colours.astype(np.float32),
        brush=Brush(length=34, width=5, cover=0.5, wander=2.5),
        dice=dice,
    )
    glow_at(canvas, (STEPS_TOP[0], STEPS_TOP[1] - 8), 120, tone([255, 186, 104]), 0.42)
    return finished(canvas)
