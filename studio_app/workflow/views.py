"""What screens and lists show: values gathered for one look, never stored."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from studio_app.domain.backgrounds import Background, BackgroundState
from studio_app.domain.candidates import Candidate, Selection
from studio_app.domain.ids import Digest, EntryHash, PersonId
from studio_app.domain.people import Person
from studio_app.domain.reviews import Review
from studio_app.domain.sessions import RetouchSession
from studio_app.domain.sources import JobState, Request, Source
from studio_app.domain.stages import Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class BackgroundRow:
    """One line of the list of backgrounds. `picture` is the newest stage's file, None while there is none.

    `active` sums confirmed retouch time of everybody; `running` tells whether somebody's clock runs on it now.
    """

    background: Background
    state: BackgroundState
    newest: Stage | None
    picture: Digest | None
    stage_count: int
    active: timedelta
    running: bool

    @property
    def waits(self) -> bool:
        """Whether somebody has to say whether it is approved."""
        return self.state is BackgroundState.WAITING


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRow:
    """One ledger entry in words. `by` is None where the installation itself recorded it."""

    hash: EntryHash
    position: int
    kind: str
    summary: str
    basis: str
    by: PersonId | None
    recorded_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateSheet:
    """The candidates of one background, oldest first, and the pick among them that counts now."""

    background: Background
    candidates: tuple[Candidate, ...]
    picked: Selection | None
    people: dict[PersonId, Person]


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestView:
    """A request and how far its pictures are; `trouble` says why that is not known."""

    request: Request
    background_code: str
    states: dict[str, JobState]
    trouble: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSheet:
    """The generators of this installation, and what was asked of them and is not there yet."""

    sources: tuple[Source, ...]
    requests: tuple[RequestView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BackgroundDossier:
    """All that is known of one background, oldest first; `people` holds everybody it names, by id."""

    row: BackgroundRow
    stages: tuple[Stage, ...]
    sessions: tuple[RetouchSession, ...]
    reviews: tuple[Review, ...]
    entries: tuple[EntryRow, ...]
    people: dict[PersonId, Person]
