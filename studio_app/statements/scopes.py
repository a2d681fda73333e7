"""What a credit sheet covers, and the work that counts within it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from studio_app.domain.errors import StudioError
from studio_app.domain.language import _
from studio_app.statements.times import has_time

if TYPE_CHECKING:
    from studio_app.domain.backgrounds import Background
    from studio_app.domain.ids import BackgroundId
    from studio_app.domain.readings import StudioReading
    from studio_app.domain.reviews import Review
    from studio_app.domain.sessions import RetouchSession
    from studio_app.domain.stages import Stage


class ScopeError(StudioError):
    """No background belongs to the episode or cut that was asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditScope:
    """The whole production, or one episode, or one cut; both given means the cut within that episode.

    A background used for several cuts (兼用) belongs to each of them.
    """

    episode: str = ""
    cut: str = ""

    @property
    def whole(self) -> bool:
        return not self.episode and not self.cut

    def covers(self, background: Background) -> bool:
        episode_fits = not self.episode or background.episode == self.episode
        return episode_fits and (not self.cut or self.cut in background.cuts)


WHOLE = CreditScope()


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedWork:
    """The stages, sessions and reviews that count: not withdrawn, within the scope; `running` holds open sessions."""

    codes: dict[BackgroundId, str]
    stages: tuple[Stage, ...]
    sessions: tuple[RetouchSession, ...]
    running: tuple[RetouchSession, ...]
    reviews: tuple[Review, ...]


def counted_work(reading: StudioReading, scope: CreditScope) -> CountedWork:
    """Take from the reading what counts within `scope`; refuse a scope that no background belongs to."""
    codes = {background.id: background.code for background in reading.backgrounds}
    covered = {background.id for background in reading.backgrounds if scope.covers(background)}
    if not scope.whole and not covered:
        raise ScopeError(
            _("No background belongs to {scope}.", scope=" ".join(filter(None, (scope.episode, scope.cut)))),
            hint=_("Look up the episodes and cuts with “teire background list”."),
        )

    def counts(thing: Stage | RetouchSession | Review) -> bool:
        return not thing.withdrawn and (scope.whole or thing.background in covered)

    sessions = tuple(session for session in reading.sessions if counts(session))
    return CountedWork(
        codes=codes,
        stages=tuple(stage for stage in reading.stages if counts(stage)),
        sessions=tuple(session for session in sessions if has_time(session)),
        running=tuple(session for session in sessions if session.stopped_at is None),
        reviews=tuple(review for review in reading.reviews if counts(review)),
    )
