"""Who painted what: chains with a known truth."""

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_app.analysis.attribute import attribute
from studio_app.analysis.attribution_picture import attribution_picture
from studio_app.analysis.attribution_report import _rounded, attribution_json
from studio_app.domain.attributions import ChainLink
from studio_app.domain.limits import Limit, LimitName
from studio_app.domain.owner_signs import signs
from studio_app.domain.stages import StageKind
from tests.analysis.scenes import brush, compressed, painted_over, picture, scene, warmed

NAMES = ("ITO", "ComfyUI", "MORI", "SATO", "KAMIYA")
KINDS = (StageKind.LAYOUT, StageKind.GENERATION, StageKind.RETOUCH, StageKind.RETOUCH, StageKind.CORRECTION)
LINKS = [ChainLink(kind=kind, name=name) for kind, name in zip(KINDS, NAMES, strict=True)]
STROKES = (((0.3, 0.4), (0.25, 0.3)), ((0.5, 0.5), (0.2, 0.3)), ((0.7, 0.6), (0.22, 0.25)))


def chain():
    """Return the five pictures and the owner of each pixel of the last one."""
    generated = scene()
    line = cv2.Canny(cv2.cvtColor(generated, cv2.COLOR_RGB2GRAY), 80, 200)
    layout = np.where(cv2.dilate(line, np.ones((2, 2), np.uint8))[..., np.newaxis] > 0, 40, 255)
    pictures = [np.repeat(layout, 3, axis=2).astype(np.uint8), generated]
    owners = np.full(generated.shape[:2], 1, np.uint8)
    for index, (place, size) in enumerate(STROKES):
        coverage = brush(540, 960, place, size, softness=2.0)
        pictures.append(painted_over(pictures[-1], scene(seed=20 + index), coverage))
        owners[coverage > 0.5] = 2 + index
    return pictures, owners


PICTURES, OWNERS = chain()


def followed(pictures, links=LINKS):
    asked = []

    def picture_of(index):
        asked.append(index)
        return picture(pictures[index])

    found = attribute(links, picture_of)
    assert asked == list(range(len(links)))
    figures = found.attribution
    assert sum(owner.visible for owner in figures.owners) + figures.unattributed == figures.width * figures.height
    assert all(int((found.map == owner.index).sum()) == owner.visible for owner in figures.owners)
    return found


def test_three_painters_in_a_known_order():
    found = followed(PICTURES)
    assert (found.map == OWNERS).mean() >= 0.98
    mori, sato, kamiya = found.attribution.owners[2:]
    truth = [brush(540, 960, place, size) > 0.5 for place, size in STROKES]
    assert mori.touched == pytest.approx(truth[0].sum(), rel=0.05)
    assert mori.overpainted == pytest.approx((truth[0] & (truth[1] | truth[2])).sum(), rel=0.08)
    assert sato.overpainted == pytest.approx((truth[1] & truth[2]).sum(), rel=0.08)
    assert kamiya.overpainted == 0
    assert found.attribution.unattributed == 0


def test_a_grade_changes_no_owner_and_is_listed():
    graded = [*PICTURES[:3], warmed(PICTURES[3]), warmed(PICTURES[4])]
    found = followed(graded)
    assert (found.map == OWNERS).mean() >= 0.98
    assert [grade.link.name for grade in found.attribution.grades] == ["SATO"]


def resized(pixels):
    return cv2.resize(pixels, (720, 405), interpolation=cv2.INTER_AREA)


def cropped(pixels):
    return np.ascontiguousarray(pixels[12:-20, 30:-10])


@pytest.mark.parametrize("change", [resized, cropped, lambda pixels: compressed(pixels, 85)])
def test_resizing_cropping_and_flattening_on_the_way_cost_two_points_at_most(change):
    found = followed([*PICTURES[:3], *(change(pixels) for pixels in PICTURES[3:])])
    truth = OWNERS
    if change is resized:
        truth = cv2.resize(OWNERS, (720, 405), interpolation=cv2.INTER_NEAREST)
    if change is cropped:
        truth = cropped(OWNERS)
    assert found.map.shape == truth.shape
    assert (found.map == truth).mean() >= 0.96


def test_what_a_final_adds_from_nowhere_is_unattributed():
    final = PICTURES[4].copy()
    final[40:140, 60:260] = (10, 200, 30)
    links = [*LINKS, ChainLink(kind=StageKind.FINAL, name="delivery")]
    found = followed([*PICTURES, final], links)
    assert found.attribution.unattributed == pytest.approx(100 * 200, rel=0.02)
    assert (found.map[50:130, 70:250] == 255).all()
    assert found.attribution.limits == (Limit(name=LimitName.UNRECORDED, stage=5),)


def test_work_that_a_final_replaces_from_nowhere_was_still_done():
    drawn = scene(360, 640)
    painted = drawn.copy()
    painted[100:200, 150:300] = (10, 200, 30)
    links = [
        ChainLink(kind=StageKind.GENERATION, name="g"),
        ChainLink(kind=StageKind.RETOUCH, name="MORI"),
        ChainLink(kind=StageKind.FINAL, name="delivery"),
    ]
    found = followed([drawn, painted, drawn], links).attribution
    mori = found.people[0]
    assert (mori.visible, mori.overpainted) == (0, pytest.approx(100 * 150, rel=0.02))
    assert found.owners[0].visible + found.owners[0].overpainted == found.width * found.height
    assert found.unattributed == mori.overpainted


def test_behind_a_picture_that_cannot_be_found_nothing_is_traced():
    found = followed([*PICTURES[:3], scene(500, 700, seed=40), scene(500, 700, seed=40)])
    assert found.attribution.unattributed == 500 * 700
    assert found.attribution.layout_kept_permille is None


def test_a_person_who_paints_over_themselves_has_overpainted_nothing():
    links = [*LINKS[:3], ChainLink(kind=StageKind.RETOUCH, name="MORI"), LINKS[4]]
    people = {person.name: person for person in followed(PICTURES, links).attribution.people}
    owners = followed(PICTURES, links).attribution.owners
    assert people["MORI"].visible == owners[2].visible + owners[3].visible
    assert people["MORI"].overpainted < owners[2].overpainted + owners[3].overpainted
    assert "ComfyUI" not in people


def test_the_layout_of_an_untouched_generation_is_kept_and_of_another_is_not():
    kept = followed(PICTURES[:2], LINKS[:2]).attribution.layout_kept_permille
    lost = followed([PICTURES[0], scene(seed=33)], LINKS[:2]).attribution.layout_kept_permille
    assert kept > 700
    assert lost < 0.5 * kept


def test_a_long_chain_keeps_every_touch():
    base = scene(120, 160)
    pictures, links = [base], [ChainLink(kind=StageKind.GENERATION, name="g")]
    for index in range(20):
        after = pictures[-1].copy()
        after[20:60, 4 + 7 * index : 10 + 7 * index] = (250, 20, 20) if index % 2 else (20, 20, 250)
        pictures.append(after)
        links.append(ChainLink(kind=StageKind.RETOUCH, name=f"painter {index}"))
    found = followed(pictures, links)
    assert [owner.visible for owner in found.attribution.owners[1:]] == [240] * 20


@given(st.lists(st.integers(0, 10_000), min_size=2, max_size=9).filter(lambda counts: sum(counts) > 0))
def test_shown_shares_add_up_to_a_thousand(pixels):
    assert sum(_rounded(pixels, sum(pixels))) == 10_000


def test_the_json_has_the_promised_shape():
    values = attribution_json(followed(PICTURES).attribution)
    assert {"method", "width", "height", "owners", "unattributed_permille", "layout_kept_permille", "grades"} <= set(
        values
    )
    assert {"index", "stage", "name", "visible_permille", "touched_permille", "overpainted_permille"} <= set(
        values["owners"][0]
    )
    shown = sum(owner["visible_permille"] for owner in values["owners"]) + values["unattributed_permille"]
    assert round(shown, 1) == 1000.0


def test_the_overlay_keeps_a_name_to_one_colour_and_a_generator_to_grey():
    links = (*LINKS, ChainLink(kind=StageKind.RETOUCH, name="MORI"))
    drawn = signs(links)
    assert drawn[2].colour == drawn[5].colour != drawn[3].colour
    assert len(set(drawn[1].colour)) == 1
    assert drawn[1].pattern == "hatch"
    found = followed(PICTURES)
    overlay = attribution_picture(found, picture(PICTURES[-1]))
    assert overlay.shape == PICTURES[-1].shape
    middle = overlay[300:330, 650:680].reshape(-1, 3).mean(axis=0) - overlay[300:330, 650:680].mean()
    assert np.argmax(middle) == np.argmax(np.array(drawn[4].colour))
