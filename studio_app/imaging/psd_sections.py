"""The sections of a PSD or PSB (Adobe Photoshop File Formats Specification), walked without reading layers."""

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from studio_app.imaging.errors import damaged

_HEADER = struct.Struct(">4sH6xHIIHH")
_ICC, _TRANSPARENT_INDEX, _VERSION_INFO, _EXIF = 1039, 1047, 1057, 1058
_WANTED = frozenset({_ICC, _TRANSPARENT_INDEX, _VERSION_INFO, _EXIF})
# The specification says 56; Photoshop itself writes 57: 53 alphas beside CMYK or RGB and its transparency.
_MOST_CHANNELS = 64
_MOST_RESOURCE_BYTES = 16 << 20
_MERGED_ALPHA = frozenset({b"Mtrn", b"Mt16", b"Mt32"})
_WIDE_LENGTHS = frozenset(
    {
        b"LMsk",
        b"Lr16",
        b"Lr32",
        b"Layr",
        b"Mt16",
        b"Mt32",
        b"Mtrn",
        b"Alph",
        b"FMsk",
        b"lnk2",
        b"FEid",
        b"FXid",
        b"PxSD",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PsdSections:
    """What a PSD says of itself before its merged picture, which begins at `picture_at`."""

    version: int
    channels: int
    width: int
    height: int
    depth: int
    mode: int
    palette: bytes
    transparent_index: int | None
    profile: bytes
    orientation: int
    has_picture: bool
    has_merged_alpha: bool
    picture_at: int


def read_sections(path: Path) -> PsdSections:
    """Walk a PSD's sections; anything that does not hold together is a damaged picture."""
    try:
        with path.open("rb") as file:
            return _walk(file)
    except (struct.error, ValueError) as error:
        raise damaged(path) from error


def _walk(file: BinaryIO) -> PsdSections:
    _magic, version, channels, height, width, depth, mode = _HEADER.unpack(_exactly(file, _HEADER.size))
    if version not in {1, 2} or depth not in {1, 8, 16, 32} or not 1 <= channels <= _MOST_CHANNELS:
        raise ValueError
    palette = _exactly(file, min(_number(file, ">I"), 1 << 20))
    resources = _resources(_exactly(file, min(_number(file, ">I"), 256 << 20)))
    layers = _number(file, ">I" if version == 1 else ">Q")
    layers_at = file.tell()
    merged_alpha = _has_merged_alpha(file, layers_at + layers, version) if layers else False
    info = resources.get(_VERSION_INFO, b"")
    return PsdSections(
        version=version,
        channels=channels,
        width=width,
        height=height,
        depth=depth,
        mode=mode,
        palette=palette,
        transparent_index=int.from_bytes(index) if (index := resources.get(_TRANSPARENT_INDEX)) else None,
        profile=resources.get(_ICC, b""),
        orientation=_orientation(resources.get(_EXIF, b"")),
        has_picture=len(info) < 5 or info[4] != 0,
        has_merged_alpha=merged_alpha,
        picture_at=layers_at + layers,
    )


def _exactly(file: BinaryIO, count: int) -> bytes:
    data = file.read(count)
    if len(data) != count:
        raise ValueError
    return data


def _number(file: BinaryIO, form: str) -> int:
    return int(struct.unpack(form, _exactly(file, struct.calcsize(form)))[0])


def _resources(data: bytes) -> dict[int, bytes]:
    found, position = {}, 0
    while position + 12 <= len(data):
        signature, number, name_length = struct.unpack_from(">4sHB", data, position)
        if signature not in {b"8BIM", b"MeSa", b"AgHg", b"PHUT", b"DCSR"}:
            break
        position += 6 + (name_length + 2 & ~1)
        (size,) = struct.unpack_from(">I", data, position)
        if number in _WANTED and size <= _MOST_RESOURCE_BYTES:
            found[number] = data[position + 4 : position + 4 + size]
        position += 4 + (size + 1 & ~1)
    return found


def _has_merged_alpha(file: BinaryIO, end: int, version: int) -> bool:
    """True where the first extra channel is the merged picture's transparency and not a saved selection."""
    wide = ">I" if version == 1 else ">Q"
    length = _number(file, wide)
    if length >= 2:
        start = file.tell()
        if _number(file, ">h") < 0:
            return True
        file.seek(start + length)
    if file.tell() + 4 > end:
        return False
    file.seek(_number(file, ">I"), 1)
    while file.tell() + 12 <= end:
        signature, key = struct.unpack(">4s4s", _exactly(file, 8))
        if signature not in {b"8BIM", b"8B64"}:
            return False
        if key in _MERGED_ALPHA:
            return True
        size = _number(file, ">Q" if version == 2 and key in _WIDE_LENGTHS else ">I")
        at = file.tell()
        if key in {b"Lr16", b"Lr32"} and size >= 2 and _number(file, ">h") < 0:
            return True
        file.seek(at + (size + 3 & ~3))
    return False


def _orientation(exif: bytes) -> int:
    """Return EXIF's orientation from a TIFF block, 1 where it is not said."""
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(exif[:4])
    if order is None:
        return 1
    try:
        (at,) = struct.unpack_from(f"{order}I", exif, 4)
        (count,) = struct.unpack_from(f"{order}H", exif, at)
        for index in range(min(count, 200)):
            tag, _kind, _many, value = struct.unpack_from(f"{order}HHIH", exif, at + 2 + 12 * index)
            if tag == 274:
                return int(value)
    except struct.error:
        return 1
    return 1
