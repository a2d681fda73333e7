"""Asks the studio to record something, one thing after the other, and says how it went."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject

from studio_app.domain.progress import Cancelled

if TYPE_CHECKING:
    from collections.abc import Callable

    from studio_app.qt.changes import Changes
    from studio_app.qt.notices import Notices
    from studio_app.qt.status_line import StatusLine
    from studio_app.qt.tasks import Tasks

T = TypeVar("T")


class Recorder(QObject):
    """The one way by which the window writes: in order, announced once, failures shown where they happened."""

    def __init__(self, tasks: Tasks, changes: Changes, notices: Notices, status: StatusLine) -> None:
        super().__init__()
        self._tasks = tasks
        self._changes = changes
        self._notices = notices
        self._status = status

    def record(
        self,
        sentence: str,
        job: Callable[[], T],
        *,
        answered: Callable[[T], object] | None = None,
        failed: Callable[[BaseException], object] | None = None,
        stop: Callable[[], object] | None = None,
        done: Callable[[], float] | None = None,
        beside: bool = False,
    ) -> None:
        """Do `job`; `sentence` says so while it takes long, `stop` is offered beside it, `done` tells how far it is.

        What may wait long for others runs `beside` the rest, so that a clock can be started meanwhile.
        """
        number = self._status.begin(sentence, stop=stop, done=done)

        def on_answered(value: T) -> None:
            self._status.end(number)
            self._changes.announce(value)
            if answered is not None:
                answered(value)

        def on_failed(error: BaseException) -> None:
            self._status.end(number)
            if not isinstance(error, Cancelled):
                self._notices.show_failure(error)
            if failed is not None:
                failed(error)

        run = self._tasks.read if beside else self._tasks.write
        run(job, answered=on_answered, failed=on_failed)
