"""What was done in a region, from measures taken in both pictures over the same pixels."""

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from studio_app.analysis.oklab import Floats
from studio_app.domain.changes import RegionKind

Mask = NDArray[np.uint8]

_FLAT = 0.6
_RIM = 2
_LARGEST_THING = 0.25


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """The measures that a kind rests on; `detail` and `outline` for both pictures, in OKLab distance times 100."""

    detail_before: float
    detail_after: float
    outline_before: float
    outline_after: float
    likeness: float
    shift: float
    rough: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sight:
    """Both pictures in OKLab, (height, width, 3), and the region's pixels there (1, else 0)."""

    before: Floats
    after: Floats
    mask: Mask


def kind_of(traits: Traits, *, share: float) -> RegionKind:
    """Name what was done, by the first rule that holds; `share` is the region's part of the picture.

    - `soften`, `sharpen`: the colours stay where they were on average (shift under 0.7 of the difference) and the
      drawing is the same (likeness over 0.35), with detail under 0.85 of what it was, or over 1.18.
    - `colour`: the same drawing in another colour: likeness at least 0.8 and detail within 0.6 to 1.67; or no
      detail in either, and the region's outline stood there before and stands there after.
    - `removed`: the outline and the detail together fell below 0.6; `added`: they rose above 1.67. What fills more
      than a quarter of the picture is no thing that was put in or taken out.
    - `repaint`: everything else.
    """
    detail = _ratio(traits.detail_after, traits.detail_before)
    contents = _ratio(traits.detail_after + traits.outline_after, traits.detail_before + traits.outline_before)
    if traits.shift < 0.7 * traits.rough and traits.likeness > 0.35 and not 0.85 <= detail <= 1.18:
        return RegionKind.SOFTEN if detail < 1 else RegionKind.SHARPEN
    flat = max(traits.detail_before, traits.detail_after) < _FLAT
    same_drawing = traits.likeness >= 0.8 and 0.6 <= detail <= 1.67
    if same_drawing or (flat and min(traits.outline_before, traits.outline_after) > 2 and 0.2 <= contents <= 5):
        return RegionKind.COLOUR
    if share > _LARGEST_THING or 0.6 <= contents <= 1.67:
        return RegionKind.REPAINT
    return RegionKind.REMOVED if contents < 0.6 else RegionKind.ADDED


def measure_traits(near: Sight, wide: Sight) -> Traits:
    """Take the measures of texture over `near`, those of the outline over `wide`, which holds the whole region."""
    before, after, mask = near.before, near.after, near.mask
    inside: Any = cv2.erode(mask, np.ones((3, 3), np.uint8), borderValue=0)
    inside = inside if inside.any() else mask
    difference = (after - before)[mask > 0] * 100
    return Traits(
        detail_before=local_detail(before, inside),
        detail_after=local_detail(after, inside),
        outline_before=outline_contrast(wide.before, wide.mask),
        outline_after=outline_contrast(wide.after, wide.mask),
        likeness=likeness(before, after, inside),
        shift=mean_shift(before, after, mask),
        rough=_mean_length(difference),
    )


def local_detail(lab: Floats, mask: Mask) -> float:
    """Mean over `mask` of the gradient's length (Sobel, per pixel) of lightness, times 100."""
    chosen = mask > 0
    return float(_gradient(lab[:, :, 0])[chosen].mean() * 100)


def outline_contrast(lab: Floats, mask: Mask) -> float:
    """Mean OKLab distance times 100 between the rim just inside the region and the rim just outside it.

    For each pixel of the inner rim, its colour against the mean of the outer pixels within 5 × 5 around it. An
    object that stands out of its surroundings has contrast; where it was taken away, little is left. 0 where the
    region has no outside.
    """
    kernel = np.ones((2 * _RIM + 1, 2 * _RIM + 1), np.uint8)
    inner = (mask > 0) & (cv2.erode(mask, kernel, borderValue=1) == 0)
    outside = (cv2.dilate(mask, np.ones((3, 3), np.uint8)) == 0).astype(np.float32)
    size = (4 * _RIM + 1, 4 * _RIM + 1)
    weight = cv2.blur(outside, size, borderType=cv2.BORDER_CONSTANT)
    mean = cv2.blur(lab * cv2.merge([outside] * 3), size, borderType=cv2.BORDER_CONSTANT)
    known = inner & (weight > 1e-3)
    if not known.any():
        return 0.0
    surround = mean[known] / weight[known][:, np.newaxis]
    return _mean_length(lab[known] - surround) * 100


def likeness(before: Floats, after: Floats, mask: Mask) -> float:
    """Correlation (−1 to 1) over `mask` of lightness with its 9 × 9 mean taken out; 0 where either is flat."""
    chosen = mask > 0
    one, other = (_fine(lab[:, :, 0])[chosen] for lab in (before, after))
    one, other = one - one.mean(), other - other.mean()
    scale = float(np.sqrt((one * one).sum() * (other * other).sum()))
    return float((one * other).sum()) / scale if scale > 1e-9 * one.size else 0.0


def mean_shift(before: Floats, after: Floats, mask: Mask) -> float:
    """Mean length, over `mask`, of the difference averaged over 9 × 9 pixels, in OKLab times 100."""
    weights = mask.astype(np.float32)
    total = cv2.blur((after - before) * cv2.merge([weights] * 3), (9, 9))
    weight = cv2.blur(weights, (9, 9))
    chosen = mask > 0
    return _mean_length(total[chosen] / weight[chosen][:, np.newaxis]) * 100


def _gradient(lightness: Floats) -> Floats:
    plane = np.ascontiguousarray(lightness)
    across = cv2.Sobel(plane, cv2.CV_32F, 1, 0, scale=1 / 8)
    down = cv2.Sobel(plane, cv2.CV_32F, 0, 1, scale=1 / 8)
    return np.asarray(cv2.magnitude(across, down), dtype=np.float32)


def _fine(lightness: Floats) -> Floats:
    plane = np.ascontiguousarray(lightness)
    return np.asarray(plane - cv2.blur(plane, (9, 9)), dtype=np.float32)


def _mean_length(vectors: NDArray[Any]) -> float:
    """Return the mean length of (n, 3) vectors."""
    return float(np.sqrt(np.einsum("ij,ij->i", vectors, vectors)).mean())


def _ratio(after: float, before: float) -> float:
    # A tenth of a step keeps two flat areas from looking infinitely different.
    return (after + 0.1) / (before + 0.1)
