"""Kept maps of change made to be looked at: heat over the dimmed picture, as the window shows it."""

from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from studio_app.domain.errors import StudioError
from studio_app.domain.ids import StageId
from studio_app.exports.note_pictures import png_of
from studio_app.imaging.preview import read_reduced
from studio_app.statements.answers.dossier_values import PictureKind, ProcessDossier
from studio_app.viewing.heat import heat_over

_LONGEST = 1000


def change_pictures(dossier: ProcessDossier, folder: Path) -> dict[StageId, Path]:
    """Write a picture of each kept map of change into `folder`; one that cannot be read is left out."""
    found: dict[StageId, Path] = {}
    for process in dossier.backgrounds:
        shown = {one.stage: one.path for one in process.pictures if one.kind is PictureKind.STAGE}
        for one in process.pictures:
            if one.kind is PictureKind.CHANGE:
                drawn = _drawn(one.path, shown.get(one.stage))
                if drawn is not None:
                    found[one.stage] = folder / f"{one.stage}.png"
                    found[one.stage].write_bytes(png_of(drawn))
    return found


def _drawn(steps_at: Path, picture: Path | None) -> NDArray[np.uint8] | None:
    """Return heat over the picture, (height, width, 3) RGB; the strongest step of each cell is kept."""
    try:
        steps = _single(cv2.imread(str(steps_at), cv2.IMREAD_GRAYSCALE))
        grey = None if picture is None else _grey(read_reduced(picture, _LONGEST))
    except (StudioError, cv2.error):
        return None
    if steps is None:
        return None
    small = _reduced(steps)
    height, width = small.shape
    under = np.full((height, width), 128, np.uint8) if grey is None else cv2.resize(grey, (width, height))
    out = np.zeros((height, width, 4), np.uint8)
    out[:, :, :3] = under[:, :, np.newaxis]
    out[:, :, 3] = 255
    heat_over(out, small)
    return np.ascontiguousarray(out[:, :, 2::-1])


def _reduced(steps: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return the map at most 1000 pixels long; a change of a few pixels must not be averaged away."""
    factor = -(-max(steps.shape) // _LONGEST)
    if factor <= 1:
        return steps
    spread = cv2.dilate(steps, np.ones((factor, factor), np.uint8))
    return np.ascontiguousarray(spread[::factor, ::factor])


def _single(image: object) -> NDArray[np.uint8] | None:
    return image if isinstance(image, np.ndarray) else None


def _grey(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    return pixels if pixels.ndim == 2 else np.asarray(cv2.cvtColor(pixels[:, :, :3], cv2.COLOR_RGB2GRAY), np.uint8)
