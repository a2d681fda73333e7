"""A picture is found in its successor: shifted, cropped, scaled, stretched; and not found where it is not."""

import cv2
import numpy as np
import pytest

from studio_app.analysis.alignment import align
from studio_app.analysis.cells import cell_means
from studio_app.analysis.placement import Placement, composed
from studio_app.analysis.visible import Layer
from studio_app.domain.pictures import WorkingSpace
from tests.analysis.scenes import compressed, front, moved, scene, sky, warmed

SCENE = scene()
OTHER = scene(seed=11)
REPAINTED = SCENE.copy()
REPAINTED[: int(540 * 0.6)] = OTHER[: int(540 * 0.6)]


def layer(pixels):
    return Layer(pixels=np.ascontiguousarray(pixels), alpha=None, space=WorkingSpace.SRGB)


def found(before, after):
    one, other = layer(before), layer(after)
    return align(one, other, cell_means(one), cell_means(other))


PLACES = [
    (1.0, 3.4, -1.7, 960, 540),
    (1.0, 0.3, 0.1, 960, 540),
    (1.0, -15.6, -11.4, 920, 518),
    (1 / 0.98, -9.8, -5.5, 960, 540),
    (1.5, -40.0, -130.3, 1300, 600),
    (0.5, -20.2, -11.0, 430, 250),
]


@pytest.mark.parametrize(("scale", "dx", "dy", "width", "height"), PLACES)
def test_a_placement_is_found_to_a_tenth_of_a_pixel(scale, dx, dy, width, height):
    aligned = found(SCENE, moved(SCENE, scale, dx, dy, width, height))
    assert aligned.proven
    placement = aligned.placement
    for x in (0.0, 960.0):
        there = placement.scale_x * x + placement.dx
        assert there == pytest.approx(scale * x + dx, abs=0.1)
    for y in (0.0, 540.0):
        assert placement.scale_y * y + placement.dy == pytest.approx(scale * y + dy, abs=0.1)


@pytest.mark.parametrize(("scale", "dx", "dy", "width", "height"), PLACES[:4])
def test_it_is_found_under_sixty_percent_of_new_paint_a_grade_and_jpeg(scale, dx, dy, width, height):
    aligned = found(SCENE, compressed(moved(warmed(REPAINTED), scale, dx, dy, width, height), 85))
    assert aligned.proven
    placement = aligned.placement
    # Over the part that was left as it was.
    for x, y in ((0.0, 330.0), (960.0, 540.0)):
        assert placement.scale_x * x + placement.dx == pytest.approx(scale * x + dx, abs=0.15)
        assert placement.scale_y * y + placement.dy == pytest.approx(scale * y + dy, abs=0.15)


def test_in_place_is_exactly_in_place():
    for after in (SCENE.copy(), compressed(warmed(SCENE)), REPAINTED):
        aligned = found(SCENE, after)
        assert (aligned.placement, aligned.proven) == (Placement(), True)


def test_another_picture_is_not_found():
    assert not found(SCENE, OTHER).proven
    assert found(SCENE, OTHER[:, :700]) is None
    assert not found(SCENE, SCENE[:, ::-1]).proven


def test_a_stretch_is_measured_on_both_axes():
    aligned = found(SCENE, cv2.resize(SCENE, (1000, 540), interpolation=cv2.INTER_CUBIC))
    assert aligned.proven
    assert aligned.placement.scale_x == pytest.approx(1000 / 960, abs=1e-4)
    assert aligned.placement.scale_y == pytest.approx(1.0, abs=1e-4)


def test_flat_colour_proves_nothing():
    flat = np.full((200, 300, 3), 90, np.uint8)
    assert not found(flat, np.full_like(flat, 140)).proven


def test_placements_compose_in_their_order():
    inner, outer = Placement(dx=3, dy=1, scale_x=2, scale_y=2), Placement(dx=-1, dy=0, scale_x=0.5, scale_y=0.5)
    both = composed(outer, inner)
    assert both.scale_x * 10 + both.dx == outer.scale_x * (inner.scale_x * 10 + inner.dx) + outer.dx


@pytest.mark.parametrize(("seed", "is_found"), [(1, True), (2, False), (5, True)])
def test_a_front_of_like_windows_is_laid_where_it_lies_or_not_at_all(seed, is_found):
    before, scale = front(seed=seed), 1.5 + 0.1 * seed
    dice = np.random.default_rng(seed)
    dx, dy = -dice.uniform(0, scale * 1024 - 1400), -dice.uniform(0, scale * 1024 - 800)
    aligned = found(before, moved(before, scale, dx, dy, 1400, 800))
    assert (aligned is not None) is is_found
    if aligned is not None:
        assert aligned.proven
        assert (aligned.placement.dx, aligned.placement.dy) == pytest.approx((dx, dy), abs=0.1)
        assert aligned.placement.scale == pytest.approx(scale, abs=0.0005)


def test_cells_that_coincide_by_chance_in_a_soft_picture_do_not_prove_that_it_was_not_moved():
    before, paint = sky(), scene(360, 640)
    for across in (4, 12):
        after = moved(before, 1.0, across, across / 2, 640, 360)
        after[:216] = paint[:216]
        assert not found(before, after).proven
    after = before.copy()
    after[:324] = paint[:324]
    aligned = found(before, after)
    assert (aligned.proven, aligned.coarse) == (True, False)


def test_where_a_picture_would_look_the_same_beside_its_place_that_is_said():
    down = np.linspace(60, 220, 300).round().astype(np.uint8)
    before = np.stack([np.broadcast_to(down[:, np.newaxis], (300, 500))] * 3, axis=2)
    after = before.copy()
    after[180:] = OTHER[180:300, :500]
    aligned = found(before, after)
    assert (aligned.placement, aligned.proven, aligned.coarse) == (Placement(), True, True)
    lowered = np.roll(before, 8, axis=0)
    lowered[180:] = OTHER[180:300, :500]
    assert not found(before, lowered).proven


def test_a_picture_of_a_few_cells_is_laid_in_place():
    tiny = np.array([[[10, 20, 30], [200, 180, 90]]], np.uint8).repeat(9, axis=0).repeat(5, axis=1)
    assert found(tiny, tiny.copy()).placement == Placement()
