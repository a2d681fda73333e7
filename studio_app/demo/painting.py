"""The pictures of the demonstration: one cut from its layout to the art director's correction.

Every picture is 1920 x 1080 RGB, painted from fixed dice: the same call gives the same pixels.
"""

import numpy as np

from studio_app.demo.paint_brush import Brush, repaint
from studio_app.demo.paint_composition import HEIGHT, SHAPE, SKY_SHAPE, WIDTH
from studio_app.demo.paint_land import (
    far_shore_light,
    mountains,
    near_ground,
    paint_far_forest,
    paint_land,
    with_ground,
)
from studio_app.demo.paint_layout import paint_layout
from studio_app.demo.paint_noise import Pixels, Plane, dice_for, finished
from studio_app.demo.paint_retouch import correct_grade, retouch_object, retouch_sky
from studio_app.demo.paint_shrine import paint_lanterns, paint_roof, paint_steps, paint_torii
from studio_app.demo.paint_sky import BLUE_HOUR, DUSK, Light, generated_sky, paint_sky
from studio_app.demo.paint_trees import paint_cedars, paint_near_bank, paint_pine
from studio_app.demo.paint_water import paint_no_boat, paint_ripples, paint_water, water_underpainting
from studio_app.demo.painting_files import write_generation_png, write_png

__all__ = [
    "Pixels",
    "correct_grade",
    "paint_generation",
    "paint_layout",
    "retouch_object",
    "retouch_sky",
    "write_generation_png",
    "write_png",
]


def paint_generation(variant: int) -> Pixels:
    """Return what the generator made of the layout; variant 1 is a warm dusk, variant 2 a blue hour.

    Both have a generator's flaws: a boat that is none, a torii beam that melts, one cloud stamped all over the sky.
    """
    light = DUSK if variant == 1 else BLUE_HOUR
    canvas = np.zeros((HEIGHT, WIDTH, 3), np.float32)
    sky = generated_sky(light, dice_for("sky", variant))
    canvas[: SKY_SHAPE[0]] = sky
    paint_sky(canvas[: SKY_SHAPE[0]], sky, np.ones(SKY_SHAPE, np.float32), dice_for("sky strokes", variant), bold=False)
    dice = dice_for("land", variant)
    source = mountains(canvas, light, dice)
    canvas = source.copy()
    paint_land(canvas, source, dice)
    paint_far_forest(canvas, light, dice)
    far_shore_light(canvas, light)
    beyond = canvas.copy()
    canvas = with_ground(canvas, light, dice)
    _paint_near_land(canvas, light)
    dice = dice_for("water", variant)
    source = water_underpainting(canvas, beyond, light, dice)
    canvas = source.copy()
    paint_water(canvas, source, dice)
    paint_ripples(canvas, light, dice)
    paint_no_boat(canvas, light, dice)
    _paint_frame(canvas, light)
    return finished(canvas)


def _paint_near_land(canvas: Plane, light: Light) -> None:
    """Paint the shrine's shore; its dice are the same for both variants, so that every leaf falls in its place."""
    _paint_ground(canvas)
    paint_roof(canvas, light)
    paint_cedars(canvas, light, dice_for("cedars"))
    paint_steps(canvas, light, dice_for("steps"))
    paint_lanterns(canvas, light)
    paint_torii(canvas, dice_for("torii"), melted=True)


def _paint_ground(canvas: Plane) -> None:
    """Break the ground's flat colour up into dabs that lie as grass and stones do."""
    angles = np.full(SHAPE, 0.12, np.float32)
    brush = Brush(length=22, width=7, cover=0.75, wander=5.0)
    source = canvas.copy()
    repaint(canvas, source, brush=brush, spacing=12, inside=near_ground(), angles=angles, dice=dice_for("ground"))


def _paint_frame(canvas: Plane, light: Light) -> None:
    paint_near_bank(canvas, light, dice_for("near bank"))
    paint_pine(canvas, light, dice_for("pine"))
