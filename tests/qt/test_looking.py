"""Every way of looking by its key, in the window, against what the pictures hold."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest

from studio_app.domain.stages import StageKind
from studio_app.qt.sides import Side, standing_in
from studio_app.qt.window import MainWindow
from studio_app.viewing.look import Way
from studio_app.viewing.pyramid import pyramid_of
from tests.qt.conftest import House
from tests.qt.fake_content import Cast
from tests.qt.fake_studio import FakeRefusal
from tests.qt.painted import scene

INSIDE, OUTSIDE = (50, 30), (5, 85)
"""A pixel of the repainted box, and one beside it."""


def press(window: MainWindow, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(window, key, held)


def seen(window: MainWindow, at: tuple[int, int]) -> QColor:
    """Return what is on the screen at a pixel of the picture, the view at 100 %."""
    canvas = window.middle.comparison.canvas
    pane = canvas.panes()[-1]
    left, top = canvas.view.origin(pane.size)
    image: QImage = canvas.grab().toImage()
    return image.pixelColor(pane.left + left + at[0], pane.top + top + at[1])


def label(window: MainWindow) -> list[str]:
    return [one.label for one in window.middle.comparison.labels if one.isVisible()]


@pytest.fixture
def exact(window: MainWindow, house: House) -> MainWindow:
    press(window, Qt.Key.Key_1)
    house.settle()
    return window


def test_x_flips_in_place_and_the_label_says_which_is_seen(exact: MainWindow, house: House) -> None:
    press(exact, Qt.Key.Key_X)
    assert seen(exact, INSIDE) != QColor("#ff0000")
    assert label(exact) == ["generation 2 · ComfyUI 0.3.71"]
    press(exact, Qt.Key.Key_X)
    assert seen(exact, INSIDE) == QColor("#ff0000")
    assert label(exact) == ["retouch 1 · 山田 花子"]


def test_tab_on_the_picture_flips_and_shift_tab_leaves_it(exact: MainWindow) -> None:
    canvas = exact.middle.comparison.canvas
    canvas.setFocus()
    press(canvas, Qt.Key.Key_Tab)
    assert canvas.look_in_use.way is Way.FLIP
    assert canvas.hasFocus()
    press(canvas, Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert not canvas.hasFocus()


def test_a_held_flip_shows_the_other_only_while_it_is_held(exact: MainWindow, house: House) -> None:
    canvas = exact.middle.comparison.canvas
    press(exact, Qt.Key.Key_W)
    QTest.keyPress(exact, Qt.Key.Key_X)
    assert canvas.look_in_use.way is Way.FLIP
    QTest.qWait(400)
    QTest.keyRelease(exact, Qt.Key.Key_X)
    assert canvas.look_in_use.way is Way.WIPE


def test_b_blends_and_the_slider_says_how_much(exact: MainWindow, house: House) -> None:
    press(exact, Qt.Key.Key_B)
    half = seen(exact, INSIDE)
    slider = exact.middle.tools.amount
    assert slider.isVisible()
    slider.setValue(100)
    assert seen(exact, INSIDE) == QColor("#ff0000")
    assert half != QColor("#ff0000")
    press(exact, Qt.Key.Key_Minus)
    assert exact.middle.tools.words.text() == "blend 90 %"


def test_d_shows_the_difference_and_its_gain_goes_by_doublings(exact: MainWindow, house: House) -> None:
    press(exact, Qt.Key.Key_D)
    house.settle()
    assert exact.middle.tools.words.text() == "difference × 4"
    press(exact, Qt.Key.Key_Equal)
    press(exact, Qt.Key.Key_Equal)
    assert exact.middle.tools.words.text() == "difference × 16"
    assert seen(exact, OUTSIDE) == QColor("#000000")


def test_h_is_warm_on_the_repaint_and_grey_beside_it(exact: MainWindow, house: House, cast: Cast) -> None:
    press(exact, Qt.Key.Key_H)
    house.settle()
    warm, grey = seen(exact, INSIDE), seen(exact, OUTSIDE)
    assert warm.red() > warm.blue() + 40
    assert grey.red() == grey.green() == grey.blue()
    press(exact, Qt.Key.Key_S)
    press(exact, Qt.Key.Key_H)
    house.settle()
    assert cast.studio.asked.count("change_pictures") == 1, "a pair is measured once"


def test_o_names_the_owner_under_the_cursor_and_in_the_legend(exact: MainWindow, house: House) -> None:
    press(exact, Qt.Key.Key_O)
    house.settle()
    comparison = exact.middle.comparison
    assert any(words.startswith("retouch 山田 花子  5.3 %") for words in comparison.legend.words)
    pane = comparison.canvas.panes()[0]
    left, top = comparison.canvas.view.origin(pane.size)
    QTest.mouseMove(comparison.canvas, QPoint(left + INSIDE[0], top + INSIDE[1]))
    assert "retouch 1 · 山田 花子, 2026-11-2" in exact.status.facts.text()
    QTest.mouseMove(comparison.canvas, QPoint(left + OUTSIDE[0], top + OUTSIDE[1]))
    assert "generation 2 · ComfyUI 0.3.71" in exact.status.facts.text()
    press(exact, Qt.Key.Key_S)
    house.settle()
    assert not comparison.legend.isVisible()


def test_the_foot_line_reads_both_sides_and_their_distance(exact: MainWindow, house: House) -> None:
    comparison = exact.middle.comparison
    pane = comparison.canvas.panes()[0]
    left, top = comparison.canvas.view.origin(pane.size)
    QTest.mouseMove(comparison.canvas, QPoint(left + INSIDE[0], top + INSIDE[1]))
    words = exact.status.facts.text()
    assert words.startswith("x 50, y 30")
    assert "→ 255   0   0" in words
    assert "ΔE" in words
    QTest.mouseMove(exact, QPoint(5, 5))


def test_a_dot_goes_to_the_region_and_says_which(exact: MainWindow, house: House) -> None:
    press(exact, Qt.Key.Key_Period)
    house.settle()
    press(exact, Qt.Key.Key_Period)
    canvas = exact.middle.comparison.canvas
    assert (canvas.view.x, canvas.view.y) == (56, 32), "the middle of 40, 20, 32 × 24"
    assert canvas.view.zoom == 4.0
    assert exact.middle.tools.words.text().startswith("region 1 of 1: repainted")


def test_the_way_of_looking_stays_when_another_background_is_opened(exact: MainWindow, house: House) -> None:
    press(exact, Qt.Key.Key_W)
    press(exact, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    house.settle()
    assert exact.middle.comparison.canvas.look_in_use.way is Way.WIPE


def test_ctrl_and_a_click_in_the_strip_adds_a_third_stage(exact: MainWindow, house: House) -> None:
    strip = exact.middle.comparison.strip
    at = strip.visualRect(strip.model().index(0, 0)).center()
    QTest.mouseClick(strip.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, at)
    house.settle()
    assert label(exact) == ["layout 1 · 山田 花子", "generation 2 · ComfyUI 0.3.71", "retouch 1 · 山田 花子"]
    assert len(exact.middle.comparison.canvas.panes()) == 3
    QTest.mouseClick(strip.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, at)
    house.settle()
    assert len(exact.middle.comparison.canvas.panes()) == 2


def test_e_makes_all_brighter_and_says_so(exact: MainWindow, house: House) -> None:
    before = seen(exact, OUTSIDE).lightness()
    press(exact, Qt.Key.Key_E)
    press(exact, Qt.Key.Key_E)
    assert exact.middle.tools.words.text() == "exposure +1.0 stops"
    assert seen(exact, OUTSIDE).lightness() > before
    press(exact, Qt.Key.Key_E, Qt.KeyboardModifier.AltModifier)
    assert seen(exact, OUTSIDE).lightness() == before


def test_f11_gives_the_pictures_the_whole_screen_and_back(exact: MainWindow, house: House) -> None:
    press(exact, Qt.Key.Key_F11)
    house.settle()
    assert not exact.top.isVisible()
    assert exact.middle.comparison.canvas.isVisible()
    press(exact, Qt.Key.Key_F11)
    house.settle()
    assert exact.top.isVisible()
    assert exact.middle.comparison.strip.isVisible()


def test_an_earlier_picture_of_another_size_is_laid_where_it_was_found(
    exact: MainWindow, house: House, cast: Cast
) -> None:
    larger = scene(3, 320, 180)
    cast.studio.add_pixels(larger, background=cast.open.id, kind=StageKind.FINAL, by=cast.taro.id)
    press(exact, Qt.Key.Key_F5)
    house.settle()
    sides = exact.middle.comparison.canvas.sides
    assert [side.picture.size for side in sides if side.picture is not None] == [(160, 90), (320, 180)]
    assert sides[0].lie is not None, "asked for by itself where the sizes differ"
    assert sides[1].lie is None


def test_a_small_picture_stands_in_until_the_picture_is_decoded(house: House, cast: Cast) -> None:
    cast.studio.failing["view"] = FakeRefusal("Not yet.", hint="Wait.")
    window = house.open(cast.studio)
    panel = window.middle.comparison
    stage = cast.stages[-1]
    side = standing_in(pyramid_of(scene(3, 64, 36)), (stage.width, stage.height), None)
    assert side.sharp is None, "no value is read from it"
    panel.canvas.show_sides((side,), keep_view=False)
    assert panel.canvas.frame == (160, 90)
    sharp = Side(picture=pyramid_of(scene(3, 160, 90)))
    view = panel.canvas.view
    panel.canvas.show_sides((sharp,), keep_view=True)
    assert panel.canvas.view == view, "nothing jumps when the picture comes"
    assert sharp.sharp is sharp.picture


def test_what_failed_is_not_asked_again_by_itself_and_the_key_asks_again(
    exact: MainWindow, house: House, cast: Cast
) -> None:
    cast.studio.failing["change_pictures"] = FakeRefusal("Too large.", hint="Take a smaller one.")
    press(exact, Qt.Key.Key_H)
    house.settle()
    exact.middle.comparison.looking.refresh()
    house.settle()
    assert cast.studio.asked.count("change_pictures") == 1
    assert exact.notices.bars[-1].sentence == "Too large."
    del cast.studio.failing["change_pictures"]
    press(exact, Qt.Key.Key_H)
    house.settle()
    assert seen(exact, INSIDE).red() > seen(exact, INSIDE).blue() + 40


def test_sizes_that_cannot_be_compared_are_asked_about_once(exact: MainWindow, house: House, cast: Cast) -> None:
    cast.studio.failing["comparison"] = FakeRefusal("Too large.", hint="Take a smaller one.")
    cast.studio.add_pixels(scene(3, 320, 180), background=cast.open.id, kind=StageKind.FINAL, by=cast.taro.id)
    cast.studio.asked.clear()
    press(exact, Qt.Key.Key_F5)
    house.settle()
    assert cast.studio.asked.count("comparison") == 2, "the pair in sight, and the last one against its parent"
    press(exact, Qt.Key.Key_W)
    house.settle()
    assert cast.studio.asked.count("comparison") == 3, "another key is another wish"


def test_a_map_that_cannot_be_read_is_tried_once_and_says_so(
    exact: MainWindow, house: House, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = []

    def broken(path: object) -> object:
        tried.append(path)
        raise FakeRefusal("The map is damaged.", hint="Delete it.")

    monkeypatch.setattr("studio_app.qt.looking.heat_map", broken)
    press(exact, Qt.Key.Key_H)
    house.settle()
    assert len(tried) == 1
    assert exact.notices.bars[-1].sentence == "The map is damaged."


def test_owners_follow_the_chain_when_a_stage_of_it_is_withdrawn(exact: MainWindow, house: House, cast: Cast) -> None:
    press(exact, Qt.Key.Key_O)
    house.settle()
    assert cast.studio.asked.count("attribution") == 1
    cast.studio.withdraw(cast.stages[1].id)
    press(exact, Qt.Key.Key_F5)
    house.settle()
    assert cast.studio.asked.count("attribution") == 2


def test_dragging_the_wipe_lays_nothing_out_anew(exact: MainWindow, house: House) -> None:
    told = []
    looking = exact.middle.comparison.looking
    press(exact, Qt.Key.Key_W)
    looking.changed.connect(lambda: told.append(1))
    canvas = exact.middle.comparison.canvas
    for step in range(5):
        canvas.move_wipe(canvas.look_in_use.wipe.moved(0.3 + step / 20, 0.5))
    assert told == []


def test_a_deep_picture_is_shown_from_its_own_bits_once_the_hand_rests(
    exact: MainWindow, house: House, cast: Cast, tmp_path: Path
) -> None:
    after = exact.chain.after
    assert after is not None
    path = tmp_path / "lit.png"
    lit = QImage(after.width, after.height, QImage.Format.Format_RGB888)
    lit.fill(QColor("#123456"))
    assert lit.save(str(path))
    cast.studio.exposed[after.sha256, 0.5] = path
    press(exact, Qt.Key.Key_E)
    assert seen(exact, OUTSIDE) != QColor("#123456")
    QTest.qWait(350)
    house.settle()
    assert seen(exact, OUTSIDE) == QColor("#123456")
    # The earlier side has no more than its codes; it is in the same light all the same.
    before = exact.middle.comparison.canvas.sides[-2]
    assert before.exposed is not None
    # What is read under the cursor stays what the file holds.
    assert exact.middle.comparison.canvas.sides[-1].sharp is not before.exposed
    press(exact, Qt.Key.Key_E, Qt.KeyboardModifier.AltModifier)
    house.settle()
    assert exact.middle.comparison.canvas.sides[-1].exposed is None
    assert seen(exact, OUTSIDE) != QColor("#123456")


def test_pictures_of_eight_bits_are_exposed_by_their_codes_alone(exact: MainWindow, house: House, cast: Cast) -> None:
    press(exact, Qt.Key.Key_E)
    QTest.qWait(350)
    house.settle()
    assert cast.studio.asked.count("exposed_view") == 2
    assert all(side.exposed is None for side in exact.middle.comparison.canvas.sides)
