"""Starts, stops or switches retouch time for the open background."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QToolButton

from studio_app.domain.language import _
from studio_app.domain.sessions import WorkKind
from studio_app.domain.wording import work_word
from studio_app.qt.command import say_with_key

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from studio_app.domain.backgrounds import Background
    from studio_app.domain.ids import BackgroundId
    from studio_app.qt.theme import Theme


class TimeButton(QToolButton):
    """Its words follow the clock; its menu starts time of another kind than retouch."""

    time_started = Signal(str, object)
    time_stopped = Signal()

    def __init__(self, command: QAction, theme: Theme) -> None:
        super().__init__()
        self._command = command
        self._theme = theme
        self._open: Background | None = None
        self._runs_on: BackgroundId | None = None
        self._menu = QMenu(self)
        self.setDefaultAction(command)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMenu(self._menu)
        for kind in WorkKind:
            action = self._menu.addAction(_("Start time for {work}", work=work_word(kind)))
            action.triggered.connect(lambda _checked=False, chosen=kind: self._start(chosen))

        command.triggered.connect(lambda _checked=False: self._on_pressed())

    def show_state(self, opened: Background | None, runs_on: BackgroundId | None) -> None:
        """Say what pressing does: start, stop, or switch the clock to the open background."""
        self._open, self._runs_on = opened, runs_on
        running_here = opened is not None and opened.id == runs_on
        self._command.setEnabled(opened is not None)
        self._command.setIcon(self._theme.icon("pause" if running_here else "play"))
        code = opened.code if opened is not None else ""
        if running_here:
            words, sentence = _("Stop time"), _("Stop retouch time on {code}", code=code)
        elif runs_on is not None:
            words = _("Switch time")
            sentence = _("Stop the running clock and start retouch time on {code}", code=code)
        else:
            words, sentence = _("Start time"), _("Start retouch time on {code}", code=code)
        self._command.setText(words)
        say_with_key(self._command, sentence)
        self.setAccessibleName(sentence)

    def _on_pressed(self) -> None:
        if self._open is not None and self._open.id == self._runs_on:
            self.time_stopped.emit()
        else:
            self._start(WorkKind.RETOUCH)

    def _start(self, kind: WorkKind) -> None:
        if self._open is not None:
            self.time_started.emit(self._open.id, kind)
