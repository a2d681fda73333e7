"""The samples of a PNG, inflated by isal and put together line by line: little more than half of libvips' time."""

import struct
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, NamedTuple, cast

from studio_app.domain.pictures import Samples
from studio_app.imaging.errors import damaged
from studio_app.imaging.png_lines import NoLines, PngLines, lines_are_read_here

_CHANNELS = {0: 1, 2: 3, 4: 2, 6: 4}
_BITS = {8: 1, 16: 2}
# Inflated it still stays in a processor's own cache; smaller ones wait for their turn between threads too often.
_PIECE = 1 << 18
_MOST_AT_ONCE = 1 << 22


class PngHeader(NamedTuple):
    """What a PNG says of itself in its first chunk (PNG, third edition, 11.2.1); `kind` is its colour type."""

    width: int
    height: int
    bits: int
    kind: int
    interlaced: bool


def png_samples(path: Path, source: Path | bytes, shape: tuple[int, int, int]) -> list[Samples] | None:
    """Return the colours (height, width, 1 or 3) and, where there is one, the alpha (height, width) of a PNG.

    uint8 or uint16 as in the file. None for what is left to libvips: palettes, fewer than 8 bits, interlacing, a colour
    that stands for transparency, or no compiled library. `shape` is what was admitted: height, width and channels with
    alpha; a header that says otherwise is left to libvips as well. `source` is the file or its bytes, `path` the
    name shown; what does not hold together raises `DamagedPicture`.
    """
    if not lines_are_read_here():
        return None
    with BytesIO(source) if isinstance(source, bytes) else source.open("rb", buffering=1 << 20) as file:
        header = read_header(file)
        if header is None or header.interlaced or header.bits not in _BITS:
            return None
        if (header.height, header.width, _CHANNELS.get(header.kind, 0)) != shape:
            return None
        lines = PngLines(header.width, header.height, shape[2], _BITS[header.bits])
        try:
            _fill(lines, file)
        except (NoLines, _inflating_failed()) as error:
            raise damaged(path) from error
    if not lines.is_whole:
        raise damaged(path)
    return [lines.colours] if lines.alpha is None else [lines.colours, lines.alpha]


def read_header(file: BinaryIO) -> PngHeader | None:
    """Read the signature and the header of a file that stands at its beginning; None where there is none."""
    header = file.read(33)
    if len(header) < 33 or header[12:16] != b"IHDR":
        return None
    width, height, bits, kind, _packing, _filtering, interlace = struct.unpack(">IIBBBBB", header[16:29])
    return PngHeader(width=width, height=height, bits=bits, kind=kind, interlaced=bool(interlace))


def _fill(lines: PngLines, file: BinaryIO) -> None:
    from isal import isal_zlib  # noqa: PLC0415

    stream = isal_zlib.decompressobj()
    for piece in _pieces(file):
        rest = piece
        while rest and not lines.is_whole:
            # A few bytes can hold a great many; those of one picture are never more than it has room for.
            lines.take(stream.decompress(rest, _MOST_AT_ONCE))
            rest = stream.unconsumed_tail
        if lines.is_whole or stream.eof:
            return


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    """Give what is packed in the IDAT chunks, some 256 KiB at a time; encoders cut it far smaller, or not at all."""
    held: list[bytes] = []
    size, begun = 0, False
    while len(header := file.read(8)) == 8:
        length, kind = struct.unpack(">I4s", header)
        if kind != b"IDAT":
            # They follow one upon the other: what comes after another chunk is not the picture's.
            if begun or kind == b"IEND":
                break
            file.seek(length + 4, 1)
            continue
        begun = True
        while length > 0:
            part = file.read(min(length, _PIECE))
            if not part:
                break
            length -= len(part)
            held.append(part)
            size += len(part)
            if size >= _PIECE:
                yield b"".join(held)
                held, size = [], 0
        file.read(4)  # its checksum was looked at before
    if held:
        yield b"".join(held)


def _inflating_failed() -> type[Exception]:
    from isal import isal_zlib  # noqa: PLC0415  # only where a PNG is read

    return cast(type[Exception], isal_zlib.error)  # its stub says that it is an error, not a kind of them
