"""The main window: puts the parts beside each other and passes what a person does on to the studio."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QKeySequence

from studio_app.domain.language import _
from studio_app.qt.background_panel import BackgroundPanel
from studio_app.qt.chain import Chain
from studio_app.qt.changes import Changes
from studio_app.qt.columns import Columns, stacked
from studio_app.qt.commands import Commands
from studio_app.qt.deeds import Deeds
from studio_app.qt.desk_room import DeskRoom
from studio_app.qt.dossier_panel import DossierPanel
from studio_app.qt.drawers import Drawers
from studio_app.qt.drawn_notes import DrawnNotes
from studio_app.qt.dropped_files import DropWindow
from studio_app.qt.file_dialogs import FileDialogs
from studio_app.qt.full_screen import FullScreen
from studio_app.qt.keys import Keys
from studio_app.qt.lookups import Lookups
from studio_app.qt.middle import Middle
from studio_app.qt.notices import Notices
from studio_app.qt.own_deeds import OwnDeeds
from studio_app.qt.page_deeds import PageDeeds
from studio_app.qt.recorder import Recorder
from studio_app.qt.review_pass import ReviewPass, next_waiting
from studio_app.qt.screen import Screen
from studio_app.qt.sheets_room import SheetsRoom
from studio_app.qt.status_line import StatusLine
from studio_app.qt.thumbnails import Thumbnails
from studio_app.qt.time_button import TimeButton
from studio_app.qt.top_bar import TopBar
from studio_app.qt.view_saving import ViewSaving
from studio_app.qt.window_commands import connect_commands

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from PySide6.QtGui import QCloseEvent, QKeyEvent, QPaintEvent

    from studio_app.domain.ids import BackgroundId, StageId
    from studio_app.qt.asks import StudioSteps
    from studio_app.qt.file_dialogs import FileChoices
    from studio_app.qt.lookups import Everybody
    from studio_app.qt.tasks import Tasks
    from studio_app.qt.theme import Theme
    from studio_app.workflow.views import BackgroundDossier, BackgroundRow, SourceSheet


class MainWindow(DropWindow):
    """One studio: its backgrounds, the pictures of the open one, and what is known of it."""

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
        self._told: StageId | None = None
        self.commands = Commands(self, theme)
        self.tasks = tasks
        self.changes = Changes()
        self.notices = Notices(theme)
        self.status = StatusLine()
        self._thumbnails = Thumbnails(studio, tasks)
        # The grid shows pictures three times as large as the lists do.
        self._larger = Thumbnails(studio, tasks, box=QSize(384, 216))
        self.chain = Chain(self._thumbnails)
        self.top = TopBar(theme, self.commands, title=studio.title)
        self.backgrounds = BackgroundPanel(theme, self._thumbnails)
        self.drawers = Drawers(theme)
        self.time_button = TimeButton(self.commands.time, theme)
        self.middle = Middle(
            studio,
            tasks,
            theme_in_use=theme,
            chain=self.chain,
            commands=self.commands,
            notices=self.notices,
            status=self.status,
            drawers=self.drawers,
            time_button=self.time_button,
            thumbnails=self._larger,
            screen=screen or Screen(),
            today=today,
        )
        self.dossier = DossierPanel(theme, self.chain)
        self._columns = Columns(self.backgrounds, self.middle, self.dossier)
        around = (self.top, self.backgrounds, self.dossier, self.status)
        self._full_screen = FullScreen(self, around, self.middle.give_room)
        self.lookups = Lookups(studio, tasks, self.changes, self.status)
        recorder, choices = Recorder(tasks, self.changes, self.notices, self.status), files or FileDialogs()
        self.deeds = Deeds(
            studio,
            recorder,
            window=self,
            chain=self.chain,
            drawers=self.drawers,
            notices=self.notices,
            files=choices,
        )
        self.page_deeds = PageDeeds(
            studio,
            recorder,
            window=self,
            candidates=self.middle.candidates,
            sources=self.middle.sources,
            drawers=self.drawers,
            notices=self.notices,
            files=choices,
        )
        self.view_saving = ViewSaving(tasks, self, self.middle.comparison, self.drawers, self.notices, choices)
        self.keys = Keys(self.commands)
        self.drawers.keys.show_keys(self.keys)
        self.drawn_notes = DrawnNotes(self.drawers.review, self.middle.comparison.canvas, self.deeds)
        self.review_pass = ReviewPass(
            studio,
            recorder,
            commands=self.commands,
            backgrounds=self.backgrounds,
            deeds=self.deeds,
            notices=self.notices,
        )
        self.desk_room = DeskRoom(
            studio,
            recorder,
            lookups=self.lookups,
            deeds=self.deeds,
            commands=self.commands,
            drawers=self.drawers,
            clock=self.top.clock,
            time_button=self.time_button,
            page=self.middle.desk,
            notices=self.notices,
        )
        self.own_deeds = OwnDeeds(
            studio,
            recorder,
            commands=self.commands,
            drawers=self.drawers,
            notices=self.notices,
            window=self,
            files=choices,
            opened=lambda: self.desk_room.opened,
        )
        self.sheets_room = SheetsRoom(
            studio.sheets,
            tasks,
            recorder,
            changes=self.changes,
            commands=self.commands,
            middle=self.middle,
            drawers=self.drawers,
            notices=self.notices,
            status=self.status,
            files=choices,
            window=self,
            give_room=self._columns.give_middle,
            open_background=self.backgrounds.open_background,
            opened=lambda: self.desk_room.opened,
        )
        self._lay_out()

        self._connect_parts()
        connect_commands(self, self._full_screen)
        self.backgrounds.list.setFocus()
        self._begin: Callable[[], None] | None = lambda: self._ask_first(studio)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        # What is asked first may have to load the database's library: it comes after the window is seen.
        if self._begin is not None:
            QTimer.singleShot(0, self._begin)
            self._begin = None

    def _ask_first(self, studio: StudioSteps) -> None:
        self.lookups.start()
        self.tasks.read(studio.keys, answered=self._on_keys_known, failed=self.notices.show_failure)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        released = QKeySequence(event.key())
        if not event.isAutoRepeat() and released == self.commands.look.flip.shortcut():
            self.middle.comparison.looking.flip_released()
        super().keyReleaseEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.lookups.stop()
        self.middle.comparison.rest()
        super().closeEvent(event)

    def _on_keys_known(self, kept: Mapping[str, str]) -> None:
        self.keys.apply(kept)
        self.drawers.keys.show_keys(self.keys)

    def _on_background_selected(self, background: BackgroundId) -> None:
        self.dossier.notices.clear()
        self.lookups.open_background(background)
        self.desk_room.open_row(self.backgrounds.open_row)

    def _on_rows_arrived(self, rows: tuple[BackgroundRow, ...]) -> None:
        self.backgrounds.notices.clear()
        self.desk_room.know_rows(rows)
        self.sheets_room.know_backgrounds([row.background for row in rows])
        self.status.show_rows(rows)
        self.middle.show_studio(bool(rows))
        self.commands.add_files.setEnabled(bool(rows))
        if not rows:
            self.chain.clear()
            self.dossier.clear()
        self.desk_room.open_row(self.backgrounds.open_row)

    def _on_dossier_arrived(self, dossier: BackgroundDossier) -> None:
        self.dossier.notices.clear()
        self.deeds.open_dossier(dossier)
        self.page_deeds.open_background(dossier.row.background)
        self.dossier.show_dossier(dossier)
        self.chain.show_dossier(dossier)
        self.middle.comparison.show_reviews(dossier.reviews)
        self.middle.show_chain(bool(dossier.stages))

    def _on_pair_in_sight(self) -> None:
        """Both pictures are here: decode what comes next in the list meanwhile."""
        row = next_waiting(self.backgrounds.model.shown, self.backgrounds.open_row) or self.backgrounds.neighbour(1)
        self.middle.comparison.prefetch.want(row.background.id if row is not None else None)

    def _on_dossier_failed(self, error: BaseException) -> None:
        """Show nothing rather than the background that was open before."""
        self.deeds.close_dossier()
        self.page_deeds.open_background(None)
        self.chain.clear()
        self.dossier.clear()
        self.dossier.notices.show_failure(error)

    def _on_pair_changed(self) -> None:
        after = self.chain.after
        stage = after.id if after is not None else None
        if stage != self._told:
            self._told = stage
            self.dossier.show_origin(None, reading=stage is not None)
            self.lookups.ask_origin(stage)

    def _on_sources_arrived(self, sheet: SourceSheet) -> None:
        self.middle.sources.show_sheet(sheet)
        self.page_deeds.know_sources(sheet)

    def _on_people_arrived(self, everybody: Everybody) -> None:
        self.top.me.show_people(everybody.people, everybody.me)
        self.backgrounds.know_people(everybody.people)
        self.sheets_room.know_people(everybody.people)
        self.deeds.know_people(self.top.me.people, self.top.me.me)

    def _on_me_chosen(self) -> None:
        self.lookups.ask_people()
        self.lookups.ask_clock()
        self.lookups.ask_desk()

    def _connect_parts(self) -> None:
        self.top.filter_typed.connect(self.backgrounds.filter)
        self.backgrounds.background_selected.connect(self._on_background_selected)
        self.files_dropped.connect(self.deeds.ask_about_files)
        self.deeds.background_added.connect(self.backgrounds.open_background)
        self.deeds.me_chosen.connect(self._on_me_chosen)
        self.desk_room.rows_changed.connect(self.backgrounds.show_rows)
        self.desk_room.unsent_changed.connect(self.dossier.show_unsent)
        self.deeds.clock_changed.connect(self.lookups.ask_clock)
        self.lookups.rows_arrived.connect(self._on_rows_arrived)
        self.lookups.dossier_arrived.connect(self._on_dossier_arrived)
        self.lookups.people_arrived.connect(self._on_people_arrived)
        self.lookups.candidates_arrived.connect(self.middle.candidates.show_sheet)
        self.lookups.origin_arrived.connect(self.dossier.show_origin)
        self.chain.pair_changed.connect(self._on_pair_changed)
        self.middle.comparison.pair_shown.connect(self._on_pair_in_sight)
        self.lookups.sources_arrived.connect(self._on_sources_arrived)
        self.page_deeds.sources_changed.connect(self.lookups.ask_sources)
        self.lookups.rows_failed.connect(self.backgrounds.notices.show_failure)
        self.lookups.dossier_failed.connect(self._on_dossier_failed)
        self.lookups.failed.connect(self.notices.show_failure)

    def _lay_out(self) -> None:
        self.setCentralWidget(stacked(self.top, self._columns, self.status))
        self.resize(1280, 800)
