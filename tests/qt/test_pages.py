"""Disclosure, candidates and sources as a person uses them."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from studio_app.domain.findings import Conflict, Finding
from studio_app.domain.generations import FileMarks, GenerationRecord, Sampling
from studio_app.domain.progress import Cancelled
from studio_app.domain.sources import SourceKind
from studio_app.domain.stages import StageKind
from studio_app.qt.window import MainWindow
from tests.qt.conftest import ChosenFiles, House
from tests.qt.fake_content import Cast
from tests.qt.fake_studio import FakeRefusal
from tests.qt.painted import image_of, scene


def press(widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(widget, key, modifier)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "candidates"
    made.mkdir()
    for number in range(6):
        image_of(scene(number + 40, 96, 54)).save(str(made / f"{number}.png"))
    return made


def news(window: MainWindow) -> list[str]:
    return [bar.sentence for bar in window.notices.bars]


def test_t_on_a_generated_picture_first_tells_what_it_is(window: MainWindow, house: House, cast: Cast) -> None:
    cast.studio.add_pixels(
        scene(70, 96, 54), background=cast.open.id, kind=StageKind.GENERATION, system="ComfyUI", version="0.3"
    )
    press(window, Qt.Key.Key_T)
    house.settle()
    drawer = window.drawers.disclosure
    assert drawer.isVisible()
    assert drawer.title.text() == "C012 was begun by ComfyUI 0.3"
    lines = [drawer.facts.model().index(row, 0).data() for row in range(drawer.facts.model().rowCount())]
    assert "Model: lake.safetensors" in lines[0]
    assert "declared as made by a generator" in lines[1]
    assert "start_session" not in cast.studio.asked
    press(drawer.submit, Qt.Key.Key_Return)
    house.settle()
    asked = [name for name in cast.studio.asked if name in ("see_disclosure", "start_session")]
    assert asked == ["see_disclosure", "start_session"]
    assert window.top.clock.background == cast.open.id
    assert not drawer.isVisible()


def test_who_closes_the_disclosure_has_not_seen_it_and_no_clock_starts(
    window: MainWindow, house: House, cast: Cast
) -> None:
    cast.studio.add_pixels(scene(70, 96, 54), background=cast.open.id, kind=StageKind.GENERATION, system="ComfyUI")
    press(window, Qt.Key.Key_T)
    house.settle()
    press(window.drawers.disclosure, Qt.Key.Key_Escape)
    house.settle()
    assert window.top.clock.background is None
    assert "see_disclosure" not in cast.studio.asked


def test_f3_shows_what_belongs_to_candidates_and_a_folder_comes_in(
    window: MainWindow, house: House, cast: Cast, files: ChosenFiles, folder: Path
) -> None:
    press(window, Qt.Key.Key_F3)
    page = window.middle.candidates
    assert page.isVisible()
    assert not window.middle.tools.isVisible()
    (folder / "notes.txt").write_text("no picture")
    files.folder_chosen = folder
    press(window, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    house.settle()
    assert page.model.rowCount() == 6
    assert page.words.text() == "C012 · 6 candidates · none picked yet"
    assert "6 candidates came in." in news(window)
    assert any("notes.txt" in sentence for sentence in news(window))
    press(window, Qt.Key.Key_F2)
    assert window.middle.comparison.isVisible()
    assert window.middle.tools.isVisible()


def test_a_candidate_is_picked_by_keyboard_with_its_reason(
    window: MainWindow, house: House, cast: Cast, files: ChosenFiles, folder: Path
) -> None:
    window.page_deeds.take((folder,), cast.open.id)
    press(window, Qt.Key.Key_F3)
    house.settle()
    page = window.middle.candidates
    page.grid.setFocus()
    press(page.grid, Qt.Key.Key_Right)
    press(page.grid, Qt.Key.Key_Right)
    chosen = page.chosen()
    assert chosen is not None
    assert chosen.number == 3
    assert not page.submit.isEnabled()
    press(page.grid, Qt.Key.Key_Return)
    assert page.reason.hasFocus()
    QTest.keyClicks(page.reason, "best light")
    assert page.submit.text() == "Pick #3"
    press(page.reason, Qt.Key.Key_Return)
    house.settle()
    assert page.words.text() == "C012 · 6 candidates · #3 picked by 山田 花子: best light"
    assert (page.reason.text(), page.submit.isEnabled()) == ("", False)
    assert page.explanation.text() == "This one is picked already."
    assert window.chain.stages[-1].kind is StageKind.GENERATION
    assert page.grid.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole).startswith("✓ picked")


def test_an_import_can_be_stopped(
    window: MainWindow, house: House, cast: Cast, folder: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    def take(places, background, *, progress):
        for _step in range(500):
            QTest.qSleep(5)
            progress(0.1)
        raise AssertionError("nobody stopped it")

    monkeypatch.setattr(cast.studio, "take_candidates", take)
    window.page_deeds.take((folder,), cast.open.id)
    qtbot.waitUntil(window.status.stop.isVisible, timeout=3000)
    QTest.mouseClick(window.status.stop, Qt.MouseButton.LeftButton)
    house.settle()
    assert news(window) == []
    assert not window.status.stop.isVisible()


def test_the_rest_is_kept_small_after_a_sentence_that_says_what_goes(
    window: MainWindow, house: House, cast: Cast, folder: Path
) -> None:
    window.page_deeds.take((folder,), cast.open.id)
    press(window, Qt.Key.Key_F3)
    house.settle()
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    press(window, Qt.Key.Key_K, keys)
    house.settle()
    assert "None is picked yet." in news(window)
    page = window.middle.candidates
    page.reason.setText("best light")
    press(page.reason, Qt.Key.Key_Return)
    house.settle()
    press(window, Qt.Key.Key_K, keys)
    house.settle()
    (said,) = (bar for bar in window.notices.bars if "goes for good" in bar.sentence or "go for good" in bar.sentence)
    assert said.sentence == (
        "C012: one entry is written, the full files of 5 candidates go for good and free about 78 kB; "
        "their small pictures stay."
    )
    assert "reduce_candidates" not in cast.studio.asked
    (button,) = (one for one in said.findChildren(QPushButton) if one.text() == "Keep small")
    press(button, Qt.Key.Key_Space)
    house.settle()
    assert "C012: 5 candidates are kept small now; 9.0 MB of room were freed." in news(window)
    words = [page.model.index(row).data(Qt.ItemDataRole.ToolTipRole) for row in range(6)]
    assert ["Kept small: its full file was let go." in one for one in words] == [False, True, True, True, True, True]
    page.grid.setCurrentIndex(page.model.index(3))
    page.reason.setText("after all")
    assert page.explanation.text() == "Kept small: add the same file again to pick it."
    assert not page.submit.isEnabled()
    press(window, Qt.Key.Key_K, keys)
    house.settle()
    assert "C012: nothing was left to keep small." in news(window)


def test_another_background_shows_its_own_candidates(
    window: MainWindow, house: House, cast: Cast, folder: Path
) -> None:
    window.page_deeds.take((folder,), cast.open.id)
    press(window, Qt.Key.Key_F3)
    house.settle()
    press(window, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    house.settle()
    assert window.middle.candidates.background != cast.open.id
    assert window.middle.candidates.model.rowCount() == 0


def test_a_source_is_added_tested_asked_pulled_and_removed(
    window: MainWindow, house: House, cast: Cast, files: ChosenFiles, tmp_path: Path
) -> None:
    press(window, Qt.Key.Key_F4)
    page = window.middle.sources
    press(window, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    drawer = window.drawers.source
    assert drawer.isVisible()
    assert drawer.address.text() == "http://127.0.0.1:8188"
    drawer.kind.setCurrentIndex(drawer.kind.findData(SourceKind.A1111))
    assert drawer.address.text() == "http://127.0.0.1:7860"
    drawer.kind.setCurrentIndex(drawer.kind.findData(SourceKind.COMFYUI))
    QTest.keyClicks(drawer.name, "studio comfy")
    press(drawer.submit, Qt.Key.Key_Return)
    house.settle()
    assert not drawer.isVisible()
    assert page.sources.model().rowCount() == 1
    QTest.mouseClick(page.test, Qt.MouseButton.LeftButton)
    house.settle()
    assert "ComfyUI 0.3.64 answers." in page.sources.model().index(0, 0).data()
    workflow = tmp_path / "workflow.json"
    workflow.write_text("{}")
    files.workflow_chosen = workflow
    press(window, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    ask = window.drawers.ask
    assert not ask.submit.isEnabled()
    QTest.mouseClick(ask.workflow, Qt.MouseButton.LeftButton)
    ask.count.setValue(3)
    press(ask.submit, Qt.Key.Key_Return)
    house.settle()
    assert page.requests.model().rowCount() == 1
    assert "3 pictures were asked for; Ctrl+L waits for them." in news(window)
    press(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    house.settle()
    assert page.requests.model().rowCount() == 0
    assert window.middle.candidates.model.rowCount() == 3
    QTest.mouseClick(page.remove, Qt.MouseButton.LeftButton)
    house.settle()
    assert page.sources.model().rowCount() == 0


def test_a_source_that_does_not_answer_says_so_beside_it(window: MainWindow, house: House, cast: Cast) -> None:
    window.drawers.source.name.setText("comfy")
    window.drawers.source.act()
    house.settle()
    cast.studio.failing["test_source"] = FakeRefusal("127.0.0.1:8188 cannot be reached.", hint="See whether it runs.")
    press(window, Qt.Key.Key_F4)
    QTest.mouseClick(window.middle.sources.test, Qt.MouseButton.LeftButton)
    house.settle()
    assert "does not answer" in window.middle.sources.sources.model().index(0, 0).data()
    assert news(window) == ["127.0.0.1:8188 cannot be reached."]


def test_a_refused_source_keeps_what_was_typed(window: MainWindow, house: House) -> None:
    drawer = window.drawers.source
    window.drawers.open(drawer)
    drawer.name.setText("comfy")
    drawer.address.setText("host")
    drawer.act()
    house.settle()
    assert drawer.isVisible()
    assert (drawer.name.text(), drawer.address.text()) == ("comfy", "host")


def test_the_panel_says_where_the_chosen_stage_comes_from(window: MainWindow, house: House, cast: Cast) -> None:
    run = Sampling(where="PNG tEXt prompt #3 KSampler", seed="7", steps="20", prompts=("a lake",))
    findings = (Finding(name="seed", value="7", where="a"), Finding(name="seed", value="8", where="b"))
    cast.studio.marks = FileMarks(
        generation=GenerationRecord(dialect="ComfyUI", system="ComfyUI", model="lake.safetensors", samplings=(run,)),
        conflicts=(Conflict(about="seed", findings=findings),),
        limits=("Settings in a file prove nothing.",),
    )
    press(window, Qt.Key.Key_BracketLeft)
    house.settle()
    model = window.dossier.origins.model()
    lines = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert any("ComfyUI" in line and "lake.safetensors" in line for line in lines)
    assert any("Seed 7" in line and "20 steps" in line for line in lines)
    assert any("Two seeds" in line and "7 ≠ 8" in line for line in lines)
    assert window.dossier.origin_limits.text() == "Settings in a file prove nothing."


def test_stopping_is_no_failure(window: MainWindow, house: House, cast: Cast, folder: Path) -> None:
    cast.studio.failing["take_candidates"] = Cancelled()
    window.page_deeds.take((folder,), cast.open.id)
    house.settle()
    assert news(window) == []


def test_a_grid_of_a_thousand_scrolls(window: MainWindow, house: House, cast: Cast) -> None:
    for number in range(1000):
        pixels = np.full((9, 16, 3), number % 256, np.uint8)
        pixels[0, 0] = [number // 256, number % 256, 1]
        cast.studio.add_candidate(pixels, background=cast.open.id, batch="b")
    press(window, Qt.Key.Key_F3)
    window.lookups.ask_candidates()
    house.settle()
    page = window.middle.candidates
    press(page.grid, Qt.Key.Key_End)
    house.settle()
    chosen = page.chosen()
    assert chosen is not None
    assert chosen.number == 1000


def test_a_whole_production_comes_in_by_the_codes_in_its_names(
    window: MainWindow, house: House, cast: Cast, files: ChosenFiles, tmp_path: Path
) -> None:
    for number, code in enumerate(("C011", "C012", "C014")):
        place = tmp_path / "production" / code
        place.mkdir(parents=True)
        image_of(scene(number + 90, 96, 54)).save(str(place / "0.png"))
    files.folder_chosen = tmp_path / "production"
    press(window, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
    house.settle()
    assert news(window) == ["3 candidates of 3 backgrounds came in."]
    assert window.middle.candidates.model.rowCount() == 1
