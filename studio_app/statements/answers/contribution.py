"""The contribution summary, drawn up: area, time and words of each person, per background and summed where defined."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from studio_app.domain.reviews import RetakeCause, Verdict
from studio_app.domain.stages import StageKind
from studio_app.statements.answers.areas import area_of, painted_by
from studio_app.statements.answers.contribution_values import (
    AreaSum,
    CauseCount,
    ContributionSummary,
    OnBackground,
    PersonContribution,
    StageCount,
)
from studio_app.statements.answers.definitions import contribution_definitions
from studio_app.statements.answers.head import AnswerKind, head_of
from studio_app.statements.answers.material import gathered, names_of, note_chain, note_time
from studio_app.statements.answers.missing import MissingKind, MissingList
from studio_app.statements.times import active_time, unconfirmed_time

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from studio_app.domain.ids import EntryHash, PersonId, StageId
    from studio_app.domain.reviews import Review
    from studio_app.domain.sessions import RetouchSession
    from studio_app.domain.stages import Stage
    from studio_app.statements.answers.material import BackgroundWork
    from studio_app.statements.answers.people import Names
    from studio_app.statements.answers.reading import AnswerReading


@dataclass(slots=True)
class _Done:
    """What one person did on one background, while it is gathered."""

    work: BackgroundWork
    stages: list[Stage] = field(default_factory=list)
    prompted: list[Stage] = field(default_factory=list)
    sessions: list[RetouchSession] = field(default_factory=list)
    retakes: list[Review] = field(default_factory=list)
    given: list[Review] = field(default_factory=list)
    picks: list[EntryHash] = field(default_factory=list)

    def entries(self) -> set[EntryHash]:
        things: tuple[Stage | RetouchSession | Review, ...]
        things = (*self.stages, *self.prompted, *self.sessions, *self.retakes, *self.given)
        return {thing.entry for thing in things} | set(self.picks)


def draw_up_contribution(reading: AnswerReading) -> ContributionSummary:
    """Draw up the summary; people by their reading, their backgrounds by episode and code."""
    names, missing = names_of(reading), MissingList()
    found: dict[PersonId, list[_Done]] = defaultdict(list)
    for work in gathered(reading):
        note_chain(work, reading, missing)
        note_time(work, missing)
        for person, done in _done(work, names, missing).items():
            found[person].append(done)
    return ContributionSummary(
        head=head_of(AnswerKind.CONTRIBUTION, reading),
        people=tuple(_person(person, found[person], names) for person in sorted(found, key=names.order)),
        missing=missing.listed(),
        definitions=contribution_definitions(),
    )


def _done(work: BackgroundWork, names: Names, missing: MissingList) -> dict[PersonId, _Done]:
    """Give each thing that counts to whoever did it; what names nobody is listed as missing."""
    done: dict[PersonId, _Done] = {}

    def of(person: PersonId) -> _Done:
        return done.setdefault(person, _Done(work))

    for stage in work.stages:
        generated = stage.kind.made_by_generator
        if stage.by is not None:
            (of(stage.by).prompted if generated else of(stage.by).stages).append(stage)
        elif not generated:
            missing.add(MissingKind.NAMELESS, work.place(stage), (stage.entry,))
    for session in work.sessions:
        of(session.person).sessions.append(session)
    for pick in work.selections:
        if pick.by is not None:
            of(pick.by).picks.append(pick.entry)
    _share_words(work, of, missing)
    for person, own in done.items():
        names.noted(person, missing, work.code, min(own.entries()))
    return done


def _share_words(work: BackgroundWork, of: Callable[[PersonId], _Done], missing: MissingList) -> None:
    """Give each word to whoever gave it, and each retake to whoever's picture it was ordered on as well."""
    painters: dict[StageId, PersonId | None] = {
        stage.id: None if stage.kind.made_by_generator else stage.by for stage in work.stages
    }
    for review in work.reviews:
        if review.by is not None:
            of(review.by).given.append(review)
        else:
            missing.add(MissingKind.NAMELESS, work.code, (review.entry,))
        painter = painters.get(review.stage)
        if review.verdict is Verdict.RETAKE and painter is not None:
            of(painter).retakes.append(review)
        if review.disputed:
            missing.add(MissingKind.DISPUTED, work.code, (review.entry,))


def _person(person: PersonId, found: Sequence[_Done], names: Names) -> PersonContribution:
    backgrounds = tuple(_on(person, done) for done in found)
    stages = [stage for done in found for stage in done.stages]
    sessions = [session for done in found for session in done.sessions]
    return PersonContribution(
        who=names.who(person),
        backgrounds=backgrounds,
        area=_summed(backgrounds),
        stages=_stage_counts(stages),
        prompted=sum(len(done.prompted) for done in found),
        selections=sum(len(done.picks) for done in found),
        active=active_time(sessions),
        unconfirmed=unconfirmed_time(sessions),
        retakes=_cause_counts(review for done in found for review in done.retakes),
        approvals_given=sum(one.approvals_given for one in backgrounds),
        retakes_given=sum(one.retakes_given for one in backgrounds),
        entries=tuple(sorted(set().union(*(done.entries() for done in found)))),
    )


def _on(person: PersonId, done: _Done) -> OnBackground:
    work, verdicts = done.work, Counter(review.verdict for review in done.given)
    painted = painted_by(work.chain, person)
    return OnBackground(
        code=work.code,
        cuts=work.background.cuts,
        episode=work.background.episode,
        painted=bool(painted),
        area=area_of(work.chain, work.attribution, person),
        grades=sum(stage.change is not None and stage.change.grade_found for stage in painted),
        stages=_stage_counts(done.stages),
        active=active_time(done.sessions),
        unconfirmed=unconfirmed_time(done.sessions),
        retakes=_cause_counts(done.retakes),
        approvals_given=verdicts[Verdict.APPROVED],
        retakes_given=verdicts[Verdict.RETAKE],
        entries=tuple(sorted(done.entries())),
    )


def _summed(backgrounds: Iterable[OnBackground]) -> AreaSum | None:
    painted = [one for one in backgrounds if one.painted]
    areas = [one.area for one in painted if one.area is not None]
    if not areas:
        return None
    return AreaSum(
        visible=sum(area.visible for area in areas),
        overpainted=sum(area.overpainted for area in areas),
        measured=len(areas),
        painted=len(painted),
    )


def _stage_counts(stages: Iterable[Stage]) -> tuple[StageCount, ...]:
    counts = Counter(stage.kind for stage in stages)
    kinds = [kind for kind in StageKind if counts[kind]] if counts else []
    return tuple(StageCount(kind=kind, count=counts[kind]) for kind in kinds)


def _cause_counts(retakes: Iterable[Review]) -> tuple[CauseCount, ...]:
    counts = Counter(review.cause or RetakeCause.OTHER for review in retakes)
    causes = [cause for cause in RetakeCause if counts[cause]] if counts else []
    return tuple(CauseCount(cause=cause, count=counts[cause]) for cause in causes)
