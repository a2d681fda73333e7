"""A path becomes a `Picture`, or one clear sentence."""

from dataclasses import replace
from pathlib import Path

import numpy as np

from studio_app.domain.language import _
from studio_app.domain.names import shown_name
from studio_app.domain.pictures import Picture
from studio_app.imaging.admission import Admitted, admit
from studio_app.imaging.errors import OversizedPicture
from studio_app.imaging.finishing import finish
from studio_app.imaging.raster import read_raster
from studio_app.imaging.raw import RawPicture


def decode(path: Path, *, stops: float = 0.0) -> Picture:
    """Decode the picture in `path`, whatever its name says; raises an `ImagingError` where it cannot.

    `stops`: the picture in 2^stops times its light. Of files that hold light itself (EXR, float TIFF) what lies above
    white comes into sight when it is made darker.
    """
    return decode_admitted(admit(path), stops=stops)


def decode_admitted(admitted: Admitted, *, stops: float = 0.0) -> Picture:
    """Decode a file that was admitted; as `decode`."""
    path, file = admitted.path, admitted.file
    try:
        file_format, raw = _read(admitted)
        if not stops:
            return finish(raw, file, file_format)
        from studio_app.imaging.exposing import in_light  # noqa: PLC0415  # only the viewer asks for it

        if raw.model == "linear":
            lit = raw.colours.astype(np.float32) * np.float32(2.0**stops)
            return finish(raw._replace(colours=lit), file, file_format)
        picture = finish(raw, file, file_format)
        return replace(picture, pixels=in_light(picture.pixels, stops))
    except MemoryError as error:
        raise OversizedPicture(
            _("“{name}” needs more memory than Teire gives to one picture.", name=shown_name(path)),
            hint=_("Save a smaller copy, or one with 8 bits a channel."),
        ) from error


def _read(admitted: Admitted) -> tuple[str, RawPicture]:
    path, file, found = admitted.path, admitted.file, admitted.found
    # Most files are read by libvips; the other readers are loaded for the files that need them.
    if found == "zip":
        from studio_app.imaging.layered import read_layered  # noqa: PLC0415

        return read_layered(path)
    if found == "psd":
        from studio_app.imaging.psd import read_psd  # noqa: PLC0415

        return "psb" if file.head[4:6] == b"\0\2" else "psd", read_psd(path)
    if found == "tga":
        from studio_app.imaging.tga import read_tga  # noqa: PLC0415

        return found, read_tga(path, file.head)
    if found == "tiff":
        from studio_app.imaging.tiff import read_tiff  # noqa: PLC0415

        return found, read_tiff(path)
    if found == "exr":
        from studio_app.imaging.exr import read_exr  # noqa: PLC0415

        return found, read_exr(path)
    # AVIF is the one of libheif's formats that Teire reads.
    return found, read_raster(path, path, "heif" if found == "avif" else found)
