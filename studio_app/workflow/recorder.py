"""The recorder: what the person at this desk works on, looked at every second and kept on disk every five."""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from studio_app.capture import taping
from studio_app.domain.errors import StudioError
from studio_app.domain.ids import SessionId, new_id
from studio_app.domain.language import _
from studio_app.domain.moments import to_ms
from studio_app.domain.recordings import NO_IDLE_SOURCE, Ending, Recording
from studio_app.workflow.errors import StepRefused

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from studio_app.domain.moments import Clock, Reading
    from studio_app.domain.recordings import Task
    from studio_app.workflow.desk_ports import DeskBook, IdleSource

logger = logging.getLogger(__name__)
KEEP_EVERY_MS = 5_000
"""How often what runs is written to disk: so much, and a look, is lost at most when everything stops at once."""
LONGEST_ABSENCE_MS = 30 * 60_000
"""A recording that was cut off is taken up again if Teire was gone for no longer, and closed where it was else."""
_LOOK_FOR_SOURCE_EVERY_MS = 60_000
_LATE_SAVE_MS = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundRecording:
    """A recording that was found cut off: it went on, with `unseen_ms` that nobody saw, or was closed (`lost`)."""

    recording: Recording
    unseen_ms: int = 0

    @property
    def went_on(self) -> bool:
        """Whether its clock runs on."""
        return self.recording.ending is None


def paused() -> StepRefused:
    """Return the refusal of a desk at which recording is switched off."""
    return StepRefused(
        _("Recording is paused at this desk."),
        hint=_("Switch it on again with “teire desk resume”, or by the switch beside the clock."),
    )


class Recorder:
    """Records one task at a time; held by the one program of this desk that may. Any thread may call it.

    `find_idle` looks for what tells of input; it is asked again from time to time while there is nothing.
    """

    def __init__(self, book: DeskBook, *, clock: Clock, find_idle: Callable[[], IdleSource | None]) -> None:
        self._book = book
        self._clock = clock
        self._find_idle = find_idle
        self._idle: IdleSource | None = None
        self._looked_for_idle: Reading | None = None
        self._lock = threading.RLock()
        # Input is asked for before the lock is taken, since it may take a while; one thread at a time may ask.
        self._asking = threading.Lock()
        self._running: Recording | None = None
        self._kept_at: int | None = None
        self._saved = False
        self._ended: tuple[Recording, Path | None] | None = None
        self._untold: list[Recording] = []

    @property
    def running(self) -> Recording | None:
        """What is recorded now, as of the newest look."""
        return self._running

    def take_up(self) -> FoundRecording | None:
        """Go on with a recording that was cut off, or close it where it was; None where there was none."""
        with self._lock:
            found = self._book.running()
            if found is None:
                return None
            now = self._clock.read()
            gone_ms = now.awake_ms - found.tape.last.awake_ms
            if not taping.goes_on(found.tape, now) or gone_ms > LONGEST_ABSENCE_MS or self._book.settings().paused:
                lost = replace(found, ending=Ending.LOST)
                self._book.keep(lost)
                return FoundRecording(recording=lost)
            tape = taping.taken_up(found.tape, now, away_after_ms=found.away_after_ms)
            return FoundRecording(recording=self._keep(replace(found, tape=tape)), unseen_ms=gone_ms)

    def begin(self, task: Task, *, file: Path | None = None) -> Recording:
        """Record a task from now on; what runs on another is ended. Beginning what runs already changes nothing.

        Raises `StepRefused` while recording is paused.
        """
        with self._lock:
            settings = self._book.settings()
            if settings.paused:
                raise paused()
            if self._running is not None and self._running.task == task:
                if file is not None and file != self._book.followed():
                    self._book.follow(file)
                return self._running
            self.end(Ending.SWITCHED)
            now = self._clock.read()
            self._look_for_idle(now)
            self._book.follow(file)
            begun = Recording(
                id=SessionId(new_id()),
                task=task,
                zone=now.zone,
                idle_source=NO_IDLE_SOURCE if self._idle is None else self._idle.name,
                away_after_ms=settings.away_after_ms,
                started_ms=to_ms(now.wall),
                tape=taping.begun(now),
            )
            # What cannot be written does not begin: whoever asked is told so, and no clock runs behind their back.
            self._book.keep(begun)
            self._running, self._kept_at = begun, begun.tape.last.awake_ms
            return begun

    def end(self, ending: Ending) -> Recording | None:
        """End what runs; return it, None where nothing ran."""
        with self._lock:
            self.look()
            if self._running is None:
                return None
            ended, followed = replace(self._running, ending=ending), self._book.followed()
            self._book.keep(ended)
            self._running, self._ended = None, (ended, followed)
            self._untold.append(ended)
            self._book.follow(None)
            return ended

    def take_ended(self) -> tuple[Recording, ...]:
        """Return what ended since the last time this was asked, oldest first."""
        with self._lock:
            ended, self._untold = tuple(self._untold), []
            return ended

    def saved(self) -> Recording | None:
        """Note that the picture was saved: a sign of work; return what is recorded, up to now.

        It is kept on disk as well, where the disk takes it: else with the next look that can be kept.
        """
        with self._lock:
            self._saved = True
            self.look()
            if self._running is None:
                return None
            self._running, self._kept_at = replace(self._running, saves=self._running.saves + 1), None
            try:
                return self._keep(self._running)
            except StudioError as error:
                logger.warning("a save is not noted on disk yet: %s", type(error).__name__)
                return self._running

    def saved_as_it_ended(self, modified_ms: int, *, is_of: Callable[[Task, Path | None], bool]) -> Recording | None:
        """Note a save that was looked into while its recording ended; return that recording, None where it is none.

        A save is known a moment after it was made: whoever saves and stops the clock at once still saved that picture.
        It was made before the end if its file says so, or if it is told right after: a share may have another clock.
        `is_of` says whether it belongs to what was followed for a task.
        """
        with self._lock:
            if self._ended is None:
                return None
            ended, followed = self._ended
            last, now = ended.tape.last, self._clock.read()
            told_soon = taping.goes_on(ended.tape, now) and now.awake_ms - last.awake_ms <= _LATE_SAVE_MS
            if not is_of(ended.task, followed) or not (told_soon or modified_ms <= last.wall_ms):
                return None
            ended = replace(ended, saves=ended.saves + 1)
            self._book.keep(ended)
            self._ended = ended, followed
            return ended

    def sign(self) -> None:
        """Note a sign of work that is no save of a picture, such as a save that changed nothing."""
        self._saved = True

    def look(self) -> None:
        """Look at the clocks and at the last input; after a restart of the clocks end what ran."""
        with self._asking:
            asked = self._clock.read()
            idle_ms = None if self._idle is None else self._idle.idle_ms()
        with self._lock:
            running, now = self._running, self._clock.read()
            if idle_ms is not None:
                # An answer is as old as the question: were this program frozen since, that would be no sign of work.
                idle_ms += max(0, now.awake_ms - asked.awake_ms)
            if running is None:
                return
            if not taping.goes_on(running.tape, now):
                # A machine that was put to sleep whole and woken elsewhere: its old clocks say nothing any more.
                lost = replace(running, ending=Ending.LOST)
                self._book.keep(lost)
                self._running = None
                self._untold.append(lost)
                return
            if idle_ms is None:
                self._look_for_idle(now)
            running = _told_by(running, self._idle.name if self._idle is not None and idle_ms is not None else None)
            tape = taping.looked(
                running.tape, now, idle_ms=idle_ms, saved=self._saved, away_after_ms=running.away_after_ms
            )
            self._saved = False
            self._running = replace(running, tape=tape)

    def keep(self) -> None:
        """Write what runs to disk, unless that was done less than five seconds ago."""
        with self._lock:
            if self._running is None:
                return
            awake_ms = self._running.tape.last.awake_ms
            if self._kept_at is None or not 0 <= awake_ms - self._kept_at < KEEP_EVERY_MS:
                self._keep(self._running)

    def leave(self) -> None:
        """Look once more and keep it, so that another program can go on."""
        with self._lock:
            try:
                self.look()
                if self._running is not None:
                    self._keep(self._running)
            finally:
                self._running = None
                with self._asking:
                    if self._idle is not None:
                        self._idle.close()
                        self._idle = None

    def _keep(self, recording: Recording) -> Recording:
        self._running = recording
        self._book.keep(recording)
        self._kept_at = recording.tape.last.awake_ms
        return recording

    def _look_for_idle(self, now: Reading) -> None:
        """Find what tells of input, where nothing does; not at every look, since looking takes a while."""
        last = self._looked_for_idle
        with self._asking:
            if self._idle is not None and self._idle.idle_ms() is not None:
                return
        if last is not None and 0 <= now.awake_ms - last.awake_ms < _LOOK_FOR_SOURCE_EVERY_MS:
            return
        self._looked_for_idle = now
        with self._asking:
            if self._idle is not None:
                self._idle.close()
            self._idle = self._find_idle()


def _told_by(running: Recording, name: str | None) -> Recording:
    """Return a recording that names all that told of input, in the order they did; None: saves alone."""
    names, name = running.idle_source.split(), name or NO_IDLE_SOURCE
    return running if name in names else replace(running, idle_source=" ".join((*names, name)))
