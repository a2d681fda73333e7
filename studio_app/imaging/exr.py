"""OpenEXR: linear light, in the primaries the file states, laid into its display window."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from studio_app.domain.language import _
from studio_app.domain.names import shown_name
from studio_app.imaging.colour import D65, strips
from studio_app.imaging.errors import UnknownFormat, damaged
from studio_app.imaging.exr_channels import find_planes, luma_chroma_to_rgb
from studio_app.imaging.limits import check_size
from studio_app.imaging.profiles import Primaries, Profile, gamma_curve, to_xyz, to_xyz_d50
from studio_app.imaging.quiet import shut_streams
from studio_app.imaging.raw import RawPicture

_REC709: Primaries = ((0.64, 0.33), (0.30, 0.60), (0.15, 0.06))
_XYZ: Primaries = ((1.0, 0.0), (0.0, 1.0), (0.0, 0.0))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Window:
    left: int
    top: int
    width: int
    height: int


def read_exr(path: Path) -> RawPicture:
    """Decode the first part of an EXR; values above 1 are clipped, and the note says so.

    Colours come divided by alpha, which EXR stores multiplied in. What the display window shows is the picture:
    data beyond it are cropped, and where it has no data it is transparent.
    """
    import OpenEXR  # noqa: PLC0415  # rarely needed

    # The library raises RuntimeError and its relatives, and ValueError or TypeError for headers it cannot express.
    failures = (RuntimeError, ValueError, TypeError, KeyError, IndexError, OverflowError, StopIteration)
    try:
        with shut_streams():
            header = _checked_header(path, OpenEXR.File(str(path), header_only=True))
            pixels = _pixels(path)
    except failures as error:
        raise damaged(path) from error
    planes = find_planes(pixels)
    del pixels
    if planes is None:
        raise UnknownFormat(
            _("“{name}” keeps no channels of colour or grey.", name=shown_name(path)),
            hint=_("Save it with the channels R, G and B."),
        )
    primaries, white = _chromaticities(header)
    luminance = to_xyz(primaries, white)[1]
    light = luma_chroma_to_rgb(planes, luminance) if planes.is_luma_chroma else planes.light()
    light, alpha = _laid_out(light, planes.alpha, _window(header, "dataWindow"), _window(header, "displayWindow"))
    if alpha is not None:
        _divide(light, alpha)
    return RawPicture(
        colours=light,
        alpha=None if alpha is None else _whole(alpha),
        model="linear",
        bit_depth=16 if light.dtype == np.float16 else 32,
        stated=_stated(primaries, white),
        note=_("values above white clipped") if _reaches_above_white(light) else "",
    )


def _pixels(path: Path) -> dict[str, NDArray[Any]]:
    import OpenEXR  # noqa: PLC0415

    try:
        file = OpenEXR.File(str(path))
    except ValueError:  # channels of several number types, which the library does not lay together
        file = OpenEXR.File(str(path), separate_channels=True)
    # Of a part that is damaged the library says so in print, and leaves it out.
    first = next(part for part in file.parts if part.part_index == 0)
    return {name: channel.pixels for name, channel in first.channels.items()}


def _checked_header(path: Path, file: Any) -> Mapping[str, Any]:
    """Return the first part's header; refuse before decoding what all parts together would unpack to."""
    header: Mapping[str, Any] = file.header(0)
    shown = _window(header, "displayWindow")
    check_size(path, width=shown.width, height=shown.height, bytes_per_pixel=8)
    for part in range(len(file.parts)):
        data = _window(file.header(part), "dataWindow")
        check_size(path, width=data.width, height=data.height, bytes_per_pixel=2 * len(file.header(part)["channels"]))
    return header


def _window(header: Mapping[str, Any], name: str) -> _Window:
    (left, top), (right, bottom) = ((int(value) for value in corner) for corner in header[name])
    return _Window(left=left, top=top, width=right - left + 1, height=bottom - top + 1)


def _chromaticities(header: Mapping[str, Any]) -> tuple[Primaries, tuple[float, float]]:
    values = [float(value) for value in np.ravel(header.get("chromaticities", ()))]
    if len(values) != 8 or not np.isfinite(values).all():
        return _REC709, D65
    x, y = values[::2], values[1::2]
    primaries, white = tuple(zip(x[:3], y[:3], strict=True)), (x[3], y[3])
    usable = white[1] > 0 and abs(np.linalg.det([(u, v, 1 - u - v) for u, v in primaries])) > 1e-4
    return (primaries, white) if usable else (_REC709, D65)


def _stated(primaries: Primaries, white: tuple[float, float]) -> Profile | None:
    """Return what the chromaticities say, None where it is Rec. 709.

    White is kept white, as ICC programs do, but not where the channels are X, Y and Z themselves and have none.
    """
    if np.allclose([*primaries, white], [*_REC709, D65], atol=1e-3):
        return None
    if np.allclose(primaries, _XYZ, atol=1e-3):
        matrix = to_xyz_d50(_REC709, D65) @ np.linalg.inv(to_xyz(_REC709, D65))
    else:
        matrix = to_xyz_d50(primaries, white)
    return Profile(name=_("linear, primaries of its own"), space="RGB", curves=(gamma_curve(1.0),) * 3, matrix=matrix)


def _laid_out(
    light: NDArray[Any], alpha: NDArray[Any] | None, data: _Window, shown: _Window
) -> tuple[NDArray[Any], NDArray[Any] | None]:
    left, top = data.left - shown.left, data.top - shown.top
    if (left, top, data.width, data.height) == (0, 0, shown.width, shown.height):
        return light, alpha
    rows = slice(max(top, 0), max(min(top + data.height, shown.height), 0))
    columns = slice(max(left, 0), max(min(left + data.width, shown.width), 0))
    source = (slice(rows.start - top, rows.stop - top), slice(columns.start - left, columns.stop - left))
    if rows.start >= rows.stop or columns.start >= columns.stop:
        rows = columns = slice(0, 0)
        source = (rows, columns)
    canvas = np.zeros((shown.height, shown.width, 3), light.dtype)
    cover = np.zeros((shown.height, shown.width), light.dtype)
    canvas[rows, columns] = light[source]
    cover[rows, columns] = 1 if alpha is None else alpha[source]
    return canvas, cover


def _divide(light: NDArray[Any], alpha: NDArray[Any]) -> None:
    """Divide by alpha in place; where it is zero, light that glows without covering stays as it is."""
    most = np.finfo(light.dtype).max
    for rows in strips(*alpha.shape):
        share = alpha[rows].astype(np.float32)
        soft = (share > 0) & (share < 1)
        if soft.any():
            clear = light[rows].astype(np.float32)
            clear *= np.where(soft, 1 / np.where(soft, share, np.float32(1)), np.float32(1))[:, :, np.newaxis]
            light[rows] = np.minimum(clear, most, out=clear)


def _whole(alpha: NDArray[Any]) -> NDArray[np.uint16]:
    whole = np.empty(alpha.shape, np.uint16)
    for rows in strips(*alpha.shape):
        share = np.nan_to_num(alpha[rows].astype(np.float32), posinf=1.0)
        whole[rows] = np.rint(np.clip(share, 0, 1) * np.float32(65535))
    return whole


def _reaches_above_white(light: NDArray[Any]) -> bool:
    return any(float(np.fmax.reduce(light[rows], axis=None)) > 1 for rows in strips(*light.shape[:2]))
