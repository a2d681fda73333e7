"""Decoded pictures kept beside their previews, so that a revision is decoded once: strips under zstd, row upon row.

A file of ours: the magic, the length of a JSON header, the header, then the strips. Each strip holds 64 rows, every
row but its first as the difference to the one above (PNG's filter 2, "up"), packed by zstd at level 1 with a checksum;
the header has the length and a digest of each. Whatever does not hold together is as good as missing: the original is
then decoded again.
"""

import hashlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from studio_app.domain.picture_facts import PictureFacts
from studio_app.domain.pictures import Picture, WorkingSpace
from studio_app.imaging.kept_file import UNUSABLE, KeptFile, keep_parts, opened

KEPT = "decoded.strips"
_MAGIC = b"teire-strips/2\n"
_ROWS = 64
_WORKERS = 2
_DIGEST_BYTES = 16


class StripsLost(Exception):
    """A kept file that was there before is gone or damaged: the originals have to be decoded."""


class DrawnTiles(NamedTuple):
    """Which tiles of a picture show some drawing; `manner` names how they were cut and judged."""

    manner: str
    tiles: NDArray[np.bool_]


def _nothing_absent() -> None:
    return None


class KeptPair(NamedTuple):
    """Two pictures, of which those that lie kept may be there only in part.

    In the rows of `alike` the two are the same, and `before.pixels` holds nothing: the samples are `after`'s. Those
    too are there only once `complete` was called, which raises `StripsLost`; with it the first is whole as well. A
    second call does nothing.
    `drawing`: what is drawn in the second, where that was kept.
    """

    before: Picture
    after: Picture
    alike: tuple[slice, ...] = ()
    drawing: DrawnTiles | None = None
    complete: Callable[[], None] = _nothing_absent


def keep_strips(picture: Picture, folder: Path, drawing: DrawnTiles | None = None) -> None:
    """Keep a decoded picture in `folder`, and with it what is drawn in it; what cannot be written only costs time."""
    planes: list[NDArray[Any]] = [picture.pixels] + ([] if picture.alpha is None else [picture.alpha])
    with ThreadPoolExecutor(_WORKERS) as pool:
        packed = [part for plane in planes for part in pool.map(_packed, _cut(plane))]
    header = {
        "facts": asdict(picture.facts),
        "space": picture.space.value,
        "dtype": str(picture.pixels.dtype),
        "alpha": picture.alpha is not None,
        "shape": list(picture.pixels.shape),
        "digests": [hashlib.blake2b(part, digest_size=_DIGEST_BYTES).hexdigest() for part in packed],
    }
    if drawing is not None:
        header["drawing"] = [drawing.manner, list(drawing.tiles.shape), np.packbits(drawing.tiles).tobytes().hex()]
    keep_parts(folder / KEPT, _MAGIC, header, packed)


def kept_pair(before: Path, after: Path, digests: tuple[str, str]) -> KeptPair | None:
    """Return two kept pictures, None unless both are there and are those of the files with these SHA-256.

    Strips that are the same in both files are left out of the first, but for those beside one that differs, so that
    whoever looks a little beyond a change finds what is there. They are left out of the second too where it is known
    without them what is drawn in them.
    """
    try:
        with ExitStack() as files:
            one, other = (
                files.enter_context(_opened(folder / KEPT, digest))
                for folder, digest in zip((before, after), digests, strict=True)
            )
            shared = one.shared_with(other)
            absent = {number for number in shared if {number - 1, number + 1} & one.numbers <= shared}
            drawing = other.drawing
            second = other.picture(absent if drawing is not None else set())
            pair = KeptPair(
                before=one.picture(absent),
                after=second,
                alike=tuple(one.rows(number) for number in sorted(absent)),
                drawing=drawing,
            )
    except _unusable():
        return None

    missing = set(absent)

    def complete() -> None:
        if not missing:
            return
        try:
            if drawing is not None:
                with _opened(after / KEPT, digests[1]) as kept:
                    kept.read_into(second.pixels, missing)
        except _unusable() as error:
            raise StripsLost from error
        for rows in pair.alike:
            pair.before.pixels[rows] = second.pixels[rows]
        missing.clear()

    return pair._replace(complete=complete)


class _Strips:
    """A kept file, open: its strips of colours are numbered from the top, those of alpha follow."""

    def __init__(self, file: KeptFile, digest: str) -> None:
        self._file, self._header = file, file.header
        header = file.header
        self.height, self.width, channels = header["shape"]
        self._dtype = np.dtype(header["dtype"])
        if (
            header["facts"]["sha256"] != digest
            or channels != 3
            or self._dtype not in {np.dtype(np.uint8), np.dtype(np.uint16)}
        ):
            raise ValueError(digest)
        self.numbers = set(range(-(-self.height // _ROWS)))
        planes = 2 if header["alpha"] else 1
        if len(file) != planes * len(self.numbers) or len(header["digests"]) != len(file):
            raise ValueError(len(file))

    @property
    def drawing(self) -> DrawnTiles | None:
        """What is drawn in the picture, where that was kept."""
        if "drawing" not in self._header:
            return None
        manner, (down, across), bits = self._header["drawing"]
        unpacked = np.unpackbits(np.frombuffer(bytes.fromhex(bits), np.uint8), count=down * across)
        return DrawnTiles(str(manner), unpacked.reshape(down, across).astype(bool))

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
        self.read_into(pixels, self.numbers - absent)
        alpha: Any = None
        if header["alpha"]:
            alpha = np.empty((self.height, self.width), self._dtype)
            self._read(alpha, {len(self.numbers) + number: self.rows(number) for number in self.numbers})
        facts = PictureFacts(**header["facts"])
        return Picture(pixels=pixels, alpha=alpha, space=WorkingSpace(header["space"]), facts=facts)

    def read_into(self, pixels: Any, numbers: set[int]) -> None:
        """Fill these strips of colours."""
        self._read(pixels, {number: self.rows(number) for number in numbers})

    def _read(self, plane: Any, places: dict[int, slice]) -> None:
        with ThreadPoolExecutor(_WORKERS) as pool:
            for _done in pool.map(lambda one: _inflate(self._file.part(one[0]), plane[one[1]]), places.items()):
                pass


@contextmanager
def _opened(path: Path, digest: str) -> Iterator[_Strips]:
    with opened(path, _MAGIC) as file:
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

    lines = into.reshape(into.shape[0], -1)
    # Straight into its place: a strip between would leave and enter the processor's caches once more.
    with zstandard.ZstdDecompressor().stream_reader(packed, read_size=len(packed)) as stream:
        if stream.readinto(lines.reshape(-1).view(np.uint8)) != into.nbytes or stream.read(1):
            raise ValueError(into.shape)
    above = lines[0]
    for line in lines[1:]:
        above = np.add(line, above, out=line)


def _unusable() -> tuple[type[Exception], ...]:
    import zstandard  # noqa: PLC0415

    return (*UNUSABLE, zstandard.ZstdError)
