"""XMP in TIFF: tag 700 (XMP specification part 3, 3.3). Nothing is moved: a new directory is added behind the file."""

import struct
from typing import BinaryIO

from studio_app.domain.language import _
from studio_app.imaging.errors import UnknownFormat
from studio_app.imaging.exif_artist import ARTIST, artist_entry
from studio_app.imaging.metadata_writing import MakePacket, MetadataTooLarge, copy_rest
from studio_app.imaging.xmp_words import LARGEST_PACKET

_XMP, _BYTE, _UNDEFINED = 700, 1, 7
_MOST_TAGS = 4096
_FARTHEST = (1 << 32) - 1


def tiff_with_xmp(file: BinaryIO, out: BinaryIO, make: MakePacket, artist: str | None = None) -> bool:
    """Copy a TIFF; its first directory is written anew behind it with the tag of XMP, and is the first from then on.

    Where it has the tag Artist, that is `artist` there.
    Raises `UnknownFormat` for BigTIFF and `MetadataTooLarge` where the file would grow beyond 4 GiB.
    """
    file.seek(0)
    head = file.read(8)
    order = {b"II": "<", b"MM": ">"}.get(head[:2], "")
    if len(head) < 8 or not order:
        return False
    if struct.unpack(f"{order}H", head[2:4])[0] != 42:
        raise UnknownFormat(
            _("Nothing can be written into a BigTIFF."), hint=_("Save it as an ordinary TIFF, or use --format png.")
        )
    found = _directory(file, order, struct.unpack(f"{order}I", head[4:])[0])
    if found is None:
        return False
    entries, following = found
    old = [entry for entry in entries if _tag(entry, order) == _XMP]
    packet = make([data for entry in old if (data := _held(file, entry, order))])
    end = file.seek(0, 2)
    start = end + end % 2
    said = start + len(packet) + len(packet) % 2
    entries, text = _named(entries, order, artist, said)
    place = said + len(text) + len(text) % 2
    if place + 6 + 12 * (len(entries) + 1) > _FARTHEST:
        raise MetadataTooLarge(_("The TIFF has no room left."), hint=_("Deliver it as PNG with --format png."))
    ours = struct.pack(f"{order}HHII", _XMP, _BYTE, len(packet), start)
    kept = sorted([*(one for one in entries if one not in old), ours], key=lambda one: _tag(one, order))
    file.seek(8)
    out.write(head[:4] + struct.pack(f"{order}I", place))
    copy_rest(file, out)
    out.write(bytes(start - end) + packet + bytes(said - start - len(packet)) + text + bytes(len(text) % 2))
    out.write(struct.pack(f"{order}H", len(kept)) + b"".join(kept) + following)
    return True


def _named(entries: list[bytes], order: str, artist: str | None, place: int) -> tuple[list[bytes], bytes]:
    """Return a directory's entries with Artist set, and the text that then has to stand at `place`."""
    if artist is None or not any(_tag(one, order) == ARTIST for one in entries):
        return entries, b""
    entry, text = artist_entry(artist, order, place)
    return [entry if _tag(one, order) == ARTIST else one for one in entries], text


def has_more_pictures(file: BinaryIO) -> bool:
    """Whether a TIFF holds more than one picture, as far as its first directory says."""
    file.seek(0)
    head = file.read(8)
    order = {b"II": "<", b"MM": ">"}.get(head[:2], "")
    if len(head) < 8 or not order:
        return False
    found = _directory(file, order, struct.unpack(f"{order}I", head[4:])[0])
    return found is not None and any(found[1])


def _directory(file: BinaryIO, order: str, place: int) -> tuple[list[bytes], bytes] | None:
    """Return a directory's entries, 12 bytes each, and the 4 that point to the next; None where it is cut off."""
    file.seek(place)
    count = file.read(2)
    if place < 8 or len(count) < 2:
        return None
    number = struct.unpack(f"{order}H", count)[0]
    data = file.read(12 * number + 4)
    if not 0 < number <= _MOST_TAGS or len(data) < 12 * number + 4:
        return None
    return [data[at : at + 12] for at in range(0, 12 * number, 12)], data[-4:]


def _tag(entry: bytes, order: str) -> int:
    return int(struct.unpack(f"{order}H", entry[:2])[0])


def _held(file: BinaryIO, entry: bytes, order: str) -> bytes:
    """Return the bytes that an entry of XMP points to, nothing where it points nowhere."""
    kind, count, place = struct.unpack(f"{order}HII", entry[2:])
    if kind not in (_BYTE, _UNDEFINED) or not 4 < count <= LARGEST_PACKET:
        return b""
    file.seek(place)
    return file.read(count)
