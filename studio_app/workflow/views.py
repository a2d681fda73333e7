"""What steps answer and screens show: values gathered for one look, never stored."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from studio_app.domain.backgrounds import BackgroundState

if TYPE_CHECKING:
    from datetime import datetime, timedelta
    from pathlib import Path

    from studio_app.domain.attributions import Attribution
    from studio_app.domain.backgrounds import Background
    from studio_app.domain.candidates import Candidate, Selection
    from studio_app.domain.changes import ChangeReport
    from studio_app.domain.facts import Basis
    from studio_app.domain.generator_uses import DeliveredPicture
    from studio_app.domain.ids import BatchId, Digest, EntryHash, PersonId
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
    basis: Basis
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
    deliveries: tuple[DeliveredPicture, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MappedAttribution:
    """The attribution of one stage's picture with its chain and its map: a grey PNG of each pixel's owner's index."""

    chain: tuple[Stage, ...]
    attribution: Attribution
    map: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePictures:
    """A comparison with its pictures.

    `heat`: a grey PNG of the later picture's size, 0 where nothing changed, else 1 to 11 (see `DifferencePicture`).
    `graded`: the earlier picture as it lies in the later one with the later one's grade, None where there is no grade.
    """

    report: ChangeReport
    heat: Path
    graded: Path | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A file that was not taken, and why."""

    path: Path
    message: str
    hint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What became of an import: new candidates, how many stood there already, and what was refused.

    `again` counts those of `taken` that were kept small and are kept in full again.
    """

    batch: BatchId
    taken: tuple[Candidate, ...]
    already: int
    refused: tuple[Refused, ...]
    again: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Reducible:
    """How many candidates of a background would be kept small, and how much room their full files take."""

    background: Background
    count: int
    size_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Stayed:
    """A candidate whose full file was not let go as asked, and why."""

    candidate: Candidate
    message: str
    hint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reduced:
    """What became of a background's candidates that were not picked.

    `small` are those kept small by this step, `in_full` counts those kept in full, `freed_bytes` is the room gained on
    the disk. `entry` is None where there was nothing to record.
    """

    background: Background
    small: tuple[Candidate, ...]
    in_full: int
    freed_bytes: int
    stayed: tuple[Stayed, ...]
    entry: EntryHash | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ToBeTold:
    """What there is to say of a background whose picture a generator began.

    `stage` is the generation, or a stage that carries a generator's marks; `system`, `version` and
    `model` are as its file names them, empty where it does not. `marks` are the kinds of marks found in it,
    `source_types` the declared ones, `credential_states` whether its Content Credentials hold.
    """

    background: Background
    stage: Stage
    system: str
    version: str
    model: str
    marks: tuple[str, ...]
    source_types: tuple[str, ...]
    credential_states: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pulled:
    """What came of pulling: new candidates, those that stood there already, what went wrong, and what is still open."""

    taken: tuple[Candidate, ...]
    already: int
    failed: tuple[str, ...]
    still_open: int
