"""A picture against its parent (`compare/1`): alignment first, then grade, then what remains."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from studio_app.analysis.alignment import Aligned, align
from studio_app.analysis.cells import cell_means
from studio_app.analysis.evidence import gather
from studio_app.analysis.grade import FittedGrade, find_grade
from studio_app.analysis.laid_pair import LaidPair
from studio_app.analysis.noise import NoiseFloor, noise_floor
from studio_app.analysis.pixels import Mask, Painted, find_painted
from studio_app.analysis.placement import Box, Placement, laid
from studio_app.analysis.region_kinds import Seen, region_of
from studio_app.analysis.regions import find_patches
from studio_app.analysis.report_limits import limits_of
from studio_app.analysis.sameness import Sameness, sameness
from studio_app.analysis.strips import CELL, WORKERS
from studio_app.analysis.visible import Layer, layer_of, made_alike
from studio_app.domain.changes import Alignment, ChangeReport, Grade, Region, RegionKind, Repaint
from studio_app.domain.limits import Limit, LimitName
from studio_app.domain.pictures import Picture, Samples
from studio_app.domain.progress import Progress, no_progress, part_of

METHOD = "compare/1"

StageDone = Callable[[str], None]
"""Told as each step of the measuring ends: `cells`, `align`, `grade`, `distance`, `regions`."""

_LOSSY = frozenset({"jpeg"})
_MOST_REGIONS = 200


class Comparison(NamedTuple):
    """A report with what it rests on, for drawing and for following ownership.

    `mask`: 1 for each changed pixel of the after-picture. `placement`: where the parent lies in it, None where that
    was not found. `painted`: counts and distances by cell, `pair`: the two on one canvas with the grade on the parent,
    both None where nothing was measured.
    """

    report: ChangeReport
    mask: Mask
    placement: Placement | None
    painted: Painted | None = None
    pair: LaidPair | None = None


def compare(before: Picture, after: Picture) -> ChangeReport:
    """Return what changed from `before` to `after`."""
    return compare_in_full(before, after).report


def compare_in_full(
    before: Picture,
    after: Picture,
    *,
    progress: Progress = no_progress,
    stage_done: StageDone = lambda _name: None,
    kinds: bool = True,
    alike: Sequence[slice] = (),
    drawing: NDArray[np.bool_] | None = None,
    complete: Callable[[], None] = lambda: None,
) -> Comparison:
    """Return what changed, with the changed pixels; `progress` may raise to stop it between strips.

    Without `kinds` the regions are found, since specks are no work, but not listed. `alike` are rows in which the two
    are known to be the same and samples may be missing; `complete` fills them in and is called where they are needed,
    which they are not in `after` where `drawing` says which of its tiles show some drawing.
    """
    one, other = made_alike(layer_of(before), layer_of(after))
    same = sameness(one, other, alike, drawing)
    if same is not None and same.is_whole:
        return _unchanged(before, after)
    brought = _in_place(one, other, same)
    if brought is None:
        complete()
        brought = _brought(one, other, same, stage_done, progress)
    if brought is None:
        return _not_aligned(before, after)
    aligned, pair, grade = brought.aligned, brought.pair, brought.grade
    stage_done("grade")
    progress(0.4)
    evidence = gather(pair, part_of(progress, 0.4, 0.7), after_cells=brought.after_cells)
    lossy = not _LOSSY.isdisjoint({before.facts.file_format, after.facts.file_format})
    floor = noise_floor(evidence, slack=grade.slack if grade else 0.0, lossy=lossy)
    stage_done("distance")
    painted = find_painted(pair, evidence, floor, part_of(progress, 0.7, 0.95), distances=kinds)
    patches, labels = find_patches(painted)
    seen = Seen(pair=pair, evidence=evidence, painted=painted, labels=labels)
    with ThreadPoolExecutor(WORKERS) as pool:
        listed = patches[:_MOST_REGIONS] if kinds else ()
        regions = tuple(pool.map(lambda patch: region_of(patch, seen), listed))
    stage_done("regions")
    progress(1.0)
    report = ChangeReport(
        method=METHOD,
        before=before.facts,
        after=after.facts,
        alignment=_alignment(aligned, pair),
        grade=Grade(found=grade is not None, mean_delta_e=grade.mean_delta_e if grade else 0.0),
        repaint=_repaint(painted, floor, regions),
        limits=limits_of(aligned, grade, seen, patches, regions),
    )
    return Comparison(report=report, mask=painted.mask, placement=aligned.placement, painted=painted, pair=pair)


class _Brought(NamedTuple):
    """The parent on the picture's canvas, and what was found on the way there."""

    aligned: Aligned
    pair: LaidPair
    grade: FittedGrade | None = None
    after_cells: Samples | None = None


def _in_place(one: Layer, other: Layer, same: Sameness | None) -> _Brought | None:
    """Return the pair as it stands where so much is the same that it needs neither be aligned nor graded."""
    if same is None or not same.is_mostly_in_place:
        return None
    pair = LaidPair(one, other, Placement(), same=same)
    return _Brought(aligned=Aligned(placement=Placement(), proven=True), pair=pair)


def _brought(
    one: Layer, other: Layer, same: Sameness | None, stage_done: StageDone, progress: Progress
) -> _Brought | None:
    """Align the pair and look for a grade; None where the parent cannot be found."""
    one_cells, other_cells = cell_means(one), cell_means(other)
    stage_done("cells")
    progress(0.1)
    aligned = align(one, other, one_cells, other_cells)
    stage_done("align")
    progress(0.3)
    if aligned is None:
        return None
    pair = LaidPair(one, other, aligned.placement, same=same)
    grade = _grade(pair, one_cells, other_cells)
    if grade is not None:
        pair = pair.graded(grade.model)
    return _Brought(aligned=aligned, pair=pair, grade=grade, after_cells=other_cells)


def _grade(pair: LaidPair, before_cells: Samples, after_cells: Samples) -> FittedGrade | None:
    """Look for a grade on the cells, the parent's laid on the picture's as the pictures are."""
    rows, columns = after_cells.shape[:2]
    there: NDArray[np.bool_] = np.zeros((rows, columns), bool)
    box = pair.covered
    there[-(-box.top // CELL) : box.bottom // CELL, -(-box.left // CELL) : box.right // CELL] = True
    if pair.placement != Placement():
        small = Layer(pixels=before_cells, alpha=None, space=pair.space)
        placement = pair.placement
        near = Placement(
            dx=placement.dx / CELL, dy=placement.dy / CELL, scale_x=placement.scale_x, scale_y=placement.scale_y
        )
        before_cells = laid(small, near, Box(top=0, bottom=rows, left=0, right=columns))
    return find_grade(before_cells, after_cells, there, pair.space)


def _alignment(aligned: Aligned, pair: LaidPair) -> Alignment:
    placement = aligned.placement
    return Alignment(
        found=aligned.proven,
        dx=placement.dx,
        dy=placement.dy,
        scale=placement.scale,
        overlap_permille=pair.covered.pixels * 1000 / (pair.after.width * pair.after.height),
    )


def _repaint(painted: Painted, floor: NoiseFloor, regions: tuple[Region, ...]) -> Repaint:
    pixels = int(painted.counts.sum(dtype=np.int64))
    return Repaint(
        changed_pixels=pixels,
        changed_permille=pixels * 1000 / painted.mask.size,
        noise_floor=floor.typical,
        regions=regions,
    )


def _unchanged(before: Picture, after: Picture) -> Comparison:
    report = ChangeReport(
        method=METHOD,
        before=before.facts,
        after=after.facts,
        alignment=Alignment(found=True, dx=0.0, dy=0.0, scale=1.0, overlap_permille=1000.0),
        grade=Grade(found=False, mean_delta_e=0.0),
        repaint=Repaint(changed_pixels=0, changed_permille=0.0, noise_floor=0.0, regions=()),
    )
    return Comparison(report=report, mask=np.zeros(after.pixels.shape[:2], np.uint8), placement=Placement())


def _not_aligned(before: Picture, after: Picture) -> Comparison:
    height, width = after.pixels.shape[:2]
    whole = Region(
        left=0, top=0, width=width, height=height, pixels=width * height, mean_delta_e=0.0, kind=RegionKind.REPAINT
    )
    report = ChangeReport(
        method=METHOD,
        before=before.facts,
        after=after.facts,
        alignment=Alignment(found=False, dx=0.0, dy=0.0, scale=1.0, overlap_permille=0.0),
        grade=Grade(found=False, mean_delta_e=0.0),
        repaint=Repaint(changed_pixels=width * height, changed_permille=1000.0, noise_floor=0.0, regions=(whole,)),
        limits=(Limit(name=LimitName.NOT_LAID),),
    )
    mask: Mask = np.ones((height, width), np.uint8)
    return Comparison(report=report, mask=mask, placement=None)
