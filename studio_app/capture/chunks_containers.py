"""The marks of JPEG, WebP, PSD and TIFF files, cut out of their segments, chunks, resources and tags."""

import struct
from typing import BinaryIO

from studio_app.capture.chunks import (
    MOST_PIECES,
    MOST_TEXT,
    LooseBlock,
    LooseParts,
    LooseText,
    joined,
    length_of,
    readable,
)
from studio_app.capture.marks_exif import TIFF_C2PA, TIFF_XMP, tags_in
from studio_app.domain.language import _

_XMP_HEAD = b"http://ns.adobe.com/xap/1.0/\0"
_XMP_MORE_HEAD = b"http://ns.adobe.com/xmp/extension/\0"
_PSD_EXIF, _PSD_XMP = 1058, 1060


def jpeg_parts(file: BinaryIO) -> LooseParts:
    """Return what the segments of a JPEG carry, up to the start of its pixels."""
    length = length_of(file)
    position, parts, more_xmp = 2, list[LooseParts](), dict[int, bytes]()
    room = MOST_TEXT
    for _number in range(MOST_PIECES):
        file.seek(position)
        head = file.read(4)
        if len(head) < 4 or head[0] != 0xFF or head[1] in (0xDA, 0xD9):
            break
        if head[1] == 0xFF:
            position += 1
            continue
        size = struct.unpack(">H", head[2:])[0]
        if head[1] in (0xE1, 0xEB, 0xFE):
            data = file.read(max(0, size - 2))
            room -= len(data)
            if room < 0 and head[1] != 0xEB:
                parts.append(LooseParts(problems=(_("The JPEG carries too much metadata; the rest was not read."),)))
                break
            if head[1] == 0xE1 and data.startswith(_XMP_MORE_HEAD):
                at = len(_XMP_MORE_HEAD) + 32
                more_xmp[int.from_bytes(data[at + 4 : at + 8], "big")] = data[at + 8 :]
            else:
                parts.append(_segment_parts(head[1], data))
        position += 2 + max(2, size)
        if position > length:
            parts.append(LooseParts(problems=(_("The JPEG ends in the middle of a segment."),)))
            break
    if more_xmp:
        whole = b"".join(data for _offset, data in sorted(more_xmp.items()))
        parts.append(LooseParts(xmp=(LooseBlock(data=whole, where="JPEG APP1 extended XMP"),)))
    return joined(parts)


def _segment_parts(marker: int, data: bytes) -> LooseParts:
    if marker == 0xEB:
        # A Content Credential spans several segments, and only the first says what it is.
        held = data.startswith(b"JP") and b"jumb" in data[:64]
        return LooseParts(manifests=("JPEG APP11",)) if held else LooseParts()
    if marker == 0xFE:
        said = readable(data).strip("\0 \r\n")
        return LooseParts(texts=(LooseText(keyword="Comment", text=said, where="JPEG COM"),)) if said else LooseParts()
    if data.startswith(b"Exif\0\0"):
        return LooseParts(exif=(LooseBlock(data=data[6:], where="JPEG APP1"),))
    if data.startswith(_XMP_HEAD):
        return LooseParts(xmp=(LooseBlock(data=data[len(_XMP_HEAD) :], where="JPEG APP1 XMP"),))
    return LooseParts()


def webp_parts(file: BinaryIO) -> LooseParts:
    """Return what the RIFF chunks of a WebP carry."""
    length = length_of(file)
    position, parts = 12, list[LooseParts]()
    for _number in range(MOST_PIECES):
        file.seek(position)
        head = file.read(8)
        if len(head) < 8:
            break
        kind, size = struct.unpack("<4sI", head)
        if kind == b"C2PA":
            parts.append(LooseParts(manifests=("WebP C2PA",)))
        if kind in (b"EXIF", b"XMP "):
            if size > MOST_TEXT:
                parts.append(LooseParts(problems=(_("A block of the WebP is too large and was not read."),)))
            elif kind == b"EXIF":
                data = file.read(size).removeprefix(b"Exif\0\0")
                parts.append(LooseParts(exif=(LooseBlock(data=data, where="WebP EXIF"),)))
            else:
                parts.append(LooseParts(xmp=(LooseBlock(data=file.read(size), where="WebP XMP"),)))
        position += 8 + size + size % 2
        if position > length + 1:
            parts.append(LooseParts(problems=(_("The WebP ends in the middle of a block."),)))
            break
    return joined(parts)


def psd_parts(file: BinaryIO) -> LooseParts:
    """Return the XMP and EXIF resources of a PSD or PSB."""
    length = length_of(file)
    file.seek(26)
    colours = int.from_bytes(file.read(4), "big")
    file.seek(30 + colours)
    size = int.from_bytes(file.read(4), "big")
    position = 34 + colours
    end = min(position + size, length)
    parts: list[LooseParts] = []
    for _number in range(MOST_PIECES):
        file.seek(position)
        head = file.read(7)
        if position + 12 > end or len(head) < 7 or head[:4] not in (b"8BIM", b"MeSa", b"AgHg", b"PHUT", b"DCSR"):
            break
        name = head[6] + 1 + (head[6] + 1) % 2
        file.seek(position + 6 + name)
        held = int.from_bytes(file.read(4), "big")
        kind = int.from_bytes(head[4:6], "big")
        if kind in (_PSD_EXIF, _PSD_XMP):
            parts.append(_resource_parts(kind, file.read(held) if held <= MOST_TEXT else None))
        position += 10 + name + held + held % 2
    return joined(parts)


def _resource_parts(kind: int, data: bytes | None) -> LooseParts:
    if data is None:
        return LooseParts(problems=(_("A resource of the PSD is too large and was not read."),))
    if kind == _PSD_XMP:
        return LooseParts(xmp=(LooseBlock(data=data, where="PSD resource 1060 XMP"),))
    return LooseParts(exif=(LooseBlock(data=data, where="PSD resource 1058"),))


def tiff_parts(file: BinaryIO) -> LooseParts:
    """Return the XMP tag, the marks among the tags and the credentials of a TIFF."""

    def read(start: int, size: int) -> bytes:
        file.seek(start)
        return file.read(size)

    found = tags_in(read)
    xmp = found.tags.get(TIFF_XMP)
    return LooseParts(
        texts=found.texts("TIFF"),
        xmp=(LooseBlock(data=xmp, where="TIFF tag 700 XMP"),) if xmp else (),
        manifests=("TIFF tag 52545",) if TIFF_C2PA in found.tags else (),
        problems=found.problems,
    )
