"""The contribution summary as values: area, time and the art director's word, three things that stay apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import timedelta

    from studio_app.domain.ids import EntryHash
    from studio_app.domain.reviews import RetakeCause
    from studio_app.domain.stages import StageKind
    from studio_app.statements.answers.head import AnswerHead
    from studio_app.statements.answers.missing import Missing
    from studio_app.statements.answers.people import Who
    from studio_app.statements.definitions import Definition
    from studio_app.statements.times import ActiveTime


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """What one person has in one picture of `total` pixels; a pixel they repainted twice counts once."""

    visible: int
    overpainted: int
    total: int

    @property
    def touched(self) -> int:
        return self.visible + self.overpainted


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaSum:
    """Pixels added up over the `measured` of `painted` backgrounds on which somebody painted; no share of anything.

    Pictures of different sizes add up in pixels only; there is no sum of shares.
    """

    visible: int
    overpainted: int
    measured: int
    painted: int

    @property
    def touched(self) -> int:
        return self.visible + self.overpainted


@dataclass(frozen=True, slots=True, kw_only=True)
class StageCount:
    """How many stages of one kind."""

    kind: StageKind
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CauseCount:
    """How many retakes for one cause were ordered on somebody's stages."""

    cause: RetakeCause
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OnBackground:
    """What one person did on one background. `area` None: not measured, or nothing of theirs is in the chain.

    `painted` tells the two apart: whether a layout, retouch or correction of theirs is in the chain of the newest
    picture. `grades` counts stages of theirs that changed the colour of the whole picture; that changes no owner.
    """

    code: str
    cuts: tuple[str, ...]
    episode: str
    painted: bool
    area: Area | None
    grades: int
    stages: tuple[StageCount, ...]
    active: ActiveTime
    unconfirmed: timedelta
    retakes: tuple[CauseCount, ...]
    approvals_given: int
    retakes_given: int
    entries: tuple[EntryHash, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonContribution:
    """One person over the scope: what stands on each background, and what can be added up.

    `area` is None where nothing of theirs was measured. A generation counts under `prompted`, apart from stages.
    """

    who: Who
    backgrounds: tuple[OnBackground, ...]
    area: AreaSum | None
    stages: tuple[StageCount, ...]
    prompted: int
    selections: int
    active: ActiveTime
    unconfirmed: timedelta
    retakes: tuple[CauseCount, ...]
    approvals_given: int
    retakes_given: int
    entries: tuple[EntryHash, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionSummary:
    """Everybody who did anything within the scope."""

    head: AnswerHead
    people: tuple[PersonContribution, ...]
    missing: tuple[Missing, ...]
    definitions: tuple[Definition, ...]
