"""Pictures whose colours reach beyond sRGB, kept with all of them for screens that can show more."""

import struct
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from studio_app.domain.colours import srgb_to_linear
from studio_app.domain.pictures import Picture, WorkingSpace
from studio_app.imaging.colour import D65, PRIMARIES, strips
from studio_app.imaging.preview import write_beside
from studio_app.imaging.profiles import to_xyz_d50
from studio_app.imaging.quiet import load_vips

_D50 = (0.9642, 1.0, 0.8249)
_STEPS = 1024
_UNITS = 65536
_DEEPEST = np.float32(65535)


def write_wide(picture: Picture, path: Path) -> None:
    """Write a picture of the wide working space as a 16-bit PNG that carries the space's profile; others not at all.

    What is transparent is laid on white paper.
    """
    if picture.space is not WorkingSpace.WIDE:
        return
    vips = load_vips()
    deep = _on_white(picture)
    image = vips.Image.new_from_array(np.ascontiguousarray(deep), interpretation="rgb16").copy()
    image.set_type(vips.GValue.blob_type, "icc-profile-data", wide_profile())
    write_beside(path, lambda aside: image.pngsave(aside, compression=1, filter="sub"))


def wide_for_screen(path: Path, screen: Path) -> NDArray[np.uint8]:
    """Return what `write_wide` wrote as (height, width, 3) codes of the screen whose profile stands in `screen`."""
    image = load_vips().Image.new_from_file(str(path), access="sequential", fail_on="error")
    turned = image.icc_transform(
        str(screen), embedded=True, intent="relative", black_point_compensation=True, depth=8, pcs="xyz"
    )
    return np.asarray(turned.numpy(), dtype=np.uint8)


def _on_white(picture: Picture) -> NDArray[np.uint16]:
    """Return 16-bit samples as they look on white paper, strip by strip: whole fractions would take much memory."""
    scale, alpha = np.float32(_DEEPEST / picture.peak), picture.alpha
    if alpha is None and picture.pixels.dtype == np.uint16:
        return picture.pixels.astype(np.uint16, copy=False)
    deep = np.empty(picture.pixels.shape, np.uint16)
    for rows in strips(*picture.pixels.shape[:2]):
        samples = picture.pixels[rows] * scale
        if alpha is not None:
            share = (alpha[rows] / np.float32(picture.peak))[:, :, np.newaxis]
            samples = samples * share + _DEEPEST * (1 - share)
        deep[rows] = np.rint(samples)
    return deep


@lru_cache(maxsize=1)
def wide_profile() -> bytes:
    """Return the ICC profile of the wide working space: BT.2020's primaries, the sRGB curve (ICC.1:2001-04)."""
    matrix = to_xyz_d50(PRIMARIES[WorkingSpace.WIDE], D65)
    codes = np.rint(srgb_to_linear(np.linspace(0, 1, _STEPS)) * 65535).astype(">u2").tobytes()
    curve = struct.pack(">4sII", b"curv", 0, _STEPS) + codes
    words = b"BT.2020, sRGB curve\0"
    tags = {
        b"desc": struct.pack(">4sII", b"desc", 0, len(words)) + words + bytes(79),
        b"cprt": b"text\0\0\0\0CC0\0",
        b"wtpt": _xyz(*_D50),
        **{name: _xyz(*matrix[:, at]) for at, name in enumerate((b"rXYZ", b"gXYZ", b"bXYZ"))},
        **dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve),
    }
    table, body, begin = struct.pack(">I", len(tags)), b"", 128 + 4 + 12 * len(tags)
    for name, data in tags.items():
        table += struct.pack(">4sII", name, begin + len(body), len(data))
        body += data + bytes(-len(data) % 4)
    kinds = (b"mntr", b"RGB ", b"XYZ ", bytes(12), b"acsp")
    head = struct.pack(">I4sI4s4s4s12s4s", begin + len(body), bytes(4), 0x02400000, *kinds)
    light = struct.pack(">3i", *(round(value * _UNITS) for value in _D50))
    return head + bytes(68 - len(head)) + light + bytes(48) + table + body


def _xyz(x: float, y: float, z: float) -> bytes:
    return struct.pack(">4sI3i", b"XYZ ", 0, *(round(float(value) * _UNITS) for value in (x, y, z)))
