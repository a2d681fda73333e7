"""A small strip that stays on top of every program: the clock, the background, stop, pause."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton

from studio_app.domain.language import _
from studio_app.qt import theme
from studio_app.qt.running_clock import clock_words
from studio_app.workflow.desk_views import ClockView

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QMouseEvent

    from studio_app.qt.theme import Theme

_MARGIN_PX = 16
_ASK_EVERY_MS = 1_000


class ClockSteps(Protocol):
    """What the strip asks; each answers at once."""

    def clock_view(self) -> ClockView: ...
    def stop(self) -> None: ...
    def pause(self) -> None: ...
    def resume(self) -> None: ...


class ClockStrip(QFrame):
    """Asks every second, and draws only when what it shows has changed."""

    window_wanted = Signal()

    def __init__(self, theme_in_use: Theme, steps: ClockSteps) -> None:
        on_top = Qt.WindowType.WindowStaysOnTopHint | Qt.WindowType.FramelessWindowHint
        super().__init__(None, on_top | Qt.WindowType.Tool)
        self._steps = steps
        self._grip: QPoint | None = None
        self._view = ClockView()
        self.words = QLabel()
        self.stop = _button(theme_in_use, "stop", _("Stop the running clock"))
        self.pause = _button(theme_in_use, "pause", _("Pause recording at this desk, or switch it on again"))
        self.open = _button(theme_in_use, "desk", _("Open Teire"))
        self._tick = QTimer(self)

        self.setWindowTitle(_("Teire clock"))
        self.setProperty("strip", True)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.words.setMinimumWidth(120)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.pause.setCheckable(True)
        self._tick.setInterval(_ASK_EVERY_MS)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 4, 4, 4)
        row.setSpacing(4)
        row.addWidget(self.words, 1)
        for button in (self.stop, self.pause, self.open):
            row.addWidget(button)

        self._tick.timeout.connect(self.ask)
        self.stop.clicked.connect(lambda _checked=False: self._do(self._steps.stop))
        self.pause.clicked.connect(lambda on: self._do(self._steps.pause if on else self._steps.resume))
        self.open.clicked.connect(lambda _checked=False: self.window_wanted.emit())

    @property
    def view(self) -> ClockView:
        """What is shown."""
        return self._view

    def start(self) -> None:
        """Show it in the corner of the screen, and follow the clock."""
        self.ask()
        self.adjustSize()
        room = QGuiApplication.primaryScreen().availableGeometry()
        self.move(room.right() - self.width() - _MARGIN_PX, room.top() + _MARGIN_PX)
        self.show()
        self._tick.start()

    def end(self) -> None:
        """Follow it no more."""
        self._tick.stop()
        self.close()

    def ask(self) -> None:
        """Show what the clock does now."""
        self._view = self._steps.clock_view()
        running = self._view.running
        words, sentence = clock_words(self._view, running.so_far if running is not None else timedelta())
        if self.words.text() != words:
            records = running is not None and running.is_recorded and not running.is_away
            palette = self.words.palette()
            palette.setColor(QPalette.ColorRole.WindowText, theme.AMBER if records else theme.SECONDARY)
            self.words.setPalette(palette)
            self.words.setText(words)
            self.words.setAccessibleName(words)
        tooltip = "\n".join((sentence, *self._view.problems))
        if self.words.toolTip() != tooltip:
            self.words.setToolTip(tooltip)
        if self.stop.isEnabled() != (running is not None):
            self.stop.setEnabled(running is not None)
        if self.pause.isChecked() != self._view.paused:
            self.pause.setChecked(self._view.paused)

    def _do(self, step: Callable[[], None]) -> None:
        step()
        self.ask()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._grip = event.globalPosition().toPoint() - self.pos()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is not None:
            self.move(event.globalPosition().toPoint() - self._grip)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        del event
        self._grip = None


def _button(theme_in_use: Theme, icon: str, words: str) -> QToolButton:
    made = QToolButton()
    made.setIcon(theme_in_use.icon(icon))
    made.setIconSize(QSize(16, 16))
    made.setProperty("quiet", True)
    made.setToolTip(words)
    made.setAccessibleName(words)
    return made
