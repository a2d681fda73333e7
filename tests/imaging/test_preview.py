"""Thumbnails and views."""

from pathlib import Path

import numpy as np
from PIL import Image

from studio_app.domain.ids import Digest
from studio_app.domain.picture_facts import PictureFacts
from studio_app.domain.pictures import Picture, Samples, WorkingSpace
from studio_app.imaging.preview import write_small, write_thumbnail, write_view


def picture(pixels: Samples, alpha: Samples | None = None, space: WorkingSpace = WorkingSpace.SRGB) -> Picture:
    height, width = pixels.shape[:2]
    facts = PictureFacts(
        sha256=Digest("0" * 64),
        size_bytes=1,
        file_format="png",
        width=width,
        height=height,
        bit_depth=8,
        colour_space="",
    )
    return Picture(pixels=pixels, alpha=alpha, space=space, facts=facts)


def test_a_thumbnail_averages_areas(tmp_path: Path) -> None:
    pixels = np.zeros((4, 8, 3), np.uint8)
    pixels[:, ::2] = 200
    write_thumbnail(picture(pixels), tmp_path / "t.png", longest=4)
    with Image.open(tmp_path / "t.png") as image:
        assert image.size == (4, 2)
        assert np.asarray(image).min() == np.asarray(image).max() == 100
    assert [entry.name for entry in tmp_path.iterdir()] == ["t.png"]


def test_hidden_colours_do_not_bleed_into_a_thumbnail(tmp_path: Path) -> None:
    pixels = np.zeros((2, 2, 3), np.uint8)
    pixels[0] = 200
    alpha = np.array([[255, 255], [0, 0]], np.uint8)
    write_thumbnail(picture(pixels, alpha), tmp_path / "t.png", longest=1)
    with Image.open(tmp_path / "t.png") as image:
        assert image.getpixel((0, 0)) == (200, 200, 200, 128)


def test_a_view_is_eight_bit_srgb(tmp_path: Path) -> None:
    # White is white in every space; BT.2020's own red is the most red that sRGB has.
    wide = np.array([[[65535, 65535, 65535], [65535, 0, 0]]], np.uint16)
    write_view(picture(wide, space=WorkingSpace.WIDE), tmp_path / "v.png")
    with Image.open(tmp_path / "v.png") as image:
        assert np.asarray(image).tolist() == [[[255, 255, 255], [255, 0, 0]]]


def test_a_small_picture_is_a_jpeg_without_alpha_and_a_png_with(tmp_path: Path) -> None:
    pixels = np.full((40, 80, 3), (200, 120, 40), np.uint8)
    clear = np.full((40, 80), 255, np.uint8)
    write_small(picture(pixels, clear), tmp_path / "opaque", 20)
    clear[:20] = 0
    write_small(picture(pixels, clear), tmp_path / "clear", 20)
    with Image.open(tmp_path / "opaque") as image:
        assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (20, 10))
        assert np.abs(np.asarray(image).astype(int) - (200, 120, 40)).max() <= 3
        assert not image.getexif()
    with Image.open(tmp_path / "clear") as image:
        assert (image.format, image.mode, image.size) == ("PNG", "RGBA", (20, 10))
        assert image.getpixel((0, 9)) == (200, 120, 40, 255)


def test_a_small_picture_is_never_enlarged_and_always_srgb(tmp_path: Path) -> None:
    wide = np.full((3, 4, 3), 65535, np.uint16)
    write_small(picture(wide, space=WorkingSpace.WIDE), tmp_path / "small", 512)
    with Image.open(tmp_path / "small") as image:
        assert (image.format, image.size) == ("JPEG", (4, 3))
        assert np.asarray(image).min() == 255
