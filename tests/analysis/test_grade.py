"""A grade is told apart from repainting, whatever its kind, and costs no repaint."""

import cv2
import numpy as np
import pytest

from studio_app.analysis.compare import compare
from tests.analysis.scenes import compressed, moved, night, picture, scene, sky, warmed, with_sky

SCENE = scene()


def encoded(light):
    return np.where(light <= 0.0031308, light * 12.92, 1.055 * np.maximum(light, 0) ** (1 / 2.4) - 0.055)


def exposed(pixels, gain):
    return np.rint(np.clip(encoded(light_of(pixels) * gain), 0, 1) * 255).astype(np.uint8)


def curved(pixels):
    values = pixels / 255
    return np.rint(np.clip(values + 0.25 * (values - 0.5) * (1 - (2 * values - 1) ** 2), 0, 1) * 255).astype(np.uint8)


def drained(pixels):
    grey = pixels @ np.array([0.299, 0.587, 0.114])
    return np.rint(np.clip(grey[..., None] + 0.7 * (pixels - grey[..., None]), 0, 255)).astype(np.uint8)


def light_of(pixels):
    values = pixels / 255
    return np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)


def dusk(pixels):
    """Channels mixed in light: red falls, blue comes in everywhere."""
    mixing = np.array([[0.75, 0.08, 0.02], [0.04, 0.62, 0.1], [0.05, 0.15, 0.85]])
    return np.rint(np.clip(encoded(light_of(pixels) @ mixing.T), 0, 1) * 255).astype(np.uint8)


def black_and_white(pixels):
    grey = light_of(pixels) @ np.array([0.2126, 0.7152, 0.0722])
    return np.rint(np.repeat(encoded(grey)[..., None], 3, axis=2) * 255).astype(np.uint8)


def in_blots(share, seed=4):
    """Return where blots lie that cover a share of the picture and leave no part of it alone."""
    heights = cv2.resize(np.random.default_rng(seed).normal(size=(8, 12)), (960, 540), interpolation=cv2.INTER_CUBIC)
    return heights > np.quantile(heights, 1 - share)


GRADES = {
    "warm": warmed,
    "gamma": lambda pixels: np.rint((pixels / 255) ** 0.8 * 255).astype(np.uint8),
    "brighter by light": lambda pixels: exposed(pixels, 1.4),
    "darker by light": lambda pixels: exposed(pixels, 0.5),
    "contrast": curved,
    "less saturation": drained,
    "dusk": dusk,
    "black and white": black_and_white,
}


@pytest.mark.parametrize("name", GRADES)
def test_a_grade_alone_is_no_repaint(name):
    for after in (GRADES[name](SCENE), compressed(GRADES[name](SCENE), 85)):
        report = compare(picture(SCENE), picture(after))
        assert report.grade.found
        assert report.repaint.changed_permille < 3


@pytest.mark.parametrize("name", ["warm", "gamma", "contrast"])
def test_half_the_picture_repainted_does_not_bend_it(name):
    repainted = SCENE.copy()
    repainted[:270] = scene(seed=11)[:270]
    report = compare(picture(SCENE), picture(compressed(GRADES[name](repainted), 85)))
    assert report.grade.found
    assert report.repaint.changed_permille == pytest.approx(500, abs=20)


@pytest.mark.parametrize("name", ["warm", "contrast", "less saturation", "dusk", "black and white"])
@pytest.mark.parametrize("share", [0.3, 0.5])
def test_blots_of_paint_all_over_do_not_hide_it(name, share):
    blots = in_blots(share)
    after = GRADES[name](SCENE)
    after[blots] = scene(seed=11)[blots]
    report = compare(picture(SCENE), picture(after))
    assert report.grade.found
    assert report.repaint.changed_permille == pytest.approx(share * 1000, abs=20)


@pytest.mark.parametrize("turned", [black_and_white, dusk])
def test_what_reaches_four_fifths_of_the_picture_is_no_grade_of_it(turned):
    after = turned(SCENE)
    after[432:] = SCENE[432:]
    report = compare(picture(SCENE), picture(after))
    assert not report.grade.found
    assert report.repaint.changed_permille > 600


def test_greys_do_not_vouch_for_a_grade_that_would_not_have_moved_them():
    before = SCENE.copy()
    before[:, :384] = black_and_white(SCENE)[:, :384]
    after = black_and_white(before)
    # Of what has colour 15 % keep it: 9 % of the picture.
    after[459:] = before[459:]
    report = compare(picture(before), picture(after))
    assert not report.grade.found
    assert report.repaint.changed_permille == pytest.approx(510, abs=30)


def test_another_picture_that_is_nearly_one_colour_is_no_grade():
    after = np.full_like(SCENE, 33)
    after[::60] = after[:, ::90] = 48
    report = compare(picture(SCENE), picture(after))
    assert not report.grade.found
    assert report.repaint.changed_permille > 950


def grey(pixels):
    return np.repeat(np.rint(pixels @ np.array([0.299, 0.587, 0.114]))[..., None], 3, axis=2).astype(np.uint8)


@pytest.mark.parametrize("name", ["warm", "gamma", "brighter by light", "contrast"])
@pytest.mark.parametrize(
    ("ground", "most"),
    # Of windows smaller than the fields that a grade is fitted on it cannot be known how they were graded.
    [(sky(), 3), (night(), 60), (grey(SCENE), 3)],
    ids=["sky", "night", "greys"],
)
def test_a_grade_is_found_where_there_are_few_colours(ground, most, name):
    report = compare(picture(ground), picture(GRADES[name](ground)))
    assert report.grade.found
    assert report.repaint.changed_permille < most


def test_a_sky_repainted_on_a_third_under_a_grade_and_jpeg():
    ground = sky()
    report = compare(picture(ground), picture(compressed(warmed(with_sky(ground)), 85)))
    assert report.grade.found
    assert report.repaint.changed_permille == pytest.approx(310, abs=20)


def test_two_flat_colours_in_other_colours_are_no_grade():
    flat = np.empty((360, 640, 3), np.uint8)
    flat[:, :300], flat[:, 300:] = (60, 90, 200), (200, 120, 40)
    grain = np.random.default_rng(2).normal(0, 2, (*flat.shape[:2], 1))
    before = np.clip(flat + grain, 0, 255).astype(np.uint8)
    after = np.clip(flat[:, :, ::-1].astype(float) * 0.8 + 20 + grain, 0, 255).astype(np.uint8)
    report = compare(picture(before), picture(after))
    assert not report.grade.found
    assert report.repaint.changed_permille > 950


def test_sky_grade_and_jpeg_together():
    report = compare(picture(SCENE), picture(compressed(warmed(with_sky(SCENE)))))
    assert report.grade.found
    assert report.repaint.changed_permille == pytest.approx(310, abs=20)


def test_sky_grade_and_jpeg_under_a_shift_and_a_crop():
    after = compressed(moved(warmed(with_sky(SCENE)), 1.0, 3.4 - 19, -1.2 - 11, 960 - 38, 540 - 22))
    report = compare(picture(SCENE), picture(after))
    assert report.alignment.found
    assert (report.alignment.dx, report.alignment.dy) == pytest.approx((-15.6, -12.2), abs=0.1)
    assert report.grade.found
    assert report.repaint.changed_permille == pytest.approx((0.31 * 540 - 12.2) / 518 * 1000, abs=20)


def test_sky_grade_and_jpeg_under_a_crop_that_was_brought_back_to_size():
    scale = 1 / 0.98
    after = compressed(moved(warmed(with_sky(SCENE)), scale, 3.4 - 9.6 * scale, -5.4 * scale, 960, 540))
    report = compare(picture(SCENE), picture(after))
    assert report.alignment.scale == pytest.approx(scale, abs=3e-4)
    assert report.grade.found
    assert report.repaint.changed_permille == pytest.approx((0.31 * 540 - 5.4) * scale / 540 * 1000, abs=20)


def test_who_recolours_a_third_paints():
    after = SCENE.copy()
    after[:180] = warmed(SCENE)[:180]
    report = compare(picture(SCENE), picture(after))
    assert not report.grade.found
    assert report.repaint.changed_permille > 200
