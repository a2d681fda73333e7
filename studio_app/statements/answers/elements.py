"""What people made of one background, element by element, each with the entries that show it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio_app.domain.facts import Basis
from studio_app.domain.stages import StageKind
from studio_app.domain.wording import stage_name
from studio_app.statements.answers.authorship_values import Element, HumanElement
from studio_app.statements.answers.missing import MissingKind
from studio_app.statements.answers.sums import share_in_picture

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studio_app.domain.changes import Alignment
    from studio_app.domain.stages import Stage
    from studio_app.statements.answers.material import BackgroundWork
    from studio_app.statements.answers.missing import MissingList
    from studio_app.statements.answers.people import Names, Who
    from studio_app.statements.answers.reading import AnswerReading

_MOVED_PX = 1.0
_SCALED = 0.002
"""Below a pixel of shift and two thousandths of scale, a picture lies where it lay: resampling alone moves as much."""


def human_elements(
    work: BackgroundWork, reading: AnswerReading, names: Names, missing: MissingList
) -> tuple[HumanElement, ...]:
    """Return the elements of a background in the order in which they were made; selections stand with their stage."""
    found: list[HumanElement] = []
    for stage in work.stages:
        place = work.place(stage)
        if stage.kind.made_by_generator:
            found.extend(_prompted(stage, work, reading, names))
            found.extend(_picked(stage, work, names, missing))
        elif stage.kind is not StageKind.FINAL:
            # A final is delivered, not painted: what is new in it has no stage that made it (`attribute/1`).
            who = names.noted(stage.by, missing, place, stage.entry)
            found.append(_painted(stage, who, work, missing))
            found.extend(_arranged(stage, who, work, reading))
    return tuple(found)


def _painted(stage: Stage, who: Who, work: BackgroundWork, missing: MissingList) -> HumanElement:
    evidence, change = work.evidence_of(stage), stage.change
    listed = sum(one.count for one in evidence.region_sums)
    if change is not None and change.region_count > listed:
        missing.add(MissingKind.REGIONS_NOT_LISTED, work.place(stage), (stage.entry,))
    kept = None
    if stage.kind is StageKind.LAYOUT and stage in work.chain and work.attribution is not None:
        if stage is _last_layout(work.chain):
            kept = work.attribution.layout_kept_permille
        if kept is None and stage is not work.newest:
            missing.add(MissingKind.LAYOUT_NOT_TRACED, work.place(stage), (stage.entry,))
    return HumanElement(
        element=_ELEMENTS[stage.kind],
        who=who,
        stage=stage_name(stage),
        stage_id=stage.id,
        basis=stage.basis,
        in_chain=stage in work.chain,
        entries=(stage.entry,),
        changed_pixels=None if change is None else change.changed_pixels,
        total_pixels=None if change is None else change.total_pixels,
        region_count=0 if change is None else change.region_count,
        region_sums=evidence.region_sums,
        regions=evidence.regions,
        share=share_in_picture(work, stage),
        layout_kept_permille=kept,
    )


def _arranged(stage: Stage, who: Who, work: BackgroundWork, reading: AnswerReading) -> Iterable[HumanElement]:
    """A grade of the whole picture, and a new framing of it, as far as they were measured."""
    evidence, change = work.evidence_of(stage), stage.change
    if change is not None and change.grade_found:
        yield _beside(Element.GRADE, stage, who, work, grade_delta_e=evidence.grade_delta_e)
    placement = reading.placements.get(stage.id)
    if placement is not None and _moved(placement):
        yield _beside(Element.ARRANGEMENT, stage, who, work, placement=placement)


def _beside(
    element: Element,
    stage: Stage,
    who: Who,
    work: BackgroundWork,
    *,
    grade_delta_e: str = "",
    placement: Alignment | None = None,
) -> HumanElement:
    return HumanElement(
        element=element,
        who=who,
        stage=stage_name(stage),
        stage_id=stage.id,
        basis=Basis.MEASURED,
        in_chain=stage in work.chain,
        entries=(stage.entry,),
        grade_delta_e=grade_delta_e,
        placement=placement,
    )


def _picked(stage: Stage, work: BackgroundWork, names: Names, missing: MissingList) -> Iterable[HumanElement]:
    """The pick that made a candidate this generation; a second pick of the same candidate stands as a second one."""
    for pick in work.selections:
        if pick.stage == stage.id:
            yield HumanElement(
                element=Element.SELECTION,
                who=names.noted(pick.by, missing, work.place(stage), pick.entry),
                stage=stage_name(stage),
                stage_id=stage.id,
                basis=Basis.STATED,
                in_chain=stage in work.chain,
                entries=(pick.entry,),
                among=pick.among,
                reason=pick.reason,
            )


def _prompted(stage: Stage, work: BackgroundWork, reading: AnswerReading, names: Names) -> Iterable[HumanElement]:
    """Who asked for a generation: listed, and claimed as nothing; nobody need have been named for it."""
    if stage.by is None:
        return
    record = reading.settings.get(stage.id)
    yield HumanElement(
        element=Element.PROMPT,
        who=names.who(stage.by),
        stage=stage_name(stage),
        stage_id=stage.id,
        basis=Basis.STATED,
        in_chain=stage in work.chain,
        entries=(stage.entry,),
        prompts=() if record is None else record.prompts,
    )


def _last_layout(chain: tuple[Stage, ...]) -> Stage | None:
    return next((stage for stage in reversed(chain) if stage.kind is StageKind.LAYOUT), None)


def _moved(placement: Alignment) -> bool:
    shifted = max(abs(placement.dx), abs(placement.dy)) >= _MOVED_PX
    return placement.found and (shifted or abs(placement.scale - 1.0) >= _SCALED)


_ELEMENTS = {
    StageKind.LAYOUT: Element.LAYOUT,
    StageKind.RETOUCH: Element.REPAINT,
    StageKind.CORRECTION: Element.CORRECTION,
}
