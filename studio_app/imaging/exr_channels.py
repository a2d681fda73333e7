"""Which of an EXR's channels are its picture, and the luminance and chroma kind turned into colours."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

_COLOURS = ("R", "G", "B")
_CHROMA = ("RY", "BY")
_TOGETHER = frozenset({"RGB", "RGBA"})


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Planes:
    """The channels of one layer: an array of colours, or planes of grey, luminance with chroma, or single colours."""

    colours: NDArray[Any] | tuple[NDArray[Any], ...]
    alpha: NDArray[Any] | None = None

    @property
    def is_luma_chroma(self) -> bool:
        """True where the planes are Y, RY and BY, the last two with fewer samples."""
        return isinstance(self.colours, tuple) and len({plane.shape for plane in self.colours}) > 1

    def light(self) -> NDArray[Any]:
        """Return (height, width, 3) light in the finest number type among the channels."""
        if not isinstance(self.colours, tuple):
            return self.colours
        kind = np.result_type(*(plane.dtype for plane in self.colours))
        height, width = self.colours[0].shape
        light = np.empty((height, width, 3), np.float16 if kind == np.float16 else np.float32)
        for index in range(3):
            light[:, :, index] = self.colours[index % len(self.colours)]
        return light


def find_planes(pixels: Mapping[str, NDArray[Any]]) -> Planes | None:
    """Return the picture among channels named `R` or, in a layer, `name.R`; the layer without a name comes first.

    The library has laid R, G, B and A of one layer together in one array, `RGB`, `RGBA` or called as the layer.
    Photoshop writes named layers only. Where several are named, Blender's `Combined` is the picture, else the first.
    """
    shown = {_layer(name, plane): True for name, plane in pixels.items()}
    for layer in sorted(shown, key=lambda name: (name != "", "Combined" not in name, name)):
        named = {
            name.removeprefix(f"{layer}."): plane for name, plane in pixels.items() if _layer(name, plane) == layer
        }
        if planes := _of_layer(named):
            return planes
    return None


def _layer(name: str, plane: NDArray[Any]) -> str:
    if plane.ndim == 3:
        return "" if name in _TOGETHER else name
    return name.rpartition(".")[0]


def _of_layer(named: Mapping[str, NDArray[Any]]) -> Planes | None:
    for plane in named.values():
        if plane.ndim == 3 and plane.dtype.kind == "f":
            return Planes(colours=plane[:, :, :3], alpha=plane[:, :, 3] if plane.shape[2] > 3 else None)
    flat = {name: plane for name, plane in named.items() if plane.ndim == 2 and plane.dtype.kind == "f"}
    colours = _colours_of(flat)
    if not colours:
        return None
    alpha = flat.get("A")
    return Planes(colours=colours, alpha=alpha if alpha is not None and alpha.shape == colours[0].shape else None)


def _colours_of(flat: Mapping[str, NDArray[Any]]) -> tuple[NDArray[Any], ...]:
    if some := [flat[name] for name in _COLOURS if name in flat]:
        black = np.zeros_like(some[0])  # a colour that is left out
        return tuple(flat.get(name, black) for name in _COLOURS)
    if "Y" in flat and all(name in flat for name in _CHROMA):
        return tuple(flat[name] for name in ("Y", *_CHROMA))
    return (flat["Y"],) if "Y" in flat else ()


def luma_chroma_to_rgb(planes: Planes, weights: NDArray[np.float64]) -> NDArray[np.float32]:
    """Return light from Y and the quarter-size RY = (R - Y) / Y and BY = (B - Y) / Y; `weights` make up Y."""
    import cv2  # noqa: PLC0415  # slow to import

    luma, *chroma = (np.nan_to_num(plane.astype(np.float32)) for plane in planes.colours)
    height, width = luma.shape
    light = np.empty((height, width, 3), np.float32)
    for index, ratio in zip((0, 2), chroma, strict=True):
        # A chroma sample lies on every second pixel, not between four of them.
        step = (height / ratio.shape[0], width / ratio.shape[1])
        shift = np.array([[1 / round(step[1]), 0, 0], [0, 1 / round(step[0]), 0]], np.float32)
        full: Any = cv2.warpAffine(
            ratio,
            shift,
            (width, height),
            flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
            borderMode=cv2.BORDER_REPLICATE,
        )
        light[:, :, index] = (full + 1) * luma
    red, green, blue = (np.float32(weight) for weight in weights / weights.sum())
    light[:, :, 1] = (luma - red * light[:, :, 0] - blue * light[:, :, 2]) / green
    return light
