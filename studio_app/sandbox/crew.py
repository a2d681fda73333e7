"""Two child processes that examine many files between them; what ends one of them costs the file it was at."""

import contextlib
import json
import queue
import subprocess
import threading
import time
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_WORKERS = 2
# A file that got the better of a decoder gets no say in more than these.
MOST_FILES = 64
_MOST_ANSWER_BYTES = 64 * 2**20
_LOOK_AGAIN_SECONDS = 0.2


class Died(Exception):
    """The worker ended, or said more than an answer can hold."""


class TooSlow(Exception):
    """The worker took longer over one file than it may."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What came of one file: the bytes of the answer, or why there is none."""

    number: int
    data: bytes | Died | TooSlow


class Crew:
    """Hands files out to workers and gives their answers back in the order of the files.

    `start` starts a worker, `end` ends it with whatever it started; `setting` is the first line each is given.
    `seconds` is how long one file may take.
    """

    def __init__(
        self,
        start: Callable[[], subprocess.Popen[bytes]],
        end: Callable[[subprocess.Popen[bytes]], None],
        *,
        setting: dict[str, Any],
        seconds: float,
    ) -> None:
        self._start = start
        self._end = end
        self._setting = setting
        self._seconds = seconds

    def answers(self, files: Sequence[tuple[Path, Path]]) -> Generator[bytes | Died | TooSlow]:
        """Yield an answer for each file with its folder, in order; closing the iterator ends the workers."""
        jobs: queue.SimpleQueue[tuple[int, tuple[Path, Path]]] = queue.SimpleQueue()
        done: queue.SimpleQueue[Answered] = queue.SimpleQueue()
        stopped = threading.Event()
        for job in enumerate(files):
            jobs.put(job)
        hands = [
            threading.Thread(target=self._work, args=(jobs, done, stopped), daemon=True)
            for _number in range(min(_WORKERS, len(files)))
        ]
        for hand in hands:
            hand.start()
        waiting: dict[int, bytes | Died | TooSlow] = {}
        try:
            for number in range(len(files)):
                while number not in waiting:
                    one = done.get()
                    waiting[one.number] = one.data
                yield waiting.pop(number)
        finally:
            stopped.set()
            for hand in hands:
                hand.join()

    def _work(
        self,
        jobs: "queue.SimpleQueue[tuple[int, tuple[Path, Path]]]",
        done: "queue.SimpleQueue[Answered]",
        stopped: threading.Event,
    ) -> None:
        """Take files while there are any, each with a worker that is alive and not worn out."""
        worker: _Worker | None = None
        try:
            while not stopped.is_set():
                try:
                    number, (path, derived) = jobs.get_nowait()
                except queue.Empty:
                    return
                if worker is None or worker.answered >= MOST_FILES:
                    self._dismiss(worker)
                    worker = _Worker(self._start(), self._setting)
                job = {"path": str(path.absolute()), "derived": str(derived.absolute())}
                try:
                    data: bytes | Died | TooSlow = worker.ask(job, self._seconds, stopped)
                except (Died, TooSlow) as why:
                    data = why
                    self._dismiss(worker)
                    worker = None
                done.put(Answered(number=number, data=data))
        finally:
            self._dismiss(worker)

    def _dismiss(self, worker: "_Worker | None") -> None:
        if worker is not None:
            worker.process.kill()
            worker.finish()
            self._end(worker.process)


class _Worker:
    """One child process and how many files it answered for.

    Its answers are read by a thread of its own: not every system can wait for a pipe and for the time at once.
    """

    def __init__(self, process: subprocess.Popen[bytes], setting: dict[str, Any]) -> None:
        self.process = process
        self.answered = 0
        self._lines: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self._reader = threading.Thread(target=self._read, daemon=True, name="teire-answers")
        self._reader.start()
        self._say({**setting, "most_files": MOST_FILES})

    def ask(self, job: dict[str, Any], seconds: float, stopped: threading.Event) -> bytes:
        """Return the line a job is answered with; raises `Died` or `TooSlow`, the former too where all is stopped."""
        if not self._say(job):
            raise Died
        over = time.monotonic() + seconds
        while not stopped.is_set():
            try:
                line = self._lines.get(timeout=_LOOK_AGAIN_SECONDS)
            except queue.Empty:
                if time.monotonic() > over:
                    raise TooSlow from None
                continue
            if not line.endswith(b"\n"):
                break
            self.answered += 1
            return line
        raise Died

    def finish(self) -> None:
        """Wait for the reader, for when the process was ended; not for ever, if something it started holds the pipe."""
        self._reader.join(2.0)

    def _read(self) -> None:
        """Pass on each line; one that is too long, or the end, is passed on without an end of line."""
        pipe = self.process.stdout
        line = b""
        while pipe is not None:
            try:
                line = pipe.readline(_MOST_ANSWER_BYTES)
            except (OSError, ValueError):
                line = b""
            self._lines.put(line)
            if not line.endswith(b"\n"):
                return

    def _say(self, value: dict[str, Any]) -> bool:
        if self.process.stdin is None:
            return False
        with contextlib.suppress(OSError):
            self.process.stdin.write(json.dumps(value).encode() + b"\n")
            self.process.stdin.flush()
            return True
        return False
