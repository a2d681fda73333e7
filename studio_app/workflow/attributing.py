"""Who painted what of a background: its chain by each stage's real parent."""

from __future__ import annotations

import shutil
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from studio_app.domain.attributions import ChainLink
from studio_app.domain.chains import chain_to
from studio_app.domain.language import _
from studio_app.domain.progress import no_progress
from studio_app.domain.stages import StageKind
from studio_app.workflow.errors import StepRefused
from studio_app.workflow.kept_answers import KeptAnswers
from studio_app.workflow.naming import find_background, find_stage
from studio_app.workflow.views import MappedAttribution

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from pathlib import Path

    from studio_app.domain.attributions import Attribution
    from studio_app.domain.backgrounds import Background
    from studio_app.domain.ids import PersonId, StageId
    from studio_app.domain.people import Person
    from studio_app.domain.progress import Progress
    from studio_app.domain.stages import Stage
    from studio_app.workflow.kept_answers import Chain
    from studio_app.workflow.ports import Examiner, FileStore, Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class BackgroundAttribution:
    """The attribution of a background, with the ids of the chain's stages in its order."""

    background: Background
    stages: tuple[StageId, ...]
    attribution: Attribution


class AttributionStep:
    """Follows chains; every answer is kept by the contents it rests on, with its map and its picture."""

    def __init__(self, ledger: Ledger, *, store: FileStore, examiner: Examiner) -> None:
        self._ledger = ledger
        self._store = store
        self._examiner = examiner
        self._kept = KeptAnswers(store)

    def attribute(
        self,
        background: str,
        *,
        map_to: Path | None = None,
        picture_to: Path | None = None,
        progress: Progress = no_progress,
    ) -> BackgroundAttribution:
        """Return who painted what of a background's newest stage; write the map and the picture where asked for."""
        with self._ledger.look() as index:
            found = find_background(index, background)
            stages = chain_to(index.stages(found.id))
            people = {person.id: person for person in index.people()}
        if not stages:
            raise StepRefused(
                _("The background {code} has no picture yet.", code=found.code),
                hint=_("Add one: teire add FILE --background {code} --stage layout.", code=found.code),
            )
        links = chain_links(stages, people)
        attribution = self._answered(links, progress, drawn=picture_to is not None)
        for kept, target in ((self._kept.owners_at(links), map_to), (self._kept.owners_picture_at(links), picture_to)):
            if target is not None:
                shutil.copyfile(kept, target)
        return BackgroundAttribution(
            background=found, stages=tuple(stage.id for stage in stages), attribution=attribution
        )

    def of_stage(self, stage: StageId, *, progress: Progress = no_progress) -> MappedAttribution:
        """Return who painted what of one stage's picture."""
        with self._ledger.look() as index:
            found = find_stage(index.stages_around(stage), stage)
            chain = chain_to(index.stages(found.background), last=found)
            people = {person.id: person for person in index.people()}
        links = chain_links(chain, people)
        attribution = self._answered(links, progress)
        return MappedAttribution(chain=chain, attribution=attribution, map=self._kept.owners_at(links))

    def kept_of(self, chain: Sequence[Stage], people: Mapping[PersonId, Person]) -> Attribution | None:
        """Return what is kept of a chain, None where it was not measured yet."""
        return self._kept.attribution(chain_links(chain, people)) if chain else None

    def picture_of(self, chain: Sequence[Stage], people: Mapping[PersonId, Person]) -> Path | None:
        """Return the kept picture of who painted what, None where there is none with the names that hold now."""
        path = self._kept.owners_picture_at(chain_links(chain, people)) if chain else None
        return path if path is not None and path.is_file() else None

    def drawn(
        self, chain: Sequence[Stage], people: Mapping[PersonId, Person], *, progress: Progress = no_progress
    ) -> Path:
        """Return the picture of who painted what, drawn where there is none yet."""
        links = chain_links(chain, people)
        self._answered(links, progress, drawn=True)
        return self._kept.owners_picture_at(links)

    def _answered(self, links: Chain, progress: Progress, *, drawn: bool = False) -> Attribution:
        owners, picture = self._kept.owners_at(links), self._kept.owners_picture_at(links)
        kept = self._kept.attribution(links)
        if kept is not None and owners.is_file() and (picture.is_file() or not drawn):
            return kept
        chain = [(link, self._store.path(digest)) for link, digest in links]
        found = self._examiner.attribute(chain, map_to=owners, picture_to=picture, progress=progress)
        self._kept.keep_attribution(links, found)
        _keep_only(picture)
        return found


def chain_links(chain: Sequence[Stage], people: Mapping[PersonId, Person]) -> Chain:
    """Return a chain as it is attributed; where two people in it share a name, their codes stand behind it.

    What is repainted counts by name, so that two people of one name would be taken for one.
    """
    names: dict[str, set[PersonId]] = {}
    for stage in chain:
        if stage.by is not None and stage.by in people and not stage.kind.made_by_generator:
            names.setdefault(people[stage.by].name, set()).add(stage.by)
    shared = {name for name, bearers in names.items() if len(bearers) > 1}
    return tuple((_link(stage, people, shared), stage.sha256) for stage in chain)


def _link(stage: Stage, people: Mapping[PersonId, Person], shared: Collection[str]) -> ChainLink:
    if stage.kind is StageKind.GENERATION:
        return ChainLink(kind=stage.kind, name=stage.system or _("unknown generator"))
    person = people.get(stage.by) if stage.by is not None else None
    if person is None:
        return ChainLink(kind=stage.kind, name=_("nobody named"))
    name = f"{person.name} ({person.code})" if person.name in shared else person.name
    return ChainLink(kind=stage.kind, name=name)


def _keep_only(picture: Path) -> None:
    """Let go of the pictures of a chain whose legends have names that hold no more."""
    with suppress(OSError):
        for other in picture.parent.glob("picture-*.png"):
            if other != picture:
                other.unlink(missing_ok=True)
