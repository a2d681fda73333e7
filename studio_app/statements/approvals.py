"""When a background fell due to a person who is paid by the background."""

from collections import defaultdict
from dataclasses import dataclass

from studio_app.domain.ids import BackgroundId, EntryHash, PersonId
from studio_app.domain.readings import StudioReading
from studio_app.domain.reviews import Review, Verdict
from studio_app.domain.stages import Stage

_Key = tuple[PersonId, BackgroundId]


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """A person's own pictures on one background, and the approval that made them due, if there was one yet."""

    person: PersonId
    background: BackgroundId
    stages: tuple[Stage, ...]
    approval: Review | None
    entries: tuple[EntryHash, ...]


def deliveries(reading: StudioReading) -> tuple[Delivery, ...]:
    """One delivery for each person and background with a counted layout, retouch, correction or final.

    Due is the first approval of one of the person's pictures or of a picture that arrived after one of them,
    since a final rests on what came before it. An approved layout thus pays no retoucher whose work came later.
    A retake ordered after the approval takes nothing back; only the withdrawal of the approval does.
    The chain is read by time of arrival rather than by parents, because a parent may not have been named.
    """
    stages = {stage.id: stage for stage in reading.stages if not stage.withdrawn}
    own: dict[_Key, list[Stage]] = defaultdict(list)
    for stage in stages.values():
        if stage.by is not None and not stage.kind.made_by_generator:
            own[stage.by, stage.background].append(stage)
    approvals: dict[BackgroundId, list[tuple[Review, Stage]]] = defaultdict(list)
    for review in reading.reviews:
        if review.verdict is Verdict.APPROVED and not review.withdrawn and review.stage in stages:
            reviewed = stages[review.stage]
            approvals[reviewed.background].append((review, reviewed))
    for given in approvals.values():
        given.sort(key=lambda pair: (pair[0].recorded_at, pair[0].entry))
    return tuple(_delivery(key, own[key], approvals[key[1]]) for key in sorted(own))


def _delivery(key: _Key, stages: list[Stage], approvals: list[tuple[Review, Stage]]) -> Delivery:
    ordered = tuple(sorted(stages, key=lambda stage: (stage.recorded_at, stage.entry)))
    first = next((review for review, reviewed in approvals if _rests_on(reviewed, ordered)), None)
    entries = {stage.entry for stage in ordered} | ({first.entry} if first else set())
    return Delivery(person=key[0], background=key[1], stages=ordered, approval=first, entries=tuple(sorted(entries)))


def _rests_on(reviewed: Stage, stages: tuple[Stage, ...]) -> bool:
    return any(stage.id == reviewed.id or stage.recorded_at <= reviewed.recorded_at for stage in stages)
