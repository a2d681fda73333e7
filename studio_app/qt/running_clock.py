"""The running clock, always in sight."""

import time
from datetime import timedelta

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction, QPalette
from PySide6.QtWidgets import QHBoxLayout, QWidget

from studio_app.domain.ids import BackgroundId
from studio_app.domain.language import _
from studio_app.domain.wording import hours, hours_with_seconds, moment
from studio_app.qt import theme
from studio_app.qt.asks import RunningSession
from studio_app.qt.command import button_for
from studio_app.qt.elided import ElidedLabel


class RunningClock(QWidget):
    """Shows `● 0:42 C012` in amber and a button that stops it; quiet while no clock runs."""

    def __init__(self, stop_time: QAction) -> None:
        super().__init__()
        self._running: RunningSession | None = None
        self._told_at = 0.0
        self.words = ElidedLabel()
        self.stop = button_for(stop_time, quiet=True)
        self._tick = QTimer(self)

        self._tick.setInterval(1000)
        self.setMaximumWidth(320)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.words, 1)
        row.addWidget(self.stop)
        self.show_running(None)

        self._tick.timeout.connect(self._show_time)

    @property
    def background(self) -> BackgroundId | None:
        """The background on which the clock runs."""
        return self._running.session.background if self._running is not None else None

    @property
    def so_far(self) -> timedelta:
        """What the studio told, and what has passed since."""
        if self._running is None:
            return timedelta()
        return self._running.so_far + timedelta(seconds=time.monotonic() - self._told_at)

    def show_running(self, running: RunningSession | None) -> None:
        """Follow this session's clock, or none."""
        self._running = running
        self._told_at = time.monotonic()
        palette = self.words.palette()
        palette.setColor(QPalette.ColorRole.WindowText, theme.SECONDARY if running is None else theme.AMBER)
        self.words.setPalette(palette)
        self.stop.setVisible(running is not None)
        if running is None:
            self._tick.stop()
        elif not self._tick.isActive():
            self._tick.start()
        self._show_time()

    def _show_time(self) -> None:
        if self._running is None:
            self.words.show_text(_("○ no clock runs"), tooltip=_("Start retouch time on the open background with T."))
            return
        code = self._running.background_code
        self.words.show_text(
            f"● {hours(self.so_far)} {code}",
            tooltip=_(
                "{time} on {code}, started {moment}",
                time=hours_with_seconds(self.so_far),
                code=code,
                moment=moment(self._running.session.started_at, self._running.session.zone),
            ),
        )
