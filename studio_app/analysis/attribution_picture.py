"""The picture in grey with each owner's colour over it, for people who see colours and people who do not."""

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from studio_app.analysis.attribute import Attributed
from studio_app.analysis.visible import layer_of, visible_samples
from studio_app.domain.attributions import UNATTRIBUTED, ChainLink
from studio_app.domain.pictures import Picture
from studio_app.domain.stages import StageKind

PEOPLE = (
    (230, 159, 0),
    (86, 180, 233),
    (0, 158, 115),
    (240, 228, 66),
    (0, 114, 178),
    (213, 94, 0),
    (204, 121, 167),
    (245, 245, 245),
)
"""The eight of Okabe and Ito (2008); white stands for their black, which a dark picture would swallow."""

_GENERATOR = (165, 165, 165)
_NOBODY = (255, 255, 255)
_LONGEST = 2400


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class OwnerSign:
    """How an owner is drawn: a colour, laid on as a `solid`, `hatch`, `cross` or `dots` pattern."""

    colour: tuple[int, int, int]
    pattern: str


def signs(links: tuple[ChainLink, ...]) -> dict[int, OwnerSign]:
    """Return the sign of each owner: a name keeps its colour in all its stages, a generator is grey and hatched.

    A ninth name gets a hatch on the first colour, a seventeenth a cross-hatch. What is nobody's has sparse dots.
    """
    names: dict[str, int] = {}
    found = {UNATTRIBUTED: OwnerSign(colour=_NOBODY, pattern="dots")}
    for index, link in enumerate(links):
        if link.kind is StageKind.GENERATION:
            found[index] = OwnerSign(colour=_GENERATOR, pattern="hatch")
            continue
        place = names.setdefault(link.name, len(names))
        pattern = ("solid", "hatch", "cross")[min(2, place // len(PEOPLE))]
        found[index] = OwnerSign(colour=PEOPLE[place % len(PEOPLE)], pattern=pattern)
    return found


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
        here = (owners == value) & (pattern(sign.pattern, *size[::-1]) > 0)
        strength = 0.75 if sign.pattern == "dots" else 0.55
        drawn[here] = np.rint(drawn[here] * (1 - strength) + np.array(sign.colour) * strength).astype(np.uint8)
    drawn[_borders(owners)] = (20, 20, 20)
    return drawn


def pattern(name: str, height: int, width: int) -> NDArray[np.uint8]:
    """Return 1 where a pattern puts colour."""
    y, x = np.ogrid[:height, :width]
    if name == "hatch":
        return np.asarray((x + y) % 12 < 5, dtype=np.uint8)
    if name == "cross":
        return np.asarray(((x + y) % 12 < 4) | ((x - y) % 12 < 4), dtype=np.uint8)
    if name == "dots":
        return np.asarray((x % 14 < 3) & (y % 14 < 3), dtype=np.uint8)
    return np.ones((height, width), np.uint8)


def _borders(owners: Any) -> NDArray[np.bool_]:
    kernel = np.ones((2, 2), np.uint8)
    return np.asarray(cv2.dilate(owners, kernel) != cv2.erode(owners, kernel))
