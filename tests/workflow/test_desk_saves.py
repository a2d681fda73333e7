"""A save is kept at the desk, counts as work on its background, and is never lost in silence."""

import shutil
from datetime import timedelta
from hashlib import sha256

import pytest

from studio_app.domain.moments import to_ms
from studio_app.domain.recordings import Ending
from studio_app.domain.reviews import RetakeCause, Verdict
from studio_app.domain.saves import FinishedSave, SignOfWork
from studio_app.domain.sessions import WorkKind
from studio_app.domain.tapes import PieceKind
from studio_app.storage.failures import disk_full
from studio_app.storage.store import FileStore
from studio_app.workflow.desk_ports import DeskSettings, WatchedFolder
from studio_app.workflow.desk_saves import DeskSaves
from studio_app.workflow.followed_work import FollowedWork
from studio_app.workflow.recorder import Recorder
from tests.desk_programs import FillingBook
from tests.fakes import png
from tests.recording_desk import FakeIdle, Hours

MINUTE = timedelta(minutes=1)


class FillingStore(FileStore):
    """The real store on a disk that a test fills and frees."""

    full = False

    def keep(self, incoming):
        if self.full:
            raise disk_full(self._root)
        return super().keep(incoming)


class Saves:
    """A desk in a studio: its recorder, and what a watch would tell it."""

    def __init__(self, studio, tmp_path):
        self.studio, self.folder = studio, tmp_path / "work"
        self.folder.mkdir()
        self.aside = tmp_path / "aside"
        self.aside.mkdir()
        self.me = studio.person("SATO").id
        for code in ("C012", "C013"):
            studio.background(code)
        self.book = FillingBook(tmp_path / "artist")
        self.store = FillingStore(tmp_path / "artist" / "desk")
        self.clock = studio.clock
        self.idle = FakeIdle(self.clock)
        self.recorder = Recorder(self.book, clock=self.clock, find_idle=lambda: self.idle)
        self.hours = Hours(self.recorder.look, self.clock, self.idle)
        self.noticed = []
        self.steps = studio.steps.desk
        self.saves = DeskSaves(
            self.book,
            kept=self.store,
            examiner=studio.examiner,
            recorder=lambda: self.recorder,
            task_of=lambda path: self.steps.task_of_save(path, person=self.me),
            followed_work=FollowedWork(own_folder=lambda task: tmp_path / f"laid-{task.code}"),
            clock=self.clock,
            noticed=self.noticed.append,
        )
        watched = (WatchedFolder(folder=self.folder, studio=studio.root),)
        self.book.keep_settings(DeskSettings(watched=watched))

    def task(self, code="C012", kind=WorkKind.RETOUCH):
        return self.steps.task(code, person=None, kind=kind, by=self.me)

    def tell(self, name, shade, *, modified_ms=None):
        """Tell of a save of a picture as the watch does; return its file."""
        path = self.folder / name if "/" not in name else self.folder.parent / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(png(shade))
        copy = self.aside / f"copy-{shade}"
        shutil.copyfile(path, copy)
        now_ms = to_ms(self.clock.read().wall)
        self.saves.saved(
            FinishedSave(
                path=path,
                copy=copy,
                sha256=sha256(png(shade)).hexdigest(),
                size_bytes=len(png(shade)),
                modified_ns=(now_ms if modified_ms is None else modified_ms) * 1_000_000,
            )
        )
        return path

    def kept(self):
        return self.book.saves([one.id for one in self.recordings()])

    def recordings(self):
        return self.book.recordings(self.steps.studio, self.me)

    def is_stored(self, shade):
        place = self.store.path(sha256(png(shade)).hexdigest())
        return place.exists() and place.read_bytes() == png(shade)


@pytest.fixture
def desk(studio, tmp_path):
    desk = Saves(studio, tmp_path)
    yield desk
    desk.book.close()
    assert list(desk.aside.iterdir()) == []


def test_a_save_of_the_followed_file_is_kept_with_its_moment(desk):
    followed = desk.folder.parent / "mine" / "絵.png"
    desk.recorder.begin(desk.task(), file=followed)
    desk.hours.paint(MINUTE)
    desk.tell("mine/絵.png", 40)
    (save,) = desk.kept()
    assert (save.number, save.offset_ms, save.name, save.size_bytes) == (1, 60_000, "絵.png", len(png(40)))
    assert save.at_ms == to_ms(desk.clock.read().wall)
    assert desk.is_stored(40)
    assert desk.noticed == [save]
    assert desk.recorder.running.saves == 1


def test_the_followed_file_under_another_ending_is_the_same_work(desk):
    desk.recorder.begin(desk.task(), file=desk.folder.parent / "mine" / "絵.png")
    for shade, name in enumerate(("絵.kra", "絵.psd", "絵 2.kra", "other.png"), 40):
        desk.tell(f"mine/{name}", shade)
    assert [one.name for one in desk.kept()] == ["絵.kra", "絵.psd"]
    assert desk.book.followed() == desk.folder.parent / "mine" / "絵.png"


def test_whatever_is_saved_where_the_working_copy_was_laid_is_work_on_it(desk):
    desk.recorder.begin(desk.task(), file=desk.folder.parent / "laid-C012" / "C012_generation-1_99.png")
    desk.tell("laid-C012/paint.kra", 40)
    desk.tell("laid-C013/paint.kra", 41)
    assert [one.name for one in desk.kept()] == ["paint.kra"]
    ended = desk.recorder.end(Ending.STOPPED)
    desk.tell("laid-C012/paint_001.kra", 42)
    assert [(one.name, one.recording) for one in desk.kept()][1:] == [("paint_001.kra", ended.id)]
    assert desk.recorder.running is None


def test_a_save_in_a_watched_folder_starts_the_clock_and_is_followed(desk):
    path = desk.tell("ep01_C012_v03.png", 40)
    running = desk.recorder.running
    assert (running.task.code, running.task.work, running.saves) == ("C012", WorkKind.RETOUCH, 1)
    assert desk.book.followed() == path
    assert len(desk.kept()) == 1


def test_a_save_of_another_background_switches_the_clock(desk):
    desk.recorder.begin(desk.task("C012"))
    desk.hours.paint(MINUTE)
    desk.tell("C013.png", 41)
    first, second = desk.recordings()
    assert (first.ending, first.active_ms, second.task.code) == (Ending.SWITCHED, 60_000, "C013")
    assert [one.recording for one in desk.kept()] == [second.id]


def test_a_save_of_the_running_background_switches_nothing(desk):
    desk.recorder.begin(desk.task("C012", WorkKind.LAYOUT), file=desk.folder / "mine.png")
    desk.tell("C012_b.png", 42)
    assert [one.task.work for one in desk.recordings()] == [WorkKind.LAYOUT]
    assert desk.recorder.running.saves == 1
    assert desk.book.followed() == desk.folder / "mine.png"


def test_a_name_that_means_no_background_is_let_go(desk):
    desk.tell("sketch.png", 43)
    assert desk.recordings() == ()
    assert not desk.is_stored(43)
    assert desk.saves.problem == ""


def test_a_save_outside_the_watched_folders_starts_no_clock(desk):
    desk.tell("elsewhere/C012.png", 44)
    assert desk.recordings() == ()


def test_a_save_of_a_due_retake_is_a_retake(desk):
    desk.studio.add(1, painter="SATO")
    review = desk.studio.steps.reviews.review(
        "C012", stage=None, verdict=Verdict.RETAKE, cause=RetakeCause.OTHER, note="", by=None
    )
    desk.tell("C012.png", 45)
    assert (desk.recorder.running.task.work, desk.recorder.running.task.review) == (WorkKind.RETAKE, review.id)


def test_a_save_of_somebody_not_yet_told_of_the_generator_is_said_and_nothing_is_lost(desk):
    desk.studio.add(2, kind="generation", background="C013")
    desk.recorder.begin(desk.task("C012"))
    desk.hours.paint(MINUTE)
    path = desk.tell("C013.png", 46)
    assert desk.saves.problem.startswith("“C013.png” was saved and is not recorded. SATO has not yet been told")
    assert "teire disclosure C013" in desk.saves.problem
    assert path.read_bytes() == png(46)
    # The clock on the other background runs on.
    assert desk.recorder.running.task.code == "C012"
    desk.studio.steps.disclosures.see("C013", by=desk.me)
    desk.tell("C013.png", 47)
    assert desk.saves.problem == ""
    assert [one.task.code for one in desk.recordings()] == ["C012", "C013"]


def test_while_nobody_records_a_save_means_nothing(desk):
    desk.recorder, was = None, desk.recorder
    desk.tell("C012.png", 48)
    desk.recorder = was
    assert desk.kept() == ()


@pytest.mark.parametrize("full", ["store", "book", "both"])
def test_on_a_full_disk_a_save_waits_and_is_kept_once_there_is_room(desk, full):
    desk.recorder.begin(desk.task(), file=desk.folder / "C012.png")
    desk.hours.paint(MINUTE)
    desk.store.full, desk.book.full = full != "book", full != "store"
    desk.tell("C012.png", 50)
    desk.hours.paint(MINUTE)
    desk.tell("C012.png", 51)
    desk.saves.try_again()
    assert "is full" in desk.saves.problem
    assert desk.kept() == ()
    desk.store.full = desk.book.full = False
    desk.saves.try_again()
    assert desk.saves.problem == ""
    desk.recorder.keep()
    assert [(one.number, one.offset_ms) for one in desk.kept()] == [(1, 60_000), (2, 120_000)]
    assert desk.is_stored(50)
    assert desk.is_stored(51)
    assert desk.noticed == list(desk.kept())
    ended = desk.recorder.end(Ending.STOPPED)
    assert (ended.saves, ended.active_ms) == (2, 120_000)


def test_a_save_that_would_start_the_clock_on_a_full_disk_starts_it_once_there_is_room(desk):
    desk.book.full = True
    desk.tell("C012.png", 52)
    assert "is full" in desk.saves.problem
    assert desk.recorder.running is None
    seen = to_ms(desk.clock.read().wall)
    desk.hours.paint(MINUTE)
    desk.book.full = False
    desk.saves.try_again()
    assert desk.recorder.running.task.code == "C012"
    (save,) = desk.kept()
    assert save.at_ms == seen
    assert desk.is_stored(52)


def test_a_save_made_before_a_stop_belongs_to_what_was_stopped(desk):
    desk.book.keep_settings(DeskSettings())
    followed = desk.folder / "C012.png"
    desk.recorder.begin(desk.task(), file=followed)
    desk.hours.paint(MINUTE)
    saved_at = to_ms(desk.clock.read().wall)
    ended = desk.recorder.end(Ending.STOPPED)
    desk.clock.work(MINUTE)
    desk.tell("C012.png", 53, modified_ms=saved_at)
    (save,) = desk.kept()
    assert (save.recording, save.number, save.offset_ms) == (ended.id, 1, 60_000)
    assert desk.book.recording(ended.id).saves == 1
    assert desk.recorder.running is None


def test_a_save_made_before_a_switch_belongs_to_what_was_left(desk):
    desk.recorder.begin(desk.task("C012"), file=desk.folder / "C012.png")
    desk.hours.paint(MINUTE)
    saved_at = to_ms(desk.clock.read().wall)
    second = desk.recorder.begin(desk.task("C013"), file=desk.folder / "C013.png")
    desk.clock.work(MINUTE)
    desk.tell("C012.png", 54, modified_ms=saved_at)
    assert desk.recorder.running.id == second.id
    assert [one.recording for one in desk.kept()] == [desk.recordings()[0].id]


def test_a_save_told_right_after_a_stop_belongs_to_it_whatever_the_shares_clock_says(desk):
    desk.book.keep_settings(DeskSettings())
    desk.recorder.begin(desk.task(), file=desk.folder / "C012.png")
    ended = desk.recorder.end(Ending.STOPPED)
    desk.clock.work(timedelta(seconds=5))
    desk.tell("C012.png", 57, modified_ms=to_ms(desk.clock.read().wall) + 3_600_000)
    assert [one.recording for one in desk.kept()] == [ended.id]


def test_a_save_made_after_a_stop_starts_nothing_where_no_folder_is_watched(desk):
    desk.book.keep_settings(DeskSettings())
    desk.recorder.begin(desk.task(), file=desk.folder / "C012.png")
    desk.recorder.end(Ending.STOPPED)
    desk.clock.work(MINUTE)
    desk.tell("C012.png", 55)
    assert desk.recorder.running is None
    assert desk.kept() == ()


def test_a_save_after_a_pause_is_said_and_not_recorded(desk):
    desk.book.keep_settings(DeskSettings(paused=True, watched=desk.book.settings().watched))
    desk.tell("C012.png", 56)
    assert "Recording is paused at this desk." in desk.saves.problem
    assert desk.recordings() == ()


def test_a_file_that_was_written_without_change_is_a_sign_of_work(desk):
    desk.recorder.begin(desk.task())
    desk.idle.silent = True
    for _time in range(3):
        desk.hours.away(9 * MINUTE)
        desk.saves.worked(SignOfWork(path=desk.folder / "C012.png", modified_ns=1))
        desk.recorder.look()
    ended = desk.recorder.end(Ending.STOPPED)
    assert (ended.active_ms, ended.saves) == (27 * 60_000, 0)
    assert [piece.kind for piece in ended.pieces] == [PieceKind.WORK]


def test_only_a_whole_picture_counts_as_one(desk):
    whole, torn = desk.aside / "whole", desk.aside / "torn"
    whole.write_bytes(png(1))
    torn.write_bytes(b"no picture")
    assert desk.saves.is_whole(whole)
    assert not desk.saves.is_whole(torn)
    whole.unlink()
    torn.unlink()
