"""What is measured between the stages in sight: asked of the studio once, with progress and a way to stop."""

from collections.abc import Callable, Hashable
from typing import Any

from PySide6.QtCore import QObject, Signal

from studio_app.domain.changes import ChangeReport
from studio_app.domain.ids import StageId
from studio_app.domain.language import _
from studio_app.domain.progress import Cancelled, Progress
from studio_app.qt.asks import StudioSteps
from studio_app.qt.status_line import StatusLine
from studio_app.qt.tasks import Tasks
from studio_app.qt.watch import Watch
from studio_app.workflow.attributing import MappedAttribution
from studio_app.workflow.previews import ChangePictures

Pair = tuple[StageId, StageId]


class Measures(QObject):
    """Answers at once what it knows, else asks and tells by `arrived`, or by `failed` with the question's name."""

    arrived = Signal()
    failed = Signal(str, object)

    def __init__(self, studio: StudioSteps, tasks: Tasks, status: StatusLine) -> None:
        super().__init__()
        self._studio, self._tasks, self._status = studio, tasks, status
        self._answers: dict[Hashable, Any] = {}
        self._asked: set[Hashable] = set()

    def report(self, pair: Pair, *, ask: bool = False) -> ChangeReport | None:
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

    def attribution(self, stage: StageId, *, ask: bool = False) -> MappedAttribution | None:
        """Return who painted what of a stage's picture."""
        found: MappedAttribution | None = self._answer(
            "attribution",
            stage,
            _("Working out who painted what…"),
            lambda progress: self._studio.attribution(stage, progress=progress),
            ask=ask,
        )
        return found

    def _answer(self, question: str, of: Hashable, sentence: str, job: Callable[[Progress], Any], *, ask: bool) -> Any:
        name = (question, of)
        if ask and name not in self._answers and name not in self._asked:
            self._ask(name, sentence, job)
        return self._answers.get(name)

    def _ask(self, name: tuple[str, Hashable], sentence: str, job: Callable[[Progress], Any]) -> None:
        self._asked.add(name)
        watch = Watch()
        number = self._status.begin(
            sentence,
            stop=watch.stop,
            stop_words=_("Stop measuring; nothing is recorded or lost"),
            done=lambda: watch.done,
        )

        def on_answered(answer: object) -> None:
            self._status.end(number)
            self._asked.discard(name)
            self._answers[name] = answer
            self.arrived.emit()

        def on_failed(error: BaseException) -> None:
            self._status.end(number)
            self._asked.discard(name)
            self.failed.emit(name[0], None if isinstance(error, Cancelled) else error)

        self._tasks.read(lambda: job(watch.progress), answered=on_answered, failed=on_failed)
