"""Profiles and working spaces, against values worked out by hand."""

import struct
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from studio_app.domain.pictures import WorkingSpace
from studio_app.imaging.colour import from_xyz_d50, rgb_to_working
from studio_app.imaging.decode import decode
from studio_app.imaging.profiles import BrokenProfile, read_profile
from tests.shared_data import shared_file

SRGB = ((0.4361, 0.2225, 0.0139), (0.3851, 0.7169, 0.0971), (0.1431, 0.0606, 0.7141))
DISPLAY_P3 = ((0.5151, 0.2412, -0.0011), (0.2920, 0.6922, 0.0419), (0.1571, 0.0666, 0.7841))


def profile(primaries: tuple[tuple[float, float, float], ...], gamma: float) -> bytes:
    curve = struct.pack(">4sIIH", b"curv", 0, 1, round(gamma * 256)) + b"\0\0"
    tags = dict.fromkeys(("rTRC", "gTRC", "bTRC"), curve)
    for name, xyz in zip(("rXYZ", "gXYZ", "bXYZ"), primaries, strict=True):
        tags[name] = struct.pack(">4sI3i", b"XYZ ", 0, *(round(value * 65536) for value in xyz))
    table, body = struct.pack(">I", len(tags)), b""
    for name, data in tags.items():
        table += struct.pack(">4sII", name.encode(), 132 + 12 * len(tags) + len(body), len(data))
        body += data
    return bytes(16) + b"RGB XYZ " + bytes(12) + b"acsp" + bytes(88) + table + body


def test_white_is_white_in_both_spaces() -> None:
    for space in WorkingSpace:
        assert from_xyz_d50(space) @ [0.9642, 1.0, 0.8249] == pytest.approx([1, 1, 1], abs=2e-4)


def test_another_curve_within_srgb_stays_in_srgb_with_sixteen_bits() -> None:
    pixels, space = rgb_to_working(np.full((1, 1, 3), 128, np.uint8), read_profile(profile(SRGB, 1.0)))
    # 128/255 of the light is 0.7366 on the sRGB curve: 48,277 of 65,535.
    assert space is WorkingSpace.SRGB
    assert pixels.dtype == np.uint16
    assert pixels[0, 0].tolist() == pytest.approx([48_277] * 3, abs=20)


def test_display_p3_reaches_beyond_and_is_not_clipped() -> None:
    pixels, space = rgb_to_working(np.array([[[255, 0, 0]]], np.uint8), read_profile(profile(DISPLAY_P3, 2.2)))
    # The red of P3 in linear BT.2020 is 0.7538, 0.0457, -0.0012 (ITU-R BT.2020 and SMPTE EG 432-1 primaries).
    assert space is WorkingSpace.WIDE
    assert pixels[0, 0].tolist() == pytest.approx([57_869, 15_516, 0], abs=150)


def test_a_steep_curve_is_exact_at_every_code() -> None:
    # Read at 4,096 places and joined by lines, dark codes of 16 bits would come out up to a tenth too light.
    codes = np.array([[[100, 1_000, 10_000]]], np.uint16)
    pixels, _space = rgb_to_working(codes, read_profile(profile(SRGB, 2.5)))
    linear = (codes[0, 0] / 65_535) ** 2.5
    expected = np.where(linear <= 0.0031308, linear * 12.92, 1.055 * linear ** (1 / 2.4) - 0.055) * 65_535
    assert pixels[0, 0].tolist() == pytest.approx(expected.tolist(), abs=8)


def test_strips_join_without_a_seam() -> None:
    ramp = np.tile(np.arange(256, dtype=np.uint8)[:, np.newaxis, np.newaxis], (3, 1_500, 3))
    pixels, _space = rgb_to_working(ramp, read_profile(profile(DISPLAY_P3, 2.2)))
    assert np.array_equal(pixels, np.repeat(pixels[:, :1], 1_500, axis=1))
    assert np.array_equal(pixels[:256], pixels[256:512])


def test_tables_that_cannot_be_used_leave_the_picture_as_srgb(tmp_path: Path) -> None:
    tables = bytes(16) + b"RGB Lab " + bytes(12) + b"acsp" + bytes(88)
    tables += struct.pack(">I4sII", 1, b"A2B0", 144, 16) + b"mft2" + bytes(12)
    path = tmp_path / "a.tif"
    Image.fromarray(np.full((1, 1, 3), 128, np.uint8)).save(path, icc_profile=tables)
    picture = decode(path)
    assert (picture.pixels / picture.peak).reshape(3) == pytest.approx([128 / 255] * 3, abs=0.002)


@pytest.mark.parametrize("name", ["AdobeCompat-v4", "ProPhoto-v4"])
def test_the_same_grey_through_every_profile_is_the_same(name: str) -> None:
    data = shared_file(f"c_artist_files/icc_{name}.icc").read_bytes()
    white = rgb_to_working(np.full((1, 1, 3), 65_535, np.uint16), read_profile(data))[0]
    assert white[0, 0].tolist() == pytest.approx([65_535] * 3, abs=12)


def test_nonsense_is_a_broken_profile() -> None:
    for data in (b"", b"x" * 200, profile(SRGB, 2.2)[:180]):
        with pytest.raises(BrokenProfile):
            read_profile(data)
