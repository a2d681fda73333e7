"""What delivering needs from the outside, and the values it gives back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from studio_app.workflow.ports import Examiner

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    from studio_app.domain.deliveries import DeliveredFormat, DeliveryNote, SigningIdentity
    from studio_app.domain.errors import StudioError
    from studio_app.domain.generator_uses import DeliveredPicture
    from studio_app.domain.picture_facts import PictureFacts


class DeliveryExaminer(Examiner, Protocol):
    """Decodes pictures apart from this process, and encodes them anew where that is asked for."""

    def encode(self, path: Path, picture: Path, *, kind: DeliveredFormat) -> PictureFacts:
        """Encode `path` anew as `kind`, from all bits it has, into `picture`; return the facts of `path` itself."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryJob:
    """One file to be made: `source` holds the picture, `files` lie where each stage of the note is kept.

    `identity` None: it is not signed. `encoded`: `source` was encoded anew for this.
    """

    note: DeliveryNote
    source: Path
    kind: DeliveredFormat
    files: Sequence[Path]
    identity: SigningIdentity | None
    encoded: bool


class DeliveryWriter(Protocol):
    """Writes makers into files. Every method refuses in one sentence and leaves what was there as it was."""

    def place_for(self, out: Path, label: str, kind: DeliveredFormat, *, replace: bool) -> Path:
        """Return where the file goes: `out` itself, or in it under `label` where it is a folder."""
        ...

    def aside(self, place: Path) -> AbstractContextManager[Path]:
        """Give a folder beside `place` that is gone afterwards."""
        ...

    def make(self, job: DeliveryJob, target: Path) -> tuple[str, ...]:
        """Write `target`, signed last and read back; return the stages whose own manifest could not go along."""
        ...

    def says_the_same(self, path: Path, kind: DeliveredFormat, note: DeliveryNote) -> bool:
        """Whether a file that was delivered before says what `note` says."""
        ...

    def other_artists(self, path: Path, kind: DeliveredFormat, note: DeliveryNote) -> tuple[str, ...]:
        """Return what a delivered file has as EXIF's Artist beside the note's creators."""
        ...

    def put(self, made: Path, place: Path, *, replace: bool) -> None:
        """Write `made` to `place` durably; `replace` allows that something is there already."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """How pictures are to be delivered.

    `out` is a file or a folder; `kind` None keeps the kind of file; `identity` None leaves them unsigned; `replace`
    allows that a file is there already.
    """

    out: Path
    kind: DeliveredFormat | None = None
    identity: SigningIdentity | None = None
    replace: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """A picture that was delivered; `already`: the same was delivered before, and was only written again.

    `notices` are sentences on what whoever delivers should know.
    """

    picture: DeliveredPicture
    note: DeliveryNote
    path: Path
    already: bool
    encoded: bool
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NotDelivered:
    """A background whose picture was not delivered, and why."""

    code: str
    why: StudioError


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveredMany:
    """What became of the backgrounds of an episode; `stopped` where somebody stopped it before the end."""

    delivered: tuple[Delivered, ...]
    refused: tuple[NotDelivered, ...]
    stopped: bool = False
