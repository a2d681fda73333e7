"""`teire work`."""

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from types import FrameType

import click

from studio_app.bootstrap_desk import desk_host, send_at_once
from studio_app.cli.answers import clock, print_json, print_lines
from studio_app.cli.asked import Asked, asked, shared_options
from studio_app.cli.desk_documents import recording_document
from studio_app.domain.desk_wording import cut_off_words
from studio_app.domain.errors import StudioError
from studio_app.domain.language import _
from studio_app.domain.recordings import NO_IDLE_SOURCE, Ending, Recording, Task
from studio_app.domain.sessions import WorkKind
from studio_app.workflow.desk_clock import DeskClock
from studio_app.workflow.errors import StepRefused
from studio_app.workflow.recorder import FoundRecording

_SHOW_EVERY_S = 1.0
_ENDS = {"SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK"}
"""What ends the command, as far as the system knows it and whoever started it (`nohup`) did not shut it off."""


@click.command()
@click.argument("background")
@click.option("--by", "person", metavar="PERSON", help="Who works.")
@click.option(
    "--kind",
    type=click.Choice([one.value for one in WorkKind]),
    default=WorkKind.RETOUCH.value,
    show_default=True,
    help="What the time is spent on.",
)
@click.option("--file", type=click.Path(path_type=Path), help="The picture that is painted; its saves are kept.")
@click.option("--open", "opens", is_flag=True, help="Open the picture in your own program.")
@shared_options
@asked
def work(ask: Asked, background: str, person: str | None, kind: str, file: Path | None, opens: bool) -> None:
    """Work on a BACKGROUND: its clock runs until Ctrl+C, “teire desk stop”, or work on another one.

    Absences are asked about afterwards; what was recorded stays at this desk until “teire desk submit”.
    """
    task = ask.steps.desk.task(background, person=person, kind=WorkKind(kind), by=ask.by)
    if opens and file is None:
        file = ask.steps.working_files.file_for(background)
    one = _Work(ask, task, file.absolute() if file is not None else None, opens=opens)
    one.run()


class _Work:
    """One call of the command: records in this terminal, or lets the program that records do it."""

    def __init__(self, ask: Asked, task: Task, file: Path | None, *, opens: bool) -> None:
        self._ask = ask
        self._task = task
        self._file = file
        self._opens = opens
        self._stop = threading.Event()
        self._clock = ask.studio.clock
        self._begun: Recording | None = None

    def run(self) -> None:
        """Record until somebody stops it, and say what came of it."""
        host = desk_host(
            lambda: self._ask.studio,
            self._ask.folder,
            self._ask.machine,
            examiner=self._ask.examiner(),
            clock=self._clock,
            ended=lambda _recording: self._stop_if_nothing_runs(),
        )
        with _stopped_by_signals(self._stop), _shown(self._clock):
            if not host.run(self._stop, found=self._tell_found, began=self._begin):
                self._begin()
                self._answer(_("The clock runs on {code}.", code=self._task.code), self._begun)
                return
        if not self._stop.is_set():
            # Another program asked to take over: the clock runs on there.
            self._answer(_("The clock runs on {code}.", code=self._task.code), self._begun)
            return
        with suppress(StepRefused):
            self._clock.stop(Ending.STOPPED)
        if self._begun is not None:
            self._tell_ended(self._ask.machine.desk.recording(self._begun.id) or self._begun)

    def _tell_ended(self, ended: Recording) -> None:
        try:
            sent = send_at_once(lambda: self._ask.studio, self._ask.folder, self._ask.machine, ended)
        except StudioError:
            self._answer(_ended_words(ended), ended)
            raise
        active = clock(timedelta(milliseconds=ended.active_ms))
        code = ended.task.code
        self._answer(_("{active} on {code} sent.", active=active, code=code) if sent else _ended_words(ended), ended)

    def _begin(self) -> None:
        if self._opens and self._file is not None:
            # Starting a program loads what no other command needs.
            from studio_app.integrations.programs import open_in_program  # noqa: PLC0415

            # Before the clock: where there is no such program, no clock is left running behind the refusal.
            open_in_program(self._file, self._ask.machine.desk.settings().program)
        self._begun = self._clock.start(self._task, file=self._file)
        if not self._ask.json and self._clock.recorder is not None:
            print_lines(
                [
                    _("The clock runs on {code}. Ctrl+C stops it.", code=self._task.code),
                    *([_no_source()] if self._begun.idle_source == NO_IDLE_SOURCE else []),
                ]
            )

    def _stop_if_nothing_runs(self) -> None:
        recorder = self._clock.recorder
        if recorder is not None and recorder.running is None:
            self._stop.set()

    def _tell_found(self, found: FoundRecording) -> None:
        if not self._ask.json:
            print_lines([_found_words(found)])

    def _answer(self, sentence: str, one: Recording | None) -> None:
        if self._ask.json:
            print_json({} if one is None else recording_document(one))
        else:
            print_lines([sentence])


def _found_words(found: FoundRecording) -> str:
    return cut_off_words(
        found.recording.task.code,
        active=clock(timedelta(milliseconds=found.recording.active_ms)),
        unseen=clock(timedelta(milliseconds=found.unseen_ms)) if found.went_on else None,
    )


def _ended_words(one: Recording) -> str:
    active = clock(timedelta(milliseconds=one.active_ms))
    asked_ms = sum(piece.ms for piece in one.pieces if piece.kind.is_asked)
    if asked_ms:
        waiting = clock(timedelta(milliseconds=asked_ms))
        return _(
            "Stopped after {active} of work; {waiting} away wait for your answer (“teire desk”).",
            active=active,
            waiting=waiting,
        )
    return _("Stopped after {active} of work; it stays at this desk until “teire desk submit”.", active=active)


def _no_source() -> str:
    return _("This system does not tell when the last input was: saves alone count. “teire doctor” says why.")


@contextmanager
def _stopped_by_signals(stop: threading.Event) -> Iterator[None]:
    """Let Ctrl+C, the system's request to end and a closed terminal stop the clock, so that nothing is cut off."""

    def on_signal(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    heard = [one for one in signal.Signals if one.name in _ENDS and signal.getsignal(one) is not signal.SIG_IGN]
    before = {number: signal.signal(number, on_signal) for number in heard}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def _shown(desk_clock: DeskClock) -> Iterator[None]:
    """Show the running clock on a terminal while the block lasts."""
    if not sys.stderr.isatty():
        yield
        return
    over = threading.Event()

    def show() -> None:
        while not over.wait(_SHOW_EVERY_S):
            state = desk_clock.state()
            if state.running is not None:
                mark = "○" if state.is_away else "●"
                active = clock(timedelta(milliseconds=state.active_ms))
                sys.stderr.write(f"\r\x1b[K{mark} {active} {state.running.task.code}")
                sys.stderr.flush()

    thread = threading.Thread(target=show, name="clock", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
        sys.stderr.write("\r\x1b[K")
