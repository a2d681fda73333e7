"""Where fitting a grade begins: a large repaint drags a fit of all pairs so far that it never comes back."""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from studio_app.analysis.knots import Doubles

# How many pairs a start is fitted to, 0 for as many as there are to share out, and how many starts there are.
_RUNS = ((12, 100), (60, 40), (0, 4), (0, 1))
_MIXING_PULL, _GROWN_PULL = 0.02**2, 0.005**2
_MOST_ROUNDS = 6
_MOST_JUDGES = 1_000
_AGREES = 0.03


class Start(NamedTuple):
    """Pairs that agree with the best of many starts, with one gain and offset for each channel, and with any mixing."""

    plain: NDArray[np.bool_]
    mixed: NDArray[np.bool_]


def agreeing_start(one: Doubles, other: Doubles) -> Start:
    """Return the pairs that agree with the best of many starts, each a 3 × 4 matrix.

    Each start is fitted to neighbours (runs of the samples, which lie in the order of the picture), since some
    neighbourhood is free of any repaint, even where blots of it lie everywhere; the one that most pairs of the whole
    picture agree with wins.
    """
    few = slice(None, None, max(1, len(one) // _MOST_JUDGES))
    plain, mixed = [], []
    for length, most in _RUNS:
        size = min(length or -(-len(one) // most), len(one))
        begun = np.linspace(0, len(one) - size, most).astype(int)
        places = begun[:, np.newaxis] + np.arange(size)
        lines = _lines(one[places], other[places])
        plain.append(lines)
        mixed.append(_mixings(one[places], other[places], lines))
    agreed = _most_agreed(np.concatenate(mixed), one, other, few)
    return Start(plain=_most_agreed(np.concatenate(plain), one, other, few), mixed=_grown(agreed, one, other))


def _lines(one: Doubles, other: Doubles) -> Doubles:
    """Return gain and offset for each channel, (runs, 4, 3) as matrices, of (runs, pairs, 3) by least squares."""
    middle_x, middle_y = one.mean(axis=1, keepdims=True), other.mean(axis=1, keepdims=True)
    spread = ((one - middle_x) ** 2).sum(axis=1) + 1e-3
    # Where a neighbourhood has one tone only, its slope is taken to be one.
    slope = np.clip((((one - middle_x) * (other - middle_y)).sum(axis=1) + 1e-3) / spread, 0.3, 3.0)
    lines = np.zeros((len(one), 4, 3))
    lines[:, np.arange(3), np.arange(3)] = slope
    lines[:, 3] = middle_y[:, 0] - slope * middle_x[:, 0]
    return lines


def _mixings(one: Doubles, other: Doubles, lines: Doubles, *, pull: float = _MIXING_PULL) -> Doubles:
    """Return what each run's channels become of one another, (runs, 4, 3); what its colours leave open is its line."""
    middle_x, middle_y = one.mean(axis=1, keepdims=True), other.mean(axis=1, keepdims=True)
    apart = one - middle_x
    left = other - middle_y - apart @ lines[:, :3]
    turned = np.swapaxes(apart, 1, 2)
    held = pull * one.shape[1] * np.eye(3)
    mixings = lines.copy()
    mixings[:, :3] += np.linalg.solve(turned @ apart + held, turned @ left)
    mixings[:, 3] = middle_y[:, 0] - (middle_x @ mixings[:, :3])[:, 0]
    return mixings


def _most_agreed(maps: Doubles, one: Doubles, other: Doubles, few: slice) -> NDArray[np.bool_]:
    judges, wanted = one[few].astype(np.float32), other[few].astype(np.float32)
    fitted = judges @ maps[:, :3].astype(np.float32) + maps[:, 3:].astype(np.float32)
    counts = _near(fitted, wanted).sum(axis=1)
    best = maps[counts.argmax()]
    return _near(one @ best[:3] + best[3], other)


def _grown(agreed: NDArray[np.bool_], one: Doubles, other: Doubles) -> NDArray[np.bool_]:
    """Return the pairs that agree with what all that agree so far become, as long as they are more."""
    for _round in range(_MOST_ROUNDS):
        if not agreed.any():
            break
        pairs = one[np.newaxis, agreed], other[np.newaxis, agreed]
        (mapped,) = _mixings(*pairs, _lines(*pairs), pull=_GROWN_PULL)
        grown = _near(one @ mapped[:3] + mapped[3], other)
        if grown.sum() <= agreed.sum():
            break
        agreed = grown
    return agreed


def _near(fitted: Any, wanted: Any) -> NDArray[np.bool_]:
    near = np.abs(np.clip(fitted, 0, 1) - wanted) < _AGREES
    return np.asarray(near[..., 0] & near[..., 1] & near[..., 2])
