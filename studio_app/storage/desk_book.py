"""The desk's own book: an SQLite file of this installation, in no studio. Its rows are small, and each is synced."""

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from studio_app.domain.desk_changes import DeskChange
from studio_app.domain.ids import Digest, EntryHash, PersonId, SessionId, StudioId
from studio_app.domain.language import _
from studio_app.domain.recordings import KeptSave, Recording
from studio_app.storage.desk_rows import (
    change_text,
    change_value,
    damaged_desk,
    recording_text,
    recording_value,
    settings_text,
    settings_value,
    wish_text,
    wish_value,
)
from studio_app.storage.durable import make_folders
from studio_app.storage.failures import StorageError, StudioDamaged, in_words
from studio_app.storage.held_lock import held
from studio_app.workflow.desk_ports import DeskSettings, Submitted, Wish

_FORMAT = 1
_WAIT_S = 8.0
_TABLES = (
    """CREATE TABLE recording (
        n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, studio TEXT NOT NULL, person TEXT NOT NULL,
        body TEXT NOT NULL, ending TEXT)""",
    "CREATE INDEX recording_of ON recording (studio, person)",
    """CREATE TABLE save (
        n INTEGER PRIMARY KEY, recording TEXT NOT NULL, number INTEGER NOT NULL, at_ms INTEGER NOT NULL,
        offset_ms INTEGER NOT NULL, sha256 TEXT NOT NULL, size_bytes INTEGER NOT NULL, name TEXT NOT NULL,
        changed_permille TEXT NOT NULL)""",
    "CREATE INDEX save_of ON save (recording)",
    "CREATE TABLE change (n INTEGER PRIMARY KEY, studio TEXT NOT NULL, body TEXT NOT NULL)",
    """CREATE TABLE submitted (
        line TEXT PRIMARY KEY, studio TEXT NOT NULL, entries TEXT NOT NULL, at_ms INTEGER NOT NULL)""",
    "CREATE TABLE wish (n INTEGER PRIMARY KEY AUTOINCREMENT, body TEXT NOT NULL)",
    "CREATE TABLE setting (name TEXT PRIMARY KEY, body TEXT NOT NULL)",
)
_RUNNING = "SELECT id, body, ending FROM recording WHERE ending IS NULL ORDER BY n DESC LIMIT 1"
_SAVE = "recording, number, at_ms, offset_ms, sha256, size_bytes, name, changed_permille"
_KEEP_SAVE = f"INSERT INTO save ({_SAVE}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"  # noqa: S608 - both are ours
_SAVES = f"SELECT n, {_SAVE} FROM save WHERE recording = ?"  # noqa: S608
_KEEP = """INSERT INTO recording (id, studio, person, body, ending) VALUES (?, ?, ?, ?, ?)
           ON CONFLICT (id) DO UPDATE SET body = excluded.body, ending = excluded.ending"""


class FileDeskBook:
    """Keeps what was recorded under `home`/desk. One instance may be used from several threads."""

    def __init__(self, home: Path) -> None:
        self._folder = home / "desk"
        self._path = self._folder / "desk.db"
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None

    @contextmanager
    def recording_alone(self) -> Iterator[bool]:
        """Hold the right to record while the block lasts."""
        with ExitStack() as holding:
            with in_words(self._folder):
                alone = holding.enter_context(held(self._folder / "recording.lock"))
            yield alone

    def keep(self, recording: Recording) -> None:
        """Keep a recording as it stands now."""
        task, ending = recording.task, recording.ending
        row = (recording.id, task.studio, task.person, recording_text(recording), ending and ending.value)
        with self._writing() as connection:
            connection.execute(_KEEP, row)

    def recording(self, id_: SessionId) -> Recording | None:
        """Return one recording."""
        found = self._rows("SELECT id, body, ending FROM recording WHERE id = ?", id_)
        return recording_value(*found[0]) if found else None

    def running(self) -> Recording | None:
        """Return the recording that has not ended."""
        found = self._rows(_RUNNING)
        return recording_value(*found[0]) if found else None

    def recordings(self, studio: StudioId, person: PersonId) -> tuple[Recording, ...]:
        """Return somebody's recordings for a studio, oldest first."""
        query = "SELECT id, body, ending FROM recording WHERE studio = ? AND person = ? ORDER BY n"
        return tuple(recording_value(*row) for row in self._rows(query, studio, person))

    def keep_save(self, save: KeptSave) -> None:
        """Keep that a picture was saved."""
        row = tuple(getattr(save, name) for name in _SAVE.split(", "))
        with self._writing() as connection:
            connection.execute(_KEEP_SAVE, row)

    def saves(self, recordings: Sequence[SessionId]) -> tuple[KeptSave, ...]:
        """Return the saves of some recordings, in the order they were seen."""
        rows = sorted(row for one in recordings for row in self._rows(_SAVES, one))
        return tuple(
            KeptSave(
                recording=SessionId(recording),
                number=number,
                at_ms=at_ms,
                offset_ms=offset_ms,
                sha256=Digest(sha256),
                size_bytes=size_bytes,
                name=name,
                changed_permille=changed,
            )
            for _n, recording, number, at_ms, offset_ms, sha256, size_bytes, name, changed in rows
        )

    def note_change(self, recording: SessionId, number: int, changed_permille: str) -> None:
        """Keep how much of a save is repainted."""
        with self._writing() as connection:
            connection.execute(
                "UPDATE save SET changed_permille = ? WHERE recording = ? AND number = ?",
                (changed_permille, recording, number),
            )

    def decide(self, changes: Sequence[DeskChange], *, studio: StudioId) -> None:
        """Keep decisions after those that are there."""
        with self._writing() as connection:
            connection.executemany(
                "INSERT INTO change (studio, body) VALUES (?, ?)", [(studio, change_text(one)) for one in changes]
            )

    def changes(self, studio: StudioId) -> tuple[DeskChange, ...]:
        """Return all decisions about a studio's time, oldest first."""
        rows = self._rows("SELECT body FROM change WHERE studio = ? ORDER BY n", studio)
        return tuple(change_value(body) for (body,) in rows)

    def mark_submitted(self, submitted: Sequence[Submitted], *, studio: StudioId) -> None:
        """Keep that lines went to the studio."""
        rows = [(one.line, studio, " ".join(one.entries), one.at_ms) for one in submitted]
        with self._writing() as connection:
            connection.executemany("INSERT OR IGNORE INTO submitted VALUES (?, ?, ?, ?)", rows)

    def submitted(self, studio: StudioId) -> tuple[Submitted, ...]:
        """Return the lines that went to a studio."""
        rows = self._rows("SELECT line, entries, at_ms FROM submitted WHERE studio = ? ORDER BY at_ms", studio)
        return tuple(
            Submitted(line=SessionId(line), entries=tuple(map(EntryHash, entries.split())), at_ms=at_ms)
            for line, entries, at_ms in rows
        )

    def settings(self) -> DeskSettings:
        """Return the artist's own settings."""
        found = self._rows("SELECT body FROM setting WHERE name = 'desk'")
        return settings_value(found[0][0]) if found else DeskSettings()

    def keep_settings(self, settings: DeskSettings) -> None:
        """Keep changed settings."""
        self._keep_setting("desk", settings_text(settings))

    def followed(self) -> Path | None:
        """Return the file that the running recording follows."""
        found = self._rows("SELECT body FROM setting WHERE name = 'followed'")
        return Path(found[0][0]) if found and found[0][0] else None

    def follow(self, file: Path | None) -> None:
        """Keep which file the running recording follows."""
        self._keep_setting("followed", "" if file is None else str(file))

    def wish(self, wish: Wish) -> None:
        """Ask the program that records for something."""
        with self._writing() as connection:
            connection.execute("INSERT INTO wish (body) VALUES (?)", (wish_text(wish),))

    def take_wishes(self) -> tuple[Wish, ...]:
        """Return what was asked for since the last time, oldest first."""
        if not self._rows("SELECT 1 FROM wish LIMIT 1"):
            return ()
        with self._writing() as connection:
            rows = connection.execute("SELECT body FROM wish ORDER BY n").fetchall()
            connection.execute("DELETE FROM wish")
        return tuple(wish_value(body) for (body,) in rows)

    def close(self) -> None:
        """Let the file go."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def _keep_setting(self, name: str, body: str) -> None:
        with self._writing() as connection:
            connection.execute("INSERT OR REPLACE INTO setting VALUES (?, ?)", (name, body))

    def _rows(self, query: str, *values: str) -> list[Any]:
        with self._lock, self._in_words():
            return self._open().execute(query, values).fetchall()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._lock, self._in_words():
            connection = self._open()
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    @contextmanager
    def _in_words(self) -> Iterator[None]:
        """Say what failed in a sentence; a damaged book is no damaged studio, and needs another remedy."""
        try:
            with in_words(self._path):
                yield
        except StudioDamaged as error:
            raise damaged_desk() from error

    def _open(self) -> sqlite3.Connection:
        """Return the connection, made and its tables with it at the first call."""
        if self._connection is None:
            make_folders(self._folder)
            connection = sqlite3.connect(self._path, timeout=_WAIT_S, isolation_level=None, check_same_thread=False)
            try:
                _prepare(connection)
            except BaseException:
                connection.close()
                raise
            self._connection = connection
        return self._connection


def _prepare(connection: sqlite3.Connection) -> None:
    """See `storage/database.py` for why these modes: they lost nothing in any simulated power cut."""
    for pragma in ("journal_mode=TRUNCATE", "synchronous=EXTRA", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")
    if _format_of(connection) == _FORMAT:
        return
    connection.execute("BEGIN IMMEDIATE")
    found = _format_of(connection)
    if found > _FORMAT:
        connection.execute("ROLLBACK")
        raise StorageError(
            _("A newer Teire has recorded at this desk."), hint=_("Use that version; nothing was recorded.")
        )
    if found == 0:
        for statement in _TABLES:
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version={_FORMAT}")
    connection.execute("COMMIT")


def _format_of(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])
