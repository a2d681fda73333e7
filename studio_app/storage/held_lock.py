"""A file that one program holds at a time; the system lets it go with the program, however that ends."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from studio_app.storage.durable import make_folders


@contextmanager
def held(path: Path) -> Iterator[bool]:
    """Hold `path` while the block lasts; false where another program, or this one, holds it already."""
    make_folders(path.parent)
    with path.open("ab") as file:
        if not _taken(file):
            yield False
            return
        try:
            yield True
        finally:
            _let_go(file)


if sys.platform == "win32":
    import msvcrt

    def _taken(file: BinaryIO) -> bool:
        file.seek(0)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _let_go(file: BinaryIO) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _taken(file: BinaryIO) -> bool:
        try:
            # Not lockf: its locks belong to the process, so that a second holder in one program would not be seen.
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

    def _let_go(file: BinaryIO) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)
