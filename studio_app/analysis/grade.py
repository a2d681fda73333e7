"""One colour transform of the whole picture (exposure, warmth, curves, saturation), told apart from repainting."""

from typing import Any, NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from studio_app.analysis.grade_fit import GradeModel, fit_curves, fit_mixed
from studio_app.analysis.grade_starts import agreeing_start
from studio_app.analysis.knots import Doubles
from studio_app.analysis.oklab import delta_e, to_oklab
from studio_app.analysis.quantiles import quantile
from studio_app.domain.pictures import Samples, WorkingSpace

_MOST_SAMPLES = 6_000
_FEWEST_SAMPLES = 300
_FEWEST_COLOURS = 24
_COLOUR_STEPS = 64
_LEAST_MOVE = 0.4
_LEAST_EXPLAINED = 0.38
_MOST_UNMOVED = 0.12
_CLOSE = 1.15
_NO_BETTER = 1.03
_FINE = 0.55
_NEARLY_ALL = 0.97
_BESIDE = 6.0
_MOST_MIXED = 2_000
_TALLEST = 9


class FittedGrade(NamedTuple):
    """The transform, what it does to the picture on average, and what it leaves over where it holds.

    `mean_delta_e` and `slack` are distances in OKLab times 100; `slack` is the 90th percentile of what is left in
    the cells the grade explains.
    """

    model: GradeModel
    mean_delta_e: float
    slack: float


def find_grade(before: Samples, after: Samples, covered: NDArray[np.bool_], space: WorkingSpace) -> FittedGrade | None:
    """Fit a grade to the cells of two pictures that lie on each other; None unless it truly explains the picture.

    `before` and `after` are cell means of shape (rows, columns, 3) in one dtype, `covered` says where both reach.
    First one curve for each channel is fitted, and only where that leaves more than rounding over, a 3 × 4 matrix on
    curves, once in encoded values and once in linear light; the plainest that leaves hardly more over than the best
    is taken. It counts as a grade if it moves the picture by at least 0.4 on average and explains at least 38 % of the
    cells, in at least 24 different colours told apart by four codes of 255 (of two flat colours anything can be made by
    some curve; a sky, a night or a picture in greys has few, and those close together), and if not more
    than 12 % of the cells that the grade would have moved are the same without it: who paints on a part leaves the
    rest as it was.
    """
    one, other = _samples(before, after, covered)
    if len(one) < _FEWEST_SAMPLES:
        return None
    lab_one, lab_other = _lab(one, space), _lab(other, space)
    apart = _apart(lab_one, lab_other)
    middle = quantile(apart, 0.5)
    tolerance = float(np.clip(0.35 * middle, 0.5, 1.6))
    if (apart < tolerance).mean() > 1 - _LEAST_EXPLAINED or middle < 0.3:
        return None
    found = _plainest(one, other, lab_other, space, tolerance)
    if found is None:
        return None
    model, left = found
    explained = left < tolerance
    graded = _lab(model.apply_floats(one), space)
    moved = _apart(lab_one, graded)
    movable = moved > 2 * tolerance
    unmoved = movable & (apart < np.minimum(0.5 * moved, 2 * tolerance)) & ~explained
    if (
        explained.mean() < _LEAST_EXPLAINED
        or moved[explained].mean() < _LEAST_MOVE
        or unmoved.sum() > _MOST_UNMOVED * movable.sum()
    ):
        return None
    if _colours(one[explained]) < _FEWEST_COLOURS:
        return None
    return FittedGrade(model=model, mean_delta_e=float(moved.mean()), slack=quantile(left[explained], 0.9))


def _plainest(
    one: Doubles, other: Doubles, lab_other: Any, space: WorkingSpace, tolerance: float
) -> tuple[GradeModel, NDArray[Any]] | None:
    start = agreeing_start(one, other)
    curves = fit_curves(one, other, start.plain)
    best, best_left = curves, np.full(len(one), np.inf)
    starts: list[tuple[NDArray[np.bool_], GradeModel | None]] = [(start.mixed, None)]
    if curves is not None:
        best_left = _apart(_lab(curves.apply_floats(one), space), lab_other)
        trusted = best_left < 2 * tolerance
        # Curves that explain most are the better start, and none where channels were mixed so that no curve holds.
        starts.insert(0 if trusted.sum() > start.mixed.sum() else 1, (trusted, curves))
    few = slice(None, None, max(1, len(one) // _MOST_MIXED))
    for trusted, begun in starts:
        for linear in (False, True):
            if _is_crisp(best_left, tolerance):
                return None if best is None else (best, best_left)
            mixed = fit_mixed(one[few], other[few], trusted[few], begun, linear=linear)
            if mixed is None:
                continue
            mixed_left = _apart(_lab(mixed.apply_floats(one), space), lab_other)
            if _leftover(mixed_left, tolerance) * _CLOSE < _leftover(best_left, tolerance):
                best, best_left = mixed, mixed_left
            elif _leftover(mixed_left, tolerance) * _NO_BETTER > _leftover(best_left, tolerance):
                # What is left over is no mixing of channels at all, in whatever light.
                break
    return None if best is None else (best, best_left)


def _is_crisp(left: NDArray[Any], tolerance: float) -> bool:
    """Say whether pairs are either explained, and well, or far from it: then nothing plain is left to be found."""
    explained = left < tolerance
    if explained.sum() < _NEARLY_ALL * (left < _BESIDE * tolerance).sum():
        return False
    return bool(explained.any()) and quantile(left[explained], 0.85) < max(_FINE, 0.3 * tolerance)


def _leftover(left: NDArray[Any], tolerance: float) -> float:
    """Mean of what is left, each at most twice the tolerance: small where much is explained, and well."""
    return float(np.minimum(left, 2 * tolerance).mean())


def _samples(before: Samples, after: Samples, covered: NDArray[np.bool_]) -> tuple[Doubles, Doubles]:
    """Return up to 6,000 pairs of cell colours, 0 to 1, spread over the picture, the calmest of each neighbourhood.

    On hard edges a compressor and a resampling leave more behind than a grade does. Colours are means over 3 × 3
    cells: noise and a rest of misplacement are not the grade.
    """
    peak = float(np.iinfo(before.dtype).max)
    step = max(1, int((before.shape[0] * before.shape[1] / _MOST_SAMPLES) ** 0.5))
    across = before.shape[1] // step
    if step == 1 or not across or before.shape[0] < step:
        one, other = _calm(before), _calm(after)
        unrest = _unrest(other)
        chosen = covered & (unrest <= quantile(unrest[covered], 0.8)) if covered.any() else covered
        few = slice(None, None, max(1, int(chosen.sum()) // _MOST_SAMPLES))
        return one[chosen][few] / peak, other[chosen][few] / peak
    found: list[tuple[Any, Any]] = []
    tall = min(step, _TALLEST)
    for top in range((step - tall) // 2, before.shape[0] - tall + 1, step):
        # Two rows more on each side: neighbours of neighbours take part in the spread.
        first = max(0, top - 2)
        wide, own = slice(first, top + tall + 2), slice(top - first, top - first + tall)
        one, other = _calm(before[wide]), _calm(after[wide])
        unrest = _unrest(other)[own, : across * step].astype(np.uint16)
        unrest[~covered[top : top + tall, : across * step]] = np.iinfo(np.uint16).max
        fields = unrest.reshape(tall, across, step).swapaxes(0, 1).reshape(across, tall * step)
        calmest = fields.argmin(axis=1)
        y, x = calmest // step, np.arange(across) * step + calmest % step
        there = covered[top + y, x]
        found.append((one[own][y, x][there], other[own][y, x][there]))
    return tuple(np.concatenate(colours) / peak for colours in zip(*found, strict=True))  # type: ignore[return-value]


def _calm(cells: Samples) -> Any:
    return cv2.blur(cells, (3, 3))


def _unrest(cells: Samples) -> Any:
    """Return the spread of codes over 3 × 3 cells, in the channel in which it is widest."""
    kernel = np.ones((3, 3), np.uint8)
    spread: Any = cv2.subtract(cv2.dilate(cells, kernel), cv2.erode(cells, kernel))
    red, green, blue = cv2.split(spread)
    return cv2.max(cv2.max(red, green), blue)


def _lab(colours: Any, space: WorkingSpace) -> Any:
    codes = np.rint(np.clip(colours, 0, 1) * 65535).astype(np.uint16)
    return to_oklab(codes.reshape(-1, 1, 3), space)


def _apart(one: Any, other: Any) -> NDArray[Any]:
    return delta_e(one, other).ravel()


def _colours(cells: Doubles) -> int:
    steps = np.clip((cells * _COLOUR_STEPS).astype(np.int64), 0, _COLOUR_STEPS - 1)
    places = (steps[:, 0] * _COLOUR_STEPS + steps[:, 1]) * _COLOUR_STEPS + steps[:, 2]
    return int(np.count_nonzero(np.bincount(places)))
