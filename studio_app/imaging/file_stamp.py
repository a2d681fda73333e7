"""Whether a file is still the one that was read, told by what the system says of it rather than by reading it again."""

import os
import stat
import time
from pathlib import Path
from typing import NamedTuple

from studio_app.domain.ids import Digest
from studio_app.imaging.files import read_file_facts
from studio_app.imaging.kept_file import UNUSABLE, keep_parts, opened

STAMP = "source.stamp"
_MAGIC = b"teire-stamp/1\n"
_SETTLED_NS = 5 * 10**9


class FileStamp(NamedTuple):
    """A regular file's size, when it was last written and last changed in any way (ns), and its place in the system."""

    size: int
    written_ns: int
    changed_ns: int
    number: int
    device: int


def known_digest(path: Path, folder: Path) -> Digest:
    """Return a file's SHA-256; without reading it where it is as it was when `folder` was told of it.

    As Git's index does it (gitformat-index(5), racy-git(7)): whoever writes to a file or puts another in its place
    changes its stamp, and one is only kept once it lies 5 seconds back, so that no later write can leave it as it is.
    Refuses what `read_file_facts` refuses.
    """
    stamp = file_stamp(path)
    if stamp is not None and (found := _kept(folder, stamp)) is not None:
        return found
    digest = read_file_facts(path).sha256
    if stamp is not None and stamp == file_stamp(path) and _is_settled(stamp):
        keep_parts(folder / STAMP, _MAGIC, {"stamp": list(stamp), "sha256": digest}, ())
    return digest


def file_stamp(path: Path) -> FileStamp | None:
    """Return what the system says of a file, None where that does not tell whether it changed (Windows)."""
    if os.name == "nt":
        return None
    try:
        seen = path.stat()
    except (OSError, ValueError):
        return None
    if not stat.S_ISREG(seen.st_mode):
        return None
    return FileStamp(
        size=seen.st_size,
        written_ns=seen.st_mtime_ns,
        changed_ns=seen.st_ctime_ns,
        number=seen.st_ino,
        device=seen.st_dev,
    )


def _is_settled(stamp: FileStamp) -> bool:
    return time.time_ns() - max(stamp.written_ns, stamp.changed_ns) > _SETTLED_NS


def _kept(folder: Path, stamp: FileStamp) -> Digest | None:
    try:
        with opened(folder / STAMP, _MAGIC) as file:
            held = file.header["stamp"], file.header["sha256"]
    except UNUSABLE:
        return None
    return Digest(held[1]) if held[0] == list(stamp) and isinstance(held[1], str) else None
