"""What a report cannot tell, named in the report itself."""

import cv2
import numpy as np

from studio_app.analysis.alignment import Aligned
from studio_app.analysis.evidence import Evidence
from studio_app.analysis.grade import FittedGrade
from studio_app.analysis.pixels import Painted
from studio_app.analysis.region_kinds import Seen
from studio_app.analysis.regions import Patch
from studio_app.domain.changes import Region, RegionKind
from studio_app.domain.limits import Limit, LimitName

_STRETCHED = 0.002
_MOSTLY = 0.5
_NEXT_TO_BLACK, _NEXT_TO_WHITE = 8 / 255, 247 / 255
_MOST_CELLS = 20_000


def limits_of(
    aligned: Aligned,
    grade: FittedGrade | None,
    seen: Seen,
    patches: tuple[Patch, ...],
    regions: tuple[Region, ...],
) -> tuple[Limit, ...]:
    """Return what the figures leave open: the place of the parent, grade or paint, regions that are not listed."""
    limits = [*_of_the_place(aligned), *_of_the_grade(grade, seen.evidence, seen.painted), *_of_colour(regions)]
    if regions and len(patches) > len(regions):
        limits.append(Limit(name=LimitName.UNLISTED_REGIONS, figures=(len(patches) - len(regions),)))
    return tuple(limits)


def _of_the_place(aligned: Aligned) -> list[Limit]:
    limits = []
    if not aligned.proven:
        limits.append(Limit(name=LimitName.UNPLACED))
    if aligned.coarse:
        limits.append(Limit(name=LimitName.COARSELY_PLACED))
    across, down = aligned.placement.scale_x, aligned.placement.scale_y
    if abs(across - down) > _STRETCHED * max(across, down):
        limits.append(Limit(name=LimitName.STRETCHED, figures=(across, down)))
    return limits


def _of_the_grade(grade: FittedGrade | None, evidence: Evidence, painted: Painted) -> list[Limit]:
    """Name what lies where a channel ran into an end: what a grade did there cannot be undone, nor foretold."""
    if grade is None or evidence.before is None or evidence.after is None:
        return []
    places = cv2.findNonZero(painted.counts)
    if places is None:
        return []
    x, y = places[:: max(1, len(places) // _MOST_CELLS), 0].T
    peak = np.iinfo(evidence.after.dtype).max
    before, after = evidence.before[y, x] / peak, evidence.after[y, x] / peak
    # The parent's cells carry the grade, so its ends lie where the grade takes them.
    low, high = grade.model.apply_floats(np.array([[_NEXT_TO_BLACK] * 3, [_NEXT_TO_WHITE] * 3]))
    at_an_end = ((before <= low) | (before >= high)).any(axis=1)
    at_an_end |= ((after <= _NEXT_TO_BLACK) | (after >= _NEXT_TO_WHITE)).any(axis=1)
    share = float(at_an_end.mean())
    if share < _MOSTLY:
        return []
    return [Limit(name=LimitName.CLIPPED, figures=(share,))]


def _of_colour(regions: tuple[Region, ...]) -> list[Limit]:
    pixels = sum(region.pixels for region in regions)
    coloured = sum(region.pixels for region in regions if region.kind is RegionKind.COLOUR)
    if not coloured or coloured < _MOSTLY * pixels:
        return []
    return [Limit(name=LimitName.RECOLOURED, figures=(coloured / pixels,))]
