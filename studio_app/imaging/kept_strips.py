"""Decoded pictures kept beside their previews, so that a revision is decoded once: strips under zstd, row upon row.

A file of ours: the magic, the length of a JSON header, the header, then the strips. Each strip holds 64 rows, every
row but its first as the difference to the one above (PNG's filter 2, "up"), packed by zstd at level 1 with a checksum;
the header has the length and a digest of each. Whatever does not hold together is as good as missing: the original is
then decoded again.
"""

import hashlib
import json
import os
import secrets
import struct
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from itertools import accumulate
from pathlib import Path
from threading import Lock
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from studio_app.domain.picture_facts import PictureFacts
from studio_app.domain.pictures import Picture, WorkingSpace
from studio_app.imaging.asides import ASIDE

KEPT = "decoded.strips"
_MAGIC = b"teire-strips/2\n"
_ROWS = 64
_WORKERS = 2
_MOST_HEADER = 1 << 24
_DIGEST_BYTES = 16


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class KeptPair:
    """Two kept pictures, of which the first is only there in part.

    In the rows of `alike` the two are the same, and `before.pixels` holds nothing: the samples are `after`'s.
    """

    before: Picture
    after: Picture
    alike: tuple[slice, ...] = ()


def keep_strips(picture: Picture, folder: Path) -> None:
    """Keep a decoded picture in `folder`; where it cannot be written nothing is lost but time."""
    planes: list[NDArray[Any]] = [picture.pixels] + ([] if picture.alpha is None else [picture.alpha])
    with ThreadPoolExecutor(_WORKERS) as pool:
        packed = [part for plane in planes for part in pool.map(_packed, _cut(plane))]
    header = json.dumps(
        {
            "facts": asdict(picture.facts),
            "space": picture.space.value,
            "dtype": str(picture.pixels.dtype),
            "alpha": picture.alpha is not None,
            "shape": list(picture.pixels.shape),
            "lengths": [len(part) for part in packed],
            "digests": [hashlib.blake2b(part, digest_size=_DIGEST_BYTES).hexdigest() for part in packed],
        }
    ).encode()
    aside = folder / f"{ASIDE}{os.getpid()}-{secrets.token_hex(4)}.strips"
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        try:
            with aside.open("wb") as file:
                file.writelines([_MAGIC, struct.pack(">I", len(header)), header, *packed])
            aside.replace(folder / KEPT)
        finally:
            aside.unlink(missing_ok=True)


def kept_pair(before: Path, after: Path, digests: tuple[str, str]) -> KeptPair | None:
    """Return two kept pictures, None unless both are there and are those of the files with these SHA-256.

    Strips that are the same in both files are read once, for the second picture; the first has them only where one
    beside them differs, so that whoever looks a little beyond a change finds what is there.
    """
    try:
        with _opened(before / KEPT, digests[0]) as one, _opened(after / KEPT, digests[1]) as other:
            shared = one.shared_with(other)
            second = other.picture(set())
            absent = {number for number in shared if {number - 1, number + 1} & one.numbers <= shared}
            first = one.picture(absent)
            return KeptPair(before=first, after=second, alike=tuple(one.rows(number) for number in sorted(absent)))
    except (OSError, ValueError, KeyError, TypeError, OverflowError, struct.error, _zstd_error()):
        return None


class _Strips:
    """A kept file, open: its strips of colours are numbered from the top, those of alpha follow."""

    def __init__(self, file: BinaryIO, digest: str) -> None:
        self._file, self._alone = file, Lock()
        if file.read(len(_MAGIC)) != _MAGIC:
            raise ValueError(_MAGIC)
        (length,) = struct.unpack(">I", file.read(4))
        self._header = json.loads(file.read(length)) if length <= _MOST_HEADER else {}
        header = self._header
        self.height, self.width, channels = header["shape"]
        self._dtype = np.dtype(header["dtype"])
        if (
            header["facts"]["sha256"] != digest
            or channels != 3
            or self._dtype not in {np.dtype(np.uint8), np.dtype(np.uint16)}
        ):
            raise ValueError(digest)
        start = len(_MAGIC) + 4 + length
        self._places = [*accumulate(header["lengths"], initial=start)]
        self.numbers = set(range(-(-self.height // _ROWS)))
        planes = 2 if header["alpha"] else 1
        if len(self._places) - 1 != planes * len(self.numbers) or len(header["digests"]) != len(self._places) - 1:
            raise ValueError(len(self._places))
        if file.seek(0, os.SEEK_END) != self._places[-1]:
            raise ValueError(self._places[-1])

    def rows(self, number: int) -> slice:
        """The rows of a strip of colours."""
        return slice(number * _ROWS, min((number + 1) * _ROWS, self.height))

    def shared_with(self, other: "_Strips") -> set[int]:
        """Return the strips of colours that are the same in both; none where either has alpha."""
        keys = ("shape", "dtype", "space", "alpha")
        if self._header["alpha"] or any(self._header[key] != other._header[key] for key in keys):
            return set()
        pairs = zip(self._header["digests"], other._header["digests"], strict=True)
        return {number for number, (one, two) in enumerate(pairs) if one == two}

    def picture(self, absent: set[int]) -> Picture:
        """Return the picture; the samples of the strips `absent` stay whatever was in memory."""
        header = self._header
        pixels: Any = np.empty((self.height, self.width, 3), self._dtype)
        alpha: Any = np.empty((self.height, self.width), self._dtype) if header["alpha"] else None
        wanted = [(number, pixels[self.rows(number)]) for number in self.numbers - absent]
        if alpha is not None:
            wanted += [(len(self.numbers) + number, alpha[self.rows(number)]) for number in self.numbers]
        with ThreadPoolExecutor(_WORKERS) as pool:
            for _done in pool.map(lambda one: _inflate(self._read(one[0]), one[1]), wanted):
                pass
        facts = PictureFacts(**header["facts"])
        return Picture(pixels=pixels, alpha=alpha, space=WorkingSpace(header["space"]), facts=facts)

    def _read(self, number: int) -> bytes:
        with self._alone:
            self._file.seek(self._places[number])
            return self._file.read(self._places[number + 1] - self._places[number])


@contextmanager
def _opened(path: Path, digest: str) -> Iterator[_Strips]:
    with path.open("rb") as file:
        yield _Strips(file, digest)


def _cut(plane: NDArray[Any]) -> list[NDArray[Any]]:
    return [plane[top : top + _ROWS] for top in range(0, plane.shape[0], _ROWS)]


def _packed(strip: NDArray[Any]) -> bytes:
    import zstandard  # noqa: PLC0415  # only where something is kept

    steps = strip.copy()
    np.subtract(strip[1:], strip[:-1], out=steps[1:])
    return zstandard.ZstdCompressor(level=1, write_checksum=True).compress(steps.data.cast("B"))


def _inflate(packed: bytes, into: NDArray[Any]) -> None:
    import zstandard  # noqa: PLC0415

    data = zstandard.ZstdDecompressor().decompress(packed, max_output_size=into.nbytes)
    steps = np.frombuffer(data, into.dtype).reshape(into.shape)
    into[0] = steps[0]
    for row in range(1, into.shape[0]):
        np.add(into[row - 1], steps[row], out=into[row])


def _zstd_error() -> type[Exception]:
    import zstandard  # noqa: PLC0415

    return zstandard.ZstdError
