"""What the steps need from the outside, as small Protocols; storage and the sandbox fit by shape."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from studio_app.domain.people import Person
from studio_app.domain.progress import no_progress

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet
    from contextlib import AbstractContextManager
    from pathlib import Path

    from studio_app.domain.attributions import Attribution, ChainLink
    from studio_app.domain.backgrounds import Background
    from studio_app.domain.candidates import Candidate, CandidateTally, Disclosure, Selection
    from studio_app.domain.changes import ChangeReport
    from studio_app.domain.errors import StudioError
    from studio_app.domain.examinations import Examination
    from studio_app.domain.ids import BackgroundId, CandidateId, Digest, EntryHash, PersonId, SessionId, StudioId
    from studio_app.domain.picture_facts import PictureFacts
    from studio_app.domain.progress import Progress
    from studio_app.domain.rates import Omission, Rate
    from studio_app.domain.reviews import Review, ReviewTexts, Word
    from studio_app.domain.sessions import RetouchSession, Worked
    from studio_app.domain.stages import Stage, Standing
    from studio_app.ledger.audit import Finding
    from studio_app.ledger.commitments import BoundText
    from studio_app.ledger.entries import Draft, LedgerEntry
    from studio_app.workflow.own_ports import OwnIndex

_Agreed = TypeVar("_Agreed")


class Examiner(Protocol):
    """Decodes pictures under limits on memory and time, apart from this process where the file is new."""

    def examine(self, path: Path, *, derived: Path | None) -> Examination:
        """Decode `path`, read its marks, and write previews and what it decoded into `derived` if given."""
        ...

    def expose(self, path: Path, picture: Path, *, stops: float) -> PictureFacts:
        """Write `path` in 2^stops times its light to `picture` as an 8-bit sRGB PNG.

        Nothing is written where the file has no more than 8 bits: the screen's own codes tell as much.
        """
        ...

    def examine_many(self, files: Sequence[tuple[Path, Path]]) -> Generator[Examination | StudioError]:
        """Examine many files, each with the folder for its thumbnail, and yield what was found in their order.

        A file that cannot be looked into yields its refusal and keeps none of the others back. Of previews only
        thumbnails are written: the rest is made of what is looked at more closely.
        """
        ...

    def shrink_many(self, files: Sequence[tuple[Path, Path]]) -> Generator[PictureFacts | StudioError]:
        """Write a small 8-bit sRGB picture of each file to the path beside it; yield each file's facts in order.

        Its longer side has at most 512 pixels; it is a JPEG, or a PNG where the file is transparent somewhere. A file
        that cannot be looked into yields its refusal and keeps none of the others back.
        """
        ...

    def compare(
        self,
        before: Path,
        after: Path,
        *,
        picture: Path | None,
        heat: Path | None = None,
        laid: Path | None = None,
        derived: tuple[Path | None, Path | None] = (None, None),
        progress: Progress = no_progress,
    ) -> ChangeReport:
        """Compare two pictures; write a PNG showing where they differ to `picture` if given.

        Likewise `heat`: a grey PNG of the steps of heat, 0 to 11; and `laid`: the earlier picture as it lies in the
        later one, with the later one's grade on it (not written where the two cannot be laid on each other).
        `derived` names the folders that `examine` wrote to: what it kept there need not be decoded again.
        """
        ...

    def attribute(
        self,
        chain: Sequence[tuple[ChainLink, Path]],
        *,
        map_to: Path | None,
        picture_to: Path | None,
        progress: Progress = no_progress,
    ) -> Attribution:
        """Say who painted what of the last of these files, in their order; write its map and overlay if asked for."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """A file copied aside, hashed and synced, not yet in the store."""

    path: Path
    sha256: Digest
    size_bytes: int


class FileStore(Protocol):
    """Every file by its SHA-256, read-only."""

    def receive(self, source: Path) -> AbstractContextManager[Incoming]:
        """Copy `source` aside; what was not kept by the end of the block is removed."""
        ...

    def keep(self, incoming: Incoming) -> Path:
        """Move the copy into the store so that it survives a power cut; return where it lies."""
        ...

    def ensure(self, incoming: Incoming) -> None:
        """Keep the copy if what was there of its hash was let go meanwhile."""
        ...

    def let_go(self, sha256: Digest) -> int:
        """Remove a kept file and its previews for good, where it is there; return how many bytes it had."""
        ...

    def path(self, sha256: Digest) -> Path: ...

    def gone(self, files: Iterable[Digest]) -> frozenset[Digest]:
        """Return those of `files` that are not there."""
        ...

    def derived(self, sha256: Digest) -> Path:
        """The folder of previews of one file; may be empty or missing at any time."""
        ...


class KeyBook(Protocol):
    """The window's keys at this installation, by the command's name."""

    def keys(self) -> Mapping[str, str]: ...
    def remember_keys(self, own: Mapping[str, str]) -> None: ...


class StudioIndex(Protocol):
    """The ledger as it reads now, corrections applied; everything of one look belongs to one moment."""

    def people(self) -> tuple[Person, ...]: ...
    def backgrounds(self) -> tuple[Background, ...]: ...
    def background(self, name: str) -> Background | None:
        """The first background whose code or id is `name`."""
        ...

    def stages(self, background: BackgroundId | None = None) -> tuple[Stage, ...]: ...
    def stages_around(self, stage: str) -> tuple[Stage, ...]:
        """All stages of the backgrounds that hold a stage whose id begins so."""
        ...

    def standings(self) -> Mapping[BackgroundId, Standing]:
        """The newest stage that counts of every background that has one."""
        ...

    def last_words(self) -> Mapping[BackgroundId, Word]:
        """The last word that counts about every background that has one."""
        ...

    def worked(self) -> Mapping[BackgroundId, Worked]:
        """The retouch time of every background on which somebody worked."""
        ...

    def candidates(self, background: BackgroundId | None = None) -> tuple[Candidate, ...]: ...
    def candidate_tallies(self, background: BackgroundId | None = None) -> tuple[CandidateTally, ...]:
        """Candidates counted by background, batch, generator and asker, in the order they were recorded."""
        ...

    def stage_payloads(self, background: BackgroundId | None = None) -> Iterator[tuple[EntryHash, dict[str, Any]]]:
        """Yield what the entries of stages hold, with their hashes, in the log's order."""
        ...

    def unneeded_files(self, also: AbstractSet[CandidateId] = frozenset()) -> frozenset[Digest]:
        """Files that no entry needs: each candidate they came in as was let go since, or is in `also`."""
        ...

    def selections(self, background: BackgroundId | None = None) -> tuple[Selection, ...]: ...
    def disclosures(self, background: BackgroundId | None = None) -> tuple[Disclosure, ...]: ...
    def sessions(
        self, background: BackgroundId | None = None, *, person: PersonId | None = None
    ) -> tuple[RetouchSession, ...]: ...
    def running(self, person: PersonId | None = None) -> tuple[RetouchSession, ...]: ...
    def sessions_named(self, ids: Sequence[SessionId]) -> tuple[RetouchSession, ...]:
        """Those of the sessions `ids` that are there."""
        ...

    def own(self, person: PersonId) -> OwnIndex:
        """What is about one person."""
        ...

    def reviews(self, background: BackgroundId | None = None) -> tuple[Review, ...]: ...
    def bare_reviews(self) -> tuple[Review, ...]:
        """All reviews without their notes and drawings: what can change only by an entry."""
        ...

    def review_texts(self) -> Mapping[EntryHash, ReviewTexts]:
        """The notes and drawings of the reviews that bind any, empty where they were erased."""
        ...

    def rates(self) -> tuple[Rate, ...]: ...
    def omissions(self) -> tuple[Omission, ...]: ...
    def agreed(self, kind: type[_Agreed]) -> tuple[_Agreed, ...]:
        """All orders, contracts, credit words, approvals or deliveries (by their class), those taken back left out."""
        ...

    def text(self, commitment: str) -> str:
        """Return a bound text, empty where it was erased."""
        ...

    def entry(self, hash_: EntryHash) -> tuple[int, LedgerEntry] | None:
        """Return an entry with its position in the log."""
        ...

    def entries_named(self, *, position: int | None = None, beginning: str = "") -> tuple[tuple[int, LedgerEntry], ...]:
        """Return the entry at `position`, or those (two at most) whose hash or id begins with `beginning`."""
        ...

    def entries(self, background: BackgroundId | None = None) -> Iterator[tuple[int, LedgerEntry]]:
        """Yield entries in the log's order; with `background`, those about it."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What is to be written together: entries, and the names and texts they bind."""

    drafts: tuple[Draft, ...]
    people: tuple[tuple[Person, BoundText], ...] = ()
    texts: tuple[BoundText, ...] = ()


class Ledger(Protocol):
    """The studio's ledger and the indexes that read it."""

    @property
    def studio(self) -> StudioId: ...

    def append(
        self, decide: Callable[[StudioIndex], Decision], *, by: PersonId | None
    ) -> tuple[tuple[int, LedgerEntry], ...]:
        """Write entries durably in one transaction and return them with their positions.

        `decide` runs inside the transaction with every other writer shut out: what it checks still holds when
        its entries are written. A draft whose id is already there adds nothing; the stored entry is returned.
        """
        ...

    def look(self) -> AbstractContextManager[StudioIndex]:
        """Open one consistent look at the ledger."""
        ...

    def head(self) -> str:
        """Return the signed head of the log as a C2SP checkpoint, empty for an empty log."""
        ...

    def audit(self) -> Iterator[Finding]:
        """Check every stored byte; yield what does not hold, the log's own findings first."""
        ...

    def rebuild(self) -> int:
        """Make every index anew from the log; return the number of entries read."""
        ...


PersonText = Callable[[Person], str]
"""Returns the text that a person's entry binds: everything that may have to be corrected or erased."""
