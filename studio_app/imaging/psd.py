"""The merged picture of a PSD or PSB; where it was not saved, the layers composed by psd-tools."""

import warnings
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from studio_app.domain.language import _
from studio_app.domain.names import shown_name
from studio_app.imaging.colour import strips
from studio_app.imaging.errors import DamagedPicture, UnknownFormat, damaged
from studio_app.imaging.limits import check_size
from studio_app.imaging.psd_sections import PsdSections, read_sections
from studio_app.imaging.quiet import silence
from studio_app.imaging.raw import RawPicture

_BITMAP, _GREY, _INDEXED, _RGB, _CMYK, _DUOTONE, _LAB = 0, 1, 2, 3, 4, 8, 9
_COLOURS = {_BITMAP: 1, _GREY: 1, _INDEXED: 1, _RGB: 3, _CMYK: 4, _DUOTONE: 1, _LAB: 3}
# The white that lies under a merged picture, in the document's own samples from 0 to 1.
_WHITE = {_LAB: (1.0, 128 / 255, 128 / 255)}
_COMPOSABLE_PIXELS = 16_000_000


def read_psd(path: Path) -> RawPicture:
    """Decode the merged picture in the document's own colours."""
    sections = read_sections(path)
    if sections.mode not in _COLOURS or sections.channels < _COLOURS[sections.mode]:
        raise UnknownFormat(
            _("“{name}” is in a Photoshop colour mode that Teire does not read.", name=shown_name(path)),
            hint=_("Convert it to RGB in Photoshop and save it again."),
        )
    sample_bytes = max(1, sections.depth // 8)
    check_size(path, width=sections.width, height=sections.height, bytes_per_pixel=sections.channels * sample_bytes)
    with silence():
        return _merged(path, sections) if sections.has_picture else _composed(path, sections)


def _merged(path: Path, sections: PsdSections) -> RawPicture:
    planes = _planes(path, sections)
    count = _COLOURS[sections.mode]
    # One copy turns the planes into pixels and their bytes round; whole pictures in between would cost memory.
    colours = np.empty((sections.height, sections.width, count), planes.dtype.newbyteorder("="))
    for channel in range(count):
        colours[:, :, channel] = planes[channel]
    alpha = None
    if sections.has_merged_alpha and sections.channels > count:
        alpha = planes[count].astype(colours.dtype)
    del planes
    return _raw(sections, colours, alpha)


def _planes(path: Path, sections: PsdSections) -> NDArray[Any]:
    """Return (channels, height, width) samples in the file's byte order."""
    height, width, depth = sections.height, sections.width, sections.depth
    rows = height * sections.channels
    row_bytes = (width * depth + 7) // 8
    plain = _plain(path, sections, rows)
    if len(plain) < rows * row_bytes:
        raise damaged(path)
    if depth == 1:
        bits = np.unpackbits(np.frombuffer(plain, np.uint8, rows * row_bytes).reshape(rows, row_bytes), axis=1)
        return (255 * (1 - bits[:, :width])).astype(np.uint8).reshape(sections.channels, height, width)
    stored = np.frombuffer(plain, {8: "u1", 16: ">u2", 32: ">f4"}[depth], rows * width)
    return stored.reshape(sections.channels, height, width)


def _plain(path: Path, sections: PsdSections, rows: int) -> bytes:
    from psd_tools.compression import PSDDecompressionWarning, decompress  # noqa: PLC0415  # slow to import
    from psd_tools.constants import Compression  # noqa: PLC0415

    with path.open("rb") as file:
        file.seek(sections.picture_at)
        method, data = file.read(2), file.read()
    try:
        compression = Compression(int.from_bytes(method))
        if compression == Compression.RLE:
            _check_runs(data, rows, sections.version)
        # psd-tools warns of a broken picture and hands back black.
        with warnings.catch_warnings():
            warnings.simplefilter("error", PSDDecompressionWarning)
            plain: bytes = decompress(data, compression, sections.width, rows, sections.depth, sections.version)
    except (ValueError, IndexError, OSError, PSDDecompressionWarning) as error:
        raise damaged(path) from error
    return plain


def _check_runs(data: bytes, rows: int, version: int) -> None:
    """Raise `ValueError` where the packed rows that the picture announces are not all there."""
    counts = np.frombuffer(data, ">u2" if version == 1 else ">u4", rows)
    if len(data) < counts.nbytes + int(counts.sum(dtype=np.uint64)):
        raise ValueError


def _raw(sections: PsdSections, colours: NDArray[Any], alpha: NDArray[Any] | None) -> RawPicture:
    model = {_RGB: "rgb", _INDEXED: "rgb", _CMYK: "cmyk", _LAB: "lab"}.get(sections.mode, "grey")
    if sections.mode == _INDEXED:
        indices = colours[:, :, 0]
        if sections.transparent_index is not None:
            alpha = np.where(indices == sections.transparent_index, 0, 255).astype(np.uint8)
        palette = np.frombuffer(sections.palette[:768].ljust(768, b"\0"), np.uint8).reshape(3, 256).T
        colours = palette[indices]
    elif alpha is not None:
        colours = _without_white(colours, alpha, _WHITE.get(sections.mode, (1.0,)))
    if sections.mode == _CMYK:
        colours = np.iinfo(colours.dtype).max - colours
    elif sections.mode == _LAB:
        colours = _lab(colours)
    elif sections.depth == 32:
        model = "linear"
        colours = np.broadcast_to(colours, (*colours.shape[:2], 3))
    return RawPicture(
        colours=colours,
        alpha=_alpha_samples(alpha),
        model=model,
        bit_depth=sections.depth,
        profile=b"" if model == "lab" else sections.profile,
        orientation=sections.orientation,
        note=_("values above white clipped") if model == "linear" and float(np.nanmax(colours)) > 1 else "",
    )


def _lab(colours: NDArray[Any]) -> NDArray[np.float32]:
    lab = np.empty(colours.shape, np.float32)
    scale = np.array([100, 255, 255], np.float32) / np.float32(np.iinfo(colours.dtype).max)
    for rows in strips(*colours.shape[:2]):
        lab[rows] = colours[rows] * scale - np.array([0, 128, 128], np.float32)
    return lab


def _alpha_samples(alpha: NDArray[Any] | None) -> NDArray[Any] | None:
    if alpha is not None and alpha.dtype == np.float32:
        return np.asarray(np.rint(np.clip(np.nan_to_num(alpha), 0, 1) * 65535), dtype=np.uint16)
    return alpha


def _without_white(colours: NDArray[Any], alpha: NDArray[Any], white: tuple[float, ...]) -> NDArray[Any]:
    """Take out, in place, the white that Photoshop blends into the merged picture where it is not opaque."""
    peak = 1.0 if colours.dtype == np.float32 else float(np.iinfo(colours.dtype).max)
    for rows in strips(*alpha.shape):
        soft = (alpha[rows] > 0) & (alpha[rows] < peak)
        if soft.any():
            share = (alpha[rows][soft] / np.float64(peak))[:, np.newaxis]
            clean = (colours[rows][soft] / np.float64(peak) - (1 - share) * np.array(white)) / share
            colours[rows][soft] = np.rint(np.clip(clean, 0, 1) * peak) if peak > 1 else clean
    return colours


def _composed(path: Path, sections: PsdSections) -> RawPicture:
    """Compose the layers, since the merged picture of this document is only a placeholder."""
    if sections.width * sections.height > _COMPOSABLE_PIXELS or sections.mode not in {_RGB, _GREY}:
        raise _no_picture(path)
    from psd_tools import PSDImage  # noqa: PLC0415

    try:
        image = PSDImage.open(path).composite(force=True)
    except Exception as error:  # a document beyond psd-tools ends in many kinds of error
        raise _no_picture(path) from error
    if image is None or image.size != (sections.width, sections.height):
        raise _no_picture(path)
    samples = np.asarray(image.convert("RGBA"))
    return RawPicture(
        colours=np.ascontiguousarray(samples[:, :, :3]),
        alpha=np.ascontiguousarray(samples[:, :, 3]),
        model="rgb",
        bit_depth=sections.depth,
        profile=sections.profile if sections.mode == _RGB else b"",
        orientation=sections.orientation,
        note=_("composed from its layers"),
    )


def _no_picture(path: Path) -> DamagedPicture:
    return DamagedPicture(
        _("“{name}” was saved without its merged picture.", name=shown_name(path)),
        hint=_("Save it again in Photoshop with “Maximize Compatibility”, or as PNG."),
    )
