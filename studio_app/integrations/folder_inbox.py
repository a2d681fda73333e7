"""What reaches the thread of a folder from other threads: notices of the system, answers, and that it should end."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from studio_app.capture.finishing import Notice


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What was said of one file since it was last asked; `at` is when the last of it came, on the monotonic clock."""

    name: str
    written: bool
    last: Notice
    at: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """All that came in: notices, whether some were lost, and letters (to be called by the folder's thread)."""

    heard: tuple[Heard, ...]
    lost: bool
    letters: tuple[Callable[[], None], ...]


class FolderInbox:
    """Takes in from any thread and gives to one. A flood of notices takes no more room than the files have names."""

    def __init__(self) -> None:
        self._bell = threading.Condition()
        self._heard: dict[str, Heard] = {}
        self._letters: list[Callable[[], None]] = []
        self._lost = self._rung = False
        self.is_stopped = False

    def hear(self, name: str, notice: Notice) -> None:
        """Take in what the system says of a file."""
        with self._bell:
            before = self._heard.get(name)
            written = notice is Notice.WRITTEN or (before is not None and before.written)
            self._heard[name] = Heard(name=name, written=written, last=notice, at=time.monotonic())
            # While a program writes there is nothing to do: it will be known when something is.
            if notice is not Notice.WRITTEN:
                self._ring()

    def lose(self) -> None:
        """Take in that notices were dropped, or ended."""
        with self._bell:
            self._lost = True
            self._ring()

    def write(self, letter: Callable[[], None]) -> None:
        """Have something called by the folder's thread."""
        with self._bell:
            self._letters.append(letter)
            self._ring()

    def stop(self) -> None:
        """Have the folder's thread end."""
        with self._bell:
            self.is_stopped = True
            self._ring()

    def wait(self, seconds: float) -> None:
        """Wait until something came in that asks for an answer, at most so long."""
        with self._bell:
            if not self._rung and seconds > 0:
                self._bell.wait(seconds)

    def take(self) -> Post:
        """Return what came in, and keep nothing of it."""
        with self._bell:
            post = Post(heard=tuple(self._heard.values()), lost=self._lost, letters=tuple(self._letters))
            self._heard, self._letters, self._lost, self._rung = {}, [], False, False
        return post

    def _ring(self) -> None:
        self._rung = True
        self._bell.notify()
