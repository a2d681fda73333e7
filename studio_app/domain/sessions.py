"""A person at work on one background."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from studio_app.domain.facts import Basis
from studio_app.domain.ids import BackgroundId, EntryHash, PersonId, ReviewId, SessionId


class WorkKind(StrEnum):
    """What the time was spent on."""

    RETOUCH = "retouch"
    DEFECT_FIX = "generator-defect-fix"
    RETAKE = "retake"
    LAYOUT = "layout"
    CHECK = "check"
    MEETING = "meeting"


@dataclass(frozen=True, slots=True, kw_only=True)
class Worked:
    """The retouch time of one background: what counts of everybody's, and whether somebody's clock runs on it."""

    active: timedelta = timedelta(0)
    running: bool = False

    def and_also(self, session: "RetouchSession") -> "Worked":
        """Return this with one more session."""
        return Worked(active=self.active + session.active, running=self.running or session.stopped_at is None)


@dataclass(frozen=True, slots=True, kw_only=True)
class RetouchSession:
    """Retouch time. `active` was measured or stated as work; `unconfirmed` is time nobody has confirmed yet.

    `stopped_at` is None while the session runs (then `active` is zero). `entry` is the entry that fixed the
    time: the stop, or the start while it runs. `review` is the one that ordered a retake.
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
    review: ReviewId | None = None
