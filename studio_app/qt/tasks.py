"""Slow work off the GUI thread: ledger work in order on one worker, everything else on a pool."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from concurrent.futures import Future

T = TypeVar("T")
_NO_MORE = object()


@dataclass(frozen=True, slots=True)
class _Ended:
    """A job that came to its end, with what to do about it."""

    future: Future[Any]
    answered: Callable[[Any], object]
    failed: Callable[[BaseException], object]


class Tasks(QObject):
    """Runs jobs and brings each result back on the GUI thread by one queued signal.

    A job takes frozen values, returns a value and sees no widget. After `close` nothing runs and nothing is answered.
    """

    became_idle = Signal()
    _ended = Signal(object)

    def __init__(self, *, readers: int = 4) -> None:
        super().__init__()
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="teire-write")
        self._readers = ThreadPoolExecutor(readers, thread_name_prefix="teire-read")
        self._under_way = 0
        self._closed = False

        self._ended.connect(self._on_ended, Qt.ConnectionType.QueuedConnection)

    @property
    def under_way(self) -> int:
        """How many jobs have not been answered yet."""
        return self._under_way

    def read(
        self, job: Callable[[], T], *, answered: Callable[[T], object], failed: Callable[[BaseException], object]
    ) -> None:
        """Run `job` beside others; its order among them is not kept."""
        self._submit(self._readers, job, answered, failed)

    def write(
        self, job: Callable[[], T], *, answered: Callable[[T], object], failed: Callable[[BaseException], object]
    ) -> None:
        """Run `job` after every earlier `write`."""
        self._submit(self._writer, job, answered, failed)

    def step_by_step(self, steps: Iterator[object]) -> None:
        """Take steps on this thread, and let the window answer after each; they are one job that is under way."""
        self._under_way += 1
        QTimer.singleShot(0, lambda: self._take_step(steps))

    def close(self) -> None:
        """Wait until nothing runs; reads not begun are dropped, writes that were asked for are done."""
        self._closed = True
        self._readers.shutdown(wait=True, cancel_futures=True)
        self._writer.shutdown(wait=True)

    def _submit(
        self,
        pool: ThreadPoolExecutor,
        job: Callable[[], T],
        answered: Callable[[T], object],
        failed: Callable[[BaseException], object],
    ) -> None:
        if self._closed:
            return
        self._under_way += 1
        future = pool.submit(job)
        future.add_done_callback(lambda ended: self._ended.emit(_Ended(ended, answered, failed)))

    def _take_step(self, steps: Iterator[object]) -> None:
        goes_on = False
        try:
            goes_on = not self._closed and next(steps, _NO_MORE) is not _NO_MORE
        finally:
            if goes_on:
                QTimer.singleShot(0, lambda: self._take_step(steps))
            else:
                self._under_way -= 1
                if self._under_way == 0 and not self._closed:
                    self.became_idle.emit()

    def _on_ended(self, ended: _Ended) -> None:
        self._under_way -= 1
        if self._closed or ended.future.cancelled():
            return
        error = ended.future.exception()
        try:
            if error is None:
                ended.answered(ended.future.result())
            else:
                ended.failed(error)
        finally:
            if self._under_way == 0:
                self.became_idle.emit()
