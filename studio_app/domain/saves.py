"""What an artist's program left on the disk: a save that is finished, or a sign that somebody worked."""

from dataclasses import dataclass
from pathlib import Path

from studio_app.domain.ids import Digest


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishedSave:
    """A picture that a program finished writing.

    `path` is where it was saved, `copy` a byte-exact copy aside that was taken while nothing changed the file; whoever
    receives it owns the copy and removes it. `modified_ns` is the file's own time of change, nanoseconds since 1970.
    """

    path: Path
    copy: Path
    sha256: Digest
    size_bytes: int
    modified_ns: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOfWork:
    """A file was written without becoming a revision: its bytes stayed, or Teire does not read its format.

    `modified_ns` is the file's own time of change, nanoseconds since 1970.
    """

    path: Path
    modified_ns: int
