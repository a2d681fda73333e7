"""Forty cuts in ten minutes: one key decides, the next one opens, another key takes it back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from studio_app.domain.backgrounds import BackgroundState
from studio_app.domain.reviews import RetakeCause
from studio_app.domain.stages import StageKind
from studio_app.qt.review_pass import next_waiting
from studio_app.qt.window import MainWindow
from tests.qt.conftest import House
from tests.qt.fake_content import Cast
from tests.qt.fake_studio import FakeRefusal
from tests.qt.painted import repainted, scene

CODES = ("C020", "C021", "C022")


@pytest.fixture
def window(house: House, cast: Cast) -> MainWindow:
    """Open a window on three more backgrounds that wait beside C012."""
    for number, code in enumerate(CODES):
        background = cast.studio.add_background(code=code, cuts=(code,), episode="#04")
        base = scene(40 + number, 160, 90)
        made = cast.studio.add_pixels(base, background=background.id, kind=StageKind.GENERATION, system="ComfyUI")
        cast.studio.add_pixels(
            repainted(base, (10, 10, 40, 30), (0, 0, 255)),
            background=background.id,
            kind=StageKind.RETOUCH,
            by=cast.taro.id,
            parent=made.id,
        )
    cast.studio.asked.clear()
    return house.open(cast.studio)


def opened(window: MainWindow) -> str:
    row = window.backgrounds.open_row
    return row.background.code if row is not None else ""


def states(window: MainWindow) -> dict[str, BackgroundState]:
    return {row.background.code: row.state for row in window.backgrounds.model.rows}


def press(window: MainWindow, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(window, key, held)


def test_a_approves_and_the_next_that_waits_opens_until_none_does(window: MainWindow, house: House) -> None:
    assert opened(window) == "C012"
    press(window, Qt.Key.Key_Q)
    for code in (*CODES, ""):
        press(window, Qt.Key.Key_A)
        house.settle()
        if code:
            assert opened(window) == code
    assert all(states(window)[code] is BackgroundState.APPROVED for code in ("C012", *CODES))
    assert "Nothing waits in this list any more." in [bar.sentence for bar in window.notices.bars]


def test_a_retake_in_a_pass_still_demands_its_cause_and_goes_on(window: MainWindow, house: House, cast: Cast) -> None:
    press(window, Qt.Key.Key_Q)
    press(window, Qt.Key.Key_R)
    drawer = window.drawers.review
    assert drawer.isVisible()
    QTest.mouseClick(drawer.causes[RetakeCause.OWN_ERROR], Qt.MouseButton.LeftButton)
    QTest.keyClick(drawer, Qt.Key.Key_Return)
    house.settle()
    assert states(window)["C012"] is BackgroundState.RETAKE
    assert opened(window) == "C020"


def test_the_list_is_the_queue_and_its_filter_says_what_is_gone_through(window: MainWindow, house: House) -> None:
    window.top.filter.setText("#04 はせがわ")
    house.settle()
    assert [row.background.code for row in window.backgrounds.model.shown] == list(CODES)
    press(window, Qt.Key.Key_Q)
    press(window, Qt.Key.Key_A)
    house.settle()
    assert opened(window) == "C020", "C012 is approved though the filter hides it"
    assert states(window)["C012"] is BackgroundState.APPROVED


def test_the_next_pictures_are_decoded_while_one_still_looks(window: MainWindow, house: House, cast: Cast) -> None:
    before = cast.studio.asked.count("view")
    assert before == 4, "the pair in sight and the pair that comes next"
    press(window, Qt.Key.Key_Q)
    press(window, Qt.Key.Key_A)
    comparison = window.middle.comparison
    house.settle()
    assert opened(window) == "C020"
    assert all(side.picture is not None for side in comparison.canvas.sides)
    assert cast.studio.asked.count("view") == 6, "only those of the next but one"


def test_ctrl_z_takes_the_last_word_back_and_returns_to_it(window: MainWindow, house: House, cast: Cast) -> None:
    assert not window.commands.undo.isEnabled()
    press(window, Qt.Key.Key_Q)
    press(window, Qt.Key.Key_A)
    house.settle()
    press(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    house.settle()
    assert opened(window) == "C012"
    assert states(window)["C012"] is BackgroundState.WAITING
    assert [review.withdrawn for review in cast.studio.dossier(cast.open.id).reviews] == [True]
    assert not window.commands.undo.isEnabled()
    assert window.notices.bars[-1].sentence == "C012: the word is taken back."


def test_outside_a_pass_an_approval_is_still_confirmed(window: MainWindow, house: House, cast: Cast) -> None:
    press(window, Qt.Key.Key_Q)
    press(window, Qt.Key.Key_Q)
    press(window, Qt.Key.Key_A)
    assert window.drawers.review.isVisible()
    assert "approve" not in cast.studio.asked


def test_the_queue_begins_again_at_the_top(window: MainWindow) -> None:
    rows = window.backgrounds.model.shown
    last = next(row for row in rows if row.background.code == "C022")
    found = next_waiting(rows, last)
    assert found is not None
    assert found.background.code == "C012"


def test_a_pressed_faster_than_the_next_picture_comes_approves_nothing_twice(
    window: MainWindow, house: House, cast: Cast
) -> None:
    press(window, Qt.Key.Key_Q)
    for _number in range(4):
        press(window, Qt.Key.Key_A)
    house.settle()
    assert len(cast.studio.dossier(cast.open.id).reviews) == 1
    assert cast.studio.asked.count("approve") == 1
    assert not window.commands.approve.autoRepeat(), "a key that is held decides once"
    press(window, Qt.Key.Key_A)
    house.settle()
    assert states(window)["C020"] is BackgroundState.APPROVED


def test_what_was_taken_back_can_be_approved_again(window: MainWindow, house: House, cast: Cast) -> None:
    press(window, Qt.Key.Key_Q)
    press(window, Qt.Key.Key_A)
    house.settle()
    press(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    house.settle()
    press(window, Qt.Key.Key_A)
    house.settle()
    assert [review.withdrawn for review in cast.studio.dossier(cast.open.id).reviews] == [True, False]


def test_a_refused_approval_can_be_tried_again(window: MainWindow, house: House, cast: Cast) -> None:
    cast.studio.failing["approve"] = FakeRefusal("The disk is full.", hint="Make room.")
    press(window, Qt.Key.Key_Q)
    press(window, Qt.Key.Key_A)
    house.settle()
    assert opened(window) == "C012"
    del cast.studio.failing["approve"]
    press(window, Qt.Key.Key_A)
    house.settle()
    assert states(window)["C012"] is BackgroundState.APPROVED


def test_a_word_that_could_not_be_taken_back_can_be_tried_again(window: MainWindow, house: House, cast: Cast) -> None:
    press(window, Qt.Key.Key_Q)
    press(window, Qt.Key.Key_A)
    house.settle()
    cast.studio.failing["withdraw_review"] = FakeRefusal("The disk is full.", hint="Make room.")
    press(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    house.settle()
    assert window.commands.undo.isEnabled()
    del cast.studio.failing["withdraw_review"]
    press(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    house.settle()
    assert states(window)["C012"] is BackgroundState.WAITING
