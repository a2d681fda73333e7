"""Files that survive a power cut."""

import stat

import pytest

from studio_app.storage import durable
from studio_app.storage.durable import make_folders, write_durably, write_stream_durably


def test_a_file_is_replaced_as_a_whole(tmp_path):
    path = tmp_path / "studio.toml"
    write_durably(path, b"old")
    write_durably(path, b"new", mode=0o600)
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_the_old_bytes_stay_when_writing_fails(tmp_path):
    path = tmp_path / "studio.toml"
    write_durably(path, b"old")

    def write(file):
        file.write(b"half")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_stream_durably(path, write)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_bytes_are_synced_before_they_get_their_name_and_the_name_after(tmp_path, monkeypatch):
    done = []
    real_sync, real_replace = durable.os.fsync, durable.Path.replace
    monkeypatch.setattr(durable.os, "fsync", lambda handle: (done.append("sync"), real_sync(handle)))
    monkeypatch.setattr(durable.Path, "replace", lambda self, to: (done.append("name"), real_replace(self, to)))
    write_durably(tmp_path / "a", b"bytes")
    assert done == ["sync", "name", "sync"]


def test_every_missing_folder_above_is_made_and_its_name_synced(tmp_path, monkeypatch):
    synced = []
    monkeypatch.setattr(durable, "sync_folder", synced.append)
    make_folders(tmp_path / "a" / "b")
    make_folders(tmp_path / "a" / "b")
    assert (tmp_path / "a" / "b").is_dir()
    assert synced == [tmp_path, tmp_path / "a"]
