"""Answers to entries: what a later entry changes about an earlier one, and whose answer counts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from studio_app.domain.ids import BackgroundId, EntryHash, FeedId, PersonId
from studio_app.domain.reviews import Review
from studio_app.domain.sessions import RetouchSession, WorkKind
from studio_app.domain.stages import Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One correcting or disputing entry. A field that is None changes nothing; a dispute changes no sum.

    `feed` and `number` say where it was written; `rank` is its place among all answers, oldest first.
    """

    entry: EntryHash
    target: EntryHash
    by: PersonId | None
    recorded_at: datetime
    feed: FeedId
    number: int
    rank: int = 0
    dispute: bool = False
    withdrawn: bool | None = None
    person: PersonId | None = None
    active: timedelta | None = None
    work: WorkKind | None = None
    background: BackgroundId | None = None


Answers = Mapping[EntryHash, tuple[Correction, ...]]


def answers_by_target(corrections: Iterable[Correction]) -> Answers:
    """Group corrections by the entry they answer, oldest first, each with its rank.

    The order in which entries reached this copy of the ledger plays no part, so that two copies agree.
    """
    grouped: dict[EntryHash, list[Correction]] = {}
    for rank, correction in enumerate(_oldest_first(corrections)):
        grouped.setdefault(correction.target, []).append(replace(correction, rank=rank))
    return {target: tuple(found) for target, found in grouped.items()}


def _oldest_first(corrections: Iterable[Correction]) -> list[Correction]:
    """Order by moment, but within one feed by its own numbers: a clock that was set back undoes no correction."""
    latest: dict[FeedId, datetime] = {}
    keyed = []
    for one in sorted(corrections, key=lambda one: (one.feed, one.number, one.recorded_at, one.entry)):
        moment = latest[one.feed] = max(one.recorded_at, latest.get(one.feed, one.recorded_at))
        keyed.append(((moment, one.feed, one.number, one.entry), one))
    return [one for _key, one in sorted(keyed, key=lambda pair: pair[0])]


def corrected_session(session: RetouchSession, answers: Iterable[Correction]) -> RetouchSession:
    """Apply answers to retouch time. Only the artist's own count: nobody changes another person's time."""
    for answer in answers:
        if answer.dispute:
            session = replace(session, disputed=True)
        elif answer.by == session.person:
            confirmed = answer.active is not None
            session = replace(
                session,
                active=session.active if answer.active is None else answer.active,
                unconfirmed=timedelta(0) if confirmed else session.unconfirmed,
                kind=answer.work or session.kind,
                background=answer.background or session.background,
                withdrawn=session.withdrawn if answer.withdrawn is None else answer.withdrawn,
                corrected=True,
            )
    return session


def corrected_stage(stage: Stage, answers: Iterable[Correction], *, recorded_by: PersonId | None) -> Stage:
    """Apply answers to a stage: those of its painter and of whoever recorded it; anybody may name a missing painter."""
    for answer in answers:
        if answer.dispute:
            stage = replace(stage, disputed=True)
        elif may_answer(answer.by, subject=stage.by, recorded_by=recorded_by):
            stage = replace(
                stage,
                by=answer.person or stage.by,
                background=answer.background or stage.background,
                withdrawn=stage.withdrawn if answer.withdrawn is None else answer.withdrawn,
            )
    return stage


def corrected_review(review: Review, answers: Iterable[Correction], *, recorded_by: PersonId | None) -> Review:
    """Apply answers to a review: the reviewer's own and those of whoever recorded it."""
    for answer in answers:
        if answer.dispute:
            review = replace(review, disputed=True)
        elif may_answer(answer.by, subject=review.by, recorded_by=recorded_by):
            review = replace(
                review,
                by=answer.person or review.by,
                withdrawn=review.withdrawn if answer.withdrawn is None else answer.withdrawn,
            )
    return review


def may_answer(by: PersonId | None, *, subject: PersonId | None, recorded_by: PersonId | None) -> bool:
    """Whether `by` may correct a fact about `subject` that `recorded_by` wrote (None: the installation itself)."""
    return subject is None or by in {subject, recorded_by}
