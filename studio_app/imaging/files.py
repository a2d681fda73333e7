"""The door to the disk: a path becomes the digest, size and first bytes of a regular file, or one clear sentence."""

import hashlib
import stat
from pathlib import Path
from typing import NamedTuple

from studio_app.domain.ids import Digest
from studio_app.domain.language import _
from studio_app.domain.names import shown_name
from studio_app.imaging.errors import UnreadableFile

_CHUNK = 1 << 18  # stays in a processor's own cache while it is hashed
_HEAD = 4096


class FileFacts(NamedTuple):
    """A regular file's digest, its size, and its first bytes."""

    sha256: Digest
    size_bytes: int
    head: bytes


def read_file_facts(path: Path) -> FileFacts:
    """Read the whole file once; refuse what is not a regular, readable, filled file."""
    _check_kind(path)
    digest = hashlib.sha256()
    size, head = 0, b""
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
                size += len(chunk)
                head = head or chunk[:_HEAD]
    except OSError as error:
        raise _cannot_open(path, error) from error
    if size == 0:
        raise UnreadableFile(
            _("“{name}” is empty.", name=shown_name(path)),
            hint=_("It may still have been copying: try again, or save it once more."),
        )
    return FileFacts(sha256=Digest(digest.hexdigest()), size_bytes=size, head=head)


def _check_kind(path: Path) -> None:
    # Asked before opening, because opening a named pipe waits for ever.
    try:
        mode = path.stat().st_mode
    except FileNotFoundError as error:
        raise UnreadableFile(
            _("There is no file “{name}”.", name=shown_name(path)),
            hint=_("Check the name and the folder it is in."),
        ) from error
    except (OSError, ValueError) as error:
        raise _cannot_open(path, error) from error
    if stat.S_ISDIR(mode):
        raise UnreadableFile(
            _("“{name}” is a folder.", name=shown_name(path)),
            hint=_("Name a picture file in it."),
        )
    if not stat.S_ISREG(mode):
        raise UnreadableFile(
            _("“{name}” is a device or pipe, not a file.", name=shown_name(path)),
            hint=_("Save the picture to a file first."),
        )


def _cannot_open(path: Path, error: OSError | ValueError) -> UnreadableFile:
    if isinstance(error, PermissionError):
        return UnreadableFile(
            _("“{name}” may not be read by this user.", name=shown_name(path)),
            hint=_("Ask its owner for permission to read it."),
        )
    return UnreadableFile(
        _("“{name}” cannot be opened.", name=shown_name(path)),
        hint=_("Check that the disk or network share is there and try again."),
    )
