"""Opens the window on a studio, or draws it into a picture where there is no display."""

from __future__ import annotations

import logging
import os
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QSize, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QImageReader
from PySide6.QtWidgets import QApplication

from studio_app.domain.errors import StudioError
from studio_app.domain.language import _
from studio_app.qt.tasks import Tasks
from studio_app.qt.theme import Theme, shipped_resources
from studio_app.qt.window import MainWindow
from studio_app.qt.windows import Surroundings, Windows

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path
    from types import TracebackType

    from PySide6.QtCore import QMessageLogContext

    from studio_app.qt.asks import Doors, StudioSteps
    from studio_app.qt.notices import Notices

logger = logging.getLogger(__name__)
_LARGEST_IMAGE_MB = 4096
_PATIENCE_MS = 60_000
_QUIET_MS = 120
_SAID_OFFSCREEN = "propagateSizeHints"
"""What Qt says of every window without a display; it means nothing."""


class DrawingError(StudioError):
    """The window could not be drawn into a picture."""


def run_window(studio: StudioSteps, *, around: Surroundings | None = None, resources: Path | None = None) -> int:
    """Show the window until it is closed; returns the exit status."""
    return _run(lambda windows: windows.show_studio(studio), around, resources)


def run_first_start(doors: Doors, *, around: Surroundings | None = None, resources: Path | None = None) -> int:
    """Offer the three ways to a studio, then show its window until it is closed."""
    return _run(lambda windows: windows.show_first_start(doors), around, resources)


def render_window(
    studio: StudioSteps, png: Path, size: tuple[int, int] = (1280, 800), *, resources: Path | None = None
) -> None:
    """Draw the window as it looks once everything is loaded into `png`; needs no display."""
    platform = os.environ.get("QT_QPA_PLATFORM")
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    try:
        _running, theme = _application(resources)
    finally:
        os.environ.pop("QT_QPA_PLATFORM")
        if platform is not None:
            os.environ["QT_QPA_PLATFORM"] = platform
    tasks = Tasks()
    with theme.undressed():
        window = MainWindow(studio, tasks=tasks, theme=theme, today=_today())
    try:
        window.resize(QSize(*size))
        window.show()
        wait_until_settled(tasks)
        if not window.grab().save(str(png), "PNG"):
            raise DrawingError(
                _("The window's picture could not be written to “{path}”.", path=png),
                hint=_("Name a file in a folder that exists and can be written to."),
            )
    finally:
        window.close()
        tasks.close()


def wait_until_settled(tasks: Tasks, *, quiet_ms: int = _QUIET_MS) -> None:
    """Let the window work until nothing is under way for a moment, a minute at most."""
    loop = QEventLoop()
    quiet, patience = QTimer(), QTimer()
    for timer, length in ((quiet, quiet_ms), (patience, _PATIENCE_MS)):
        timer.setSingleShot(True)
        timer.setInterval(length)
    quiet.timeout.connect(lambda: loop.quit() if tasks.under_way == 0 else quiet.start())
    patience.timeout.connect(loop.quit)
    quiet.start()
    patience.start()
    loop.exec()
    quiet.stop()
    patience.stop()


def _run(begin: Callable[[Windows], None], around: Surroundings | None, resources: Path | None) -> int:
    application, theme = _application(resources)
    tasks = Tasks()
    windows = Windows(application, tasks=tasks, theme=theme, today=_today(), around=around or Surroundings())
    hook = sys.excepthook
    sys.excepthook = _showing_bugs(lambda: windows.notices)
    try:
        begin(windows)
        return application.exec()
    finally:
        sys.excepthook = hook
        tasks.close()


def _application(resources: Path | None) -> tuple[QApplication, Theme]:
    qInstallMessageHandler(_log_qt)
    application = QApplication(["teire"])
    application.setApplicationName("Teire")
    QImageReader.setAllocationLimit(_LARGEST_IMAGE_MB)
    theme = Theme(resources if resources is not None else shipped_resources())
    theme.dress(application)
    return application, theme


def _log_qt(kind: QtMsgType, _where: QMessageLogContext, message: str) -> None:
    if _SAID_OFFSCREEN not in message:
        serious = kind in (QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg)
        logger.log(logging.ERROR if serious else logging.WARNING, "Qt: %s", message)


def _today() -> date:
    return datetime.now(UTC).astimezone().date()


def _showing_bugs(
    notices: Callable[[], Notices | None],
) -> Callable[[type[BaseException], BaseException, TracebackType | None], None]:
    def show(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        place = notices()
        if place is None or issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        place.show_failure(error)

    return show
