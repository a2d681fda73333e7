"""The pictures of a dossier made to be looked at: each stage, beside it the heat of what changed."""

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

_LONGEST = 800
_BETWEEN = 12
_WHITE, _GREY = 255, 128

Pixels = NDArray[np.uint8]


def stage_pictures(dossier: ProcessDossier, folder: Path) -> dict[StageId, Path]:
    """Write a picture of each stage into `folder`: it, and beside it its kept map of change over it in grey.

    What cannot be read is left out; a stage with neither has no picture.
    """
    found: dict[StageId, Path] = {}
    for process in dossier.backgrounds:
        shown = {(one.stage, one.kind): one.path for one in process.pictures}
        for stage in process.stages:
            drawn = _drawn(shown.get((stage.id, PictureKind.STAGE)), shown.get((stage.id, PictureKind.CHANGE)))
            if drawn is not None:
                found[stage.id] = folder / f"{stage.id}.png"
                found[stage.id].write_bytes(png_of(drawn))
    return found


def _drawn(picture_at: Path | None, steps_at: Path | None) -> Pixels | None:
    picture = None if picture_at is None else _colours(picture_at)
    heat = None if steps_at is None else _heat(steps_at, picture)
    if picture is None or heat is None:
        return picture if heat is None else heat
    size = (heat.shape[1] * picture.shape[0] // heat.shape[0], picture.shape[0])
    beside = np.asarray(cv2.resize(heat, size, interpolation=cv2.INTER_NEAREST), np.uint8)
    between = np.full((picture.shape[0], _BETWEEN, 3), _WHITE, np.uint8)
    return np.ascontiguousarray(np.hstack([picture, between, beside]))


def _colours(path: Path) -> Pixels | None:
    """Return a picture, (height, width, 3) RGB."""
    try:
        pixels = read_reduced(path, _LONGEST)
    except StudioError:
        return None
    return np.repeat(pixels[:, :, np.newaxis], 3, axis=2) if pixels.ndim == 2 else pixels[:, :, :3]


def _heat(path: Path, picture: Pixels | None) -> Pixels | None:
    """Return heat over the dimmed picture, (height, width, 3) RGB."""
    steps = cv2.imread(str(path), cv2.IMREAD_GRAYSCALE)
    if not isinstance(steps, np.ndarray):
        return None
    small = _reduced(np.asarray(steps, np.uint8))
    height, width = small.shape
    grey = np.full((height, width), _GREY, np.uint8)
    if picture is not None:
        grey = np.asarray(cv2.resize(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), (width, height)), np.uint8)
    out = np.zeros((height, width, 4), np.uint8)
    heat_over(out, small, grey)
    return np.ascontiguousarray(out[:, :, 2::-1])


def _reduced(steps: Pixels) -> Pixels:
    """Return the map at most 800 pixels long; a change of a few pixels must not be averaged away."""
    factor = -(-max(steps.shape) // _LONGEST)
    if factor <= 1:
        return steps
    spread = cv2.dilate(steps, np.ones((factor, factor), np.uint8))
    return np.ascontiguousarray(np.asarray(spread, np.uint8)[::factor, ::factor])
