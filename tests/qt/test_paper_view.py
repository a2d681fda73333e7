"""Pages as they will print: asked for as they come into sight, pointed at by hand, key and screen reader."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from studio_app.domain.ids import EntryHash
from studio_app.domain.paper_pages import PageWish, Preview, Spot
from studio_app.qt.app import wait_until_settled
from studio_app.qt.paper_feed import PaperFeed
from studio_app.qt.paper_fit import Fit
from studio_app.qt.paper_pages import PageRoom, decoded
from studio_app.qt.paper_view import PaperView
from studio_app.qt.status_line import StatusLine
from studio_app.qt.tasks import Tasks
from studio_app.qt.theme import Theme
from tests.qt.conftest import turn_wheel

SHADES = ("#ffffff", "#eeeeee", "#dddddd", "#cccccc", "#bbbbbb", "#aaaaaa")


def png(shade: str, ppi: int) -> bytes:
    image = QImage(round(8.27 * ppi), round(11.69 * ppi), QImage.Format.Format_RGB32)
    image.fill(QColor(shade))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(buffer.data().data())


def preview(wanted: PageWish, *, name: str = "花子") -> Preview:
    """Six pages, on each of which a name stands 1 in from the left and 2 in from the top, 2 × 0.25 in large."""
    ppi, numbers = wanted.ppi, range(wanted.first, min(6, wanted.first + wanted.count))
    return Preview(
        pages=tuple(png(SHADES[number], ppi) for number in numbers),
        spots=tuple(
            Spot(
                page=number,
                left=ppi,
                top=2 * ppi,
                width=2 * ppi,
                height=ppi // 4,
                key=f"{name}{number}",
                entries=(EntryHash(f"e{number}"),),
            )
            for number in numbers
        ),
        page_count=6,
        first=wanted.first,
    )


@pytest.fixture
def view(theme: Theme) -> Iterator[PaperView]:
    made = PaperView(name="Credit sheet", describe=lambda key: f"Name {key}")
    made.resize(600, 500)
    made.show()
    made.activateWindow()
    assert QTest.qWaitForWindowActive(made, 5000)
    yield made
    made.close()
    made.deleteLater()


class Press:
    """Draws previews up and remembers what it was asked for."""

    def __init__(self) -> None:
        self.asked: list[PageWish] = []
        self.name = "花子"
        self.trouble: Exception | None = None

    def __call__(self, wanted: PageWish) -> Preview:
        self.asked.append(wanted)
        if self.trouble is not None:
            raise self.trouble
        return preview(wanted, name=self.name)


@pytest.fixture
def press() -> Press:
    return Press()


@pytest.fixture
def feed(view: PaperView, tasks: Tasks, press: Press) -> Iterator[PaperFeed]:
    made = PaperFeed(view, tasks, StatusLine(), sentence="Drawing up…")
    made.show(press)
    wait_until_settled(tasks, quiet_ms=25)
    yield made
    wait_until_settled(tasks, quiet_ms=25)


def test_only_the_pages_in_sight_are_asked_for_and_more_as_they_come(
    feed: PaperFeed, view: PaperView, press: Press, tasks: Tasks
) -> None:
    assert view.page_count == 6
    assert [view.image_of(page) is not None for page in range(6)] == [True, False, False, False, False, False]
    QTest.keyClick(view, Qt.Key.Key_End)
    wait_until_settled(tasks, quiet_ms=25)
    assert view.image_of(5) is not None
    assert view.image_of(2) is None, "what was jumped over is not asked for"
    assert press.asked[-1].first >= 4


def test_a_page_is_as_wide_as_the_view_and_white_on_neutral_grey(feed: PaperFeed, view: PaperView) -> None:
    image = view.viewport().grab().toImage()
    wide = view.viewport().width()
    assert image.pixelColor(wide // 2, 250) == QColor("#ffffff")
    assert image.pixelColor(4, 250) == QColor("#505050")
    assert view.percent == round((wide - 32) / (8.27 * 96) * 100)


def test_a_name_on_the_page_is_found_by_tab_and_chosen_by_space(feed: PaperFeed, view: PaperView) -> None:
    told: list[tuple[str, tuple[str, ...]]] = []
    view.spot_chosen.connect(lambda key, entries: told.append((key, entries)))
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Tab)
    spot = view.spots[0]
    assert spot.hasFocus()
    assert (spot.accessibleName(), spot.toolTip()) == ("Name 花子0", "Name 花子0")
    QTest.keyClick(spot, Qt.Key.Key_Space)
    assert told == [("花子0", ("e0",))]
    assert spot.chosen
    amber = view.viewport().grab().toImage().pixelColor(spot.geometry().center())
    assert amber.blue() < 200 < amber.red(), "the accent lies over white paper"


def test_a_spot_lies_where_the_document_has_it(feed: PaperFeed, view: PaperView) -> None:
    rect = view.spots[0].geometry()
    scale = 96 * view.percent / 100
    left = (view.viewport().width() - round(8.27 * scale)) // 2
    assert abs(rect.left() - (left + scale)) <= 2
    assert abs(rect.top() - (16 + 2 * scale)) <= 2
    assert abs(rect.width() - 2 * scale) <= 2


def test_a_click_on_a_name_tells_its_key(feed: PaperFeed, view: PaperView) -> None:
    told: list[str] = []
    view.spot_chosen.connect(lambda key, _entries: told.append(key))
    QTest.mouseClick(view.spots[0], Qt.MouseButton.LeftButton)
    assert told == ["花子0"]


def test_a_new_document_keeps_the_place_and_the_old_pages_until_it_is_here(
    feed: PaperFeed, view: PaperView, press: Press, tasks: Tasks
) -> None:
    QTest.keyClick(view, Qt.Key.Key_PageDown)
    wait_until_settled(tasks, quiet_ms=25)
    before, press.name = view.verticalScrollBar().value(), "太郎"
    assert before > 0
    feed.show(press)
    assert view.spots[0].spot.key.startswith("花子"), "nothing goes before the answer comes"
    wait_until_settled(tasks, quiet_ms=25)
    assert view.spots[0].spot.key.startswith("太郎")
    assert view.verticalScrollBar().value() == before


def test_what_cannot_be_drawn_up_leaves_the_old_pages(
    feed: PaperFeed, view: PaperView, press: Press, tasks: Tasks
) -> None:
    failures: list[BaseException] = []
    feed.failed.connect(failures.append)
    press.trouble = RuntimeError("no")
    feed.show(press)
    wait_until_settled(tasks, quiet_ms=25)
    assert [str(one) for one in failures] == ["no"]
    assert view.spots[0].spot.key == "花子0"


def test_many_new_documents_at_once_are_asked_for_twice_at_most(
    feed: PaperFeed, press: Press, tasks: Tasks, view: PaperView
) -> None:
    press.asked.clear()
    for number in range(20):
        press.name = f"{number} "
        feed.show(press)
    wait_until_settled(tasks, quiet_ms=25)
    assert len(press.asked) == 2
    assert view.spots[0].spot.key == "19 0"


def test_larger_pages_are_asked_for_sharper_and_one_key_fits_them_again(
    feed: PaperFeed, view: PaperView, press: Press, tasks: Tasks
) -> None:
    fitting, before = view.percent, press.asked[-1].ppi
    turn_wheel(view.viewport(), QPoint(100, 100), 1, Qt.KeyboardModifier.ControlModifier)
    assert view.percent == pytest.approx(fitting * 1.1, abs=1)
    for _step in range(8):
        QTest.keyClick(view, Qt.Key.Key_Plus)
    wait_until_settled(tasks, quiet_ms=25)
    assert press.asked[-1].ppi > before
    assert view.horizontalScrollBar().maximum() > 0
    QTest.keyClick(view, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert view.percent == 100
    QTest.keyClick(view, Qt.Key.Key_0)
    assert view.percent == fitting
    view.show_at(Fit.PRINT)
    assert view.percent == 100


def test_the_wheel_scrolls_smoothly_to_where_it_was_turned(feed: PaperFeed, view: PaperView, qtbot: QtBot) -> None:
    turn_wheel(view.viewport(), QPoint(100, 100), -1)
    turn_wheel(view.viewport(), QPoint(100, 100), -1)
    qtbot.waitUntil(lambda: view.verticalScrollBar().value() == 240)


def test_pages_of_a_wide_view_stop_growing() -> None:
    room = PageRoom()
    room.count = 1
    room.fit(None, 2400)
    assert room.percent == 160
    assert room.rect(0, 2400).left() == (2400 - room.page_size[0]) // 2


def test_a_page_that_is_no_picture_is_an_empty_one(view: PaperView) -> None:
    view.show_document(decoded(Preview(pages=(b"nothing",), spots=(), page_count=1), 96))
    assert view.page_count == 1
    assert not view.viewport().grab().isNull()
