"""What disk and database say when they fail, in one sentence each."""

import errno
import os
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from studio_app.storage.database import open_database
from studio_app.storage.failures import StorageError, StudioDamaged, in_words

PLACE = Path("/studio/ledger.db")


def said(error):
    with pytest.raises(StorageError) as refused, in_words(PLACE):
        raise error
    assert refused.value.hint
    return type(refused.value), refused.value.message


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.ENOSPC, "The disk that holds /studio/ledger.db is full."),
        (errno.EDQUOT, "The disk that holds /studio/ledger.db is full."),
        (errno.EROFS, "/studio/ledger.db may only be read."),
        (errno.EACCES, "/studio/ledger.db may only be read."),
        (errno.EIO, "The disk failed while Teire worked on /studio/ledger.db: Input/output error."),
    ],
)
def test_a_failure_of_the_system_is_a_sentence(number, sentence):
    assert said(OSError(number, os.strerror(number))) == (StorageError, sentence)


DAMAGED = "The studio's database /studio/ledger.db is damaged."


@pytest.mark.parametrize(
    ("words", "kind", "sentence"),
    [
        ("database is locked", StorageError, "Another program is writing to this studio."),
        ("database or disk is full", StorageError, "The disk that holds /studio/ledger.db is full."),
        ("attempt to write a readonly database", StorageError, "/studio/ledger.db may only be read."),
        ("database disk image is malformed", StudioDamaged, DAMAGED),
        ("malformed database schema (x)", StudioDamaged, DAMAGED),
        ("file is not a database", StudioDamaged, DAMAGED),
        ("no such table: ledger_entry", StudioDamaged, DAMAGED),
        ("no such column: leaf", StudioDamaged, DAMAGED),
        ("Could not decode to UTF-8 column 'code' with text 'x'", StudioDamaged, DAMAGED),
        ("the ledger admits only the next entry", StudioDamaged, DAMAGED),
        ("unable to open database file", StudioDamaged, "The studio's database /studio/ledger.db is missing."),
        ("disk I/O error", StorageError, "The studio's database failed: disk I/O error."),
    ],
)
@pytest.mark.parametrize("wrapped", [True, False])
def test_what_sqlite_says_is_a_sentence(words, kind, sentence, wrapped):
    error = sqlite3.OperationalError(words)
    assert said(OperationalError("SELECT 1", {}, error) if wrapped else error) == (kind, sentence)


def test_a_bug_is_not_dressed_up():
    with pytest.raises(ZeroDivisionError), in_words(PLACE):
        raise ZeroDivisionError


def test_a_disk_that_is_really_full_is_said(studio):
    engine = studio.ledger._engine
    connect = engine.pool._creator

    def small():
        connection = connect()
        connection.execute("PRAGMA max_page_count=1")
        return connection

    engine.pool._creator = small
    before = studio.leaves()
    with pytest.raises(StorageError, match=r"is full. Free some space"):
        studio.background("C" * 64, tuple("C" * 60 + f"{number:03}" for number in range(500)))
    engine.pool._creator = connect
    assert studio.leaves()[: len(before)] == before
    assert studio.sentences() == []


def test_a_database_that_may_only_be_read_is_said(studio):
    engine = studio.ledger._engine
    connect = engine.pool._creator

    def reading():
        connection = connect()
        connection.execute("PRAGMA query_only=ON")
        return connection

    engine.pool._creator = reading
    with pytest.raises(StorageError, match=r"ledger.db may only be read"):
        studio.background()
    assert studio.sentences() == []


def test_a_ledger_that_went_missing_is_said_and_none_is_made(studio):
    (studio.root / "ledger.db").unlink()
    with pytest.raises(StudioDamaged, match=r"ledger.db is missing. Restore the file from a backup"):
        studio.open()
    assert not (studio.root / "ledger.db").exists()


@pytest.mark.parametrize("content", [b"x" * 5000, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_ledger_that_is_no_database_is_said(studio, content):
    (studio.root / "ledger.db").write_bytes(content)
    with pytest.raises(StudioDamaged, match=r"is damaged"):
        studio.open()


def test_an_empty_ledger_is_said(studio):
    (studio.root / "ledger.db").write_bytes(b"")
    with pytest.raises(StudioDamaged, match=r"has no ledger. Restore"):
        studio.open()


def test_no_file_is_made_by_looking(tmp_path):
    engine = open_database(tmp_path / "ledger.db")
    with pytest.raises(StudioDamaged), in_words(tmp_path / "ledger.db"):
        engine.connect()
    assert list(tmp_path.iterdir()) == []
