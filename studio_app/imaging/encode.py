"""A decoded picture encoded once for delivery, from all its bits, with the profile of its colours."""

from pathlib import Path
from typing import Any

import numpy as np

from studio_app.domain.deliveries import DeliveredFormat
from studio_app.domain.language import _
from studio_app.domain.names import shown_name
from studio_app.domain.pictures import Picture, WorkingSpace
from studio_app.imaging.errors import UnknownFormat
from studio_app.imaging.preview import to_screen, write_beside
from studio_app.imaging.quiet import load_vips
from studio_app.imaging.wide_view import wide_profile

_JPEG_QUALITY = 95


def write_encoded(picture: Picture, path: Path, kind: DeliveredFormat, *, source: Path) -> None:
    """Write a picture to `path` as `kind`; PNG and TIFF keep 16 bits and transparency.

    JPEG has 8 bits and sRGB, quality 95 with full colour; a picture that is transparent somewhere is refused for it,
    since nobody said what lies behind it.
    """
    vips = load_vips()
    if kind is DeliveredFormat.JPEG:
        if picture.alpha is not None:
            raise UnknownFormat(
                _("“{name}” is transparent somewhere, and a JPEG cannot be.", name=shown_name(source)),
                hint=_("Ask for PNG or TIFF with --format."),
            )
        eight = vips.Image.new_from_array(np.ascontiguousarray(to_screen(picture.pixels, picture.space)))
        image = _profiled(vips, eight.copy(interpretation="srgb"), WorkingSpace.SRGB)
        write_beside(path, lambda aside: image.jpegsave(aside, Q=_JPEG_QUALITY, subsample_mode="off"))
        return
    planes: Any = picture.pixels
    if picture.alpha is not None:
        planes = np.concatenate([picture.pixels, picture.alpha[:, :, np.newaxis]], axis=2)
    deep = picture.pixels.dtype == np.uint16
    image = vips.Image.new_from_array(np.ascontiguousarray(planes))
    image = _profiled(vips, image.copy(interpretation="rgb16" if deep else "srgb"), picture.space)
    if kind is DeliveredFormat.PNG:
        write_beside(path, lambda aside: image.pngsave(aside, compression=6))
        return
    write_beside(path, lambda aside: image.tiffsave(aside, compression="deflate", predictor="horizontal"))


def _profiled(vips: Any, image: Any, space: WorkingSpace) -> Any:
    profile = wide_profile() if space is WorkingSpace.WIDE else vips.Operation.call("profile_load", "srgb")
    image.set_type(vips.GValue.blob_type, "icc-profile-data", profile)
    return image
