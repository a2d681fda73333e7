"""Plain PNGs, read without libvips, which takes as long to load as a small picture to read."""

import struct
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from studio_app.imaging.limits import check_size
from studio_app.imaging.png_colour import stated_colours
from studio_app.imaging.png_samples import png_samples, read_header
from studio_app.imaging.raw import RawPicture

_MODELS = {0: ("grey", 1), 2: ("rgb", 3), 4: ("grey", 2), 6: ("rgb", 4)}
_MOST_CHUNKS = 1_000
# Text, times, sizes, manifests, and what `stated_colours` reads: none of it changes what the samples are.
_HARMLESS = frozenset(
    {b"tEXt", b"zTXt", b"iTXt", b"tIME", b"pHYs", b"sBIT", b"bKGD", b"caBX", b"gAMA", b"cHRM", b"sRGB", b"cICP"}
)


def read_plain_png(path: Path, source: Path | bytes) -> RawPicture | None:
    """Return what is in a PNG of 8 or 16 bits that has no palette, profile, orientation nor transparent colour.

    None for any other, and where `png_samples` reads none; refuses as that does. `source` is the file or its bytes,
    `path` the name shown.
    """
    with BytesIO(source) if isinstance(source, bytes) else source.open("rb") as file:
        header = read_header(file)
        if header is None or not _harmless(file):
            return None
    if header.kind not in _MODELS or header.bits not in {8, 16} or header.interlaced:
        return None
    model, channels = _MODELS[header.kind]
    check_size(path, width=header.width, height=header.height, bytes_per_pixel=channels * header.bits // 8)
    parts = png_samples(path, source, (header.height, header.width, channels))
    if parts is None:
        return None
    return RawPicture(
        colours=parts[0],
        alpha=parts[1] if len(parts) > 1 else None,
        model=model,
        bit_depth=header.bits,
        stated=stated_colours(source),
    )


def _harmless(file: BinaryIO) -> bool:
    """Say whether nothing before the picture's own chunks tells anything that has to be followed."""
    for _index in range(_MOST_CHUNKS):
        header = file.read(8)
        if len(header) < 8:
            return False
        length, kind = struct.unpack(">I4s", header)
        if kind == b"IDAT":
            return True
        if kind not in _HARMLESS:
            return False
        file.seek(length + 4, 1)
    return False
