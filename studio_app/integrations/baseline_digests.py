"""Digests of pictures that were there before anybody saved: read slowly, so that touching one later is no save."""

import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from studio_app.capture.finishing import Stamp
from studio_app.integrations.save_copying import Changing, Copied, digest_of

_BYTES_A_SECOND = 4 << 20
"""About half a percent of a processor, and a twentieth of a slow network."""
_SHORTEST_PAUSE, _LONGEST_PAUSE = 0.2, 30.0
_AGAIN_SECONDS = 60.0


class Unread(Protocol):
    """A folder with pictures that were never read."""

    def unread(self) -> tuple[tuple[Path, Stamp], ...]:
        """Return them with the stamps they were first seen with, the newest first."""

    def learned(self, path: Path, found: Copied, stamp: Stamp) -> None:
        """Take in its digest."""


class BaselineDigests:
    """One slow thread for all folders. A dead share may hold it up: nothing waits for it."""

    def __init__(self, folders: Callable[[], Sequence[Unread]]) -> None:
        self._folders = folders
        self._closed = threading.Event()
        self._again = threading.Event()
        self._thread = threading.Thread(target=self._run, name="saves: baseline", daemon=True)
        self._thread.start()

    def look_again(self) -> None:
        """Other folders are followed now."""
        self._again.set()

    def close(self) -> None:
        """End; a read that hangs is left to itself."""
        self._closed.set()
        self._again.set()
        self._thread.join(1.0)

    def _run(self) -> None:
        while not self._closed.is_set():
            self._again.clear()
            if self._closed.is_set():
                return  # it was set just before the clearing
            failed = [folder for folder in self._folders() if not self._read(folder)]
            self._again.wait(_AGAIN_SECONDS if failed else None)

    def _read(self, folder: Unread) -> bool:
        """Read what is unread in a folder, until other folders are followed; return False where a read failed."""
        well = True
        for path, stamp in folder.unread():
            if self._again.is_set():
                break
            try:
                folder.learned(path, digest_of(path), stamp)
            except (Changing, OSError):
                well = False
            self._again.wait(min(max(_SHORTEST_PAUSE, stamp.size / _BYTES_A_SECOND), _LONGEST_PAUSE))
        return well
