"""The evidence that answers rest on: the ledger at one moment, kept measurements, and what kept files say."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from studio_app.domain.chains import chain_to
from studio_app.domain.errors import StudioError
from studio_app.domain.ids import BackgroundId
from studio_app.domain.progress import Cancelled, no_progress
from studio_app.statements.answers.dossier_values import DossierPicture, PictureKind
from studio_app.statements.answers.reading import LedgerState
from studio_app.statements.answers.scope import covered
from studio_app.workflow.answer_reading import answer_reading
from studio_app.workflow.kept_answers import KeptAnswers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from studio_app.domain.attributions import Attribution
    from studio_app.domain.changes import Alignment
    from studio_app.domain.generations import GenerationRecord
    from studio_app.domain.ids import StageId
    from studio_app.domain.moments import Clock
    from studio_app.domain.progress import Progress
    from studio_app.domain.stages import Stage
    from studio_app.statements.answers.reading import AnswerReading
    from studio_app.statements.answers.scope import AnswerScope
    from studio_app.statements.generator_table import GeneratorTable
    from studio_app.workflow.attributing import AttributionStep
    from studio_app.workflow.own_reading import StudioSheet
    from studio_app.workflow.ports import Examiner, FileStore, Ledger
    from studio_app.workflow.previews import PreviewStep

_TRIES = 3

Pictures = Mapping[BackgroundId, tuple[DossierPicture, ...]]


class AnswerEvidence:
    """Reads, and measures only where it is told to."""

    def __init__(
        self,
        ledger: Ledger,
        *,
        studio: StudioSheet,
        clock: Clock,
        store: FileStore,
        examiner: Examiner,
        attribution: AttributionStep,
        previews: PreviewStep,
        generators: Callable[[], GeneratorTable],
    ) -> None:
        self._ledger = ledger
        self._studio = studio
        self._clock = clock
        self._store = store
        self._examiner = examiner
        self._attribution = attribution
        self._previews = previews
        self._generators = generators
        self._kept = KeptAnswers(store)

    def reading(self, scope: AnswerScope, *, time: bool) -> AnswerReading:
        """Read the ledger in one look, with the signed head that belongs to it, and which files are not there.

        Without `time` sessions are left out, for answers that say nothing of them.
        """
        for _try in range(_TRIES):
            head = self._ledger.head()
            state = _state(head, self._clock)
            with self._ledger.look() as index:
                reading = answer_reading(index, scope, studio=self._studio, state=state, time=time)
            if self._ledger.head() == head:
                break
        files = {stage.sha256 for stages in _stages(reading).values() for stage in stages}
        systems = {stage.system for stage in reading.studio.stages} | {one.system for one in reading.candidates}
        table = self._generators()
        return replace(
            reading,
            gone=self._store.gone(files),
            providers={system: table.provider(system) for system in systems if system.strip()},
        )

    def attributed(self, reading: AnswerReading, *, measure: bool, progress: Progress = no_progress) -> AnswerReading:
        """Add who painted what of each newest picture, as far as it is kept or, with `measure`, can be measured."""
        people = {person.id: person for person in reading.studio.people}
        chains = {background: chain_to(stages) for background, stages in _stages(reading).items()}
        found: dict[BackgroundId, Attribution] = {}
        for done, (background, chain) in enumerate(chains.items()):
            kept = self._attribution.kept_of(chain, people)
            if kept is None and measure and chain and all(self._there(stage) for stage in chain):
                kept = self._measured(chain[-1], _share(progress, done, len(chains)))
            if kept is not None:
                found[background] = kept
        progress(1.0)
        return replace(reading, attributions=found)

    def in_full(self, reading: AnswerReading) -> AnswerReading:
        """Add what is read from files one by one: generators' settings, and how pictures lie on their parents."""
        settings: dict[StageId, GenerationRecord] = {}
        placements: dict[StageId, Alignment] = {}
        for stages in _stages(reading).values():
            settings.update(self._settings([one for one in stages if one.kind.made_by_generator]))
            for before, after in _pairs(stages):
                report = None if after.kind.made_by_generator else self._kept.report(before.sha256, after.sha256)
                if report is not None:
                    placements[after.id] = report.alignment
        return replace(reading, settings=settings, placements=placements)

    def pictures(self, reading: AnswerReading, *, measure: bool, progress: Progress = no_progress) -> Pictures:
        """Return the pictures of each background: small ones, kept maps of change, and who painted what."""
        people = {person.id: person for person in reading.studio.people}
        found: dict[BackgroundId, tuple[DossierPicture, ...]] = {}
        groups = _stages(reading)
        for done, (background, stages) in enumerate(groups.items()):
            chain = chain_to(stages)
            pictures = [*self._shown(stages, fine=reading.scope.single), *self._changes(stages, measure=measure)]
            owners = self._attribution.picture_of(chain, people)
            if owners is None and measure and chain:
                share = _share(progress, done, len(groups))
                owners = self._made(partial(self._attribution.drawn, chain, people, progress=share), *chain)
            if owners is not None:
                pictures.append(DossierPicture(stage=chain[-1].id, kind=PictureKind.OWNERS, path=owners))
            found[background] = tuple(pictures)
            progress((done + 1) / len(groups))
        return found

    def _there(self, stage: Stage) -> bool:
        return self._store.path(stage.sha256).is_file()

    def _measured(self, stage: Stage, progress: Progress) -> Attribution | None:
        """Measure one picture; what cannot be measured is listed as missing and keeps no other back."""
        try:
            return self._attribution.of_stage(stage.id, progress=progress).attribution
        except Cancelled:
            raise
        except StudioError:
            return None

    def _settings(self, generations: list[Stage]) -> Iterator[tuple[StageId, GenerationRecord]]:
        there = [one for one in generations if self._there(one)]
        files = [(self._store.path(one.sha256), self._store.derived(one.sha256)) for one in there]
        with closing(self._examiner.examine_many(files)) as answers:
            for stage, answer in zip(there, answers, strict=True):
                if not isinstance(answer, StudioError) and answer.marks.generation is not None:
                    yield stage.id, answer.marks.generation

    def _shown(self, stages: Iterable[Stage], *, fine: bool) -> Iterator[DossierPicture]:
        """The stages themselves: of one background as they can be printed large, of many small."""
        make = self._previews.view if fine else self._previews.thumbnail
        for stage in stages:
            path = self._made(partial(make, stage.sha256), stage)
            if path is not None:
                yield DossierPicture(stage=stage.id, kind=PictureKind.STAGE, path=path)

    def _changes(self, stages: tuple[Stage, ...], *, measure: bool) -> Iterator[DossierPicture]:
        for before, after in _pairs(stages):
            path: Path | None = self._kept.heat_at(before.sha256, after.sha256)
            if path is not None and not path.is_file():
                path = self._heat(before, after) if measure else None
            if path is not None:
                yield DossierPicture(stage=after.id, kind=PictureKind.CHANGE, path=path)

    def _heat(self, before: Stage, after: Stage) -> Path | None:
        return self._made(lambda: self._previews.change_pictures(before.id, after.id).heat, before, after)

    def _made(self, make: Callable[[], Path], *rests_on: Stage) -> Path | None:
        """Make a picture, None where a file it rests on is gone or cannot be looked into."""
        if not all(self._there(stage) for stage in rests_on):
            return None
        try:
            return make()
        except Cancelled:
            raise
        except StudioError:
            return None


def _stages(reading: AnswerReading) -> dict[BackgroundId, tuple[Stage, ...]]:
    """Return the stages that count of each covered background, in the order they were recorded."""
    groups: dict[BackgroundId, list[Stage]] = {one.id: [] for one in covered(reading.scope, reading.studio.backgrounds)}
    for stage in reading.studio.stages:
        if stage.background in groups and not stage.withdrawn:
            groups[stage.background].append(stage)
    return {background: tuple(stages) for background, stages in groups.items()}


def _pairs(stages: tuple[Stage, ...]) -> Iterator[tuple[Stage, Stage]]:
    """Yield each stage with its parent before it."""
    known = {stage.id: stage for stage in stages}
    for stage in stages:
        if stage.parent is not None and stage.parent in known:
            yield known[stage.parent], stage


def _state(head: str, clock: Clock) -> LedgerState:
    """Read size and root of the log from its signed head (c2sp.org/tlog-checkpoint: origin, size, root)."""
    lines = head.splitlines()
    size, root = (int(lines[1]), lines[2]) if head else (0, "")
    return LedgerState(drawn_up_at=clock.read().wall, size=size, root=root)


def _share(progress: Progress, done: int, of: int) -> Progress:
    return lambda part: progress((done + part) / of)
