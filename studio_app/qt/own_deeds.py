"""What an artist does at their desk beside the clock: settings, time typed in, everything taken along."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from studio_app.domain.language import _

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import timedelta
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from studio_app.domain.backgrounds import Background
    from studio_app.domain.ids import BackgroundId
    from studio_app.domain.sessions import WorkKind
    from studio_app.qt.asks import StudioSteps
    from studio_app.qt.commands import Commands
    from studio_app.qt.drawers import Drawers
    from studio_app.qt.file_dialogs import FileChoices
    from studio_app.qt.notices import Notices
    from studio_app.qt.recorder import Recorder
    from studio_app.workflow.desk_ports import DeskSettings


class OwnDeeds(QObject):
    """Passes on what a person does; nothing is decided here. `opened` returns the open background."""

    def __init__(
        self,
        studio: StudioSteps,
        recorder: Recorder,
        *,
        commands: Commands,
        drawers: Drawers,
        notices: Notices,
        window: QWidget,
        files: FileChoices,
        opened: Callable[[], Background | None],
    ) -> None:
        super().__init__()
        self._studio, self._recorder = studio, recorder
        self._drawers, self._notices = drawers, notices
        self._window, self._files, self._opened = window, files, opened

        commands.desk.desk_settings.triggered.connect(self._on_settings_wanted)
        commands.desk.type_time.triggered.connect(self._on_typing_wanted)
        commands.desk.take_along.triggered.connect(self._on_taking_wanted)
        drawers.desk.kept.connect(self._on_settings_kept)
        drawers.desk.folder_wanted.connect(self._on_folder_wanted)
        drawers.log.logged.connect(self._on_logged)

    def _on_settings_wanted(self) -> None:
        self._recorder.record(
            _("Reading your settings…"),
            lambda: (self._studio.desk_settings(), self._studio.folder),
            answered=lambda found: self._drawers.desk.show_settings(*found),
            beside=True,
        )

    def _on_settings_kept(self, settings: DeskSettings) -> None:
        self._recorder.record(_("Keeping your settings…"), lambda: self._studio.keep_desk_settings(settings))

    def _on_folder_wanted(self) -> None:
        folder = self._files.folder(self._window, _("Watch a folder that you save pictures in"))
        if folder is not None:
            self._drawers.desk.watch_folder(folder)

    def _on_typing_wanted(self) -> None:
        background = self._opened()
        if background is not None:
            self._drawers.log.ask(background, datetime.now(UTC))

    def _on_logged(
        self, background: BackgroundId, kind: WorkKind, begun: datetime, length: timedelta, reason: str
    ) -> None:
        self._recorder.record(
            _("Recording the time…"),
            lambda: self._studio.log_time(background, kind=kind, started_at=begun, active=length, reason=reason),
        )

    def _on_taking_wanted(self) -> None:
        path = self._files.sheet(self._window, _("Write everything about me"), "me.zip", "ZIP (*.zip);;JSON (*.json)")
        if path is not None:
            self._recorder.record(
                _("Writing everything about you…"),
                lambda: self._studio.write_own(path),
                answered=lambda _nothing: self._on_written(path),
                beside=True,
            )

    def _on_written(self, path: Path) -> None:
        bar = self._notices.show_news(_("Written: {path}", path=path))
        bar.offer(_("Open"), _("Open it with the system's program"), lambda: self._files.open(path))
