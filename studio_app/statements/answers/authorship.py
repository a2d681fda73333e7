"""The human authorship statement, drawn up: elements per background, then rolled up over people and generators.

Copyright offices ask for the expressive elements that a person made: U.S. Copyright Office, Copyright and Artificial
Intelligence, Part 2 (January 2025) and 88 FR 16190; 文化庁「AIと著作権に関する考え方について」(2024-03). A prompt is
listed and never claimed. Nothing is claimed that no entry shows.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from studio_app.domain.stages import StageKind
from studio_app.domain.wording import stage_name
from studio_app.statements.answers.authorship_values import (
    AuthorshipStatement,
    BackgroundAuthorship,
    Element,
    GeneratorPart,
    GeneratorParts,
    PersonElements,
)
from studio_app.statements.answers.definitions import authorship_definitions
from studio_app.statements.answers.elements import human_elements
from studio_app.statements.answers.head import AnswerKind, head_of
from studio_app.statements.answers.material import (
    gathered,
    names_of,
    note_approvals,
    note_chain,
    note_choice,
)
from studio_app.statements.answers.missing import MissingKind, MissingList
from studio_app.statements.answers.providers import provider_of
from studio_app.statements.answers.sources import AUTHORSHIP_SOURCES
from studio_app.statements.answers.sums import share_in_picture, summed_regions

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studio_app.domain.ids import EntryHash, PersonId
    from studio_app.statements.answers.authorship_values import (
        HumanElement,
    )
    from studio_app.statements.answers.material import (
        BackgroundWork,
    )
    from studio_app.statements.answers.people import Names
    from studio_app.statements.answers.reading import AnswerReading


def draw_up_authorship(reading: AnswerReading) -> AuthorshipStatement:
    """Draw up the statement of every covered background, by episode and code, and what they come to together."""
    missing, names = MissingList(), names_of(reading)
    backgrounds = tuple(_background(work, reading, names, missing) for work in gathered(reading))
    return AuthorshipStatement(
        head=head_of(AnswerKind.AUTHORSHIP, reading),
        backgrounds=backgrounds,
        people=_people(backgrounds, names),
        generators=_generators(backgrounds),
        without_people=tuple(one.code for one in backgrounds if one.newest and not _claimed(one)),
        missing=missing.listed(),
        definitions=authorship_definitions(),
        sources=AUTHORSHIP_SOURCES,
    )


def _background(
    work: BackgroundWork, reading: AnswerReading, names: Names, missing: MissingList
) -> BackgroundAuthorship:
    note_chain(work, reading, missing)
    _note_beginning(work, missing)
    note_choice(work, missing)
    note_approvals(work, reading, missing)
    elements, generators = human_elements(work, reading, names, missing), _parts(work, reading, names, missing)
    newest, attribution = work.newest, work.attribution
    return BackgroundAuthorship(
        code=work.code,
        cuts=work.background.cuts,
        episode=work.background.episode,
        newest="" if newest is None else stage_name(newest),
        newest_kind=None if newest is None else newest.kind,
        sha256=None if newest is None else newest.sha256,
        width=0 if newest is None else newest.width,
        height=0 if newest is None else newest.height,
        made_at=None if newest is None else newest.made_at,
        elements=elements,
        generators=generators,
        method="" if attribution is None else attribution.method,
        unattributed=None if attribution is None else attribution.unattributed,
        entries=() if newest is None else (newest.entry,),
    )


def _note_beginning(work: BackgroundWork, missing: MissingList) -> None:
    """List a chain without a layout."""
    if work.chain and not any(stage.kind is StageKind.LAYOUT for stage in work.chain):
        missing.add(MissingKind.NO_LAYOUT, work.code, (work.chain[0].entry,))


def _parts(
    work: BackgroundWork, reading: AnswerReading, names: Names, missing: MissingList
) -> tuple[GeneratorPart, ...]:
    """Return what generators made of a background: its generations, those beside the chain as well."""
    parts = []
    for stage in work.generations:
        place, entry = work.place(stage), (stage.entry,)
        provider, _approved = provider_of(stage.system, reading.studio.approvals, reading.providers)
        if not stage.system:
            missing.add(MissingKind.SYSTEM_UNKNOWN, place, entry)
        elif not stage.version:
            missing.add(MissingKind.VERSION_UNKNOWN, place, entry)
        if stage.system and not provider:
            missing.add(MissingKind.PROVIDER_UNKNOWN, stage.system, entry)
        parts.append(
            GeneratorPart(
                system=stage.system,
                version=stage.version,
                model=work.evidence_of(stage).marks.model,
                provider=provider,
                stage=stage_name(stage),
                stage_id=stage.id,
                asked_by=names.who(stage.by),
                in_chain=stage in work.chain,
                share=share_in_picture(work, stage),
                entries=entry,
            )
        )
    return tuple(parts)


def _claimed(background: BackgroundAuthorship) -> bool:
    return any(one.element.claimed and one.in_chain for one in background.elements)


def _people(backgrounds: Iterable[BackgroundAuthorship], names: Names) -> tuple[PersonElements, ...]:
    """Roll elements up by person; those that name nobody stay with their background and are listed as missing."""
    found: dict[PersonId, list[tuple[str, HumanElement]]] = defaultdict(list)
    for background in backgrounds:
        for element in background.elements:
            if element.who.person is not None:
                found[element.who.person].append((background.code, element))
    return tuple(_person(found[person]) for person in sorted(found, key=names.order))


def _person(found: list[tuple[str, HumanElement]]) -> PersonElements:
    def count(element: Element) -> int:
        return sum(one.element is element for _code, one in found)

    shown = {code for code, one in found if one.element.claimed and one.share is not None and one.share.visible}
    entries: set[EntryHash] = {entry for _code, one in found for entry in one.entries}
    return PersonElements(
        who=found[0][1].who,
        layouts=count(Element.LAYOUT),
        repaints=count(Element.REPAINT),
        corrections=count(Element.CORRECTION),
        grades=count(Element.GRADE),
        selections=count(Element.SELECTION),
        arrangements=count(Element.ARRANGEMENT),
        prompts=count(Element.PROMPT),
        region_sums=summed_regions(regions for _code, one in found for regions in one.region_sums),
        backgrounds=tuple(dict.fromkeys(code for code, _one in found)),
        visible_in=tuple(dict.fromkeys(code for code, _one in found if code in shown)),
        entries=tuple(sorted(entries)),
    )


def _generators(backgrounds: Iterable[BackgroundAuthorship]) -> tuple[GeneratorParts, ...]:
    found: dict[tuple[str, str], list[tuple[str, GeneratorPart]]] = defaultdict(list)
    for background in backgrounds:
        for part in background.generators:
            found[part.system, part.version].append((background.code, part))
    return tuple(
        GeneratorParts(
            system=system,
            version=version,
            provider=parts[0][1].provider,
            generations=len(parts),
            backgrounds=tuple(dict.fromkeys(code for code, _part in parts)),
            visible_in=tuple(dict.fromkeys(code for code, part in parts if part.share and part.share.visible)),
            measured_in=len({code for code, part in parts if part.share is not None}),
            entries=tuple(sorted({entry for _code, part in parts for entry in part.entries})),
        )
        for (system, version), parts in sorted(found.items())
    )
