"""Fitting a colour transform to pairs of colours of which up to half and more are repainted.

Iteratively reweighted least squares with Tukey's biweight (Beaton and Tukey 1974): pairs far from the fit have no
say. It begins with the plainest model, so that no curve bends towards a repaint before that has lost its say, and
with the best of many starts (`grade_starts`).
"""

from typing import Any, NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from studio_app.analysis.code_table import CodeTable
from studio_app.analysis.knots import KNOTS, Doubles, Hats, through_hats
from studio_app.analysis.oklab import encode_16
from studio_app.analysis.quantiles import quantile
from studio_app.domain.pictures import Samples

_ROUNDS = 6
# A matrix turns colours that few pairs have far; narrow from the beginning, those would never be taken in.
_NARROWING = (0.12, 0.12, 0.1, 0.07, 0.05, 0.035, 0.025, 0.017, 0.012, 0.012)
_CURVES_PULL, _MATRIX_PULL = 1e-4, 1e-5
_LEAST_SLOPE = 0.15
_ENDS = np.array([[0.0] * 3, [1.0] * 3])
_WHITE = 0.994
_RIDGE = 5e-5
_CODES = 256
_NUDGE = 0.03
_PULL = 4.0


class GradeModel(NamedTuple):
    """One curve for each channel, on which a 3 × 4 matrix may follow.

    `curves`: (3, knots) values over encoded input 0 to 1, linear between knots. `matrix`: None, or (3, 4) from what the
    curves give to encoded values (`linear` false) or to linear light that is then encoded with the sRGB curve.
    """

    curves: Doubles
    matrix: Doubles | None = None
    linear: bool = False

    def apply_floats(self, colours: Doubles) -> Doubles:
        """Return (n, 3) encoded colours, 0 to 1, with the grade on them."""
        return self.after_curves(_through(self.curves, colours))

    def after_curves(self, turned: Doubles) -> Doubles:
        """Return (n, 3) values that the curves gave with the rest of the grade on them, 0 to 1."""
        if self.matrix is not None:
            turned = turned @ self.matrix[:, :3].T + self.matrix[:, 3]
            if self.linear:
                turned = _encoded(turned)
        return np.clip(turned, 0.0, 1.0)

    def table(self, dtype: np.dtype[Any]) -> CodeTable:
        """Return what each code becomes in each channel: samples, or float32 before the matrix."""
        codes = np.linspace(0.0, 1.0, int(np.iinfo(dtype).max) + 1)
        places = np.linspace(0.0, 1.0, self.curves.shape[1])
        values = np.stack([np.interp(codes, places, curve) for curve in self.curves], axis=1)
        if self.matrix is not None:
            return CodeTable(values.astype(np.float32))
        return CodeTable(np.rint(np.clip(values, 0, 1) * np.iinfo(dtype).max).astype(dtype))

    def apply(self, samples: Samples | Any, table: CodeTable) -> Samples:
        """Return (rows, columns, 3) samples with the grade on them; `table` comes from `table`."""
        turned: Any = table(samples)
        if self.matrix is None:
            return turned  # type: ignore[no-any-return]
        mixed = cv2.transform(turned, self.matrix.astype(np.float32))
        if self.linear:
            deep = encode_16(mixed)
            return deep if samples.dtype == np.uint16 else cv2.convertScaleAbs(deep, alpha=1 / 257)  # type: ignore[return-value]
        peak = np.float32(np.iinfo(samples.dtype).max)
        return np.rint(np.clip(mixed, 0, 1) * peak).astype(samples.dtype)  # type: ignore[no-any-return]


def fit_curves(one: Doubles, other: Doubles, start: NDArray[np.bool_]) -> GradeModel | None:
    """Fit one curve for each channel: a straight line first, then a cubic, then 25 knots held smooth."""
    if start.sum() < KNOTS:
        return None
    trust = start.astype(np.float64)
    model: GradeModel | None = None
    hats = [Hats.of(one[:, channel]) for channel in range(3)]
    for basis, narrowest in ((_polynomial(2), 0.04), (_polynomial(4), 0.025), (None, 0.012)):
        for _round in range(_ROUNDS):
            model = GradeModel(curves=_curves(hats, other, trust, basis))
            trust = _trust(np.clip(through_hats(hats, model.curves), 0, 1), other, narrowest)
    if model is None or (model.curves[:, -1] - model.curves[:, 0] < _LEAST_SLOPE).any():
        return None
    return _polished(model, one, other, trust)


def _polished(model: GradeModel, one: Doubles, other: Doubles, trust: Doubles) -> GradeModel:
    """Return the model with a value for each 8-bit code, moved by what trusted pairs near that code leave over.

    Knots cannot follow the kink at which a curve runs into white. Codes with few pairs stay where the knots are.
    """
    codes = np.arange(_CODES)
    curves = np.empty((3, _CODES))
    for channel in range(3):
        knots = np.interp(codes / (_CODES - 1), np.linspace(0.0, 1.0, KNOTS), model.curves[channel])
        left = other[:, channel] - np.clip(np.interp(one[:, channel], codes / (_CODES - 1), knots), 0, 1)
        places = np.rint(one[:, channel] * (_CODES - 1)).astype(int)
        weight = np.bincount(places, weights=trust, minlength=_CODES)
        total = np.bincount(places, weights=trust * np.clip(left, -_NUDGE, _NUDGE), minlength=_CODES)
        near = np.array([0.25, 0.5, 1.0, 0.5, 0.25])
        weight, total = np.convolve(weight, near, "same"), np.convolve(total, near, "same")
        curves[channel] = knots + total / (weight + _PULL)
    return GradeModel(curves=curves)


def fit_mixed(
    one: Doubles, other: Doubles, start: NDArray[np.bool_], curves: GradeModel | None, *, linear: bool
) -> GradeModel | None:
    """Fit a 3 × 4 matrix on curves, in encoded values or in linear light, turn by turn; `curves` None begins plain."""
    target = _linear(other) if linear else other
    # The curves found so far, as light where light is mixed; the matrix begins as none.
    plain = np.linspace(0, 1, KNOTS)[np.newaxis].repeat(3, axis=0) if curves is None else _at_knots(curves.curves)
    table = _linear(np.clip(plain, 0, 1)) if linear else plain
    trust = start.astype(np.float64)
    if trust.sum() < 4 * KNOTS:
        return None
    model: GradeModel | None = None
    hats = [Hats.of(one[:, channel]) for channel in range(3)]
    for narrowest in _NARROWING:
        turned = through_hats(hats, table)
        tone = _slope_weight(other) if linear else np.ones(len(other))
        weight = np.stack([trust * tone * _unsaturated(other[:, output]) for output in range(3)], axis=1)
        matrix = _matrix(turned, target, weight)
        table = _mixed_curves(hats, target, weight, matrix, table)
        model = GradeModel(curves=table, matrix=matrix, linear=linear)
        trust = _trust(model.after_curves(through_hats(hats, table)), other, narrowest)
    if model is None or (np.diff(model.apply_floats(_ENDS), axis=0) < _LEAST_SLOPE).any():
        # Anything can be made one colour; a grade leaves dark and light apart.
        return None
    return model


def _through(curves: Doubles, colours: Doubles) -> Doubles:
    places = np.linspace(0.0, 1.0, curves.shape[1])
    return np.stack([np.interp(colours[:, channel], places, curves[channel]) for channel in range(3)], axis=1)


def _at_knots(curves: Doubles) -> Doubles:
    places = np.linspace(0.0, 1.0, curves.shape[1])
    return np.stack([np.interp(np.linspace(0.0, 1.0, KNOTS), places, curve) for curve in curves])


def _matrix(turned: Doubles, target: Doubles, weight: Doubles) -> Doubles:
    features = np.concatenate([turned, np.ones((len(turned), 1))], axis=1)
    matrix = np.empty((3, 4))
    for output in range(3):
        weighted = features * weight[:, output : output + 1]
        pull = _MATRIX_PULL * weight[:, output].sum() * np.eye(4)
        # What the colours leave open stays as it was: each channel by itself.
        right = weighted.T @ target[:, output] + pull[:, output]
        matrix[output] = np.linalg.solve(weighted.T @ features + pull, right)
    return matrix


def _mixed_curves(hats: list[Hats], target: Doubles, weight: Doubles, matrix: Doubles, table: Doubles) -> Doubles:
    """Refit the curves under a fixed matrix: linear in all knots of all three."""
    size = 3 * KNOTS
    left, right = np.zeros((size, size)), np.zeros(size)
    parts = [slice(channel * KNOTS, (channel + 1) * KNOTS) for channel in range(3)]
    goal = weight * (target - matrix[:, 3])
    for channel in range(3):
        right[parts[channel]] = hats[channel].sums(goal @ matrix[:, channel])
        for beside in range(channel, 3):
            cross = hats[channel].cross(hats[beside], weight @ (matrix[:, channel] * matrix[:, beside]))
            left[parts[channel], parts[beside]] = cross
            left[parts[beside], parts[channel]] = cross.T
    total = float(weight.sum()) / 3
    smooth = _roughness() * (_RIDGE * total)
    for part in parts:
        left[part, part] += smooth
    pull = _CURVES_PULL * total * np.eye(size)
    return np.asarray(np.linalg.solve(left + pull, right + pull @ table.ravel()).reshape(3, KNOTS))


def _curves(hats: list[Hats], other: Doubles, trust: Doubles, basis: Doubles | None) -> Doubles:
    curves = np.empty((3, KNOTS))
    places = np.linspace(0.0, 1.0, KNOTS)
    for channel in range(3):
        weight = trust * _unsaturated(other[:, channel])
        left, right = hats[channel].cross(hats[channel], weight), hats[channel].sums(weight * other[:, channel])
        if basis is None:
            left = left + _roughness() * (_RIDGE * trust.sum()) + 1e-7 * trust.sum() * np.eye(KNOTS)
            right = right + 1e-7 * trust.sum() * places
            curves[channel] = np.linalg.solve(left, right)
        else:
            pull = 1e-6 * trust.sum() * np.eye(basis.shape[1])
            plain = np.zeros(basis.shape[1])
            plain[1] = 1.0
            inner = np.linalg.solve(basis.T @ left @ basis + pull, basis.T @ right + pull @ plain)
            curves[channel] = basis @ inner
    return curves


def _polynomial(terms: int) -> Doubles:
    return np.vander(np.linspace(0.0, 1.0, KNOTS), terms, increasing=True)


def _roughness() -> Doubles:
    bends = np.diff(np.eye(KNOTS), n=2, axis=0) * (KNOTS - 1)
    return np.asarray(bends.T @ bends)


def _unsaturated(values: Doubles) -> Doubles:
    """Return a weight next to nothing where a value ran into black or white: it says only where the curve is beyond."""
    return np.where((values > _WHITE) | (values < 1 - _WHITE), 0.01, 1.0)


def _trust(fitted: Doubles, other: Doubles, narrowest: float) -> Doubles:
    apart = fitted - other
    errors = np.sqrt(np.einsum("ij,ij->i", apart, apart))
    # The nearest two fifths tell the scale: more than half may be repainted.
    near = quantile(errors, 0.38)
    scale = max(4.7 * 1.48 * near, narrowest)
    return np.asarray(np.clip(1 - (errors / min(scale, 0.12)) ** 2, 0, None) ** 2)


def _slope_weight(encoded: Doubles) -> Doubles:
    """Return how much an error of linear light weighs once it is encoded, for the mean tone of each pair."""
    tone = np.clip(encoded.mean(axis=1), 0.04, 1.0)
    return np.asarray(1 / tone**2.4)


def _linear(encoded: Doubles) -> Doubles:
    return np.where(encoded <= 0.04045, encoded / 12.92, ((np.maximum(encoded, 0) + 0.055) / 1.055) ** 2.4)


def _encoded(linear: Doubles) -> Doubles:
    light = np.clip(linear, 0, 1)
    return np.where(light <= 0.0031308, light * 12.92, 1.055 * light ** (1 / 2.4) - 0.055)
