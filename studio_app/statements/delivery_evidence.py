"""What is known of the stages that a delivered picture rests on, beside what the index holds of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from studio_app.domain.ids import StageId
from studio_app.domain.source_types import CAPTURED, GENERATED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studio_app.domain.changes import Alignment
    from studio_app.domain.deliveries import NotedArea
    from studio_app.domain.stages import Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class StageEvidence:
    """What stands in a stage's entry and its file.

    `areas` are its largest repainted regions; `alignment` how its parent lies in it, None where that is not at hand.
    `system`, `version`, `model` and `dialect` are what its file says of a generator, `prompt` the words it was asked
    for; `agent` is the program that saved it; `carries` the kinds of marks, `source_types` the terms found in it.
    """

    areas: tuple[NotedArea, ...] = ()
    alignment: Alignment | None = None
    system: str = ""
    version: str = ""
    model: str = ""
    dialect: str = ""
    prompt: str = ""
    agent: str = ""
    carries: tuple[str, ...] = ()
    source_types: tuple[str, ...] = ()

    @property
    def generated(self) -> bool:
        """Whether the file itself says that a generator had a part in it."""
        return "generation" in self.carries or not GENERATED.isdisjoint(self.source_types)

    @property
    def captured(self) -> bool:
        """Whether the file itself says that it was taken from life or from a print."""
        return not CAPTURED.isdisjoint(self.source_types)


Evidence = Mapping[StageId, StageEvidence]


def chain_of(stage: Stage, stages: Sequence[Stage]) -> tuple[Stage, ...]:
    """Return what a stage rests on by its parents, oldest first and itself last; withdrawn stages are passed over."""
    known = {one.id: one for one in stages}
    chain: list[Stage] = []
    seen: set[StageId] = set()
    link: Stage | None = stage
    while link is not None and link.id not in seen:
        seen.add(link.id)
        if not link.withdrawn:
            chain.append(link)
        link = known.get(link.parent) if link.parent is not None else None
    return tuple(reversed(chain))


def begun_by_generator(chain: Sequence[Stage], evidence: Evidence) -> int | None:
    """Return where in the chain the last picture that a generator made stands, None where there is none.

    Retouches keep the marks of what they were painted over: with a generation in the chain only generations count.
    Without one, the first file that says a generator made it does.
    """
    generations = [at for at, stage in enumerate(chain) if stage.kind.made_by_generator]
    if generations:
        return generations[-1]
    return next((at for at, stage in enumerate(chain) if evidence_of(stage, evidence).generated), None)


def evidence_of(stage: Stage, evidence: Evidence) -> StageEvidence:
    """Return what is known of a stage, nothing where nothing is."""
    return evidence.get(stage.id, StageEvidence())
