"""Where a background stands, by its newest picture and the last word about it."""

from studio_app.domain.backgrounds import BackgroundState
from studio_app.domain.reviews import Verdict, Word
from studio_app.domain.stages import Stage


def state_of(newest: Stage | None, word: Word | None) -> BackgroundState:
    """Return where a background stands: the last word counts as long as no newer picture came after it."""
    if newest is None:
        return BackgroundState.EMPTY
    if word is None or (word.stage != newest.id and word.recorded_at < newest.recorded_at):
        return BackgroundState.WAITING
    return BackgroundState.APPROVED if word.verdict is Verdict.APPROVED else BackgroundState.RETAKE
