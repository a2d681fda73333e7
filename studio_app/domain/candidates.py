"""Candidates of a background, the pick among them, and what an artist was told of the picture they take over."""

from dataclasses import dataclass
from datetime import datetime

from studio_app.domain.ids import BackgroundId, BatchId, CandidateId, Digest, EntryHash, PersonId, StageId


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A generated picture that may be taken: kept with what its file says, no stage of the chain yet.

    `number` counts the candidates of a background from 1. `by` asked the generator for it, None where nobody was
    named. `batch` is the import or request it came with; `source` is the name of the generator it was fetched from,
    empty where it came from a folder. `system`, `version`, `model` and `seeds` are read from the file. `small` is the
    picture kept in the file's place once the file was let go; width, height and format stay those of the file.
    """

    id: CandidateId
    background: BackgroundId
    number: int
    sha256: Digest
    file_format: str
    width: int
    height: int
    by: PersonId | None
    batch: BatchId
    source: str
    recorded_at: datetime
    entry: EntryHash
    system: str = ""
    version: str = ""
    model: str = ""
    seeds: tuple[str, ...] = ()
    small: Digest | None = None

    @property
    def picture(self) -> Digest:
        """The kept file that shows it."""
        return self.small or self.sha256


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """選定: which candidate was taken, by whom, why, among how many. `stage` is the generation it became."""

    background: BackgroundId
    candidate: CandidateId
    stage: StageId
    by: PersonId | None
    reason: str
    among: int
    recorded_at: datetime
    entry: EntryHash


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosure:
    """That a person saw, before the first session, that the picture they take over was generated."""

    background: BackgroundId
    stage: StageId
    person: PersonId
    recorded_at: datetime
    entry: EntryHash


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateTally:
    """The candidates of one background that one generator made in one batch, counted.

    `small` of `count` are kept small. `first` and `last` are when the first and the last of them were recorded;
    `entry` is the entry of the first.
    """

    background: BackgroundId
    batch: BatchId
    system: str
    version: str
    by: PersonId | None
    count: int
    small: int
    first: datetime
    last: datetime
    entry: EntryHash
