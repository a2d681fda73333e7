"""The fine half of alignment: patches in full size measure the shift that is left, and one fit has to hold."""

from concurrent.futures import ThreadPoolExecutor
from itertools import combinations_with_replacement
from typing import Any, NamedTuple

import cv2
import numpy as np

from studio_app.analysis.oklab import Floats
from studio_app.analysis.placement import Box, Placement, composed, covered_box, laid, ready_to_lay
from studio_app.analysis.quantiles import quantile
from studio_app.analysis.strips import WORKERS
from studio_app.analysis.visible import Layer, over_grey

_MOST_PATCHES = 24
_FEWEST_PATCHES = 4
_ROUNDS = 3
_STEPS = 6
_SMALL_STEP = 0.02
_STILL = 0.05
_MARGIN = 8
_SAME_DRAWING = 0.55
_HOPELESS = 0.25
_HOPELESS_AFTER = 2
_AGREES = 0.35
_FEWEST_AGREEING = 0.6
_FEWEST_OF_TRIED = 0.35
_UNANIMOUS = 0.9
_MOST_STRETCH = 0.08


class Fit(NamedTuple):
    """A refined placement, and the standard deviation in pixels of where it puts the edge of the picture."""

    placement: Placement
    deviation: float


class _Offset(NamedTuple):
    """What one patch measured: its middle in the after-picture and by how much the parent should move there."""

    x: float
    y: float
    u: float
    v: float


class _Band(NamedTuple):
    """Which drawing is registered: without what is finer than `fine` (a deviation) or wider than `wide` pixels."""

    fine: float
    wide: int
    side: int
    part: int


_BANDS = (_Band(fine=1.5, wide=31, side=128, part=6), _Band(fine=3.0, wide=63, side=256, part=4))
"""Sharp drawing first; where that is all grain, the soft one. Patches are at most `side` pixels and a `part` of the
picture's shorter side."""


def refined(before: Layer, after: Layer, guess: Placement, blocks: Floats) -> Fit | None:
    """Refine `guess` on up to 24 patches; None where too few agree.

    Each patch is registered by Gauss-Newton steps on its grey values with mean and contrast taken out (Lucas and
    Kanade 1981, after a phase correlation), so that a grade does not move it. The patches on which one shift and
    one scale for each axis agree within 0.35 pixels decide; the others were repainted. Four have to agree, and 60 % of
    those that show the same drawing, and 35 % of all that were tried (half of that where next to none disagrees).
    """
    for band in _BANDS:
        fit = _refined(_Pair(before=before, after=after, band=band), guess, blocks)
        if fit is not None:
            return fit
    return None


class _Pair(NamedTuple):
    before: Layer
    after: Layer
    band: _Band

    def target(self, box: Box) -> Floats:
        return _plain(_grey(self.after, box), self.band)

    def source(self, placement: Placement, box: Box) -> Floats:
        return _laid_grey(self.before, placement, box)


def _refined(pair: _Pair, guess: Placement, blocks: Floats) -> Fit | None:
    placement, fit = guess, None
    for turn in range(_ROUNDS):
        tried, offsets = _measured(pair, placement, blocks, wide=turn == 0)
        step = _agreed(offsets, tried, tolerance=_AGREES if turn else 3.0 * _AGREES)
        if step is None:
            return None
        moved, deviation, largest = step
        placement = composed(moved, placement)
        fit = Fit(placement=placement, deviation=deviation)
        if largest < _STILL:
            break
    return fit


def _measured(pair: _Pair, placement: Placement, blocks: Floats, *, wide: bool) -> tuple[int, list[_Offset]]:
    """Return how many patches were tried, and what those that show the same drawing measured."""
    width, height = pair.after.width, pair.after.height
    side = min(pair.band.side, max(32, min(height, width) // pair.band.part))
    if side > min(height, width):
        return 0, []
    reach = covered_box(pair.before, placement, height, width)
    boxes = [
        Box(top=top, bottom=top + side, left=left, right=left + side)
        for left, top in _corners(blocks, side, width, height)
        if not (top < reach.top or left < reach.left or top + side > reach.bottom or left + side > reach.right)
    ]
    with ThreadPoolExecutor(WORKERS) as pool:
        found = list(pool.map(lambda box: _register(pair, placement, box, wide=wide), boxes))
    return len(boxes), [
        _Offset(x=box.left + side / 2, y=box.top + side / 2, u=offset[0], v=offset[1])
        for box, offset in zip(boxes, found, strict=True)
        if offset is not None
    ]


def _corners(blocks: Floats, side: int, width: int, height: int) -> list[tuple[int, int]]:
    """Return left and top of the patches around the blocks that `_spread` takes."""
    return [(round(x - side / 2), round(y - side / 2)) for x, y in _spread(blocks, side, width, height)]


def _spread(blocks: Floats, side: int, width: int, height: int) -> list[tuple[float, float]]:
    """Return the best block of each of about 24 fields of the picture, moved inside where it hangs over the edge."""
    if len(blocks) == 0:
        return []
    across = max(2, round((_MOST_PATCHES * width / height) ** 0.5))
    down = max(2, round(_MOST_PATCHES / across))
    taken: dict[tuple[int, int], tuple[float, float]] = {}
    for x, y in blocks.tolist():
        field = (int(x * across / width), int(y * down / height))
        if field not in taken:
            inside_x = min(max(x, side / 2), width - side / 2)
            inside_y = min(max(y, side / 2), height - side / 2)
            taken[field] = (inside_x, inside_y)
    return list(taken.values())


def _register(pair: _Pair, placement: Placement, box: Box, *, wide: bool) -> tuple[float, float] | None:
    """Return by how far the laid parent has to move in this box, None where it shows another drawing."""
    target = pair.target(box)
    u = v = 0.0
    if wide:
        first = _plain(pair.source(placement, box), pair.band)
        # What is nearly in place already would only be led astray by texture that repeats itself.
        if float((first * target).mean()) < _SAME_DRAWING:
            window = cv2.createHanningWindow((box.right - box.left, box.bottom - box.top), cv2.CV_32F)
            (u, v), _response = cv2.phaseCorrelate(first, target, window)
        if max(abs(u), abs(v)) > (box.right - box.left) / 3:
            return None
    # The parent is laid once, near its place and a little larger; the small steps move that.
    near = (round(u), round(v))
    moved = Placement(
        dx=placement.dx + near[0], dy=placement.dy + near[1], scale_x=placement.scale_x, scale_y=placement.scale_y
    )
    larger = Box(top=box.top - _MARGIN, bottom=box.bottom + _MARGIN, left=box.left - _MARGIN, right=box.right + _MARGIN)
    found = _stepped(pair.source(moved, larger), target, u - near[0], v - near[1], pair.band)
    return None if found is None else (found[0] + near[0], found[1] + near[1])


def _stepped(source: Floats, target: Floats, u: float, v: float, band: _Band) -> tuple[float, float] | None:
    """Return the shift of `source`, which is larger by a margin, that makes it most like `target`."""
    inner = np.s_[2:-2, 2:-2]
    size = target.shape[::-1]
    there = target
    for step in range(_STEPS):
        there = _plain(_cut_at(source, u, v, size), band)
        if step == _HOPELESS_AFTER and float((there * target)[inner].mean()) < _HOPELESS:
            return None
        across = cv2.Sobel(there, cv2.CV_32F, 1, 0, scale=1 / 8)[inner]
        down = cv2.Sobel(there, cv2.CV_32F, 0, 1, scale=1 / 8)[inner]
        error = (there - target)[inner]
        # What was painted over in part of the patch must not pull: large errors lose their say.
        scale = 3.0 * quantile(np.abs(error[::3, ::3]), 0.5) + 0.05
        trust = 1 / (1 + (error / scale) ** 2)
        a, b, d = (trust * across * across).sum(), (trust * across * down).sum(), (trust * down * down).sum()
        p, q = (trust * across * error).sum(), (trust * down * error).sum()
        determinant = float(a * d - b * b)
        if determinant <= 1e-6 * float(a + d) ** 2:
            return None
        du, dv = float((d * p - b * q) / determinant), float((a * q - b * p) / determinant)
        u, v = u + du, v + dv
        if max(abs(u), abs(v)) > _MARGIN - 2:
            return None
        if max(abs(du), abs(dv)) < _SMALL_STEP:
            break
    likeness = float((there * target)[inner].mean())
    return (u, v) if likeness >= _SAME_DRAWING else None


def _cut_at(source: Floats, u: float, v: float, size: tuple[int, ...]) -> Floats:
    matrix = np.array([[1, 0, _MARGIN - u], [0, 1, _MARGIN - v]], np.float64)
    how = cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP
    return np.asarray(cv2.warpAffine(source, matrix, size, flags=how), dtype=np.float32)


def _agreed(offsets: list[_Offset], tried: int, *, tolerance: float) -> tuple[Placement, float, float] | None:
    """Return the correction most offsets agree on, its deviation at the picture's edge, and the largest of them."""
    x, y, u, v = (np.array([getattr(offset, name) for offset in offsets]) for name in ("x", "y", "u", "v"))
    best = np.zeros(len(offsets), bool)
    for first, second in combinations_with_replacement(range(len(offsets)), 2):
        stretch = _stretch(offsets[first], offsets[second])
        if stretch is None:
            continue
        left_x = u - u[first] - stretch * (x - x[first])
        left_y = v - v[first] - stretch * (y - y[first])
        agreeing = np.maximum(np.abs(left_x), np.abs(left_y)) < tolerance
        if agreeing.sum() > best.sum():
            best = agreeing
    alone = best.sum() >= _UNANIMOUS * len(offsets)
    of_tried = (_FEWEST_OF_TRIED / 2 if alone else _FEWEST_OF_TRIED) * tried
    if best.sum() < max(_FEWEST_PATCHES, _FEWEST_AGREEING * len(offsets), of_tried):
        return None
    fits = [_line(place[best], offset[best]) for place, offset in ((x, u), (y, v))]
    (a, b, da), (c, d, dc) = fits
    moved = Placement(dx=a, dy=c, scale_x=1 + b, scale_y=1 + d)
    largest = max(np.abs(a + b * x).max(), np.abs(c + d * y).max())
    return moved, max(da, dc), float(largest)


def _stretch(first: _Offset, second: _Offset) -> float | None:
    """Return by what two offsets would stretch the picture, None where they lie too near or stretch it too far."""
    if first is second:
        return 0.0
    across, down = second.x - first.x, second.y - first.y
    length = across * across + down * down
    if length < 1:
        return None
    stretch = ((second.u - first.u) * across + (second.v - first.v) * down) / length
    return stretch if abs(stretch) < _MOST_STRETCH else None


def _line(place: Any, offset: Any) -> tuple[float, float, float]:
    """Fit offset = a + b · place; a scale only where the patches lie apart and bear it out by four deviations."""
    middle, wide = float(place.mean()), float(np.ptp(place))
    spread = float(((place - middle) ** 2).sum())
    slope = float(((place - middle) * (offset - offset.mean())).sum()) / spread if spread > 0 else 0.0
    left = offset - offset.mean() - slope * (place - middle)
    noise = float(np.sqrt((left**2).sum() / max(1, len(left) - 2))) + 0.005
    if spread <= 0 or abs(slope) < 4 * noise / spread**0.5:
        slope = 0.0
    deviation = noise / len(left) ** 0.5 + (noise / spread**0.5 * wide / 2 if slope else 0.0)
    return float(offset.mean()) - slope * middle, slope, deviation


def _grey(layer: Layer, box: Box) -> Floats:
    part: Any = np.ascontiguousarray(layer.pixels[box.top : box.bottom, box.left : box.right])
    if layer.alpha is not None:
        part = over_grey(part, layer.alpha[box.top : box.bottom, box.left : box.right])
    return np.asarray(cv2.cvtColor(part, cv2.COLOR_RGB2GRAY), dtype=np.float32)


def _laid_grey(layer: Layer, placement: Placement, box: Box) -> Floats:
    return np.asarray(cv2.cvtColor(_laid_small(layer, placement, box), cv2.COLOR_RGB2GRAY), dtype=np.float32)


def _laid_small(layer: Layer, placement: Placement, box: Box) -> Any:
    """Lay the parent in a small box without making the whole parent smaller first."""
    if placement.scale_x >= 0.98 and placement.scale_y >= 0.98:
        return laid(layer, placement, box)
    reach = 8
    left = max(0, int((box.left - placement.dx) / placement.scale_x) - reach)
    top = max(0, int((box.top - placement.dy) / placement.scale_y) - reach)
    right = min(layer.width, int((box.right - placement.dx) / placement.scale_x) + reach)
    bottom = min(layer.height, int((box.bottom - placement.dy) / placement.scale_y) + reach)
    part = Layer(
        pixels=layer.pixels[top:bottom, left:right],
        alpha=None if layer.alpha is None else layer.alpha[top:bottom, left:right],
        space=layer.space,
    )
    there = Placement(
        dx=placement.dx + left * placement.scale_x,
        dy=placement.dy + top * placement.scale_y,
        scale_x=placement.scale_x,
        scale_y=placement.scale_y,
    )
    smaller, rest = ready_to_lay(part, there)
    return laid(smaller, rest, box)


def _plain(grey: Floats, band: _Band) -> Floats:
    """Return grey values of the band, their contrast taken out: mean 0, deviation 1."""
    plane: Any = cv2.GaussianBlur(grey, (0, 0), band.fine)
    plane -= cv2.blur(plane, (band.wide, band.wide))
    return np.asarray(plane / max(float(plane.std()), 1e-3), dtype=np.float32)
