"""How much of the measured and stated retouch time on a background went into each of its stages."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from studio_app.domain.ids import StageId
from studio_app.domain.sessions import RetouchSession
from studio_app.domain.stages import Stage


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
        into = next((stage for stage in stages if _holds(stage, session)), None)
        if into is not None:
            times[into.id] = times.get(into.id, timedelta(0)) + session.active
    return times


def _holds(stage: Stage, session: RetouchSession) -> bool:
    own = stage.by == session.person and not stage.kind.made_by_generator and not stage.withdrawn
    return own and stage.made_at >= session.started_at
