"""Tiles that are the very same are found as such, and mislead neither the noise floor nor the alignment."""

import cv2
import numpy as np
import pytest

from studio_app.analysis.compare import compare
from studio_app.analysis.sameness import Sameness, drawing_tiles, sameness
from studio_app.analysis.visible import Layer, layer_of
from studio_app.domain.pictures import WorkingSpace
from tests.analysis.scenes import picture, scene

SCENE = scene(540, 960)


def _layer(pixels: np.ndarray, alpha: np.ndarray | None = None) -> Layer:
    return Layer(pixels=pixels, alpha=alpha, space=WorkingSpace.SRGB)


@pytest.mark.parametrize("place", [(0, 0), (17, 333), (539, 959)])
def test_one_changed_sample_is_in_a_tile_that_differs(place: tuple[int, int]) -> None:
    after = SCENE.copy()
    after[*place, 2] ^= 1
    found = sameness(_layer(SCENE), _layer(after))
    assert found is not None
    assert (~found.tiles).sum() == 1
    (box,) = found.unlike(slice(place[0] // found.rows * found.rows, place[0] // found.rows * found.rows + found.rows))
    assert box.top <= place[0] < box.bottom
    assert box.left <= place[1] < box.right


def test_neighbours_are_one_box_and_the_last_ends_with_the_picture() -> None:
    after = SCENE.copy()
    after[20, 500:] ^= 255
    found = sameness(_layer(SCENE), _layer(after))
    assert found is not None
    boxes = found.unlike(slice(20 // found.rows * found.rows, 20 // found.rows * found.rows + found.rows))
    assert [(box.left // found.columns, box.right) for box in boxes] == [(500 // found.columns, 960)]


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_what_is_known_to_be_drawn_answers_as_looking_does(dtype: type) -> None:
    before = SCENE.astype(dtype) * dtype(257 if dtype is np.uint16 else 1)
    before[:200] = before[0, 0]
    after = before.copy()
    after[300:310, 40:90] = 0
    looked, known = (
        sameness(_layer(before), _layer(after), drawing=drawing) for drawing in (None, drawing_tiles(after))
    )
    assert looked is not None
    assert known is not None
    assert 0 < looked.drawn == known.drawn < 1
    # Rows that are known to be the same may hold anything then.
    after[448:] = 7
    beyond = sameness(_layer(before), _layer(after), [slice(448, 540)], drawing_tiles(before))
    assert beyond is not None
    assert beyond.tiles[-5:].all()
    assert beyond.drawn == looked.drawn


def test_transparency_alone_is_a_difference() -> None:
    alpha = np.full(SCENE.shape[:2], 255, np.uint8)
    less = alpha.copy()
    less[100, 100] = 254
    found = sameness(_layer(SCENE, alpha), _layer(SCENE, less))
    assert found is not None
    assert not found.is_whole
    assert sameness(_layer(SCENE, alpha), _layer(SCENE, alpha.copy())).is_whole  # type: ignore[union-attr]


def test_sizes_depths_and_spaces_that_differ_have_nothing_in_common() -> None:
    one = layer_of(picture(SCENE))
    assert sameness(one, _layer(SCENE[:-1])) is None
    assert sameness(one, _layer(SCENE.astype(np.uint16))) is None
    assert sameness(one, Layer(pixels=SCENE, alpha=None, space=WorkingSpace.WIDE)) is None


@pytest.mark.parametrize("blank", [200, 400])
def test_plain_ground_that_stays_the_same_does_not_vouch_for_the_rest(blank: int) -> None:
    before = SCENE.copy()
    before[:blank] = (236, 236, 236)
    stored = cv2.imdecode(cv2.imencode(".jpg", before[:, :, ::-1], [cv2.IMWRITE_JPEG_QUALITY, 80])[1], 1)[:, :, ::-1]
    after = np.ascontiguousarray(stored)
    after[: blank - 16] = before[: blank - 16]
    assert compare(picture(before), picture(after)).repaint.changed_permille < 3


def test_what_was_moved_on_plain_ground_is_moved() -> None:
    before = np.full((540, 960, 3), 230, np.uint8)
    before[200:340, 300:620] = SCENE[200:340, 300:620]
    after = np.full((540, 960, 3), 230, np.uint8)
    after[210:350, 320:640] = SCENE[200:340, 300:620]
    report = compare(picture(before), picture(after))
    assert (report.alignment.dx, report.alignment.dy) == (20, 10)
    # Only what the parent does not reach is new: a strip above and one at the left.
    assert report.repaint.changed_pixels == 10 * 960 + 20 * 530


@pytest.mark.parametrize("share", [0.1, 0.3, 0.5, 0.6])
def test_a_faint_wash_is_seen_whatever_part_of_the_picture_it_covers(share: float) -> None:
    after = SCENE.copy()
    rows = round(540 * share)
    after[:rows] = np.clip(after[:rows] + np.array([9, 0, -9]), 0, 255)
    changed = compare(picture(SCENE), picture(after)).repaint.changed_permille
    assert changed == pytest.approx(share * 1000, abs=20)


def test_columns_near_a_tile_that_differs_reach_a_little_beyond_it():
    tiles = np.ones((4, 5), bool)
    tiles[1, 1] = tiles[1, 2] = tiles[3, 4] = False
    same = Sameness(tiles=tiles, rows=16, columns=32, width=150, drawn=1.0)
    assert same.columns_near(slice(16, 32), 8) == [slice(24, 104)]
    # From above and below it is as near as from beside.
    assert same.columns_near(slice(0, 12), 8) == [slice(24, 104)]
    assert same.columns_near(slice(0, 8), 8) == []
    assert same.columns_near(slice(32, 64), 8) == [slice(24, 104), slice(120, 150)]
