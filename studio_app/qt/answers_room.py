"""Passes on which answer or delivery a producer wants, and tells what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from studio_app.domain.errors import StudioError
from studio_app.domain.language import _, counted
from studio_app.qt.answers_drawer import answer_words
from studio_app.qt.sheet_writing import ANSWER_KINDS
from studio_app.qt.watch import Watch

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from studio_app.domain.backgrounds import Background
    from studio_app.qt.answers_drawer import AnswersDrawer
    from studio_app.qt.commands import Commands
    from studio_app.qt.file_dialogs import FileChoices
    from studio_app.qt.notices import Notices
    from studio_app.qt.recorder import Recorder
    from studio_app.qt.sheet_asks import SheetSteps
    from studio_app.qt.sheet_writing import SheetWriting
    from studio_app.statements.answers.head import AnswerKind
    from studio_app.statements.answers.scope import AnswerScope
    from studio_app.workflow.delivery_ports import DeliveredMany

_MOST_BARS = 3


class AnswersRoom(QObject):
    """Nothing is decided here; `opened` returns the open background."""

    def __init__(
        self,
        sheets: SheetSteps,
        *,
        drawer: AnswersDrawer,
        commands: Commands,
        recorder: Recorder,
        notices: Notices,
        writing: SheetWriting,
        files: FileChoices,
        window: QWidget,
        opened: Callable[[], Background | None],
    ) -> None:
        super().__init__()
        self._sheets, self._drawer, self._writing = sheets, drawer, writing
        self._files, self._window, self._opened = files, window, opened
        self._recorder, self._notices = recorder, notices
        self._episodes: tuple[str, ...] = ()

        commands.sheets.answers.triggered.connect(lambda _checked=False: drawer.ask(opened(), self._episodes))
        drawer.answer_wanted.connect(self._on_answer_wanted)
        drawer.delivery_wanted.connect(self._on_delivery_wanted)

    def know_backgrounds(self, backgrounds: tuple[Background, ...]) -> None:
        """Know which episodes there are."""
        self._episodes = tuple(sorted({one.episode for one in backgrounds if one.episode}))

    def _on_answer_wanted(self, kind: AnswerKind, scope: AnswerScope, measure: bool) -> None:
        words = answer_words(kind)
        name = "-".join((kind.value, scope.background or scope.episode or "all")) + ".pdf"
        path = self._files.sheet(
            self._window, _("Write: {title}", title=words.title), _as_file_name(name), ANSWER_KINDS
        )
        if path is not None:
            self._writing.write(
                path,
                _("Drawing up: {title}…", title=words.title),
                lambda watch: self._sheets.write_answer(kind, path, scope, measure=measure, progress=watch.progress),
                written=self._drawer.close_drawer,
            )

    def _on_delivery_wanted(self, scope: AnswerScope) -> None:
        folder = self._files.folder(self._window, _("Deliver into a folder"))
        if folder is not None:
            self._deliver(folder, scope)

    def _deliver(self, folder: Path, scope: AnswerScope) -> None:
        watch = Watch()
        self._recorder.record(
            _("Delivering…"),
            lambda: self._sheets.deliver(folder, scope, progress=watch.progress),
            answered=lambda many: self._on_delivered(folder, many),
            stop=watch.stop,
            done=lambda: watch.done,
            beside=True,
        )

    def _on_delivered(self, folder: Path, many: DeliveredMany) -> None:
        self._drawer.close_drawer()
        words = counted(
            "{count} picture was delivered to {folder}.",
            "{count} pictures were delivered to {folder}.",
            len(many.delivered),
            folder=folder,
        )
        said = [words, _("Stopped before the end.")] if many.stopped else [words]
        bar = self._notices.show_news(" ".join((*said, *(note for one in many.delivered[:1] for note in one.notices))))
        bar.offer(_("Open"), _("Open it with the system's program"), lambda: self._files.open(folder))
        for one in many.refused[:_MOST_BARS]:
            why = StudioError(_("Not delivered: {code}. {why}", code=one.code, why=one.why.message), hint=one.why.hint)
            self._notices.show_failure(why)
        left = len(many.refused) - _MOST_BARS
        if left > 0:
            self._notices.show_failure(
                StudioError(
                    counted("{count} more was not delivered.", "{count} more were not delivered.", left), hint=""
                )
            )


def _as_file_name(name: str) -> str:
    """Return a name that every system takes: what none takes there becomes an underscore."""
    return "".join(sign if sign.isalnum() or sign in "-._ " else "_" for sign in name)
