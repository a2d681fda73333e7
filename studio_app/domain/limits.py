"""What the figures of a comparison or an attribution could not take in: by name, with the figures that belong to it."""

from dataclasses import dataclass
from enum import StrEnum


class LimitName(StrEnum):
    """Names that other programs may rely on; none changes its meaning.

    With figures: `stretched` (scale across, scale down), `clipped` and `recoloured` (share of the repaint, 0 to 1),
    `unlisted_regions` (how many).
    """

    NOT_LAID = "not_laid"
    UNPLACED = "unplaced"
    COARSELY_PLACED = "coarsely_placed"
    STRETCHED = "stretched"
    CLIPPED = "clipped"
    RECOLOURED = "recoloured"
    UNLISTED_REGIONS = "unlisted_regions"
    UNTRACED = "untraced"
    UNRECORDED = "unrecorded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """One limit; `stage` is the place in its chain of the stage it is about, None in a comparison of two pictures."""

    name: LimitName
    figures: tuple[float, ...] = ()
    stage: int | None = None
