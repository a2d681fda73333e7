"""The store: every file by its SHA-256, read-only, never half there."""

import os
import socket
import stat
import time
from hashlib import sha256
from pathlib import Path

import pytest

from studio_app.storage import store as stores
from studio_app.storage.failures import StorageError
from studio_app.storage.store import FileStore, NotAFile

NIGHT = b"a picture of the night"
NAME = sha256(NIGHT).hexdigest()


@pytest.fixture
def store(tmp_path):
    return FileStore(tmp_path / "studio")


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "夜.png"
    path.write_bytes(NIGHT)
    return path


def files(root):
    return sorted(path for path in root.rglob("*") if not path.is_dir())


def take(store, source):
    with store.receive(source) as incoming:
        return store.keep(incoming)


def test_a_file_is_kept_under_the_hash_of_its_bytes(store, source):
    with store.receive(source) as incoming:
        assert (incoming.sha256, incoming.size_bytes) == (NAME, len(NIGHT))
        assert incoming.path.read_bytes() == NIGHT
        place = store.keep(incoming)
    assert place == store.path(NAME)
    assert place.relative_to(place.parents[2]) == Path("store") / NAME[:2] / NAME
    assert place.read_bytes() == NIGHT
    assert list(store.kept()) == [place]


def test_a_kept_file_may_only_be_read(store, source):
    assert stat.S_IMODE(take(store, source).stat().st_mode) == 0o444


def test_the_same_bytes_are_kept_once_under_any_name(store, source, tmp_path):
    again = tmp_path / "again.tif"
    again.write_bytes(NIGHT)
    first = take(store, source)
    facts = first.stat()
    assert take(store, again) == first
    assert (first.stat().st_ino, first.stat().st_mtime_ns) == (facts.st_ino, facts.st_mtime_ns)
    assert files(tmp_path / "studio") == [first]


def test_a_damaged_kept_file_is_replaced_by_the_good_copy(store, source):
    place = take(store, source)
    place.chmod(0o644)
    place.write_bytes(b"moth holes")
    assert take(store, source).read_bytes() == NIGHT
    assert stat.S_IMODE(place.stat().st_mode) == 0o444


def test_the_original_is_not_touched(store, source):
    before = source.stat()
    take(store, source)
    after = source.stat()
    assert source.read_bytes() == NIGHT
    assert (after.st_mtime_ns, after.st_mode, after.st_ino) == (before.st_mtime_ns, before.st_mode, before.st_ino)


def test_what_was_not_kept_is_gone_at_the_end(store, source, tmp_path):
    with store.receive(source) as incoming:
        assert incoming.path.exists()
    assert files(tmp_path / "studio") == []


def test_nothing_is_left_aside_when_the_work_on_the_copy_fails(store, source, tmp_path):
    with pytest.raises(ZeroDivisionError), store.receive(source):
        raise ZeroDivisionError
    assert files(tmp_path / "studio") == []


def test_nothing_is_left_aside_when_the_disk_is_full(store, source, tmp_path, monkeypatch):
    def full(_handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(stores.os, "fsync", full)
    with pytest.raises(StorageError, match="is full"), store.receive(source):
        pass
    assert files(tmp_path / "studio") == []


def test_a_copy_whose_writer_died_is_swept_after_an_hour_and_a_fresh_one_is_left(store, source, tmp_path):
    take(store, source)
    incoming = tmp_path / "studio" / "store" / "incoming"
    dead, fresh = incoming / "dead", incoming / "fresh"
    for folder in (dead, fresh):
        folder.mkdir()
        (folder / "夜.png").write_bytes(b"half")
    for path in (dead / "夜.png", dead):
        os.utime(path, (time.time() - 4000,) * 2)
    take(store, source)
    assert [path.name for path in incoming.iterdir()] == ["fresh"]


def test_a_link_is_followed_to_its_file(store, source, tmp_path):
    link = tmp_path / "link.png"
    link.symlink_to(source)
    place = take(store, link)
    assert place.read_bytes() == NIGHT
    assert not place.is_symlink()


def folder(path):
    path.mkdir()


def pipe(path):
    os.mkfifo(path)


def plug(path):
    with socket.socket(socket.AF_UNIX) as plug:
        plug.bind(str(path))


def empty(path):
    path.touch()


def missing(_path):
    pass


def loop(path):
    path.symlink_to(path)


def huge(path):
    with path.open("wb") as file:
        file.truncate(stores.LARGEST_FILE + 1)


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (folder, "“x.png” is a folder."),
        (pipe, "“x.png” is no plain file."),
        (plug, "“x.png” is no plain file."),
        (empty, "“x.png” is empty."),
        (missing, "There is no file “x.png”."),
        (loop, "“x.png” cannot be read: Too many levels of symbolic links."),
        (huge, "“x.png” is larger than 8 GiB."),
    ],
)
def test_what_cannot_be_a_picture_is_refused_in_a_sentence(store, tmp_path, make, sentence, monkeypatch):
    monkeypatch.chdir(tmp_path)
    make(Path("x.png"))
    with pytest.raises(NotAFile) as refused, store.receive(Path("x.png")):
        pass
    assert refused.value.message == sentence
    assert refused.value.hint
    assert not (tmp_path / "studio").exists()


def test_a_file_one_may_not_read_is_refused_in_a_sentence(store, source, monkeypatch):
    def denied(*_args, **_kwargs):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", denied)
    with pytest.raises(NotAFile, match="cannot be read: Permission denied"), store.receive(source):
        pass


@pytest.mark.parametrize("name", ["a" * 5000, "a\0b", "夜" * 100])
def test_a_name_no_file_can_have_is_refused_in_a_sentence(store, tmp_path, name):
    with pytest.raises(NotAFile) as refused, store.receive(tmp_path / name):
        pass
    assert len(refused.value.message) < 200
    assert refused.value.message.isprintable()


def test_a_name_of_255_bytes_is_no_hindrance(store, tmp_path):
    source = tmp_path / ("n" * 251 + ".png")
    source.write_bytes(NIGHT)
    assert take(store, source).read_bytes() == NIGHT


def test_a_file_that_is_let_go_is_gone_with_its_previews_and_its_room_is_told(store, source):
    place = take(store, source)
    (store.derived(NAME)).mkdir(parents=True)
    assert store.let_go(NAME) == len(NIGHT)
    assert not place.exists()
    assert not store.derived(NAME).exists()
    assert store.let_go(NAME) == 0


def test_a_copy_is_kept_after_all_if_the_file_was_let_go_meanwhile(store, source):
    take(store, source)
    with store.receive(source) as incoming:
        store.keep(incoming)
        store.ensure(incoming)
        store.let_go(NAME)
        store.ensure(incoming)
    assert store.path(NAME).read_bytes() == NIGHT


def test_a_copy_that_was_let_go_itself_is_said(store, source):
    with store.receive(source) as incoming:
        store.keep(incoming)
        store.let_go(NAME)
        with pytest.raises(NotAFile, match="was let go while it came in"):
            store.ensure(incoming)
