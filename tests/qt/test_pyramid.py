"""Pictures for the screen: sizes, paper, difference."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage

from studio_app.qt.pyramid import PreviewError, difference_of, pyramid_from_file, pyramid_from_image
from tests.qt.painted import image_of


def flat(value: int, width: int = 256, height: int = 128) -> QImage:
    return image_of(np.full((height, width, 3), value, np.uint8))


def test_levels_are_halves_and_the_one_chosen_is_never_too_small() -> None:
    pyramid = pyramid_from_image(flat(10))
    assert [level.width() for level in pyramid.levels] == [256, 128, 64]
    assert pyramid.level_for(1.0).width() == 256
    assert pyramid.level_for(0.6).width() == 256
    assert pyramid.level_for(0.5).width() == 128
    assert pyramid.level_for(0.01).width() == 64
    assert pyramid.level_for(8.0).width() == 256


def test_a_transparent_ground_becomes_white_paper() -> None:
    image = QImage(8, 8, QImage.Format.Format_ARGB32)
    image.fill(QColor(0, 0, 0, 0))
    assert pyramid_from_image(image).levels[0].pixelColor(3, 3) == QColor("#ffffff")


def test_the_difference_is_the_largest_channel_times_four() -> None:
    before, after = np.full((128, 256, 3), 50, np.uint8), np.full((128, 256, 3), 50, np.uint8)
    after[10, 20] = (50, 57, 44)
    after[10, 21] = (255, 50, 50)
    shown = difference_of(pyramid_from_image(image_of(before)), pyramid_from_image(image_of(after))).levels[0]
    assert [shown.pixelColor(x, 10).red() for x in (19, 20, 21)] == [0, 28, 255]


def test_a_change_of_one_pixel_does_not_vanish_when_reduced() -> None:
    after = np.full((128, 255, 3), 50, np.uint8)
    after[77, 99] = 200
    pyramid = difference_of(pyramid_from_image(flat(50, 255)), pyramid_from_image(image_of(after)))
    smallest = pyramid.levels[-1]
    assert (
        max(smallest.pixelColor(x, y).red() for x in range(smallest.width()) for y in range(smallest.height())) == 255
    )


def test_an_unreadable_preview_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "broken.png").write_bytes(b"not a picture")
    with pytest.raises(PreviewError, match=r"broken\.png") as raised:
        pyramid_from_file(tmp_path / "broken.png")
    assert "derived" in raised.value.hint
