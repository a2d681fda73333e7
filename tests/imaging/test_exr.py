"""EXR: premultiplied alpha, primaries, windows and layers, written with OpenEXR's own library."""

from pathlib import Path
from typing import Any

import numpy as np
import OpenEXR
import pytest

from studio_app.domain.pictures import WorkingSpace
from studio_app.imaging.decode import decode
from studio_app.imaging.errors import DamagedPicture, UnknownFormat
from studio_app.imaging.exr_channels import find_planes, luma_chroma_to_rgb
from tests.shared_data import shared_file

HALF_LIGHT = 48_195  # 0.5 of the light on sRGB's curve, of 65,535
P3 = (0.68, 0.32, 0.265, 0.69, 0.15, 0.06, 0.3127, 0.329)
XYZ = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0, 1 / 3, 1 / 3)


def exr(path: Path, channels: dict[str, np.ndarray], **header: Any) -> Path:
    settings = {"compression": OpenEXR.ZIP_COMPRESSION, "type": OpenEXR.scanlineimage, **header}
    with OpenEXR.File(settings, channels) as file:
        file.write(str(path))
    return path


def light(*pixels: tuple[float, ...]) -> np.ndarray:
    return np.array([pixels], np.float32)


def test_half_of_the_light(tmp_path: Path) -> None:
    for kind, bits in ((np.float32, 32), (np.float16, 16)):
        picture = decode(exr(tmp_path / "a.exr", {"RGB": light((0.5, 0.5, 0.5)).astype(kind)}))
        assert picture.pixels[0, 0].tolist() == pytest.approx([HALF_LIGHT] * 3, abs=5)
        assert picture.facts.bit_depth == bits


def test_colours_are_divided_by_the_alpha_that_exr_multiplies_in(tmp_path: Path) -> None:
    picture = decode(exr(tmp_path / "a.exr", {"RGBA": light((0.25, 0.125, 0.0, 0.5), (0.5, 0.5, 0.5, 1.0))}))
    assert picture.pixels[0, 0, 0] == pytest.approx(HALF_LIGHT, abs=5)
    assert picture.alpha is not None
    assert picture.alpha[0].tolist() == [32_768, 65_535]


def test_grey_with_alpha(tmp_path: Path) -> None:
    picture = decode(exr(tmp_path / "a.exr", {"Y": light((0.25,))[:, :, 0], "A": light((0.5,))[:, :, 0]}))
    assert picture.pixels[0, 0].tolist() == pytest.approx([HALF_LIGHT] * 3, abs=5)
    assert picture.alpha is not None


def test_a_picture_in_a_named_layer_is_found(tmp_path: Path) -> None:
    # Photoshop writes no other; beside a picture without a name, layers are not looked at.
    plane = light((0.5, 0.5))[:, 0]
    names = {f"Ebene 1.{name}": plane.reshape(1, 2).copy() for name in "RGB"}
    assert decode(exr(tmp_path / "a.exr", names)).pixels[0, 0].tolist() == pytest.approx([HALF_LIGHT] * 3, abs=5)
    both = {"RGB": light((0.0, 0.0, 0.0), (0.0, 0.0, 0.0)), **names}
    assert decode(exr(tmp_path / "b.exr", both)).pixels.max() == 0


def test_channels_of_depth_alone_are_no_picture(tmp_path: Path) -> None:
    with pytest.raises(UnknownFormat, match="no channels of colour or grey") as refused:
        decode(exr(tmp_path / "a.exr", {"Z": light((0.5,))[:, :, 0]}))
    assert refused.value.hint == "Save it with the channels R, G and B."


def test_stated_primaries_are_followed_and_what_fits_srgb_stays_in_it(tmp_path: Path) -> None:
    red = decode(exr(tmp_path / "a.exr", {"RGB": light((1.0, 0.0, 0.0))}, chromaticities=P3))
    # The red of P3 in linear BT.2020 is 0.7538, 0.0457, -0.0012.
    assert red.space is WorkingSpace.WIDE
    assert red.pixels[0, 0].tolist() == pytest.approx([57_869, 15_516, 0], abs=150)
    grey = decode(exr(tmp_path / "b.exr", {"RGB": light((0.5, 0.5, 0.5))}, chromaticities=P3))
    assert grey.space is WorkingSpace.SRGB
    assert grey.pixels[0, 0].tolist() == pytest.approx([HALF_LIGHT] * 3, abs=5)


def test_channels_that_are_x_y_and_z_keep_the_white_of_the_screen(tmp_path: Path) -> None:
    d65 = light((0.5 * 0.95046, 0.5, 0.5 * 1.08906))
    picture = decode(exr(tmp_path / "a.exr", {"RGB": d65}, chromaticities=XYZ))
    assert picture.pixels[0, 0].tolist() == pytest.approx([HALF_LIGHT] * 3, abs=30)


def test_light_below_zero_is_a_colour_beyond_srgb(tmp_path: Path) -> None:
    assert decode(exr(tmp_path / "a.exr", {"RGB": light((0.9, -0.1, 0.5))})).space is WorkingSpace.WIDE


def test_the_display_window_is_the_picture(tmp_path: Path) -> None:
    data = {"RGB": light((0.5, 0.5, 0.5), (1.0, 1.0, 1.0))}
    path = exr(tmp_path / "a.exr", data, dataWindow=((0, 0), (1, 0)), displayWindow=((1, 0), (2, 1)))
    picture = decode(path)
    assert picture.pixels[:, :, 0].tolist() == [[65_535, 0], [0, 0]]
    assert picture.alpha is not None
    assert picture.alpha.tolist() == [[65_535, 0], [0, 0]]


def test_luminance_and_chroma_become_colours() -> None:
    # R - Y is as much as Y and B - Y nothing: red 1, blue 0.5, and of
    # 0.2126 R + 0.7152 G + 0.0722 B = 0.5 that leaves green 0.3514.
    pixels = {
        "Y": np.full((4, 4), 0.5, np.float32),
        "RY": np.ones((2, 2), np.float32),
        "BY": np.zeros((2, 2), np.float32),
    }
    planes = find_planes(pixels)
    assert planes is not None
    assert planes.is_luma_chroma
    colours = luma_chroma_to_rgb(planes, np.array([0.2126, 0.7152, 0.0722]))
    assert colours.reshape(-1, 3) == pytest.approx(np.tile([1.0, 0.3514, 0.5], (16, 1)), abs=1e-4)


def test_damage_is_one_sentence_and_the_library_prints_nothing(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    noise = np.random.default_rng(0).random((64, 64, 3), np.float32)
    path = exr(tmp_path / "a.exr", {"RGB": noise})
    path.write_bytes(path.read_bytes()[:-2_000])
    with pytest.raises(DamagedPicture):
        decode(path)
    assert capfd.readouterr() == ("", "")


def test_the_first_part_is_the_picture(tmp_path: Path) -> None:
    parts = [
        OpenEXR.Part({"name": name, "type": OpenEXR.scanlineimage}, {"RGB": light((value,) * 3)})
        for name, value in (("colour", 0.5), ("matte", 1.0))
    ]
    with OpenEXR.File(parts) as file:
        file.write(str(tmp_path / "a.exr"))
    assert decode(tmp_path / "a.exr").pixels[0, 0].tolist() == pytest.approx([HALF_LIGHT] * 3, abs=5)


def test_exr_and_its_png_are_the_same_picture() -> None:
    one, other = (
        decode(shared_file(f"c_artist_files/kif_gray.{ending}")).pixels.astype(int) for ending in ("exr", "png")
    )
    assert np.abs(one - other).max() < 20
