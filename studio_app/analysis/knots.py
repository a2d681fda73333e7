"""Curves that are linear between 25 knots, and the sums that fitting them to many values takes."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Doubles = NDArray[np.float64]

KNOTS = 25
"""Knots of a curve, spread evenly over 0 to 1."""


class Hats(NamedTuple):
    """For each value the nearest knot below it, and how far it lies on the way to the next, 0 to 1."""

    first: NDArray[np.intp]
    share: Doubles

    @classmethod
    def of(cls, values: Doubles) -> "Hats":
        """Place values of 0 to 1 between the knots."""
        place = np.clip(values, 0, 1) * (KNOTS - 1)
        first = np.minimum(place.astype(np.intp), KNOTS - 2)
        return cls(first, place - first)

    def through(self, curve: Doubles) -> Doubles:
        """Return the curve at the values."""
        return np.asarray(curve[self.first] * (1 - self.share) + curve[self.first + 1] * self.share)

    def sums(self, weights: Doubles) -> Doubles:
        """Return the weights summed up by knot, each shared out between its two."""
        upper = weights * self.share
        sums: Doubles = np.bincount(self.first, weights - upper, minlength=KNOTS).astype(np.float64)
        sums[1:] += np.bincount(self.first, upper, minlength=KNOTS)[:-1]
        return sums

    def cross(self, other: "Hats", weights: Doubles) -> Doubles:
        """Return the sums of weight × share × the other's share, (knots, knots): the normal equations' left side."""
        place = self.first * KNOTS + other.first
        upper = weights * self.share
        lower = weights - upper
        sums = np.zeros(KNOTS * KNOTS)
        for values, step in (
            (lower * (1 - other.share), 0),
            (lower * other.share, 1),
            (upper * (1 - other.share), KNOTS),
            (upper * other.share, KNOTS + 1),
        ):
            # The nearest knot below is never the last: the step stays inside.
            sums[step:] += np.bincount(place, values, minlength=len(sums))[: len(sums) - step]
        return sums.reshape(KNOTS, KNOTS)


def through_hats(hats: Sequence[Hats], curves: Doubles) -> Doubles:
    """Return (n, channels) values, each through its own channel's curve of (channels, knots)."""
    return np.stack([hat.through(curve) for hat, curve in zip(hats, curves, strict=True)], axis=1)
