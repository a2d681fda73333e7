"""Colours turned into those of a screen, by its ICC profile (ISO 15076-1), relative colorimetric with black point."""

import io
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms

from studio_app.domain.language import _
from studio_app.imaging.errors import ImagingError
from studio_app.imaging.wide_view import wide_for_screen

_ROWS = 512
_STEPS = 9
_NOTHING = 1
"""A screen whose colours differ by no more than this many codes is shown sRGB as it is."""


class NoScreenProfile(ImagingError):
    """A profile that is none, or not that of a screen."""


class ScreenColour:
    """Turns 8-bit sRGB into the codes that a screen with this profile shows as the same colour."""

    def __init__(self, profile: bytes) -> None:
        self.profile = profile
        try:
            screen = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            if screen.profile.xcolor_space.strip() != "RGB":
                raise _none()
            self.name = (screen.profile.profile_description or "").strip()
            self._transform = ImageCms.buildTransform(
                ImageCms.createProfile("sRGB"),
                screen,
                "RGB",
                "RGB",
                renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
                flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
            )
        except (OSError, ImageCms.PyCMSError, ValueError, TypeError) as error:
            raise _none() from error

    @property
    def changes_something(self) -> bool:
        """Whether any colour comes out by more than one code different: most screens are set to sRGB."""
        axis = np.linspace(0, 255, _STEPS).astype(np.uint8)
        cube = np.stack(np.meshgrid(axis, axis, axis), axis=-1).reshape(_STEPS, -1, 3)
        return bool(np.abs(self.turned(cube).astype(np.int16) - cube).max() > _NOTHING)

    def turned(self, samples: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """Return (height, width, 3) sRGB codes as the screen's."""
        out = np.empty_like(samples)
        for top in range(0, samples.shape[0], _ROWS):
            rows = np.ascontiguousarray(samples[top : top + _ROWS])
            image = Image.frombuffer("RGB", (rows.shape[1], rows.shape[0]), rows, "raw", "RGB", 0, 1)
            turned: Any = ImageCms.applyTransform(image, self._transform)
            out[top : top + _ROWS] = np.asarray(turned)
        return out

    def turned_wide(self, path: Path) -> NDArray[np.uint8]:
        """Return a picture that `write_wide` wrote as the screen's codes, with the colours that only it can show."""
        with tempfile.TemporaryDirectory(prefix="teire-screen-") as folder:
            profile = Path(folder) / "screen.icc"
            profile.write_bytes(self.profile)
            return wide_for_screen(path, profile)


def screen_colour(profile: bytes | None) -> ScreenColour | None:
    """Return how colours have to be turned for a screen; None where they need not be, or its profile is none."""
    if not profile:
        return None
    try:
        found = ScreenColour(profile)
    except NoScreenProfile:
        return None
    return found if found.changes_something else None


def _none() -> NoScreenProfile:
    return NoScreenProfile(
        _("This is no ICC profile of a screen."),
        hint=_("Choose the .icc or .icm file that your calibration program or your system made for the screen."),
    )
