"""Samples in a file's own colours become a `Picture`: profile applied, turned upright, grey expanded."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from studio_app.domain.language import _
from studio_app.domain.picture_facts import PictureFacts
from studio_app.domain.pictures import Picture, Samples, WorkingSpace
from studio_app.imaging.colour import grey_to_working, lab_to_working, linear_to_working, rgb_to_working, strips
from studio_app.imaging.files import FileFacts
from studio_app.imaging.profiles import BrokenProfile, Profile, read_profile
from studio_app.imaging.raw import RawPicture
from studio_app.imaging.tables import through_tables

_SPACES = {"rgb": "RGB", "linear": "RGB", "grey": "GRAY", "cmyk": "CMYK"}


def finish(raw: RawPicture, file: FileFacts, file_format: str) -> Picture:
    """Return the picture in its working space, upright."""
    profile, described = _profile_of(raw)
    try:
        pixels, space = _to_working(raw, profile)
    except BrokenProfile:
        profile, described = None, _broken(raw)
        pixels, space = _to_working(raw, profile)
    alpha = _fitting(raw.alpha, pixels.dtype)
    pixels, alpha = upright(pixels, raw.orientation), None if alpha is None else upright(alpha, raw.orientation)
    if alpha is not None and int(alpha.min()) == np.iinfo(alpha.dtype).max:
        alpha = None
    height, width = pixels.shape[:2]
    facts = PictureFacts(
        sha256=file.sha256,
        size_bytes=file.size_bytes,
        file_format=file_format,
        width=width,
        height=height,
        bit_depth=raw.bit_depth,
        colour_space=f"{described}; {raw.note}" if raw.note else described,
    )
    return Picture(pixels=pixels, alpha=alpha, space=space, facts=facts)


def upright(array: NDArray[Any], orientation: int) -> NDArray[Any]:
    """Apply EXIF's orientation tag (CIPA DC-008, tag 274); 1 and unknown values change nothing."""
    if orientation in {5, 6, 7, 8}:
        array = np.swapaxes(array, 0, 1)
    if orientation in {3, 4, 7, 8}:
        array = array[::-1]
    if orientation in {2, 3, 6, 7}:
        array = array[:, ::-1]
    return np.ascontiguousarray(array)


def _profile_of(raw: RawPicture) -> tuple[Profile | None, str]:
    if raw.model == "lab":
        return None, "CIELAB"
    if not raw.profile and raw.stated:
        return raw.stated, raw.stated.name
    if not raw.profile:
        return None, _untagged(raw, _("untagged, taken as sRGB"))
    try:
        profile = read_profile(raw.profile)
    except BrokenProfile:
        return None, _broken(raw)
    if profile.space != _SPACES[raw.model] and (raw.model, profile.space) != ("linear", "GRAY"):
        return None, _("profile “{profile}” is for other channels, taken as sRGB", profile=profile.name)
    return profile, profile.name or _("unnamed profile")


def _untagged(raw: RawPicture, otherwise: str) -> str:
    said = {"cmyk": _("untagged CMYK, taken as coated paper"), "linear": _("untagged, taken as linear sRGB")}
    return said.get(raw.model, otherwise)


def _broken(raw: RawPicture) -> str:
    return _("broken profile, {instead}", instead=_untagged(raw, _("taken as sRGB")))


def _to_working(raw: RawPicture, profile: Profile | None) -> tuple[Samples, WorkingSpace]:
    if raw.model == "linear":
        return linear_to_working(raw.colours, profile.matrix if profile else None)
    if raw.model == "lab":
        return _lab(raw.colours), WorkingSpace.WIDE
    if raw.model == "cmyk" or (profile and not profile.curves):
        return through_tables(raw.colours, profile), WorkingSpace.WIDE
    if raw.model == "grey":
        return grey_to_working(raw.colours[:, :, 0], profile.curves[0] if profile else None), WorkingSpace.SRGB
    return rgb_to_working(raw.colours, profile) if profile else (raw.colours, WorkingSpace.SRGB)


def _lab(colours: NDArray[Any]) -> NDArray[np.uint16]:
    working = np.empty(colours.shape, dtype=np.uint16)
    for rows in strips(colours.shape[0], colours.shape[1]):
        working[rows] = lab_to_working(colours[rows])
    return working


def _fitting(alpha: Samples | None, dtype: np.dtype[Any]) -> Samples | None:
    if alpha is None or alpha.dtype == dtype:
        return alpha
    return alpha.astype(np.uint16) * np.uint16(257) if dtype == np.uint16 else (alpha >> 8).astype(np.uint8)
