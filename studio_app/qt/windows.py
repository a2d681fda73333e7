"""Which window stands: the first start's or a studio's, built anew when another language is chosen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTimer, QTranslator

from studio_app.domain.language import LANGUAGES, _, chosen_language
from studio_app.qt.screen import Screen
from studio_app.qt.window import MainWindow

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PySide6.QtWidgets import QApplication, QMainWindow

    from studio_app.qt.asks import Doors, StudioSteps
    from studio_app.qt.first_start import FirstStart
    from studio_app.qt.notices import Notices
    from studio_app.qt.status_line import StatusLine
    from studio_app.qt.tasks import Tasks
    from studio_app.qt.theme import Theme

_LOOK_MS = 50


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the machine gives its windows.

    `speak` chooses and keeps the language of a code, a key of `LANGUAGES`; `screen_profile` returns the ICC profile of
    the screen, None where colours need not be turned.
    """

    speak: Callable[[str], None] = lambda _code: None
    screen_profile: Callable[[], bytes | None] = lambda: None


class Windows(QObject):
    """Shows one window at a time.

    Another language comes once nothing is under way and no drawer is open, so that neither an answer nor what was
    typed is lost.
    """

    def __init__(
        self, application: QApplication, *, tasks: Tasks, theme: Theme, today: date, around: Surroundings
    ) -> None:
        super().__init__()
        self._application = application
        self._tasks = tasks
        self._theme = theme
        self._today = today
        self._around = around
        self._screen = Screen(around.screen_profile)
        self._build: Callable[[], MainWindow | FirstStart] | None = None
        self._waiting_for = ""
        self._qt_words = QTranslator(self)
        self._look = QTimer(self)
        # A late answer may still reach a window that went: none is taken apart before the program ends.
        self._gone: list[QMainWindow] = []
        self.window: MainWindow | FirstStart | None = None

        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self._change_when_idle)
        self._let_qt_speak()

    @property
    def notices(self) -> Notices | None:
        """Where failures are shown now."""
        return None if self.window is None else self.window.notices

    def show_first_start(self, doors: Doors) -> None:
        """Offer the three ways to a studio."""
        from studio_app.qt.first_start import FirstStart  # noqa: PLC0415 - a studio's window does not wait for it

        def build() -> FirstStart:
            first = FirstStart(doors, tasks=self._tasks, theme=self._theme)
            first.studio_opened.connect(self.show_studio)
            return first

        self._show(build)

    def show_studio(self, studio: StudioSteps) -> None:
        """Show a studio's window."""
        tasks, theme, today, screen = self._tasks, self._theme, self._today, self._screen
        self._show(lambda: MainWindow(studio, tasks=tasks, theme=theme, today=today, screen=screen))

    def close(self) -> None:
        """Close the window that stands; a language that was waited for does not come."""
        self._look.stop()
        self._application.removeTranslator(self._qt_words)
        if self.window is not None:
            self.window.close()

    def _show(self, build: Callable[[], MainWindow | FirstStart]) -> None:
        self._build = build
        with self._theme.undressed():
            before, window = self.window, build()
            if isinstance(before, MainWindow) and isinstance(window, MainWindow):
                # It stands in for one that was complete.
                window.complete()
        self.window = window
        status: StatusLine = window.status
        status.language.language_chosen.connect(self._on_language_chosen)
        window.show()
        if before is not None:
            self._gone.append(before)
            before.close()

    def _on_language_chosen(self, code: str) -> None:
        self._waiting_for = code
        if self._is_busy() and self.notices is not None:
            name = LANGUAGES[code]
            self.notices.show_news(_("{name} comes as soon as the open panel is closed and all is done.", name=name))
        self._look.start()

    def _change_when_idle(self) -> None:
        if self._is_busy() or self._build is None or self.window is None:
            return
        self._look.stop()
        self._around.speak(self._waiting_for)
        self._let_qt_speak()
        before = self.window
        self._show(self._build)
        _take_over(before, self.window)

    def _is_busy(self) -> bool:
        if self._tasks.under_way > 0:
            return True
        if isinstance(self.window, MainWindow):
            return self.window.drawers.open_one is not None
        return self.window is not None and not self.window.drawer.isHidden()

    def _let_qt_speak(self) -> None:
        """Let Qt's own menus, dialogs and key names follow."""
        self._application.removeTranslator(self._qt_words)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if self._qt_words.load(QLocale(chosen_language()), "qtbase", "_", folder):
            self._application.installTranslator(self._qt_words)


def _take_over(before: QMainWindow, after: QMainWindow) -> None:
    """Let a window stand where the one before it stood, with the same background open."""
    after.setGeometry(before.geometry())
    after.setWindowState(before.windowState())
    if isinstance(before, MainWindow) and isinstance(after, MainWindow):
        opened = before.backgrounds.open_row
        after.top.filter.setText(before.top.filter.text())
        if opened is not None:
            after.backgrounds.open_background(opened.background.id)
