"""Small painted scenes for tests and screenshots of the window."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

Pixels = NDArray[np.uint8]


def scene(seed: int, width: int, height: int) -> Pixels:
    """Return a hill under a sky; another `seed` paints other colours and another hill."""
    dice = np.random.default_rng(seed)
    down, aside = np.mgrid[0:height, 0:width]
    sky = np.array(dice.integers(90, 230, 3), float)
    low = np.array(dice.integers(120, 250, 3), float)
    share = (down / height)[..., None]
    picture = sky * (1 - share) + low * share
    for layer in range(3):
        hill = height * (0.5 + 0.16 * layer) + height * 0.1 * np.sin(aside / width * dice.uniform(4, 12) + seed + layer)
        colour = np.array(dice.integers(20, 150, 3), float) / (layer * 0.4 + 1)
        inside = down > hill
        picture[inside] = colour
    picture += dice.normal(0, 3, picture.shape)
    return np.clip(picture, 0, 255).astype(np.uint8)


def lines(pixels: Pixels) -> Pixels:
    """Return a picture's edges as a drawing: dark line on white paper."""
    grey = pixels.mean(axis=2)
    edge = np.abs(np.diff(grey, axis=0, prepend=grey[:1])) + np.abs(np.diff(grey, axis=1, prepend=grey[:, :1]))
    return np.repeat(np.where(edge > 24, 60, 250).astype(np.uint8)[..., None], 3, axis=2)


def repainted(pixels: Pixels, box: tuple[int, int, int, int], colour: tuple[int, int, int]) -> Pixels:
    """Return the picture with a box (left, top, width, height) painted over."""
    left, top, width, height = box
    changed = pixels.copy()
    changed[top : top + height, left : left + width] = colour
    return changed


def image_of(pixels: Pixels) -> QImage:
    """Return the picture as an image of its own memory."""
    solid = np.ascontiguousarray(pixels)
    return QImage(solid.data, solid.shape[1], solid.shape[0], solid.strides[0], QImage.Format.Format_RGB888).copy()
