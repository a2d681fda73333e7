"""What is measured between the stages in sight: asked of the studio once, with progress and a way to stop."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from studio_app.domain.ids import StageId
from studio_app.domain.language import _
from studio_app.domain.progress import Cancelled
from studio_app.qt.watch import Watch

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from studio_app.domain.changes import ChangeReport
    from studio_app.domain.progress import Progress
    from studio_app.qt.asks import StudioSteps
    from studio_app.qt.status_line import StatusLine
    from studio_app.qt.tasks import Tasks
    from studio_app.workflow.views import ChangePictures, MappedAttribution

Pair = tuple[StageId, StageId]


class Measures(QObject):
    """Answers at once what it knows, else asks and tells by `arrived`, or by `failed` with the question's name.

    What failed or was stopped is not asked again before `forgive`: no screen that only draws itself anew starts it.
    What is asked quietly nobody pressed a key for: its failure is no news, only `trouble` knows of it.
    """

    arrived = Signal()
    failed = Signal(str, object)

    def __init__(self, studio: StudioSteps, tasks: Tasks, status: StatusLine) -> None:
        super().__init__()
        self._studio, self._tasks, self._status = studio, tasks, status
        self._answers: dict[Hashable, Any] = {}
        self._asked: set[Hashable] = set()
        self._refused: dict[Hashable, str] = {}
        self._quiet: dict[Hashable, Watch] = {}
        self._left: set[Hashable] = set()

    def report(self, pair: Pair, *, ask: bool = False, quiet: bool = False) -> ChangeReport | None:
        """Return the comparison of two stages."""
        pictures: ChangePictures | None = self._answers.get(("pictures", pair))
        if pictures is not None:
            return pictures.report
        report: ChangeReport | None = self._answer(
            "report",
            pair,
            _("Comparing the two pictures…"),
            lambda progress: self._studio.comparison(*pair, progress=progress),
            ask=ask,
            quiet=quiet,
        )
        return report

    def pictures(self, pair: Pair, *, ask: bool = False) -> ChangePictures | None:
        """Return the comparison of two stages with its pictures."""
        pictures: ChangePictures | None = self._answer(
            "pictures",
            pair,
            _("Comparing the two pictures…"),
            lambda progress: self._studio.change_pictures(*pair, progress=progress),
            ask=ask,
        )
        return pictures

    def attribution(self, stage: StageId, made: Hashable, *, ask: bool = False) -> MappedAttribution | None:
        """Return who painted what of a stage's picture; a chain `made` otherwise, or by other names, is asked anew."""
        found: MappedAttribution | None = self._answer(
            "attribution",
            (stage, made),
            _("Working out who painted what…"),
            lambda progress: self._studio.attribution(stage, progress=progress),
            ask=ask,
        )
        return found

    def leave(self, pair: Pair) -> None:
        """Stop comparing two stages that nobody sees any more, if nobody but quietly asked; it may be asked anew."""
        name = ("report", pair)
        if name in self._quiet:
            self._left.add(name)
            self._quiet[name].stop()

    def trouble(self, question: str, of: Hashable) -> str:
        """Return why a question has no answer, empty where it has one or nobody refused it."""
        return self._refused.get((question, of), "")

    def forgive(self) -> None:
        """Let what failed or was stopped be asked again: somebody wants it anew."""
        self._refused.clear()

    def _answer(
        self,
        question: str,
        of: Hashable,
        sentence: str,
        job: Callable[[Progress], Any],
        *,
        ask: bool,
        quiet: bool = False,
    ) -> Any:
        name = (question, of)
        if ask and not quiet:
            self._quiet.pop(name, None)
        if ask and not any(name in known for known in (self._answers, self._asked, self._refused)):
            watch = Watch()
            if quiet:
                self._quiet[name] = watch
            self._ask(name, sentence, job, watch)
        return self._answers.get(name)

    def _ask(self, name: tuple[str, Hashable], sentence: str, job: Callable[[Progress], Any], watch: Watch) -> None:
        self._asked.add(name)
        number = self._status.begin(
            sentence,
            stop=watch.stop,
            stop_words=_("Stop measuring; nothing is recorded or lost"),
            done=lambda: watch.done,
        )

        def on_answered(answer: object) -> None:
            self._status.end(number)
            self._asked.discard(name)
            self._quiet.pop(name, None)
            self._left.discard(name)
            self._answers[name] = answer
            self.arrived.emit()

        def on_failed(error: BaseException) -> None:
            self._status.end(number)
            self._asked.discard(name)
            stopped = isinstance(error, Cancelled)
            self._refused[name] = _("Stopped. Press the key again to go on.") if stopped else _("This cannot be shown.")
            if name in self._left and stopped:
                del self._refused[name]
            self._left.discard(name)
            if self._quiet.pop(name, None) is None:
                self.failed.emit(name[0], None if stopped else error)
            else:
                self.arrived.emit()

        self._tasks.read(lambda: job(watch.progress), answered=on_answered, failed=on_failed)
