"""Palette PNGs, written on two threads: each strip is deflated by itself and the pieces are one valid stream.

As pigz does it: a strip ends with an empty block on a byte boundary (a full flush), so that the next can follow
(RFC 1951), and the Adler-32 of the whole is put together from those of the strips (RFC 1950).
"""

import os
import struct
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from studio_app.imaging.asides import ASIDE
from studio_app.imaging.permissions import as_the_umask_allows

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_STREAM_HEADER = b"\x78\x01"
_LAST_BLOCK = b"\x03\x00"
_ADLER = 65521
_NONE, _UP = 0, 2  # filters that a line begins with (PNG, third edition, 9.2)
_STRIP_ROWS = 64
_WORKERS = 2

Rows = Callable[[slice], NDArray[np.uint8]]


class PackedLines(NamedTuple):
    """A strip's lines, deflated: a piece of a PNG's stream. `adler` is the Adler-32 of its `length` bytes before."""

    data: bytes
    adler: int
    length: int


Ready = Callable[[slice], PackedLines | None]


def _none_ready(_part: slice) -> None:
    return None


def write_palette_png(
    path: Path, width: int, height: int, palette: NDArray[np.uint8], rows: Rows, *, ready: Ready = _none_ready
) -> None:
    """Write a picture of palette indices beside `path` and rename it into place.

    `palette` is (entries, 3), at most 256 of them; `rows` returns the (rows, width) indices of a slice and is called
    from two threads, for each of `strips`, unless `ready` has that strip packed.
    """
    _write(path, (width, height), 3, rows, ready, extra=_chunk(b"PLTE", palette.tobytes()))


def write_grey_png(path: Path, width: int, height: int, rows: Rows) -> None:
    """Write an 8-bit greyscale PNG beside `path` and rename it into place; `rows` as in `write_palette_png`."""
    _write(path, (width, height), 0, rows, _none_ready)


def strips(height: int) -> list[slice]:
    """Return the rows that are packed together: 64 at a time, from the top."""
    return [slice(top, min(top + _STRIP_ROWS, height)) for top in range(0, height, _STRIP_ROWS)]


def pack_lines(samples: NDArray[np.uint8]) -> PackedLines:
    """Deflate the lines of a strip, (rows, width) of one byte a pixel.

    Each but the first is packed as its difference to the one above: indices of a picture repeat themselves downwards,
    and so the fastest level packs as small as the next one does without.
    """
    from isal import isal_zlib  # noqa: PLC0415  # only needed where a picture is written

    lines = np.empty((samples.shape[0], samples.shape[1] + 1), np.uint8)
    lines[0, 0], lines[1:, 0] = _NONE, _UP
    lines[0, 1:] = samples[0]
    np.subtract(samples[1:], samples[:-1], out=lines[1:, 1:])
    data = lines.data.cast("B")
    deflater = isal_zlib.compressobj(0, isal_zlib.DEFLATED, -15)
    packed = deflater.compress(data) + deflater.flush(isal_zlib.Z_FULL_FLUSH)
    return PackedLines(packed, isal_zlib.adler32(data), lines.size)


def _write(
    path: Path, size: tuple[int, int], colour_type: int, rows: Rows, ready: Ready, *, extra: bytes = b""
) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, aside = tempfile.mkstemp(prefix=f"{ASIDE}{os.getpid()}-", suffix=".png", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(_SIGNATURE + _chunk(b"IHDR", struct.pack(">IIBBBBB", *size, 8, colour_type, 0, 0, 0)))
            file.write(extra)
            adler = 1
            # Not one by one: the next strips are deflated while a finished one is written.
            with ThreadPoolExecutor(_WORKERS) as pool:
                # Nobody is kept waiting for what lies packed already.
                packed = [
                    ready(part) or pool.submit(lambda one: pack_lines(rows(one)), part) for part in strips(size[1])
                ]
                for number, piece in enumerate(packed, 1):
                    lines = piece if isinstance(piece, PackedLines) else piece.result()
                    adler = _joined(adler, lines.adler, lines.length)
                    start = _STREAM_HEADER if number == 1 else b""
                    end = _LAST_BLOCK + struct.pack(">I", adler) if number == len(packed) else b""
                    file.write(_chunk(b"IDAT", start + lines.data + end))
            file.write(_chunk(b"IEND", b""))
        as_the_umask_allows(Path(aside))
        Path(aside).replace(path)
    except BaseException:
        Path(aside).unlink(missing_ok=True)
        raise


def _joined(first: int, second: int, length: int) -> int:
    """Return the Adler-32 of two runs from that of each (zlib's `adler32_combine`)."""
    low_one, high_one = first & 0xFFFF, first >> 16
    low_two, high_two = second & 0xFFFF, second >> 16
    low = (low_one + low_two - 1) % _ADLER
    high = (high_one + high_two + (length % _ADLER) * (low_one - 1)) % _ADLER
    return high << 16 | low


def _chunk(kind: bytes, data: bytes) -> bytes:
    from isal import isal_zlib  # noqa: PLC0415

    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", isal_zlib.crc32(data, isal_zlib.crc32(kind)))
