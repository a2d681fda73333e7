"""What is seen of a picture: transparent pixels over a mid grey."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from studio_app.analysis.oklab import Floats, to_oklab
from studio_app.domain.pictures import Picture, Samples, WorkingSpace

_GREY = 128 / 255


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Layer:
    """Samples of a picture laid on the canvas of the after-picture; alpha None means opaque."""

    pixels: Samples
    alpha: Samples | None
    space: WorkingSpace


def layer_of(picture: Picture) -> Layer:
    """Return the picture where it stands."""
    return Layer(pixels=picture.pixels, alpha=picture.alpha, space=picture.space)


def visible_samples(layer: Layer, rows: slice) -> Samples:
    """Return the samples of `rows` over mid grey (128 of 255 in the encoded values)."""
    pixels = layer.pixels[rows]
    if layer.alpha is None:
        return pixels
    peak = float(np.iinfo(pixels.dtype).max)
    share = (layer.alpha[rows].astype(np.float32) / np.float32(peak))[:, :, np.newaxis]
    mixed = pixels * share + np.float32(_GREY * peak) * (1 - share)
    rounded: Samples = np.rint(mixed).astype(pixels.dtype)
    return rounded


def visible_lab(layer: Layer, rows: slice) -> Floats:
    """Return OKLab of what is seen of `rows`."""
    samples: Any = np.ascontiguousarray(visible_samples(layer, rows))
    return to_oklab(samples, layer.space)


def alpha_share(layer: Layer, rows: slice) -> Floats:
    """Return alpha of `rows` from 0 to 1; an opaque picture is 1 everywhere."""
    if layer.alpha is None:
        return np.ones(layer.pixels[rows].shape[:2], dtype=np.float32)
    return layer.alpha[rows].astype(np.float32) / np.float32(np.iinfo(layer.alpha.dtype).max)
