"""Sums that several answers make: regions by kind, names of generators."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from studio_app.domain.changes import RegionKind
from studio_app.statements.answers.authorship_values import ShareInPicture
from studio_app.statements.answers.reading import RegionSum

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studio_app.domain.stages import Stage
    from studio_app.statements.answers.material import BackgroundWork


def summed_regions(sums: Iterable[RegionSum]) -> tuple[RegionSum, ...]:
    """Add up regions by kind, in the order of the kinds."""
    counts: dict[RegionKind, int] = defaultdict(int)
    pixels: dict[RegionKind, int] = defaultdict(int)
    for one in sums:
        counts[one.kind] += one.count
        pixels[one.kind] += one.pixels
    kinds = [kind for kind in RegionKind if counts[kind]] if counts else []
    return tuple(RegionSum(kind=kind, count=counts[kind], pixels=pixels[kind]) for kind in kinds)


def share_in_picture(work: BackgroundWork, stage: Stage) -> ShareInPicture | None:
    """Return what a stage has in the newest picture, None where that is not measured or it is not in the chain."""
    share, attribution = work.share_of(stage), work.attribution
    if share is None or attribution is None:
        return None
    total = attribution.width * attribution.height
    return ShareInPicture(visible=share.visible, overpainted=share.overpainted, total=total)
