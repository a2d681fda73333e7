"""How much of a layout's line is found again in a picture."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from studio_app.analysis.cells import cell_means
from studio_app.analysis.placement import Box, Placement, laid, ready_to_lay
from studio_app.analysis.strips import CELL
from studio_app.analysis.visible import Layer, visible_samples

Mask = NDArray[np.uint8]

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
    with ThreadPoolExecutor(1) as beside:
        painting = beside.submit(_painted_edges, picture, factor, (height, width))
        ready, rest = ready_to_lay(*_nearer(layout, small))
        lines, ways = _edges(_grey(laid(ready, rest, Box(top=0, bottom=height, left=0, right=width))), 60)
        found, found_ways = painting.result()
    lines &= _inside(layout, small, lines.shape)
    total = cv2.countNonZero(lines)
    if total < _FEWEST:
        return None
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * _TOLERANCE + 1, 2 * _TOLERANCE + 1))
    kept = 0
    for way in range(_TURNS):
        nearly = [(way - 1) % _TURNS, way, (way + 1) % _TURNS]
        near = cv2.dilate(found & _one_of(found_ways, nearly), kernel)
        kept += cv2.countNonZero(lines & _one_of(ways, [way]) & near)
    return kept * 1000 / total


def _painted_edges(picture: Layer, factor: float, shape: tuple[int, int]) -> tuple[Mask, Mask]:
    nearer, _placement = _nearer(picture, Placement(scale_x=factor, scale_y=factor))
    painted: Any = _grey(visible_samples(nearer, slice(0, nearer.height)))
    if painted.shape != shape:
        painted = cv2.resize(painted, shape[::-1], interpolation=cv2.INTER_AREA)
    return _edges(painted, 30)


def _nearer(layer: Layer, placement: Placement) -> tuple[Layer, Placement]:
    """Return a layer that will be made much smaller as its cells, with the placement that they have then."""
    if max(placement.scale_x, placement.scale_y) * CELL > 1:
        return layer, placement
    cells = Layer(pixels=cell_means(layer), alpha=None, space=layer.space)
    return cells, placement._replace(scale_x=placement.scale_x * CELL, scale_y=placement.scale_y * CELL)


def _grey(samples: Any) -> NDArray[np.uint8]:
    if samples.dtype == np.uint16:
        samples = cv2.convertScaleAbs(samples, alpha=1 / 257)
    return np.asarray(cv2.cvtColor(np.ascontiguousarray(samples), cv2.COLOR_RGB2GRAY), dtype=np.uint8)


def _edges(grey: NDArray[np.uint8], threshold: int) -> tuple[Mask, Mask]:
    """Return where edges are (1, else 0), and which of eight ways (of half a turn) each runs."""
    calm: Any = cv2.GaussianBlur(grey, (0, 0), 1.0)
    across, down = cv2.Sobel(calm, cv2.CV_16S, 1, 0), cv2.Sobel(calm, cv2.CV_16S, 0, 1)
    edges = np.asarray(cv2.Canny(across, down, threshold, 2.5 * threshold) > 0, dtype=np.uint8)
    turns: Any = cv2.phase(across.astype(np.float32), down.astype(np.float32), angleInDegrees=True)
    # Of a whole turn sixteen steps, of which opposite ones are the same way.
    return edges, (turns * np.float32(_TURNS / 180)).astype(np.uint8) % np.uint8(_TURNS)


def _one_of(ways: Mask, wanted: list[int]) -> Any:
    table = np.zeros((1, 256), np.uint8)
    table[0, wanted] = 1
    return cv2.LUT(ways, table)


def _inside(layout: Layer, placement: Placement, shape: tuple[int, ...]) -> Mask:
    """Keep clear of the layout's own border, which is no line that anybody drew."""
    inside: Mask = np.zeros(shape, np.uint8)
    rim = _TOLERANCE + 1
    top, left = max(0, round(placement.dy)) + rim, max(0, round(placement.dx)) + rim
    bottom = min(shape[0], round(placement.dy + layout.height * placement.scale_y)) - rim
    right = min(shape[1], round(placement.dx + layout.width * placement.scale_x)) - rim
    inside[top : max(top, bottom), left : max(left, right)] = 1
    return inside
