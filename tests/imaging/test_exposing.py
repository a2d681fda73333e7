"""More or less light comes from the bits of the file."""

import cv2
import numpy as np
import pytest
from PIL import Image

from studio_app.domain.colours import linear_to_srgb, srgb_to_linear
from studio_app.imaging.decode import decode
from studio_app.imaging.exposing import in_light


@pytest.mark.parametrize("stops", [-3.5, -1.0, 0.5, 2.0])
@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_each_code_has_its_light_multiplied(stops, dtype):
    peak = np.iinfo(dtype).max
    codes = np.linspace(0, peak, 300).astype(dtype).reshape(10, 10, 3)
    wanted = linear_to_srgb(np.clip(srgb_to_linear(codes / peak) * 2**stops, 0, 1)) * peak
    assert np.abs(in_light(codes, stops).astype(float) - wanted).max() <= 0.501


def test_the_shadows_of_sixteen_bits_are_more_than_the_screen_had(tmp_path):
    ramp = np.repeat(np.arange(0, 514, 2, dtype=np.uint16)[None, :, None], 3, axis=2)
    cv2.imwrite(str(tmp_path / "deep.png"), np.repeat(ramp, 4, axis=0))
    seen = decode(tmp_path / "deep.png", stops=8.0).pixels
    assert seen.dtype == np.uint16
    assert len(np.unique(seen[0, :, 0] >> 8)) > 30
    assert len(np.unique(decode(tmp_path / "deep.png").pixels[0, :, 0] >> 8)) <= 3


def test_what_an_exr_holds_above_white_comes_into_sight(tmp_path):
    exr = pytest.importorskip("OpenEXR")
    light = np.full((4, 4, 3), 3.0, np.float32)
    light[:, 2:] = 1.5
    with exr.File({"type": exr.scanlineimage}, {"RGB": light}) as file:
        file.write(str(tmp_path / "bright.exr"))
    assert np.unique(decode(tmp_path / "bright.exr").pixels).tolist() == [65535]
    darker = decode(tmp_path / "bright.exr", stops=-2.0).pixels
    wanted = linear_to_srgb(np.array([0.75, 0.375])) * 65535
    assert np.abs(darker[0, [0, 3], 0] - wanted).max() <= 1


def test_no_stop_is_the_picture_itself(tmp_path):
    Image.fromarray(np.arange(48, dtype=np.uint8).reshape(4, 4, 3)).save(tmp_path / "a.png")
    assert np.array_equal(decode(tmp_path / "a.png", stops=0.0).pixels, decode(tmp_path / "a.png").pixels)
