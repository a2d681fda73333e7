"""The field Artist of an EXIF block set anew: only its own entry changes, nothing that is there is moved."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

ARTIST = 0x013B
_ASCII = 2
_FURTHER = frozenset({0x8769, 0x8825})
"""The directories of EXIF and of GPS, which entries of the first one point to."""

_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}
_MOST_TAGS = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class _Held:
    """One entry of a directory: where it stands, and where its value lies; empty where that is in the entry itself."""

    at: int
    tag: int
    value: range
    points_to: int


def with_artist(block: bytes, artist: str) -> bytes:
    """Return an EXIF block (a small TIFF file) whose Artist is `artist`; the same block where it has none.

    What cannot be read stays as it is, too. The new text stands behind the block, so that no place that other entries
    or a maker's own notes point to is another. The old one is blanked unless it lies where others do.
    """
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(block[:4], "")
    if not order or len(block) < 8:
        return block
    place = struct.unpack(f"{order}I", block[4:8])[0]
    written = bytearray(block)
    for entry in _entries(block, order, place):
        if entry.tag != ARTIST:
            continue
        if entry.value and not any(_meet(entry.value, one) for one in _used(block, order, place, entry)):
            written[entry.value.start : entry.value.stop] = bytes(len(entry.value))
        written += bytes(len(written) % 2)
        head, behind = artist_entry(artist, order, len(written))
        written[entry.at : entry.at + 12] = head
        written += behind
    return bytes(written)


def artist_entry(artist: str, order: str, place: int) -> tuple[bytes, bytes]:
    """Return the entry of a directory that holds `artist`, and the bytes that then have to stand at `place`."""
    text = artist.encode() + b"\0"
    if len(text) <= 4:
        return struct.pack(f"{order}HHI", ARTIST, _ASCII, len(text)) + text.ljust(4, b"\0"), b""
    return struct.pack(f"{order}HHII", ARTIST, _ASCII, len(text), place), text


def _entries(block: bytes, order: str, place: int) -> Iterator[_Held]:
    """Give the entries of the first directory; none where it does not lie in the block whole."""
    if not 8 <= place <= len(block) - 2:
        return
    count = struct.unpack(f"{order}H", block[place : place + 2])[0]
    if count > _MOST_TAGS or place + 2 + 12 * count > len(block):
        return
    for at in range(place + 2, place + 2 + 12 * count, 12):
        tag, kind, number, value = struct.unpack(f"{order}HHII", block[at : at + 12])
        size = _SIZES.get(kind, 0) * number
        inside = size > 4 and value + size <= len(block)
        yield _Held(at=at, tag=tag, value=range(value, value + size) if inside else range(0), points_to=value)


def _used(block: bytes, order: str, place: int, but: _Held) -> Iterator[range]:
    """Give every part of a block that something else than `but` stands in."""
    yield range(8)
    first = list(_entries(block, order, place))
    for start, entries in (
        (place, first),
        *((one.points_to, list(_entries(block, order, one.points_to))) for one in first if one.tag in _FURTHER),
    ):
        yield range(start, start + 6 + 12 * len(entries))
        yield from (one.value for one in entries if one != but)


def _meet(one: range, other: range) -> bool:
    return one.start < other.stop and other.start < one.stop
