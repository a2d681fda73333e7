"""How much of a layout's line is found again in a picture."""

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from studio_app.analysis.placement import Box, Placement, laid, ready_to_lay
from studio_app.analysis.visible import Layer, visible_samples

_ROWS = 1080
_TOLERANCE = 2
_TURNS = 8
_FEWEST = 50


def layout_kept(layout: Layer, placement: Placement, picture: Layer) -> float | None:
    """Return the permille of the layout's edge pixels that have an edge of the picture within 2 pixels at 1080 lines.

    Both are brought to at most 1080 lines (the shorter side), edges are found by Canny's method (1986), in the picture
    with half the threshold, since line is softened by paint. An edge is the same only if it runs the same way within
    34 degrees, or a busy picture would match by chance. None where the layout has next to no line.
    """
    factor = min(1.0, _ROWS / min(picture.width, picture.height))
    height, width = max(1, round(picture.height * factor)), max(1, round(picture.width * factor))
    small = Placement(
        dx=placement.dx * factor,
        dy=placement.dy * factor,
        scale_x=placement.scale_x * factor,
        scale_y=placement.scale_y * factor,
    )
    ready, rest = ready_to_lay(layout, small)
    drawn = _grey(laid(ready, rest, Box(top=0, bottom=height, left=0, right=width)))
    painted: Any = _grey(visible_samples(picture, slice(0, picture.height)))
    if painted.shape != (height, width):
        painted = cv2.resize(painted, (width, height), interpolation=cv2.INTER_AREA)
    lines, ways = _edges(drawn, 60)
    inside = _inside(layout, small, lines.shape)
    lines &= inside
    if int(lines.sum()) < _FEWEST:
        return None
    found, found_ways = _edges(painted, 30)
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * _TOLERANCE + 1, 2 * _TOLERANCE + 1))
    kept = 0
    for way in range(_TURNS):
        alike = found & np.isin(found_ways, [(way - 1) % _TURNS, way, (way + 1) % _TURNS])
        near = cv2.dilate(alike.astype(np.uint8), kernel) > 0
        kept += int((lines & (ways == way) & near).sum())
    return kept * 1000 / int(lines.sum())


def _grey(samples: Any) -> NDArray[np.uint8]:
    if samples.dtype == np.uint16:
        samples = cv2.convertScaleAbs(samples, alpha=1 / 257)
    return np.asarray(cv2.cvtColor(np.ascontiguousarray(samples), cv2.COLOR_RGB2GRAY), dtype=np.uint8)


def _edges(grey: NDArray[np.uint8], threshold: int) -> tuple[NDArray[np.bool_], NDArray[np.int64]]:
    """Return where edges are, and which of eight ways (of half a turn) each runs."""
    calm: Any = cv2.GaussianBlur(grey, (0, 0), 1.0)
    across, down = cv2.Sobel(calm, cv2.CV_16S, 1, 0), cv2.Sobel(calm, cv2.CV_16S, 0, 1)
    edges = cv2.Canny(across, down, threshold, 2.5 * threshold) > 0
    angle = np.arctan2(down.astype(np.float32), across.astype(np.float32)) % np.pi
    ways = np.minimum((angle / np.pi * _TURNS).astype(np.int64), _TURNS - 1)
    return np.asarray(edges), ways


def _inside(layout: Layer, placement: Placement, shape: tuple[int, ...]) -> NDArray[np.bool_]:
    """Keep clear of the layout's own border, which is no line that anybody drew."""
    inside = np.zeros(shape, bool)
    rim = _TOLERANCE + 1
    top, left = max(0, round(placement.dy)) + rim, max(0, round(placement.dx)) + rim
    bottom = min(shape[0], round(placement.dy + layout.height * placement.scale_y)) - rim
    right = min(shape[1], round(placement.dx + layout.width * placement.scale_x)) - rim
    inside[top : max(top, bottom), left : max(left, right)] = True
    return inside
