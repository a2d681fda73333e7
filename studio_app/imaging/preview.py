"""Pictures for the screen: 8-bit sRGB PNG, written aside and renamed."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from studio_app.domain.colours import linear_to_srgb, srgb_to_linear
from studio_app.domain.language import _
from studio_app.domain.pictures import Picture, Samples, WorkingSpace
from studio_app.imaging.asides import ASIDE
from studio_app.imaging.colour import strips
from studio_app.imaging.errors import PreviewError
from studio_app.imaging.permissions import as_the_umask_allows
from studio_app.imaging.quiet import load_vips

_WITH_ALPHA, _OPAQUE = 4, 255
_TO_SRGB = np.array(
    [[1.660491, -0.587641, -0.072850], [-0.124550, 1.132900, -0.008349], [-0.018151, -0.100579, 1.118730]]
)


def write_thumbnail(picture: Picture, path: Path, longest: int = 256) -> None:
    """Write `picture` made smaller by area averaging until its longer side is `longest`; never enlarged."""
    write_png(_no_longer_than(picture, longest), path)


def write_small(picture: Picture, path: Path, longest: int) -> None:
    """Write `picture` as `write_thumbnail` does, as JPEG where no part of it is transparent: a tenth of the room."""
    samples = _no_longer_than(picture, longest)
    if samples.shape[2] == _WITH_ALPHA and samples[:, :, 3].min() < _OPAQUE:
        write_png(samples, path)
    else:
        _write(samples[:, :, :3], path, lambda image, aside: image.jpegsave(aside, Q=90, keep="none"))


def _no_longer_than(picture: Picture, longest: int) -> NDArray[np.uint8]:
    import cv2  # noqa: PLC0415  # slow to import

    height, width = picture.pixels.shape[:2]
    scale = min(1.0, longest / max(width, height))
    if scale == 1.0:
        return _in_full(picture)
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    if picture.alpha is None:
        small: Any = cv2.resize(picture.pixels, size, interpolation=cv2.INTER_AREA)
        return to_screen(small, picture.space)
    # Averaged with alpha multiplied in, or hidden colours would bleed into the edges.
    # In 16 bits, so that its rounding does not show in the colours it divides.
    steps = 65535 // picture.peak
    fine: Any = cv2.resize(picture.alpha * np.uint16(steps), size, interpolation=cv2.INTER_AREA)
    share = fine.astype(np.float32) / np.float32(steps)
    mixed = _averaged_by_alpha(picture, picture.alpha, size)
    colours = np.divide(mixed, share[:, :, np.newaxis], out=np.zeros_like(mixed), where=share[:, :, np.newaxis] > 0)
    small = np.rint(np.clip(colours * picture.peak, 0, picture.peak)).astype(picture.pixels.dtype)
    return np.dstack([to_screen(small, picture.space), _eight_bits(np.rint(share).astype(picture.pixels.dtype))])


def write_view(picture: Picture, path: Path) -> None:
    """Write `picture` in its full size."""
    write_png(_in_full(picture), path)


def _in_full(picture: Picture) -> NDArray[np.uint8]:
    screen = to_screen(picture.pixels, picture.space)
    return screen if picture.alpha is None else np.dstack([screen, _eight_bits(picture.alpha)])


def write_png(samples: NDArray[np.uint8], path: Path) -> None:
    """Write (height, width, 3 or 4) samples as PNG beside `path` and rename it into place."""
    _write(samples, path, lambda image, aside: image.pngsave(aside, compression=1, filter="sub"))


def _write(samples: NDArray[np.uint8], path: Path, save: Callable[[Any, str], object]) -> None:
    image = load_vips().Image.new_from_array(np.ascontiguousarray(samples), interpretation="srgb")
    write_beside(path, lambda aside: save(image, aside))


def write_beside(path: Path, save: Callable[[str], object]) -> None:
    """Let `save` write a PNG into a file beside `path`, and rename it into place."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, aside = tempfile.mkstemp(prefix=f"{ASIDE}{os.getpid()}-", suffix=".png", dir=path.parent)
    os.close(handle)
    try:
        save(aside)
        as_the_umask_allows(Path(aside))
        Path(aside).replace(path)
    except BaseException:
        Path(aside).unlink(missing_ok=True)
        raise


def read_view(path: Path) -> NDArray[np.uint8]:
    """Read a PNG of Teire's own: (height, width, 3) RGB, a transparent ground as white paper; grey as (height, width).

    Raises `PreviewError` where it cannot be read.
    """
    vips = load_vips()
    return _read(path, lambda: vips.Image.new_from_file(str(path), access="sequential", fail_on="error"))


def read_reduced(path: Path, longest: int) -> NDArray[np.uint8]:
    """As `read_view`, made smaller until its longer side is `longest` pixels; never enlarged."""
    vips = load_vips()
    return _read(
        path,
        lambda: vips.Image.thumbnail(str(path), longest, height=longest, size="down", no_rotate=True, fail_on="error"),
    )


def _read(path: Path, opened: Callable[[], Any]) -> NDArray[np.uint8]:
    vips = load_vips()
    try:
        image = opened()
        if image.hasalpha():
            image = image.flatten(background=255)
        samples: Any = image.numpy()
    except vips.Error as error:
        raise PreviewError(
            _("The preview “{name}” cannot be read.", name=path.name),
            hint=_("Delete the studio's folder “derived”; it is made again."),
        ) from error
    if samples.dtype != np.uint8:
        samples = (samples >> 8).astype(np.uint8)
    return samples[:, :, 0] if samples.ndim == 3 and samples.shape[2] == 1 else samples  # type: ignore[no-any-return]


def to_screen(pixels: Samples, space: WorkingSpace) -> NDArray[np.uint8]:
    """Return 8-bit sRGB; colours outside it come to rest on its edge."""
    if space is WorkingSpace.SRGB:
        return _eight_bits(pixels)
    screen = np.empty(pixels.shape, dtype=np.uint8)
    linear, encoded = _curves(pixels.dtype)
    matrix = _TO_SRGB.T.astype(np.float32)
    for rows in strips(pixels.shape[0], pixels.shape[1]):
        roots = np.sqrt(np.clip(linear[pixels[rows]] @ matrix, 0, 1))
        screen[rows] = encoded[np.rint(roots * 4095).astype(np.intp)]
    return screen


def _curves(dtype: np.dtype[np.uint8] | np.dtype[np.uint16]) -> tuple[NDArray[np.float32], NDArray[np.uint8]]:
    linear = srgb_to_linear(np.linspace(0.0, 1.0, int(np.iinfo(dtype).max) + 1)).astype(np.float32)
    return linear, np.rint(linear_to_srgb(np.linspace(0.0, 1.0, 4096) ** 2) * 255).astype(np.uint8)


def _averaged_by_alpha(picture: Picture, alpha: Samples, size: tuple[int, int]) -> NDArray[np.float32]:
    import cv2  # noqa: PLC0415

    product = np.empty(picture.pixels.shape, dtype=np.uint16)
    gain = 65535 / picture.peak**2
    for rows in strips(picture.pixels.shape[0], picture.pixels.shape[1]):
        product[rows] = np.rint(picture.pixels[rows] * (alpha[rows, :, np.newaxis] * np.float32(gain)))
    small = cv2.resize(product, size, interpolation=cv2.INTER_AREA)
    return np.asarray(small * np.float32(picture.peak / 65535), dtype=np.float32)


def _eight_bits(samples: Samples) -> NDArray[np.uint8]:
    if samples.dtype == np.uint8:
        return samples.astype(np.uint8, copy=False)
    import cv2  # noqa: PLC0415

    return np.asarray(cv2.convertScaleAbs(samples, alpha=1 / 257), dtype=np.uint8)
