"""What was done to a picture, stage by stage, from the measured change of each: drawing apart from grading.

Rules: a repainted area is `c2pa.drawing`; one colour transform of the whole picture is `c2pa.color_adjustments`; a
parent that lies scaled in its child is `c2pa.resized`; one that lies shifted in it, or beyond its edges, is
`c2pa.cropped`. Where a change was not measured at all it is `c2pa.unknown`, never guessed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio_app.domain.deliveries import ActionName, NotedAction, SourceTerm
from studio_app.statements.delivery_evidence import begun_by_generator, evidence_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from studio_app.domain.changes import Alignment
    from studio_app.domain.stages import Stage
    from studio_app.statements.delivery_evidence import Evidence, StageEvidence

_SAME_SCALE = 0.002
_SAME_PLACE_PX = 0.75


def source_of(chain: Sequence[Stage], evidence: Evidence) -> SourceTerm:
    """Return the term that says what the last picture of a chain is made from.

    Made by a generator and not changed since: `trainedAlgorithmicMedia`; changed since by people:
    `compositeWithTrainedAlgorithmicMedia`. Without a generator: `humanEdits` where the chain begins with a picture
    taken from life, else `digitalCreation`.
    """
    begun = begun_by_generator(chain, evidence)
    if begun is None:
        return SourceTerm.HUMAN_EDITS if evidence_of(chain[0], evidence).captured else SourceTerm.DIGITAL_CREATION
    if any(_is_changed(stage) for stage in chain[begun + 1 :]):
        return SourceTerm.GENERATED_AND_PAINTED
    return SourceTerm.GENERATED


def actions_of(chain: Sequence[Stage], evidence: Evidence) -> tuple[NotedAction, ...]:
    """Return the actions of a chain in order; the first is that a picture was opened or made.

    What went before the last generation is its input, and no action on the picture it made.
    """
    begun = begun_by_generator(chain, evidence)
    first = chain[begun or 0]
    opened = NotedAction(
        name=ActionName.OPENED if begun is not None else ActionName.CREATED,
        source=SourceTerm.GENERATED if begun is not None else source_of(chain[:1], evidence),
        stage=first.id,
        when=first.made_at,
        agent=_agent(first, evidence),
    )
    later = zip(chain[(begun or 0) :], chain[(begun or 0) + 1 :], strict=False)
    return (opened, *(action for parent, stage in later for action in _done(parent, stage, evidence)))


def _is_changed(stage: Stage) -> bool:
    change = stage.change
    return change is None or change.changed_pixels > 0 or change.grade_found


def _done(parent: Stage, stage: Stage, evidence: Evidence) -> Iterator[NotedAction]:
    known, change = evidence_of(stage, evidence), stage.change
    agent = _agent(stage, evidence)

    def action(name: ActionName) -> NotedAction:
        return NotedAction(name=name, source=SourceTerm.HUMAN_EDITS, stage=stage.id, when=stage.made_at, agent=agent)

    if change is None:
        yield NotedAction(name=ActionName.UNKNOWN, source=None, stage=stage.id, when=stage.made_at, agent=agent)
        return
    yield from (action(name) for name in _placement(parent, stage, known.alignment))
    if change.grade_found:
        yield action(ActionName.COLOURS)
    if change.changed_pixels:
        yield NotedAction(
            name=ActionName.DRAWING,
            source=SourceTerm.HUMAN_EDITS,
            stage=stage.id,
            when=stage.made_at,
            agent=agent,
            changed_pixels=change.changed_pixels,
            permille=change.changed_permille,
            method=change.method,
            areas=known.areas,
        )


def _placement(parent: Stage, stage: Stage, lies: Alignment | None) -> Iterator[ActionName]:
    """Yield whether the parent was scaled or cut; without a measured place only its size can tell."""
    if lies is None or not lies.found:
        if (parent.width, parent.height) != (stage.width, stage.height):
            # One shape within a pixel: the whole picture in another size.
            alike = abs(parent.width * stage.height - parent.height * stage.width) <= max(parent.width, stage.width)
            yield ActionName.RESIZED if alike else ActionName.CROPPED
        return
    if abs(lies.scale - 1.0) > _SAME_SCALE:
        yield ActionName.RESIZED
    right, bottom = lies.dx + parent.width * lies.scale, lies.dy + parent.height * lies.scale
    beyond = (-lies.dx, -lies.dy, right - stage.width, bottom - stage.height)
    if max(beyond) > _SAME_PLACE_PX:
        yield ActionName.CROPPED


def _agent(stage: Stage, evidence: Evidence) -> str:
    """Return the program: of a generation the generator, else whatever saved the file."""
    known: StageEvidence = evidence_of(stage, evidence)
    if stage.kind.made_by_generator and stage.system:
        return " ".join(part for part in (stage.system, stage.version) if part)
    return known.agent
