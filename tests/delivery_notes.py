"""A note to be written into pictures, as one is drawn up for a layout, a generation and a retouch."""

from dataclasses import replace
from datetime import UTC, datetime

from studio_app.domain.deliveries import (
    ActionName,
    DeliveryNote,
    LedgerPointer,
    NotedAction,
    NotedArea,
    NotedGenerator,
    NotedStage,
    Relationship,
    SourceTerm,
)
from studio_app.domain.ids import BackgroundId, Digest, EntryHash, StageId
from studio_app.domain.stages import StageKind

WHEN = datetime(2026, 4, 10, 3, 0, 0, 120_000, tzinfo=UTC)
GENERATOR = NotedGenerator(
    system="Stable Diffusion",
    version="1.9",
    provider="Stability AI",
    model="shrine",
    dialect="AUTOMATIC1111",
    writer="吉田",
)
AREA = NotedArea(left=4, top=5, width=20, height=10, pixels=150, kind="repaint")


def stage(key, kind, relationship, **more):
    given = {
        "id": StageId(key * 32),
        "name": f"{kind} 1",
        "kind": StageKind(kind),
        "sha256": Digest(key * 64),
        "file_format": "png",
        "width": 96,
        "height": 64,
        "relationship": relationship,
        "recorded_at": WHEN,
        "saved_at": None,
        "entry": EntryHash(key * 64),
    }
    return NotedStage(**{**given, **more})


def note(**more):
    stages = (
        stage("a", "layout", Relationship.INPUT, painter="原図の人"),
        stage("b", "generation", Relationship.PARENT, generator=GENERATOR),
        stage("c", "retouch", Relationship.COMPONENT, painter="佐藤 光", saved_at=WHEN),
    )
    actions = (
        NotedAction(name=ActionName.OPENED, source=SourceTerm.GENERATED, stage=stages[1].id, when=WHEN),
        NotedAction(name=ActionName.COLOURS, source=SourceTerm.HUMAN_EDITS, stage=stages[2].id, when=WHEN),
        NotedAction(
            name=ActionName.DRAWING,
            source=SourceTerm.HUMAN_EDITS,
            stage=stages[2].id,
            when=WHEN,
            agent="Krita 5.2",
            changed_pixels=150,
            permille="24.4",
            method="compare/1",
            areas=(AREA,),
        ),
    )
    whole = DeliveryNote(
        background=BackgroundId("1" * 32),
        stage=stages[2].id,
        title="夜の神社 C012",
        production="夜の神社",
        code="C012",
        creators=("佐藤 光", "原図の人"),
        omitted=0,
        source=SourceTerm.GENERATED_AND_PAINTED,
        why="",
        stages=stages,
        actions=actions,
        generators=(GENERATOR,),
        pointer=LedgerPointer(origin="teire/studio", size=12, root="cm9vdA==", entries=(EntryHash("a" * 64),)),
        credit_line="夜の神社",
        rights="© 2026 & <Studio>",
    )
    return replace(whole, **more)


def with_generation(**more):
    """The note with other things known of its generation's file."""
    whole = note()
    return replace(whole, stages=(whole.stages[0], replace(whole.stages[1], **more), whole.stages[2]))
