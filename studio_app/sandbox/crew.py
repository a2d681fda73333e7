"""Two child processes that examine many files between them; what ends one of them costs the file it was at."""

import contextlib
import json
import os
import queue
import select
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
_READ_BYTES = 1 << 16


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
            self._end(worker.process)


class _Worker:
    """One child process and how many files it answered for."""

    def __init__(self, process: subprocess.Popen[bytes], setting: dict[str, Any]) -> None:
        self.process = process
        self.answered = 0
        self._left = b""
        self._say({**setting, "most_files": MOST_FILES})

    def ask(self, job: dict[str, Any], seconds: float, stopped: threading.Event) -> bytes:
        """Return the line a job is answered with; raises `Died` or `TooSlow`, the former too where all is stopped."""
        if not self._say(job):
            raise Died
        over = time.monotonic() + seconds
        pipe = self.process.stdout
        if pipe is None:
            raise Died
        parts = [self._left]
        while b"\n" not in parts[-1]:
            if stopped.is_set() or sum(map(len, parts)) > _MOST_ANSWER_BYTES:
                raise Died
            if time.monotonic() > over:
                raise TooSlow
            if not select.select([pipe], [], [], 0.2)[0]:
                continue
            read = os.read(pipe.fileno(), _READ_BYTES)
            if not read:
                raise Died
            parts.append(read)
        line, _end, self._left = b"".join(parts).partition(b"\n")
        self.answered += 1
        return line

    def _say(self, value: dict[str, Any]) -> bool:
        if self.process.stdin is None:
            return False
        with contextlib.suppress(OSError):
            self.process.stdin.write(json.dumps(value).encode() + b"\n")
            self.process.stdin.flush()
            return True
        return False
