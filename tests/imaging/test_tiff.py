"""TIFF's kinds, each one pixel or two, written here tag by tag."""

import struct
from pathlib import Path

import numpy as np
import pytest

from studio_app.imaging.decode import decode
from studio_app.imaging.errors import UnknownFormat

RGB, YCBCR, CIELAB, ICCLAB = 2, 6, 8, 9


def tiff(path: Path, pixels: np.ndarray, photometric: int, **more: int) -> Path:
    """Write (1, width, channels) samples; `extra` is the ExtraSamples tag's value."""
    _one, width, channels = pixels.shape
    bits = pixels.dtype.itemsize * 8
    data = pixels.astype(pixels.dtype.newbyteorder("<")).tobytes()
    tags = [
        (256, 4, (width,)),
        (257, 4, (1,)),
        (258, 3, (bits,) * channels),
        (259, 3, (more.get("compression", 1),)),
        (262, 3, (photometric,)),
        (273, 4, (8,)),
        (277, 3, (channels,)),
        (278, 4, (1,)),
        (279, 4, (len(data),)),
    ]
    if photometric == YCBCR:
        tags.append((530, 3, (1, 1)))
    if "extra" in more:
        tags.append((338, 3, (more["extra"],)))
    at, table, behind = 8 + len(data), b"", b""
    start = at + 2 + 12 * len(tags) + 4
    for tag, kind, values in sorted(tags):
        packed = struct.pack(f"<{len(values)}{'H' if kind == 3 else 'I'}", *values)
        if len(packed) > 4:
            packed, behind = struct.pack("<I", start + len(behind)), behind + packed
        table += struct.pack("<HHI4s", tag, kind, len(values), packed)
    path.write_bytes(b"II*\0" + struct.pack("<I", at) + data + struct.pack("<H", len(tags)) + table + bytes(4) + behind)
    return path


def test_a_saved_selection_is_no_transparency(tmp_path: Path) -> None:
    pixels = np.array([[[10, 20, 30, 0], [40, 50, 60, 255]]], np.uint8)
    assert decode(tiff(tmp_path / "a.tif", pixels, RGB, extra=0)).alpha is None
    shown = decode(tiff(tmp_path / "b.tif", pixels, RGB, extra=2))
    assert shown.alpha is not None
    assert shown.alpha.tolist() == [[0, 255]]


@pytest.mark.parametrize(("dtype", "half", "peak"), [(np.uint8, 128, 255), (np.uint16, 32_768, 65_535)])
def test_alpha_multiplied_in_is_divided_out_and_rounded(
    tmp_path: Path, dtype: type[np.uint8] | type[np.uint16], half: int, peak: int
) -> None:
    stored = np.array([[[round(value * half / peak) for value in (100, 200, 255)] + [half], [7, 8, 9, peak]]], dtype)
    picture = decode(tiff(tmp_path / "a.tif", stored, RGB, extra=1))
    expected = [[min(round(int(value) * peak / half), peak) for value in stored[0, 0, :3]], [7, 8, 9]]
    assert picture.pixels[0].tolist() == expected


@pytest.mark.parametrize("photometric", [CIELAB, ICCLAB])
def test_lab_in_eight_bits_is_lab(tmp_path: Path, photometric: int) -> None:
    # L 53.2, a 80, b 67 is sRGB's red under D50; the two kinds store a and b with and without an offset.
    offset = 0 if photometric == CIELAB else 128
    picture = decode(tiff(tmp_path / "a.tif", np.array([[[139, 81 + offset, 70 + offset]]], np.uint8), photometric))
    red, green, blue = (int(value) for value in picture.pixels[0, 0])
    # BT.2020 0.6274, 0.0691, 0.0164 on sRGB's curve.
    assert [red, green, blue] == pytest.approx([53_300, 19_200, 8_900], rel=0.1)


def test_plain_ycbcr_is_turned_into_colours(tmp_path: Path) -> None:
    # ITU-R BT.601: red is Y 76, Cb 85, Cr 255.
    picture = decode(tiff(tmp_path / "a.tif", np.array([[[76, 85, 255]]], np.uint8), YCBCR))
    assert picture.pixels[0, 0].tolist() == pytest.approx([254, 0, 0], abs=2)


def test_a_rare_kind_is_refused_for_what_it_is_and_not_as_damage(tmp_path: Path) -> None:
    pixels = np.array([[[1, 2, 3]]], np.uint8)
    for path in (
        tiff(tmp_path / "zstandard.tif", pixels, RGB, compression=50000),
        tiff(tmp_path / "double.tif", pixels.astype(np.float64), RGB),
    ):
        with pytest.raises(UnknownFormat, match="a kind of TIFF that Teire does not read") as refused:
            decode(path)
        assert refused.value.hint == "Save it in RGB with 8 or 16 bits, packed with LZW or ZIP or not at all."
