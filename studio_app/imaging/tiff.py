"""TIFF through libvips, with the kinds it takes for RGB told apart by their tags first."""

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from studio_app.domain.language import _
from studio_app.domain.names import shown_name
from studio_app.imaging.errors import UnknownFormat, damaged
from studio_app.imaging.limits import check_size
from studio_app.imaging.quiet import shut_streams, silence
from studio_app.imaging.raster import read_raster
from studio_app.imaging.raw import RawPicture
from studio_app.imaging.tiff_tags import ASSOCIATED, CIELAB, ICCLAB, JPEGS, UNSPECIFIED, YCBCR, TiffTags, read_tags

# LZMA, Zstandard, WebP, JPEG XL and LERC: no paint program's choice, and not in every libvips.
_UNREAD = frozenset({34887, 34925, 50000, 50001, 50002})


def read_tiff(path: Path) -> RawPicture:
    """Decode the first picture of a TIFF."""
    tags = read_tags(path)
    if tags.compression in _UNREAD or tags.bits > 32:
        raise _rare_kind(path)
    # libvips hands plain YCbCr on as if it were RGB, and stumbles over CIELAB in 8 bits.
    if (tags.photometric == YCBCR and tags.compression not in JPEGS) or (tags.photometric == CIELAB and tags.bits == 8):
        return _through_pillow(path)
    raw = read_raster(path, path, "tiff")
    if tags.photometric == ICCLAB and raw.model == "rgb":
        raw = raw._replace(colours=_icc_lab(raw.colours), model="lab")
    return raw._replace(**_alpha(raw, tags)) if raw.alpha is not None and tags.extra else raw


def _rare_kind(path: Path) -> UnknownFormat:
    return UnknownFormat(
        _("“{name}” is a kind of TIFF that Teire does not read.", name=shown_name(path)),
        hint=_("Save it in RGB with 8 or 16 bits, packed with LZW or ZIP or not at all."),
    )


def _alpha(raw: RawPicture, tags: TiffTags) -> dict[str, Any]:
    if tags.extra[0] == UNSPECIFIED:
        # A selection or mask that Photoshop saved along, not the picture's transparency.
        return {"alpha": None}
    if tags.extra[0] == ASSOCIATED and raw.model in {"rgb", "grey"}:
        return {"colours": _rounded(raw.colours, raw.alpha)}
    return {}


def _rounded(colours: NDArray[Any], alpha: NDArray[Any] | None) -> NDArray[Any]:
    """Divide by alpha with rounding where libvips has cut off: the stored product is the next whole number above."""
    if alpha is None or alpha.dtype != colours.dtype:
        return colours
    peak = int(np.iinfo(colours.dtype).max)
    rounded = colours.copy()
    for row, share in zip(rounded, alpha, strict=True):
        soft = (share > 0) & (share < peak)
        if soft.any():
            cover = share[soft].astype(np.uint64)[:, np.newaxis]
            stored = (row[soft].astype(np.uint64) * cover + (peak - 1)) // peak
            row[soft] = np.minimum((stored * peak + cover // 2) // cover, peak)
    return rounded


def _icc_lab(colours: NDArray[Any]) -> NDArray[np.float32]:
    # TIFF technote on ICCLAB: L over the whole range, a and b offset by half of it; 16 bits are 8 bits times 256.
    steps = np.float32(1 if colours.dtype == np.uint8 else 256)
    scale = np.array([100 / 255, 1, 1], np.float32) / steps
    return np.asarray(colours * scale - np.array([0, 128, 128], np.float32), dtype=np.float32)


def _through_pillow(path: Path) -> RawPicture:
    with silence(), shut_streams():
        from PIL import Image, UnidentifiedImageError  # noqa: PLC0415  # rarely needed, slow to import

        try:
            with Image.open(path, formats=["TIFF"]) as image:
                check_size(path, width=image.width, height=image.height, bytes_per_pixel=4)
                lab = image.mode == "LAB"
                samples = np.asarray(image if lab else image.convert("RGB"))
                if lab:  # a and b as the file has them, from -128 to 127
                    samples = samples ^ np.array([0, 128, 128], np.uint8)
                profile, orientation = image.info.get("icc_profile") or b"", image.getexif().get(274, 1)
        except (OSError, ValueError, IndexError, KeyError, SyntaxError, UnidentifiedImageError) as error:
            raise damaged(path) from error
    return RawPicture(
        colours=_icc_lab(samples) if lab else samples,
        alpha=None,
        model="lab" if lab else "rgb",
        bit_depth=8,
        profile=b"" if lab else profile,
        orientation=orientation,
    )
