"""The three doors of the first start."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from studio_app.qt.first_start import FirstStart, folder_name
from tests.qt.conftest import ChosenFiles, House
from tests.qt.fake_studio import FakeRefusal, FakeStudio


class FakeDoors:
    """Leads to fake studios; notes which door was taken."""

    def __init__(self, folder: Path) -> None:
        self.taken: list[tuple[str, ...]] = []
        self._folder = folder

    def make(self, folder: Path, title: str) -> FakeStudio:
        self.taken.append(("make", folder.name, title))
        return FakeStudio(self._folder, title=title)

    def open(self, folder: Path) -> FakeStudio:
        self.taken.append(("open", folder.name))
        raise FakeRefusal("There is no studio in this folder.", hint="Choose another one.")

    def demonstration(self) -> FakeStudio:
        self.taken.append(("demonstration",))
        return FakeStudio(self._folder)


@pytest.fixture
def doors(tmp_path: Path) -> FakeDoors:
    return FakeDoors(tmp_path)


@pytest.fixture
def first(house: House, doors: FakeDoors, files: ChosenFiles) -> Iterator[FirstStart]:
    window = FirstStart(doors, tasks=house.tasks, theme=house.theme, files=files)
    window.show()
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window, 5000)
    yield window
    window.close()
    window.deleteLater()


def test_three_doors_stand_open(first: FirstStart) -> None:
    texts = [button.text() for button in first.findChildren(QAbstractButton) if button.isVisible()]
    assert texts == ["Make a studio", "Open a studio", "Demonstration", "English"]


def test_a_studio_is_made_in_a_folder_of_its_title(
    first: FirstStart, house: House, doors: FakeDoors, files: ChosenFiles, tmp_path: Path
) -> None:
    opened: list[FakeStudio] = []
    first.studio_opened.connect(opened.append)
    files.folder_chosen = tmp_path
    QTest.keyClick(first, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert not first.drawer.submit.isEnabled()
    first.drawer.production.insert("森: 第二部")
    QTest.keyClick(first.drawer.production, Qt.Key.Key_Return)
    house.settle()
    assert doors.taken == [("make", "森- 第二部", "森: 第二部")]
    assert [studio.title for studio in opened] == ["森: 第二部"]


def test_a_folder_without_a_studio_says_so_and_the_doors_stay(
    first: FirstStart, house: House, files: ChosenFiles, tmp_path: Path
) -> None:
    files.folder_chosen = tmp_path
    first.open.trigger()
    assert not first.look.isEnabled()
    house.settle()
    assert [bar.sentence for bar in first.notices.bars] == ["There is no studio in this folder."]
    assert first.look.isEnabled()


def test_the_demonstration_opens(first: FirstStart, house: House, doors: FakeDoors) -> None:
    opened: list[FakeStudio] = []
    first.studio_opened.connect(opened.append)
    first.look.trigger()
    house.settle()
    assert doors.taken == [("demonstration",)]
    assert len(opened) == 1


@pytest.mark.parametrize(("title", "name"), [("a/b", "a-b"), ("..", "studio"), ("  森  ", "森")])
def test_a_title_becomes_a_safe_folder_name(title: str, name: str) -> None:
    assert folder_name(title) == Path(name)
