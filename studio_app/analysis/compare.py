"""A picture against its parent (`compare/1`)."""

from dataclasses import dataclass, replace
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from studio_app.analysis.alignment import Placement, find_placement, lay_on
from studio_app.analysis.differences import DifferenceMaps, difference_maps, same_rows
from studio_app.analysis.grade import FittedGrade, apply_grade, find_grade
from studio_app.analysis.kinds import kind_of, measure_traits
from studio_app.analysis.noise import NoiseFloor, noise_floor
from studio_app.analysis.oklab import Floats, to_oklab
from studio_app.analysis.regions import Mask, Patch, changed_mask, find_patches, patch_mask
from studio_app.analysis.visible import Layer, layer_of, visible_samples
from studio_app.domain.changes import Alignment, ChangeReport, Grade, Region, RegionKind, Repaint
from studio_app.domain.language import _, counted
from studio_app.domain.pictures import Picture

METHOD = "compare/1"

_LOSSY = frozenset({"jpeg", "webp"})
_MOST_REGIONS = 200
_MARGIN = 6
_KIND_PIXELS = 2_000_000
_MOVED_SHARE = 0.3
_CONVINCING = 0.7


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Comparison:
    """A report with the mask of changed pixels it rests on, for drawing."""

    report: ChangeReport
    mask: Mask


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Explained:
    """The before-picture laid on the after-picture and graded, and what then still differs."""

    placement: Placement
    before: Layer
    overlap: float
    maps: DifferenceMaps
    grade: FittedGrade | None


def compare(before: Picture, after: Picture) -> ChangeReport:
    """Return what changed from `before` to `after`."""
    return compare_in_full(before, after).report


def compare_in_full(before: Picture, after: Picture) -> Comparison:
    """Return what changed, with the changed pixels; alignment first, then grade, then what remains."""
    one, other = layer_of(before), layer_of(after)
    height, width = after.pixels.shape[:2]
    if one.pixels.shape == other.pixels.shape and same_rows(one, other, slice(0, height)):
        return _unchanged(before, after)
    found = _explained(one, other)
    if found is None:
        return _not_aligned(before, after)
    placement, laid, maps, graded = found.placement, found.before, found.maps, found.grade
    floor = noise_floor(maps, lossy=not _LOSSY.isdisjoint({before.facts.file_format, after.facts.file_format}))
    if graded is not None:
        floor = _raised(floor, graded.slack)
    mask = changed_mask(maps, floor)
    patches, labels = find_patches(mask, maps.delta)
    pixels = int(np.count_nonzero(mask))
    report = ChangeReport(
        method=METHOD,
        before=before.facts,
        after=after.facts,
        alignment=Alignment(
            found=True,
            dx=float(placement.dx),
            dy=float(placement.dy),
            scale=placement.scale,
            overlap_permille=found.overlap,
        ),
        grade=Grade(found=graded is not None, mean_delta_e=graded.mean_delta_e if graded else 0.0),
        repaint=Repaint(
            changed_pixels=pixels,
            changed_permille=pixels * 1000 / (width * height),
            noise_floor=floor.typical,
            regions=tuple(
                _region(patch, laid, other, patch_mask(patch, mask, labels)) for patch in patches[:_MOST_REGIONS]
            ),
        ),
        limits=_limits(one, other, len(patches)),
    )
    return Comparison(report=report, mask=mask)


def _explained(one: Layer, other: Layer) -> _Explained | None:
    """Take out alignment and grade; None where the pictures cannot be laid on each other."""
    if one.pixels.shape != other.pixels.shape:
        placement = find_placement(one, other)
        return None if placement is None else _laid(one, other, placement)
    # A grade in place first: to the search for a shift it looks like a picture that moved.
    still = _laid(one, other, Placement())
    if still.grade is not None or _moved(still.maps) < _MOVED_SHARE:
        return still
    placement = find_placement(one, other)
    if placement is None or placement == Placement():
        return still
    shifted = _laid(one, other, placement)
    return shifted if _moved(shifted.maps) < _CONVINCING * _moved(still.maps) else still


def _laid(one: Layer, other: Layer, placement: Placement) -> _Explained:
    laid, overlap = lay_on(one, other, placement)
    grade = find_grade(laid, other)
    if grade is not None:
        laid = apply_grade(laid, grade)
    return _Explained(placement=placement, before=laid, overlap=overlap, maps=difference_maps(laid, other), grade=grade)


def _moved(maps: DifferenceMaps) -> float:
    return float((maps.shift > 1.0).mean())


def _raised(floor: NoiseFloor, slack: float) -> NoiseFloor:
    """Return the floor above what the fitted grade itself leaves over."""
    least = np.float32(max(1.0, 2 * slack))
    return replace(
        floor,
        shift=np.maximum(floor.shift, least),
        rough=np.maximum(floor.rough, least * np.float32(1.5)),
        pixel=np.maximum(floor.pixel, least),
    )


def _region(patch: Patch, before: Layer, after: Layer, inside: Mask) -> Region:
    return Region(
        left=patch.left,
        top=patch.top,
        width=patch.width,
        height=patch.height,
        pixels=patch.pixels,
        mean_delta_e=patch.mean_delta_e,
        kind=_kind(patch, before, after, inside),
    )


def _kind(patch: Patch, before: Layer, after: Layer, inside: Mask) -> RegionKind:
    """Measure the region's traits in its box and a margin; boxes beyond 2 megapixels are made smaller for it."""
    height, width = after.pixels.shape[:2]
    top, left = max(0, patch.top - _MARGIN), max(0, patch.left - _MARGIN)
    bottom, right = min(height, patch.top + patch.height + _MARGIN), min(width, patch.left + patch.width + _MARGIN)
    mask: Any = cv2.copyMakeBorder(
        inside,
        patch.top - top,
        bottom - patch.top - patch.height,
        patch.left - left,
        right - patch.left - patch.width,
        cv2.BORDER_CONSTANT,
        value=0,
    )
    rows, columns = slice(top, bottom), slice(left, right)
    factor = min(1.0, (_KIND_PIXELS / mask.size) ** 0.5)
    size = (max(1, round(mask.shape[1] * factor)), max(1, round(mask.shape[0] * factor)))
    if factor < 1:
        shrunk = cv2.resize(mask * np.uint8(255), size, interpolation=cv2.INTER_AREA)
        mask = (shrunk >= max(1, min(128, int(shrunk.max())))).astype(np.uint8)
    one, other = (_cut(layer, rows, columns, size) for layer in (before, after))
    return kind_of(measure_traits(one, other, mask), share=patch.pixels / (width * height))


def _cut(layer: Layer, rows: slice, columns: slice, size: tuple[int, int]) -> Floats:
    part = Layer(
        pixels=layer.pixels[rows, columns],
        alpha=None if layer.alpha is None else layer.alpha[rows, columns],
        space=layer.space,
    )
    samples: Any = np.ascontiguousarray(visible_samples(part, slice(0, part.pixels.shape[0])))
    if samples.shape[1::-1] != size:
        samples = cv2.resize(samples, size, interpolation=cv2.INTER_AREA)
    return to_oklab(samples, layer.space)


def _limits(one: Layer, other: Layer, regions: int) -> tuple[str, ...]:
    sentences = []
    if regions > _MOST_REGIONS:
        sentences.append(
            counted(
                "One small region counts in the area but is not listed.",
                "{count} small regions count in the area but are not listed.",
                regions - _MOST_REGIONS,
            )
        )
    if one.space is not other.space:
        sentences.append(_("The two pictures reach differently far into colour, so no grade was looked for."))
    return tuple(sentences)


def _unchanged(before: Picture, after: Picture) -> Comparison:
    report = ChangeReport(
        method=METHOD,
        before=before.facts,
        after=after.facts,
        alignment=Alignment(found=True, dx=0.0, dy=0.0, scale=1.0, overlap_permille=1000.0),
        grade=Grade(found=False, mean_delta_e=0.0),
        repaint=Repaint(changed_pixels=0, changed_permille=0.0, noise_floor=0.0, regions=()),
    )
    return Comparison(report=report, mask=np.zeros(after.pixels.shape[:2], np.uint8))


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
        limits=(_("The pictures differ in size and could not be laid on each other, so all of it counts as changed."),),
    )
    mask: NDArray[np.uint8] = np.ones((height, width), np.uint8)
    return Comparison(report=report, mask=mask)
