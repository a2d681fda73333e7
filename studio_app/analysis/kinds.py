"""What was done in a region, from measures taken in both pictures over the same pixels."""

from typing import Any, NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from studio_app.analysis.oklab import Floats
from studio_app.domain.changes import RegionKind

Mask = NDArray[np.uint8]

_FLAT = 0.6
_RIM = 2
_WINDOW = (9, 9)
_LARGEST_THING = 0.25


class Traits(NamedTuple):
    """The measures that a kind rests on; `detail` and `outline` for both pictures, in OKLab distance times 100."""

    detail_before: float
    detail_after: float
    outline_before: float
    outline_after: float
    likeness: float
    shift: float
    rough: float


class Sight(NamedTuple):
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
    one, other = (cv2.extractChannel(lab, 0) for lab in (before, after))
    difference: Any = cv2.subtract(after, before)
    outline_before, outline_after = outline_contrasts(wide)
    return Traits(
        detail_before=local_detail(one, inside),
        detail_after=local_detail(other, inside),
        outline_before=outline_before,
        outline_after=outline_after,
        likeness=likeness(one, other, inside),
        shift=mean_shift(difference, mask),
        rough=_mean_length(difference, mask),
    )


def local_detail(lightness: Any, mask: Mask) -> float:
    """Mean over `mask` of the gradient's length (Sobel, per pixel) of lightness, times 100."""
    across = cv2.Sobel(lightness, cv2.CV_32F, 1, 0, scale=1 / 8)
    down = cv2.Sobel(lightness, cv2.CV_32F, 0, 1, scale=1 / 8)
    return float(cv2.mean(cv2.magnitude(across, down), mask)[0] * 100)


def outline_contrasts(sight: Sight) -> tuple[float, float]:
    """Mean OKLab distance times 100 between the rim just inside the region and the rim just outside it, in both.

    For each pixel of the inner rim, its colour against the mean of the outer pixels within 5 × 5 around it. An
    object that stands out of its surroundings has contrast; where it was taken away, little is left. 0 where the
    region has no outside.
    """
    mask = sight.mask
    inner = cv2.erode(mask, np.ones((2 * _RIM + 1, 2 * _RIM + 1), np.uint8), borderValue=1)
    outside = (cv2.dilate(mask, np.ones((3, 3), np.uint8)) == 0).astype(np.uint8)
    size = (4 * _RIM + 1, 4 * _RIM + 1)
    weight: Any = cv2.blur(outside.astype(np.float32), size, borderType=cv2.BORDER_CONSTANT)
    known = np.nonzero((mask > 0) & (inner == 0) & (weight > 1e-3))
    if not known[0].size:
        return 0.0, 0.0
    share = weight[known][:, np.newaxis]
    found = []
    for lab in (sight.before, sight.after):
        around: Any = cv2.blur(cv2.copyTo(lab, outside), size, borderType=cv2.BORDER_CONSTANT)
        apart = lab[known] - around[known] / share
        found.append(float(np.sqrt(np.einsum("ij,ij->i", apart, apart)).mean()) * 100)
    return found[0], found[1]


def likeness(before: Any, after: Any, mask: Mask) -> float:
    """Correlation (−1 to 1) over `mask` of two planes of lightness without their 9 × 9 means; 0 where one is flat."""
    chosen = mask > 0
    one, other = (cv2.subtract(plane, cv2.blur(plane, _WINDOW))[chosen] for plane in (before, after))
    one, other = one - one.mean(), other - other.mean()
    scale = float(np.sqrt((one * one).sum() * (other * other).sum()))
    return float((one * other).sum()) / scale if scale > 1e-9 * one.size else 0.0


def mean_shift(difference: Any, mask: Mask) -> float:
    """Mean length, over `mask`, of the difference averaged over 9 × 9 pixels of it, in OKLab times 100."""
    total = cv2.blur(cv2.copyTo(difference, mask), _WINDOW)
    weight = cv2.blur(mask.astype(np.float32), _WINDOW)
    # Outside the mask it may be zero, and is not asked for.
    lengths = cv2.divide(_lengths(total), np.maximum(weight, np.float32(1e-6)))
    return float(cv2.mean(lengths, mask)[0])


def _mean_length(vectors: Any, mask: Mask) -> float:
    return float(cv2.mean(_lengths(vectors), mask)[0])


def _lengths(vectors: Any) -> Any:
    """Return the lengths of (rows, columns, 3) differences in OKLab, times 100."""
    return cv2.sqrt(cv2.transform(cv2.multiply(vectors, vectors), np.full((1, 3), 1e4, np.float32)))


def _ratio(after: float, before: float) -> float:
    # A tenth of a step keeps two flat areas from looking infinitely different.
    return (after + 0.1) / (before + 0.1)
