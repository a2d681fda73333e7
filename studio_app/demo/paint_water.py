"""The lake: the land upside down, broken by ripples that widen towards the viewer; and a thing that is no boat."""

import cv2
import numpy as np

from studio_app.demo.paint_brush import Brush, draw, fill, lay, repaint, scattered
from studio_app.demo.paint_composition import BOAT, FAR_WATER, HEIGHT, SHAPE, SUN, WIDTH, columns, rows, shore
from studio_app.demo.paint_land import near_ground
from studio_app.demo.paint_noise import Dice, Field, Plane, corners, layered_noise, mixed, smooth_step, soft_noise, tone
from studio_app.demo.paint_sky import Light


def on_water() -> Field:
    """Return 1 where there is water."""
    return smooth_step(rows() - shore()[None, :], -1.0, 1.0)


def water_underpainting(above: Plane, beyond: Plane, light: Light, dice: Dice) -> Plane:
    """Return the picture with the lake in it, shaken by the swell.

    What is far (`beyond`: sky and mountains) is mirrored at the far water's edge, what stands on the near shore at
    that shore's own edge; one mirror for both would tilt the mountains in the water.
    """
    x, y = columns(), rows()[FAR_WATER - 6 :]
    shape = (HEIGHT - FAR_WATER + 6, WIDTH)
    depth = np.clip(y - FAR_WATER, 0, None)
    shake, swell = soft_noise(shape, 5, dice, stretch=14) - 0.5, soft_noise(shape, 15, dice, stretch=9) - 0.5
    from_x = (x + (shake * 9 + swell * 16) * np.clip(depth / 170, 0.08, 2.2)).astype(np.float32)
    sway = swell * 15 * np.clip(depth / 200, 0.1, 2)
    far_y = np.clip(2 * FAR_WATER - 5 - y - depth * 0.16 + sway, 0, FAR_WATER - 4).astype(np.float32)
    mirror = cv2.remap(
        cv2.GaussianBlur(beyond[:FAR_WATER], (1, 9), 0), from_x, far_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT
    )
    edge = cv2.GaussianBlur(shore()[None, :], (0, 0), 5)
    near_y = (2 * edge - y - np.clip(y - edge, 0, None) * 0.1 + sway).astype(np.float32)
    apart = np.abs(above[:900, :, 0] - beyond[:900, :, 0]) + np.abs(above[:900, :, 2] - beyond[:900, :, 2])
    standing = np.maximum((apart > 9).astype(np.float32), near_ground()[:900])
    both = cv2.GaussianBlur(np.dstack([above[:900], standing]), (1, 5), 0)
    near = cv2.remap(both, from_x, near_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    mirror = mixed(mirror, near[:, :, :3], near[:, :, 3]) * tone([0.84, 0.87, 0.93])
    deep = smooth_step(depth, 90, 520) * 0.42
    mirror = mixed(mirror, tone(light.sky[0][1]) * 0.62, deep)
    path = np.exp(-(((x - SUN[0]) / (90 + depth * 0.55)) ** 2))
    glint = smooth_step(layered_noise(shape, 16, dice, layers=2, stretch=16), 0.6, 0.8) * path * (1 - near[:, :, 3])
    mirror = mixed(mirror, light.glow, (glint * 0.5).astype(np.float32))
    picture = above.copy()
    picture[FAR_WATER - 6 :] = mixed(above[FAR_WATER - 6 :], mirror, on_water()[FAR_WATER - 6 :])
    return picture


def paint_water(canvas: Plane, source: Plane, dice: Dice, *, inside: Field | None = None) -> None:
    """Lay the lake in level dabs, short and fine far away, long and broad near by."""
    y = rows()
    level = np.zeros(SHAPE, np.float32) + (soft_noise(SHAPE, 120, dice, stretch=3) - 0.5) * 0.12
    where = on_water() if inside is None else inside
    near, far = where * (y > 700), where * (y <= 740)
    for brush, spacing, part, unlike in (
        (Brush(length=74, width=9, cover=0.75, wander=2.4), 14.0, near, 0.0),
        (Brush(length=36, width=5, cover=0.72, wander=2.4), 9.0, far, 0.0),
        (Brush(length=40, width=4, cover=0.8, wander=3.0), 9.0, near, 6.0),
    ):
        repaint(canvas, source, brush=brush, spacing=spacing, inside=part, angles=level, dice=dice, unlike=unlike)


def paint_ripples(canvas: Plane, light: Light, dice: Dice) -> None:
    """Draw the few long lines of light and dark that make a surface lie down."""
    where = np.asarray(on_water() * (rows() > FAR_WATER + 8), np.float32)
    xs, ys = scattered(dice, 30.0, where)
    kept = dice.random(len(xs)) < 0.32
    xs, ys = xs[kept], ys[kept]
    under = canvas[ys.astype(int), xs.astype(int)]
    bright = dice.random((len(xs), 1)) < 0.55
    colours = np.where(bright, under + (tone(light.haze) - under) * 0.34, under * 0.78).astype(np.float32)
    angles = dice.normal(0, 0.02, len(xs)).astype(np.float32)
    for low, high, brush in (
        (0, 720, Brush(length=34, width=3, cover=0.6)),
        (720, 860, Brush(length=64, width=3, cover=0.6)),
        (860, HEIGHT, Brush(length=110, width=5, cover=0.6)),
    ):
        band = (ys >= low) & (ys < high)
        lay(canvas, xs=xs[band], ys=ys[band], angles=angles[band], colours=colours[band], brush=brush, dice=dice)


def paint_no_boat(canvas: Plane, light: Light, dice: Dice) -> None:
    """Put the generator's flaw in: a hull with two prows, a mast that bends, the reflection of something else."""
    x, y = BOAT
    dark = tone(light.ground) * 0.62 + tone([22, 8, 2])
    way = np.linspace(-1, 1, 30)
    rim = [(x + 128 * t, y - 20 - 26 * abs(t) ** 3 + 10 * np.sin(4 * t)) for t in way]
    keel = [(x + 104 * t + 14, y + 22 - 16 * t * t) for t in way[::-1]]
    hull = corners(np.rint(rim + keel))
    shade = hull.copy()
    shade[:, 1] = 2 * (y + 18) - shade[:, 1] + 4
    shade[:, 0] += 26
    fill(canvas, shade, dark * 0.9, strength=0.5)
    fill(canvas, hull, dark, strength=0.94)
    for number in range(5):
        line = corners(
            [
                (x + 118 * t, y - 14 + number * 8 - 22 * abs(t) ** 3 + 9 * np.sin(4 * t + number))
                for t in way[3 + number : -8]
            ]
        )
        draw(canvas, line, dark + (tone(light.rim) - dark) * 0.36, 2)
    mast = corners([(x + 20, y - 16), (x + 14, y - 62), (x + 34, y - 98), (x + 18, y - 128), (x + 44, y - 146)])
    draw(canvas, mast, dark * 0.9, 6)
    sail = corners([(x + 26, y - 120), (x + 88, y - 84), (x + 60, y - 62), (x + 74, y - 38), (x + 22, y - 52)])
    fill(canvas, sail, tone(light.haze) * 0.86, strength=0.72)
    count = 90
    xs, ys = x + dice.uniform(-120, 130, count), y + dice.uniform(-22, 22, count)
    tones = dark + dice.random((count, 1)) * (tone(light.rim) - dark) * 0.4
    lay(
        canvas,
        xs=xs.astype(np.float32),
        ys=ys.astype(np.float32),
        angles=dice.normal(0, 0.2, count).astype(np.float32),
        colours=tones.astype(np.float32),
        brush=Brush(length=26, width=5, cover=0.5),
        dice=dice,
    )
