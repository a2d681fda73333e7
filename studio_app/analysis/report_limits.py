"""What a report cannot tell, in sentences that stand in the report itself."""

import cv2
import numpy as np

from studio_app.analysis.alignment import Aligned
from studio_app.analysis.evidence import Evidence
from studio_app.analysis.grade import FittedGrade
from studio_app.analysis.pixels import Painted
from studio_app.analysis.region_kinds import Seen
from studio_app.analysis.regions import Patch
from studio_app.domain.changes import Region, RegionKind
from studio_app.domain.language import _, counted

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
) -> tuple[str, ...]:
    """Return what the figures leave open: the place of the parent, grade or paint, regions that are not listed."""
    sentences = [*_of_the_place(aligned), *_of_the_grade(grade, seen.evidence, seen.painted), *_of_colour(regions)]
    if regions and len(patches) > len(regions):
        sentences.append(
            counted(
                "One small region counts in the area but is not listed.",
                "{count} small regions count in the area but are not listed.",
                len(patches) - len(regions),
            )
        )
    return tuple(sentences)


def _of_the_place(aligned: Aligned) -> list[str]:
    sentences = []
    if not aligned.proven:
        sentences.append(
            _("Nothing in the pictures shows how they lie on each other, so they were compared where they stand.")
        )
    if aligned.coarse:
        sentences.append(
            _(
                "The pictures are alike where they stand, but nothing left alone in them is sharp enough to measure: "
                "a shift of a few pixels would not be seen."
            )
        )
    across, down = aligned.placement.scale_x, aligned.placement.scale_y
    if abs(across - down) > _STRETCHED * max(across, down):
        sentences.append(
            _(
                "The picture was stretched: {across} across, {down} down; the scale given is their mean.",
                across=f"{across:.4f}",
                down=f"{down:.4f}",
            )
        )
    return sentences


def _of_the_grade(grade: FittedGrade | None, evidence: Evidence, painted: Painted) -> list[str]:
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
    return [
        _(
            "{share} of what counts as repainted lies where a colour ran into black or white; there a grade cannot be "
            "told from paint.",
            share=f"{share * 100:.0f} %",
        )
    ]


def _of_colour(regions: tuple[Region, ...]) -> list[str]:
    pixels = sum(region.pixels for region in regions)
    coloured = sum(region.pixels for region in regions if region.kind is RegionKind.COLOUR)
    if not coloured or coloured < _MOSTLY * pixels:
        return []
    return [
        _(
            "{share} of what counts as repainted is the same drawing in other colours; a grade that reaches only some "
            "colours looks the same.",
            share=f"{coloured / pixels * 100:.0f} %",
        )
    ]
