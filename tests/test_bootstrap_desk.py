"""The program that records, whole: real watch, real store, real book; only the clocks are moved by hand."""

import threading
from contextlib import contextmanager
from datetime import timedelta

import pytest

from studio_app import bootstrap
from studio_app.bootstrap_desk import desk_host
from studio_app.domain.recordings import Ending
from studio_app.domain.sessions import WorkKind
from studio_app.storage.desk_book import FileDeskBook
from studio_app.workflow import desk_host as desk_host_module
from studio_app.workflow.desk_clock import DeskClock
from studio_app.workflow.desk_ports import DeskSettings, WatchedFolder
from tests.fakes import png
from tests.recording_desk import FakeIdle
from tests.waiting import until

SECOND = timedelta(seconds=1)


class Host:
    """The artist's machine, with its own installation beside the studio."""

    def __init__(self, studio, tmp_path):
        self.studio, self.folder = studio, tmp_path / "work"
        self.folder.mkdir()
        sato = studio.person("SATO")
        self.me = sato.id
        studio.studio.choose_me(sato)
        for code in ("C012", "C013"):
            studio.background(code)
        self.machine = studio.machine
        self.book = self.machine.desk
        self.idle = FakeIdle(studio.clock)
        self.clock = DeskClock(self.book, clock=studio.clock, find_idle=lambda: self.idle)
        self.ended, self.found = [], []
        self.host = desk_host(
            lambda: studio.studio,
            bootstrap.read_studio(studio.root),
            self.machine,
            examiner=studio.examiner,
            clock=self.clock,
            ended=self.ended.append,
        )

    def task(self, code="C012"):
        return self.studio.steps.desk.task(code, person=None, kind=WorkKind.RETOUCH, by=self.me)

    @contextmanager
    def running(self):
        stop, began, results = threading.Event(), threading.Event(), []
        thread = threading.Thread(
            target=lambda: results.append(self.host.run(stop, found=self.found.append, began=began.set))
        )
        thread.start()
        try:
            until(began.is_set)
            yield stop
        finally:
            stop.set()
            thread.join(40)
            assert results == [True]

    def pass_time(self, seconds):
        for _second in range(seconds):
            self.studio.clock.work(SECOND)
            self.idle.touch()
            self.clock.recorder.look()

    def save(self, name, shade):
        path = self.folder / name
        path.write_bytes(png(shade))
        return path

    def saves(self):
        return self.book.saves([one.id for one in self.recordings()])

    def recordings(self):
        return self.book.recordings(self.studio.steps.desk.studio, self.me)


@pytest.fixture
def desk(studio, tmp_path, monkeypatch):
    monkeypatch.setattr(desk_host_module, "_EVERY_S", 0.05)
    monkeypatch.setattr(desk_host_module, "_SETTLED_S", 0.5)
    found = Host(studio, tmp_path)
    yield found
    found.book.close()


def followed(desk, path):
    """Wait until what is at `path` now is known, so that the next save is told from it."""
    until(lambda: desk.book.followed() == path)
    threading.Event().wait(0.6)


def test_saves_of_the_followed_file_are_kept_and_compared(desk):
    desk.studio.add(1, painter="SATO")
    path = desk.save("mine.png", 20)
    with desk.running():
        desk.clock.start(desk.task(), file=path)
        followed(desk, path)
        desk.pass_time(30)
        desk.save("mine.png", 21)
        until(lambda: len(desk.saves()) == 1)
        desk.save("mine.png", 22)
        until(lambda: len(desk.saves()) == 2)
        until(lambda: all(one.changed_permille for one in desk.saves()))
        desk.clock.stop()
    assert [one.changed_permille for one in desk.saves()] == ["1000.0", "1000.0"]
    assert desk.host.problems == ()
    (one,) = desk.recordings()
    assert (one.saves, one.ending, one.active_ms) == (2, Ending.STOPPED, 30_000)
    assert desk.machine.saves.path(desk.saves()[1].sha256).read_bytes() == png(22)


def test_the_working_copy_saved_as_another_file_in_its_folder_is_kept(desk, tmp_path):
    desk.book.keep_settings(DeskSettings(work_folder=tmp_path / "Teire"))
    desk.studio.add(1, painter="SATO")
    path = desk.studio.steps.working_files.file_for("C012")
    with desk.running():
        desk.clock.start(desk.task(), file=path)
        followed(desk, path)
        path.with_suffix(".kra").write_bytes(png(24))
        until(lambda: len(desk.saves()) == 1)
        path.with_name("paint.kra").write_bytes(png(25))
        until(lambda: len(desk.saves()) == 2)
        path.with_name("paint.kra~").write_bytes(png(24))
        path.with_name("paint.kra-autosave.kra").write_bytes(png(26))
        desk.clock.stop()
    assert [one.name for one in desk.saves()] == [path.with_suffix(".kra").name, "paint.kra"]
    assert desk.host.problems == ()


def test_a_save_in_a_watched_folder_starts_and_switches_the_clock(desk):
    watched = (WatchedFolder(folder=desk.folder, studio=desk.studio.root),)
    desk.book.keep_settings(DeskSettings(watched=watched))
    with desk.running():
        threading.Event().wait(0.8)
        desk.save("C012_v1.png", 30)
        until(lambda: desk.clock.recorder.running is not None)
        desk.pass_time(20)
        desk.save("C013_v1.png", 31)
        until(lambda: len(desk.saves()) == 2)
        desk.pass_time(10)
        desk.clock.stop()
    assert [(one.task.code, one.active_ms, one.saves) for one in desk.recordings()] == [
        ("C012", 20_000, 1),
        ("C013", 10_000, 1),
    ]


def test_a_picture_that_is_saved_and_the_clock_stopped_at_once_is_kept(desk):
    path = desk.save("mine.png", 40)
    with desk.running() as stop:
        desk.clock.start(desk.task(), file=path)
        followed(desk, path)
        desk.pass_time(20)
        desk.save("mine.png", 41)
        stop.set()
    ended = desk.clock.stop()
    assert [one.name for one in desk.saves()] == ["mine.png"]
    assert (ended.saves, ended.active_ms) == (1, 20_000)


def test_a_folder_of_another_studio_is_not_watched_for_this_one(desk, tmp_path):
    desk.book.keep_settings(DeskSettings(watched=(WatchedFolder(folder=desk.folder, studio=tmp_path / "other"),)))
    with desk.running():
        threading.Event().wait(0.5)
        desk.save("C012.png", 50)
        threading.Event().wait(1.0)
    assert desk.recordings() == ()


def test_time_goes_to_the_studio_as_soon_as_it_ends_where_the_artist_chose_so(desk):
    desk.book.keep_settings(DeskSettings(at_once=True))
    with desk.running():
        begun = desk.clock.start(desk.task())
        desk.pass_time(60)
        until(lambda: desk.host._book.running() is not None)
        threading.Event().wait(0.2)
        desk.clock.stop()
        until(lambda: desk.book.submitted(desk.studio.steps.desk.studio))
    assert [one.line for one in desk.book.submitted(desk.studio.steps.desk.studio)] == [begun.id]
    (session,) = desk.studio.steps.time.all()
    assert session.active == timedelta(seconds=60)
    assert desk.studio.sentences() == []


def test_a_picture_saved_just_before_the_end_goes_with_it(desk):
    desk.book.keep_settings(DeskSettings(at_once=True))
    path = desk.save("mine.png", 60)
    with desk.running():
        desk.clock.start(desk.task(), file=path)
        followed(desk, path)
        desk.pass_time(60)
        desk.save("mine.png", 61)
        desk.clock.stop()
    assert [one.saved_at is not None for one in desk.studio.steps.overview.dossier("C012").stages] == [True]
    assert desk.recordings()[0].saves == 1


def test_what_could_not_be_sent_is_said_and_stays_at_the_desk(desk):
    desk.book.keep_settings(DeskSettings(at_once=True))
    with desk.running():
        desk.clock.start(desk.task())
        desk.pass_time(60)
        threading.Event().wait(0.2)
        (desk.studio.root / "ledger.db").rename(desk.studio.root / "away.db")
        (desk.studio.root / "ledger.db").mkdir()
        desk.studio.ledger._engine.dispose()
        desk.clock.stop()
        until(lambda: desk.ended)
        until(lambda: desk.host.problems)
        (desk.studio.root / "ledger.db").rmdir()
        (desk.studio.root / "away.db").rename(desk.studio.root / "ledger.db")
    assert "ledger.db" in desk.host.problems[0]
    (line,) = desk.studio.steps.desk.sheet(desk.me).lines
    assert line.line.ms == 60_000


def test_a_recording_cut_off_before_is_told(desk):
    with desk.running():
        desk.clock.start(desk.task())
        desk.pass_time(60)
    desk.studio.clock.work(timedelta(minutes=5))
    with desk.running():
        (found,) = desk.found
        assert found.went_on
        desk.clock.stop()


def test_a_second_host_does_not_record(desk):
    second = DeskClock(FileDeskBook(desk.studio.home), clock=desk.studio.clock, find_idle=lambda: None)
    with desk.running():
        assert not second.host(threading.Event(), found=desk.found.append)
