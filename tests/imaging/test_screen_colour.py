"""Colours for a screen, against the arithmetic of its primaries and curve."""

import numpy as np
import pytest
from PIL import ImageCms

from studio_app.domain.colours import srgb_to_linear
from studio_app.imaging.screen_colour import NoScreenProfile, ScreenColour, screen_colour
from tests.imaging.screen_profiles import P3_UNDER_D50, screen_profile

SRGB_UNDER_D50 = np.array([[0.4361, 0.3851, 0.1431], [0.2225, 0.7169, 0.0606], [0.0139, 0.0971, 0.7141]])


def srgb() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def test_a_screen_of_srgb_turns_nothing():
    assert screen_colour(srgb()) is None
    assert screen_colour(None) is None
    assert screen_colour(b"") is None


# Named, since a profile holds the second at which it was made: no two processes would name their tests alike.
@pytest.mark.parametrize(
    "bad",
    [
        pytest.param(b"no profile", id="no profile"),
        pytest.param(srgb()[:100], id="cut in its header"),
        pytest.param(bytes(200), id="nothing but zeros"),
        pytest.param(screen_profile()[:180], id="cut in its table"),
    ],
)
def test_a_damaged_profile_turns_nothing_and_is_refused_when_chosen(bad):
    assert screen_colour(bad) is None
    with pytest.raises(NoScreenProfile):
        ScreenColour(bad)


def test_a_profile_that_is_no_screens_is_refused():
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    with pytest.raises(NoScreenProfile):
        ScreenColour(lab)


def test_colours_are_turned_by_primaries_and_curve():
    colour = screen_colour(screen_profile(gamma=2.2))
    assert colour is not None
    codes = np.random.default_rng(3).integers(0, 256, (700, 40, 3), dtype=np.uint8)
    light = srgb_to_linear(codes / 255) @ SRGB_UNDER_D50.T @ np.linalg.inv(P3_UNDER_D50).T
    wanted = np.clip(light, 0, 1) ** (1 / 2.2) * 255
    assert np.abs(colour.turned(codes) - wanted).max() < 1.6
    assert np.abs(colour.turned(codes).astype(int) - codes).max() > 10


def test_white_and_black_stay():
    colour = ScreenColour(screen_profile())
    ends = np.array([[[0, 0, 0], [255, 255, 255]]], np.uint8)
    assert np.array_equal(colour.turned(ends), ends)
    assert colour.name == "Test screen"
