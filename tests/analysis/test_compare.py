"""Two pictures to what changed, on pictures made by hand and on an artist's revisions."""

import io
import json
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from studio_app.analysis.compare import METHOD, compare, compare_in_full
from studio_app.analysis.difference_picture import difference_picture
from studio_app.analysis.report import report_json
from studio_app.domain.changes import RegionKind
from studio_app.domain.limits import Limit, LimitName
from studio_app.domain.pictures import Picture
from tests.analysis.scenes import picture


def painterly(height: int = 360, width: int = 640, seed: int = 7) -> np.ndarray:
    """Blots of paint from large to small, a little grain on top."""
    dice = np.random.default_rng(seed)
    sheet = np.full((height, width, 3), 128, np.float32)
    for size, strength in ((80, 45), (30, 25), (10, 14), (4, 6)):
        # Large blots differ in colour; small ones are light and shade of one brush.
        blots = dice.normal(0, strength, (height // size + 2, width // size + 2, 3)).astype(np.float32)
        blots = blots if size > 20 else blots[:, :, :1] + 0.2 * blots
        sheet += cv2.resize(blots, (width, height), interpolation=cv2.INTER_CUBIC)
    return np.clip(sheet + dice.normal(0, 1.5, sheet.shape), 0, 255).astype(np.uint8)


def with_sky(pixels: np.ndarray, share: float) -> np.ndarray:
    repainted = pixels.copy()
    rows = round(len(pixels) * share)
    ramp = np.linspace(0, 60, rows, dtype=np.float32)[:, np.newaxis, np.newaxis]
    repainted[:rows] = np.clip(np.array([90, 140, 200], np.float32) + ramp, 0, 255).astype(np.uint8)
    return repainted


def jpeg(pixels: np.ndarray, quality: int) -> Picture:
    stream = io.BytesIO()
    Image.fromarray(pixels).save(stream, "JPEG", quality=quality)
    return picture(np.asarray(Image.open(stream).convert("RGB")), file_format="jpeg")


SCENE = painterly()


def test_nothing_changed_is_exactly_nothing() -> None:
    report = compare(picture(SCENE), picture(SCENE.copy()))
    assert report.method == METHOD == "compare/1"
    assert report.repaint.changed_pixels == 0
    assert report.repaint.changed_permille == 0.0
    assert report.repaint.regions == ()
    assert report.alignment.found


def test_the_same_picture_in_sixteen_bits_is_no_change() -> None:
    deep = SCENE.astype(np.uint16) * np.uint16(257)
    assert compare(picture(SCENE), picture(deep)).repaint.changed_pixels == 0
    jitter = np.random.default_rng(1).integers(-120, 121, deep.shape)
    off = np.clip(deep.astype(np.int64) + jitter, 0, 65535).astype(np.uint16)
    assert compare(picture(SCENE), picture(off)).repaint.changed_pixels == 0


def test_dither_is_no_change() -> None:
    dice = np.random.default_rng(3)
    dithered = np.clip(SCENE.astype(int) + dice.integers(-1, 2, SCENE.shape), 0, 255).astype(np.uint8)
    assert compare(picture(SCENE), picture(dithered)).repaint.changed_permille < 0.1


@pytest.mark.parametrize("quality", [75, 80, 90, 95])
def test_a_resaved_jpeg_is_no_work(quality: int) -> None:
    assert compare(picture(SCENE), jpeg(SCENE, quality)).repaint.changed_permille < 3


@pytest.mark.parametrize("quality", [100, 90, 80])
def test_a_sky_of_31_percent_is_31_percent(quality: int) -> None:
    sky = with_sky(SCENE, 0.31)
    report = compare(picture(SCENE), picture(sky) if quality == 100 else jpeg(sky, quality))
    assert report.repaint.changed_permille == pytest.approx(310, abs=20)
    largest = report.repaint.regions[0]
    assert (largest.left, largest.top) == (0, 0)
    assert largest.width == pytest.approx(640, abs=8)


def test_a_square_is_counted_to_the_pixel() -> None:
    after = SCENE.copy()
    after[100:120, 200:230] = (250, 20, 20)
    report = compare(picture(SCENE), picture(after))
    (region,) = report.repaint.regions
    assert (region.left, region.top, region.width, region.height) == (200, 100, 30, 20)
    assert region.pixels == report.repaint.changed_pixels == 600


def test_two_squares_across_a_small_gap_are_one_region_and_far_ones_are_two() -> None:
    near, far = SCENE.copy(), SCENE.copy()
    for after, left in ((near, 236), (far, 300)):
        after[100:120, 200:230] = after[100:120, left : left + 30] = (250, 20, 20)
    assert [region.pixels for region in compare(picture(SCENE), picture(near)).repaint.regions] == [1200]
    assert [region.pixels for region in compare(picture(SCENE), picture(far)).repaint.regions] == [600, 600]


def test_a_grade_is_a_grade_and_no_repaint() -> None:
    warm = np.clip((SCENE / 255) ** 0.85 * np.array([1.06, 1.0, 0.9]), 0, 1)
    report = compare(picture(SCENE), picture(np.rint(warm * 255).astype(np.uint8)))
    assert report.grade.found
    assert 2 < report.grade.mean_delta_e < 12
    assert report.repaint.changed_permille < 10


def test_a_repainted_sky_under_a_grade_is_still_31_percent() -> None:
    warm = np.clip((with_sky(SCENE, 0.31) / 255) ** 0.85 * np.array([1.06, 1.0, 0.9]), 0, 1)
    report = compare(picture(SCENE), picture(np.rint(warm * 255).astype(np.uint8)))
    assert report.grade.found
    assert report.repaint.changed_permille == pytest.approx(310, abs=20)


def test_a_repaint_alone_is_no_grade() -> None:
    assert not compare(picture(SCENE), picture(with_sky(SCENE, 0.9))).grade.found
    assert not compare(picture(SCENE), picture(painterly(seed=8))).grade.found


def test_a_crop_is_found_and_is_no_repaint() -> None:
    report = compare(picture(SCENE), picture(SCENE[40:340, 30:600]))
    assert report.alignment.found
    assert (report.alignment.dx, report.alignment.dy, report.alignment.scale) == (-30, -40, 1)
    assert report.repaint.changed_pixels == 0


def test_a_larger_canvas_counts_what_was_added() -> None:
    after = np.zeros((460, 640, 3), np.uint8)
    after[60:420] = SCENE
    report = compare(picture(SCENE), picture(after))
    assert (report.alignment.dx, report.alignment.dy) == (0, 60)
    assert report.alignment.overlap_permille == pytest.approx(360 / 460 * 1000)
    assert report.repaint.changed_pixels == 100 * 640


def test_a_shift_within_the_same_canvas_is_found() -> None:
    after = np.zeros_like(SCENE)
    after[9:, 14:] = SCENE[:-9, :-14]
    report = compare(picture(SCENE), picture(after))
    assert (report.alignment.dx, report.alignment.dy) == (14, 9)


def test_a_picture_at_half_size_is_a_rescale() -> None:
    half = cv2.resize(SCENE, (320, 180), interpolation=cv2.INTER_AREA)
    report = compare(picture(SCENE), picture(half))
    assert report.alignment.scale == 0.5
    assert report.repaint.changed_permille < 3


def test_pictures_that_cannot_be_laid_on_each_other_say_so() -> None:
    report = compare(picture(SCENE), picture(painterly(300, 500, seed=9)))
    assert not report.alignment.found
    assert report.repaint.changed_permille == 1000
    assert report.repaint.regions[0].pixels == 300 * 500
    assert report.limits == (Limit(name=LimitName.NOT_LAID),)


def test_a_change_of_transparency_alone_counts() -> None:
    grey = np.full((60, 60, 3), 128, np.uint8)
    alpha = np.full((60, 60), 255, np.uint8)
    alpha[10:20, 10:30] = 0
    assert compare(picture(grey), picture(grey, alpha=alpha)).repaint.changed_pixels == 200


def test_colours_under_full_transparency_do_not_count() -> None:
    hidden = np.zeros((360, 640), np.uint8)
    other = painterly(seed=11)
    assert compare(picture(SCENE, alpha=hidden), picture(other, alpha=hidden)).repaint.changed_pixels == 0


def test_the_json_has_the_promised_shape() -> None:
    report = compare(picture(SCENE), picture(with_sky(SCENE, 0.31)))
    values = report_json(report, Path("before.png"), Path("after.png"))
    assert json.loads(json.dumps(values)) == values
    assert set(values) == {"method", "before", "after", "alignment", "grade", "repaint", "limits", "limit_names"}
    assert values["before"]["path"] == "before.png"
    assert {"path", "sha256", "width", "height", "bit_depth", "colour_space"} <= set(values["after"])
    assert set(values["alignment"]) == {"found", "dx", "dy", "scale", "overlap_permille"}
    assert set(values["repaint"]["regions"][0]) == {
        "left",
        "top",
        "width",
        "height",
        "pixels",
        "mean_delta_e",
        "kind",
    }
    assert values["repaint"]["changed_permille"] == round(values["repaint"]["changed_permille"], 1)


def test_the_difference_picture_shows_the_change_in_colour() -> None:
    after = SCENE.copy()
    after[100:160, 200:290] = (250, 20, 20)
    drawn = difference_picture(compare_in_full(picture(SCENE), picture(after)), picture(after))
    assert drawn.shape == SCENE.shape
    assert drawn.dtype == np.uint8
    red, _green, blue = (int(value) for value in drawn[130, 250])
    assert red > blue + 80
    assert len(set(drawn[300, 500].tolist())) == 1


def disc(pixels: np.ndarray, colour: tuple[int, int, int]) -> np.ndarray:
    return cv2.circle(pixels.copy(), (300, 180), 40, colour, -1)


SOFT = cv2.GaussianBlur(SCENE, (0, 0), 6)
HARD = slice(100, 220), slice(200, 360)


def kind(before: np.ndarray, after: np.ndarray) -> RegionKind:
    return compare(picture(before), picture(after)).repaint.regions[0].kind


def test_the_kinds_of_plain_cases() -> None:
    house = disc(SOFT, (230, 60, 30))
    assert kind(SOFT, house) is RegionKind.ADDED
    assert kind(house, SOFT) is RegionKind.REMOVED
    assert kind(house, disc(SOFT, (40, 60, 220))) is RegionKind.COLOUR
    coarse = painterly(seed=2)
    softened = coarse.copy()
    softened[HARD] = cv2.GaussianBlur(coarse, (0, 0), 2)[HARD]
    assert kind(coarse, softened) is RegionKind.SOFTEN
    assert kind(softened, coarse) is RegionKind.SHARPEN
    brush = np.zeros((360, 640, 1), np.float32)
    brush[HARD] = 1
    brush = cv2.GaussianBlur(brush, (0, 0), 12)[:, :, np.newaxis]
    other = np.rint(painterly(seed=5) * brush + coarse * (1 - brush)).astype(np.uint8)
    assert kind(coarse, other) is RegionKind.REPAINT
