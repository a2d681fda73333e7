"""The list of backgrounds: many rows, few thumbnails, a filter that does not mind how one types."""

import time
from datetime import timedelta
from pathlib import Path

from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from studio_app.domain.backgrounds import Background, BackgroundState
from studio_app.domain.ids import BackgroundId
from studio_app.qt.background_model import BackgroundModel, first_wanted
from studio_app.qt.tasks import Tasks
from studio_app.qt.thumbnails import Thumbnails
from studio_app.qt.window import MainWindow
from studio_app.workflow.views import BackgroundRow
from tests.qt.conftest import House
from tests.qt.fake_content import large_studio
from tests.qt.fake_studio import FakeStudio


def row(number: int, *, episode: str = "", running: bool = False, stages: int = 0) -> BackgroundRow:
    return BackgroundRow(
        background=Background(
            id=BackgroundId(f"{number}"), code=f"C{number:05d}", cuts=(f"C{number:05d}",), episode=episode
        ),
        state=BackgroundState.EMPTY,
        newest=None,
        picture=None,
        stage_count=stages,
        active=timedelta(),
        running=running,
    )


def model_of(rows: tuple[BackgroundRow, ...], folder: Path, tasks: Tasks) -> BackgroundModel:
    model = BackgroundModel(Thumbnails(FakeStudio(folder), tasks))
    model.show_rows(rows)
    return model


def test_full_width_letters_find_the_same_as_plain_ones(tmp_path: Path, tasks: Tasks) -> None:
    model = model_of((row(12, episode="＃03 神社"), row(13, episode="#04 学校")), tmp_path, tasks)
    model.filter("Ｃ０００12")
    assert [shown.background.code for shown in model.shown] == ["C00012"]
    model.filter("#03 神社")
    assert [shown.background.code for shown in model.shown] == ["C00012"]
    model.filter("empty c000")
    assert len(model.shown) == 2


def test_a_row_with_a_running_clock_is_opened_first() -> None:
    assert first_wanted((row(1), row(2, running=True))) == "2"
    assert first_wanted((row(1), row(2, stages=2))) == "2"
    assert first_wanted((row(1),)) == "1"
    assert first_wanted(()) is None


def test_only_rows_in_sight_get_their_pictures_loaded(house: House, tmp_path: Path) -> None:
    studio = large_studio(tmp_path, 400)
    window = house.open(studio)
    loaded = studio.asked.count("thumbnail")
    assert 3 <= loaded <= 24, "24 different pictures exist, about 12 rows are in sight"
    house.settle()
    assert studio.asked.count("thumbnail") == loaded, "nothing is loaded twice"
    assert window.backgrounds.model.rowCount() == 400


def test_typing_in_the_filter_narrows_the_list_and_keeps_what_is_open(house: House, tmp_path: Path) -> None:
    window = house.open(large_studio(tmp_path, 40))
    opened = window.backgrounds.open_row
    QTest.keyClicks(window.top.filter, "c0031")
    assert [shown.background.code for shown in window.backgrounds.model.shown] == ["C0031"]
    assert window.backgrounds.open_row == opened
    window.top.filter.clear()
    assert window.backgrounds.list.currentIndex().row() == window.backgrounds.model.position(opened.background.id)  # type: ignore[union-attr]


def test_ten_thousand_rows_filter_and_scroll_without_a_hitch(window: MainWindow, qtbot: QtBot) -> None:
    panel = window.backgrounds
    panel.show_rows(tuple(row(number) for number in range(10_000)))
    began = time.perf_counter()
    panel.filter("c0")
    panel.filter("c099")
    panel.filter("")
    filtered = time.perf_counter() - began
    began = time.perf_counter()
    for turn in range(50):
        panel.list.verticalScrollBar().setValue(turn * 5_000)
        panel.list.viewport().repaint()
    scrolled = (time.perf_counter() - began) / 50
    assert filtered / 3 < 0.4
    assert scrolled < 0.2


def test_an_empty_answer_of_the_filter_says_what_is_hidden(window: MainWindow) -> None:
    window.top.filter.setText("zzz")
    words = window.backgrounds.nothing.text()
    assert words == "No background matches. 3 are hidden by the filter; empty it to see them."
