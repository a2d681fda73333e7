"""A picture encoded once for delivery keeps all its bits, its colours and what is transparent."""

import numpy as np
import pytest
import pyvips
from PIL import Image

from studio_app.domain.deliveries import DeliveredFormat
from studio_app.domain.pictures import WorkingSpace
from studio_app.imaging.decode import decode
from studio_app.imaging.encode import write_encoded
from studio_app.imaging.errors import UnknownFormat
from tests.shared_data import shared_file


def encoded(path, target, kind):
    picture = decode(path)
    write_encoded(picture, target, kind, source=path)
    return picture, decode(target)


@pytest.mark.parametrize("kind", [DeliveredFormat.PNG, DeliveredFormat.TIFF])
@pytest.mark.parametrize(
    "name",
    [
        "kif_16bit-rle.psd",  # 16 bits
        "psdtools_2layers.psd",
        "widegamut_R2020-sRGB-red.png",  # colours beyond sRGB
        "pngsuite_basi6a08.png",  # transparent
        "pngsuite_basn0g16.png",  # grey in 16 bits
        "exr_Rec709.exr",
    ],
)
def test_every_sample_comes_back(tmp_path, kind, name):
    before, after = encoded(shared_file(f"c_artist_files/{name}"), tmp_path / f"out.{kind.ending}", kind)
    assert before.pixels.dtype == after.pixels.dtype
    assert before.space is after.space
    stored = pyvips.Image.new_from_file(str(tmp_path / f"out.{kind.ending}")).numpy()
    assert np.array_equal(stored[:, :, :3], before.pixels)
    # What lies beyond sRGB is read back through a profile whose curve is a table of 1,024 steps: in the deepest
    # shadows of a red that differs by some of 65,535 codes, elsewhere by none.
    codes = 16 if before.space is WorkingSpace.WIDE else 0
    assert np.abs(before.pixels.astype(np.int64) - after.pixels).max() <= codes
    if before.alpha is not None:
        assert np.array_equal(before.alpha, after.alpha)


def test_a_jpeg_looks_the_same_in_srgb(tmp_path):
    """JPEG loses a little: at quality 95 with full colour under 1 % of the range on average."""
    before, after = encoded(shared_file("c_artist_files/kif_16bit-rle.psd"), tmp_path / "out.jpg", DeliveredFormat.JPEG)
    eight = before.pixels.astype(np.float64) / 257
    assert np.abs(eight - after.pixels).mean() < 2.55
    with Image.open(tmp_path / "out.jpg") as image:
        assert image.info["icc_profile"]


def test_what_is_transparent_is_no_jpeg(tmp_path):
    with pytest.raises(UnknownFormat, match="--format"):
        encoded(shared_file("c_artist_files/pngsuite_basi6a08.png"), tmp_path / "out.jpg", DeliveredFormat.JPEG)
    assert list(tmp_path.iterdir()) == []
