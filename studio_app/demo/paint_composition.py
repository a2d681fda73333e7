"""Where things stand in cut C012: the lake at dusk that layout, generations and retouches share."""

from functools import lru_cache

import numpy as np

from studio_app.demo.paint_noise import Field, rough_line

WIDTH, HEIGHT = 1920, 1080
SHAPE = (HEIGHT, WIDTH)
SKY_SHAPE = (640, WIDTH)
"""No sky reaches below this; what lies under it need not be thought of."""
SUN = (700.0, 545.0)
FAR_WATER = 606
# The torii: feet, height and half its width; everything of the shrine hangs on it.
TORII_X, TORII_FOOT, TORII_HEIGHT, TORII_HALF = 1436, 742, 262, 108
STEPS_TOP = (1606, 446)
BOAT = (830, 792)
CLOUDS = ((150, 118), (520, 176), (905, 108), (1290, 186), (1665, 122))
CEDARS = (
    (1238, 690, 150),
    (1290, 668, 250),
    (1345, 640, 310),
    (1478, 560, 300),
    (1690, 560, 420),
    (1752, 590, 480),
    (1822, 600, 560),
    (1894, 640, 600),
)


@lru_cache(maxsize=1)
def ridges() -> tuple[Field, ...]:
    """Return the three ridge lines, far to near, as the height of each column."""
    dice = np.random.default_rng(12)
    far = [(0, 400), (210, 322), (380, 268), (520, 330), (760, 420), (980, 372), (1160, 330), (1420, 410), (1920, 360)]
    middle = [(0, 452), (180, 420), (420, 470), (700, 520), (900, 508), (1150, 462), (1400, 440), (1920, 420)]
    near = [
        (0, 520),
        (160, 506),
        (420, 548),
        (640, 572),
        (860, 574),
        (1060, 556),
        (1250, 520),
        (1500, 470),
        (1920, 400),
    ]
    return (
        rough_line(far, WIDTH, 15.0, dice),
        rough_line(middle, WIDTH, 11.0, dice),
        rough_line(near, WIDTH, 6.0, dice),
    )


@lru_cache(maxsize=1)
def shore() -> Field:
    """Return the line where land meets water: the far bank, and the shrine's own shore coming nearer on the right."""
    dice = np.random.default_rng(13)
    points = [
        (0, 668),
        (130, 650),
        (300, 622),
        (420, 608),
        (1080, 606),
        (1150, 640),
        (1215, 706),
        (1290, 752),
        (1420, 786),
        (1560, 806),
        (1720, 842),
        (1920, 886),
    ]
    return rough_line(points, WIDTH, 2.2, dice)


@lru_cache(maxsize=1)
def bank() -> Field:
    """Return the upper edge of the near ground: the shrine's hill on the right, a spit of land on the left."""
    dice = np.random.default_rng(14)
    points = [
        (0, 596),
        (140, 606),
        (290, 618),
        (390, 634),
        (1060, 640),
        (1100, 602),
        (1160, 594),
        (1250, 588),
        (1350, 580),
        (1450, 566),
        (1540, 520),
        (1620, 452),
        (1760, 430),
        (1920, 420),
    ]
    return rough_line(points, WIDTH, 4.0, dice)


def rows() -> Field:
    """Return the rows' numbers as one standing column, to be spread over the picture where it is used."""
    return np.arange(HEIGHT, dtype=np.float32)[:, None]


def columns() -> Field:
    """Return the columns' numbers as one lying row."""
    return np.arange(WIDTH, dtype=np.float32)[None, :]


def step_edges() -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Return the front edges of the stone steps, from the torii up to the shrine, narrowing as they go."""
    edges = []
    count = 15
    for number in range(count):
        # Steps higher up are farther away and closer together.
        t = 1 - (1 - number / (count - 1)) ** 1.35
        middle = TORII_X + 6 + (STEPS_TOP[0] - TORII_X) * t
        y = TORII_FOOT + 2 + (STEPS_TOP[1] - TORII_FOOT) * t
        half = 84 - 54 * t
        edges.append(((int(middle - half), int(y + 2 * t)), (int(middle + half), int(y))))
    return edges
