"""What the command line gives the window: the three doors lead to real studios."""

import pytest

from studio_app.cli.asked import Asked
from studio_app.cli.window import StudioDoors, has_display
from studio_app.domain.errors import StudioError


@pytest.fixture
def doors(tmp_path, monkeypatch):
    monkeypatch.setenv("TEIRE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("TEIRE_NO_KEYRING", "1")
    doors = StudioDoors(Asked())
    yield doors
    doors.recording.close()


def test_a_made_studio_is_open_and_can_be_opened_again(doors, tmp_path):
    made = doors.make(tmp_path / "show", "湖畔の社")
    made.add_background(code="C001", cuts=(), episode="")
    again = doors.open(tmp_path / "show")
    assert again.title == "湖畔の社"
    assert [row.background.code for row in again.rows()] == ["C001"]


def test_a_wrong_folder_is_said_and_the_next_try_is_not_spoiled(doors, tmp_path):
    (tmp_path / "other").mkdir()
    with pytest.raises(StudioError, match="is not a studio"):
        doors.open(tmp_path / "other")
    doors.make(tmp_path / "show", "湖畔の社")
    assert doors.open(tmp_path / "show").title == "湖畔の社"


def test_without_a_display_the_window_says_so(anywhere, monkeypatch):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    assert not has_display()
    answer = anywhere()
    assert answer.status == 2
    assert "no display" in answer.err
