"""XMP in PNG: one iTXt chunk before the picture (XMP specification part 3, 1.1.5), all other chunks as they are."""

import struct
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from studio_app.imaging.exif_artist import with_artist
from studio_app.imaging.metadata_writing import MakePacket, copy_bytes, copy_rest
from studio_app.imaging.xmp_words import LARGEST_PACKET

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_KEYWORD = b"XML:com.adobe.xmp"
_MOST_CHUNKS = 1_000_000
_EXIF_HEAD = b"Exif\0\0"
_LARGEST_EXIF = 16 * 1024 * 1024


def png_with_xmp(file: BinaryIO, out: BinaryIO, make: MakePacket, artist: str | None = None) -> bool:
    """Copy a PNG; a chunk of XMP that it has, before or behind the picture, is replaced by the one new chunk.

    In its EXIF the Artist is `artist` then, where it has one.
    """
    file.seek(0)
    if file.read(8) != _SIGNATURE:
        return False
    chunks = list(_chunks(file))
    if not chunks or chunks[0][0] != b"IHDR" or chunks[-1][0] != b"IEND":
        return False
    old = {start: packet for kind, start, size in chunks if (packet := _packet(file, kind, start, size)) is not None}
    chunk = _xmp_chunk(make(tuple(old.values())))
    out.write(_SIGNATURE)
    written = False
    for kind, start, size in chunks:
        if start in old:
            continue
        if not written and kind in (b"IDAT", b"IEND"):
            out.write(chunk)
            written = True
        named = _named(file, kind, start, size, artist)
        out.write(named)
        file.seek(start)
        if not named and not copy_bytes(file, out, 12 + size):
            return False
    copy_rest(file, out)
    return True


def _chunks(file: BinaryIO) -> Iterator[tuple[bytes, int, int]]:
    """Yield each chunk's kind, where it begins and the length of its data."""
    position = 8
    for _number in range(_MOST_CHUNKS):
        file.seek(position)
        head = file.read(8)
        if len(head) < 8:
            return
        size, kind = struct.unpack(">I4s", head)
        yield kind, position, size
        if kind == b"IEND":
            return
        position += 12 + size


def _packet(file: BinaryIO, kind: bytes, start: int, size: int) -> bytes | None:
    """Return the XMP of a chunk, None where it holds none or more than is ever merged."""
    if kind != b"iTXt" or size > LARGEST_PACKET:
        return None
    file.seek(start + 8)
    data = file.read(size)
    keyword, _nul, rest = data.partition(b"\0")
    if keyword != _KEYWORD:
        return None
    _language, _nul, behind = rest[2:].partition(b"\0")
    _translated, _nul, content = behind.partition(b"\0")
    if rest[:1] != b"\x01":
        return content
    try:
        unfolded = zlib.decompressobj().decompress(content, LARGEST_PACKET + 1)
    except zlib.error:
        return content
    return unfolded if len(unfolded) <= LARGEST_PACKET else None


def _xmp_chunk(packet: bytes) -> bytes:
    return _chunk(b"iTXt", _KEYWORD + b"\0\0\0\0\0" + packet)


def _named(file: BinaryIO, kind: bytes, start: int, size: int, artist: str | None) -> bytes:
    """Return a chunk of EXIF with its Artist set, nothing for a chunk that goes over as it is."""
    if artist is None or kind != b"eXIf" or size > _LARGEST_EXIF:
        return b""
    file.seek(start + 8)
    data = file.read(size)
    # Some programs put the head of a JPEG's segment in front, where none belongs.
    head = _EXIF_HEAD if data.startswith(_EXIF_HEAD) else b""
    written = head + with_artist(data.removeprefix(head), artist)
    return _chunk(kind, written) if len(data) == size and written != data else b""


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(data, zlib.crc32(kind)))
