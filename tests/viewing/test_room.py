"""Each way of looking, against a truth worked out pixel by pixel."""

import cv2
import numpy as np
import pytest

from studio_app.domain.attributions import UNATTRIBUTED, ChainLink
from studio_app.domain.colours import HEAT_STEPS
from studio_app.domain.owner_patterns import pattern_of
from studio_app.domain.owner_signs import PEOPLE, Pattern, signs
from studio_app.domain.stages import StageKind
from studio_app.viewing.brush import Shown, Sight
from studio_app.viewing.difference import difference_map
from studio_app.viewing.look import Look, Treatment, Way, Wipe
from studio_app.viewing.owners import inks_of
from studio_app.viewing.panes import GAP, Pane, gaps_between, panes_of
from studio_app.viewing.pyramid import peaks_of, pyramid_of, thinned
from studio_app.viewing.room import Room
from studio_app.viewing.sampling import Lie, draw_sampled, place_of
from studio_app.viewing.viewpoint import Viewpoint
from studio_app.viewing.wiping import wipe_mask

WIDE, HIGH = 120, 80
DICE = np.random.default_rng(3)
ONE, OTHER, THIRD = (DICE.integers(0, 256, (HIGH, WIDE, 3), dtype=np.uint8) for _number in range(3))
GROUND = (26, 30, 34)
EXACT = Viewpoint(x=WIDE / 2, y=HIGH / 2, zoom=1.0)
SIZE = (WIDE, HIGH)


def room(
    look: Look, *sides: np.ndarray, view: Viewpoint = EXACT, size: tuple[int, int] = SIZE, moving: bool = False, **maps
) -> np.ndarray:
    """Return what is seen as RGB."""
    pyramids = tuple(pyramid_of(side) for side in sides)
    shown = Shown(sides=pyramids, frame=SIZE, **maps)
    sight = Sight(shown=shown, look=look, view=view, ground=GROUND, moving=moving)
    return Room().compose(sight, size)[..., 2::-1].copy()


def part(whole: np.ndarray, pane: Pane) -> np.ndarray:
    return whole[pane.rows, pane.columns]


@pytest.mark.parametrize("count", [2, 3, 4])
@pytest.mark.parametrize("way", [Way.SIDE, Way.ABOVE])
def test_stages_apart_show_the_same_part_of_each(way: Way, count: int) -> None:
    pictures = (ONE, OTHER, THIRD, ONE[::-1].copy())[:count]
    panes = panes_of(way, count, 204, 148)
    seen = room(Look(way=way), *pictures, size=(204, 148))
    width, height = panes[0].size
    left, top = EXACT.origin((width, height))
    for pane, picture in zip(panes, pictures, strict=True):
        truth = np.full((height, width, 3), GROUND, np.uint8)
        ys, xs = slice(max(top, 0), min(top + HIGH, height)), slice(max(left, 0), min(left + WIDE, width))
        truth[ys, xs] = picture[ys.start - top : ys.stop - top, xs.start - left : xs.stop - left]
        np.testing.assert_array_equal(part(seen, pane), truth)


@pytest.mark.parametrize("count", [1, 2, 3, 4])
@pytest.mark.parametrize("way", [Way.SIDE, Way.ABOVE, Way.FLIP])
def test_what_no_pane_covers_lies_in_the_gaps_and_nothing_else(way: Way, count: int) -> None:
    panes, gaps = np.zeros((149, 205), bool), np.zeros((149, 205), bool)
    for pane in panes_of(way, count, 205, 149):
        panes[pane.rows, pane.columns] = True
    for rows, columns in gaps_between(panes_of(way, count, 205, 149), 205, 149):
        gaps[rows, columns] = True
    np.testing.assert_array_equal(gaps, ~panes)


def test_panes_are_equal_and_leave_a_gap() -> None:
    panes = panes_of(Way.SIDE, 3, 304, 100)
    assert {pane.size for pane in panes} == {(98, 100)}
    assert [pane.left for pane in panes] == [0, 102, 206]
    assert panes_of(Way.SIDE, 4, 204, 104)[3] == Pane(left=104, top=54, width=100, height=50)
    assert len(panes_of(Way.WIPE, 3, 10, 10)) == 1
    assert panes[1].left - panes[0].width == GAP


def test_an_upright_wipe_has_the_earlier_picture_on_its_left() -> None:
    seen = room(Look(way=Way.WIPE, wipe=Wipe(x=0.25)), ONE, OTHER)
    np.testing.assert_array_equal(seen[:, :30], ONE[:, :30])
    np.testing.assert_array_equal(seen[:, 30:], OTHER[:, 30:])


@pytest.mark.parametrize("degrees", [0, 20, 45, 90, 133, 180, 270, 300])
def test_a_wipe_at_any_angle_shows_each_picture_on_its_own_side(degrees: float) -> None:
    wipe = Wipe(x=0.4, y=0.6, degrees=degrees)
    seen = room(Look(way=Way.WIPE, wipe=wipe), ONE, OTHER)
    right, down = wipe.normal()
    y, x = np.mgrid[:HIGH, :WIDE] + 0.5
    beyond = (x - 0.4 * WIDE) * right + (y - 0.6 * HIGH) * down
    clear = np.abs(beyond) > 0.75
    later = clear & (beyond > 0)
    np.testing.assert_array_equal(seen[later], OTHER[later])
    earlier = clear & (beyond < 0)
    np.testing.assert_array_equal(seen[earlier], ONE[earlier])


def test_the_masks_of_opposite_wipes_are_each_others_complement_but_for_the_line() -> None:
    whole = slice(0, 64)
    one, other = (wipe_mask(Wipe(degrees=turned), 64, 64, whole, whole) for turned in (30, 210))
    assert np.mean(one == other) < 0.04
    assert {0, 255} == set(np.unique(one))


def test_a_flip_shows_one_or_the_other_and_nothing_of_both() -> None:
    np.testing.assert_array_equal(room(Look(way=Way.FLIP, later=True), ONE, OTHER), OTHER)
    np.testing.assert_array_equal(room(Look(way=Way.FLIP, later=False), ONE, OTHER), ONE)


def test_a_blend_is_the_weighted_mean() -> None:
    seen = room(Look(way=Way.BLEND, share=0.3), ONE, OTHER)
    assert np.abs(seen - (ONE * 0.7 + OTHER * 0.3)).max() <= 0.51


@pytest.mark.parametrize("gain", [1, 8])
def test_the_difference_is_the_largest_channel_times_the_gain(gain: int) -> None:
    maps = {"difference": difference_map(pyramid_of(ONE), pyramid_of(OTHER))}
    seen = room(Look(way=Way.DIFFERENCE, gain=gain), ONE, OTHER, **maps)
    largest = np.abs(ONE.astype(int) - OTHER.astype(int)).max(axis=2)
    np.testing.assert_array_equal(seen, np.repeat(np.minimum(largest * gain, 255)[..., None], 3, axis=2))


def test_the_difference_of_sizes_lays_the_earlier_picture_over_the_later() -> None:
    flat = np.full((40, 60, 3), 10, np.uint8)
    other = np.full((80, 120, 3), 30, np.uint8)
    assert set(np.unique(difference_map(pyramid_of(flat), pyramid_of(other)).levels[0].whole())) == {20}


def test_an_earlier_picture_is_drawn_where_it_lies_in_the_later_one() -> None:
    """A generation of half the size, cropped: a point x of it is at 2x - 20 in the picture."""
    small = OTHER[10:50, 10:70]
    lie = Lie(dx=-20, dy=-20, scale=2.0)
    seen = room(Look(way=Way.FLIP, later=False), small, np.zeros_like(OTHER), lies=(lie, None))
    doubled = small.repeat(2, axis=0).repeat(2, axis=1)[20:, 20:]
    np.testing.assert_array_equal(seen[: doubled.shape[0], : doubled.shape[1]], doubled[:HIGH, :WIDE])
    assert (seen[79, 119] == GROUND).all(), "beyond its edge there is nothing of it"


def test_the_difference_is_taken_where_the_earlier_picture_lies() -> None:
    smooth = np.repeat(np.linspace(20, 220, WIDE).astype(np.uint8)[None, :, None], HIGH, axis=0).repeat(3, axis=2)
    cropped = smooth[10:70, 20:100]
    lie = Lie(dx=20, dy=10, scale=1.0)
    distance = difference_map(pyramid_of(cropped), pyramid_of(smooth), lie).levels[0].whole()
    assert distance.max() == 0
    assert difference_map(pyramid_of(cropped), pyramid_of(smooth)).levels[0].whole().max() > 20


def test_heat_is_warm_where_something_changed_and_grey_elsewhere() -> None:
    steps = np.zeros((HIGH, WIDE), np.uint8)
    steps[10:20, 10:20], steps[30:40, 10:20] = 1, HEAT_STEPS
    seen = room(Look(way=Way.HEAT), ONE, OTHER, heat=peaks_of(steps)).astype(int)
    assert (np.ptp(seen[steps == 0], axis=1) == 0).all()
    assert (seen[steps == HEAT_STEPS][:, 0] > seen[steps == HEAT_STEPS][:, 2]).all()
    assert seen[steps == HEAT_STEPS].mean() > seen[steps == 1].mean() + 60, "larger changes are lighter, colour or not"


def owners_seen(strength: float = 0.55) -> tuple[np.ndarray, np.ndarray]:
    indices = np.zeros((HIGH, WIDE), np.uint8)
    indices[:, 40:80], indices[:, 80:] = 1, UNATTRIBUTED
    links = (ChainLink(kind=StageKind.GENERATION, name="G"), ChainLink(kind=StageKind.RETOUCH, name="花"))
    grey = np.repeat(DICE.integers(0, 256, (HIGH, WIDE, 1), dtype=np.uint8), 3, axis=2)
    look = Look(way=Way.OWNERS, strength=strength)
    return room(look, ONE, grey, owners=thinned(indices), inks=inks_of(signs(links))), grey


def test_a_persons_colour_covers_what_is_theirs_and_the_picture_shows_below() -> None:
    seen, grey = owners_seen()
    truth = grey[:, 40:80] * 0.45 + np.array(PEOPLE[0]) * 0.55
    assert np.abs(seen[:, 40:80] - truth).max() <= 1.5


def test_a_generator_is_hatched_and_what_is_nobodys_dotted() -> None:
    seen, grey = owners_seen()
    bare = pattern_of(Pattern.HATCH, HIGH, WIDE)[:, :40] == 0
    np.testing.assert_array_equal(seen[:, :40][bare], grey[:, :40][bare])
    bare = pattern_of(Pattern.DOTS, HIGH, WIDE)[:, 80:] == 0
    np.testing.assert_array_equal(seen[:, 80:][bare], grey[:, 80:][bare])
    assert (seen[:, 80:][~bare] != grey[:, 80:][~bare]).mean() > 0.5


@pytest.mark.parametrize("way", list(Way))
@pytest.mark.parametrize("zoom", [0.04, 0.6, 3.0])
def test_no_way_of_looking_minds_a_picture_that_leaves_most_of_the_room_bare(way: Way, zoom: float) -> None:
    steps = np.full((HIGH, WIDE), 5, np.uint8)
    links = (ChainLink(kind=StageKind.GENERATION, name="G"),)
    maps = {
        "difference": difference_map(pyramid_of(ONE), pyramid_of(OTHER)),
        "heat": peaks_of(steps),
        "owners": thinned(steps * 0),
        "inks": inks_of(signs(links)),
    }
    for x, y in ((0.0, 0.0), (WIDE, HIGH), (WIDE / 2, HIGH / 2)):
        view = Viewpoint(x=float(x), y=float(y), zoom=zoom)
        seen = room(Look(way=way, wipe=Wipe(degrees=33)), ONE, OTHER, view=view, size=(500, 400), **maps)
        corner = seen[0, 499] if (x, y) == (0.0, 0.0) else seen[0, 0]
        bare = (0, 0, 0) if way is Way.DIFFERENCE else GROUND
        assert tuple(corner) == bare or zoom == 3.0


@pytest.mark.parametrize("way", list(Way))
@pytest.mark.parametrize("zoom", [0.5, 0.86, 0.9, 1.0, 2.0])
def test_a_frame_on_the_way_is_the_resting_one_but_for_rounding(way: Way, zoom: float) -> None:
    steps = np.zeros((HIGH, WIDE), np.uint8)
    steps[10:50, 20:70] = 5
    links = tuple(ChainLink(kind=StageKind.RETOUCH, name=name) for name in "一二三四五六")
    maps = {
        "difference": difference_map(pyramid_of(ONE), pyramid_of(OTHER)),
        "heat": peaks_of(steps),
        "owners": thinned(steps),
        "inks": inks_of(signs(links)),
    }
    view = Viewpoint(x=57.0, y=41.0, zoom=zoom)
    soft = [np.asarray(cv2.GaussianBlur(side, (9, 9), 3)) for side in (ONE, OTHER)]
    frames = [
        room(Look(way=way, share=0.3), *soft, view=view, size=(301, 203), moving=moving, **maps).astype(int)
        for moving in (False, True)
    ]
    assert np.abs(frames[0] - frames[1]).max() <= 3


@pytest.mark.parametrize("way", [Way.BLEND, Way.HEAT, Way.OWNERS, Way.FLIP])
def test_a_frame_on_the_way_may_be_softer_and_shows_the_same(way: Way) -> None:
    steps = np.zeros((HIGH, WIDE), np.uint8)
    maps = {"heat": peaks_of(steps), "owners": thinned(steps), "inks": inks_of(signs(()))}
    view = Viewpoint(x=57.0, y=41.0, zoom=0.72)
    soft = [np.asarray(cv2.GaussianBlur(side, (31, 31), 9)) for side in (ONE, OTHER)]
    resting, moving = (
        room(Look(way=way, share=0.3), *soft, view=view, size=(301, 203), moving=moving, **maps).astype(int)
        for moving in (False, True)
    )
    inside = np.s_[100:103, 100:200]
    assert np.abs(resting - moving)[inside].max() <= 3
    np.testing.assert_array_equal(resting[:5], moving[:5])


def test_strips_meet_without_a_seam() -> None:
    view = Viewpoint(x=61.3, y=40.2, zoom=0.77)
    tall = room(Look(way=Way.FLIP), ONE, OTHER, view=view, size=(200, 190))
    pyramid = pyramid_of(OTHER)
    alone = np.zeros((190, 200, 4), np.uint8)
    alone[...] = (*GROUND[::-1], 255)
    draw_sampled(pyramid, place_of(pyramid.size, frame=SIZE, view=view, pane=(200, 190)), alone)
    np.testing.assert_array_equal(tall, alone[..., 2::-1])


def test_exposure_doubles_light_on_all_sides_alike() -> None:
    grey = np.full((HIGH, WIDE, 3), 100, np.uint8)
    seen = room(Look(way=Way.SIDE, treatment=Treatment(exposure=1.0)), grey, grey, size=(244, 80))
    light = ((100 / 255 + 0.055) / 1.055) ** 2.4 * 2
    assert set(np.unique(seen[20:60, 20:100])) == {round((1.055 * light ** (1 / 2.4) - 0.055) * 255)}
    np.testing.assert_array_equal(seen[:, :120], seen[:, 124:])


def test_values_alone_are_grey() -> None:
    seen = room(Look(way=Way.FLIP, treatment=Treatment(values=True)), ONE, OTHER).astype(int)
    assert (np.ptp(seen, axis=2) == 0).all()
    weights = OTHER @ np.array([0.299, 0.587, 0.114])
    assert np.abs(seen[..., 0] - weights).max() <= 1


def test_exposure_leaves_measures_as_they_are() -> None:
    maps = {"difference": difference_map(pyramid_of(ONE), pyramid_of(OTHER))}
    plain = room(Look(way=Way.DIFFERENCE), ONE, OTHER, **maps)
    treated = room(Look(way=Way.DIFFERENCE, treatment=Treatment(exposure=2.0)), ONE, OTHER, **maps)
    np.testing.assert_array_equal(plain, treated)


@pytest.mark.parametrize("way", [Way.DIFFERENCE, Way.HEAT, Way.OWNERS])
def test_a_map_that_is_not_there_yet_claims_nothing(way: Way) -> None:
    seen = room(Look(way=way), ONE, OTHER)
    if way is Way.OWNERS:
        np.testing.assert_array_equal(seen, OTHER)
    else:
        assert (seen == GROUND).all()


def test_a_picture_that_is_not_there_yet_is_ground() -> None:
    shown = Shown(sides=(None, pyramid_of(OTHER)), frame=SIZE)
    seen = Room().compose(Sight(shown=shown, look=Look(), view=EXACT, ground=GROUND), (244, 80))
    assert (seen[:, :120, 2::-1] == GROUND).all()
