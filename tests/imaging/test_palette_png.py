"""Palette pictures are written strip by strip, and read back as they were by every reader."""

import io

import numpy as np
import pytest
from PIL import Image

from studio_app.imaging.palette_png import pack_lines, strips, write_grey_png, write_palette_png
from studio_app.imaging.png import check_chunks
from studio_app.imaging.png_samples import png_samples

PALETTE = np.random.default_rng(1).integers(0, 256, (256, 3)).astype(np.uint8)


def _indices(height, width, seed=0):
    return np.random.default_rng(seed).integers(0, 256, (height, width)).astype(np.uint8)


@pytest.mark.parametrize(("height", "width"), [(1, 1), (64, 7), (65, 301), (200, 90)])
def test_what_was_written_is_read_back(height, width, tmp_path):
    indices = _indices(height, width)
    path = tmp_path / "drawn.png"
    write_palette_png(path, width, height, PALETTE, lambda part: indices[part])
    check_chunks(path)
    with Image.open(path) as image:
        assert image.mode == "P"
        np.testing.assert_array_equal(np.asarray(image), indices)
        np.testing.assert_array_equal(np.asarray(image.convert("RGB")), PALETTE[indices])


def test_lines_that_lie_packed_stand_where_they_belong(tmp_path):
    indices, other = _indices(200, 50), _indices(64, 50, seed=9)
    packed = pack_lines(other)
    path = tmp_path / "drawn.png"
    ready = {64: packed}
    write_palette_png(path, 50, 200, PALETTE, lambda part: indices[part], ready=lambda part: ready.get(part.start))
    with Image.open(path) as image:
        found = np.asarray(image)
    np.testing.assert_array_equal(found[64:128], other)
    np.testing.assert_array_equal(np.delete(found, np.s_[64:128], 0), np.delete(indices, np.s_[64:128], 0))


def test_a_grey_picture_is_read_back_by_teire_itself_too(tmp_path):
    grey = _indices(130, 77)
    path = tmp_path / "grey.png"
    write_grey_png(path, 77, 130, lambda part: grey[part])
    with Image.open(io.BytesIO(path.read_bytes())) as image:
        np.testing.assert_array_equal(np.asarray(image), grey)
    parts = png_samples(path, path, (130, 77, 1))
    # None where no library could be compiled: then libvips reads it.
    if parts is not None:
        np.testing.assert_array_equal(parts[0][:, :, 0], grey)


def test_the_strips_are_all_rows_once():
    assert [(part.start, part.stop) for part in strips(130)] == [(0, 64), (64, 128), (128, 130)]
