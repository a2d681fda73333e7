"""What disk and database say when they fail, turned into sentences at one place."""

import errno
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from studio_app.domain.errors import StudioError
from studio_app.domain.language import _


class StorageError(StudioError):
    """The studio's disk or database could not do what was asked; nothing was changed."""


class StudioDamaged(StorageError):
    """The database's own structure does not hold."""


_FULL = {errno.ENOSPC, errno.EDQUOT}
_READ_ONLY = {errno.EROFS, errno.EACCES, errno.EPERM}
_SIGNS_OF_DAMAGE = (
    "malformed",
    "not a database",
    "no such table",
    "no such column",
    "could not decode",
    "the ledger admits only the next entry",
)
"""The last is said by our own guard: the stored head and the log no longer fit together."""


@contextmanager
def in_words(place: Path) -> Iterator[None]:
    """Turn failures of the system and of SQLite inside the block into `StorageError`s about `place`."""
    try:
        yield
    except OSError as error:
        raise _from_system(error, place) from error
    except _of_databases() as error:
        raise _from_database(str(getattr(error, "orig", error)), place) from error


def _of_databases() -> tuple[type[Exception], ...]:
    """Return what databases raise. SQLAlchemy takes a third of a second to load; what was not loaded cannot raise."""
    loaded = sys.modules.get("sqlalchemy.exc")
    return (sqlite3.Error,) if loaded is None else (sqlite3.Error, loaded.DBAPIError)


def _from_system(error: OSError, place: Path) -> StorageError:
    """Return the sentence for an error of the operating system."""
    if error.errno in _FULL:
        return disk_full(place)
    if error.errno in _READ_ONLY:
        return read_only(place)
    return StorageError(
        _("The disk failed while Teire worked on {place}: {why}.", place=place, why=error.strerror or error),
        hint=_("Check the disk and its connection, then try again; nothing was recorded."),
    )


def _from_database(words: str, place: Path) -> StorageError:
    """Return the sentence for what SQLite said."""
    said = words.lower()
    if "locked" in said or "busy" in said:
        return StorageError(
            _("Another program is writing to this studio."),
            hint=_("Wait until it has finished, then try again; nothing was recorded."),
        )
    if "full" in said:
        return disk_full(place)
    if "unable to open" in said and not place.exists():
        return StudioDamaged(
            _("The studio's database {place} is missing.", place=place), hint=_("Restore the file from a backup.")
        )
    if "readonly" in said or "read-only" in said or "unable to open" in said:
        return read_only(place)
    if any(sign in said for sign in _SIGNS_OF_DAMAGE):
        return StudioDamaged(
            _("The studio's database {place} is damaged.", place=place),
            hint=_("Run “teire ledger verify --all” and restore the file from a backup."),
        )
    return StorageError(
        _("The studio's database failed: {why}.", why=words),
        hint=_("Check the disk, then try again; nothing was recorded."),
    )


def disk_full(place: Path) -> StorageError:
    """Return the sentence for a full disk."""
    return StorageError(
        _("The disk that holds {place} is full.", place=place),
        hint=_("Free some space, then try again; nothing was recorded."),
    )


def read_only(place: Path) -> StorageError:
    """Return the sentence for a studio that may not be written."""
    return StorageError(
        _("{place} may only be read.", place=place),
        hint=_("Ask for the right to write there, or work on a copy of the studio; nothing was recorded."),
    )
