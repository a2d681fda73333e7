"""Who painted what of a background: its chain by each stage's real parent."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from studio_app.domain.attributions import Attribution, ChainLink
from studio_app.domain.backgrounds import Background
from studio_app.domain.ids import Digest, PersonId, StageId
from studio_app.domain.language import _
from studio_app.domain.people import Person
from studio_app.domain.progress import Progress, no_progress
from studio_app.domain.stages import Stage, StageKind
from studio_app.workflow.errors import StepRefused
from studio_app.workflow.kept_answers import KeptAnswers
from studio_app.workflow.naming import find_background, find_stage
from studio_app.workflow.ports import Examiner, FileStore, Ledger
from studio_app.workflow.views import MappedAttribution

_MAP = "map.png"
_PICTURE = "picture.png"


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
            stages = _chain(index.stages(found.id))
            people = {person.id: person for person in index.people()}
        if not stages:
            raise StepRefused(
                _("The background {code} has no picture yet.", code=found.code),
                hint=_("Add one: teire add FILE --background {code} --stage layout.", code=found.code),
            )
        links = tuple((_link(stage, people), stage.sha256) for stage in stages)
        attribution = self._answered(links, progress)
        folder = self._kept.chain_folder(links)
        for name, target in ((_MAP, map_to), (_PICTURE, picture_to)):
            if target is not None:
                shutil.copyfile(folder / name, target)
        return BackgroundAttribution(
            background=found, stages=tuple(stage.id for stage in stages), attribution=attribution
        )

    def of_stage(self, stage: StageId, *, progress: Progress = no_progress) -> MappedAttribution:
        """Return who painted what of one stage's picture."""
        with self._ledger.look() as index:
            found = find_stage(index.stages_around(stage), stage)
            chain = _chain(index.stages(found.background), last=found)
            people = {person.id: person for person in index.people()}
        links = tuple((_link(one, people), one.sha256) for one in chain)
        attribution = self._answered(links, progress)
        return MappedAttribution(chain=chain, attribution=attribution, map=self._kept.chain_folder(links) / _MAP)

    def _answered(self, links: tuple[tuple[ChainLink, Digest], ...], progress: Progress) -> Attribution:
        folder = self._kept.chain_folder(links)
        kept = self._kept.attribution(links)
        if kept is not None and all((folder / name).is_file() for name in (_MAP, _PICTURE)):
            return kept
        chain = [(link, self._store.path(digest)) for link, digest in links]
        found = self._examiner.attribute(chain, map_to=folder / _MAP, picture_to=folder / _PICTURE, progress=progress)
        self._kept.keep_attribution(links, found)
        return found


def _chain(stages: Sequence[Stage], last: Stage | None = None) -> tuple[Stage, ...]:
    """Return the newest stage, or `last`, with its parents, first one first; withdrawn ones belong to no chain."""
    standing = {stage.id: stage for stage in stages if not stage.withdrawn}
    if last is None and not standing:
        return ()
    chain = [last or list(standing.values())[-1]]
    seen = {chain[0].id}
    while (parent := chain[-1].parent) is not None and parent in standing and parent not in seen:
        chain.append(standing[parent])
        seen.add(parent)
    return tuple(reversed(chain))


def _link(stage: Stage, people: dict[PersonId, Person]) -> ChainLink:
    if stage.kind is StageKind.GENERATION:
        return ChainLink(kind=stage.kind, name=stage.system or _("unknown generator"))
    person = people.get(stage.by) if stage.by is not None else None
    return ChainLink(kind=stage.kind, name=person.name if person is not None else _("nobody named"))
