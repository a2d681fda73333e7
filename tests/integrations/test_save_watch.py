"""What is told of real saves in real folders, what is not, and what goes wrong on the way."""

import errno
import itertools
import os
import shutil
import sys
import threading
import time
from pathlib import Path

import pytest

from studio_app.domain.errors import StudioError
from studio_app.integrations import folder_watch, save_copying
from studio_app.integrations.folder_notices import ObserverNotices
from tests.save_desk import is_whole, picture, watching, write
from tests.waiting import until

FIRST, SECOND, THIRD = picture(1), picture(2), picture(3)


def no_notices():
    raise OSError(errno.EMFILE, "inotify instance limit reached")


def place(tmp_path, name="C012.png", data=FIRST):
    (tmp_path / "work").mkdir(exist_ok=True)
    path = tmp_path / "work" / name
    path.write_bytes(data)
    return path


def test_a_save_carries_its_place_its_bytes_and_its_time(tmp_path):
    with watching(tmp_path) as told:
        path = told.work / "C012.png"
        write(path, FIRST)
        told.wait(1)
        assert told.saves[0].path == path
        assert told.saves[0].copy.parent == told.aside
        assert told.saves[0].modified_ns == path.stat().st_mtime_ns
        assert told.watch.problems() == ()


def test_the_same_bytes_saved_again_are_a_sign_of_work(tmp_path):
    path = place(tmp_path)
    with watching(tmp_path) as told:
        until(told.watch.has_read_what_was_there)
        path.write_bytes(FIRST)
        until(lambda: told.signs)
        told.only()
        assert [sign.path for sign in told.signs] == [path]


@pytest.mark.skipif(sys.platform == "win32", reason="needs links and pipes")
def test_without_notices_looking_finds_saves_also_behind_a_link_and_touching_is_a_sign_of_work(tmp_path):
    path, touched, target = place(tmp_path), place(tmp_path, "touched.png"), tmp_path / "elsewhere.png"
    target.write_bytes(FIRST)
    (tmp_path / "work" / "link.png").symlink_to(target)
    os.mkfifo(tmp_path / "work" / "pipe.png")
    with watching(tmp_path, notices=no_notices) as told:
        until(told.watch.has_read_what_was_there)
        touched.touch()
        target.write_bytes(THIRD)
        write(path, SECOND, pieces=2, pause=0.4)
        assert told.saves == []
        told.wait(2)
        until(lambda: told.signs)
        (said,) = told.watch.problems()
        assert "inotify instance limit reached" in said
        assert "every few seconds" in said
        told.only(THIRD, SECOND)
        assert [save.path.name for save in told.saves] == ["link.png", "C012.png"]
        assert [sign.path for sign in told.signs] == [touched]


@pytest.mark.skipif(sys.platform == "win32", reason="there every question opens the file")
def test_a_share_that_remembers_what_a_file_was_is_asked_anew(tmp_path, monkeypatch):
    path = place(tmp_path)
    remembered, ask = path.stat(), Path.stat
    monkeypatch.setattr(
        Path, "stat", lambda self, **more: remembered if self == path and not more else ask(self, **more)
    )
    with watching(tmp_path, files=[path], notices=no_notices) as told:
        until(told.watch.has_read_what_was_there)
        write(path, SECOND)
        told.wait(1)
        assert path.stat() == remembered
        told.only(SECOND)


def test_single_files_are_followed_though_they_are_replaced_and_nothing_beside_them(tmp_path):
    path = place(tmp_path)
    with watching(tmp_path, files=[path, path.with_name("later.psd")]) as told:
        write(path.with_name("other.png"), SECOND)
        write(path.with_name("new.tmp"), SECOND)
        path.with_name("new.tmp").replace(path)
        told.wait(1)
        write(path.with_name("later.psd"), THIRD)
        told.wait(2)
        told.only(SECOND, THIRD)


def test_following_something_else_leaves_what_stays_as_it_is(tmp_path):
    path = place(tmp_path)
    other = place(tmp_path, "D001.png")
    with watching(tmp_path, files=[path]) as told:
        write(path, SECOND)
        told.wait(1)
        told.watch.follow(files=[path, other])
        write(other, THIRD)
        told.wait(2)
        told.watch.follow(files=[other])
        write(path, THIRD)
        told.watch.follow()
        write(other, FIRST)
        told.only(SECOND, THIRD)


def test_a_save_of_a_tenth_of_a_second_ago_is_taken_when_the_watch_ends(tmp_path):
    with watching(tmp_path) as told:
        write(told.work / "C012.png", FIRST)
        time.sleep(0.1)
        told.only(FIRST)


def test_the_observer_of_other_systems_tells_of_saves_too(tmp_path):
    path = place(tmp_path)
    with watching(tmp_path, notices=ObserverNotices) as told:
        path.with_name("new.tmp").write_bytes(SECOND)
        path.with_name("new.tmp").replace(path)
        told.wait(1)
        told.only(SECOND)


def test_a_folder_that_is_removed_and_made_again_is_followed_on(tmp_path):
    path = place(tmp_path)
    with watching(tmp_path) as told:
        shutil.rmtree(told.work)
        until(told.watch.problems)
        assert "cannot be reached: No such file or directory" in told.watch.problems()[0]
        told.work.mkdir()
        until(lambda: not told.watch.problems())
        write(path, SECOND)
        told.wait(1)
        # The notices have to be those of the new folder: by looking alone it would take two seconds.
        write(path, THIRD)
        told.wait(2, seconds=1.5)
        told.only(SECOND, THIRD)


def test_a_save_made_while_the_folder_was_away_is_found_when_it_is_back(tmp_path):
    path = place(tmp_path)
    place(tmp_path, "same.png", THIRD)
    away = tmp_path / "away"
    with watching(tmp_path) as told:
        told.work.rename(away)
        until(told.watch.problems)
        write(away / path.name, SECOND)
        away.rename(told.work)
        told.wait(1)
        assert told.watch.problems() == ()
        told.only(SECOND)


def test_a_folder_that_is_away_from_the_start_gives_its_files_as_they_are_found(tmp_path):
    path = place(tmp_path)
    (tmp_path / "work").rename(tmp_path / "away")
    with watching(tmp_path, folders=[tmp_path / "work"]) as told:
        told.work.rmdir()
        until(told.watch.problems)
        (tmp_path / "away").rename(told.work)
        until(lambda: not told.watch.problems())
        write(path, SECOND)
        told.wait(1)
        told.only(SECOND)


def test_a_file_that_was_removed_and_put_back_is_no_save(tmp_path):
    path = place(tmp_path)
    with watching(tmp_path) as told:
        path.rename(tmp_path / "trash.png")
        time.sleep(0.35)
        (tmp_path / "trash.png").rename(path)
        time.sleep(0.35)
        told.only()


def test_what_is_not_whole_is_tried_again_and_a_look_that_fails_ends_nothing(tmp_path):
    first = {}

    def not_at_first(copy):
        data = copy.read_bytes()
        if first.setdefault(data, len(first)) == -1:
            return is_whole(copy)
        number, first[data] = first[data], -1
        if number:
            raise (ValueError("a bug"), StudioError("No.", hint="Wait."))[number - 1]
        return False

    with watching(tmp_path, whole=not_at_first) as told:
        for number in range(3):
            write(told.work / f"C{number}.png", picture(number))
            time.sleep(0.05)
        told.wait(3)
        told.only(picture(0), picture(1), picture(2))


def test_after_half_a_picture_the_old_one_put_back_is_a_sign_of_work(tmp_path):
    path = place(tmp_path)
    with watching(tmp_path) as told:
        write(path, SECOND)
        told.wait(1)
        write(path, THIRD[:1000])
        time.sleep(0.4)
        write(path, SECOND)
        until(lambda: told.signs)
        told.only(SECOND)


def test_a_slow_look_holds_up_no_copying_and_saves_are_told_in_order(tmp_path):
    go = threading.Event()

    def slow(copy):
        go.wait(20)
        return is_whole(copy)

    with watching(tmp_path, whole=slow) as told:
        contents = [picture(number) for number in range(5)]
        for number, content in enumerate(contents, 1):
            write(told.work / "C012.png", content)
            until(lambda number=number: [one.stat().st_size for one in told.aside.glob("*")] == [60_006] * number)
            time.sleep(0.05)
        assert told.saves == []
        go.set()
        told.only(*contents)


def test_no_room_aside_is_said_and_the_save_taken_when_there_is(tmp_path):
    room = {"free": 1000}
    with watching(tmp_path, free=lambda _place: room["free"]) as told:
        write(told.work / "C012.png", FIRST)
        until(told.watch.problems)
        assert told.watch.problems() == (
            "There is no room for a copy of “C012.png”: No space left on device. Teire goes on trying.",
        )
        assert list(told.aside.iterdir()) == []
        room["free"] = 1 << 40
        told.wait(1)
        assert told.watch.problems() == ()
        told.only(FIRST)


def test_a_program_that_forbids_reading_has_not_finished_yet(tmp_path, monkeypatch):
    refusals = iter([PermissionError(errno.EACCES, "sharing violation")])
    really = save_copying.opened

    def refused_once(path):
        for one in refusals:
            raise one
        return really(path)

    monkeypatch.setattr(save_copying, "opened", refused_once)
    with watching(tmp_path) as told:
        write(told.work / "C012.png", FIRST)
        told.wait(1)
        assert told.watch.problems() == ()
        told.only(FIRST)


def test_a_share_that_hangs_holds_up_no_other_folder(tmp_path, monkeypatch):
    answers, dead, alive = threading.Event(), tmp_path / "dead", tmp_path / "alive"
    dead.mkdir()
    alive.mkdir()
    (dead / "BG.png").write_bytes(FIRST)

    def hanging(path):
        if path.parent == dead:
            answers.wait(30)
        return save_copying.look(path)

    with watching(tmp_path, folders=[alive, dead]) as told:
        monkeypatch.setattr(folder_watch, "look", hanging)
        time.sleep(0.3)
        write(alive / "BG.png", SECOND)
        told.wait(1)
        answers.set()
        told.only(SECOND)


@pytest.mark.parametrize("error", [errno.ESTALE, errno.EIO, errno.ETIMEDOUT, errno.EHOSTDOWN])
def test_a_share_that_fails_is_said_and_followed_on_when_it_is_back(tmp_path, monkeypatch, error):
    path, broken = place(tmp_path), [OSError(error, os.strerror(error))]
    really = os.scandir

    def scandir(folder):
        if broken and told.work == folder:
            raise broken[0]
        return really(folder)

    with watching(tmp_path, poll=0.05) as told:
        monkeypatch.setattr(folder_watch.os, "scandir", scandir)
        until(told.watch.problems)
        assert os.strerror(error) in told.watch.problems()[0]
        broken.clear()
        until(lambda: not told.watch.problems())
        write(path, SECOND)
        told.wait(1)
        told.only(SECOND)


def test_several_hundred_saves_of_several_files_at_once_are_each_told(tmp_path):
    # Each stands for 0.3 s at least; four hands save beside each other.
    names, rounds = [f"C{number:03}.png" for number in range(32)], 6
    with watching(tmp_path, poll=2.0) as told:
        started = time.monotonic()
        for turn, name in itertools.product(range(rounds), names):
            path = told.work / name
            content = picture(f"{name} {turn}", size=2000)
            if turn % 2:
                path.with_name(f".tmpsave.{name}").write_bytes(content)
                path.with_name(f".tmpsave.{name}").replace(path)
            else:
                path.write_bytes(content)
            time.sleep(0.31 / len(names))
        took = time.monotonic() - started
        told.wait(rounds * len(names))
        for name in names:
            expected = [picture(f"{name} {turn}", size=2000) for turn in range(rounds)]
            assert told.contents(told.work / name) == expected
        assert took < 10
