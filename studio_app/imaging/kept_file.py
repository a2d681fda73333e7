"""Files of ours beside what they were made of: a magic, the length of a JSON header, the header, then parts.

Whatever does not hold together is as good as missing, for it can be made again.
"""

import json
import os
import secrets
import struct
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from itertools import accumulate
from pathlib import Path
from threading import Lock
from typing import Any, BinaryIO

from studio_app.imaging.asides import ASIDE

UNUSABLE: tuple[type[Exception], ...] = (OSError, ValueError, KeyError, TypeError, OverflowError, struct.error)
"""What is raised where such a file is missing, another one, or damaged."""

_MOST_HEADER = 1 << 24


class KeptFile:
    """Such a file, open."""

    def __init__(self, file: BinaryIO, magic: bytes) -> None:
        self._file, self._alone = file, Lock()
        if file.read(len(magic)) != magic:
            raise ValueError(magic)
        (length,) = struct.unpack(">I", file.read(4))
        self.header: dict[str, Any] = json.loads(file.read(length)) if length <= _MOST_HEADER else {}
        self._places = [*accumulate(self.header["lengths"], initial=len(magic) + 4 + length)]
        if file.seek(0, os.SEEK_END) != self._places[-1]:
            raise ValueError(self._places[-1])

    def __len__(self) -> int:
        return len(self._places) - 1

    def part(self, number: int) -> bytes:
        """Return a part; may be called from several threads."""
        with self._alone:
            self._file.seek(self._places[number])
            return self._file.read(self._places[number + 1] - self._places[number])


@contextmanager
def opened(path: Path, magic: bytes) -> Iterator[KeptFile]:
    """Open such a file; raises one of `UNUSABLE`."""
    with path.open("rb") as file:
        yield KeptFile(file, magic)


def keep_parts(path: Path, magic: bytes, header: Mapping[str, Any], parts: Sequence[bytes]) -> None:
    """Write such a file beside `path` and rename it into place; where it cannot be written nothing is lost but time."""
    head = json.dumps({**header, "lengths": [len(part) for part in parts]}).encode()
    aside = path.parent / f"{ASIDE}{os.getpid()}-{secrets.token_hex(4)}{path.suffix}"
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with aside.open("wb") as file:
                file.writelines([magic, struct.pack(">I", len(head)), head, *parts])
            aside.replace(path)
        finally:
            aside.unlink(missing_ok=True)
