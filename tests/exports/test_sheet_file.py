"""A sheet arrives whole, or what was there stays as it was."""

import errno
import os
from pathlib import Path

import pytest

from studio_app.exports.sheet_file import (
    CREDIT_FORMATS,
    PAY_FORMATS,
    SheetFormat,
    SheetNotWritten,
    format_of,
    write_sheet,
)


def test_a_sheet_replaces_the_older_one_and_leaves_nothing_beside(tmp_path):
    path = tmp_path / "クレジット.csv"
    write_sheet(path, b"old")
    write_sheet(path, b"new")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_stays_a_link(tmp_path):
    (tmp_path / "real.csv").write_bytes(b"old")
    (tmp_path / "link.csv").symlink_to(tmp_path / "real.csv")
    write_sheet(tmp_path / "link.csv", b"new")
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").read_bytes() == b"new"


def test_file_and_folder_are_synced_around_the_rename(tmp_path, monkeypatch):
    order = []
    sync, replace = os.fsync, Path.replace
    monkeypatch.setattr(os, "fsync", lambda handle: (order.append("sync"), sync(handle)))
    monkeypatch.setattr(Path, "replace", lambda self, to: (order.append("rename"), replace(self, to)))
    write_sheet(tmp_path / "a.csv", b"x")
    assert order == ["sync", "rename", "sync"]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("folder.csv", "is a folder"),
        ("missing/a.csv", "There is no folder"),
        ("plain/a.csv", "There is no folder"),
        ("x" * 300 + ".csv", "is too long"),
        ("nul\0.csv", "could not be written"),
        ("pipe.csv", "is not an ordinary file"),
        ("loop.csv", "could not be written"),
    ],
)
def test_a_place_that_cannot_be_written_is_named(tmp_path, name, said):
    (tmp_path / "folder.csv").mkdir()
    (tmp_path / "plain").write_bytes(b"")
    os.mkfifo(tmp_path / "pipe.csv")
    (tmp_path / "loop.csv").symlink_to(tmp_path / "loop.csv")
    before = sorted(tmp_path.iterdir())
    with pytest.raises(SheetNotWritten, match=said) as refusal:
        write_sheet(tmp_path / name, b"x")
    assert refusal.value.hint
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize(
    ("number", "said"),
    [(errno.ENOSPC, "no room left"), (errno.EACCES, "may not be written to"), (errno.EROFS, "may not be written to")],
)
def test_a_full_disk_or_a_forbidden_folder_leaves_the_old_sheet(tmp_path, monkeypatch, number, said):
    path = tmp_path / "a.csv"
    path.write_bytes(b"old")

    def fail(handle):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(SheetNotWritten, match=said):
        write_sheet(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_the_ending_chooses_the_format_and_others_are_told_what_is_possible():
    assert format_of(Path("A.CSV")) is SheetFormat.CSV
    assert format_of(Path("a.b.json")) is SheetFormat.JSON
    for name in ("a.xls", "a", ".csv", "a.csv.bak"):
        with pytest.raises(SheetNotWritten, match="does not end in a kind of sheet") as refusal:
            format_of(Path(name), CREDIT_FORMATS)
        assert refusal.value.hint == "Possible endings are .csv, .json, .xlsx, .pdf, .html, .txt."


def test_a_kind_of_sheet_has_its_own_formats():
    assert format_of(Path("2026-11.journal"), PAY_FORMATS) is SheetFormat.JOURNAL
    assert format_of(Path("roll.TXT"), CREDIT_FORMATS) is SheetFormat.TXT
    with pytest.raises(SheetNotWritten) as refusal:
        format_of(Path("roll.txt"), PAY_FORMATS)
    assert refusal.value.hint == "Possible endings are .csv, .json, .xlsx, .pdf, .html, .journal, .beancount."
    with pytest.raises(SheetNotWritten):
        format_of(Path("credits.journal"), CREDIT_FORMATS)
