"""What one does with one's own time: work, pause, type in, submit, take along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio_app.domain.language import _
from studio_app.qt.command import made

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget

    from studio_app.qt.theme import Theme


class DeskCommands:
    """The commands of the artist's own desk; none of them shows anything to anybody else but `submit_time`."""

    def __init__(self, window: QWidget, theme: Theme) -> None:
        self._window = window
        self._theme = theme
        self.work_on = self._made(
            "pen",
            "Ctrl+T",
            _("Work on this"),
            _("Open the picture in your own program; its clock starts, and its saves are kept"),
        )
        self.pause_recording = self._made(
            "pause",
            "Ctrl+Shift+T",
            _("Pause recording"),
            _("Record nothing at this desk, no time and no saves, until it is switched on again"),
            checkable=True,
        )
        self.type_time = self._made(
            "plus", "Ctrl+Alt+T", _("Type in time"), _("Type in time on this background that was not measured")
        )
        self.take_along = self._made(
            "down", "Ctrl+Shift+E", _("Take along"), _("Write everything about you into one file of yours")
        )
        self.desk_settings = self._made(
            "settings", "Ctrl+,", _("Your desk"), _("When absences are asked about, your own program, watched folders")
        )
        self.submit_time = self._made(
            "export", "Ctrl+Return", _("Submit"), _("Send your time and the pictures saved meanwhile to the ledger")
        )

    def _made(self, icon: str, key: str, text: str, sentence: str, *, checkable: bool = False) -> QAction:
        return made(self._window, self._theme, icon, key, text, sentence, checkable=checkable)
