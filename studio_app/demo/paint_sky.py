"""Dusk skies: the generator's, smooth and repeating itself, and the one a painter lays over it."""

from dataclasses import dataclass, replace

import cv2
import numpy as np

from studio_app.demo.paint_brush import Brush, along_forms, repaint
from studio_app.demo.paint_composition import CLOUDS, SKY_SHAPE, SUN, WIDTH, columns, rows
from studio_app.demo.paint_noise import (
    Colour,
    Dice,
    Field,
    Plane,
    layered_noise,
    mixed,
    ramp,
    smooth_step,
    soft_noise,
    tone,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Light:
    """The colours of one evening."""

    sky: tuple[tuple[float, Colour], ...]
    glow: Colour
    cloud_light: Colour
    cloud_shade: Colour
    haze: Colour
    ridge: tuple[Colour, Colour, Colour]
    ground: Colour
    leaf: Colour
    rim: Colour
    cloud_strength: float


DUSK = Light(
    sky=(
        (0.0, (58, 74, 122)),
        (0.32, (104, 108, 158)),
        (0.6, (176, 142, 168)),
        (0.82, (234, 172, 146)),
        (1.0, (252, 210, 158)),
    ),
    glow=(255, 226, 170),
    cloud_light=(252, 190, 150),
    cloud_shade=(120, 108, 154),
    haze=(232, 180, 160),
    ridge=((146, 128, 166), (104, 100, 142), (62, 74, 104)),
    ground=(50, 58, 66),
    leaf=(34, 54, 58),
    rim=(214, 152, 104),
    cloud_strength=0.72,
)
BLUE_HOUR = Light(
    sky=(
        (0.0, (30, 56, 98)),
        (0.35, (62, 98, 142)),
        (0.65, (122, 148, 176)),
        (0.86, (206, 184, 172)),
        (1.0, (246, 200, 152)),
    ),
    glow=(255, 214, 160),
    cloud_light=(226, 190, 178),
    cloud_shade=(70, 90, 132),
    haze=(176, 172, 184),
    ridge=((116, 130, 164), (76, 98, 134), (42, 64, 92)),
    ground=(38, 50, 60),
    leaf=(24, 46, 56),
    rim=(170, 140, 120),
    cloud_strength=0.85,
)


def bare_sky(light: Light, dice: Dice) -> Plane:
    """Return the sky without clouds: a gradient that bends around the glow where the sun went down."""
    x, y = columns(), rows()[: SKY_SHAPE[0]]
    away = np.hypot((x - SUN[0]) / 1500, (y - SUN[1]) / 620).astype(np.float32)
    height = np.clip(y / 600 - 0.22 * np.clip(np.abs(x - SUN[0]) / 1200, 0, 1.2) ** 1.6 * y / 600, 0, 1)
    height += (soft_noise(SKY_SHAPE, 260, dice, stretch=3) - 0.5) * 0.05
    sky = ramp(height.astype(np.float32), light.sky)
    return mixed(sky, light.glow, (0.75 * np.exp(-((away / 0.33) ** 2))).astype(np.float32))


def generated_sky(light: Light, dice: Dice) -> Plane:
    """Return the generator's sky: one soft cloud, stamped again and again along a line."""
    sky = bare_sky(light, dice)
    density = np.zeros(SKY_SHAPE, np.float32)
    puffs = [
        (dice.uniform(-150, 150), dice.normal(0, 9), dice.uniform(46, 92), dice.uniform(11, 21)) for _ in range(11)
    ]
    for x, y in CLOUDS:
        for dx, dy, wide, high in puffs:
            _add_puff(density, (x + dx, y + dy), (wide, high))
        for dx, dy, wide, high in puffs[:6]:
            _add_puff(density, (x - 210 + dx * 0.7, y + 118 + dy), (wide * 0.8, high * 0.5))
    return clouded(sky, np.clip(density, 0, 1.2), light, light.cloud_strength)


def _add_puff(density: Field, middle: tuple[float, float], size: tuple[float, float]) -> None:
    reach_x, reach_y = int(size[0] * 2.6), int(size[1] * 2.6)
    left, right = max(0, int(middle[0]) - reach_x), min(WIDTH, int(middle[0]) + reach_x)
    top, bottom = max(0, int(middle[1]) - reach_y), min(SKY_SHAPE[0], int(middle[1]) + reach_y)
    if left >= right or top >= bottom:
        return
    xs = (np.arange(left, right, dtype=np.float32) - middle[0]) / size[0]
    ys = (np.arange(top, bottom, dtype=np.float32) - middle[1]) / size[1]
    density[top:bottom, left:right] += 0.42 * np.exp(-(xs[None, :] ** 2) - ys[:, None] ** 2)


def clouded(sky: Plane, density: Field, light: Light, strength: float) -> Plane:
    """Return a sky with clouds lit from the glow below the horizon: warm undersides, violet backs."""
    towards = tone([[1, 0, -10], [0, 1, -16]])
    behind = cv2.warpAffine(density, towards, SKY_SHAPE[::-1], borderMode=cv2.BORDER_REPLICATE)
    lit = smooth_step(behind - density + 0.12, -0.25, 0.42)
    near = np.exp(-(np.hypot((columns() - SUN[0]) / 900, (rows()[: SKY_SHAPE[0]] - SUN[1]) / 520) ** 2)).astype(
        np.float32
    )
    colours = mixed(
        np.broadcast_to(tone(light.cloud_shade), (*SKY_SHAPE, 3)),
        light.cloud_light,
        (1 - lit) * (0.45 + 0.5 * near),
    )
    colours = mixed(colours, sky, np.full(SKY_SHAPE, 0.22, np.float32))
    return mixed(sky, colours, smooth_step(density, 0.08, 0.75) * np.float32(strength))


def painters_sky(light: Light, dice: Dice) -> Plane:
    """Return the sky a painter would rather have: one great bank building on the right, thin bands drifting off it."""
    sky = bare_sky(replace(light, sky=tuple((at, _richer(colour, at)) for at, colour in light.sky)), dice)
    x, y = columns(), rows()[: SKY_SHAPE[0]]
    bend = (layered_noise(SKY_SHAPE, 210, dice, layers=3, stretch=1.3) - 0.5) * 190
    billow = layered_noise(SKY_SHAPE, 105, dice, layers=5, stretch=1.5)
    wisps = layered_noise(SKY_SHAPE, 54, dice, layers=4, stretch=8.0)
    # The bank is high where it stands over the shrine and sinks towards the glow, so that it leads the eye there.
    crest = 40 + 250 * smooth_step(1500 - x, 0, 1250) + bend
    floor = 330 + 0.02 * (x - 960) + bend * 0.35
    body = smooth_step(y - crest, -10, 120) * smooth_step(floor - y, -10, 70)
    heaped = np.clip(body * (billow * 2.9 - 0.55), 0, 1.3)
    drift = smooth_step(wisps, 0.42, 0.7) * np.exp(-(((y - 352 + 0.05 * (x - 960)) / 58) ** 2))
    high = (
        smooth_step(wisps, 0.46, 0.78)
        * np.exp(-(((y - 120 - 0.07 * (x - 400)) / 74) ** 2))
        * smooth_step(1150 - x, 0, 400)
    )
    density = np.clip(heaped + 0.7 * drift + high, 0, 1.3).astype(np.float32)
    return clouded(sky, density, light, 0.95)


def _richer(colour: Colour, at: float) -> Colour:
    """Return a sky colour as the painter mixes it: deeper overhead, rosier towards the mountains."""
    red, green, blue = colour
    return (round(red - 12 + 22 * at), round(green - 11 + 6 * at), round(blue - 9 - 6 * at))


def paint_sky(canvas: Plane, source: Plane, inside: Field, dice: Dice, *, bold: bool) -> None:
    """Lay a sky in dabs along its clouds; a person's hand is bolder than a generator's."""
    level = np.zeros(SKY_SHAPE, np.float32)
    angles = along_forms(source, level, pull=0.9 if bold else 0.5, dice=dice)
    large = Brush(length=96 if bold else 110, width=30, cover=0.8, wander=3.0 if bold else 1.6)
    small = Brush(length=46 if bold else 52, width=15, cover=0.7, wander=3.4 if bold else 1.6)
    repaint(canvas, source, brush=large, spacing=21 if bold else 24, inside=inside, angles=angles, dice=dice)
    repaint(
        canvas, source, brush=small, spacing=10 if bold else 15, inside=inside, angles=angles, dice=dice, unlike=3.0
    )
    fine = Brush(length=24, width=7, cover=0.75, wander=3.0)
    repaint(canvas, source, brush=fine, spacing=8, inside=inside, angles=angles, dice=dice, unlike=7.0)
