"""The few EXIF tags that say who or what made a picture, read from their own bytes with bounds."""

import struct
from collections.abc import Callable
from dataclasses import dataclass

from studio_app.capture.chunks import MOST_TEXT, LooseText, readable
from studio_app.domain.language import _

TIFF_XMP, TIFF_C2PA, _EXIF_IFD = 700, 52545, 0x8769
_USER_COMMENT = 0x9286
# Windows writes these in UTF-16, low byte first.
_XP_COMMENT = 0x9C9C
TAG_NAMES = {
    0x010D: "DocumentName",
    0x010E: "ImageDescription",
    0x010F: "Make",
    0x0110: "Model",
    0x0131: "Software",
    0x0132: "DateTime",
    0x013B: "Artist",
    0x9003: "DateTimeOriginal",
    0x9004: "DateTimeDigitized",
    _USER_COMMENT: "UserComment",
    _XP_COMMENT: "XPComment",
}

_WANTED = {*TAG_NAMES, TIFF_XMP, TIFF_C2PA, _EXIF_IFD}
_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}
_MOST_ENTRIES = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ExifTags:
    """The tags found, by number, as they stood."""

    tags: dict[int, bytes]
    problems: tuple[str, ...]

    def texts(self, place: str) -> tuple[LooseText, ...]:
        """Return the tags that hold text for people, with where they stood (`EXIF UserComment`)."""
        return tuple(
            LooseText(keyword=TAG_NAMES[tag], text=text, where=f"{place} {TAG_NAMES[tag]}")
            for tag, data in self.tags.items()
            if tag in TAG_NAMES and (text := _READERS.get(tag, _plain)(data))
        )


def tags_in_block(data: bytes) -> ExifTags:
    """Return the tags of an EXIF block, which is a small TIFF file."""
    return tags_in(lambda start, size: data[start : start + size])


def tags_in(read: Callable[[int, int], bytes]) -> ExifTags:
    """Return the wanted tags of the first directory and of the EXIF directory; `read` takes a start and a size."""
    head = read(0, 8)
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(head[:4])
    if order is None or len(head) < 8:
        return ExifTags(tags={}, problems=(_("The EXIF or TIFF tags of the file cannot be read."),))
    tags: dict[int, bytes] = {}
    try:
        _directory(read, order, struct.unpack(f"{order}I", head[4:])[0], tags)
        if _EXIF_IFD in tags and len(tags[_EXIF_IFD]) >= 4:
            _directory(read, order, struct.unpack(f"{order}I", tags.pop(_EXIF_IFD)[:4])[0], tags)
    except struct.error:
        return ExifTags(tags=tags, problems=(_("The EXIF or TIFF tags of the file end too early."),))
    return ExifTags(tags=tags, problems=())


def _directory(read: Callable[[int, int], bytes], order: str, start: int, tags: dict[int, bytes]) -> None:
    """Add the wanted tags of one directory to `tags`, which the caller made for this."""
    (count,) = struct.unpack(f"{order}H", read(start, 2))
    entries = read(start + 2, 12 * min(count, _MOST_ENTRIES))
    for position in range(0, len(entries) - 11, 12):
        tag, kind, number = struct.unpack(f"{order}HHI", entries[position : position + 8])
        size = _SIZES.get(kind, 0) * number
        if tag not in _WANTED or tag in tags or not 0 < size <= MOST_TEXT:
            continue
        field = entries[position + 8 : position + 12]
        tags[tag] = field[:size] if size <= 4 else read(struct.unpack(f"{order}I", field)[0], size)


def _plain(data: bytes) -> str:
    return readable(data).strip("\0 \r\n").replace("\0", "").strip()


def _comment(data: bytes) -> str:
    """Return a UserComment, whose first eight bytes name its encoding, rightly or not."""
    head, rest = data[:8], data[8:]
    if head == b"UNICODE\0":
        # Programs write either byte order without saying so; nearly all comments hold some ASCII.
        big = rest[0::2].count(0) >= rest[1::2].count(0)
        return rest.decode("utf-16-be" if big else "utf-16-le", errors="replace").strip("\0 ")
    if head == b"JIS\0\0\0\0\0":
        try:
            return rest.decode("iso2022_jp").strip("\0 ")
        except UnicodeDecodeError:
            return _plain(rest)
    if head in (b"ASCII\0\0\0", b"\0" * 8):
        return _plain(rest)
    return _plain(data)


def _wide(data: bytes) -> str:
    return data.decode("utf-16-le", errors="replace").strip("\0 ")


_READERS = {_USER_COMMENT: _comment, _XP_COMMENT: _wide}
