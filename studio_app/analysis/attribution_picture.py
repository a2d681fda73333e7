"""The picture in grey with each owner's colour over it, for people who see colours and people who do not."""

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from studio_app.analysis.attribute import Attributed
from studio_app.analysis.visible import layer_of, visible_samples
from studio_app.domain.owner_patterns import pattern_of
from studio_app.domain.owner_signs import Pattern, signs
from studio_app.domain.pictures import Picture

_LONGEST = 2400


def attribution_picture(attributed: Attributed, picture: Picture) -> NDArray[np.uint8]:
    """Return the overlay, (height, width, 3) 8-bit sRGB, its longer side at most 2400 pixels."""
    height, width = attributed.map.shape
    factor = min(1.0, _LONGEST / max(height, width))
    size = (max(1, round(width * factor)), max(1, round(height * factor)))
    samples: Any = visible_samples(layer_of(picture), slice(0, height))
    owners: Any = attributed.map
    if factor < 1:
        samples = cv2.resize(samples, size, interpolation=cv2.INTER_AREA)
        owners = cv2.resize(owners, size, interpolation=cv2.INTER_NEAREST)
    if samples.dtype == np.uint16:
        samples = cv2.convertScaleAbs(samples, alpha=1 / 257)
    grey: Any = cv2.cvtColor(np.ascontiguousarray(samples), cv2.COLOR_RGB2GRAY)
    drawn = np.repeat((grey * 0.75 + 20).astype(np.uint8)[:, :, np.newaxis], 3, axis=2)
    links = tuple(owner.link for owner in attributed.attribution.owners)
    for value, sign in signs(links).items():
        here = (owners == value) & (pattern_of(sign.pattern, *size[::-1]) > 0)
        strength = 0.75 if sign.pattern is Pattern.DOTS else 0.55
        drawn[here] = np.rint(drawn[here] * (1 - strength) + np.array(sign.colour) * strength).astype(np.uint8)
    drawn[_borders(owners)] = (20, 20, 20)
    return drawn


def _borders(owners: Any) -> NDArray[np.bool_]:
    kernel = np.ones((2, 2), np.uint8)
    return np.asarray(cv2.dilate(owners, kernel) != cv2.erode(owners, kernel))
