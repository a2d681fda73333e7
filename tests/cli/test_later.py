"""A studio whose window stands before it is open: it answers as the real one, once, from any thread."""

import threading
import time

import pytest

from studio_app.cli.asked import Asked
from studio_app.cli.later import LaterStudio
from studio_app.cli.window import StudioDoors
from studio_app.domain.errors import StudioError
from studio_app.storage import kept_rows
from studio_app.storage.studio_folder import read_studio


@pytest.fixture
def root(tmp_path, monkeypatch):
    monkeypatch.setenv("TEIRE_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(kept_rows, "_LEAST", 1)
    doors = StudioDoors(Asked())
    made = doors.make(tmp_path / "show", "湖畔の社")
    made.add_background(code="C001", cuts=("C001",), episode="#1")
    doors.recording.close()
    return tmp_path / "show"


@pytest.fixture
def opened():
    return []


@pytest.fixture
def later(root, opened):
    def open_studio():
        time.sleep(0.05)
        opened.append(root)
        return Asked().open(root)

    return LaterStudio(read_studio(root), open_studio)


def test_title_and_currency_are_known_without_opening(later, opened):
    assert (later.title, later.currency) == ("湖畔の社", "JPY")
    ask = later.rows
    assert opened == []
    assert [row.background.code for row in ask()] == ["C001"]


def test_it_is_opened_once_whoever_asks_first(later, opened):
    askers = [threading.Thread(target=later.people) for _number in range(8)]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()
    assert len(opened) == 1
    assert later.add_background(code="C002", cuts=(), episode="").code == "C002"


def test_the_next_start_knows_the_rows_without_opening(later, root, opened):
    rows = later.rows()
    opened.clear()
    again = LaterStudio(read_studio(root), lambda: pytest.fail("it was opened"))
    assert again.kept_rows() == rows


def test_a_failure_to_open_is_the_answer_to_every_question(root):
    tried = []

    def refuse():
        tried.append(1)
        raise StudioError("The ledger is damaged.", hint="Restore it.")

    later = LaterStudio(read_studio(root), refuse)
    for question in (later.rows, later.people, later.rows):
        with pytest.raises(StudioError, match="damaged"):
            question()
    assert tried == [1]
