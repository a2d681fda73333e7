"""The Exif, XMP and credentials of an AVIF, cut out of its boxes (ISO/IEC 14496-12, 23008-12, C2PA 2.2 annex A)."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from studio_app.capture.chunks import MOST_PIECES, MOST_TEXT, LooseBlock, LooseParts, joined, length_of
from studio_app.domain.language import _

BRANDS = (b"avif", b"avis", b"mif1", b"heic", b"heix", b"msf1")
_C2PA_UUID = bytes.fromhex("d8fec3d61b0e483c92975828877ec481")
_LARGEST_META = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class _Box:
    kind: bytes
    start: int
    end: int


def avif_parts(file: BinaryIO) -> LooseParts:
    """Return what the items of an AVIF carry; boxes that make no sense end the reading, with a sentence."""
    length = length_of(file)
    parts: list[LooseParts] = []
    try:
        for box in _boxes(file, 0, length):
            if box.kind == b"uuid" and _read(file, box.start, 16) == _C2PA_UUID:
                parts.append(LooseParts(manifests=("AVIF uuid C2PA",)))
            if box.kind == b"meta":
                parts.append(_meta_parts(file, box, length))
    except (struct.error, IndexError, ValueError):
        parts.append(LooseParts(problems=(_("The boxes of the AVIF cannot be read."),)))
    return joined(parts)


def _meta_parts(file: BinaryIO, meta: _Box, length: int) -> LooseParts:
    if meta.end - meta.start > _LARGEST_META:
        return LooseParts(problems=(_("The list of the AVIF's items is too large and was not read."),))
    kinds: dict[int, bytes] = {}
    places: dict[int, tuple[int, list[tuple[int, int]]]] = {}
    data_at = 0
    for box in _boxes(file, meta.start + 4, meta.end):
        if box.kind == b"iinf":
            kinds = dict(_items(file, box))
        elif box.kind == b"iloc":
            places = dict(_locations(_read(file, box.start, box.end - box.start)))
        elif box.kind == b"idat":
            data_at = box.start
    parts = []
    for item, kind in kinds.items():
        method, extents = places.get(item, (0, []))
        base = data_at if method == 1 else 0
        size = sum(extent for _start, extent in extents)
        if not extents or size > MOST_TEXT:
            continue
        data = b"".join(_read(file, base + start, min(extent, length)) for start, extent in extents)
        parts.append(_item_parts(kind, data))
    return joined(parts)


def _item_parts(kind: bytes, data: bytes) -> LooseParts:
    if kind == b"Exif":
        # Four bytes say how far the TIFF head is from here (23008-12, annex A.2.1).
        skip = 4 + int.from_bytes(data[:4], "big")
        return LooseParts(exif=(LooseBlock(data=data[skip:].removeprefix(b"Exif\0\0"), where="AVIF Exif"),))
    return LooseParts(xmp=(LooseBlock(data=data, where="AVIF XMP"),))


def _items(file: BinaryIO, box: _Box) -> Iterator[tuple[int, bytes]]:
    """Yield the numbers of the items that hold Exif or XMP."""
    version = _read(file, box.start, 1)[0]
    for entry in _boxes(file, box.start + (6 if version == 0 else 8), box.end):
        data = _read(file, entry.start, min(entry.end - entry.start, 256))
        if entry.kind != b"infe" or data[0] < 2:
            continue
        wide = data[0] >= 3
        item = int.from_bytes(data[4 : 8 if wide else 6], "big")
        rest = data[10 if wide else 8 :]
        kind, names = rest[:4], rest[4:].split(b"\0")
        if kind == b"Exif" or (kind == b"mime" and len(names) > 1 and names[1] == b"application/rdf+xml"):
            yield item, kind


def _locations(data: bytes) -> Iterator[tuple[int, tuple[int, list[tuple[int, int]]]]]:
    """Yield for each item how its place is counted and the extents it lies in (14496-12, 8.11.3)."""
    version = data[0]
    sizes = data[4], data[5]
    offset_size, length_size, base_size = sizes[0] >> 4, sizes[0] & 15, sizes[1] >> 4
    index_size = sizes[1] & 15 if version in (1, 2) else 0
    at = 6
    wide = 4 if version == 2 else 2
    count, at = int.from_bytes(data[at : at + wide], "big"), at + wide
    for _number in range(min(count, MOST_PIECES)):
        item, at = int.from_bytes(data[at : at + wide], "big"), at + wide
        method = 0
        if version in (1, 2):
            method, at = int.from_bytes(data[at : at + 2], "big") & 15, at + 2
        at += 2
        base, at = int.from_bytes(data[at : at + base_size], "big"), at + base_size
        extent_count, at = int.from_bytes(data[at : at + 2], "big"), at + 2
        extents = []
        for _extent in range(min(extent_count, MOST_PIECES)):
            at += index_size
            start, at = int.from_bytes(data[at : at + offset_size], "big"), at + offset_size
            size, at = int.from_bytes(data[at : at + length_size], "big"), at + length_size
            extents.append((base + start, size))
        if at > len(data):
            raise ValueError("the list of places ends too early")
        yield item, (method, extents)


def _boxes(file: BinaryIO, start: int, end: int) -> Iterator[_Box]:
    for _number in range(MOST_PIECES):
        if start + 8 > end:
            return
        size, kind = struct.unpack(">I4s", _read(file, start, 8))
        head = 8
        if size == 1:
            size, head = int.from_bytes(_read(file, start + 8, 8), "big"), 16
        stop = end if size == 0 else start + size
        if size and size < head:
            raise ValueError("a box smaller than its head")
        yield _Box(kind=kind, start=start + head, end=min(stop, end))
        start = stop


def _read(file: BinaryIO, start: int, size: int) -> bytes:
    file.seek(start)
    return file.read(size)
