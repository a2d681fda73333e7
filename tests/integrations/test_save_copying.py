"""A copy aside is the file as it stood, or there is none."""

import errno
import os
import sys
import threading
import time
from hashlib import sha256

import pytest

from studio_app.integrations.save_copying import Aside, Changing, NoRoom, digest_of, look
from tests.save_desk import picture

MIB = 1 << 20


def aside_in(tmp_path, free=1 << 40):
    return Aside(tmp_path / "aside", free=lambda _place: free)


def left(tmp_path):
    return list((tmp_path / "aside").glob("*"))


def test_a_copy_has_the_bytes_the_digest_and_the_ending(tmp_path):
    path = tmp_path / "BG.kra"
    data = os.urandom(3 * MIB + 5)
    path.write_bytes(data)
    copied = aside_in(tmp_path).copy_of(path)
    assert copied.copy.read_bytes() == data
    assert copied.copy.suffix == ".kra"
    assert copied.sha256 == digest_of(path).sha256 == sha256(data).hexdigest()
    assert copied.stamp == look(path)


class Meddler:
    """Does something to a file while it is copied: when the room for the copy was asked for, or after."""

    def __init__(self, tmp_path, deed):
        self.aside = Aside(tmp_path / "aside", free=lambda _place: deed() or 1 << 40)


@pytest.mark.parametrize("change", ["grows", "same length"])
def test_a_file_that_changes_while_it_is_copied_leaves_nothing(tmp_path, change):
    path = tmp_path / "BG.png"
    path.write_bytes(bytes(40 * MIB))
    go, over = threading.Event(), threading.Event()

    def meddle():
        go.wait(5)
        with path.open("r+b") as file:
            while not over.is_set():
                if change == "grows":
                    file.seek(0, 2)
                file.write(b"x")
                file.flush()

    hand = threading.Thread(target=meddle)
    hand.start()
    try:
        # The hand begins once the copy is begun, so that the change falls into it.
        with pytest.raises(Changing):
            Meddler(tmp_path, lambda: (go.set(), time.sleep(0.02))[0]).aside.copy_of(path)
    finally:
        over.set()
        hand.join()
    assert left(tmp_path) == []


def test_a_save_that_is_replaced_while_it_is_copied_was_finished_and_is_taken(tmp_path, monkeypatch):
    path, new = tmp_path / "BG.png", tmp_path / "new.png"
    first, second = os.urandom(8 * MIB), os.urandom(8 * MIB)
    path.write_bytes(first)
    new.write_bytes(second)
    asked = []

    def look_then_replace(where):
        found = look(where)
        if not asked:
            new.replace(path)
        asked.append(where)
        return found

    monkeypatch.setattr("studio_app.integrations.save_copying.look", look_then_replace)
    copied = aside_in(tmp_path).copy_of(path)
    assert copied.copy.read_bytes() == first
    assert path.read_bytes() == second


def test_a_file_that_was_replaced_before_it_could_be_read_is_not_mistaken_for_the_new_one(tmp_path):
    path, new = tmp_path / "BG.png", tmp_path / "new.png"
    path.write_bytes(picture(1))
    new.write_bytes(picture(2))
    with pytest.raises(Changing):
        Meddler(tmp_path, lambda: new.exists() and new.replace(path) and None).aside.copy_of(path)
    assert left(tmp_path) == []


def test_a_full_disk_aside_leaves_nothing(tmp_path):
    path = tmp_path / "BG.png"
    path.write_bytes(picture(1))
    with pytest.raises(NoRoom) as refused:
        aside_in(tmp_path, free=1000).copy_of(path)
    assert refused.value.why == os.strerror(errno.ENOSPC)
    assert left(tmp_path) == []


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on the size of files")
def test_a_disk_that_refuses_to_write_in_the_middle_leaves_nothing(tmp_path):
    resource, signal = pytest.importorskip("resource"), pytest.importorskip("signal")
    path = tmp_path / "BG.png"
    path.write_bytes(bytes(3 * MIB))
    old, handler = resource.getrlimit(resource.RLIMIT_FSIZE), signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (MIB + 10, old[1]))
    try:
        with pytest.raises(NoRoom) as refused:
            aside_in(tmp_path).copy_of(path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, old)
        signal.signal(signal.SIGXFSZ, handler)
    assert refused.value.why == os.strerror(errno.EFBIG)
    assert left(tmp_path) == []


def test_an_aside_that_cannot_be_made_is_no_room(tmp_path):
    (tmp_path / "aside").write_bytes(b"in the way")
    path = tmp_path / "BG.png"
    path.write_bytes(picture(1))
    with pytest.raises(NoRoom):
        aside_in(tmp_path).copy_of(path)


@pytest.mark.skipif(sys.platform == "win32", reason="needs pipes")
def test_a_pipe_is_no_file_and_nobody_waits_for_it(tmp_path):
    os.mkfifo(tmp_path / "BG.png")
    assert look(tmp_path / "BG.png") is None
    with pytest.raises(Changing):
        aside_in(tmp_path).copy_of(tmp_path / "BG.png")


def test_what_a_watch_that_died_left_behind_goes_after_a_day(tmp_path):
    folder = tmp_path / "aside"
    folder.mkdir()
    day = 24 * 3600
    for name, age in (("save-old.png", day + 60), ("save-new.png", 60), ("other.png", day + 60)):
        (folder / name).write_bytes(b"x")
        os.utime(folder / name, (time.time() - age, time.time() - age))
    aside_in(tmp_path).sweep()
    assert sorted(one.name for one in left(tmp_path)) == ["other.png", "save-new.png"]
