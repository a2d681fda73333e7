"""What is recorded about each covered background, laid together once for all answers."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

from studio_app.domain.backgrounds import BackgroundState
from studio_app.domain.chains import chain_to
from studio_app.domain.source_types import GENERATED
from studio_app.domain.standings import state_of
from studio_app.domain.wording import stage_name
from studio_app.statements.answers.areas import fitting
from studio_app.statements.answers.missing import MissingKind
from studio_app.statements.answers.people import Names
from studio_app.statements.answers.providers import Use, covering
from studio_app.statements.answers.reading import StageEvidence
from studio_app.statements.answers.scope import covered
from studio_app.statements.days import LocalDays
from studio_app.statements.times import has_time

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from studio_app.domain.attributions import Attribution, OwnerShare
    from studio_app.domain.backgrounds import Background
    from studio_app.domain.candidates import CandidateTally, Disclosure, Selection
    from studio_app.domain.generator_uses import DeliveredPicture
    from studio_app.domain.ids import BackgroundId, StageId
    from studio_app.domain.reviews import Review
    from studio_app.domain.sessions import RetouchSession
    from studio_app.domain.stages import Stage
    from studio_app.statements.answers.missing import MissingList
    from studio_app.statements.answers.reading import AnswerReading

_NOTHING = StageEvidence()


@dataclass(frozen=True, slots=True, kw_only=True)
class BackgroundWork:
    """One background with all that counts; `chain` leads from its first picture to `newest`, which ends it.

    `owners` are the shares of the chain's stages in the newest picture, None where that is not measured.
    """

    background: Background
    stages: tuple[Stage, ...]
    chain: tuple[Stage, ...]
    sessions: tuple[RetouchSession, ...]
    running: tuple[RetouchSession, ...]
    reviews: tuple[Review, ...]
    selections: tuple[Selection, ...]
    candidates: tuple[CandidateTally, ...]
    disclosures: tuple[Disclosure, ...]
    delivered: tuple[DeliveredPicture, ...]
    evidence: Mapping[StageId, StageEvidence]
    attribution: Attribution | None

    @property
    def code(self) -> str:
        return self.background.code

    @property
    def newest(self) -> Stage | None:
        return self.chain[-1] if self.chain else None

    @property
    def last_word(self) -> Review | None:
        return self.reviews[-1] if self.reviews else None

    @property
    def state(self) -> BackgroundState:
        word = self.last_word
        return state_of(self.newest, word.word if word else None)

    @property
    def generations(self) -> tuple[Stage, ...]:
        """Every generation that counts, in the chain or beside it."""
        return tuple(stage for stage in self.stages if stage.kind.made_by_generator)

    @property
    def approved(self) -> bool:
        """Whether the picture left the hands of those who make it: approved, or delivered."""
        return self.state is BackgroundState.APPROVED or bool(self.delivered)

    def evidence_of(self, stage: Stage) -> StageEvidence:
        return self.evidence.get(stage.id, _NOTHING)

    def marked(self, stage: Stage) -> bool:
        """Whether the stage's file carries a generator's marks or is declared as generated."""
        marks = self.evidence_of(stage).marks
        return marks.generation or not GENERATED.isdisjoint(marks.source_types)

    def unexplained(self, stage: Stage) -> bool:
        """Whether a file that is no generation carries such marks and has no generation to have them from."""
        if stage.kind.made_by_generator or not self.marked(stage):
            return False
        return not any(one.kind.made_by_generator for one in chain_to(self.stages, stage))

    def share_of(self, stage: Stage) -> OwnerShare | None:
        """Return what a stage of the chain has in the newest picture, None where that is not measured."""
        if self.attribution is None or stage not in self.chain:
            return None
        return self.attribution.owners[self.chain.index(stage)]

    def place(self, stage: Stage) -> str:
        """What a stage is called in lists: `C012 retouch 2`."""
        return f"{self.code} {stage_name(stage)}"


class _AboutBackground(Protocol):
    @property
    def background(self) -> BackgroundId: ...


_Thing = TypeVar("_Thing", bound=_AboutBackground)


def gathered(reading: AnswerReading) -> tuple[BackgroundWork, ...]:
    """Return the work on every covered background; what was withdrawn counts nowhere."""
    studio = reading.studio
    stages = _grouped(stage for stage in studio.stages if not stage.withdrawn)
    sessions = _grouped(one for one in studio.sessions if not one.withdrawn)
    reviews = _grouped(one for one in studio.reviews if not one.withdrawn)
    selections, candidates = _grouped(reading.selections), _grouped(reading.candidates)
    disclosures, delivered = _grouped(reading.disclosures), _grouped(studio.delivered)
    found = []
    for background in covered(reading.scope, studio.backgrounds):
        own = tuple(stages[background.id])
        chain = chain_to(own)
        found.append(
            BackgroundWork(
                background=background,
                stages=own,
                chain=chain,
                sessions=tuple(one for one in sessions[background.id] if has_time(one)),
                running=tuple(one for one in sessions[background.id] if one.stopped_at is None),
                reviews=tuple(reviews[background.id]),
                selections=tuple(selections[background.id]),
                candidates=tuple(candidates[background.id]),
                disclosures=tuple(disclosures[background.id]),
                delivered=tuple(delivered[background.id]),
                evidence=reading.evidence,
                attribution=fitting(reading.attributions.get(background.id), chain),
            )
        )
    return tuple(found)


def names_of(reading: AnswerReading) -> Names:
    """Return everybody's names."""
    return Names(reading.studio.people, reading.studio.omissions)


def note_chain(work: BackgroundWork, reading: AnswerReading, missing: MissingList) -> None:
    """List what is missing from the chain itself: pictures, parents, files, comparisons, the attribution."""
    if not work.chain:
        missing.add(MissingKind.NO_PICTURE, work.code)
        return
    for stage in work.chain:
        place, entry = work.place(stage), (stage.entry,)
        if stage.sha256 in reading.gone:
            missing.add(MissingKind.FILE_GONE, place, entry)
        if stage.disputed:
            missing.add(MissingKind.DISPUTED, place, entry)
        if stage is work.chain[0]:
            continue
        if stage.change is None:
            missing.add(MissingKind.NOT_COMPARED, place, entry)
        elif not stage.change.alignment_found and not stage.kind.made_by_generator:
            missing.add(MissingKind.NOT_ALIGNED, place, entry)
    _note_attribution(work, missing)


def note_choice(work: BackgroundWork, missing: MissingList) -> None:
    """List generations or candidates between which nobody is known to have picked, and candidates kept small."""
    several = len(work.generations) > 1 or sum(tally.count for tally in work.candidates) > 1
    if several and not work.selections:
        missing.add(MissingKind.NO_SELECTION, work.code, tuple(stage.entry for stage in work.generations))
    for tally in work.candidates:
        if tally.small:
            missing.add(MissingKind.CANDIDATES_REDUCED, work.code, (tally.entry,))


def note_approvals(work: BackgroundWork, reading: AnswerReading, missing: MissingList) -> None:
    """List generations that no approval covers."""
    if not work.generations:
        return
    days = LocalDays(reading.studio.zone)
    for stage in work.generations:
        day = days.day_of(stage.recorded_at)
        episode = work.background.episode
        use = Use(system=stage.system.strip(), version=stage.version.strip(), episode=episode, first=day, last=day)
        if not covering(reading.studio.approvals, use):
            missing.add(MissingKind.NO_APPROVAL, work.place(stage), (stage.entry,))


def note_time(work: BackgroundWork, missing: MissingList) -> None:
    """List time that is in no sum, and time that is disputed."""
    for session in work.sessions:
        if session.unconfirmed:
            missing.add(MissingKind.UNCONFIRMED, work.code, (session.entry,))
        if session.disputed:
            missing.add(MissingKind.DISPUTED, work.code, (session.entry,))
    for session in work.running:
        missing.add(MissingKind.RUNNING, work.code, (session.entry,))


def _note_attribution(work: BackgroundWork, missing: MissingList) -> None:
    newest = work.chain[-1]
    place, entry = work.place(newest), (newest.entry,)
    if work.attribution is None:
        missing.add(MissingKind.NOT_MEASURED, place, entry)
    elif work.attribution.unattributed:
        missing.add(MissingKind.UNATTRIBUTED, place, entry)


def _grouped(things: Iterable[_Thing]) -> dict[BackgroundId, list[_Thing]]:
    groups: dict[BackgroundId, list[_Thing]] = defaultdict(list)
    for thing in things:
        groups[thing.background].append(thing)
    return groups
