"""What a file is by its own bytes; its name is never asked."""

import struct
from pathlib import Path

from studio_app.domain.language import _
from studio_app.domain.names import shown_name
from studio_app.imaging.errors import UnknownFormat

_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"II*\0", "tiff"),
    (b"MM\0*", "tiff"),
    (b"II+\0", "tiff"),
    (b"MM\0+", "tiff"),
    (b"8BPS", "psd"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\x76\x2f\x31\x01", "exr"),
)
_NAMED_ONLY = (
    (b"gimp xcf", "a GIMP picture (XCF)"),
    (b"CSFCHUNK", "a CLIP STUDIO PAINT picture"),
    (b"GIF8", "a GIF"),
    (b"BM", "a BMP"),
    (b"\xff\x0a", "a JPEG XL"),
    (b"\0\0\0\x0cJXL ", "a JPEG XL"),
    (b"\0\0\0\x0cjP  ", "a JPEG 2000"),
    (b"#?RADIANCE", "a Radiance HDR"),
    (b"SDPX", "a DPX"),
    (b"XPDS", "a DPX"),
    (b"%PDF", "a PDF"),
)
_TGA_TYPES = {1: (8, 16), 2: (15, 16, 24, 32), 3: (8, 16), 9: (8, 16), 10: (15, 16, 24, 32), 11: (8, 16)}


def sniff(path: Path, head: bytes) -> str:
    """Return `png`, `jpeg`, `tiff`, `webp`, `avif`, `tga`, `exr`, `psd` or `zip`; refuse everything else."""
    for magic, name in _MAGIC:
        if head.startswith(magic):
            return name
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    if head[4:8] == b"ftyp" and head[8:12] in {b"avif", b"avis", b"mif1"} and b"avif" in head:
        return "avif"
    if named := _named_only(head):
        raise UnknownFormat(
            _("“{name}” is {format}, not a format Teire reads yet.", name=shown_name(path), format=named),
            hint=_("Save it as PNG, TIFF, PSD, KRA or ORA."),
        )
    if _looks_like_tga(head):
        return "tga"
    raise UnknownFormat(
        _("“{name}” is not a picture Teire knows.", name=shown_name(path)),
        hint=_("Teire reads PNG, JPEG, TIFF, WebP, AVIF, TGA, EXR, PSD, PSB, KRA and ORA."),
    )


def _named_only(head: bytes) -> str:
    for magic, name in _NAMED_ONLY:
        if head.startswith(magic):
            return name
    if head[4:8] == b"ftyp":
        return "a HEIF"
    return "an ICC profile" if head[36:40] == b"acsp" else ""


def _looks_like_tga(head: bytes) -> bool:
    # TGA has no magic bytes; a header whose fields all agree is the only sign.
    if len(head) < 18:
        return False
    _id_length, map_type, image_type, _first, entries, entry_bits, _x, _y, width, height, depth, descriptor = (
        struct.unpack("<BBBHHBHHHHBB", head[:18])
    )
    mapped = image_type in {1, 9}
    palette_fits = map_type == 1 and entries and entry_bits in {15, 16, 24, 32} if mapped else map_type <= 1
    return bool(
        palette_fits
        and depth in _TGA_TYPES.get(image_type, ())
        and width
        and height
        and descriptor & 0xC0 == 0
        and descriptor & 0x0F <= 8
    )
