"""PNG's own colour chunks, against values worked out by hand."""

import struct
from pathlib import Path

import numpy as np
import pytest

from studio_app.domain.pictures import WorkingSpace
from studio_app.imaging.decode import decode
from tests.imaging.test_decode import chunk, png

SRGB = (31270, 32900, 64000, 33000, 30000, 60000, 15000, 6000)
ADOBE = (31270, 32900, 64000, 33000, 21000, 71000, 15000, 6000)
GREY = b"\0" + struct.pack(">3H", 14_103, 14_103, 14_103)  # 0.2152 of the light, where the file is linear


def gamma(value: int) -> bytes:
    return chunk(b"gAMA", struct.pack(">I", value))


def chromaticities(values: tuple[int, ...]) -> bytes:
    return chunk(b"cHRM", struct.pack(">8I", *values))


def save(path: Path, extra: bytes, data: bytes = GREY) -> Path:
    path.write_bytes(png(1, 1, depth=16, data=data, extra=extra))
    return path


@pytest.mark.parametrize(
    "extra",
    [
        chunk(b"sRGB", b"\0") + gamma(100_000),
        gamma(45_455),
        gamma(45_455) + chromaticities(SRGB),
        chunk(b"cICP", bytes((1, 13, 0, 1))) + gamma(100_000),
        chunk(b"cICP", bytes((9, 16, 0, 1))),
    ],
    ids=["sRGB before gAMA", "gamma of sRGB", "with primaries", "cICP first", "PQ is not followed"],
)
def test_what_says_srgb_changes_no_sample(tmp_path: Path, extra: bytes) -> None:
    picture = decode(save(tmp_path / "a.png", extra))
    assert picture.space is WorkingSpace.SRGB
    assert picture.pixels.tolist() == [[[14_103] * 3]]


@pytest.mark.parametrize("extra", [gamma(100_000), chunk(b"cICP", bytes((1, 8, 0, 1)))], ids=["gAMA", "cICP"])
def test_linear_samples_are_encoded(tmp_path: Path, extra: bytes) -> None:
    picture = decode(save(tmp_path / "a.png", extra))
    # 1.055 * 0.2152 ** (1 / 2.4) - 0.055 is 0.5013.
    assert picture.pixels[0, 0].tolist() == pytest.approx([32_854] * 3, abs=15)
    assert picture.facts.colour_space.startswith("PNG's ")


def test_grey_follows_its_gamma_too(tmp_path: Path) -> None:
    path = tmp_path / "grey.png"
    path.write_bytes(png(1, 1, depth=16, colour=0, data=b"\0" + struct.pack(">H", 14_103), extra=gamma(100_000)))
    assert decode(path).pixels[0, 0].tolist() == pytest.approx([32_854] * 3, abs=15)


def test_the_green_of_adobe_rgb_is_kept(tmp_path: Path) -> None:
    green = b"\0" + struct.pack(">3H", 0, 65_535, 0)
    picture = decode(save(tmp_path / "a.png", gamma(45_470) + chromaticities(ADOBE), green))
    assert picture.space is WorkingSpace.WIDE
    # Linear BT.2020 0.0775, 0.8915, 0.0430 have these codes on sRGB's curve.
    assert picture.pixels[0, 0].tolist() == pytest.approx([20_214, 62_305, 15_038], abs=40)


def test_primaries_that_span_nothing_are_not_followed(tmp_path: Path) -> None:
    flat = (31270, 32900, 30000, 30000, 30000, 30000, 30000, 30000)
    picture = decode(save(tmp_path / "a.png", gamma(100_000) + chromaticities(flat)))
    assert picture.facts.colour_space == "untagged, taken as sRGB"
    assert np.array_equal(picture.pixels, [[[14_103] * 3]])
