"""What the studio answers, and what is chosen in one part of the window, passed on to the parts it concerns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from studio_app.qt.review_pass import next_waiting

if TYPE_CHECKING:
    from studio_app.domain.ids import BackgroundId, StageId
    from studio_app.qt.lookups import Everybody
    from studio_app.qt.parts import Parts
    from studio_app.qt.window import MainWindow
    from studio_app.workflow.views import BackgroundDossier, BackgroundRow, SourceSheet


class Arrivals(QObject):
    """Connects what is in sight of a window with its other parts; holds no rule."""

    def __init__(self, window: MainWindow, parts: Parts) -> None:
        super().__init__()
        self._chain, self._commands, self._top = window.chain, window.commands, window.top
        self._backgrounds, self._dossier, self._status = window.backgrounds, window.dossier, window.status
        self._parts, self._lookups, self._middle = parts, parts.lookups, parts.middle
        self._told: StageId | None = None

        lookups, deeds, dossier = parts.lookups, parts.deeds, window.dossier
        window.backgrounds.background_selected.connect(self._on_background_selected)
        window.chain.pair_changed.connect(self._on_pair_changed)
        deeds.background_added.connect(window.backgrounds.open_background)
        deeds.me_chosen.connect(self._on_me_chosen)
        deeds.clock_changed.connect(lookups.ask_clock)
        parts.desk_room.rows_changed.connect(window.backgrounds.show_rows)
        parts.desk_room.unsent_changed.connect(dossier.show_unsent)
        parts.middle.comparison.pair_shown.connect(self._on_pair_in_sight)
        parts.page_deeds.sources_changed.connect(lookups.ask_sources)
        lookups.rows_arrived.connect(self._on_rows_arrived)
        lookups.dossier_arrived.connect(self._on_dossier_arrived)
        lookups.people_arrived.connect(self._on_people_arrived)
        lookups.candidates_arrived.connect(parts.middle.candidates.show_sheet)
        lookups.origin_arrived.connect(dossier.show_origin)
        lookups.sources_arrived.connect(self._on_sources_arrived)
        lookups.rows_failed.connect(window.backgrounds.notices.show_failure)
        lookups.dossier_failed.connect(self._on_dossier_failed)
        lookups.failed.connect(window.notices.show_failure)

    def _on_background_selected(self, background: BackgroundId) -> None:
        self._dossier.notices.clear()
        self._lookups.open_background(background)
        self._parts.desk_room.open_row(self._backgrounds.open_row)

    def _on_rows_arrived(self, rows: tuple[BackgroundRow, ...]) -> None:
        self._backgrounds.notices.clear()
        self._parts.desk_room.know_rows(rows)
        self._parts.sheets_room.know_backgrounds([row.background for row in rows])
        self._status.show_rows(rows)
        self._middle.show_studio(bool(rows))
        self._commands.add_files.setEnabled(bool(rows))
        if not rows:
            self._chain.clear()
            self._dossier.clear()
        self._parts.desk_room.open_row(self._backgrounds.open_row)

    def _on_dossier_arrived(self, dossier: BackgroundDossier) -> None:
        self._dossier.notices.clear()
        self._parts.deeds.open_dossier(dossier)
        self._parts.page_deeds.open_background(dossier.row.background)
        self._dossier.show_dossier(dossier)
        self._chain.show_dossier(dossier)
        self._middle.comparison.show_reviews(dossier.reviews)
        self._middle.show_chain(bool(dossier.stages))

    def _on_pair_in_sight(self) -> None:
        """Both pictures are here: decode what comes next in the list meanwhile."""
        backgrounds = self._backgrounds
        row = next_waiting(backgrounds.model.shown, backgrounds.open_row) or backgrounds.neighbour(1)
        self._middle.comparison.prefetch.want(row.background.id if row is not None else None)

    def _on_dossier_failed(self, error: BaseException) -> None:
        """Show nothing rather than the background that was open before."""
        self._parts.deeds.close_dossier()
        self._parts.page_deeds.open_background(None)
        self._chain.clear()
        self._dossier.clear()
        self._dossier.notices.show_failure(error)

    def _on_pair_changed(self) -> None:
        after = self._chain.after
        stage = after.id if after is not None else None
        if stage != self._told:
            self._told = stage
            self._dossier.show_origin(None, reading=stage is not None)
            self._lookups.ask_origin(stage)

    def _on_sources_arrived(self, sheet: SourceSheet) -> None:
        self._middle.sources.show_sheet(sheet)
        self._parts.page_deeds.know_sources(sheet)

    def _on_people_arrived(self, everybody: Everybody) -> None:
        self._top.me.show_people(everybody.people, everybody.me)
        self._backgrounds.know_people(everybody.people)
        self._parts.sheets_room.know_people(everybody.people)
        self._parts.deeds.know_people(self._top.me.people, self._top.me.me)

    def _on_me_chosen(self) -> None:
        self._lookups.ask_people()
        self._lookups.ask_clock()
        self._lookups.ask_desk()
