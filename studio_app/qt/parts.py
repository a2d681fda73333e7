"""What of the main window is not in sight when it opens: everything that is done, and where it is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize

from studio_app.qt.arrivals import Arrivals
from studio_app.qt.changes import Changes
from studio_app.qt.deeds import Deeds
from studio_app.qt.desk_room import DeskRoom
from studio_app.qt.drawers import Drawers
from studio_app.qt.drawn_notes import DrawnNotes
from studio_app.qt.file_dialogs import FileDialogs
from studio_app.qt.full_screen import FullScreen
from studio_app.qt.keys import Keys
from studio_app.qt.lookups import Lookups
from studio_app.qt.middle import Middle
from studio_app.qt.open_limits import OpenLimits
from studio_app.qt.own_deeds import OwnDeeds
from studio_app.qt.page_deeds import PageDeeds
from studio_app.qt.person_deeds import PersonDeeds
from studio_app.qt.recorder import Recorder
from studio_app.qt.review_pass import ReviewPass
from studio_app.qt.screen import Screen
from studio_app.qt.sheets_room import SheetsRoom
from studio_app.qt.thumbnails import Thumbnails
from studio_app.qt.view_saving import ViewSaving
from studio_app.qt.window_commands import connect_commands

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from studio_app.qt.asks import StudioSteps
    from studio_app.qt.file_dialogs import FileChoices
    from studio_app.qt.theme import Theme
    from studio_app.qt.window import MainWindow


class Parts:
    """Puts them together around what is in sight of a window already, and asks nothing of the window but that."""

    def __init__(
        self,
        window: MainWindow,
        studio: StudioSteps,
        *,
        theme: Theme,
        files: FileChoices | None,
        screen: Screen | None,
        today: date,
    ) -> None:
        self._window, self._studio = window, studio
        self._files: FileChoices = files or FileDialogs()
        self.changes = Changes()
        self.lookups = Lookups(studio, window.tasks, self.changes, window.status)
        self._recorder = Recorder(window.tasks, self.changes, window.notices, window.status)
        self.drawers = Drawers(theme)
        self.middle = Middle(
            studio,
            window.tasks,
            theme_in_use=theme,
            chain=window.chain,
            commands=window.commands,
            notices=window.notices,
            status=window.status,
            drawers=self.drawers,
            place=window.place,
            # The grid shows pictures three times as large as the lists do.
            thumbnails=Thumbnails(studio, window.tasks, box=QSize(384, 216)),
            screen=screen or Screen(),
            today=today,
        )
        around = (window.top, window.backgrounds, window.dossier, window.status)
        self.full_screen = FullScreen(window, around, self.middle.give_room)
        self.deeds = Deeds(
            studio,
            self._recorder,
            window=window,
            chain=window.chain,
            drawers=self.drawers,
            notices=window.notices,
            files=self._files,
        )
        self.page_deeds = PageDeeds(
            studio,
            self._recorder,
            window=window,
            candidates=self.middle.candidates,
            sources=self.middle.sources,
            drawers=self.drawers,
            notices=window.notices,
            files=self._files,
        )
        self.keys = Keys(window.commands)
        self.drawers.keys.show_keys(self.keys)
        self._about_pictures = self._for_pictures()
        self.desk_room = self._desk_room()
        self._own_deeds = OwnDeeds(
            studio,
            self._recorder,
            commands=window.commands,
            drawers=self.drawers,
            notices=window.notices,
            window=window,
            files=self._files,
            opened=lambda: self.desk_room.opened,
        )
        self.sheets_room = self._sheets_room()
        self._person_deeds = PersonDeeds(
            studio,
            self._recorder,
            commands=window.commands,
            drawers=self.drawers,
            chosen=lambda: self.sheets_room.person,
        )
        self._arrivals = Arrivals(window, self)
        self._limits = OpenLimits(window.chain, self.middle.comparison, window.dossier)
        connect_commands(window, self)

    def ask_first(self) -> None:
        """Ask for everything that stands in the window at first."""
        self.lookups.start()
        window = self._window
        window.tasks.read(self._studio.keys, answered=self._on_keys_known, failed=window.notices.show_failure)

    def _on_keys_known(self, kept: Mapping[str, str]) -> None:
        self.keys.apply(kept)
        self.drawers.keys.show_keys(self.keys)

    def _for_pictures(self) -> tuple[object, ...]:
        """Return what saves views, draws notes and goes through what waits; it works by signals alone."""
        window, comparison = self._window, self.middle.comparison
        return (
            ViewSaving(window.tasks, window, comparison, self.drawers, window.notices, self._files),
            DrawnNotes(self.drawers.review, comparison.canvas, self.deeds),
            ReviewPass(
                self._studio,
                self._recorder,
                commands=window.commands,
                backgrounds=window.backgrounds,
                deeds=self.deeds,
                notices=window.notices,
            ),
        )

    def _desk_room(self) -> DeskRoom:
        window = self._window
        return DeskRoom(
            self._studio,
            self._recorder,
            lookups=self.lookups,
            deeds=self.deeds,
            commands=window.commands,
            drawers=self.drawers,
            clock=window.top.clock,
            time_button=window.time_button,
            page=self.middle.desk,
            notices=window.notices,
        )

    def _sheets_room(self) -> SheetsRoom:
        window = self._window
        return SheetsRoom(
            self._studio.sheets,
            window.tasks,
            self._recorder,
            changes=self.changes,
            commands=window.commands,
            middle=self.middle,
            drawers=self.drawers,
            notices=window.notices,
            status=window.status,
            files=self._files,
            window=window,
            give_room=window.columns.give_middle,
            open_background=window.backgrounds.open_background,
            opened=lambda: self.desk_room.opened,
        )
