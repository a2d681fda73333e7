"""A document's pictures, made small enough to be handed on; nothing that came in with them goes out with them."""

from dataclasses import dataclass

import numpy as np

from studio_app.domain.errors import StudioError
from studio_app.exports.documents import Figure
from studio_app.exports.note_pictures import LONGEST, jpeg_of
from studio_app.imaging.preview import read_reduced


@dataclass(frozen=True, slots=True, kw_only=True)
class Print:
    """A figure's JPEG and its size in pixels; empty where there is nothing to show, and `trouble` says why."""

    jpeg: bytes = b""
    width: int = 0
    height: int = 0
    trouble: str = ""


def print_of(figure: Figure) -> Print:
    """Return the picture at most 1600 pixels long, without metadata."""
    try:
        pixels = read_reduced(figure.path, LONGEST)
    except StudioError as error:
        return Print(trouble=str(error))
    if pixels.ndim == 2:
        pixels = np.repeat(pixels[:, :, np.newaxis], 3, axis=2)
    return Print(jpeg=jpeg_of(pixels), width=pixels.shape[1], height=pixels.shape[0])
