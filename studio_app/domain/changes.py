"""What changed between a picture and its parent (`compare/1`)."""

from dataclasses import dataclass
from enum import StrEnum

from studio_app.domain.limits import Limit
from studio_app.domain.picture_facts import PictureFacts


class RegionKind(StrEnum):
    """What was done in a region, resting on a stated measure (see `analysis.kinds`)."""

    REPAINT = "repaint"
    COLOUR = "colour"
    REMOVED = "removed"
    ADDED = "added"
    SOFTEN = "soften"
    SHARPEN = "sharpen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """Where the parent lies in the picture: shift in pixels, scale, and the shared area in permille.

    `found` false means the two could not be laid on each other; the other figures are then 0, 0, 1.0 and 0.0.
    """

    found: bool
    dx: float
    dy: float
    scale: float
    overlap_permille: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """A change that one colour transform of the whole picture explains; `mean_delta_e` is OKLab distance times 100."""

    found: bool
    mean_delta_e: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A connected repainted area: its box and exact area in pixels, mean OKLab distance times 100, and its kind."""

    left: int
    top: int
    width: int
    height: int
    pixels: int
    mean_delta_e: float
    kind: RegionKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Repaint:
    """What remains after alignment and grade, above the pair's own noise floor (OKLab distance times 100)."""

    changed_pixels: int
    changed_permille: float
    noise_floor: float
    regions: tuple[Region, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeReport:
    """The whole answer of a comparison; `limits` name what the figures could not take in."""

    method: str
    before: PictureFacts
    after: PictureFacts
    alignment: Alignment
    grade: Grade
    repaint: Repaint
    limits: tuple[Limit, ...] = ()
