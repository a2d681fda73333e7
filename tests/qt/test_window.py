"""The window as a person uses it: keys, clicks, drops, and what the studio is asked."""

from pathlib import Path

import numpy as np
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

from studio_app.domain.backgrounds import BackgroundState
from studio_app.domain.findings import Finding
from studio_app.domain.generations import FileMarks
from studio_app.domain.reviews import RetakeCause, Verdict
from studio_app.domain.sessions import WorkKind
from studio_app.domain.stages import StageKind
from studio_app.qt.lines import LINE_ROLE, Line, LineList
from studio_app.qt.window import MainWindow
from studio_app.viewing.look import Way
from studio_app.viewing.viewpoint import steady
from tests.qt.conftest import ChosenFiles, House, turn_wheel
from tests.qt.fake_content import Cast
from tests.qt.fake_studio import FakeStudio
from tests.qt.painted import image_of, scene


def press(widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(widget, key, modifier)


def state_of(window: MainWindow, code: str) -> BackgroundState:
    return next(row.state for row in window.backgrounds.model.rows if row.background.code == code)


def test_it_opens_on_what_waits_with_generation_left_and_newest_right(window: MainWindow) -> None:
    assert window.windowTitle() == "手入れの森 – Teire"
    comparison = window.middle.comparison
    assert comparison.before.label == "generation 2 · ComfyUI 0.3.71"
    assert comparison.after.label == "retouch 1 · 山田 花子"
    assert window.backgrounds.open_row is not None
    assert window.backgrounds.open_row.background.code == "C012"


def test_letters_work_at_once_and_go_into_the_filter_only_while_one_types_there(window: MainWindow) -> None:
    press(window, Qt.Key.Key_W)
    assert window.middle.comparison.canvas.look_in_use.way is Way.WIPE
    press(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert window.top.filter.hasFocus()
    QTest.keyClicks(window.top.filter, "swd")
    assert window.top.filter.text() == "swd"
    assert window.middle.comparison.canvas.look_in_use.way is Way.WIPE


def test_keys_change_arrangement_zoom_and_stage(window: MainWindow, house: House) -> None:
    canvas = window.middle.comparison.canvas
    canvas.setFocus()
    press(window, Qt.Key.Key_D)
    house.settle()
    assert canvas.look_in_use.way is Way.DIFFERENCE
    assert window.middle.tools.words.text() == "difference × 4"
    press(window, Qt.Key.Key_S)
    assert canvas.look_in_use.way is Way.SIDE
    press(window, Qt.Key.Key_S)
    assert canvas.look_in_use.way is Way.ABOVE
    assert window.middle.comparison.after.accessibleName() == "below: retouch 1 · 山田 花子"
    house.settle()
    assert window.middle.comparison.after.y() > canvas.y(), "the label stands at its picture's edge"
    press(window, Qt.Key.Key_S)
    press(window, Qt.Key.Key_1)
    assert canvas.view.zoom == 1.0
    press(window, Qt.Key.Key_BracketLeft)
    house.settle()
    assert window.middle.comparison.after.label.startswith("generation 2")
    assert window.middle.comparison.before.label.startswith("generation 1")


def test_difference_shows_the_repainted_box_white_on_black(window: MainWindow, house: House) -> None:
    canvas = window.middle.comparison.canvas
    press(window, Qt.Key.Key_D)
    house.settle()
    press(window, Qt.Key.Key_1)
    x, y = canvas.view.origin((canvas.width(), canvas.height()))
    picture = canvas.grab().toImage()
    assert picture.pixelColor(x + 50, y + 30).red() > 200
    assert picture.pixelColor(x + 5, y + 5).name() == "#000000"


def test_g_outlines_the_region_and_says_how_many(window: MainWindow, house: House, cast: Cast) -> None:
    assert cast.studio.asked.count("comparison") == 1, "what its figures leave open is known already"
    press(window, Qt.Key.Key_G)
    house.settle()
    assert window.middle.tools.words.text() == "1 region"
    press(window, Qt.Key.Key_G)
    press(window, Qt.Key.Key_G)
    house.settle()
    assert cast.studio.asked.count("comparison") == 1, "a pair is compared once"


def test_another_stage_can_be_put_on_the_left(window: MainWindow, house: House, cast: Cast) -> None:
    window.middle.comparison.before.menu().actions()[0].trigger()
    house.settle()
    assert window.middle.comparison.before.label == "layout 1 · 山田 花子"
    assert window.middle.comparison.after.label == "retouch 1 · 山田 花子"


def test_clicking_the_strip_and_the_panel_choose_the_right_side(window: MainWindow, house: House) -> None:
    strip = window.middle.comparison.strip
    at = strip.visualRect(strip.model().index(1, 0)).center()
    QTest.mouseClick(strip.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    assert window.middle.comparison.after.label == "generation 1 · ComfyUI 0.3.71"
    stages = window.dossier.stages
    at = stages.visualRect(stages.model().index(3, 0)).center()
    QTest.mouseClick(stages.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    assert window.middle.comparison.after.label == "retouch 1 · 山田 花子"


def test_the_panel_states_the_change_with_its_definition_and_time_by_basis(window: MainWindow) -> None:
    figures = {caption: (value, definition) for caption, value, definition in window.dossier.change.shown}
    assert figures["Changed share"][0] == "5.3 %", "32 × 24 of 160 × 90 pixels"
    assert "how much area changed, not how much work" in figures["Changed share"][1]
    assert figures["Regions"][0] == "1"
    assert figures["Noise floor"][0] == "ΔE 0.42"
    assert [figure[:2] for figure in window.dossier.times.shown] == [("measured", "1:24")]


def test_the_time_that_a_file_tells_stands_beside_the_recorded_time(window: MainWindow) -> None:
    history = Finding(name="history", value="saved 2026-11-01T10:00:00 Krita", where="XMP")
    window.dossier.show_origin(FileMarks(evidence=(history,)))
    (line,) = lines_of(window.dossier.file_times)
    assert line.title.startswith("history: 1 events, 1 saves")
    assert line.detail == "read from the file"
    assert [figure[:2] for figure in window.dossier.times.shown] == [("measured", "1:24")]
    window.dossier.show_origin(FileMarks())
    assert not window.dossier.file_times.isVisibleTo(window.dossier)


def test_t_starts_the_clock_and_stops_it(window: MainWindow, house: House, cast: Cast) -> None:
    assert window.top.clock.words.text() == "○ no clock runs"
    press(window, Qt.Key.Key_T)
    house.settle()
    assert window.top.clock.words.text() == "● 0:42 C012"
    assert window.top.clock.stop.isVisible()
    assert window.commands.time.text() == "Stop time"
    row = window.backgrounds.open_row
    assert row is not None
    assert row.running
    press(window, Qt.Key.Key_T)
    house.settle()
    assert window.top.clock.words.text() == "○ no clock runs"
    assert cast.studio.clock_view().running is None
    assert [figure[:2] for figure in window.dossier.times.shown] == [("measured", "1:24"), ("not sent yet", "0:42")]


def test_the_clock_is_switched_to_another_background(window: MainWindow, house: House, cast: Cast) -> None:
    press(window, Qt.Key.Key_T)
    house.settle()
    press(window, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    house.settle()
    assert window.commands.time.text() == "Switch time"
    press(window, Qt.Key.Key_T)
    house.settle()
    assert window.top.clock.words.text() == "● 0:42 C014"


def test_the_menu_starts_time_of_another_kind(window: MainWindow, house: House, cast: Cast) -> None:
    action = next(action for action in window.time_button.menu().actions() if "meeting" in action.text())
    action.trigger()
    house.settle()
    (view,) = cast.studio.desk_sheet().lines
    assert (view.runs, view.line.task.work) == (True, WorkKind.MEETING)


def test_a_retake_demands_its_cause(window: MainWindow, house: House, cast: Cast) -> None:
    press(window, Qt.Key.Key_R)
    drawer = window.drawers.review
    assert drawer.isVisible()
    assert not drawer.submit.isEnabled()
    assert drawer.explanation.text() == "Choose the cause first: it decides what is paid for the redo."
    press(drawer, Qt.Key.Key_Return)
    house.settle()
    assert drawer.isVisible()
    assert "order_retake" not in cast.studio.asked
    QTest.mouseClick(drawer.causes[RetakeCause.GENERATOR_DEFECT], Qt.MouseButton.LeftButton)
    drawer.note.insert("灯籠が二重")
    press(drawer.note, Qt.Key.Key_Return)
    house.settle()
    assert not drawer.isVisible()
    review = cast.studio.dossier(cast.open.id).reviews[-1]
    assert (review.verdict, review.cause) == (Verdict.RETAKE, RetakeCause.GENERATOR_DEFECT)
    assert review.note == "灯籠が二重"
    assert state_of(window, "C012") is BackgroundState.RETAKE


def test_an_approval_is_confirmed_before_anything_is_written(window: MainWindow, house: House, cast: Cast) -> None:
    press(window, Qt.Key.Key_A)
    assert window.drawers.review.isVisible()
    assert window.drawers.review.title.text() == "Approve C012 · retouch 1 · 山田 花子"
    press(window.drawers.review, Qt.Key.Key_Escape)
    house.settle()
    assert not window.drawers.review.isVisible()
    assert "approve" not in cast.studio.asked
    press(window, Qt.Key.Key_A)
    press(window.drawers.review.note, Qt.Key.Key_Return)
    house.settle()
    assert state_of(window, "C012") is BackgroundState.APPROVED


def test_files_dropped_on_the_window_are_asked_about_and_added(
    window: MainWindow, house: House, cast: Cast, tmp_path: Path
) -> None:
    paths = []
    for number in range(2):
        paths.append(tmp_path / f"C012_手入れ_v{number}.png")
        image_of(scene(20 + number, 160, 90)).save(str(paths[-1]))
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, button, bare = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entered = QDragEnterEvent(QPoint(600, 400), copy, dropped, button, bare)
    QApplication.sendEvent(window, entered)
    assert entered.isAccepted()
    QApplication.sendEvent(window, QDropEvent(QPointF(600, 400), copy, dropped, button, bare))
    drawer = window.drawers.add
    assert drawer.isVisible()
    assert drawer.kind.currentData() == StageKind.RETOUCH
    assert drawer.submit.text() == "Add 2 files"
    drawer.by.setCurrentIndex(drawer.by.findData(cast.taro.id))
    QTest.mouseClick(drawer.submit, Qt.MouseButton.LeftButton)
    house.settle()
    added = cast.studio.dossier(cast.open.id).stages[-2:]
    assert [(stage.kind, stage.number, stage.by) for stage in added] == [
        (StageKind.RETOUCH, 2, cast.taro.id),
        (StageKind.RETOUCH, 3, cast.taro.id),
    ]
    assert window.middle.comparison.after.label.startswith("retouch 3")
    assert window.notices.bars[-1].sentence == "Added retouch 3."


def test_ctrl_o_asks_for_files(window: MainWindow, house: House, files: ChosenFiles, tmp_path: Path) -> None:
    image_of(scene(30, 160, 90)).save(str(tmp_path / "one.png"))
    files.pictures_chosen = (tmp_path / "one.png",)
    press(window, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    assert window.drawers.add.paths == (tmp_path / "one.png",)


def test_a_file_that_cannot_be_taken_says_so_and_the_next_follows(
    window: MainWindow, house: House, cast: Cast, tmp_path: Path
) -> None:
    (tmp_path / "broken.png").write_bytes(b"nothing")
    image_of(scene(31, 160, 90)).save(str(tmp_path / "whole.png"))
    window.deeds.ask_about_files((tmp_path / "broken.png", tmp_path / "whole.png"))
    press(window.drawers.add, Qt.Key.Key_Return)
    house.settle()
    sentences = [bar.sentence for bar in window.notices.bars]
    assert sentences == ["“broken.png” is not a picture.", "Added retouch 2."]
    assert window.notices.bars[0].hint == "Add a PNG, JPEG, TIFF or PSD."


def test_a_new_background_is_added_and_opened(window: MainWindow, house: House, cast: Cast) -> None:
    press(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    drawer = window.drawers.background
    assert not drawer.submit.isEnabled()
    QTest.keyClicks(drawer.code, "C099")
    QTest.keyClicks(drawer.cuts, "C099, C100")
    press(drawer.cuts, Qt.Key.Key_Return)
    house.settle()
    assert not drawer.isVisible()
    row = window.backgrounds.open_row
    assert row is not None
    assert (row.background.code, row.background.cuts) == ("C099", ("C099", "C100"))
    assert window.middle.empty_background.isVisible()


def test_a_refused_background_keeps_what_was_typed(window: MainWindow, house: House) -> None:
    press(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(window.drawers.background.code, "C012")
    press(window.drawers.background.code, Qt.Key.Key_Return)
    house.settle()
    assert window.notices.bars[0].sentence == "There is already a background “C012”."
    assert window.drawers.background.isVisible()
    assert window.drawers.background.code.text() == "C012"


def test_who_i_am_is_chosen_from_people_sorted_by_reading(window: MainWindow, house: House, cast: Cast) -> None:
    names = [action.text() for action in window.top.me.menu().actions() if action.isCheckable()]
    assert names == ["長谷川 虎之介〈美術監督補佐〉   taro", "山田 花子   hanako"]
    window.top.me.menu().actions()[0].trigger()
    house.settle()
    assert cast.studio.me() == cast.taro
    assert "長谷川" in window.top.me.text()


def test_the_first_person_added_is_who_one_is(house: House, tmp_path: Path) -> None:
    studio = FakeStudio(tmp_path)
    window = house.open(studio)
    window.commands.add_person.trigger()
    QTest.keyClicks(window.drawers.person.code, "mika")
    window.drawers.person.name.insert("佐藤 美香")
    press(window.drawers.person.name, Qt.Key.Key_Return)
    house.settle()
    me = studio.me()
    assert me is not None
    assert me.name == "佐藤 美香"


def test_an_empty_studio_teaches_three_ways_in(house: House, tmp_path: Path) -> None:
    window = house.open(FakeStudio(tmp_path))
    page = window.middle.empty_studio
    assert page.isVisible()
    assert [button.text() for button in page.findChildren(QAbstractButton)] == [
        "New background",
        "New person",
        "Who am I?",
    ]
    assert not window.commands.add_files.isEnabled()


def test_the_notes_of_an_episode_are_written_where_the_person_says(
    window: MainWindow, house: House, cast: Cast, files: ChosenFiles, tmp_path: Path
) -> None:
    files.sheet_chosen = tmp_path / "notes.pdf"
    press(window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    drawer = window.drawers.sheets
    drawer.episode.setText(" #03 ")
    drawer.waiting.setChecked(True)
    QTest.mouseClick(drawer.submit, Qt.MouseButton.LeftButton)
    house.settle()
    assert cast.studio.written == [("notes #03 True", tmp_path / "notes.pdf")]
    assert window.notices.bars[-1].sentence == f"Written: {tmp_path / 'notes.pdf'}"


def test_every_control_has_a_tooltip_and_an_accessible_name(window: MainWindow) -> None:
    unnamed = []
    for widget in window.findChildren(QWidget):
        internal = widget.objectName().startswith("qt_") or isinstance(widget.parent(), QLineEdit)
        if isinstance(widget, QAbstractButton | QLineEdit) and not internal:
            name = widget.accessibleName() or getattr(widget, "text", str)()
            if not (widget.toolTip() and name):
                unnamed.append((type(widget).__name__, name, widget.toolTip()))
    assert not unnamed


def test_the_wheel_over_the_picture_zooms_both_sides(window: MainWindow) -> None:
    canvas = window.middle.comparison.canvas
    before = canvas.view.zoom
    turn_wheel(canvas, QPoint(60, 60), 2)
    assert canvas.view.zoom == steady(steady(before * 2**0.25) * 2**0.25) > before


def test_the_window_fits_1280_by_800(window: MainWindow) -> None:
    window.resize(1280, 800)
    assert (window.width(), window.height()) == (1280, 800)
    assert window.minimumSizeHint().width() <= 1280
    assert window.minimumSizeHint().height() <= 800
    assert np.all([part.isVisible() for part in (window.backgrounds, window.place, window.dossier)])


def lines_of(listed: LineList) -> list[Line]:
    model = listed.model()
    return [model.index(row, 0).data(LINE_ROLE) for row in range(model.rowCount())]
