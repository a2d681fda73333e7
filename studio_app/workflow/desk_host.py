"""The program that records: its clock, what it follows for saves, and what it does with them meanwhile."""

from __future__ import annotations

import logging
import queue
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from studio_app.domain.errors import StudioError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from studio_app.domain.recordings import KeptSave, Recording
    from studio_app.workflow.desk_clock import DeskClock
    from studio_app.workflow.desk_ports import DeskBook
    from studio_app.workflow.desk_saves import DeskSaves
    from studio_app.workflow.followed_work import FollowedWork
    from studio_app.workflow.ports import Examiner, FileStore
    from studio_app.workflow.recorder import FoundRecording

logger = logging.getLogger(__name__)
_EVERY_S = 1.0
_LAST_S = 30.0
_SETTLED_S = 4.0
"""By then a save is known that was made before an end: programs that write slowly are waited for."""


class SaveFollower(Protocol):
    """A watch on files and folders; `saves` is told of what it finds."""

    def follow(self, *, files: Sequence[Path] = (), folders: Sequence[Path] = ()) -> None: ...
    def problems(self) -> tuple[str, ...]: ...
    def close(self) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class _Followed:
    files: tuple[Path, ...] = ()
    folders: tuple[Path, ...] = ()


class DeskHost:
    """Records at this desk for one studio, as long as no other program of the desk does.

    `newest_picture` returns the kept file of a background's newest stage, None where it has none. `ended` is told of
    every recording that ended here. `send` is given each a little later, to send it to the studio at once where the
    artist chose so: a picture that was saved just before the end is looked into by then, and goes with it.
    `followed_work` says what belongs to a followed file.
    """

    def __init__(
        self,
        clock: DeskClock,
        *,
        book: DeskBook,
        saves: DeskSaves,
        kept: FileStore,
        examiner: Examiner,
        open_watch: Callable[[DeskSaves], SaveFollower],
        newest_picture: Callable[[KeptSave], Path | None],
        ended: Callable[[Recording], None],
        send: Callable[[Recording], object],
        studio: Path,
        followed_work: FollowedWork,
    ) -> None:
        self._clock = clock
        self._book = book
        self._saves = saves
        self._kept = kept
        self._examiner = examiner
        self._open_watch = open_watch
        self._newest_picture = newest_picture
        self._ended = ended
        self._send = send
        self._to_send: list[tuple[float, Recording]] = []
        self._studio = studio
        self._followed_work = followed_work
        self._measured: queue.SimpleQueue[KeptSave] = queue.SimpleQueue()
        self._problems: tuple[str, ...] = ()
        self._unsent = ""

    @property
    def problems(self) -> tuple[str, ...]:
        """What keeps time or saves from being recorded, in sentences."""
        own = (self._clock.state().problem, self._saves.problem, self._unsent)
        return tuple(one for one in (*own, *self._problems) if one)

    def noticed(self, save: KeptSave) -> None:
        """Measure a save when there is time."""
        self._measured.put(save)

    def run(
        self,
        stop: threading.Event,
        *,
        found: Callable[[FoundRecording], None],
        began: Callable[[], None] = lambda: None,
    ) -> bool:
        """Record until `stop` is set or another program takes over; false where another one records already."""
        over = threading.Event()
        beside = threading.Thread(target=self._beside, args=(over,), name="desk", daemon=True)

        def begin() -> None:
            beside.start()
            began()

        def end() -> None:
            over.set()
            self._wait_for(beside)

        return self._clock.host(stop, found=found, began=begin, ends=end)

    def _wait_for(self, beside: threading.Thread) -> None:
        """Let the last saves be looked into while the clock still runs: they belong to what is recorded."""
        until = time.monotonic() + _LAST_S
        while beside.is_alive() and time.monotonic() < until:
            beside.join(_EVERY_S)
            recorder = self._clock.recorder
            if recorder is not None:
                with suppress(StudioError):
                    recorder.look()

    def _beside(self, over: threading.Event) -> None:
        """Follow what is to be followed, and measure what was saved, beside the looks and never in their way."""
        watch = self._open_watch(self._saves)
        try:
            following = _Followed()
            while not over.wait(0 if not self._measured.empty() else _EVERY_S):
                with suppress(StudioError):
                    following = self._follow(watch, following)
                    self._saves.try_again()
                    self._tell_of_ends()
                    self._send_ended(until=time.monotonic() - _SETTLED_S)
                    self._measure_one()
        finally:
            watch.close()
            with suppress(StudioError):
                self._saves.try_again()
            self._tell_of_ends()
            self._send_ended(until=time.monotonic())

    def _follow(self, watch: SaveFollower, following: _Followed) -> _Followed:
        wanted = self._wanted()
        if wanted != following:
            watch.follow(files=wanted.files, folders=wanted.folders)
        self._problems = watch.problems()
        return wanted

    def _wanted(self) -> _Followed:
        settings, file = self._book.settings(), self._book.followed()
        if settings.paused:
            return _Followed()
        folders = tuple(one.folder for one in settings.watched if one.studio == self._studio)
        recorder = self._clock.recorder
        running = None if recorder is None else recorder.running
        if file is None or running is None:
            return _Followed(folders=folders)
        own = (one for one in self._followed_work.folders(running.task, file) if one not in folders)
        return _Followed(files=self._followed_work.files(file), folders=(*folders, *own))

    def _tell_of_ends(self) -> None:
        recorder = self._clock.recorder
        for one in () if recorder is None else recorder.take_ended():
            self._to_send.append((time.monotonic(), one))
            self._ended(one)

    def _send_ended(self, *, until: float) -> None:
        """Send what had ended by then, once; what fails is not tried again by itself, and is said until the next."""
        while self._to_send and self._to_send[0][0] <= until:
            _since, one = self._to_send.pop(0)
            try:
                self._send(one)
                self._unsent = ""
            except StudioError as error:
                self._unsent = str(error)
                logger.warning("a recording was not sent: %s", type(error).__name__)

    def _measure_one(self) -> None:
        """Compare the oldest save that was not measured yet with the picture before it."""
        try:
            save = self._measured.get_nowait()
        except queue.Empty:
            return
        after = self._kept.path(save.sha256)
        self._examiner.examine(after, derived=self._kept.derived(save.sha256))
        before = self._newest_picture(save)
        if before is not None:
            report = self._examiner.compare(before, after, picture=None)
            self._book.note_change(save.recording, save.number, f"{report.repaint.changed_permille:.1f}")
