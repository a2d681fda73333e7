"""Decoded pictures kept beside their previews, so that a revision is decoded once: strips under zstd, row upon row.

A file of ours: the magic, the length of a JSON header, the header, then the strips. Each strip holds 64 rows, every
row but its first as the difference to the one above (PNG's filter 2, "up"), packed by zstd at level 1 with a checksum.
Whatever does not hold together is as good as missing: the original is then decoded again.
"""

import json
import os
import secrets
import struct
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from studio_app.domain.picture_facts import PictureFacts
from studio_app.domain.pictures import Picture, WorkingSpace
from studio_app.imaging.asides import ASIDE

KEPT = "decoded.strips"
_MAGIC = b"teire-strips/1\n"
_ROWS = 64
_WORKERS = 2
_MOST_HEADER = 1 << 24


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Strips:
    """A kept file read, not yet inflated: its header and the packed strips of colours, then those of alpha."""

    header: dict[str, Any]
    packed: list[bytes]


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


def kept_pair(before: Path, after: Path, digests: tuple[str, str]) -> tuple[Picture, Picture] | None:
    """Return two kept pictures, None unless both are there and are those of the files with these SHA-256.

    Strips that are the same in both files are inflated once: a small edit opens in half the time.
    """
    one, other = _read(before / KEPT, digests[0]), _read(after / KEPT, digests[1])
    if one is None or other is None:
        return None
    try:
        first = _picture(one, None, None)
        return first, _picture(other, one, first)
    except (ValueError, KeyError, TypeError, OverflowError, _zstd_error()):
        return None


def _read(path: Path, digest: str) -> _Strips | None:
    try:
        data = memoryview(path.read_bytes())
        start = len(_MAGIC) + 4
        (length,) = struct.unpack(">I", data[len(_MAGIC) : start])
        if data[: len(_MAGIC)] != _MAGIC or length > _MOST_HEADER:
            return None
        header = json.loads(bytes(data[start : start + length]))
        if header["facts"]["sha256"] != digest:
            return None
        packed, place = [], start + length
        for size in header["lengths"]:
            packed.append(bytes(data[place : place + size]))
            place += size
        return _Strips(header=header, packed=packed) if place == len(data) else None
    except (OSError, ValueError, KeyError, TypeError, struct.error):
        return None


def _picture(strips: _Strips, like: _Strips | None, likeness: Picture | None) -> Picture:
    header = strips.header
    height, width, _channels = header["shape"]
    dtype = np.dtype(header["dtype"])
    if dtype not in {np.dtype(np.uint8), np.dtype(np.uint16)}:
        raise ValueError(dtype)
    pixels: Any = np.empty((height, width, 3), dtype)
    alpha: Any = np.empty((height, width), dtype) if header["alpha"] else None
    tops = range(0, height, _ROWS)
    planes = [(pixels, top) for top in tops] + ([(alpha, top) for top in tops] if alpha is not None else [])
    if len(planes) != len(strips.packed):
        raise ValueError(len(planes))
    shared = (
        likeness is not None
        and like is not None
        and like.header["shape"] == header["shape"]
        and (like.header["dtype"] == header["dtype"])
    )

    def fill(number: int) -> None:
        plane, top = planes[number]
        part = plane[top : top + _ROWS]
        if shared and plane is pixels and like.packed[number] == strips.packed[number]:  # type: ignore[union-attr]
            part[:] = likeness.pixels[top : top + _ROWS]  # type: ignore[union-attr]
        else:
            _inflate(strips.packed[number], part)

    with ThreadPoolExecutor(_WORKERS) as pool:
        for _done in pool.map(fill, range(len(planes))):
            pass
    facts = PictureFacts(**header["facts"])
    return Picture(pixels=pixels, alpha=alpha, space=WorkingSpace(header["space"]), facts=facts)


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
