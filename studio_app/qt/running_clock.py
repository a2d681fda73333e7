"""The running clock, always in sight."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QWidget

from studio_app.domain.language import _
from studio_app.domain.wording import hours, hours_with_seconds, moment
from studio_app.qt import theme
from studio_app.qt.command import button_for
from studio_app.qt.elided import ElidedLabel
from studio_app.workflow.desk_views import ClockView

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from studio_app.domain.ids import BackgroundId
    from studio_app.workflow.desk_views import RunningTime


class RunningClock(QWidget):
    """Shows `● 0:42 C012` in amber while it records, and a button that stops it; says so where nothing is recorded."""

    def __init__(self, stop_time: QAction, pause_recording: QAction) -> None:
        super().__init__()
        self._view = ClockView()
        self._told_at = 0.0
        self.words = ElidedLabel()
        self.stop = button_for(stop_time, quiet=True)
        self.pause = button_for(pause_recording, quiet=True)
        self._tick = QTimer(self)

        self._tick.setInterval(1000)
        self.setMaximumWidth(320)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.words, 1)
        row.addWidget(self.stop)
        row.addWidget(self.pause)
        self.show_clock(ClockView())

        self._tick.timeout.connect(self._show_time)

    @property
    def background(self) -> BackgroundId | None:
        """The background on which the clock runs."""
        return self._view.running.background if self._view.running is not None else None

    @property
    def so_far(self) -> timedelta:
        """What the studio told, and what has passed since unless nobody is at work."""
        running = self._view.running
        if running is None:
            return timedelta()
        stands = running.is_away or not running.is_recorded
        return running.so_far if stands else running.so_far + timedelta(seconds=time.monotonic() - self._told_at)

    def show_clock(self, view: ClockView) -> None:
        """Follow the desk's clock."""
        self._view = view
        self._told_at = time.monotonic()
        running = view.running
        records = running is not None and running.is_recorded and not running.is_away
        palette = self.words.palette()
        palette.setColor(QPalette.ColorRole.WindowText, theme.AMBER if records else theme.SECONDARY)
        self.words.setPalette(palette)
        self.stop.setVisible(running is not None)
        if records and not self._tick.isActive():
            self._tick.start()
        elif not records:
            self._tick.stop()
        self._show_time()

    def _show_time(self) -> None:
        text, tooltip = clock_words(self._view, self.so_far)
        self.words.show_text(text, tooltip="\n".join((tooltip, *self._view.problems)))


def clock_words(view: ClockView, so_far: timedelta) -> tuple[str, str]:
    """Return what the clock shows, and the sentence behind it; each state has a mark of its own beside its colour."""
    running = view.running
    if running is not None:
        return f"{_mark(view, running)} {hours(so_far)} {running.background_code}", _sentence(running, so_far)
    if view.paused:
        return _("‖ recording is paused"), _("No time and no saves are recorded at this desk until you switch it on.")
    return _("○ no clock runs"), _("Start retouch time on the open background with T.")


def _mark(view: ClockView, running: RunningTime) -> str:
    if view.problems or not running.is_recorded:
        return "⚠"
    return "◌" if running.is_away else "●"


def _sentence(running: RunningTime, so_far: timedelta) -> str:
    if not running.is_recorded:
        return _("This clock was cut off; no program records it now. Start it again, or stop it.")
    if running.is_away:
        return _("There was no sign of work for a while. You are asked about it when you are back.")
    return _(
        "{time} on {code}, started {moment}",
        time=hours_with_seconds(so_far),
        code=running.background_code,
        moment=moment(running.started_at, running.zone),
    )
