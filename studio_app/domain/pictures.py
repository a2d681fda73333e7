"""A decoded picture."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from studio_app.domain.picture_facts import PictureFacts

Samples = NDArray[np.uint8] | NDArray[np.uint16]


class WorkingSpace(StrEnum):
    """The colour spaces pixels are kept in after decoding; both have the D65 white and the sRGB curve.

    `SRGB`: IEC 61966-2-1. `WIDE`: the primaries of ITU-R BT.2020 with the sRGB curve, for pictures whose
    profile reaches beyond sRGB, so that nothing is clipped before it is compared.
    """

    SRGB = "srgb"
    WIDE = "wide"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Picture:
    """Decoded pixels in a working space.

    `pixels` has shape (height, width, 3), red green blue, encoded with the space's curve, full range of its
    dtype (uint8: 0 to 255, uint16: 0 to 65535), not multiplied by alpha. `alpha` has shape (height, width) in the same
    dtype, or is None where the picture is opaque.
    """

    pixels: Samples
    alpha: Samples | None
    space: WorkingSpace
    facts: PictureFacts

    @property
    def peak(self) -> int:
        """The largest sample value: 255 or 65535."""
        return int(np.iinfo(self.pixels.dtype).max)
