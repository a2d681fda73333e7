"""PSD's modes, a pixel or two each, written here section by section."""

import struct
from pathlib import Path

import numpy as np
import pytest

from studio_app.imaging.decode import decode
from tests.shared_data import shared_file

GREY, INDEXED, RGB, LAB = 1, 2, 3, 9
TRANSPARENT_INDEX = 1047
# A layer count below zero says that the first channel beyond the colours is the transparency.
ONE_LAYER = struct.pack(">h4iH4s4s4BI", -1, 0, 0, 0, 0, 0, b"8BIM", b"norm", 255, 0, 0, 0, 12) + bytes(12)


def psd(
    path: Path, mode: int, planes: np.ndarray, *, palette: bytes = b"", resource: bytes = b"", layer: bytes = b""
) -> Path:
    """Write (channels, 1, width) samples unpacked."""
    channels, height, width = planes.shape
    bits = planes.dtype.itemsize * 8
    head = b"8BPS" + struct.pack(">H6xHIIHH", 1, channels, height, width, bits, mode)
    layers = struct.pack(">I", len(layer)) + layer + bytes(4) if layer else b""
    parts = [struct.pack(">I", len(part)) + part for part in (palette, resource, layers)]
    samples = planes.astype(planes.dtype.newbyteorder(">")).tobytes()
    path.write_bytes(head + b"".join(parts) + b"\0\0" + samples)
    return path


def test_the_transparent_index_of_a_palette_is_followed(tmp_path: Path) -> None:
    resource = b"8BIM" + struct.pack(">HHIH", TRANSPARENT_INDEX, 0, 2, 1)
    palette = bytes([10, 20, *[0] * 254, 11, 21, *[0] * 254, 12, 22, *[0] * 254])
    picture = decode(
        psd(tmp_path / "a.psd", INDEXED, np.array([[[0, 1]]], np.uint8), palette=palette, resource=resource)
    )
    assert picture.pixels[0].tolist() == [[10, 11, 12], [20, 21, 22]]
    assert picture.alpha is not None
    assert picture.alpha[0].tolist() == [255, 0]


@pytest.mark.parametrize("mode", [RGB, LAB])
def test_the_white_under_a_soft_edge_is_taken_out(tmp_path: Path, mode: int) -> None:
    solid = {RGB: (200, 100, 0), LAB: (120, 160, 90)}[mode]
    white = {RGB: (255, 255, 255), LAB: (255, 128, 128)}[mode]
    soft = [round(ink * 0.6 + paper * 0.4) for ink, paper in zip(solid, white, strict=True)]
    planes = np.array([[[ink, mixed]] for ink, mixed in zip((*solid, 255), (*soft, 153), strict=True)], np.uint8)
    picture = decode(psd(tmp_path / "a.psd", mode, planes, layer=ONE_LAYER))
    assert picture.alpha is not None
    whole, mixed = picture.pixels[0].astype(int) / picture.peak
    assert mixed == pytest.approx(whole, abs=0.012)


def test_more_channels_than_the_specification_knows(tmp_path: Path) -> None:
    planes = np.tile(np.array([[[7]]], np.uint8), (57, 1, 1))
    assert decode(psd(tmp_path / "a.psd", RGB, planes)).pixels.tolist() == [[[7, 7, 7]]]


def test_deep_grey_is_light_whatever_its_profile_says(tmp_path: Path) -> None:
    picture = decode(psd(tmp_path / "a.psd", GREY, np.array([[[0.5]]], np.float32)))
    assert picture.pixels[0, 0].tolist() == pytest.approx([48_195] * 3, abs=5)


def test_a_grey_profile_is_followed() -> None:
    # Without it Dot Gain 20% would be taken for sRGB: the same samples, but shown lighter.
    picture = decode(shared_file("c_artist_files/kif_8bit-grayscale.psd"))
    assert picture.facts.colour_space == "Dot Gain 20%"
    assert picture.pixels.dtype == np.uint16
