"""What is the matter with a watched folder, in sentences that go away when it heals."""

import os
import threading
import time
from collections.abc import Callable
from pathlib import Path

from studio_app.domain.language import _
from studio_app.domain.names import shown

_PATIENCE = 30.0
"""Seconds before something that is often only «not yet» is told to a person."""


class FolderProblems:
    """The problems of one folder and its files; written by its thread, read by any."""

    def __init__(self, folder: Path, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._folder = folder
        self._clock = clock
        self._lock = threading.Lock()
        self._away = self._deaf = ""
        self._asked_at: float | None = None
        self._full: dict[Path, str] = {}
        self._since: dict[Path, float] = {}
        self._why: dict[Path, str] = {}

    def sentences(self) -> tuple[str, ...]:
        """Return what is the matter now."""
        now = self._clock()
        with self._lock:
            asked = self._asked_at
            late = asked is not None and now - asked >= _PATIENCE
            away = _("it does not answer") if late else self._away
            folder = shown(self._folder)
            told = []
            if away:
                sentence = _(
                    "The folder {folder} cannot be reached: {why}. What is saved there is found when it is back.",
                    folder=folder,
                    why=away,
                )
                told.append(sentence)
            if self._deaf:
                told.append(
                    _(
                        "The system tells nothing of changes in {folder}: {why}. Teire looks there every few seconds.",
                        folder=folder,
                        why=self._deaf,
                    )
                )
            told += [
                _("There is no room for a copy of {name}: {why}. Teire goes on trying.", name=shown(path), why=why)
                for path, why in self._full.items()
            ]
            told += [self._sentence(path) for path, since in self._since.items() if now - since >= _PATIENCE]
        return tuple(told)

    def _sentence(self, path: Path) -> str:
        if why := self._why.get(path):
            return _("{name} cannot be read: {why}. Its last save is not counted yet.", name=shown(path), why=why)
        return _("{name} is no whole picture. Its last save is not counted yet.", name=shown(path))

    def asking(self) -> None:
        """The folder was asked something and may take long to answer."""
        with self._lock:
            self._asked_at = self._clock()

    def here(self) -> None:
        """The folder answered."""
        with self._lock:
            self._asked_at, self._away = None, ""

    def away(self, error: OSError) -> None:
        """The folder cannot be listed."""
        with self._lock:
            self._asked_at, self._away = None, _words(error)

    def deaf(self, error: OSError) -> None:
        """The system gives no notices of this folder."""
        with self._lock:
            self._deaf = _words(error)

    def listening(self) -> None:
        """The system gives notices of this folder."""
        with self._lock:
            self._deaf = ""

    def no_room(self, path: Path, why: str) -> None:
        """There was no room aside for a copy of a file."""
        with self._lock:
            self._full[path] = why

    def unreadable(self, path: Path, error: OSError) -> None:
        """A file could not be read."""
        with self._lock:
            self._since.setdefault(path, self._clock())
            self._why[path] = _words(error)

    def not_whole(self, path: Path) -> None:
        """A copy was no whole picture."""
        with self._lock:
            self._since.setdefault(path, self._clock())
            self._why.pop(path, None)

    def taken(self, path: Path) -> None:
        """A file could be read and copied; whether it is whole is not known yet."""
        with self._lock:
            self._full.pop(path, None)
            if self._why.pop(path, None):
                self._since.pop(path, None)

    def well(self, path: Path) -> None:
        """Nothing is the matter with a file any more, or it is gone."""
        with self._lock:
            self._full.pop(path, None)
            self._since.pop(path, None)
            self._why.pop(path, None)


def _words(error: OSError) -> str:
    return error.strerror or (os.strerror(error.errno) if error.errno else str(error))


class NoNotices:
    """That the system gives no notices at all, for any folder."""

    def __init__(self) -> None:
        self._why = ""

    def refused(self, error: OSError) -> None:
        """The system said no."""
        self._why = _words(error)

    def sentences(self) -> tuple[str, ...]:
        """Return it in a sentence, said once for all folders."""
        if not self._why:
            return ()
        return (
            _("The system gives no notices of changes: {why}. Teire looks every few seconds instead.", why=self._why),
        )
