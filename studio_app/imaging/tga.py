"""TGA (Truevision, version 2.0): run lengths through Pillow, bits and directions here."""

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from studio_app.imaging.errors import damaged
from studio_app.imaging.limits import check_size
from studio_app.imaging.quiet import silence
from studio_app.imaging.raw import RawPicture

_HEADER = struct.Struct("<BBBHHBHHHHBB")
_FOOTER = struct.Struct("<II16s2x")
_SIGNATURE = b"TRUEVISION-XFILE"
_ATTRIBUTES_AT = 494
# An extension that says 0, no alpha, stands in files whose header counts alpha bits: there the header is believed.
_UNDEFINED = frozenset({1, 2})
_GREY_TYPE, _MAPPED_TYPE, _PACKED = 3, 1, 8
_FROM_RIGHT, _FROM_TOP = 0x10, 0x20
_MODES = {1: ("L", "L"), 2: ("LA", "LA"), 3: ("RGB", "RGB"), 4: ("RGBA", "RGBA")}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Header:
    id_bytes: int
    image_type: int
    map_first: int
    map_entries: int
    map_bits: int
    width: int
    height: int
    bits: int
    descriptor: int

    @property
    def mapped(self) -> bool:
        return self.image_type & 7 == _MAPPED_TYPE


def read_tga(path: Path, head: bytes) -> RawPicture:
    """Decode a TGA; pixels come out upright."""
    header = _header(head)
    check_size(path, width=header.width, height=header.height, bytes_per_pixel=(header.bits + 7) // 8 + 4)
    with path.open("rb") as file:
        file.seek(_HEADER.size + header.id_bytes)
        palette = file.read(header.map_entries * ((header.map_bits + 7) // 8))
        packed = file.read()
    try:
        stored = _stored(header, packed)
        samples = _mapped(header, palette, stored) if header.mapped else _plain(header, stored)
    except (ValueError, IndexError, OSError) as error:
        raise damaged(path) from error
    count = 1 if samples.shape[2] <= 2 else 3
    colours, alpha = samples[:, :, :count], None
    if samples.shape[2] > count:
        alpha = _transparency(header, samples[:, :, count], _attributes(path))
    return RawPicture(
        colours=np.ascontiguousarray(colours),
        alpha=alpha,
        model="grey" if count == 1 else "rgb",
        bit_depth=8,
    )


def _header(head: bytes) -> _Header:
    id_bytes, map_type, image_type, first, entries, map_bits, _x, _y, width, height, bits, descriptor = _HEADER.unpack(
        head[: _HEADER.size]
    )
    return _Header(
        id_bytes=id_bytes,
        image_type=image_type,
        map_first=first,
        map_entries=entries if map_type else 0,
        map_bits=map_bits,
        width=width,
        height=height,
        bits=bits,
        descriptor=descriptor,
    )


def _stored(header: _Header, packed: bytes) -> NDArray[np.uint8]:
    """Return (height, width, bytes of a pixel), unpacked and with the first row on top and the first column left."""
    pixel_bytes = (header.bits + 7) // 8
    size = header.width * header.height * pixel_bytes
    if header.image_type & _PACKED:
        packed = _unpacked(header, packed, pixel_bytes)
    flat = np.frombuffer(packed, np.uint8, size)
    pixels = flat.reshape(header.height, header.width, pixel_bytes)
    if not header.descriptor & _FROM_TOP:
        pixels = pixels[::-1]
    return pixels[:, ::-1] if header.descriptor & _FROM_RIGHT else pixels


def _unpacked(header: _Header, packed: bytes, pixel_bytes: int) -> bytes:
    with silence():
        from PIL import Image  # noqa: PLC0415  # rarely needed, slow to import

        mode, raw_mode = _MODES[pixel_bytes]
        # As one long row, since old writers let a run go on into the next row and Pillow does not follow it there.
        size = (header.width * header.height, 1)
        return Image.frombytes(mode, size, packed, "tga_rle", raw_mode, 1, pixel_bytes * 8).tobytes()


def _plain(header: _Header, stored: NDArray[np.uint8]) -> NDArray[np.uint8]:
    if header.image_type & 7 == _GREY_TYPE:
        return stored
    return _colours(stored, header.bits)


def _mapped(header: _Header, palette: bytes, stored: NDArray[np.uint8]) -> NDArray[np.uint8]:
    entry_bytes = (header.map_bits + 7) // 8
    entries = np.frombuffer(palette, np.uint8).reshape(header.map_entries, entry_bytes)
    colours = _colours(entries, header.map_bits)
    indices = stored[:, :, 0].astype(np.int64)
    if header.bits == 16:
        indices |= stored[:, :, 1].astype(np.int64) << 8
    indices -= header.map_first
    if indices.min() < 0:
        raise IndexError
    return np.asarray(colours[indices])


def _colours(stored: NDArray[np.uint8], bits: int) -> NDArray[np.uint8]:
    """Return red, green, blue and, where there are bits for it, alpha of little-endian pixels."""
    if bits > 16:
        return stored[..., [2, 1, 0, 3][: bits // 8]]
    value = stored[..., 0].astype(np.uint16) | (stored[..., 1].astype(np.uint16) << 8)
    fives: Any = np.stack([value >> 10 & 31, value >> 5 & 31, value & 31], axis=-1)
    wide = (fives << 3 | fives >> 2).astype(np.uint8)
    # The one bit beside three times five is an overlay bit: where it is set, the picture is let through.
    return np.concatenate([wide, 255 - 255 * (value >> 15)[..., np.newaxis].astype(np.uint8)], axis=-1)


def _transparency(header: _Header, fourth: NDArray[np.uint8], attributes: int) -> NDArray[np.uint8] | None:
    """Return the fourth sample where it is said to be transparency; all of it zero is how old writers say nothing."""
    said = header.descriptor & 0x0F or (header.mapped and header.map_bits == 32)
    if not said or attributes in _UNDEFINED or not fourth.any():
        return None
    return np.ascontiguousarray(fourth)


def _attributes(path: Path) -> int:
    """Return the extension area's type of attributes, 0 where there is none."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - _FOOTER.size))
        footer = file.read(_FOOTER.size)
        if len(footer) < _FOOTER.size:
            return 0
        extension, _developer, signature = _FOOTER.unpack(footer)
        if signature != _SIGNATURE or not 0 < extension < size:
            return 0
        file.seek(extension + _ATTRIBUTES_AT)
        return int.from_bytes(file.read(1))
