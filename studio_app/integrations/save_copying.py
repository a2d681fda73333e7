"""A copy of a file aside that is byte for byte what stood finished under its name, or nothing."""

import errno
import os
import secrets
import shutil
import stat
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from studio_app.capture.finishing import Stamp
from studio_app.domain.ids import Digest

_CHUNK = 1 << 20
_ROOM_TO_LEAVE = 512 << 20
"""Bytes that stay free on the disk aside, for everything else that is on it."""
_PREFIX = "save-"
_TICK_NS = 20_000_000
_STALE_S = 24 * 3600


class Changing(Exception):
    """The file changed while it was read, is gone, or is no file: there is nothing to take now."""


class NoRoom(Exception):
    """The disk aside has no room for the copy, or cannot be written; `why` is what the system said."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True, kw_only=True)
class Copied:
    """A copy (None where only the digest was asked for), its digest, and the stamp of the file it was made from."""

    copy: Path | None
    sha256: Digest
    stamp: Stamp


def stamp_of(found: os.stat_result) -> Stamp:
    """Return what tells whether a file changed, from what the system says of it."""
    # On Windows this is the time of creation, which stays when a program writes in place.
    changed = 0 if sys.platform == "win32" else found.st_ctime_ns
    return Stamp(size=found.st_size, modified_ns=found.st_mtime_ns, changed_ns=changed, inode=found.st_ino)


def look(path: Path) -> Stamp | None:
    """Return the stamp of a file as it is now, through symbolic links; None where there is no regular file.

    The file is opened for it: what a share's client remembers of it may be half a minute old, and it asks anew only
    where a file is opened (NFS: RFC 7530, section 10.3.1; sshfs likewise). Raises OSError where the system cannot say.
    """
    if sys.platform == "win32":
        return look_quickly(path)  # there every question opens the file
    try:
        source = opened(path)
    except OSError:
        return look_quickly(path)
    try:
        found = os.fstat(source)
    finally:
        os.close(source)
    return stamp_of(found) if stat.S_ISREG(found.st_mode) else None


def look_quickly(path: Path) -> Stamp | None:
    """Return the stamp of a file as the system knows it, without opening it; else as `look`."""
    try:
        found = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return stamp_of(found) if stat.S_ISREG(found.st_mode) else None


class Aside:
    """The folder in which copies wait. `free` returns the bytes that are free there."""

    def __init__(self, folder: Path, *, free: Callable[[Path], int] | None = None) -> None:
        self._folder = folder
        self._free = free or (lambda place: shutil.disk_usage(place).free)

    def sweep(self) -> None:
        """Remove copies that a program which died left behind a day ago or longer."""
        with suppress(OSError):
            for leftover in self._folder.glob(f"{_PREFIX}*"):
                if time.time() - leftover.stat().st_mtime > _STALE_S:
                    leftover.unlink()

    def copy_of(self, path: Path) -> Copied:
        """Copy a file. Raises `Changing`, `NoRoom`, or OSError where the file cannot be read."""
        source = opened(path)
        with os.fdopen(source, "rb", buffering=0) as original:
            self._check_room(os.fstat(source).st_size)
            copy = self._folder / f"{_PREFIX}{secrets.token_hex(16)}{path.suffix[:16]}"
            try:
                with _writing():
                    target = copy.open("xb", buffering=0)
                with target:
                    digest, stamp = _read_steadily(path, source, original.readinto, target.write)
                    with _writing():
                        target.close()
            except BaseException:
                with suppress(OSError):
                    copy.unlink()
                raise
        return Copied(copy=copy, sha256=digest, stamp=stamp)

    def _check_room(self, size: int) -> None:
        with _writing():
            self._folder.mkdir(parents=True, exist_ok=True)
            if self._free(self._folder) < size + _ROOM_TO_LEAVE:
                raise NoRoom(os.strerror(errno.ENOSPC))


def digest_of(path: Path) -> Copied:
    """Read a file without copying it. Raises `Changing`, or OSError where it cannot be read."""
    source = opened(path)
    with os.fdopen(source, "rb", buffering=0) as original:
        digest, stamp = _read_steadily(path, source, original.readinto, None)
    return Copied(copy=None, sha256=digest, stamp=stamp)


class _writing:  # noqa: N801  # reads as a block: with _writing()
    """Tells failures of the disk aside from those of the file that is read."""

    def __enter__(self) -> None:
        pass

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, OSError):
            raise NoRoom(error.strerror or str(error)) from error


def _read_steadily(
    path: Path, source: int, readinto: Callable[[bytearray], int], write: Callable[[memoryview], int] | None
) -> tuple[Digest, Stamp]:
    """Read to the end; raise `Changing` unless the file was the one under its name before and stayed as it was."""
    before = _settled(source)
    if not stat.S_ISREG(before.st_mode) or look(path) != stamp_of(before):
        raise Changing
    digest, buffer, size = sha256(), bytearray(_CHUNK), 0
    view = memoryview(buffer)
    while count := readinto(buffer):
        digest.update(view[:count])
        size += count
        if write is not None:
            with _writing():
                _write_all(write, view[:count])
    # A program may have put its next save under the name meanwhile. What was read is then the save before it, which
    # stood finished and was closed: only its bytes must have stayed, not its place.
    after = stamp_of(os.fstat(source))
    if size != before.st_size or not after.is_same_file(stamp_of(before)):
        raise Changing
    return Digest(digest.hexdigest()), stamp_of(before)


def _settled(source: int) -> os.stat_result:
    """Return what the system says of the file once its time of change would show another change; or raise `Changing`.

    File systems take the time from a clock that ticks every 1 to 10 ms, and two writes within a tick look like one.
    """
    found = os.fstat(source)
    if not _is_fresh(found):
        return found
    time.sleep(_TICK_NS / 1e9)
    found = os.fstat(source)
    if _is_fresh(found):
        raise Changing
    return found


def _is_fresh(found: os.stat_result) -> bool:
    # The clock of a share may run ahead; then this cannot be said.
    return 0 <= time.time_ns() - max(found.st_mtime_ns, stamp_of(found).changed_ns) < _TICK_NS


def _write_all(write: Callable[[memoryview], int], data: memoryview) -> None:
    while data:
        data = data[write(data) :]


if sys.platform == "win32":

    def opened(path: Path) -> int:
        """Open a file so that the program it belongs to may go on writing, renaming and replacing it."""
        import ctypes  # noqa: PLC0415
        import msvcrt  # noqa: PLC0415

        read, share_all, existing, sequential, nothing = 0x80000000, 1 | 2 | 4, 3, 0x08000000, ctypes.c_void_p(-1).value
        create = ctypes.WinDLL("kernel32", use_last_error=True).CreateFileW
        create.restype = ctypes.c_void_p
        # Python's own open forbids others to replace the file, and the artist's save would fail.
        handle = create(str(path), read, share_all, None, existing, sequential, None)
        if handle == nothing:
            raise ctypes.WinError(ctypes.get_last_error())
        return msvcrt.open_osfhandle(handle, os.O_RDONLY | os.O_BINARY)
else:

    def opened(path: Path) -> int:
        """Open a file for reading; a pipe or device does not make us wait."""
        return os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
