"""What an answer covers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from studio_app.domain.errors import StudioError
from studio_app.domain.language import _
from studio_app.statements.scopes import CreditScope, ScopeError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studio_app.domain.backgrounds import Background


class AnswerRefused(StudioError):
    """An answer that cannot be given; nothing was written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerScope:
    """One background (by its code or id), one cut, one episode, or with nothing said the whole production.

    What is said together limits together: a cut within its episode.
    """

    episode: str = ""
    cut: str = ""
    background: str = ""

    @property
    def whole(self) -> bool:
        return not self.episode and not self.cut and not self.background

    @property
    def single(self) -> bool:
        """Whether it names one background."""
        return bool(self.background)

    def covers(self, background: Background) -> bool:
        named = not self.background or self.background in {background.code, background.id}
        return named and CreditScope(episode=self.episode, cut=self.cut).covers(background)


def covered(scope: AnswerScope, backgrounds: Iterable[Background]) -> tuple[Background, ...]:
    """Return the backgrounds of a scope by episode and code; refuse a scope that no background belongs to."""
    found = [one for one in backgrounds if scope.covers(one)]
    if not found and not scope.whole:
        words = " ".join(filter(None, (scope.episode, scope.cut, scope.background)))
        raise ScopeError(
            _("No background belongs to {scope}.", scope=words),
            hint=_("Look up the episodes and cuts with “teire background list”."),
        )
    return tuple(sorted(found, key=lambda one: (one.episode, one.code, one.id)))
