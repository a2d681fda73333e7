"""When a background fell due to a person who is paid by the background, and when a redo did."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from studio_app.domain.ids import BackgroundId, PersonId
from studio_app.domain.reviews import Review, Verdict
from studio_app.domain.stages import Stage
from studio_app.statements.agreements import Cover

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from studio_app.domain.ids import EntryHash
    from studio_app.statements.days import LocalDays

_Key = tuple[PersonId, BackgroundId, Cover]
_Approvals = dict[BackgroundId, list[tuple[Review, Stage]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """A person's own pictures on one background that fall under the same orders, and the approval that made them due.

    `approval` is None until there is one. `cover` says under which orders they fall (see `Agreements.cover_of`).
    `days` are the local days on which the stages came, `due_on` is that of the approval.
    """

    person: PersonId
    background: BackgroundId
    cover: Cover
    stages: tuple[Stage, ...]
    days: tuple[date, ...]
    approval: Review | None
    due_on: date | None
    entries: tuple[EntryHash, ...]


class Approvals:
    """The approvals that count, by background and in their order."""

    def __init__(self, stages: Iterable[Stage], reviews: Iterable[Review]) -> None:
        self.stages = {stage.id: stage for stage in stages if not stage.withdrawn}
        self._given: _Approvals = defaultdict(list)
        for review in reviews:
            if review.verdict is Verdict.APPROVED and not review.withdrawn and review.stage in self.stages:
                reviewed = self.stages[review.stage]
                self._given[reviewed.background].append((review, reviewed))
        for given in self._given.values():
            given.sort(key=lambda pair: (pair[0].recorded_at, pair[0].entry))

    def first_of(self, stages: tuple[Stage, ...]) -> Review | None:
        """Return the first approval of one of these pictures of one background, or of a picture that came after one."""
        given = self._given.get(stages[0].background, ()) if stages else ()
        return next((review for review, reviewed in given if _rests_on(reviewed, stages)), None)


def deliveries(approvals: Approvals, cover: Callable[[Stage], Cover], days: LocalDays) -> tuple[Delivery, ...]:
    """One delivery for each person and background with a counted layout, retouch, correction or final.

    Work that falls under orders of its own, as `cover` says, is a delivery of its own.
    Due is the first approval of one of the person's pictures or of a picture that arrived after one of them,
    since a final rests on what came before it. An approved layout thus pays no retoucher whose work came later.
    A retake ordered after the approval takes nothing back; only the withdrawal of the approval does.
    The chain is read by time of arrival rather than by parents, because a parent may not have been named.
    """
    own: dict[_Key, list[Stage]] = defaultdict(list)
    for stage in approvals.stages.values():
        if stage.by is not None and not stage.kind.made_by_generator:
            own[stage.by, stage.background, cover(stage)].append(stage)
    ordered = sorted(own, key=lambda key: (key[0], key[1], key[2] is None, key[2] or ""))
    return tuple(_delivery(key, own[key], approvals, days) for key in ordered)


def _delivery(key: _Key, stages: list[Stage], approvals: Approvals, days: LocalDays) -> Delivery:
    ordered = tuple(sorted(stages, key=lambda stage: (stage.recorded_at, stage.entry)))
    first = approvals.first_of(ordered)
    entries = {stage.entry for stage in ordered} | ({first.entry} if first else set())
    person, background, cover = key
    return Delivery(
        person=person,
        background=background,
        cover=cover,
        stages=ordered,
        days=tuple(days.day_of(stage.recorded_at) for stage in ordered),
        approval=first,
        due_on=days.day_of(first.recorded_at) if first else None,
        entries=tuple(sorted(entries)),
    )


def _rests_on(reviewed: Stage, stages: tuple[Stage, ...]) -> bool:
    return any(stage.id == reviewed.id or stage.recorded_at <= reviewed.recorded_at for stage in stages)
