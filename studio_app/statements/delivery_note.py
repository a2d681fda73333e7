"""What goes into a delivered picture, drawn up from the reading: a pure function of the ledger and the chain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from studio_app.domain.deliveries import (
    DeliveryNote,
    LedgerPointer,
    NotedGenerator,
    NotedStage,
    Relationship,
    SourceTerm,
)
from studio_app.domain.ids import PersonId
from studio_app.domain.language import _
from studio_app.domain.sessions import WorkKind
from studio_app.statements.delivery_actions import actions_of, source_of
from studio_app.statements.delivery_evidence import begun_by_generator, evidence_of
from studio_app.statements.delivery_makers import makers_of
from studio_app.statements.names import name_on_sheet
from studio_app.statements.scopes import CountedWork
from studio_app.statements.times import has_time

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Set

    from studio_app.domain.backgrounds import Background
    from studio_app.domain.deliveries import (
        DeliveryWords,
    )
    from studio_app.domain.generator_uses import GeneratorApproval
    from studio_app.domain.ids import EntryHash
    from studio_app.domain.people import Person
    from studio_app.domain.readings import StudioReading
    from studio_app.domain.stages import Stage
    from studio_app.statements.delivery_evidence import Evidence
    from studio_app.statements.generator_table import GeneratorTable
    from studio_app.statements.roles import RoleTable

_PAINTING = frozenset({WorkKind.RETOUCH, WorkKind.DEFECT_FIX, WorkKind.RETAKE, WorkKind.LAYOUT})
"""Time that makes somebody a creator of the picture; checks and meetings have their lines on the credit sheet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivering:
    """What is delivered: a background's chain, oldest first, and what the studio wants to stand in the file.

    `review` is the entry of the approval it rests on, None where a stage was named by hand.
    """

    background: Background
    chain: tuple[Stage, ...]
    evidence: Evidence
    words: DeliveryWords
    review: EntryHash | None
    origin: str
    size: int
    root: str


def draw_up_delivery(
    reading: StudioReading, what: Delivering, *, roles: RoleTable, generators: GeneratorTable
) -> DeliveryNote:
    """Return what is written into the file; raise `CreditsRefused` where somebody worked on it and is not named."""
    people = {person.id: person for person in reading.people}
    work = _work(reading, what)
    makers = makers_of(reading, what.background, work, roles)
    used = _generators(what, people, makers.hidden, generators, reading.approvals)
    stages = _stages(what, people, makers.hidden, used)
    source = source_of(what.chain, what.evidence)
    return DeliveryNote(
        background=what.background.id,
        stage=what.chain[-1].id,
        title=f"{reading.title} {what.background.code}",
        production=reading.title,
        code=what.background.code,
        creators=makers.names,
        omitted=makers.omitted,
        source=source,
        why=_why(source),
        stages=stages,
        actions=actions_of(what.chain, what.evidence),
        generators=tuple(dict.fromkeys(used.values())),
        pointer=LedgerPointer(origin=what.origin, size=what.size, root=what.root, entries=_entries(work, what.review)),
        credit_line=what.words.credit_line or reading.title,
        rights=what.words.rights,
    )


def _work(reading: StudioReading, what: Delivering) -> CountedWork:
    sessions = tuple(
        one
        for one in reading.sessions
        if one.background == what.background.id and not one.withdrawn and one.kind in _PAINTING and has_time(one)
    )
    return CountedWork(
        codes={what.background.id: what.background.code},
        stages=what.chain,
        sessions=sessions,
        running=(),
        reviews=(),
    )


def _generators(
    what: Delivering,
    people: Mapping[PersonId, Person],
    omitted: Set[PersonId],
    table: GeneratorTable,
    approvals: tuple[GeneratorApproval, ...],
) -> dict[int, NotedGenerator]:
    """Return the generator of each stage of the chain that one made, by the stage's place in the chain."""
    begun = begun_by_generator(what.chain, what.evidence)
    found = {}
    for at, stage in enumerate(what.chain):
        if not stage.kind.made_by_generator and at != begun:
            continue
        known = evidence_of(stage, what.evidence)
        asked = people.get(stage.by) if stage.by is not None and stage.kind.made_by_generator else None
        system = stage.system or known.system
        found[at] = NotedGenerator(
            system=system,
            version=stage.version or known.version,
            provider=_provider(system, table, approvals),
            model=known.model,
            dialect=known.dialect,
            writer="" if asked is None or asked.id in omitted else name_on_sheet(asked),
            prompt=known.prompt if what.words.prompts else "",
        )
    return found


def _provider(system: str, table: GeneratorTable, approvals: tuple[GeneratorApproval, ...]) -> str:
    """Return who offers a system: by the table, else as the studio approved it, empty where nobody says."""
    approved = (one.provider for one in approvals if one.system.strip().casefold() == system.strip().casefold())
    return table.provider(system) or next(filter(None, map(str.strip, approved)), "") if system else ""


def _stages(
    what: Delivering, people: Mapping[PersonId, Person], omitted: Set[PersonId], used: Mapping[int, NotedGenerator]
) -> tuple[NotedStage, ...]:
    begun = begun_by_generator(what.chain, what.evidence)
    noted = []
    for at, stage in enumerate(what.chain):
        known = evidence_of(stage, what.evidence)
        painter = None if stage.kind.made_by_generator or stage.by in omitted else people.get(stage.by or PersonId(""))
        noted.append(
            NotedStage(
                id=stage.id,
                name=f"{stage.kind.value} {stage.number}",
                kind=stage.kind,
                sha256=stage.sha256,
                file_format=stage.file_format,
                width=stage.width,
                height=stage.height,
                relationship=_relationship(at, begun),
                recorded_at=stage.recorded_at,
                saved_at=stage.saved_at,
                entry=stage.entry,
                painter=name_on_sheet(painter),
                carries=known.carries,
                generator=used.get(at),
            )
        )
    return tuple(noted)


def _relationship(at: int, begun: int | None) -> Relationship:
    """The generation is what was opened and painted on; what it was drawn from went into it."""
    if begun is None or at > begun:
        return Relationship.COMPONENT
    return Relationship.PARENT if at == begun else Relationship.INPUT


def _entries(work: CountedWork, review: EntryHash | None) -> tuple[EntryHash, ...]:
    things: Iterable[EntryHash] = (*(one.entry for one in work.stages), *(one.entry for one in work.sessions))
    return tuple(dict.fromkeys((*things, *((review,) if review else ()))))


def _why(source: SourceTerm) -> str:
    return {
        SourceTerm.DIGITAL_CREATION: _("No stage of its chain comes from a generator, as far as was recorded."),
        SourceTerm.HUMAN_EDITS: _("Its chain begins with a picture taken from life, which people worked on."),
        SourceTerm.GENERATED: _("A generator made it, and no change was measured since."),
        SourceTerm.GENERATED_AND_PAINTED: _("A generator made the picture it began from, and people changed it since."),
    }[source]
