"""Where a parent lies in a picture, and the parent's pixels laid there.

Positions are measured from the upper left corner of the first pixel, so that a picture scaled as a whole has the
shift 0, 0: a point at x in the parent lies at `scale_x`·x + `dx` in the picture.
"""

from math import ceil, floor
from typing import Any, NamedTuple

import cv2
import numpy as np

from studio_app.analysis.visible import Layer, over_grey
from studio_app.domain.pictures import Samples

_REACH = 3
_MOST_COLUMNS = 2048


class Placement(NamedTuple):
    """The parent's upper left corner in the picture, in pixels, and its scale across and down."""

    dx: float = 0.0
    dy: float = 0.0
    scale_x: float = 1.0
    scale_y: float = 1.0

    @property
    def scale(self) -> float:
        """The scale of lengths: the geometric mean of the two."""
        return float((self.scale_x * self.scale_y) ** 0.5)

    @property
    def is_whole(self) -> bool:
        """True where every pixel falls on a pixel: nothing has to be resampled."""
        return self.scale_x == self.scale_y == 1 and float(self.dx).is_integer() and float(self.dy).is_integer()


class Box(NamedTuple):
    """Rows `top` to `bottom` and columns `left` to `right`, the last ones not included."""

    top: int
    bottom: int
    left: int
    right: int

    @property
    def pixels(self) -> int:
        """The area; 0 where nothing is inside."""
        return max(0, self.bottom - self.top) * max(0, self.right - self.left)


def composed(outer: Placement, inner: Placement) -> Placement:
    """Return the placement that does `inner` first and then `outer`."""
    return Placement(
        dx=outer.scale_x * inner.dx + outer.dx,
        dy=outer.scale_y * inner.dy + outer.dy,
        scale_x=outer.scale_x * inner.scale_x,
        scale_y=outer.scale_y * inner.scale_y,
    )


def covered_box(layer: Layer, placement: Placement, height: int, width: int) -> Box:
    """Return the pixels of a canvas whose centres lie on the parent."""
    left, right = ceil(placement.dx - 0.5), floor(placement.dx + layer.width * placement.scale_x + 0.5)
    top, bottom = ceil(placement.dy - 0.5), floor(placement.dy + layer.height * placement.scale_y + 0.5)
    return Box(top=max(0, top), bottom=min(height, bottom), left=max(0, left), right=min(width, right))


def ready_to_lay(layer: Layer, placement: Placement) -> tuple[Layer, Placement]:
    """Return the parent and its placement so that it is never made smaller while it is laid.

    A parent that is larger than its place is first brought near its size by area averaging, as a careful
    program does; what is left is a placement with a scale of about one.
    """
    if placement.scale_x >= 0.98 and placement.scale_y >= 0.98:
        return layer, placement
    width, height = max(1, round(layer.width * placement.scale_x)), max(1, round(layer.height * placement.scale_y))
    pixels: Any = cv2.resize(layer.pixels, (width, height), interpolation=cv2.INTER_AREA)
    alpha: Any = None
    if layer.alpha is not None:
        alpha = cv2.resize(layer.alpha, (width, height), interpolation=cv2.INTER_AREA)
    smaller = Layer(pixels=pixels, alpha=alpha, space=layer.space)
    return smaller, Placement(
        dx=placement.dx,
        dy=placement.dy,
        scale_x=placement.scale_x * layer.width / width,
        scale_y=placement.scale_y * layer.height / height,
    )


def laid(layer: Layer, placement: Placement, box: Box) -> Samples:
    """Return what is seen of the parent in `box` of the canvas; outside the parent its edge goes on.

    Resampled by bicubic interpolation (Keys 1981, a = −0.75) unless the placement is whole.
    """
    if placement.is_whole:
        return _moved(layer, box, int(placement.dx), int(placement.dy))
    parts = [
        _warped(
            layer, placement, Box(top=box.top, bottom=box.bottom, left=left, right=min(left + _MOST_COLUMNS, box.right))
        )
        for left in range(box.left, box.right, _MOST_COLUMNS)
    ]
    return parts[0] if len(parts) == 1 else np.concatenate(parts, axis=1)  # type: ignore[return-value]


def laid_alpha(layer: Layer, placement: Placement, box: Box) -> Samples | None:
    """Return the parent's alpha in `box`, None where it is opaque."""
    if layer.alpha is None:
        return None
    plane = Layer(pixels=layer.alpha[:, :, np.newaxis], alpha=None, space=layer.space)
    found = laid(plane, placement, box)
    return found.reshape(found.shape[:2])


def _moved(layer: Layer, box: Box, dx: int, dy: int) -> Samples:
    top, bottom = _within(box.top - dy, box.bottom - dy, layer.height)
    left, right = _within(box.left - dx, box.right - dx, layer.width)
    part: Any = np.ascontiguousarray(layer.pixels[top:bottom, left:right])
    if layer.alpha is not None:
        part = over_grey(part, layer.alpha[top:bottom, left:right])
    # A box that lies wholly beside the parent sees its edge and nothing else.
    if not (
        -(box.bottom - box.top) < box.top - dy < layer.height and -(box.right - box.left) < box.left - dx < layer.width
    ):
        rows = np.clip(np.arange(box.top - dy, box.bottom - dy) - top, 0, part.shape[0] - 1)
        columns = np.clip(np.arange(box.left - dx, box.right - dx) - left, 0, part.shape[1] - 1)
        return np.ascontiguousarray(part[rows][:, columns])
    above, before = max(0, top - (box.top - dy)), max(0, left - (box.left - dx))
    below, beside = box.bottom - box.top - above - (bottom - top), box.right - box.left - before - (right - left)
    if above or below or before or beside:
        part = cv2.copyMakeBorder(part, above, below, before, beside, cv2.BORDER_REPLICATE)
    return part  # type: ignore[no-any-return]


def _within(start: int, stop: int, size: int) -> tuple[int, int]:
    """Return the part of a range that lies in 0 to `size`, at least the nearest one of it."""
    first = min(max(start, 0), size - 1)
    return first, min(max(stop, first + 1), size)


def _warped(layer: Layer, placement: Placement, box: Box) -> Samples:
    # Of the canvas' pixel centres to those of the parent.
    first_x = (box.left + 0.5 - placement.dx) / placement.scale_x - 0.5
    first_y = (box.top + 0.5 - placement.dy) / placement.scale_y - 0.5
    last_x = first_x + (box.right - box.left - 1) / placement.scale_x
    last_y = first_y + (box.bottom - box.top - 1) / placement.scale_y
    top, bottom = _within(floor(first_y) - _REACH, ceil(last_y) + _REACH + 1, layer.height)
    left, right = _within(floor(first_x) - _REACH, ceil(last_x) + _REACH + 1, layer.width)
    part: Any = np.ascontiguousarray(layer.pixels[top:bottom, left:right])
    if layer.alpha is not None:
        part = over_grey(part, layer.alpha[top:bottom, left:right])
    matrix = np.array(
        [[1 / placement.scale_x, 0, first_x - left], [0, 1 / placement.scale_y, first_y - top]], np.float64
    )
    return cv2.warpAffine(  # type: ignore[return-value]
        part,
        matrix,
        (box.right - box.left, box.bottom - box.top),
        flags=cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_REPLICATE,
    )
