"""How owners of a picture are drawn, the same in every picture, window and legend."""

from dataclasses import dataclass
from enum import StrEnum

from studio_app.domain.attributions import UNATTRIBUTED, ChainLink
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


REPEATS = 84
"""After how many pixels, across and down, every pattern begins anew."""


class Pattern(StrEnum):
    """What tells owners apart beside their colour."""

    SOLID = "solid"
    HATCH = "hatch"
    CROSS = "cross"
    DOTS = "dots"


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerSign:
    """How an owner is drawn: a colour (red, green, blue), laid on as a pattern."""

    colour: tuple[int, int, int]
    pattern: Pattern


def signs(links: tuple[ChainLink, ...]) -> dict[int, OwnerSign]:
    """Return the sign of each owner: a name keeps its colour in all its stages, a generator is grey and hatched.

    A ninth name gets a hatch on the first colour, a seventeenth a cross-hatch. What is nobody's has sparse dots.
    """
    names: dict[str, int] = {}
    found = {UNATTRIBUTED: OwnerSign(colour=_NOBODY, pattern=Pattern.DOTS)}
    for index, link in enumerate(links):
        if link.kind is StageKind.GENERATION:
            found[index] = OwnerSign(colour=_GENERATOR, pattern=Pattern.HATCH)
            continue
        found[index] = sign_at(names.setdefault(link.name, len(names)))
    return found


def sign_at(place: int) -> OwnerSign:
    """Return the sign of whoever came at `place`, from 0: colours first, then the same ones hatched."""
    pattern = (Pattern.SOLID, Pattern.HATCH, Pattern.CROSS)[min(2, place // len(PEOPLE))]
    return OwnerSign(colour=PEOPLE[place % len(PEOPLE)], pattern=pattern)
