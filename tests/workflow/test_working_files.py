"""The file an artist works on: never over their own, never the kept one itself."""

import os
import stat
from datetime import timedelta
from pathlib import Path

import pytest

from studio_app.domain.moments import to_ms
from studio_app.workflow.desk_ports import DeskSettings
from studio_app.workflow.errors import StepRefused
from studio_app.workflow.working_files import fit_name
from tests.fakes import png

MINUTE = timedelta(minutes=1)


@pytest.fixture
def desk(studio, tmp_path):
    studio.person("SATO")
    studio.background("C012")
    studio.work = tmp_path / "artist" / "Teire"
    studio.machine.desk.keep_settings(DeskSettings(work_folder=studio.work))
    yield studio
    studio.machine.desk.close()


def file_for(desk, background="C012"):
    return desk.steps.working_files.file_for(background)


def store_of(desk):
    return {
        path: (path.read_bytes(), path.stat().st_mtime_ns, path.stat().st_mode)
        for path in sorted((desk.root / "store").rglob("*"))
        if path.is_file()
    }


def changed_at(desk, path, offset):
    """Set a file's time of change to the desk's clock and so much more."""
    seconds = (to_ms(desk.clock.read().wall) + offset // timedelta(milliseconds=1)) / 1000
    os.utime(path, (seconds, seconds))


def test_a_copy_of_the_newest_stage_is_laid_down_and_may_be_written(desk):
    stage = desk.add(1, kind="layout", painter="SATO")
    before = store_of(desk)
    path = file_for(desk)
    assert path == desk.work / "夜の神社" / "C012" / f"C012_layout-1_{stage.sha256[:6]}.png"
    assert path.read_bytes() == png(1)
    assert path.stat().st_mode & stat.S_IWUSR
    path.write_bytes(png(2))
    assert store_of(desk) == before
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_what_the_artist_saved_since_is_opened_again(desk):
    desk.add(1, painter="SATO")
    own = file_for(desk)
    own.write_bytes(png(9))
    changed_at(desk, own, MINUTE)
    assert file_for(desk) == own
    assert own.read_bytes() == png(9)


def test_a_working_file_beside_it_counts_as_the_artists_own(desk):
    desk.add(1, painter="SATO")
    changed_at(desk, file_for(desk), timedelta(0))
    layered = file_for(desk).with_suffix(".kra")
    layered.write_bytes(b"layers")
    (layered.parent / "notes.txt").write_text("x")
    changed_at(desk, layered, MINUTE)
    changed_at(desk, layered.parent / "notes.txt", 2 * MINUTE)
    assert file_for(desk) == layered


def test_a_newer_stage_is_laid_beside_and_writes_over_nothing(desk):
    desk.add(1, painter="SATO")
    own = file_for(desk)
    own.write_bytes(png(9))
    changed_at(desk, own, MINUTE)
    desk.clock.work(2 * MINUTE)
    newer = desk.add(3, painter="SATO")
    path = file_for(desk)
    assert path != own
    assert path.read_bytes() == png(3)
    assert own.read_bytes() == png(9)
    assert newer.sha256[:6] in path.name


def test_the_artists_own_file_goes_on_once_it_is_the_newest_stage(desk):
    """What was saved at the desk and sent is the newest stage, seen a moment after the file itself was written."""
    desk.add(1, painter="SATO")
    own = file_for(desk)
    own.write_bytes(png(9))
    changed_at(desk, own, timedelta(0))
    desk.clock.work(MINUTE)
    desk.add(9, painter="SATO")
    assert file_for(desk) == own


def test_a_copy_that_was_painted_on_is_never_replaced(desk):
    desk.add(1, painter="SATO")
    own = file_for(desk)
    own.write_bytes(png(9))
    changed_at(desk, own, -MINUTE)  # a disk whose clock is behind
    assert file_for(desk).read_bytes() in (png(9), png(1))
    assert own.read_bytes() == png(9)


def test_without_a_picture_there_is_nothing_to_open(desk):
    with pytest.raises(StepRefused, match=r"C012 has no picture yet\. Take its layout or generation in first"):
        file_for(desk)
    with pytest.raises(StepRefused, match="There is no background"):
        file_for(desk, "C999")


def test_a_folder_that_cannot_be_made_is_said(desk):
    desk.add(1, painter="SATO")
    desk.work.parent.mkdir(exist_ok=True)
    desk.work.write_text("no folder")
    with pytest.raises(StepRefused, match=r"The working copy .* cannot be laid down: ") as refused:
        file_for(desk)
    assert "--work-folder" in refused.value.hint


@pytest.mark.parametrize(
    ("text", "fit"),
    [
        ("夜の神社", "夜の神社"),
        ("a/b\\c:d*e?", "a_b_c_d_e_"),
        ("..", "_"),
        (".", "_"),
        ("name. ", "name_"),
        ("   ", "_"),
        ("x\x00\ny", "x__y"),
        ("", "_"),
    ],
)
def test_a_title_is_made_fit_for_every_system(text, fit):
    assert fit_name(text) == fit
    assert Path(fit).name == fit


@pytest.mark.parametrize("text", ["CON", "nul", "com1.png", "LPT9"])
def test_names_that_windows_keeps_for_itself_are_not_used(text):
    assert fit_name(text).casefold() != text.casefold()
