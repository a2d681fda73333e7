"""Corrections and disputes of one's own sessions and stages, with who said it and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio_app.domain.corrections import may_answer
from studio_app.workflow.own_views import OwnAnswer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studio_app.domain.corrections import Correction
    from studio_app.domain.ids import BackgroundId, EntryHash, PersonId
    from studio_app.domain.own_time import OwnSession
    from studio_app.domain.stages import Stage
    from studio_app.workflow.ports import StudioIndex


def own_answers(
    index: StudioIndex,
    person: PersonId,
    *,
    sessions: Sequence[OwnSession],
    stages: Sequence[Stage],
    codes: dict[BackgroundId, str],
) -> tuple[OwnAnswer, ...]:
    """Return every answer to these sessions and stages, oldest first."""
    own = index.own(person)
    people = {one.id: one.code for one in index.people()}
    on: dict[EntryHash, BackgroundId] = {}
    for session in sessions:
        on |= {session.begun: session.session.background, session.session.entry: session.session.background}
    of_stages = {stage.entry: stage.background for stage in stages}
    said = {*(answer for one in sessions for answer in one.answers), *own.answers(tuple(of_stages))}
    entries = own.entries([*(one.entry for one in said), *of_stages])

    def counts(answer: Correction) -> bool:
        if answer.dispute or answer.target not in of_stages:
            return not answer.dispute and answer.by == person
        stage = entries.get(answer.target)
        return may_answer(answer.by, subject=person, recorded_by=None if stage is None else stage.person)

    def reason(answer: Correction) -> str:
        written = entries.get(answer.entry)
        return "" if written is None else index.text(str(written.payload.get("reason", "")))

    return tuple(
        OwnAnswer(
            entry=one.entry,
            target=one.target,
            background=(on | of_stages)[one.target],
            code=codes.get((on | of_stages)[one.target], "?"),
            by=one.by,
            by_code="" if one.by is None else people.get(one.by, "?"),
            recorded_at=one.recorded_at,
            dispute=one.dispute,
            counts=counts(one),
            reason=reason(one),
            withdrawn=one.withdrawn,
            active=one.active,
            work=one.work,
            moved_to="" if one.background is None else codes.get(one.background, "?"),
        )
        for one in sorted(said, key=lambda one: one.rank)
    )
