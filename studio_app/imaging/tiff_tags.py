"""The tags of a TIFF's first picture that change what its samples mean (TIFF 6.0; BigTIFF)."""

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

_SHORT, _LONG = 3, 4
_BITS, _COMPRESSION, _PHOTOMETRIC, _EXTRA = 258, 259, 262, 338
_WANTED = frozenset({_BITS, _COMPRESSION, _PHOTOMETRIC, _EXTRA})
_MOST_TAGS = 4_096
_MOST_VALUES = 64

YCBCR, CIELAB, ICCLAB = 6, 8, 9
JPEGS = frozenset({6, 7})
UNSPECIFIED, ASSOCIATED = 0, 1


@dataclass(frozen=True, slots=True, kw_only=True)
class TiffTags:
    """`extra` names the samples beyond the colours: 0 unspecified, 1 alpha multiplied in, 2 alpha."""

    bits: int = 0
    compression: int = 1
    photometric: int = -1
    extra: tuple[int, ...] = ()


def read_tags(path: Path) -> TiffTags:
    """Read the first picture's tags; what cannot be made out is left at its default for the decoder to judge."""
    try:
        with path.open("rb") as file:
            values = _walk(file)
    except (struct.error, KeyError):
        return TiffTags()
    return TiffTags(
        bits=values.get(_BITS, (1,))[0],
        compression=values.get(_COMPRESSION, (1,))[0],
        photometric=values.get(_PHOTOMETRIC, (-1,))[0],
        extra=values.get(_EXTRA, ()),
    )


def _walk(file: BinaryIO) -> dict[int, tuple[int, ...]]:
    head = file.read(16)
    order = {b"II": "<", b"MM": ">"}[head[:2]]
    (version,) = struct.unpack_from(f"{order}H", head, 2)
    big = version == 43
    (at,) = struct.unpack_from(f"{order}Q", head, 8) if big else struct.unpack_from(f"{order}I", head, 4)
    file.seek(at)
    (count,) = struct.unpack(f"{order}{'Q' if big else 'H'}", file.read(8 if big else 2))
    entry = struct.Struct(f"{order}HHQ8s" if big else f"{order}HHI4s")
    table = file.read(entry.size * min(count, _MOST_TAGS))
    found = {}
    for tag, kind, many, field in entry.iter_unpack(table[: len(table) // entry.size * entry.size]):
        if tag in _WANTED and kind in {_SHORT, _LONG} and 1 <= many <= _MOST_VALUES:
            form = struct.Struct(f"{order}{many}{'H' if kind == _SHORT else 'I'}")
            if form.size > len(field):
                file.seek(struct.unpack(f"{order}{'Q' if big else 'I'}", field)[0])
                field = file.read(form.size)  # noqa: PLW2901  # a long value stands elsewhere, a short one in its place
            found[tag] = form.unpack_from(field)
    return found
