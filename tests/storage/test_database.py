"""The engine: its settings on every connection, and one writer at a time."""

import sqlite3
import time
from contextlib import closing

import pytest
from sqlalchemy import text

from studio_app.storage import database
from studio_app.storage.database import open_database
from studio_app.storage.failures import StorageError


def settings(connection):
    names = ("journal_mode", "synchronous", "secure_delete", "foreign_keys")
    return {name: connection.execute(text(f"PRAGMA {name}")).scalar() for name in names}


def test_every_connection_is_durable(studio):
    expected = {"journal_mode": "truncate", "synchronous": 3, "secure_delete": 1, "foreign_keys": 1}
    engine = studio.ledger._engine
    with engine.connect() as one, engine.connect() as other:
        assert settings(one) == expected
        assert settings(other) == expected
    with open_database(studio.root / "ledger.db").connect() as later:
        assert settings(later) == expected


def test_a_held_lock_is_a_sentence_and_nothing_is_written(studio, monkeypatch):
    monkeypatch.setattr(database, "WAIT_FOR_WRITER_S", 0.05)
    before = studio.leaves()
    with closing(sqlite3.connect(studio.root / "ledger.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StorageError) as refused:
            studio.background()
        other.execute("ROLLBACK")
    assert refused.value.message == "Another program is writing to this studio."
    assert "nothing was recorded" in refused.value.hint
    assert studio.leaves() == before
    studio.background()


def test_reading_waits_for_no_writer(studio):
    with closing(sqlite3.connect(studio.root / "ledger.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        begun = time.monotonic()
        assert studio.steps.people.all() == ()
        assert time.monotonic() - begun < 2


def test_a_writer_waits_longer_than_a_write_takes():
    assert database.WAIT_FOR_WRITER_S >= 5


def test_a_look_sees_one_moment_whatever_is_written_meanwhile(studio, monkeypatch):
    monkeypatch.setattr(database, "WAIT_FOR_WRITER_S", 0.05)
    with studio.ledger.look() as index:
        assert index.backgrounds() == ()
        with pytest.raises(StorageError):
            studio.background()
        assert index.backgrounds() == ()
