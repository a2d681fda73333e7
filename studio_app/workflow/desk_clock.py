"""The desk's clock: started and stopped from any window or command, run by the one program that records."""

from __future__ import annotations

import logging
import time
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from studio_app.capture import taping
from studio_app.domain.errors import StudioError
from studio_app.domain.language import _
from studio_app.domain.moments import from_ms
from studio_app.domain.recordings import Ending
from studio_app.domain.tapes import PieceKind
from studio_app.workflow.desk_ports import Wish
from studio_app.workflow.desk_views import RunningTime
from studio_app.workflow.errors import StepRefused
from studio_app.workflow.recorder import KEEP_EVERY_MS, Recorder, paused

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from studio_app.domain.moments import Clock
    from studio_app.domain.recordings import Recording, Task
    from studio_app.workflow.desk_ports import DeskBook, IdleSource
    from studio_app.workflow.recorder import FoundRecording

logger = logging.getLogger(__name__)
_ANSWER_WITHIN_S = 6.0
_ASK_EVERY_S = 0.05
_STALE_MS = 3 * KEEP_EVERY_MS


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockState:
    """What the desk's clock does now.

    `active_ms` is the work of what runs so far; `is_away`: there was no sign of work for the artist's own limit or
    longer. `is_recorded` is false where a recording was cut off and no program goes on with it. `problem` says in a
    sentence what keeps it from being kept, empty where nothing does.
    """

    running: Recording | None
    active_ms: int = 0
    is_away: bool = False
    is_recorded: bool = True
    paused: bool = False
    problem: str = ""


def running_time(state: ClockState) -> RunningTime | None:
    """Return what runs as it is shown, None where nothing does."""
    one = state.running
    if one is None:
        return None
    return RunningTime(
        background=one.task.background,
        background_code=one.task.code,
        so_far=timedelta(milliseconds=state.active_ms),
        started_at=from_ms(one.started_ms),
        zone=one.zone,
        is_away=state.is_away,
        is_recorded=state.is_recorded,
    )


class DeskClock:
    """Any program of the desk has one. Every method may be called from any thread."""

    def __init__(
        self,
        book: DeskBook,
        *,
        clock: Clock,
        find_idle: Callable[[], IdleSource | None],
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        self._book = book
        self._clock = clock
        self._find_idle = find_idle
        self._wait = wait
        self._recorder: Recorder | None = None
        self._problem = ""

    @property
    def zone(self) -> str:
        """The zone of the wall clock here, such as `Asia/Tokyo`."""
        return self._clock.read().zone

    @property
    def recorder(self) -> Recorder | None:
        """The recorder, where this is the program that records."""
        return self._recorder

    def start(self, task: Task, *, file: Path | None = None) -> Recording:
        """Record a task from now on. Raises `StepRefused` where no program records, or recording is paused."""
        if self._book.settings().paused:
            raise paused()
        if self._recorder is not None:
            return self._recorder.begin(task, file=file)
        self._wish(Wish(task=task, file=file))
        return self._answered(lambda running: running if running is not None and running.task == task else None)

    def stop(self, ending: Ending = Ending.STOPPED) -> Recording:
        """End what runs, whoever records it, and return it."""
        running = self._book.running() if self._recorder is None else self._recorder.running
        if running is None:
            raise StepRefused(_("No clock is running."), hint=_("Start one with “teire work BACKGROUND”."))
        with self._acting() as recorder:
            if recorder is not None:
                ended = recorder.end(ending)
                return ended or self._book.recording(running.id) or running
        self._wish(Wish(ending=ending))
        self._answered(lambda now: running if now is None or now.id != running.id else None)
        return self._book.recording(running.id) or running

    def pause(self) -> None:
        """Record nothing at this desk until `resume`."""
        self._book.keep_settings(replace(self._book.settings(), paused=True))
        if self._book.running() is not None:
            self.stop(Ending.PAUSED)

    def resume(self) -> None:
        """Let this desk record again; what was paused is not started by itself."""
        self._book.keep_settings(replace(self._book.settings(), paused=False))

    def state(self) -> ClockState:
        """Return what the clock does now."""
        is_paused = self._book.settings().paused
        if self._recorder is not None:
            running = self._recorder.running
            is_recorded = True
        else:
            running = self._book.running()
            is_recorded = running is not None and self._is_fresh(running)
        if running is None:
            return ClockState(running=None, paused=is_paused, problem=self._problem)
        since = self._clock.read().awake_ms - running.tape.last.awake_ms if is_recorded else 0
        is_away = running.tape.quiet_ms >= running.away_after_ms
        active = sum(one.ms for one in running.pieces if one.kind is PieceKind.WORK)
        return ClockState(
            running=running,
            active_ms=active if is_away else active + max(0, since),
            is_away=is_away,
            is_recorded=is_recorded,
            paused=is_paused,
            problem=self._problem,
        )

    def ask_to_leave(self) -> None:
        """Ask the program that records to hand over and record no more."""
        self._wish(Wish(leave=True))

    def host(
        self,
        stop: threading.Event,
        *,
        found: Callable[[FoundRecording], None],
        began: Callable[[], None] = lambda: None,
        ends: Callable[[], None] = lambda: None,
    ) -> bool:
        """Be the program that records until `stop` is set or another one asks to take over; false where one is there.

        Looks every second and keeps what runs every five. What runs at the end is handed over, not ended. `began` is
        called once it records, `ends` before it records no more; `found` tells of a recording that was cut off before.
        """
        with self._book.recording_alone() as alone:
            if not alone:
                return False
            recorder = Recorder(self._book, clock=self._clock, find_idle=self._find_idle)
            cut_off = recorder.take_up()
            self._recorder = recorder
            try:
                began()
                if cut_off is not None:
                    found(cut_off)
                while not stop.wait(taping.LOOK_EVERY_MS / 1000):
                    if not self._round(recorder):
                        break
            finally:
                ends()
                self._recorder = None
                with _going_on([]):
                    recorder.leave()
        return True

    def _round(self, recorder: Recorder) -> bool:
        """Look, keep, and do all that was asked for; false once another program is to take over."""
        problems: list[str] = []
        wishes: list[Wish] = []
        with _going_on(problems):
            recorder.look()
            recorder.keep()
        with _going_on(problems):
            wishes += self._fresh_wishes()
        for wish in wishes:
            with _going_on(problems):
                if wish.task is not None:
                    recorder.begin(wish.task, file=wish.file)
                elif not wish.leave:
                    recorder.end(wish.ending)
        self._problem = next(iter(problems), "")
        return not any(wish.leave for wish in wishes)

    def _wish(self, wish: Wish) -> None:
        now = self._clock.read()
        self._book.wish(replace(wish, boot=now.boot, awake_ms=now.awake_ms))

    def _fresh_wishes(self) -> tuple[Wish, ...]:
        """Return what somebody asked for and still waits for."""
        wishes = self._book.take_wishes()
        if not wishes:
            return ()
        now = self._clock.read()
        return tuple(
            one for one in wishes if one.boot == now.boot and now.awake_ms - one.awake_ms < _ANSWER_WITHIN_S * 1000
        )

    @contextmanager
    def _acting(self) -> Iterator[Recorder | None]:
        """Yield the recorder of this program, or for this once one of its own where no program records."""
        if self._recorder is not None:
            yield self._recorder
            return
        with self._book.recording_alone() as alone:
            if not alone:
                yield None
                return
            recorder = Recorder(self._book, clock=self._clock, find_idle=lambda: None)
            recorder.take_up()
            yield recorder
            recorder.leave()

    def _answered(self, read: Callable[[Recording | None], Recording | None]) -> Recording:
        """Wait until the program that records did what was asked for."""
        waited = 0.0
        while waited < _ANSWER_WITHIN_S:
            found = read(self._book.running())
            if found is not None:
                return found
            self._wait(_ASK_EVERY_S)
            waited += _ASK_EVERY_S
        raise StepRefused(
            _("No program of this desk records now."),
            hint=_("“teire work BACKGROUND” records in this terminal, “teire tray” beside all other programs."),
        )

    def _is_fresh(self, running: Recording) -> bool:
        now = self._clock.read()
        age = now.awake_ms - running.tape.last.awake_ms
        return taping.goes_on(running.tape, now) and age <= _STALE_MS


@contextmanager
def _going_on(problems: list[str]) -> Iterator[None]:
    """Go on where the disk fails: it may heal, and what was seen stays in memory until a later look is kept."""
    try:
        yield
    except StudioError as error:
        problems.append(error.message)
        logger.warning("what was recorded could not be kept: %s", type(error).__name__)
