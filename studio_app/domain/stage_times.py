"""How much of the measured and stated retouch time on a background went into each of its stages."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from studio_app.domain.facts import Basis
from studio_app.domain.ids import StageId
from studio_app.domain.sessions import RetouchSession
from studio_app.domain.stages import Stage

_LATE = timedelta(seconds=10)
"""A save is looked into before it is known: one that was made just before the end is dated a moment after it."""


def stage_times(stages: Sequence[Stage], sessions: Iterable[RetouchSession]) -> dict[StageId, timedelta]:
    """Return the active time of each stage that has any; `stages` in the order they were recorded.

    A session counts to the first stage that its own person saved or recorded after it began, withdrawn stages and
    sessions apart; one after which its person made none counts to no stage yet. So no session counts twice, and the
    times of a person's stages never come to more than that person's time on the background.
    """
    times: dict[StageId, timedelta] = {}
    for session in sessions:
        if session.withdrawn or not session.active:
            continue
        into = _first(stages, session)
        if into is not None:
            times[into.id] = times.get(into.id, timedelta(0)) + session.active
    return times


def counted_with(stages: Sequence[Stage], sessions: Iterable[RetouchSession]) -> dict[StageId, Stage]:
    """Return, of each stage whose person made it during a session that counts to an earlier one, that earlier one.

    Several saves in one session make several stages. A stage that a session of its own counts to is none of them, and
    when stated time was, nobody measured.
    """
    counting = [session for session in sessions if not session.withdrawn and session.active]
    firsts = [(session, _first(stages, session)) for session in counting]
    own = {first.id for _session, first in firsts if first is not None}
    return {
        stage.id: first
        for session, first in firsts
        for stage in stages
        if first is not None and stage.id not in own and _holds(stage, session) and _was_made_in(stage, session)
    }


def _first(stages: Sequence[Stage], session: RetouchSession) -> Stage | None:
    return next((stage for stage in stages if _holds(stage, session)), None)


def _was_made_in(stage: Stage, session: RetouchSession) -> bool:
    stopped = session.stopped_at
    return stopped is not None and session.basis is not Basis.STATED and stage.made_at <= stopped + _LATE


def _holds(stage: Stage, session: RetouchSession) -> bool:
    own = stage.by == session.person and not stage.kind.made_by_generator and not stage.withdrawn
    return own and stage.made_at >= session.started_at
