"""`teire tray`."""

import signal
import sys
import threading
from types import FrameType

import click

from studio_app.bootstrap_desk import desk_host
from studio_app.cli.asked import Asked, asked, shared_options
from studio_app.cli.window import has_display
from studio_app.domain.errors import StudioError
from studio_app.domain.language import _
from studio_app.integrations.programs import start_apart
from studio_app.workflow.desk_clock import DeskClock, running_time
from studio_app.workflow.desk_keeper import DeskKeeper
from studio_app.workflow.desk_views import ClockView
from studio_app.workflow.errors import StepRefused


@click.command()
@click.option("--take-over", is_flag=True, help="Let the program that records now hand its clock over.")
@shared_options
@asked
def tray(ask: Asked, take_over: bool) -> None:
    """Record beside all other programs: an icon in the tray, and a small clock that stays on top."""
    if not has_display():
        raise StudioError(
            _("There is no display to show the clock on."),
            hint=_("“teire work BACKGROUND” records in a terminal."),
        )
    from studio_app.qt.tray import run_tray  # noqa: PLC0415 - Qt is only loaded where it is shown

    folder, machine = ask.folder, ask.machine
    clock = machine.desk_clock()
    keeper = DeskKeeper(
        clock,
        lambda: desk_host(lambda: ask.studio, folder, machine, examiner=ask.examiner(), clock=clock),
    )
    if take_over:
        clock.ask_to_leave()
    keeper.start()
    ended = _ended_by_signals()
    try:
        run_tray(
            _TrayClock(clock, keeper),
            open_window=lambda: _open_window(str(folder.root)),
            asked_to_end=ended.is_set,
        )
    finally:
        keeper.close(end=True)


class _TrayClock:
    """The desk's clock as the tray asks for it, without a studio behind it."""

    def __init__(self, clock: DeskClock, keeper: DeskKeeper) -> None:
        self._clock = clock
        self._keeper = keeper

    def clock_view(self) -> ClockView:
        """Return what the clock does."""
        state = self._clock.state()
        return ClockView(
            running=running_time(state), paused=state.paused, problems=self._keeper.problems, found=self._keeper.found
        )

    def stop(self) -> None:
        """Stop what runs; what stopped by itself meanwhile is stopped."""
        try:
            self._clock.stop()
        except StepRefused:
            return

    def pause(self) -> None:
        """Record nothing."""
        self._clock.pause()

    def resume(self) -> None:
        """Record again."""
        self._clock.resume()


def _open_window(studio: str) -> None:
    start_apart([sys.executable, "-m", "studio_app", "--studio", studio])


def _ended_by_signals() -> threading.Event:
    """Return what is set by the system's request to end, so that the clock is stopped and nothing is cut off."""
    ended = threading.Event()

    def on_signal(_number: int, _frame: FrameType | None) -> None:
        ended.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, on_signal)
    return ended
