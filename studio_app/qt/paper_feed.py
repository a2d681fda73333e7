"""Asks for the pages of a document as they come into sight; what was overtaken is dropped."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from studio_app.domain.paper_pages import PageWish, Preview
from studio_app.qt.paper_pages import decoded

if TYPE_CHECKING:
    from studio_app.qt.paper_pages import PaperPages
    from studio_app.qt.paper_view import PaperView
    from studio_app.qt.status_line import StatusLine
    from studio_app.qt.tasks import Tasks

PageJob = Callable[[PageWish], Preview]


class PaperFeed(QObject):
    """Feeds one view: one question at a time, and after it only the newest of those that came meanwhile.

    What stood before stays until the answer is here, and stays as well where there is none.
    """

    failed = Signal(object)
    shown = Signal()

    def __init__(self, view: PaperView, tasks: Tasks, status: StatusLine, *, sentence: str) -> None:
        super().__init__()
        self._view, self._tasks, self._status, self._sentence = view, tasks, status, sentence
        self._job: PageJob | None = None
        self._number = 0
        self._shown = 0
        self._asking = False
        self._next: PageWish | None = None

        view.pages_wanted.connect(self._on_pages_wanted)
        view.resolution_changed.connect(self._on_resolution_changed)

    def show(self, job: PageJob) -> None:
        """Show another document, or the same one drawn up anew; `job` blocks and is called on another thread."""
        self._job = job
        self._number += 1
        self._ask(self._view.resolution)

    def _on_pages_wanted(self, first: int, count: int) -> None:
        if self._job is not None and self._shown == self._number:
            self._ask(PageWish(ppi=self._view.resolution.ppi, first=first, count=count))

    def _on_resolution_changed(self) -> None:
        if self._job is not None and self._view.page_count:
            self._number += 1
            self._ask(self._view.resolution)

    def _ask(self, wanted: PageWish) -> None:
        if self._asking:
            self._next = wanted
            return
        job, number = self._job, self._number
        if job is None:
            return
        self._asking = True
        busy = self._status.begin(self._sentence)

        def on_ended() -> None:
            self._status.end(busy)
            self._asking = False
            if self._next is not None:
                wanted_next, self._next = self._next, None
                self._ask(self._view.resolution if number != self._number else wanted_next)

        def on_answered(pages: PaperPages) -> None:
            if number == self._number:
                self._show(pages, number)
            on_ended()

        def on_failed(error: BaseException) -> None:
            if number == self._number:
                self._view.forgive()
                self.failed.emit(error)
            on_ended()

        self._tasks.read(lambda: decoded(job(wanted), wanted.ppi), answered=on_answered, failed=on_failed)

    def _show(self, pages: PaperPages, number: int) -> None:
        if number == self._shown:
            self._view.add_pages(pages)
        else:
            self._shown = number
            self._view.show_document(pages)
            self.shown.emit()
