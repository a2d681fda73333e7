"""Where a picture's parent lies in it: in place, moved by whole pixels, cropped, extended, or rescaled as a whole.

Found by patches of 32 pixels that are looked up in the other picture, both made smaller to 768 pixels; each patch
has one vote, and only an answer that most votes agree on, and that holds in full size, is taken.
"""

from collections import Counter
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

from studio_app.analysis.oklab import Floats, to_oklab
from studio_app.analysis.visible import Layer, visible_samples

_LONGEST = 768
_PATCH = 32
_MOST_PATCHES = 36
_FEWEST_VOTES = 5
_ALIKE = 0.8
_TEXTURED = 0.006


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """The parent's top left corner in the picture, in pixels, and its scale."""

    dx: int = 0
    dy: int = 0
    scale: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Patch:
    x: int
    y: int


def find_placement(before: Layer, after: Layer) -> Placement | None:
    """Return where `before` lies in `after`, or None where nothing holds up.

    For pictures of one size a shift is only proposed: whoever asks sees whether it leaves less unexplained than
    standing still does.
    """
    size = before.pixels.shape[:2]
    factor = min(1.0, _LONGEST / max(*size, *after.pixels.shape[:2]))
    one, other = _small_lightness(before, factor), _small_lightness(after, factor)
    if size == after.pixels.shape[:2]:
        return _shift(before, after, one, other, factor, fewest=0.35) or Placement()
    return _rescale(before, after, one, other) or _shift(before, after, one, other, factor, fewest=0.35)


def lay_on(before: Layer, after: Layer, placement: Placement) -> tuple[Layer, float]:
    """Return `before` on the canvas of `after`, transparent where it does not reach, and the covered permille."""
    height, width = after.pixels.shape[:2]
    if placement == Placement() and before.pixels.shape == after.pixels.shape:
        return before, 1000.0
    if placement.scale != 1.0:
        shrinks = placement.scale < 1
        how = cv2.INTER_AREA if shrinks else cv2.INTER_CUBIC
        alpha: Any = None if before.alpha is None else cv2.resize(before.alpha, (width, height), interpolation=how)
        pixels: Any = cv2.resize(before.pixels, (width, height), interpolation=how)
        return Layer(pixels=pixels, alpha=alpha, space=before.space), 1000.0
    pixels = np.zeros((height, width, 3), before.pixels.dtype)
    alpha = np.zeros((height, width), before.pixels.dtype)
    left, top = max(0, placement.dx), max(0, placement.dy)
    right = min(width, placement.dx + before.pixels.shape[1])
    bottom = min(height, placement.dy + before.pixels.shape[0])
    there = np.s_[top:bottom, left:right]
    source = np.s_[top - placement.dy : bottom - placement.dy, left - placement.dx : right - placement.dx]
    pixels[there] = before.pixels[source]
    alpha[there] = np.iinfo(alpha.dtype).max if before.alpha is None else before.alpha[source]
    covered = (right - left) * (bottom - top) / (width * height) * 1000
    return Layer(pixels=pixels, alpha=alpha, space=before.space), covered


def _small_lightness(layer: Layer, factor: float) -> Floats:
    height, width = layer.pixels.shape[:2]
    samples = visible_samples(layer, slice(0, height))
    size = (max(1, round(width * factor)), max(1, round(height * factor)))
    small: Any = samples if factor == 1 else cv2.resize(samples, size, interpolation=cv2.INTER_AREA)
    return np.ascontiguousarray(to_oklab(np.ascontiguousarray(small), layer.space)[:, :, 0])


def _rescale(before: Layer, after: Layer, one: Floats, other: Floats) -> Placement | None:
    across = after.pixels.shape[1] / before.pixels.shape[1]
    down = after.pixels.shape[0] / before.pixels.shape[0]
    rounding = 1.5 / min(after.pixels.shape[:2]) + 1.5 / min(before.pixels.shape[:2])
    if abs(across - down) > rounding * max(across, down):
        return None
    # Both are brought to the smaller of the two, since the larger one's finest detail is in neither.
    size = min(one.shape[::-1], other.shape[::-1])
    if min(size) < _PATCH:
        return None
    shrunk: Any = [cv2.resize(plane, size, interpolation=cv2.INTER_AREA) for plane in (one, other)]
    small_one, small_other = shrunk
    patches = _textured(small_one, _MOST_PATCHES)
    if len(patches) < _FEWEST_VOTES:
        return None
    votes = sum(_alike(_cut(small_one, patch), _cut(small_other, patch)) >= _ALIKE for patch in patches)
    return Placement(scale=(across + down) / 2) if votes >= 0.4 * len(patches) else None


def _shift(
    before: Layer, after: Layer, one: Floats, other: Floats, factor: float, *, fewest: float
) -> Placement | None:
    # Patches are taken from the smaller picture: of a crop or an extension, most of it is in the other.
    turned = one.size > other.size
    source, target = (other, one) if turned else (one, other)
    if min(source.shape) < _PATCH or min(target.shape) < _PATCH:
        return None
    patches = _textured(source, _MOST_PATCHES)
    offsets = {patch: found for patch in patches if (found := _look_up(source, patch, target)) is not None}
    if not offsets:
        return None
    (x, y), _count = Counter(offsets.values()).most_common(1)[0]
    agreed = [patch for patch, (dx, dy) in offsets.items() if abs(dx - x) <= 1 and abs(dy - y) <= 1]
    if len(agreed) < max(_FEWEST_VOTES, fewest * len(patches)):
        return None
    layers = (after, before) if turned else (before, after)
    exact = _exact(layers[0], layers[1], agreed, (x, y), factor)
    if exact is None:
        return None
    sign = -1 if turned else 1
    return Placement(dx=sign * exact[0], dy=sign * exact[1])


def _exact(
    source: Layer, target: Layer, patches: list[_Patch], rough: tuple[int, int], factor: float
) -> tuple[int, int] | None:
    """Return the shift in full size on which more than half of the patches agree."""
    reach = int(np.ceil(2 / factor)) + 1
    votes: Counter[tuple[int, int]] = Counter()
    for patch in patches:
        x, y = round(patch.x / factor), round(patch.y / factor)
        left, top = round(x + rough[0] / factor) - reach, round(y + rough[1] / factor) - reach
        height, width = target.pixels.shape[:2]
        if left < 0 or top < 0 or left + _PATCH + 2 * reach > width or top + _PATCH + 2 * reach > height:
            continue
        piece = _plane(source, y, x, _PATCH)
        if piece.shape != (_PATCH, _PATCH):
            continue
        scores = cv2.matchTemplate(_plane(target, top, left, _PATCH + 2 * reach), piece, cv2.TM_CCOEFF_NORMED)
        _low, best, _where, (column, row) = cv2.minMaxLoc(scores)
        if best >= _ALIKE:
            votes[left + column - x, top + row - y] += 1
    if not votes:
        return None
    winner, count = votes.most_common(1)[0]
    return winner if count >= _FEWEST_VOTES and count > votes.total() / 2 else None


def _plane(layer: Layer, top: int, left: int, side: int) -> Floats:
    rows, columns = slice(top, top + side), slice(left, left + side)
    samples: Any = np.ascontiguousarray(visible_samples(layer, rows)[:, columns])
    return np.ascontiguousarray(to_oklab(samples, layer.space)[:, :, 0])


def _textured(plane: Floats, most: int) -> list[_Patch]:
    """Return up to `most` patches of a regular grid that have texture."""
    height, width = plane.shape
    per_side = max(1, int(np.sqrt(2 * most)))
    found = []
    for y in np.unique(np.linspace(0, max(0, height - _PATCH), per_side).astype(int)):
        for x in np.unique(np.linspace(0, max(0, width - _PATCH), per_side).astype(int)):
            deviation = float(plane[y : y + _PATCH, x : x + _PATCH].std())
            if deviation > _TEXTURED:
                found.append((deviation, _Patch(x=int(x), y=int(y))))
    step = max(1, len(found) // most)
    return [patch for _deviation, patch in found[::step]][:most]


def _look_up(source: Floats, patch: _Patch, target: Floats) -> tuple[int, int] | None:
    scores = cv2.matchTemplate(target, _cut(source, patch), cv2.TM_CCOEFF_NORMED)
    _low, best, _where, (x, y) = cv2.minMaxLoc(scores)
    return (x - patch.x, y - patch.y) if best >= _ALIKE else None


def _cut(plane: Floats, patch: _Patch) -> Floats:
    return plane[patch.y : patch.y + _PATCH, patch.x : patch.x + _PATCH]


def _alike(one: Floats, other: Floats) -> float:
    """Return the correlation of two patches, 0 where either is flat."""
    if one.shape != other.shape:
        return 0.0
    first, second = one - one.mean(), other - other.mean()
    scale = float(np.sqrt((first * first).sum() * (second * second).sum()))
    return float((first * second).sum()) / scale if scale > 1e-9 else 0.0
