"""One colour transform of the whole picture (exposure, warmth, curves), told apart from repainting."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from studio_app.analysis.oklab import Floats, delta_e, to_oklab
from studio_app.analysis.visible import Layer, visible_samples

_LONGEST = 256
_FEWEST_CELLS = 400
_FEWEST_COLOURS = 24
_ROUNDS = 25
_AGREES = 0.03
_STRIP_ROWS = 16
_WORKERS = 2


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FittedGrade:
    """The transform, what it does to the picture on average, and what it leaves unexplained where it holds."""

    weights: NDArray[np.float64]
    mean_delta_e: float
    slack: float


def find_grade(before: Layer, after: Layer) -> FittedGrade | None:
    """Fit a grade on area means of at most 256 × 256 cells; None unless it truly explains the picture.

    It is a polynomial of the third degree in encoded red, green and blue, fitted by iteratively reweighted least
    squares (Tukey's biweight), so that repainted cells lose their say. Taken only if it explains at least 60 % of all
    cells and 30 % of each quarter of the picture, if at most 35 % were the same without it, and if the explained
    cells hold at least 24 different colours: of two flat colours anything can be made by some curve.
    """
    if before.space is not after.space or before.pixels.shape != after.pixels.shape:
        return None
    one, other = _cells(before), _cells(after)
    if one.shape[0] * one.shape[1] < _FEWEST_CELLS:
        return None
    space = before.space
    lab_one, lab_other = (to_oklab(_sixteen_bits(cells), space) for cells in (one, other))
    apart = delta_e(lab_one, lab_other)
    tolerance = float(np.clip(0.35 * np.median(apart), 0.4, 1.5))
    if np.median(apart) < 0.5 or (apart < tolerance).mean() > 0.35:
        return None
    weights = _fit(one.reshape(-1, 3).astype(np.float64), other.reshape(-1, 3).astype(np.float64), one.shape[:2])
    graded = np.clip(_features(one.reshape(-1, 3)) @ weights, 0, 1).reshape(one.shape).astype(np.float32)
    left = delta_e(to_oklab(_sixteen_bits(graded), space), lab_other)
    explained = left < tolerance
    if explained.mean() < 0.6 or min(quarter.mean() for quarter in _quarters(explained)) < 0.3:
        return None
    if _colours(one[explained]) < _FEWEST_COLOURS:
        return None
    moved = delta_e(lab_one, to_oklab(_sixteen_bits(graded), space))
    return FittedGrade(
        weights=weights, mean_delta_e=float(moved.mean()), slack=float(np.percentile(left[explained], 95))
    )


def apply_grade(layer: Layer, grade: FittedGrade) -> Layer:
    """Return the layer with the grade on it, in 16 bits."""
    height = layer.pixels.shape[0]
    pixels = np.empty(layer.pixels.shape, np.uint16)
    peak = np.float32(np.iinfo(layer.pixels.dtype).max)
    tables, cross = _tables(grade.weights, int(peak))

    def fill(top: int) -> None:
        strip = layer.pixels[top : top + _STRIP_ROWS]
        values: Any = cv2.transform(_products(strip.astype(np.float32) / peak), cross)
        for channel, table in enumerate(tables):
            values += table[strip[:, :, channel]]
        pixels[top : top + _STRIP_ROWS] = _sixteen_bits(np.clip(values, 0, 1))

    with ThreadPoolExecutor(_WORKERS) as pool:
        for _done in pool.map(fill, range(0, height, _STRIP_ROWS)):
            pass
    alpha = layer.alpha
    if alpha is not None and alpha.dtype == np.uint8:
        alpha = alpha.astype(np.uint16) * np.uint16(257)
    return Layer(pixels=pixels, alpha=alpha, space=layer.space)


def _tables(weights: NDArray[np.float64], peak: int) -> tuple[list[Floats], Floats]:
    """Return what each code of red, green and blue adds to the three outputs, and the matrix of their products."""
    codes = np.linspace(0.0, 1.0, peak + 1)[:, np.newaxis]
    tables = [
        codes * weights[1 + channel] + codes**2 * weights[4 + channel] + codes**3 * weights[10 + channel]
        for channel in range(3)
    ]
    tables[0] += weights[0]
    return [table.astype(np.float32) for table in tables], weights[7:10].T.astype(np.float32)


def _products(rgb: Floats) -> Floats:
    products = np.empty_like(rgb)
    for index in range(3):
        np.multiply(rgb[:, :, index], rgb[:, :, (index + 1) % 3], out=products[:, :, index])
    return products


def _cells(layer: Layer) -> Floats:
    samples = visible_samples(layer, slice(0, layer.pixels.shape[0]))
    height, width = samples.shape[:2]
    factor = min(1.0, _LONGEST / max(height, width))
    size = (max(1, round(width * factor)), max(1, round(height * factor)))
    peak = np.float32(np.iinfo(samples.dtype).max)
    return np.asarray(cv2.resize(samples, size, interpolation=cv2.INTER_AREA).astype(np.float32) / peak)


def _fit(one: NDArray[np.float64], other: NDArray[np.float64], shape: tuple[int, ...]) -> NDArray[np.float64]:
    features = _features(one)
    trust = _first_trust(features[:, :4], other, shape)
    weights = np.zeros((features.shape[1], 3))
    for turn in range(_ROUNDS):
        # The plain affine transform first: the curves would bend towards a large repaint before it lost its say.
        used = 4 if turn < _ROUNDS // 2 else features.shape[1]
        part = features[:, :used]
        weights = np.zeros_like(weights)
        weights[:used] = _solve(part, other, trust)
        errors = np.linalg.norm(part @ weights[:used] - other, axis=1)
        scale = max(4.7 * 1.48 * float(np.median(errors)), 2 / 255)
        trust = np.clip(1 - (errors / scale) ** 2, 0, None) ** 2
    return weights


def _first_trust(
    affine: NDArray[np.float64], other: NDArray[np.float64], shape: tuple[int, ...]
) -> NDArray[np.float64]:
    """Begin with the cells that agree with the best of ten fits: the whole picture's and those of its ninths.

    A large repaint drags the whole picture's fit so far that it never comes back; some ninth is free of it.
    """
    ninth = (np.arange(shape[0]) * 3 // shape[0])[:, np.newaxis] * 3 + np.arange(shape[1]) * 3 // shape[1]
    best = np.ones(len(other))
    for index in range(-1, 9):
        inside = np.ones(len(other)) if index < 0 else (ninth.ravel() == index).astype(np.float64)
        errors = np.linalg.norm(affine @ _solve(affine, other, inside) - other, axis=1)
        agreed = (errors < _AGREES).astype(np.float64)
        if index < 0 or agreed.sum() > best.sum():
            best = agreed
    return best if best.sum() >= _FEWEST_CELLS // 4 else np.ones(len(other))


def _solve(part: NDArray[np.float64], other: NDArray[np.float64], trust: NDArray[np.float64]) -> NDArray[np.float64]:
    weighted = part * trust[:, np.newaxis]
    # A little ridge: a picture of few colours leaves some of the transform open.
    ridge = 1e-8 * len(part) * np.eye(part.shape[1])
    return np.asarray(np.linalg.solve(weighted.T @ part + ridge, weighted.T @ other), dtype=np.float64)


def _features(rgb: NDArray[Any]) -> NDArray[Any]:
    red, green, blue = rgb[:, 0], rgb[:, 1], rgb[:, 2]
    one = np.ones_like(red)
    squares = (red * red, green * green, blue * blue, red * green, green * blue, blue * red)
    cubes = (red * red * red, green * green * green, blue * blue * blue)
    return np.stack([one, red, green, blue, *squares, *cubes], axis=1)


def _sixteen_bits(values: Floats) -> NDArray[np.uint16]:
    return np.rint(values * 65535).astype(np.uint16)


def _quarters(cells: NDArray[np.bool_]) -> list[NDArray[np.bool_]]:
    rows, columns = cells.shape[0] // 2, cells.shape[1] // 2
    return [part for half in (cells[:rows], cells[rows:]) for part in (half[:, :columns], half[:, columns:])]


def _colours(cells: Floats) -> int:
    steps = np.clip((cells * 16).astype(np.int64), 0, 15)
    return len(np.unique(steps[:, 0] * 256 + steps[:, 1] * 16 + steps[:, 2]))
