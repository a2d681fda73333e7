"""Samples as a file stores them, on their way to a working space."""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from studio_app.imaging.profiles import Profile


class RawPicture(NamedTuple):
    """What a format's reader hands on: upright or not, in the file's own colours.

    `colours` has shape (height, width, channels); `model` names the channels: `rgb`, `grey`, `cmyk` (0 is no
    ink), `lab` (float32, L 0 to 100) or `linear` (RGB light, float32 or float16). `alpha` has the dtype of the finished
    picture. `profile` holds ICC bytes or is empty; `stated` is what fields of the format itself say of the colours,
    where it carries no ICC profile. `orientation` is EXIF's, 1 to 8.
    """

    colours: NDArray[Any]
    alpha: NDArray[np.uint8] | NDArray[np.uint16] | None
    model: str
    bit_depth: int
    profile: bytes = b""
    stated: Profile | None = None
    orientation: int = 1
    note: str = ""
