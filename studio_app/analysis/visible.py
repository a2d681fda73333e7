"""What is seen of a picture: transparent pixels over a mid grey, both pictures of a pair in one space and depth."""

from typing import Any, NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from studio_app.analysis.oklab import SRGB_TO_WIDE, encode_16, linear_light
from studio_app.analysis.strips import in_strips
from studio_app.domain.pictures import Picture, Samples, WorkingSpace

_GREY = 128 / 255


class Layer(NamedTuple):
    """Samples of a picture as they are measured; alpha None means opaque.

    `pixels` has shape (height, width, 3) in uint8 or uint16, encoded with the sRGB curve in `space`'s primaries;
    `alpha` has shape (height, width) in the same dtype.
    """

    pixels: Samples
    alpha: Samples | None
    space: WorkingSpace

    @property
    def height(self) -> int:
        """Rows of pixels."""
        return int(self.pixels.shape[0])

    @property
    def width(self) -> int:
        """Columns of pixels."""
        return int(self.pixels.shape[1])


def layer_of(picture: Picture) -> Layer:
    """Return the picture where it stands."""
    return Layer(pixels=picture.pixels, alpha=picture.alpha, space=picture.space)


def made_alike(one: Layer, other: Layer) -> tuple[Layer, Layer]:
    """Return both layers in one space and one depth: the wider space, the finer depth of the two."""
    if WorkingSpace.WIDE in {one.space, other.space}:
        one, other = _widened(one), _widened(other)
    if one.pixels.dtype != other.pixels.dtype:
        one, other = _deepened(one), _deepened(other)
    return one, other


def visible_samples(layer: Layer, rows: slice) -> Samples:
    """Return the samples of `rows` over mid grey (128 of 255 in the encoded values), contiguous."""
    pixels: Any = np.ascontiguousarray(layer.pixels[rows])
    if layer.alpha is None:
        return pixels  # type: ignore[no-any-return]
    return over_grey(pixels, layer.alpha[rows])


def over_grey(pixels: Samples, alpha: Samples) -> Samples:
    """Return (rows, columns, 3) samples with their transparent parts over mid grey."""
    peak = float(np.iinfo(pixels.dtype).max)
    share = (alpha.astype(np.float32) / np.float32(peak))[:, :, np.newaxis]
    mixed = pixels * share + np.float32(_GREY * peak) * (1 - share)
    rounded: Samples = np.rint(mixed).astype(pixels.dtype)
    return rounded


def _deepened(layer: Layer) -> Layer:
    if layer.pixels.dtype == np.uint16:
        return layer
    deep = np.empty(layer.pixels.shape, np.uint16)

    def fill(rows: slice) -> None:
        np.multiply(layer.pixels[rows], np.uint16(257), out=deep[rows], dtype=np.uint16)

    in_strips(layer.height, layer.width, fill)
    alpha = None if layer.alpha is None else layer.alpha.astype(np.uint16) * np.uint16(257)
    return Layer(pixels=deep, alpha=alpha, space=layer.space)


def _widened(layer: Layer) -> Layer:
    if layer.space is WorkingSpace.WIDE:
        return layer
    wide: NDArray[np.uint16] = np.empty(layer.pixels.shape, np.uint16)
    matrix = SRGB_TO_WIDE.astype(np.float32)

    def fill(rows: slice) -> None:
        wide[rows] = encode_16(cv2.transform(linear_light(np.ascontiguousarray(layer.pixels[rows])), matrix))

    in_strips(layer.height, layer.width, fill)
    alpha = layer.alpha
    if alpha is not None and alpha.dtype == np.uint8:
        alpha = alpha.astype(np.uint16) * np.uint16(257)
    return Layer(pixels=wide, alpha=alpha, space=WorkingSpace.WIDE)
