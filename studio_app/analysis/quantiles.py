"""Quantiles of many values. Not NumPy's own: that loads masked arrays first, which costs more than most of ours do."""

from math import floor
from typing import Any

import numpy as np
from numpy.typing import NDArray


def quantile(values: NDArray[Any], share: float) -> float:
    """Return the value below which a `share`, 0 to 1, of the values lies, linear between two; at least one value."""
    flat = values.ravel()
    place = share * (flat.size - 1)
    below = floor(place)
    above = min(below + 1, flat.size - 1)
    ordered = np.partition(flat, (below, above))
    return float(ordered[below]) + (float(ordered[above]) - float(ordered[below])) * (place - below)
