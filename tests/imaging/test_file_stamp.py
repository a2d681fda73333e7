"""A file is not read again as long as the system says that nobody touched it, and is as soon as anybody did."""

import hashlib
import os
import time

import pytest

from studio_app.imaging import file_stamp
from studio_app.imaging.errors import UnreadableFile
from studio_app.imaging.file_stamp import STAMP, known_digest
from studio_app.imaging.files import read_file_facts

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows does not tell when a file was changed")


@pytest.fixture
def later(monkeypatch):
    """It is ten seconds later than the files of the test were written."""
    now = time.time_ns
    monkeypatch.setattr(file_stamp.time, "time_ns", lambda: now() + 10 * 10**9)


@pytest.fixture
def reads(monkeypatch):
    """The paths that were read, in order."""
    read = []

    def facts(path):
        read.append(path)
        return read_file_facts(path)

    monkeypatch.setattr(file_stamp, "read_file_facts", facts)
    return read


def written(path, content=b"one picture"):
    path.write_bytes(content)
    return hashlib.sha256(content).hexdigest()


def test_the_second_time_it_is_not_read(tmp_path, later, reads):
    digest = written(tmp_path / "a.png")
    assert [known_digest(tmp_path / "a.png", tmp_path / "kept") for _time in range(3)] == [digest] * 3
    assert len(reads) == 1


def test_what_was_written_with_the_same_size_and_time_is_read_again(tmp_path, later, reads):
    path = tmp_path / "a.png"
    written(path)
    seen = path.stat()
    known_digest(path, tmp_path)
    digest = written(path, b"two picture")
    os.utime(path, ns=(seen.st_atime_ns, seen.st_mtime_ns))
    assert known_digest(path, tmp_path) == digest
    assert len(reads) == 2


def test_what_was_put_in_its_place_is_read_again(tmp_path, later, reads):
    path, other = tmp_path / "a.png", tmp_path / "b.png"
    written(path)
    known_digest(path, tmp_path)
    digest = written(other, b"two picture")
    os.utime(other, ns=(path.stat().st_atime_ns, path.stat().st_mtime_ns))
    other.replace(path)
    assert known_digest(path, tmp_path) == digest


def test_what_was_written_only_just_now_is_read_each_time(tmp_path, reads):
    # Whoever writes again within one tick of the system's clock would leave the same times.
    written(tmp_path / "a.png")
    for _time in range(2):
        known_digest(tmp_path / "a.png", tmp_path / "kept")
    assert len(reads) == 2
    assert not (tmp_path / "kept" / STAMP).exists()


def test_what_changes_while_it_is_read_is_read_again(tmp_path, later, monkeypatch):
    path = tmp_path / "a.png"
    written(path)

    def meddled(read):
        found = read_file_facts(read)
        path.write_bytes(b"more than there was")
        return found

    monkeypatch.setattr(file_stamp, "read_file_facts", meddled)
    known_digest(path, tmp_path)
    monkeypatch.setattr(file_stamp, "read_file_facts", read_file_facts)
    assert known_digest(path, tmp_path) == hashlib.sha256(b"more than there was").hexdigest()


def test_a_stamp_that_does_not_hold_together_is_as_good_as_none(tmp_path, later, reads):
    digest = written(tmp_path / "a.png")
    known_digest(tmp_path / "a.png", tmp_path)
    whole = (tmp_path / STAMP).read_bytes()
    for spoilt in (
        b"",
        whole[:20],
        whole[:-1],
        b"x" + whole[1:],
        whole.replace(b'"sha256": "', b'"sha256": 1, "x": "'),
    ):
        (tmp_path / STAMP).write_bytes(spoilt)
        assert known_digest(tmp_path / "a.png", tmp_path) == digest
    assert len(reads) == 6


def test_a_file_that_is_gone_or_none_is_refused_as_ever(tmp_path, later):
    path = tmp_path / "a.png"
    written(path)
    known_digest(path, tmp_path)
    path.unlink()
    with pytest.raises(UnreadableFile):
        known_digest(path, tmp_path)
    with pytest.raises(UnreadableFile):
        known_digest(tmp_path, tmp_path)


def test_where_the_system_does_not_tell_it_is_always_read(tmp_path, later, reads, monkeypatch):
    written(tmp_path / "a.png")
    monkeypatch.setattr(file_stamp, "file_stamp", lambda _path: None)
    for _time in range(2):
        known_digest(tmp_path / "a.png", tmp_path)
    assert len(reads) == 2


def test_a_folder_that_cannot_be_written_to_costs_only_time(tmp_path, later, reads):
    digest = written(tmp_path / "a.png")
    (tmp_path / "file").write_text("in the way")
    assert [known_digest(tmp_path / "a.png", tmp_path / "file") for _time in range(2)] == [digest] * 2
    assert len(reads) == 2
