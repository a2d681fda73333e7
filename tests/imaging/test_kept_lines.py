"""Lines that lie packed are those that would be drawn, and as good as missing where anything is wrong."""

from pathlib import Path

import cv2
import numpy as np
import pytest

from studio_app.imaging.kept_lines import LINES, Drawn, keep_lines, kept_lines
from studio_app.imaging.palette_png import write_palette_png

INDICES = (np.add.outer(np.arange(150), np.arange(70)) % 40).astype(np.uint8)
DRAWN = Drawn(sha256="a" * 64, manner="greys", width=70, height=150)
COLOURS = np.arange(120, dtype=np.uint8).reshape(40, 3)


def rows(part: slice) -> np.ndarray:
    return INDICES[part]


def not_asked_for(part: slice) -> np.ndarray:
    raise AssertionError(part)


def test_a_picture_of_packed_lines_is_the_one_that_is_drawn(tmp_path: Path) -> None:
    keep_lines(tmp_path, DRAWN, rows)
    packed = kept_lines(tmp_path, DRAWN)
    assert sorted(packed) == [0, 64, 128]
    write_palette_png(tmp_path / "drawn.png", 70, 150, COLOURS, rows)
    write_palette_png(
        tmp_path / "taken.png", 70, 150, COLOURS, not_asked_for, ready=lambda part: packed.get(part.start)
    )
    assert (tmp_path / "taken.png").read_bytes() == (tmp_path / "drawn.png").read_bytes()
    seen = cv2.imread(str(tmp_path / "taken.png"))
    assert seen is not None
    np.testing.assert_array_equal(seen[:, :, ::-1], COLOURS[INDICES])


def test_some_lines_can_be_drawn_among_packed_ones(tmp_path: Path) -> None:
    keep_lines(tmp_path, DRAWN, rows)
    packed = kept_lines(tmp_path, DRAWN)
    other = INDICES[64:128][::-1]
    write_palette_png(
        tmp_path / "mixed.png",
        70,
        150,
        COLOURS,
        lambda part: {64: other}[part.start],
        ready=lambda part: None if part.start == 64 else packed[part.start],
    )
    expected = np.concatenate([INDICES[:64], other, INDICES[128:]])
    seen = cv2.imread(str(tmp_path / "mixed.png"))
    assert seen is not None
    np.testing.assert_array_equal(seen[:, :, ::-1], COLOURS[expected])


@pytest.mark.parametrize(
    "asked",
    [
        DRAWN._replace(sha256="b" * 64),
        DRAWN._replace(manner="other greys"),
        DRAWN._replace(width=71),
        DRAWN._replace(height=149),
        DRAWN._replace(height=640),
    ],
)
def test_lines_of_something_else_are_not_taken(tmp_path: Path, asked: Drawn) -> None:
    keep_lines(tmp_path, DRAWN, rows)
    assert kept_lines(tmp_path, asked) == {}


def test_damaged_lines_are_not_taken(tmp_path: Path) -> None:
    assert kept_lines(tmp_path, DRAWN) == {}
    keep_lines(tmp_path, DRAWN, rows)
    whole = (tmp_path / LINES).read_bytes()
    flipped = bytearray(whole)
    flipped[-3] ^= 1
    for damaged in (bytes(flipped), whole[:-1], whole + b"x", whole[:30], b"", b"teire-lines/2" + whole[13:]):
        (tmp_path / LINES).write_bytes(damaged)
        assert kept_lines(tmp_path, DRAWN) == {}


def test_a_folder_that_cannot_be_written_to_costs_only_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    keep_lines(tmp_path / "file", DRAWN, rows)
    assert (tmp_path / "file").read_text() == "in the way"
