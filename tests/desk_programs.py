"""Several programs of one desk in one test: each with its own look at the same book, one of which records."""

import threading
from contextlib import contextmanager
from datetime import timedelta

from studio_app.storage.desk_book import FileDeskBook
from studio_app.storage.failures import disk_full
from studio_app.workflow.desk_clock import DeskClock
from tests.recording_desk import FakeIdle
from tests.waiting import until

SECOND = timedelta(seconds=1)


class FillingBook(FileDeskBook):
    """The real book on a disk that a test fills and frees."""

    full = False

    def _writing(self):
        if self.full:
            raise disk_full(self._path)
        return super()._writing()


class Program:
    """One program of the desk; `hosting` makes it the one that records."""

    def __init__(self, home, clock):
        self.book = FillingBook(home)
        self.clock = clock
        self.idle = FakeIdle(clock)
        self.desk_clock = DeskClock(self.book, clock=clock, find_idle=lambda: self.idle)
        self.found = []

    @contextmanager
    def hosting(self, *, host=None):
        """Record in a thread until the block ends; yields what stops it."""
        stop, began, results = threading.Event(), threading.Event(), []
        run = host or self.desk_clock.host

        def work():
            try:
                results.append(run(stop, found=self.found.append, began=began.set))
            finally:
                over.set()

        over = threading.Event()
        thread = threading.Thread(target=work)
        thread.start()
        try:
            until(lambda: began.is_set() or over.is_set())
            yield Hosting(stop, over, results)
        finally:
            stop.set()
            thread.join(20)
            assert not thread.is_alive()

    def pass_time(self, seconds):
        """Let time pass at this program, with input, looked at every second."""
        for _second in range(seconds):
            self.clock.work(SECOND)
            self.idle.touch()
            self.desk_clock.recorder.look()


class Hosting:
    """A program that records: `results` holds what came of it once it is `over`."""

    def __init__(self, stop, over, results):
        self.stop, self.over, self.results = stop, over, results
