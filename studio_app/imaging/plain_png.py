"""Plain PNGs, read without libvips, which takes as long to load as a small picture to read."""

import struct
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from studio_app.imaging.limits import check_size
from studio_app.imaging.png_colour import stated_colours
from studio_app.imaging.png_samples import png_samples
from studio_app.imaging.raw import RawPicture

_MODELS = {0: ("grey", 1), 2: ("rgb", 3), 4: ("grey", 2), 6: ("rgb", 4)}
_LARGEST = 2**31 - 1
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
        header = file.read(33)
        if len(header) < 33 or header[12:16] != b"IHDR" or not _harmless(file):
            return None
    width, height, bits, kind, _packing, _filtering, interlace = struct.unpack(">IIBBBBB", header[16:29])
    if kind not in _MODELS or bits not in {8, 16} or interlace or not (0 < width < _LARGEST and 0 < height < _LARGEST):
        return None
    model, channels = _MODELS[kind]
    check_size(path, width=width, height=height, bytes_per_pixel=channels * bits // 8)
    parts = png_samples(path, source, (height, width, channels))
    if parts is None:
        return None
    return RawPicture(
        colours=parts[0],
        alpha=parts[1] if len(parts) > 1 else None,
        model=model,
        bit_depth=bits,
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
