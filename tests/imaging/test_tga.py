"""TGA's bits and directions, byte by byte."""

import struct
from pathlib import Path

import numpy as np
import pytest

from studio_app.imaging.decode import decode
from studio_app.imaging.errors import DamagedPicture

FOOTER = struct.Struct("<II18s")
FROM_RIGHT, FROM_TOP = 0x10, 0x20


def tga(
    path: Path, kind: int, bits: int, data: bytes, *, descriptor: int = FROM_TOP, palette: bytes = b"", **more: int
) -> Path:
    map_bits = more.get("map_bits", 0)
    entries = len(palette) * 8 // map_bits if map_bits else 0
    size = (more.get("width", 2), more.get("height", 1))
    head = struct.pack("<BBBHHBHHHHBB", 0, bool(entries), kind, 0, entries, map_bits, 0, 0, *size, bits, descriptor)
    tail = b""
    if "attributes" in more:
        at = len(head) + len(palette) + len(data)
        tail = bytes(494) + bytes([more["attributes"]]) + FOOTER.pack(at, 0, b"TRUEVISION-XFILE.\0")
    path.write_bytes(head + palette + data + tail)
    return path


@pytest.mark.parametrize(
    ("descriptor", "expected"),
    [
        (FROM_TOP, [[1, 2], [3, 4]]),
        (0, [[3, 4], [1, 2]]),
        (FROM_TOP | FROM_RIGHT, [[2, 1], [4, 3]]),
        (FROM_RIGHT, [[4, 3], [2, 1]]),
    ],
)
def test_every_corner_may_come_first(tmp_path: Path, descriptor: int, expected: list[list[int]]) -> None:
    path = tga(tmp_path / "a.tga", 3, 8, bytes([1, 2, 3, 4]), descriptor=descriptor, height=2)
    assert decode(path).pixels[:, :, 0].tolist() == expected


def test_five_bits_become_eight(tmp_path: Path) -> None:
    data = struct.pack("<2H", 31 << 10 | 16 << 5 | 1, 0)
    for bits in (15, 16):
        assert decode(tga(tmp_path / "a.tga", 2, bits, data)).pixels[0].tolist() == [[255, 132, 8], [0, 0, 0]]


def test_run_lengths_may_cross_a_row(tmp_path: Path) -> None:
    path = tga(tmp_path / "a.tga", 10, 24, b"\x83\1\2\3", height=2)
    assert decode(path).pixels.tolist() == [[[3, 2, 1]] * 2] * 2


def test_alpha_counts_where_the_header_counts_its_bits(tmp_path: Path) -> None:
    data = bytes([1, 2, 3, 0, 4, 5, 6, 200])
    shown = decode(tga(tmp_path / "a.tga", 2, 32, data, descriptor=FROM_TOP | 8))
    assert shown.alpha is not None
    assert shown.alpha.tolist() == [[0, 200]]
    assert decode(tga(tmp_path / "b.tga", 2, 32, data)).alpha is None
    assert decode(tga(tmp_path / "c.tga", 2, 32, data, descriptor=FROM_TOP | 8, attributes=2)).alpha is None


def test_alpha_that_was_never_written_hides_nothing(tmp_path: Path) -> None:
    path = tga(tmp_path / "a.tga", 2, 32, bytes([1, 2, 3, 0, 4, 5, 6, 0]), descriptor=FROM_TOP | 8)
    assert decode(path).alpha is None


def test_a_palette_may_hold_alpha(tmp_path: Path) -> None:
    palette = bytes([1, 2, 3, 255, 4, 5, 6, 0])
    picture = decode(tga(tmp_path / "a.tga", 1, 8, b"\1\0", palette=palette, map_bits=32))
    assert picture.pixels[0].tolist() == [[6, 5, 4], [3, 2, 1]]
    assert picture.alpha is not None
    assert picture.alpha.tolist() == [[0, 255]]


def test_an_index_beyond_the_palette_is_damage(tmp_path: Path) -> None:
    with pytest.raises(DamagedPicture):
        decode(tga(tmp_path / "a.tga", 1, 8, b"\1\7", palette=bytes(6), map_bits=24))


def test_grey_with_alpha(tmp_path: Path) -> None:
    picture = decode(tga(tmp_path / "a.tga", 3, 16, bytes([9, 255, 8, 100]), descriptor=FROM_TOP | 8))
    assert picture.pixels[0].tolist() == [[9] * 3, [8] * 3]
    assert picture.alpha is not None
    assert np.array_equal(picture.alpha, [[255, 100]])
