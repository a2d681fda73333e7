"""The SQLite engine of a studio: durable on every commit, one writer at a time."""

import os
import sqlite3
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import NullPool

WAIT_FOR_WRITER_S = 8.0
_PRAGMAS = (
    "PRAGMA journal_mode=TRUNCATE",
    "PRAGMA synchronous=EXTRA",
    "PRAGMA secure_delete=ON",
    "PRAGMA foreign_keys=ON",
)


def open_database(path: Path, *, create: bool = False) -> Engine:
    """Return an engine on `path`; a missing file is only made with `create`.

    TRUNCATE with EXTRA lost nothing in any simulated power cut; WAL can fault on a full disk, and the SQLite of
    current distributions corrupts it with two writers.
    """
    uri = f"file:{quote(os.fsencode(path))}?mode={'rwc' if create else 'rw'}"

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(
            uri, uri=True, timeout=WAIT_FOR_WRITER_S, isolation_level=None, check_same_thread=False
        )
        for pragma in _PRAGMAS:
            connection.execute(pragma)
        return connection

    engine = create_engine("sqlite://", creator=connect, poolclass=NullPool)
    event.listen(engine, "begin", _begin)
    return engine


def memory_database() -> Engine:
    """Return an engine on a database of its own in memory, for rebuilding indexes beside the stored ones."""
    engine = create_engine("sqlite://", connect_args={"isolation_level": None})
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    """Start the transaction ourselves: a writer takes its lock before it reads what it decides on."""
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
