"""What is to be painted, and where it stands."""

from dataclasses import dataclass
from enum import StrEnum

from studio_app.domain.ids import BackgroundId


class BackgroundState(StrEnum):
    """Where a background stands with the art director."""

    EMPTY = "empty"
    WAITING = "waiting"
    APPROVED = "approved"
    RETAKE = "retake"


@dataclass(frozen=True, slots=True, kw_only=True)
class Background:
    """One picture to be painted; it may serve several cuts (兼用). `code` is unique in the studio."""

    id: BackgroundId
    code: str
    cuts: tuple[str, ...] = ()
    episode: str = ""
