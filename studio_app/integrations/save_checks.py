"""Copies that wait to be found whole pictures, one after the other, in the order in which the saves were finished."""

import logging
import threading
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from studio_app.capture.finishing import Stamp
from studio_app.domain.errors import StudioError
from studio_app.domain.ids import Digest
from studio_app.domain.saves import FinishedSave, SignOfWork

logger = logging.getLogger(__name__)

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A copy to be looked into; `before` is the digest of the picture that was whole there last.

    `tries` counts the copies of the same state before it; `checked` is told what was found, before the receiver is.
    """

    path: Path
    copy: Path
    sha256: Digest
    stamp: Stamp
    before: Digest | None
    tries: int
    checked: Callable[["Taken", bool], None]


class SaveChecks:
    """One thread that looks into copies and tells of saves and of signs of work, one after the other."""

    def __init__(
        self,
        *,
        is_whole: Callable[[Path], bool],
        saved: Callable[[FinishedSave], None],
        worked: Callable[[SignOfWork], None],
    ) -> None:
        self._is_whole = is_whole
        self._saved = saved
        self._worked = worked
        self._waiting: deque[Taken | SignOfWork] = deque()
        self._last: dict[Path, Digest] = {}
        self._bell = threading.Condition()
        self._closed = self._abandoned = False
        self._thread = threading.Thread(target=self._run, name="saves: checks", daemon=True)
        self._thread.start()

    def put(self, found: Taken | SignOfWork) -> None:
        """Have something looked into, or told, after what came before it."""
        with self._bell:
            self._waiting.append(found)
            self._bell.notify()

    def close(self, seconds: float) -> None:
        """Finish what waits, at most so long; copies that were not looked into by then are removed."""
        with self._bell:
            self._closed = True
            self._bell.notify()
        self._thread.join(seconds)
        with self._bell:
            left = [one for one in self._waiting if isinstance(one, Taken)]
            self._waiting.clear()
            self._abandoned = True
        for one in left:
            _remove(one.copy)

    def _run(self) -> None:
        while True:
            with self._bell:
                while not self._waiting and not self._closed:
                    self._bell.wait()
                if not self._waiting:
                    return
                found = self._waiting.popleft()
            if isinstance(found, SignOfWork):
                self._tell(self._worked, found)
            else:
                self._look_into(found)

    def _look_into(self, taken: Taken) -> None:
        whole = self._found_whole(taken)
        taken.checked(taken, whole)
        same = whole and self._last.get(taken.path, taken.before) == taken.sha256
        if not whole or same:
            # Same bytes after something that was no picture: the program went back to what it had.
            _remove(taken.copy)
            if same:
                self._tell(self._worked, SignOfWork(path=taken.path, modified_ns=taken.stamp.modified_ns))
            return
        self._last[taken.path] = taken.sha256
        save = FinishedSave(
            path=taken.path,
            copy=taken.copy,
            sha256=taken.sha256,
            size_bytes=taken.stamp.size,
            modified_ns=taken.stamp.modified_ns,
        )
        self._tell(self._saved, save)

    def _found_whole(self, taken: Taken) -> bool:
        try:
            return self._is_whole(taken.copy)
        except StudioError as error:
            logger.info("a copy could not be looked into: %s", type(error).__name__)
        except Exception:  # a bug in one look must not end the recording of every later save
            logger.exception("looking into a copy failed")
        return False

    def _tell(self, receiver: Callable[[Found], None], found: Found) -> None:
        if self._abandoned:
            if isinstance(found, FinishedSave):
                _remove(found.copy)
            return
        try:
            receiver(found)
        except Exception:  # as above
            logger.exception("a save could not be handed on")


def _remove(copy: Path) -> None:
    with suppress(OSError):
        copy.unlink()
