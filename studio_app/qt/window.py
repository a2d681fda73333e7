"""The main window: what is in sight of it when it opens; everything else comes once it was painted."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence

from studio_app.domain.language import _
from studio_app.qt.background_panel import BackgroundPanel
from studio_app.qt.chain import Chain
from studio_app.qt.columns import Columns, stacked
from studio_app.qt.commands import Commands
from studio_app.qt.dossier_panel import DossierPanel
from studio_app.qt.dropped_files import DropWindow
from studio_app.qt.early_commands import answer_early
from studio_app.qt.middle_place import MiddlePlace
from studio_app.qt.notices import Notices
from studio_app.qt.page_row import PageRow
from studio_app.qt.status_line import StatusLine
from studio_app.qt.tab_order import put_last
from studio_app.qt.thumbnails import Thumbnails
from studio_app.qt.time_button import TimeButton
from studio_app.qt.top_bar import TopBar

if TYPE_CHECKING:
    from collections.abc import Generator
    from datetime import date
    from pathlib import Path

    from PySide6.QtGui import QCloseEvent, QKeyEvent, QPaintEvent

    from studio_app.qt.asks import StudioSteps
    from studio_app.qt.deeds import Deeds
    from studio_app.qt.drawers import Drawers
    from studio_app.qt.file_dialogs import FileChoices
    from studio_app.qt.keys import Keys
    from studio_app.qt.lookups import Lookups
    from studio_app.qt.middle import Middle
    from studio_app.qt.page_deeds import PageDeeds
    from studio_app.qt.parts import Parts
    from studio_app.qt.screen import Screen
    from studio_app.qt.tasks import Tasks
    from studio_app.qt.theme import Theme

_LOADED_ONE_BY_ONE = tuple(
    f"studio_app.qt.{name}" for name in ("changes", "drawers", "desk_page", "credits_page", "middle", "parts")
)
"""Loading them all at once would keep the window from answering for too long."""


class MainWindow(DropWindow):
    """One studio: its backgrounds, the pictures of the open one, and what is known of it.

    It opens with what is in sight while the backgrounds are being read. `complete` adds the rest: once that was
    painted, or earlier where a person or a program asks for a part of it.
    """

    def __init__(
        self,
        studio: StudioSteps,
        *,
        tasks: Tasks,
        theme: Theme,
        files: FileChoices | None = None,
        today: date,
        screen: Screen | None = None,
    ) -> None:
        super().__init__()
        self.setWindowTitle(_("{title} – Teire", title=studio.title))
        self._studio, self._theme = studio, theme
        self._files, self._today, self._screen = files, today, screen
        self._parts: Parts | None = None
        self._coming: Generator[None, None, None] | None = None
        self.tasks = tasks
        self.commands = Commands(self, theme)
        self.notices = Notices(theme)
        self.status = StatusLine()
        thumbnails = Thumbnails(studio, tasks)
        self.chain = Chain(thumbnails)
        self.top = TopBar(theme, self.commands, title=studio.title)
        self.backgrounds = BackgroundPanel(theme, thumbnails)
        self.time_button = TimeButton(self.commands.time, theme)
        self.place = MiddlePlace(PageRow(self.commands, self.time_button), self.notices)
        self.dossier = DossierPanel(theme, self.chain)
        self.columns = Columns(self.backgrounds, self.place, self.dossier)
        self.setCentralWidget(stacked(self.top, self.columns, self.status))
        self.resize(1280, 800)

        self.top.filter_typed.connect(self.backgrounds.filter)
        self.files_dropped.connect(self._on_files_dropped)
        answer_early(self.actions(), self.complete)
        self.backgrounds.list.setFocus()

    @property
    def middle(self) -> Middle:
        """The pages and the drawers above them."""
        return self._whole().middle

    @property
    def drawers(self) -> Drawers:
        """The inline panels above the pages."""
        return self._whole().drawers

    @property
    def deeds(self) -> Deeds:
        """What a person does."""
        return self._whole().deeds

    @property
    def page_deeds(self) -> PageDeeds:
        """What a person does on the pages of candidates and sources."""
        return self._whole().page_deeds

    @property
    def lookups(self) -> Lookups:
        """What is asked of the studio."""
        return self._whole().lookups

    @property
    def keys(self) -> Keys:
        """The keys of all commands."""
        return self._whole().keys

    def complete(self) -> bool:
        """Add what was not in sight when the window opened; false where it is there already."""
        added = self._parts is None
        self._whole()
        return added

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._coming is None:
            self._coming = self._come_to_life()
            self.tasks.step_by_step(self._coming)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        released = QKeySequence(event.key())
        if not event.isAutoRepeat() and released == self.commands.look.flip.shortcut() and self._parts is not None:
            self._parts.middle.comparison.looking.flip_released()
        super().keyReleaseEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._coming is not None:
            self._coming.close()
        if self._parts is not None:
            self._parts.lookups.stop()
            self._parts.middle.comparison.rest()
        super().closeEvent(event)

    def _on_files_dropped(self, paths: tuple[Path, ...]) -> None:
        self.deeds.ask_about_files(paths)

    def _come_to_life(self) -> Generator[None, None, None]:
        """Load and add what is not in sight, letting the window answer in between; then ask the studio."""
        yield
        for name in _LOADED_ONE_BY_ONE:
            import_module(name)
            yield
        parts = self._whole()
        yield
        # What is asked first may have to load the database's library.
        parts.ask_first()

    def _whole(self) -> Parts:
        if self._parts is None:
            self._parts = self._put_together()
        return self._parts

    def _put_together(self) -> Parts:
        from studio_app.qt.parts import Parts  # noqa: PLC0415 - the window is seen before it is loaded

        with self._theme.undressed():
            parts = Parts(
                self, self._studio, theme=self._theme, files=self._files, screen=self._screen, today=self._today
            )
        # Not before: what is shown is measured, and would be without its style.
        self.place.show_all()
        put_last(self, (self.dossier, self.status))
        return parts
