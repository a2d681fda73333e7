"""Saves of an artist's picture: each is kept at the desk, and is a sign of work on its background."""

from __future__ import annotations

import logging
import threading
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from studio_app.domain.errors import StudioError
from studio_app.domain.language import _
from studio_app.domain.moments import to_ms
from studio_app.domain.names import shown
from studio_app.domain.recordings import KeptSave
from studio_app.workflow.errors import StepRefused

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from studio_app.domain.moments import Clock
    from studio_app.domain.recordings import Recording, Task
    from studio_app.domain.saves import FinishedSave, SignOfWork
    from studio_app.workflow.desk_ports import DeskBook
    from studio_app.workflow.followed_work import FollowedWork
    from studio_app.workflow.ports import Examiner, FileStore
    from studio_app.workflow.recorder import Recorder

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Waiting:
    """A save on its way: with `save` once its recording is known; `is_refused`: it belongs to none and is let go.

    `blocked` is what keeps its recording from being known now, such as a full disk: it is asked for again.
    """

    one: FinishedSave
    seen_ms: int
    save: KeptSave | None = None
    is_refused: bool = False
    blocked: StudioError | None = None


class DeskSaves:
    """Receives finished saves from a watch, one after the other, and gives each to its recording.

    `task_of` returns what a save in a watched folder is work on, None where its name means nothing here; it raises
    `StudioError` where that may not be recorded. `followed_work` says what belongs to a followed file. `kept` holds the
    saves' files, at the desk and in no studio. `noticed` is told of each save that was kept.
    """

    def __init__(
        self,
        book: DeskBook,
        *,
        kept: FileStore,
        examiner: Examiner,
        recorder: Callable[[], Recorder | None],
        task_of: Callable[[Path], Task | None],
        followed_work: FollowedWork,
        clock: Clock,
        noticed: Callable[[KeptSave], None] = lambda _save: None,
    ) -> None:
        self._book = book
        self._kept = kept
        self._examiner = examiner
        self._recorder = recorder
        self._task_of = task_of
        self._followed_work = followed_work
        self._clock = clock
        self._noticed = noticed
        self._lock = threading.Lock()
        self._waiting: list[_Waiting] = []
        self._problem = ""

    @property
    def problem(self) -> str:
        """What keeps saves from being kept, in a sentence; empty where nothing does."""
        return self._problem

    def is_whole(self, copy: Path) -> bool:
        """Whether a copy is a picture from its beginning to its end."""
        try:
            self._examiner.examine(copy, derived=None)
        except StudioError:
            return False
        return True

    def saved(self, one: FinishedSave) -> None:
        """Take a finished save in; what cannot be kept now is kept aside and tried again."""
        with self._lock:
            self._waiting.append(self._recorded(_Waiting(one=one, seen_ms=to_ms(self._clock.read().wall))))
        self.try_again()

    def worked(self, _sign: SignOfWork) -> None:
        """Note that a followed file was written without becoming a revision."""
        recorder = self._recorder()
        if recorder is not None:
            recorder.sign()

    def try_again(self) -> None:
        """Keep what waits, in its order, as far as the disk allows."""
        with self._lock:
            while self._waiting:
                self._waiting[0] = first = self._recorded(self._waiting[0])
                try:
                    if first.blocked is not None:
                        raise first.blocked
                    if first.save is not None:
                        with self._kept.receive(first.one.copy) as incoming:
                            self._kept.keep(incoming)
                        self._book.keep_save(first.save)
                except StudioError as error:
                    self._problem = str(error)
                    logger.warning("a save could not be kept: %s", type(error).__name__)
                    return
                with suppress(OSError):
                    first.one.copy.unlink()
                self._waiting.pop(0)
                if first.save is not None:
                    self._problem = ""
                    self._noticed(first.save)

    def _recorded(self, waiting: _Waiting) -> _Waiting:
        """Return a save with its recording, which it may begin or switch, unless it has it; see `_Waiting`."""
        if waiting.save is not None or waiting.is_refused:
            return waiting
        one = waiting.one
        try:
            recording = self._recording_of(one)
        except StepRefused as error:
            self._problem = _("{name} was saved and is not recorded. {why}", name=shown(one.path.name), why=str(error))
            return replace(waiting, is_refused=True, blocked=None)
        except StudioError as error:
            return replace(waiting, blocked=error)
        if recording is None:
            return replace(waiting, is_refused=True, blocked=None)
        save = KeptSave(
            recording=recording.id,
            number=recording.saves,
            at_ms=waiting.seen_ms,
            offset_ms=sum(piece.ms for piece in recording.pieces),
            sha256=one.sha256,
            size_bytes=one.size_bytes,
            name=one.path.name,
        )
        return replace(waiting, save=save, blocked=None)

    def _recording_of(self, one: FinishedSave) -> Recording | None:
        """Return the recording in which a picture was saved, None where the save means nothing here."""
        recorder = self._recorder()
        if recorder is None:
            return None
        running = recorder.running
        if running is None or not self._is_of(running.task, self._book.followed(), one.path):
            ended = recorder.saved_as_it_ended(
                one.modified_ns // 1_000_000, is_of=lambda task, followed: self._is_of(task, followed, one.path)
            )
            if ended is not None:
                return ended
        task = self._meant(one.path, running)
        if task is None:
            return None
        # A save that begins or switches the clock is what is followed from then on.
        recorder.begin(task, file=None if running is not None and running.task == task else one.path)
        return recorder.saved()

    def _meant(self, path: Path, running: Recording | None) -> Task | None:
        """Return what a save is work on: what runs if it belongs to the followed file, or is one of its background.

        Outside the watched folders a name means nothing: what is followed no more starts no clock.
        """
        if running is not None and self._is_of(running.task, self._book.followed(), path):
            return running.task
        if all(one.folder != path.parent for one in self._book.settings().watched):
            return None
        task = self._task_of(path)
        same = task is not None and running is not None and running.task.background == task.background
        return running.task if same and running is not None else task

    def _is_of(self, task: Task, followed: Path | None, path: Path) -> bool:
        return self._followed_work.holds(path, task=task, file=followed)
