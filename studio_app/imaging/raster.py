"""PNG, JPEG, TIFF, WebP and AVIF through libvips, but for plain PNGs: all bits kept, one strip at a time."""

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from studio_app.domain.language import _
from studio_app.domain.names import shown_name
from studio_app.imaging.errors import UnknownFormat, damaged
from studio_app.imaging.limits import check_size
from studio_app.imaging.plain_png import read_plain_png
from studio_app.imaging.png_colour import stated_colours
from studio_app.imaging.png_samples import png_samples
from studio_app.imaging.quiet import load_vips
from studio_app.imaging.raw import RawPicture

_TYPES: dict[str, type[Any]] = {
    "uchar": np.uint8,
    "char": np.int8,
    "ushort": np.uint16,
    "short": np.int16,
    "uint": np.uint32,
    "int": np.int32,
    "float": np.float32,
    "double": np.float64,
}
_STRIP_BYTES = 1 << 17
_MODELS = {1: "grey", 2: "grey", 3: "rgb"}


def read_raster(path: Path, source: Path | bytes, loader: str) -> RawPicture:
    """Decode `source`, a file or its bytes, of the format libvips calls `loader` (`png`); `path` is the name shown."""
    plain = read_plain_png(path, source) if loader == "png" else None
    if plain is not None:
        return plain
    vips = load_vips()
    # An unknown TIFF tag is a warning as much as a missing strip is; only libtiff's own errors count there.
    options = {"access": "sequential", "fail_on": "error" if loader == "tiff" else "truncated"}
    try:
        if isinstance(source, bytes):
            image = getattr(vips.Image, f"{loader}load_buffer")(source, **options)
        else:
            image = getattr(vips.Image, f"{loader}load")(str(source), **options)
        raw = _read(path, image, source if loader == "png" else None)
    except vips.Error as error:
        if "out of memory" in str(error).lower():
            raise MemoryError from error
        raise damaged(path) from error
    if loader == "png" and not raw.profile:
        return raw._replace(stated=stated_colours(source))
    return raw


def _read(path: Path, image: Any, png: Path | bytes | None) -> RawPicture:
    if image.format not in _TYPES:
        raise UnknownFormat(
            _("“{name}” holds numbers that are no colours.", name=shown_name(path)),
            hint=_("Save it as an ordinary RGB picture."),
        )
    sample = np.dtype(_TYPES[image.format]).itemsize
    check_size(path, width=image.width, height=image.height, bytes_per_pixel=image.bands * sample)
    parts = None if png is None else png_samples(path, png, (image.height, image.width, image.bands))
    colours, alpha, model = _split(parts or _fetch(image), image.interpretation)
    fields = image.get_fields()
    bits = image.get("bits-per-sample") if "bits-per-sample" in fields else 8 * sample
    return RawPicture(
        colours=colours,
        alpha=alpha,
        model=model,
        bit_depth=8 if "palette" in fields else bits,
        profile=bytes(image.get("icc-profile-data")) if "icc-profile-data" in fields else b"",
        orientation=image.get("orientation") if "orientation" in fields else 1,
        note=_("values above white clipped") if model == "linear" and colours.max() > 1 else "",
    )


def _fetch(image: Any) -> list[NDArray[Any]]:
    """Return the colour bands and the alpha band as arrays of their own, without a copy of the whole between."""
    width, height, bands = image.width, image.height, image.bands
    count = 3 if bands >= 3 else 1
    if image.interpretation == "cmyk" and bands >= 4:
        count = 4
    dtype = np.dtype(_TYPES[image.format])
    parts: list[NDArray[Any]] = [np.empty((height, width, count), dtype)]
    if bands > count:
        parts.append(np.empty((height, width), dtype))
    # A region is filled by this very thread, from the top downwards: no line is asked for twice, and none out of order.
    region = load_vips().Region.new(image)
    step = max(1, _STRIP_BYTES // (width * bands * dtype.itemsize))
    for top in range(0, height, step):
        rows = min(step, height - top)
        strip = np.frombuffer(region.fetch(0, top, width, rows), dtype).reshape(rows, width, bands)
        parts[0][top : top + rows] = strip[:, :, :count]
        if bands > count:
            parts[1][top : top + rows] = strip[:, :, count]
    return parts


def _split(parts: list[NDArray[Any]], interpretation: str) -> tuple[NDArray[Any], NDArray[Any] | None, str]:
    colours, alpha = parts[0], parts[1] if len(parts) > 1 else None
    if interpretation in {"lab", "labs"}:
        scale = np.array([100 / 32767, 1 / 256, 1 / 256]) if interpretation == "labs" else 1.0
        return (colours * scale).astype(np.float32), None if alpha is None else _unsigned(alpha), "lab"
    model = "cmyk" if colours.shape[2] == 4 else _MODELS[colours.shape[2]]
    if colours.dtype.kind == "f":
        light = np.broadcast_to(colours, (*colours.shape[:2], 3)).astype(np.float32)
        return light, None if alpha is None else _unsigned(alpha), "linear"
    return _unsigned(colours), None if alpha is None else _unsigned(alpha), model


def _unsigned(samples: NDArray[Any]) -> NDArray[Any]:
    if samples.dtype in {np.dtype(np.uint8), np.dtype(np.uint16)}:
        return samples
    if samples.dtype.kind == "f":
        return np.asarray(np.rint(np.clip(np.nan_to_num(samples), 0, 1) * 65535), dtype=np.uint16)
    if samples.dtype == np.uint32:
        return (samples >> 16).astype(np.uint16)
    ceiling = {1: 127, 2: 32767, 4: 2**31 - 1}[samples.dtype.itemsize]
    return np.asarray(np.rint(np.clip(samples, 0, None) / ceiling * 65535), dtype=np.uint16)
