"""ORA pictures composed from their layers."""

import io
import zipfile
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from studio_app.imaging.decode import decode
from studio_app.imaging.errors import DamagedPicture
from tests.imaging.test_decode import png
from tests.shared_data import shared_file

RED = np.array([[[255, 0, 0]]], np.uint8)


def packed(pixels: np.ndarray, **options: object) -> bytes:
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "PNG", **options)
    return file.getvalue()


def ora(path: Path, *layers: bytes) -> Path:
    """Write an ORA of one pixel without its merged picture, `layers` topmost first."""
    names = [f"data/{index}.png" for index in range(len(layers))]
    stack = "".join(f'<layer src="{name}" opacity="1.0"/>' for name in names)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "image/openraster")
        archive.writestr("stack.xml", f'<image w="1" h="1"><stack>{stack}</stack></image>')
        for name, data in zip(names, layers, strict=True):
            archive.writestr(name, data)
    return path


def test_half_a_white_over_red_is_pink(tmp_path: Path) -> None:
    picture = decode(ora(tmp_path / "a.ora", packed(np.array([[[255, 255, 255, 128]]], np.uint8)), packed(RED)))
    assert picture.pixels.tolist() == [[[255, 128, 128]]]
    assert picture.alpha is None
    assert picture.facts.bit_depth == 8


def test_a_layer_of_sixteen_bits_keeps_them(tmp_path: Path) -> None:
    deep = png(1, 1, depth=16, data=b"\0\x12\x34\x80\1\xff\xff")
    picture = decode(ora(tmp_path / "a.ora", deep))
    assert picture.pixels.tolist() == [[[0x1234, 0x8001, 0xFFFF]]]
    assert picture.facts.bit_depth == 16


def test_the_profile_of_the_layers_is_followed(tmp_path: Path) -> None:
    adobe = shared_file("c_artist_files/icc_AdobeCompat-v4.icc").read_bytes()
    green = np.array([[[0, 255, 0]]], np.uint8)
    picture = decode(ora(tmp_path / "a.ora", packed(green, icc_profile=adobe)))
    # Adobe RGB's green in linear BT.2020 is 0.0775, 0.8915, 0.0430.
    assert picture.pixels[0, 0].tolist() == pytest.approx([20_214, 62_305, 15_038], abs=60)


def test_layers_of_several_profiles_are_not_mixed(tmp_path: Path) -> None:
    profiles = (shared_file(f"c_artist_files/icc_{name}-v4.icc") for name in ("AdobeCompat", "ProPhoto"))
    layers = [packed(RED, icc_profile=path.read_bytes()) for path in profiles]
    with pytest.raises(DamagedPicture, match="blended in ways Teire does not compose"):
        decode(ora(tmp_path / "a.ora", *layers))
