"""The picture of a note with what was drawn on it, small enough to be handed on."""

import io
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from studio_app.domain.errors import StudioError
from studio_app.imaging.marks import with_marks
from studio_app.imaging.preview import read_reduced
from studio_app.workflow.note_sheets import Note

LONGEST = 1600
"""Pixels of the longer side."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class NotePicture:
    """A marked picture, (height, width, 3) RGB; None where there is none to show, and `trouble` says why."""

    pixels: NDArray[np.uint8] | None
    trouble: str = ""


def note_picture(note: Note) -> NotePicture:
    """Return the picture of a note, at most 1600 pixels long, with the marks on it."""
    if note.view is None:
        return NotePicture(pixels=None, trouble=note.trouble)
    try:
        pixels = read_reduced(note.view, LONGEST)
    except StudioError as error:
        return NotePicture(pixels=None, trouble=str(error))
    if pixels.ndim == 2:
        pixels = np.repeat(pixels[:, :, np.newaxis], 3, axis=2)
    drawing = note.review.drawing
    return NotePicture(pixels=with_marks(pixels, drawing) if drawing is not None else pixels)


def png_of(pixels: NDArray[np.uint8]) -> bytes:
    """Encode a picture without loss."""
    return _encoded(pixels, "PNG", compress_level=6)


def jpeg_of(pixels: NDArray[np.uint8]) -> bytes:
    """Encode a picture for paper: colours at every pixel, so that red marks keep their edges."""
    return _encoded(pixels, "JPEG", quality=90, subsampling=0)


def _encoded(pixels: NDArray[np.uint8], kind: str, **options: int) -> bytes:
    from PIL import Image  # noqa: PLC0415  # only needed where a picture is written

    file = io.BytesIO()
    Image.fromarray(pixels).save(file, kind, **options)
    return file.getvalue()
