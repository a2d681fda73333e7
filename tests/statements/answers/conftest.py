"""Readings for answers, made from a few words: stages stand in a chain in the order given unless told otherwise."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from studio_app.domain.attributions import Attribution, ChainLink, OwnerShare, PersonShare
from studio_app.domain.candidates import CandidateTally, Disclosure, Selection
from studio_app.domain.generator_uses import GeneratorApproval, GeneratorUse
from studio_app.domain.ids import BackgroundId, BatchId, CandidateId, PersonId, StageId
from studio_app.domain.stages import StageChange
from studio_app.statements.answers.reading import AnswerReading, LedgerState, RecordedMarks, StageEvidence
from studio_app.statements.answers.scope import AnswerScope

NOON = datetime(2026, 4, 10, 3, 0, tzinfo=UTC)
LOOKED = StageEvidence(marks=RecordedMarks(recorded=True))
MARKED = StageEvidence(marks=RecordedMarks(recorded=True, generation=True, system="ComfyUI", dialect="ComfyUI"))
_OWN = ("selections", "candidates", "disclosures", "gone", "providers", "settings", "placements")


def change(changed=100, *, aligned=True, grade=False, regions=0):
    return StageChange(
        method="compare/1",
        changed_pixels=changed,
        total_pixels=1920 * 1080,
        changed_permille="0.1",
        noise_floor="0.50",
        region_count=regions,
        alignment_found=aligned,
        grade_found=grade,
    )


class Asking:
    """Makes readings and what stands in them."""

    def __init__(self, make):
        self.make = make

    def chain(self, *stages):
        """Return stages, each the child of the one before it and compared with it."""
        linked = list(stages[:1])
        for stage in stages[1:]:
            linked.append(replace(stage, parent=linked[-1].id, change=stage.change or change()))
        return tuple(linked)

    def reading(self, stages, scope=None, *, evidence=None, attributions=None, **parts):
        """Return a reading; files were looked into and say nothing unless `evidence` says otherwise."""
        own = {key: parts.pop(key) for key in _OWN if key in parts}
        codes = dict.fromkeys(stage.background for stage in stages)
        parts.setdefault("backgrounds", tuple(self.make.background(code, (code,), "01") for code in codes))
        return AnswerReading(
            scope=scope or AnswerScope(),
            state=LedgerState(drawn_up_at=NOON, size=46, root="cm9vdA=="),
            studio=self.make.reading(stages=stages, **parts),
            evidence={stage.id: LOOKED for stage in stages} | (evidence or {}),
            attributions=attributions or {},
            **own,
        )

    def attribution(self, chain, *figures, unattributed=0, kept=None, people=()):
        """Return an attribution of a picture of 1,000 pixels: (visible, overpainted) of each stage of its chain."""
        owners = tuple(
            OwnerShare(
                index=index,
                link=ChainLink(kind=stage.kind, name=str(stage.by)),
                visible=visible,
                overpainted=overpainted,
            )
            for index, (stage, (visible, overpainted)) in enumerate(zip(chain, figures, strict=True))
        )
        return Attribution(
            method="attribute/1",
            width=40,
            height=25,
            owners=owners,
            people=tuple(PersonShare(name=name, visible=seen, overpainted=over) for name, seen, over in people),
            unattributed=unattributed,
            layout_kept_permille=kept,
            grades=(),
        )

    def pick(self, stage, by, reason="光が合う", among=40):
        return Selection(
            background=stage.background,
            candidate=CandidateId("candidate"),
            stage=stage.id,
            by=None if by is None else PersonId(by),
            reason=reason,
            among=among,
            recorded_at=NOON,
            entry=self.make.entry_of(f"pick-{stage.id}"),
        )

    def tally(self, on, count, system="ComfyUI", version="0.3", *, small=0):
        return CandidateTally(
            background=BackgroundId(on),
            batch=BatchId("batch"),
            system=system,
            version=version,
            by=PersonId("LAY"),
            count=count,
            small=small,
            first=NOON,
            last=NOON,
            entry=self.make.entry_of(f"tally-{on}-{system}-{count}"),
        )

    def told(self, stage, person):
        return Disclosure(
            background=stage.background,
            stage=StageId(stage.id),
            person=PersonId(person),
            recorded_at=NOON,
            entry=self.make.entry_of(f"told-{person}"),
        )

    def approval(self, system="ComfyUI", *, use="final", since=date(2026, 4, 1), until=None, **terms):
        known = {"version": "", "provider": "", "licence": "Pro", "episode": "", "note": ""} | terms
        return GeneratorApproval(
            system=system,
            use=GeneratorUse(use),
            approved_by=PersonId("AD"),
            approved_on=since,
            until=until,
            entry=self.make.entry_of(f"approval-{system}-{use}-{known['episode']}-{since}"),
            **known,
        )


@pytest.fixture
def ask(make):
    return Asking(make)


@pytest.fixture
def people(make):
    return (
        make.person("AD", "美山 監督", reading="ミヤマ"),
        make.person("LAY", "原 図子", reading="ハラ", name_en="Zuko Hara"),
        make.person("RET", "手入 花", reading="テイリ"),
    )


@pytest.fixture
def four_stages(make, ask):
    """Layout, generation, retouch, correction: people at both ends."""
    return ask.chain(
        make.stage("C012", "layout", by="LAY"),
        make.stage("C012", "generation", by="LAY", system="ComfyUI", version="0.3"),
        make.stage("C012", "retouch", by="RET", change=change(300, regions=2)),
        make.stage("C012", "correction", by="AD", change=change(50, grade=True, regions=1)),
    )


@pytest.fixture
def measured(ask, four_stages):
    """Who painted what of it: the generator 700 of 1,000 pixels, the retoucher 250, the art director 50."""
    return {"C012": ask.attribution(four_stages, (0, 0), (700, 300), (250, 50), (50, 0), kept=319.0)}


def places(answer, kind):
    """Where an answer lists evidence of a kind as missing."""
    return next((one.places for one in answer.missing if one.kind.value == kind), ())
