"""A document's pictures, made small enough to be handed on; nothing that came in with them goes out with them."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from studio_app.domain.errors import StudioError
from studio_app.domain.progress import Progress
from studio_app.exports.documents import Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Print:
    """A figure's JPEG and its size in pixels; empty where there is nothing to show, and `trouble` says why."""

    jpeg: bytes = b""
    width: int = 0
    height: int = 0
    trouble: str = ""


def print_of(figure: Figure) -> Print:
    """Return the picture at most 1600 pixels long, without metadata."""
    # What handles pixels takes a seventh of a second to load, and most sheets have no picture.
    import numpy as np  # noqa: PLC0415

    from studio_app.exports.note_pictures import LONGEST, jpeg_of  # noqa: PLC0415
    from studio_app.imaging.preview import read_reduced  # noqa: PLC0415

    try:
        pixels = read_reduced(figure.path, LONGEST)
    except StudioError as error:
        return Print(trouble=str(error))
    if pixels.ndim == 2:
        pixels = np.repeat(pixels[:, :, np.newaxis], 3, axis=2)
    return Print(jpeg=jpeg_of(pixels), width=pixels.shape[1], height=pixels.shape[0])


class Figures:
    """Puts a document's pictures into the typesetter's folder, one after the other, and tells how far it is."""

    def __init__(self, folder: Path, count: int, progress: Progress) -> None:
        self._folder = folder
        self._count = count
        self._progress = progress
        self._done = 0

    def place(self, figure: Figure) -> dict[str, Any]:
        """Return the picture's name in the folder and its size; an empty name where it cannot be shown, and why."""
        picture = print_of(figure)
        name = f"{self._done:05}.jpg" if picture.jpeg else ""
        if name:
            (self._folder / name).write_bytes(picture.jpeg)
        self._done += 1
        self._progress(self._done / self._count)
        return {"file": name, "width": picture.width, "height": picture.height, "trouble": picture.trouble}
