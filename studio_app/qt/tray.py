"""The program that stays in the tray: an icon that says whether it records, its menu, and the strip on top of all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu, QSystemTrayIcon

from studio_app.domain.language import _
from studio_app.qt import theme
from studio_app.qt.clock_strip import ClockStrip
from studio_app.qt.theme import Theme, shipped_resources

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtGui import QIcon

    from studio_app.qt.clock_strip import ClockSteps

_LOOK_MS = 1_000


class Tray:
    """Icon, menu and strip; without a system tray the strip alone, which then ends the program too."""

    def __init__(
        self, theme_in_use: Theme, steps: ClockSteps, *, open_window: Callable[[], None], on_look: Callable[[], None]
    ) -> None:
        self._theme = theme_in_use
        self._steps = steps
        self.strip = ClockStrip(theme_in_use, steps)
        self.icon = QSystemTrayIcon()
        self.menu = QMenu()
        self.says = QAction()
        self.stop = QAction(_("Stop time"))
        self.pause = QAction(_("Pause recording"))
        self.show_strip = QAction(_("Show the clock on top"))
        self.open = QAction(_("Open Teire"))
        self.quit = QAction(_("Quit: stop the clock and record no more"))
        self._look = QTimer()

        self.says.setEnabled(False)
        self.pause.setCheckable(True)
        self.show_strip.setCheckable(True)
        self.show_strip.setChecked(True)
        for action in (self.says, self.stop, self.pause, self.show_strip, self.open, self.quit):
            self.menu.addAction(action)
        self.icon.setContextMenu(self.menu)
        self._look.setInterval(_LOOK_MS)

        self._look.timeout.connect(on_look)
        self._look.timeout.connect(self._show_state)
        self.stop.triggered.connect(lambda _checked=False: steps.stop())
        self.pause.toggled.connect(self._on_pause_toggled)
        self.show_strip.toggled.connect(self.strip.setVisible)
        self.open.triggered.connect(lambda _checked=False: open_window())
        self.strip.window_wanted.connect(open_window)

    def start(self) -> None:
        """Show what there is a place for."""
        self.strip.start()
        if QSystemTrayIcon.isSystemTrayAvailable():
            self.icon.show()
        self._look.start()
        self._show_state()

    def end(self) -> None:
        """Take everything away."""
        self._look.stop()
        self.icon.hide()
        self.strip.end()

    def _show_state(self) -> None:
        words = self.strip.words.text()
        if self.says.text() == words:
            return
        self.says.setText(words)
        self.icon.setToolTip(words)
        self.icon.setIcon(self._sign())
        self.stop.setEnabled(self.strip.view.running is not None)
        self.pause.blockSignals(True)
        self.pause.setChecked(self.strip.view.paused)
        self.pause.blockSignals(False)

    def _sign(self) -> QIcon:
        """Return an icon whose shape says whether it records, beside its colour."""
        view = self.strip.view
        if view.paused:
            return self._theme.icon("pause", theme.SECONDARY)
        records = view.running is not None and view.running.is_recorded and not view.running.is_away
        return self._theme.icon("desk", theme.AMBER if records else theme.SECONDARY)

    def _on_pause_toggled(self, paused: bool) -> None:
        (self._steps.pause if paused else self._steps.resume)()


def run_tray(
    steps: ClockSteps,
    *,
    open_window: Callable[[], None],
    asked_to_end: Callable[[], bool],
    resources: Path | None = None,
) -> int:
    """Stay until somebody quits, or `asked_to_end` is true at a look; returns the exit status."""
    application = QApplication(["teire"])
    application.setApplicationName("Teire")
    application.setQuitOnLastWindowClosed(False)
    theme_in_use = Theme(resources if resources is not None else shipped_resources())
    theme_in_use.dress(application)

    def on_look() -> None:
        if asked_to_end():
            application.quit()

    tray = Tray(theme_in_use, steps, open_window=open_window, on_look=on_look)
    tray.quit.triggered.connect(application.quit)
    tray.start()
    try:
        return application.exec()
    finally:
        tray.end()
