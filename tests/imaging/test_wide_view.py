"""Colours beyond sRGB reach a screen that can show them."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from studio_app.imaging.decode import decode
from studio_app.imaging.preview import read_view, write_view
from studio_app.imaging.screen_colour import ScreenColour
from studio_app.imaging.wide_view import write_wide
from tests.imaging.screen_profiles import screen_profile

COLOURS = np.array([[255, 0, 0], [0, 255, 0], [0, 0, 255], [255, 255, 255], [0, 0, 0], [200, 60, 30]], np.uint8)


@pytest.fixture
def wide(tmp_path: Path) -> Path:
    """A picture in the very colours of the screen, as its profile says."""
    path = tmp_path / "p3.png"
    Image.fromarray(np.repeat(COLOURS[None], 4, axis=0)).save(path, icc_profile=screen_profile())
    return path


def test_what_the_screen_can_show_it_shows(wide: Path, tmp_path: Path) -> None:
    picture = decode(wide)
    write_wide(picture, tmp_path / "wide.png")
    write_view(picture, tmp_path / "view.png")
    colour = ScreenColour(screen_profile())
    seen = colour.turned_wide(tmp_path / "wide.png")[0].astype(int)
    # As light, since near black a code is next to nothing; P3 reaches a hair beyond BT.2020 at its red.
    assert np.abs((seen / 255) ** 2.2 - (COLOURS / 255) ** 2.2).max() < 0.02
    clipped = colour.turned(read_view(tmp_path / "view.png"))[0].astype(int)
    assert np.abs(clipped[:2] - COLOURS[:2]).max() > 15, "through sRGB the strongest colours are lost"


def test_a_picture_within_srgb_is_kept_once(tmp_path: Path) -> None:
    Image.fromarray(np.repeat(COLOURS[None], 4, axis=0)).save(tmp_path / "a.png")
    write_wide(decode(tmp_path / "a.png"), tmp_path / "wide.png")
    assert not (tmp_path / "wide.png").exists()


def test_what_is_transparent_lies_on_white(wide: Path, tmp_path: Path) -> None:
    path = tmp_path / "clear.png"
    clear = np.dstack([np.repeat(COLOURS[None], 4, axis=0), np.full((4, len(COLOURS)), 0, np.uint8)])
    Image.fromarray(clear).save(path, icc_profile=screen_profile())
    write_wide(decode(path), tmp_path / "wide.png")
    assert ScreenColour(screen_profile()).turned_wide(tmp_path / "wide.png").min() >= 254
