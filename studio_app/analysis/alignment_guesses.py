"""The coarse half of alignment: placements proposed on two small pictures, and judged block by block."""

from typing import Any, NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from studio_app.analysis.oklab import Floats
from studio_app.analysis.placement import Placement
from studio_app.analysis.strips import CELL
from studio_app.analysis.visible import Layer, visible_samples
from studio_app.domain.pictures import Samples

_LONGEST = 720
_BLOCK = 16
_SAME_DRAWING = 0.75
_DRAWN = 1.2
_CERTAIN = 0.65
_LIKELY = 0.5
_FEWEST_MATCHES = 8
_UNLIKE, _TRIES = 0.8, 2_000
_HARDLY_UNLIKE, _MOST_TRIES = 0.9, 20_000
_MOST_TURN = 0.004
_MOST_STRETCH = 1.12


class SmallPair(NamedTuple):
    """Two small grey pictures (uint8) and by how much each was made smaller, across and down."""

    before: NDArray[np.uint8]
    after: NDArray[np.uint8]
    before_factor: tuple[float, float]
    after_factor: tuple[float, float]


class Guess(NamedTuple):
    """A placement with its witnesses: the share of blocks with drawing in them that show the same drawing.

    `blocks` holds for each of them x, y of its middle in the after-picture's pixels, best drawn first.
    """

    placement: Placement
    share: float
    agreeing: int
    blocks: Floats


def small_pair(before: Layer, after: Layer, before_cells: Samples, after_cells: Samples) -> SmallPair:
    """Return both pictures in grey, the longer side of the larger at most 720 pixels, both made smaller alike."""
    longest = max(before.width, before.height, after.width, after.height)
    factor = min(1.0, _LONGEST / longest)
    one, one_factor = _small(before, before_cells, factor)
    other, other_factor = _small(after, after_cells, factor)
    return SmallPair(before=one, after=other, before_factor=one_factor, after_factor=other_factor)


def best_guess(small: SmallPair, *, same_size: bool, by_features: bool = True) -> Guess | None:
    """Return the placement that most blocks bear out; the dearer ones are tried only while none is certain."""
    best: Guess | None = None
    proposals = [(_in_place if same_size else _as_a_whole, 1.0), (_shifted, _CERTAIN)]
    if by_features:
        features = _Features()
        proposals += [(features.clearly, _LIKELY), (features.hardly, _LIKELY)]
    for propose, enough in proposals:
        if best is not None and best.share >= enough:
            break
        placement = propose(small)
        if placement is None:
            continue
        guess = _judged(small, placement)
        if guess is not None and (best is None or guess.agreeing > 1.15 * best.agreeing):
            best = guess
    return best


def _small(layer: Layer, cells: Samples, factor: float) -> tuple[NDArray[np.uint8], tuple[float, float]]:
    size = (max(1, round(layer.width * factor)), max(1, round(layer.height * factor)))
    source: Any = cells if factor * CELL <= 1 else visible_samples(layer, slice(0, layer.height))
    if factor * CELL <= 1:
        # Cells at the edge reach beyond the picture; what is cut off is less than one cell.
        across, down = layer.width / CELL / cells.shape[1], layer.height / CELL / cells.shape[0]
        size = (max(1, round(cells.shape[1] * factor * CELL)), max(1, round(cells.shape[0] * factor * CELL)))
        used = (size[0] / (layer.width / across), size[1] / (layer.height / down))
    else:
        used = (size[0] / layer.width, size[1] / layer.height)
    if source.dtype == np.uint16:
        source = cv2.convertScaleAbs(source, alpha=1 / 257)
    grey: Any = cv2.cvtColor(np.ascontiguousarray(source), cv2.COLOR_RGB2GRAY)
    if grey.shape[::-1] != size:
        grey = cv2.resize(grey, size, interpolation=cv2.INTER_AREA)
    return grey, used


def _in_place(_small: SmallPair) -> Placement:
    return Placement()


def _as_a_whole(small: SmallPair) -> Placement | None:
    across = small.after.shape[1] / small.after_factor[0] / (small.before.shape[1] / small.before_factor[0])
    down = small.after.shape[0] / small.after_factor[1] / (small.before.shape[0] / small.before_factor[1])
    stretch = max(across / down, down / across)
    return Placement(scale_x=across, scale_y=down) if stretch <= _MOST_STRETCH else None


def _shifted(small: SmallPair) -> Placement | None:
    """Propose the shift at which the two drawings correlate best (phase correlation, Kuglin and Hines 1975)."""
    height = max(small.before.shape[0], small.after.shape[0])
    width = max(small.before.shape[1], small.after.shape[1])
    if min(height, width) < _BLOCK:
        # No block could bear it out, and of a line of pixels OpenCV finds no peak.
        return None
    planes = []
    for grey in (small.before, small.after):
        fine = _fine(grey)
        fine *= cv2.createHanningWindow(grey.shape[::-1], cv2.CV_32F) ** 0.5 if min(grey.shape) > 1 else 1
        planes.append(
            cv2.copyMakeBorder(fine, 0, height - grey.shape[0], 0, width - grey.shape[1], cv2.BORDER_CONSTANT)
        )
    # The largest peak only: a shift of more than half the picture would wrap around, and leaves too little in common.
    (x, y), _response = cv2.phaseCorrelate(planes[0], planes[1])
    factor = small.after_factor
    return Placement(dx=x / factor[0], dy=y / factor[1])


_Matched = tuple[list[Any], Any]


class _Features:
    """Proposes the shift and scale on which most matched features agree (SIFT, Lowe 2004; RANSAC).

    Features are found and matched once, when they are first asked for. A match counts if the next best is farther by
    Lowe's ratio.
    """

    def __init__(self) -> None:
        self._found: _Matched | None = None

    def clearly(self, small: SmallPair) -> Placement | None:
        """Count matches that are clearly better than the next best."""
        return self._agreed(small, unlike=_UNLIKE, tries=_TRIES)

    def hardly(self, small: SmallPair) -> Placement | None:
        """Count those too that are hardly better, where windows or bricks look alike."""
        return self._agreed(small, unlike=_HARDLY_UNLIKE, tries=_MOST_TRIES)

    def _agreed(self, small: SmallPair, *, unlike: float, tries: int) -> Placement | None:
        if self._found is None:
            self._found = _matched(small)
        points, pairs = self._found
        chosen = [pair[0] for pair in pairs if len(pair) == 2 and pair[0].distance < unlike * pair[1].distance]
        if len(chosen) < _FEWEST_MATCHES:
            return None
        one = points[0][[match.queryIdx for match in chosen]] / np.array(small.before_factor, np.float32)
        other = points[1][[match.trainIdx for match in chosen]] / np.array(small.after_factor, np.float32)
        tolerance = 1.5 / min(small.after_factor)
        cv2.setRNGSeed(1)
        matrix, inliers = cv2.estimateAffine2D(
            one, other, method=cv2.RANSAC, ransacReprojThreshold=tolerance, maxIters=tries
        )
        if matrix is None or int(inliers.sum()) < _FEWEST_MATCHES:
            return None
        kept = inliers.ravel() > 0
        return _without_turning(matrix, one[kept], other[kept])


def _matched(small: SmallPair) -> _Matched:
    """Return the places of both pictures' features and, for each of the first, its two best matches; none if few."""
    finder = cv2.SIFT.create(nfeatures=1500, contrastThreshold=0.015)
    points: list[Any] = []
    words: list[Any] = []
    for grey in (small.before, small.after):
        found, described = finder.detectAndCompute(grey, None)
        if described is None or len(found) < _FEWEST_MATCHES:
            return [], []
        points.append(np.array([point.pt for point in found], np.float32) + np.float32(0.5))
        words.append(described)
    return points, cv2.BFMatcher(cv2.NORM_L2).knnMatch(words[0], words[1], k=2)


def _without_turning(matrix: NDArray[Any], one: Floats, other: Floats) -> Placement | None:
    """Return shift and scales alone; None where the match turns, shears or stretches: that is no crop nor resize."""
    across, down = float(matrix[0, 0]), float(matrix[1, 1])
    if min(across, down) < 0.1 or max(across, down) > 10 or max(across / down, down / across) > _MOST_STRETCH:
        return None
    if max(abs(matrix[0, 1]), abs(matrix[1, 0])) > _MOST_TURN * 10 * max(across, down):
        return None
    fits = []
    for axis in range(2):
        columns = np.stack([one[:, axis], np.ones(len(one), np.float32)], axis=1)
        fits.append(np.linalg.lstsq(columns, other[:, axis], rcond=None)[0])
    if min(fits[0][0], fits[1][0]) < 0.1:
        return None
    return Placement(dx=float(fits[0][1]), dy=float(fits[1][1]), scale_x=float(fits[0][0]), scale_y=float(fits[1][0]))


def _judged(small: SmallPair, placement: Placement) -> Guess | None:
    """Count the blocks of 16 × 16 small pixels in which both show the same drawing: correlation of at least 0.75.

    Drawing is what is left of the grey after its wide mean is taken out. A block counts where the after-picture
    has some, and the parent reaches it.
    """
    height, width = small.after.shape
    # Of a small after-pixel to the small before-pixel.
    across = small.before_factor[0] / (placement.scale_x * small.after_factor[0])
    down = small.before_factor[1] / (placement.scale_y * small.after_factor[1])
    matrix = np.array(
        [
            [across, 0, 0.5 * across - 0.5 - placement.dx / placement.scale_x * small.before_factor[0]],
            [0, down, 0.5 * down - 0.5 - placement.dy / placement.scale_y * small.before_factor[1]],
        ]
    )
    source: Any = small.before
    if across > 1.2:
        source = cv2.blur(source, (round(across), round(across)))
    how = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    moved = cv2.warpAffine(source, matrix, (width, height), flags=how, borderMode=cv2.BORDER_REPLICATE)
    reach = cv2.warpAffine(np.ones_like(source), matrix, (width, height), flags=how)
    one, other = _fine(moved), _fine(small.after)
    rows, columns = height // _BLOCK, width // _BLOCK
    if rows < 1 or columns < 1:
        return None

    def means(values: Any) -> Any:
        cut = values[: rows * _BLOCK, : columns * _BLOCK].astype(np.float32)
        return cv2.resize(cut, (columns, rows), interpolation=cv2.INTER_AREA)

    one_mean, other_mean = means(one), means(other)
    one_square, other_square = means(one * one) - one_mean**2, means(other * other) - other_mean**2
    product = means(one * other) - one_mean * other_mean
    drawn = (np.maximum(other_square, 0) > _DRAWN**2) & (means(reach) > 0.99)
    likeness = product / np.sqrt(np.maximum(one_square * other_square, 1e-3))
    same = drawn & (likeness >= _SAME_DRAWING) & (one_square > _DRAWN**2 / 4)
    if not drawn.any():
        return None
    y, x = np.nonzero(same)
    order = np.argsort(-np.minimum(one_square, other_square)[y, x], kind="stable")
    middles = np.stack([(x + 0.5) * _BLOCK / small.after_factor[0], (y + 0.5) * _BLOCK / small.after_factor[1]], axis=1)
    return Guess(
        placement=placement,
        share=float(same.sum() / drawn.sum()),
        agreeing=int(same.sum()),
        blocks=middles[order].astype(np.float32),
    )


def _fine(grey: Any) -> Any:
    plane = cv2.GaussianBlur(grey, (0, 0), 0.8).astype(np.float32)
    return plane - cv2.blur(plane, (25, 25))
