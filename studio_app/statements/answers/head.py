"""What stands at the head of every answer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from studio_app.statements.answers.reading import AnswerReading
    from studio_app.statements.answers.scope import AnswerScope


class AnswerKind(StrEnum):
    """The answers, by the names of their commands."""

    AUTHORSHIP = "authorship"
    DOSSIER = "dossier"
    REGISTER = "register"
    INSPECTION = "inspection"
    NO_AI = "no-ai"
    CONTRIBUTION = "contribution"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerHead:
    """`zone` is the studio's, in which moments are printed; `log_size` and `log_root` say which ledger was read."""

    kind: AnswerKind
    title: str
    scope: AnswerScope
    zone: str
    drawn_up_at: datetime
    log_size: int
    log_root: str


def head_of(kind: AnswerKind, reading: AnswerReading) -> AnswerHead:
    """Return the head of an answer of one kind."""
    return AnswerHead(
        kind=kind,
        title=reading.studio.title,
        scope=reading.scope,
        zone=reading.studio.zone,
        drawn_up_at=reading.state.drawn_up_at,
        log_size=reading.state.size,
        log_root=reading.state.root,
    )
