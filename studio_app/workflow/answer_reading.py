"""What answers are drawn up from, read in one look: each table once, however many backgrounds there are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from studio_app.domain.changes import RegionKind
from studio_app.domain.generator_uses import DeliveredPicture, GeneratorApproval
from studio_app.domain.readings import StudioReading
from studio_app.statements.answers.reading import (
    AnswerReading,
    PaintedRegion,
    RecordedMarks,
    RegionSum,
    StageEvidence,
)
from studio_app.statements.answers.scope import covered
from studio_app.statements.answers.sums import summed_regions
from studio_app.workflow.naming import find_background

if TYPE_CHECKING:
    from collections.abc import Mapping

    from studio_app.domain.candidates import CandidateTally
    from studio_app.domain.ids import BackgroundId, StageId
    from studio_app.statements.answers.reading import (
        LedgerState,
    )
    from studio_app.statements.answers.scope import AnswerScope
    from studio_app.workflow.own_reading import StudioSheet
    from studio_app.workflow.ports import StudioIndex


def answer_reading(
    index: StudioIndex, scope: AnswerScope, *, studio: StudioSheet, state: LedgerState, time: bool
) -> AnswerReading:
    """Read what answers need of a scope; one background is read alone, anything larger from whole tables.

    Without `time` sessions are left out, which are most of a ledger.
    """
    only = find_background(index, scope.background).id if scope.single else None
    reading = _studio(index, studio, only, time=time)
    wanted = frozenset(one.id for one in covered(scope, reading.backgrounds))
    stages = tuple(one for one in reading.stages if one.background in wanted)
    evidence = _evidence(index, only, {stage.entry: stage.id for stage in stages}, boxes=only is not None)
    return AnswerReading(
        scope=scope,
        state=state,
        studio=reading,
        selections=index.selections(only),
        candidates=_within(index.candidate_tallies(only), wanted),
        disclosures=index.disclosures(only),
        evidence=evidence,
    )


def _studio(index: StudioIndex, studio: StudioSheet, only: BackgroundId | None, *, time: bool) -> StudioReading:
    backgrounds = index.backgrounds()
    return StudioReading(
        studio=studio.id,
        title=studio.title,
        currency=studio.currency,
        zone=studio.zone,
        people=index.people(),
        backgrounds=backgrounds if only is None else tuple(one for one in backgrounds if one.id == only),
        stages=index.stages(only),
        sessions=index.sessions(only) if time else (),
        reviews=index.reviews(only),
        rates=(),
        omissions=index.omissions(),
        approvals=index.agreed(GeneratorApproval),
        delivered=index.agreed(DeliveredPicture),
    )


def _within(tallies: tuple[CandidateTally, ...], wanted: frozenset[BackgroundId]) -> tuple[CandidateTally, ...]:
    return tuple(one for one in tallies if one.background in wanted)


def _evidence(
    index: StudioIndex, only: BackgroundId | None, stages: Mapping[str, StageId], *, boxes: bool
) -> Mapping[StageId, StageEvidence]:
    return {
        stages[entry]: stage_evidence(payload, boxes=boxes)
        for entry, payload in index.stage_payloads(only)
        if entry in stages
    }


def stage_evidence(payload: Mapping[str, Any], *, boxes: bool) -> StageEvidence:
    """Read what the entry of a stage says of its file and of its change; regions one by one only with `boxes`."""
    change: Mapping[str, Any] = payload.get("change", {})
    regions = [one for one in change.get("regions", ()) if one.get("kind") in _KINDS]
    sums = (RegionSum(kind=_KINDS[one["kind"]], count=1, pixels=one["pixels"]) for one in regions)
    return StageEvidence(
        marks=_marks(payload),
        region_sums=summed_regions(sums),
        regions=tuple(map(_region, regions)) if boxes else (),
        grade_delta_e=change.get("grade_mean_delta_e", "") if change.get("grade_found") else "",
    )


def _marks(payload: Mapping[str, Any]) -> RecordedMarks:
    marks: Mapping[str, Any] = payload.get("marks", {})
    generation: Mapping[str, Any] = payload.get("generation", {})

    def words(of: Mapping[str, Any], name: str) -> tuple[str, ...]:
        return tuple(str(one) for one in of.get(name, ()))

    def text(name: str) -> str:
        return str(generation.get(name, ""))

    return RecordedMarks(
        recorded="marks" in payload,
        generation=bool(marks.get("generation")),
        dialect=text("dialect"),
        system=text("system"),
        version=text("version"),
        model=text("model"),
        seeds=words(generation, "seeds"),
        credentials=words(marks, "credentials"),
        credential_states=words(marks, "credential_states"),
        source_types=words(marks, "source_types"),
        evidence=words(marks, "evidence"),
        conflicts=words(marks, "conflicts"),
    )


def _region(one: Mapping[str, Any]) -> PaintedRegion:
    box = {name: one[name] for name in ("left", "top", "width", "height", "pixels")}
    return PaintedRegion(kind=_KINDS[one["kind"]], **box)


_KINDS = {kind.value: kind for kind in RegionKind}
