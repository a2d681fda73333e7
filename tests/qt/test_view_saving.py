"""The view as a picture file: what was on the screen, or every pixel, with labels or without."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QColorSpace, QImage
from PySide6.QtTest import QTest

from studio_app.domain.drawings import Drawing, Mark, Tool
from studio_app.qt.easel import Easel, Place
from studio_app.qt.sides import Side
from studio_app.qt.view_picture import ViewPictureError, ViewWish, view_picture
from studio_app.qt.window import MainWindow
from studio_app.viewing.look import Look, Way
from studio_app.viewing.pyramid import pyramid_of
from studio_app.viewing.viewpoint import Viewpoint
from tests.qt.conftest import ChosenFiles, House
from tests.qt.painted import image_of, scene

PIXELS = scene(6, 200, 120)


@pytest.fixture
def saved(window: MainWindow, house: House, files: ChosenFiles, tmp_path: Path) -> Path:
    files.picture_chosen = tmp_path / "view.png"
    QTest.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert window.drawers.view.isVisible()
    return files.picture_chosen


def press_save(window: MainWindow, house: House, *, full: bool = False, labels: bool = True) -> None:
    window.drawers.view.full_size.setChecked(full)
    window.drawers.view.labels.setChecked(labels)
    window.drawers.view.submit.click()
    house.settle()


def test_without_labels_it_is_what_is_on_the_screen_to_the_pixel(window: MainWindow, house: House, saved: Path) -> None:
    house.settle()
    shown = window.middle.comparison.canvas.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    press_save(window, house, labels=False)
    assert window.notices.bars[-1].sentence == f"Written: {saved}"
    written = QImage(str(saved)).convertToFormat(QImage.Format.Format_RGB32)
    assert written.colorSpace() == QColorSpace(QColorSpace.NamedColorSpace.SRgb)
    written.setColorSpace(shown.colorSpace())
    assert written == shown


def test_full_size_holds_every_pixel_of_both(window: MainWindow, house: House, saved: Path) -> None:
    press_save(window, house, full=True, labels=False)
    written = QImage(str(saved))
    assert (written.width(), written.height()) == (160 + 4 + 160, 90)
    assert written.pixelColor(164 + 50, 30) == QColor("#ff0000")


def test_labels_stand_in_a_band_of_their_own(window: MainWindow, house: House, saved: Path) -> None:
    press_save(window, house, full=True)
    written = QImage(str(saved))
    assert written.height() == 90 + 32
    assert written.pixelColor(164 + 50, 32 + 30) == QColor("#ff0000")
    band = written.copy(QRect(0, 0, written.width(), 32))
    lightest = max(band.pixelColor(x, y).lightness() for x in range(band.width()) for y in range(32))
    assert lightest > 150, "there are words in it"


def test_a_folder_that_is_not_there_says_so(
    window: MainWindow, house: House, saved: Path, files: ChosenFiles, tmp_path: Path
) -> None:
    files.picture_chosen = tmp_path / "nowhere" / "view.png"
    press_save(window, house)
    assert window.notices.bars[-1].sentence.startswith("The view could not be written")


def easel(way: Way) -> Easel:
    made = Easel()
    made.sides = (Side(picture=pyramid_of(PIXELS)), Side(picture=pyramid_of(PIXELS[:, ::-1].copy())))
    made.look = Look(way=way)
    return made


def test_one_above_the_other_has_a_label_above_each() -> None:
    image = view_picture(easel(Way.ABOVE), place(), ViewWish(full_size=True), ("one", "two"))
    assert (image.width(), image.height()) == (200, 32 + 120 + 4 + 32 + 120)
    lower = image.copy(0, 32 + 124 + 32, 200, 120)
    assert lower == image_of(PIXELS[:, ::-1].copy()).convertToFormat(QImage.Format.Format_RGB32)


def test_notes_are_in_it() -> None:
    made = easel(Way.FLIP)
    marks = (Mark(tool=Tool.BOX, points=((20, 20), (60, 50))),)
    plain = view_picture(made, place(), ViewWish(labels=False), ("one", "two"))
    made.notes.show_recorded((Drawing(width=200, height=120, marks=marks),), (200, 120))
    assert view_picture(made, place(), ViewWish(labels=False), ("one", "two")) != plain


def test_more_than_an_image_can_hold_is_refused_in_one_sentence() -> None:
    made = Easel()
    wide = pyramid_of(np.zeros((4, 20_000, 3), np.uint8))
    made.sides = (Side(picture=wide), Side(picture=wide))
    with pytest.raises(ViewPictureError, match=r"40004 × 4 pixels"):
        view_picture(made, place(), ViewWish(full_size=True), ("one", "two"))


def place() -> Place:
    return Place(size=(200, 120), ratio=1.0, view=Viewpoint(x=100, y=60, zoom=1.0))
