"""Files that survive a power cut: written aside, synced, renamed, and their folder synced."""

import contextlib
import errno
import os
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO


def sync_folder(folder: Path) -> None:
    """Make the names in `folder` durable, where the system can.

    Windows cannot open a folder (NTFS journals names); a folder one may write to but not list, and some network
    shares, cannot be synced: the bytes of the files in it are safe by then.
    """
    if os.name == "nt":
        return
    try:
        handle = os.open(folder, os.O_RDONLY)
    except PermissionError:
        return
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in {errno.EINVAL, errno.ENOTSUP}:
            raise
    finally:
        os.close(handle)


def make_folders(folder: Path) -> None:
    """Create `folder` and the folders above it that are missing, each name synced."""
    if folder.is_dir():
        return
    make_folders(folder.parent)
    folder.mkdir(exist_ok=True)
    sync_folder(folder.parent)


def write_durably(path: Path, content: bytes, *, mode: int = 0o644) -> None:
    """Replace `path` by `content` so that a reader sees the old bytes or the new, never anything between."""
    write_stream_durably(path, lambda file: file.write(content), mode=mode)


def write_stream_durably(path: Path, write: Callable[[BinaryIO], object], *, mode: int = 0o644) -> None:
    """As `write_durably`, with the bytes coming from `write`. The copy aside is removed if anything fails."""
    # Its name is short, so that a long name is refused by the system and not cut here.
    aside = path.with_name(f".teire-{secrets.token_hex(8)}.part")
    handle = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    try:
        with open(handle, "wb") as file:  # noqa: PTH123 - the handle was opened with its permissions above
            write(file)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            aside.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)
