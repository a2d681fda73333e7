"""Who painted what: a chain of pictures in order, each against its parent (`attribute/1`)."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from studio_app.analysis.alignment import align
from studio_app.analysis.cells import cell_means
from studio_app.analysis.compare import Comparison, compare_in_full
from studio_app.analysis.layout_lines import layout_kept
from studio_app.analysis.ownership import Ownership, Tally
from studio_app.analysis.placement import Placement, composed
from studio_app.analysis.visible import layer_of, made_alike
from studio_app.domain.attributions import (
    UNATTRIBUTED,
    Attribution,
    ChainLink,
    OwnerShare,
    PersonShare,
    StageGrade,
)
from studio_app.domain.limits import Limit, LimitName
from studio_app.domain.pictures import Picture
from studio_app.domain.progress import Progress, no_progress, part_of
from studio_app.domain.stages import StageKind

METHOD = "attribute/1"


class Attributed(NamedTuple):
    """An attribution with the map it rests on: each pixel of the last picture its owner's index, 255 nobody's."""

    attribution: Attribution
    map: NDArray[np.uint8]


class _Chain:
    """What is carried along while the chain is followed."""

    def __init__(self, first: Picture, links: Sequence[ChainLink]) -> None:
        self.links = tuple(links)
        height, width = first.pixels.shape[:2]
        owner = UNATTRIBUTED if links[0].kind is StageKind.FINAL else 0
        self.ownership = Ownership(height, width, len(links), owner=owner)
        self.layout = first if links[0].kind is StageKind.LAYOUT else None
        self.layout_at: Placement | None = Placement()
        self.grades: list[StageGrade] = []
        self.limits: list[Limit] = []

    def follow(self, index: int, parent: Picture, picture: Picture, progress: Progress) -> None:
        """Carry ownership from the parent to the next picture."""
        link = self.links[index]
        if link.kind is StageKind.GENERATION and self.links[index - 1].kind is StageKind.LAYOUT:
            self._generated(index, parent, picture)
        else:
            self._repainted(index, link, compare_in_full(parent, picture, progress=progress, kinds=False), picture)
        progress(1.0)
        if link.kind is StageKind.LAYOUT:
            self.layout, self.layout_at = picture, Placement()

    def _generated(self, index: int, parent: Picture, picture: Picture) -> None:
        """A generator that was given a layout made every pixel itself; only the place of the line is carried on."""
        one, other = made_alike(layer_of(parent), layer_of(picture))
        whole = Placement(scale_x=other.width / one.width, scale_y=other.height / one.height)
        # A picture of the same format was made for the same frame: it may have been moved in it, hardly more.
        same_format = abs(whole.scale_x - whole.scale_y) < 0.02 * whole.scale_x
        aligned = align(one, other, cell_means(one), cell_means(other), by_features=not same_format)
        found = aligned.placement if aligned is not None and aligned.proven else None
        if found is None and same_format:
            # Line that was painted out proves nothing.
            found = whole
        self.layout_at = None if found is None or self.layout_at is None else composed(found, self.layout_at)
        height, width = picture.pixels.shape[:2]
        self.ownership = self.ownership.resized(height, width, owner=index)

    def _repainted(self, index: int, link: ChainLink, comparison: Comparison, picture: Picture) -> None:
        height, width = picture.pixels.shape[:2]
        placement = comparison.placement
        if placement is None:
            self.layout_at = None
            generated = link.kind is StageKind.GENERATION
            self.ownership = self.ownership.resized(height, width, owner=index if generated else UNATTRIBUTED)
            if not generated:
                self.limits.append(Limit(name=LimitName.UNTRACED, stage=index))
            return
        self.ownership = self.ownership.moved(placement, height, width)
        self.layout_at = None if self.layout_at is None else composed(placement, self.layout_at)
        if link.kind is StageKind.FINAL:
            # A final is delivered, not painted: what is new in it has no stage that made it.
            self.ownership.lose(comparison.mask)
            if comparison.mask.any():
                self.limits.append(Limit(name=LimitName.UNRECORDED, stage=index))
        else:
            self.ownership.claim(index, comparison.mask)
        if comparison.report.grade.found:
            grade = StageGrade(index=index, link=link, mean_delta_e=comparison.report.grade.mean_delta_e)
            self.grades.append(grade)
        if not comparison.report.alignment.found:
            self.limits.append(Limit(name=LimitName.UNPLACED, stage=index))

    def attributed(self, picture: Picture) -> Attributed:
        """Return the figures for the last picture."""
        height, width = picture.pixels.shape[:2]
        with ThreadPoolExecutor(1) as beside:
            # Counting fills one processor, finding lines another.
            counting = beside.submit(self.ownership.tally)
            kept = self._layout_kept(picture)
            tally = counting.result()
        owners = tuple(
            OwnerShare(
                index=index, link=link, visible=int(tally.visible[index]), overpainted=tally.overpainted([index])
            )
            for index, link in enumerate(self.links)
        )
        attribution = Attribution(
            method=METHOD,
            width=width,
            height=height,
            owners=owners,
            people=self._people(tally),
            unattributed=int(tally.visible[UNATTRIBUTED]),
            layout_kept_permille=kept,
            grades=tuple(self.grades),
            limits=tuple(self.limits),
        )
        return Attributed(attribution=attribution, map=self.ownership.owners)

    def _layout_kept(self, picture: Picture) -> float | None:
        if self.layout is None or self.layout_at is None or picture is self.layout:
            return None
        return layout_kept(layer_of(self.layout), self.layout_at, layer_of(picture))

    def _people(self, tally: Tally) -> tuple[PersonShare, ...]:
        stages: dict[str, list[int]] = {}
        for index, link in enumerate(self.links):
            if link.kind not in {StageKind.GENERATION, StageKind.FINAL}:
                stages.setdefault(link.name, []).append(index)
        return tuple(
            PersonShare(
                name=name,
                visible=int(sum(tally.visible[index] for index in indices)),
                overpainted=tally.overpainted(indices),
            )
            for name, indices in stages.items()
        )


def attribute(
    links: Sequence[ChainLink],
    picture_of: Callable[[int], Picture],
    *,
    progress: Progress = no_progress,
) -> Attributed:
    """Return who painted what of the chain's last picture; `picture_of` is asked once for each stage, in order.

    Every pixel of the last picture belongs to the stage that last repainted it, as `compare/1` finds it between each
    stage and the one before; placements carry ownership along, grades change no owner and are listed. A generator
    that was given a layout made its whole picture. What is new in a `final`, or follows a picture in which its
    parent was not found, is nobody's. At least one stage, at most 255.
    """
    picture = picture_of(0)
    chain = _Chain(picture, links)
    for index in range(1, len(links)):
        parent, picture = picture, picture_of(index)
        share = part_of(progress, index / len(links), (index + 1) / len(links))
        chain.follow(index, parent, picture, share)
    return chain.attributed(picture)
