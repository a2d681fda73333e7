"""XMP in JPEG: one APP1 segment (XMP specification part 3, 1.1.3), all other segments and the scan as they are."""

import struct
from typing import BinaryIO

from studio_app.domain.language import _
from studio_app.imaging.exif_artist import with_artist
from studio_app.imaging.metadata_writing import MakePacket, MetadataTooLarge, copy_rest

_HEAD = b"http://ns.adobe.com/xap/1.0/\0"
_EXIF_HEAD = b"Exif\0\0"
_LARGEST_SEGMENT = 65533
_LARGEST = _LARGEST_SEGMENT - len(_HEAD)
_MOST_SEGMENTS = 10_000
_SCAN, _END, _APP0, _APP1 = 0xDA, 0xD9, 0xE0, 0xE1


def jpeg_with_xmp(file: BinaryIO, out: BinaryIO, make: MakePacket, artist: str | None = None) -> bool:
    """Copy a JPEG; the segment of XMP that it has is replaced. Raise `MetadataTooLarge` beyond 64 KiB.

    In its EXIF the Artist is `artist` then, where it has one and the segment has the room.
    """
    file.seek(0)
    if file.read(2) != b"\xff\xd8":
        return False
    segments = _segments(file)
    if segments is None:
        return False
    scan = file.tell()
    old = [data for marker, data in segments if _is_xmp(marker, data)]
    packet = make([data[4 + len(_HEAD) :] for data in old])
    if len(packet) > _LARGEST:
        raise MetadataTooLarge(
            _("What is to be written has {size} KiB; a JPEG has room for 64.", size=-(-len(packet) // 1024)),
            hint=_("Deliver it as PNG or TIFF with --format, or leave the prompts out."),
        )
    kept = [(marker, _named(marker, data, artist)) for marker, data in segments if not _is_xmp(marker, data)]
    # Behind the headers of JFIF and Exif, which readers expect first.
    front = next(
        (at for at, (marker, data) in enumerate(kept) if marker != _APP0 and not data[4:].startswith(_EXIF_HEAD)),
        len(kept),
    )
    out.write(b"\xff\xd8")
    out.writelines(data for _marker, data in kept[:front])
    out.write(_segment(_HEAD + packet))
    out.writelines(data for _marker, data in kept[front:])
    file.seek(scan)
    copy_rest(file, out)
    return True


def _segment(data: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, _APP1, 2 + len(data)) + data


def _named(marker: int, data: bytes, artist: str | None) -> bytes:
    """Return a segment, one of EXIF with its Artist set."""
    if artist is None or marker != _APP1 or not data[4:].startswith(_EXIF_HEAD):
        return data
    block = data[4 + len(_EXIF_HEAD) :]
    written = with_artist(block, artist)
    if written == block or len(_EXIF_HEAD) + len(written) > _LARGEST_SEGMENT:
        return data
    return _segment(_EXIF_HEAD + written)


def _is_xmp(marker: int, data: bytes) -> bool:
    return marker == _APP1 and data[4:].startswith(_HEAD)


def _segments(file: BinaryIO) -> list[tuple[int, bytes]] | None:
    """Return the segments before the first scan, whole, leaving the file where that begins; None where one is cut."""
    found: list[tuple[int, bytes]] = []
    for _number in range(_MOST_SEGMENTS):
        start = file.tell()
        head = file.read(4)
        if len(head) < 4 or head[0] != 0xFF:
            return None
        if head[1] == 0xFF:  # a byte to fill up, which a marker may have any number of in front
            file.seek(start + 1)
            continue
        if head[1] in (_SCAN, _END):
            file.seek(start)
            return found
        size = struct.unpack(">H", head[2:])[0]
        data = head + file.read(max(0, size - 2))
        if size < 2 or len(data) != size + 2:
            return None
        found.append((head[1], data))
    return None
