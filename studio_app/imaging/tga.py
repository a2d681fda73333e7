"""TGA through Pillow, which reads its few bits exactly."""

import struct
from pathlib import Path

import numpy as np

from studio_app.imaging.limits import check_size
from studio_app.imaging.quiet import silence
from studio_app.imaging.raster import damaged
from studio_app.imaging.raw import RawPicture


def read_tga(path: Path, head: bytes) -> RawPicture:
    """Decode a TGA; pixels come out upright."""
    width, height = struct.unpack_from("<HH", head, 12)
    check_size(path, width=width, height=height, bytes_per_pixel=4)
    with silence():
        from PIL import Image, UnidentifiedImageError  # noqa: PLC0415  # rarely needed, slow to import

        try:
            with Image.open(path, formats=["TGA"]) as image:
                has_alpha = image.mode in {"RGBA", "LA"} or "transparency" in image.info
                grey = image.mode in {"1", "L", "LA"}
                mode = ("LA" if has_alpha else "L") if grey else ("RGBA" if has_alpha else "RGB")
                samples = np.asarray(image.convert(mode)).reshape(height, width, -1)
        except (OSError, ValueError, IndexError, struct.error, SyntaxError, UnidentifiedImageError) as error:
            raise damaged(path) from error
    count = 1 if grey else 3
    return RawPicture(
        colours=np.ascontiguousarray(samples[:, :, :count]),
        alpha=np.ascontiguousarray(samples[:, :, count]) if has_alpha else None,
        model="grey" if grey else "rgb",
        bit_depth=8,
    )
