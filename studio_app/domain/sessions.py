"""A person at work on one background."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from studio_app.domain.facts import Basis
from studio_app.domain.ids import BackgroundId, EntryHash, PersonId, SessionId


class WorkKind(StrEnum):
    """What the time was spent on."""

    RETOUCH = "retouch"
    DEFECT_FIX = "generator-defect-fix"
    RETAKE = "retake"
    LAYOUT = "layout"
    CHECK = "check"
    MEETING = "meeting"


@dataclass(frozen=True, slots=True, kw_only=True)
class RetouchSession:
    """Retouch time. `active` was measured or stated as work; `unconfirmed` is time nobody has confirmed yet.

    `stopped_at` is None while the session runs (then `active` is zero). `entry` is the entry that fixed the
    time: the stop, or the start while it runs.
    """

    id: SessionId
    background: BackgroundId
    person: PersonId
    kind: WorkKind
    basis: Basis
    started_at: datetime
    stopped_at: datetime | None
    active: timedelta
    unconfirmed: timedelta
    zone: str
    entry: EntryHash
    corrected: bool = False
    withdrawn: bool = False
    disputed: bool = False
