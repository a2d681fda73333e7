"""A studio whose window stands before it is open: it answers as the real one, once, from any thread."""

import threading
import time
from datetime import date

import pytest

from studio_app.cli.asked import Asked
from studio_app.cli.later import Later, LaterStudio
from studio_app.cli.window import StudioDoors
from studio_app.domain.errors import StudioError
from studio_app.qt.app import wait_until_settled
from studio_app.qt.asks import StudioSteps
from studio_app.qt.tasks import Tasks
from studio_app.qt.theme import Theme, shipped_resources
from studio_app.qt.window import MainWindow
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


def test_whatever_a_window_asks_of_a_studio_and_of_its_sheets_is_passed_on(later, opened):
    real = Asked().open(later.folder)
    parts = [name for one in StudioSteps.__mro__ for name, asked in vars(one).items() if isinstance(asked, property)]
    assert "sheets" in parts
    for name in parts:
        offered, wanted = getattr(later, name), getattr(real, name)
        assert type(offered) is type(wanted) or isinstance(offered, Later), name


def test_sheets_are_asked_without_opening_first(later, opened):
    ask = later.sheets.credit_roles
    assert opened == []
    assert ask()
    assert len(opened) == 1


def test_the_pages_of_producers_stand_on_a_studio_that_opens_later(later, qapp):
    theme = Theme(shipped_resources())
    theme.dress(qapp)
    tasks = Tasks()
    window = MainWindow(later, tasks=tasks, theme=theme, today=date(2026, 5, 31))
    try:
        window.show()
        window.commands.sheets.credits_page.trigger()
        wait_until_settled(tasks)
        assert window.middle.credits.paper.view.page_count
        window.commands.sheets.pay_page.trigger()
        window.commands.sheets.statement.trigger()
        wait_until_settled(tasks)
        assert window.middle.pay.paper.view.page_count
        assert window.notices.isHidden()
    finally:
        window.close()
        tasks.close()


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
