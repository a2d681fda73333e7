"""Colours beyond sRGB reach a screen that can show them."""

import tracemalloc
from pathlib import Path

import numpy as np
import pytest
import pyvips
from PIL import Image

from studio_app.domain.ids import Digest
from studio_app.domain.picture_facts import PictureFacts
from studio_app.domain.pictures import Picture, WorkingSpace
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


def test_half_covered_paint_is_mixed_with_the_paper_without_whole_fractions(tmp_path: Path) -> None:
    size = (1500, 2000)
    pixels = np.zeros((*size, 3), np.uint16)
    alpha = np.full(size, 32768, np.uint16)
    said = {"file_format": "psd", "bit_depth": 16, "colour_space": ""}
    facts = PictureFacts(sha256=Digest("0" * 64), size_bytes=1, width=size[1], height=size[0], **said)
    picture = Picture(pixels=pixels, alpha=alpha, space=WorkingSpace.WIDE, facts=facts)
    tracemalloc.start()
    write_wide(picture, tmp_path / "wide.png")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    seen = pyvips.Image.new_from_file(str(tmp_path / "wide.png")).numpy()
    assert set(np.unique(seen)) == {round(65535 * (1 - 32768 / 65535))}
    assert peak < 3 * pixels.nbytes, "floats of the whole picture would be four times it"
