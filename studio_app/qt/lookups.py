"""What the window knows of the studio: asked for in the background, again whenever something was recorded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from studio_app.domain.language import _
from studio_app.qt.changes import Subject

if TYPE_CHECKING:
    from studio_app.domain.ids import BackgroundId, StageId
    from studio_app.domain.people import Person
    from studio_app.domain.periods import Period
    from studio_app.qt.asks import StudioSteps
    from studio_app.qt.changes import Changes, Recorded
    from studio_app.qt.status_line import StatusLine
    from studio_app.qt.tasks import Tasks
    from studio_app.workflow.views import BackgroundDossier, BackgroundRow, CandidateSheet

_CLOCK_MS = 5_000
"""How often the clock is asked for: a command may start or stop it, and somebody may go away or come back."""


@dataclass(frozen=True, slots=True)
class Everybody:
    """The people of the studio, and who is here."""

    people: tuple[Person, ...]
    me: Person | None


class Lookups(QObject):
    """Asks and tells; an answer that was overtaken by a newer question is dropped."""

    rows_arrived = Signal(object)
    dossier_arrived = Signal(object)
    people_arrived = Signal(object)
    clock_arrived = Signal(object)
    desk_arrived = Signal(object)
    own_arrived = Signal(object)
    candidates_arrived = Signal(object)
    sources_arrived = Signal(object)
    origin_arrived = Signal(object)
    rows_failed = Signal(object)
    dossier_failed = Signal(object)
    failed = Signal(object)

    def __init__(self, studio: StudioSteps, tasks: Tasks, changes: Changes, status: StatusLine) -> None:
        super().__init__()
        self._studio = studio
        self._tasks = tasks
        self._status = status
        self._open: BackgroundId | None = None
        self._dossier_number = 0
        self._row_number = 0
        self._has_rows = False
        self._origin: StageId | None = None
        self._clock_number = 0
        self._desk_number = 0
        self._own_number = 0
        self._clock = QTimer(self)
        self._clock.setInterval(_CLOCK_MS)

        self._clock.timeout.connect(self.ask_clock)
        changes.recorded.connect(self._on_recorded)

    def start(self) -> None:
        """Ask for everything that stands in the window at first."""
        self._tasks.read(self._studio.kept_rows, answered=self._on_kept_rows, failed=self.rows_failed.emit)
        self.ask_all()
        self._clock.start()

    def ask_all(self) -> None:
        """Ask for everything anew: a command beside this window may have recorded something."""
        self.ask_rows()
        self.ask_dossier()
        self.ask_candidates()
        self.ask_sources()
        self.ask_people()
        self.ask_clock()
        self.ask_desk()

    def stop(self) -> None:
        """Ask no more."""
        self._clock.stop()

    def open_background(self, background: BackgroundId) -> None:
        """Ask for a background's dossier, and again when it changes."""
        self._open = background
        self.ask_dossier()
        self.ask_candidates()

    def ask_rows(self) -> None:
        """Ask for the list of backgrounds."""
        self._row_number += 1
        asked = self._row_number
        busy = self._status.begin(_("Reading the backgrounds…"))

        def on_answered(rows: object) -> None:
            self._status.end(busy)
            if asked == self._row_number:
                self._has_rows = True
                self.rows_arrived.emit(rows)

        def on_failed(error: BaseException) -> None:
            self._status.end(busy)
            self.rows_failed.emit(error)

        self._tasks.read(self._studio.rows, answered=on_answered, failed=on_failed)

    def _on_kept_rows(self, rows: tuple[BackgroundRow, ...]) -> None:
        if rows and not self._has_rows:
            self.rows_arrived.emit(rows)

    def ask_dossier(self) -> None:
        """Ask for the open background."""
        background = self._open
        if background is None:
            return
        self._dossier_number += 1
        asked = self._dossier_number
        busy = self._status.begin(_("Reading the background…"))

        def on_answered(dossier: BackgroundDossier) -> None:
            self._status.end(busy)
            if asked == self._dossier_number:
                self.dossier_arrived.emit(dossier)

        def on_failed(error: BaseException) -> None:
            self._status.end(busy)
            if asked == self._dossier_number:
                self.dossier_failed.emit(error)

        self._tasks.read(lambda: self._studio.dossier(background), answered=on_answered, failed=on_failed)

    def ask_candidates(self) -> None:
        """Ask for the candidates of the open background; an answer for another one is dropped."""
        background = self._open
        if background is None:
            return

        def on_answered(sheet: CandidateSheet) -> None:
            if background == self._open:
                self.candidates_arrived.emit(sheet)

        self._tasks.read(lambda: self._studio.candidates(background), answered=on_answered, failed=self.failed.emit)

    def ask_origin(self, stage: StageId | None) -> None:
        """Ask where a stage comes from; an answer for another stage than the newest asked for is dropped."""
        self._origin = stage
        if stage is None:
            return

        def on_answered(marks: object) -> None:
            if stage == self._origin:
                self.origin_arrived.emit(marks)

        self._tasks.read(lambda: self._studio.origin(stage), answered=on_answered, failed=self.failed.emit)

    def ask_sources(self) -> None:
        """Ask for the generators and how far what was asked of them is."""
        busy = self._status.begin(_("Asking how far the generators are…"))

        def on_answered(sheet: object) -> None:
            self._status.end(busy)
            self.sources_arrived.emit(sheet)

        def on_failed(error: BaseException) -> None:
            self._status.end(busy)
            self.failed.emit(error)

        self._tasks.read(self._studio.sources, answered=on_answered, failed=on_failed)

    def ask_people(self) -> None:
        """Ask for everybody and who is here."""
        self._tasks.read(
            lambda: Everybody(self._studio.people(), self._studio.me()),
            answered=self.people_arrived.emit,
            failed=self.failed.emit,
        )

    def ask_desk(self) -> None:
        """Ask for one's own time that was not sent, and what one is asked."""
        self._desk_number += 1
        asked = self._desk_number

        def on_answered(sheet: object) -> None:
            if asked == self._desk_number:
                self.desk_arrived.emit(sheet)

        self._tasks.read(self._studio.desk_sheet, answered=on_answered, failed=self.failed.emit)

    def ask_own(self, period: Period) -> None:
        """Ask for all one's own time of a period; an answer that was overtaken is dropped."""
        self._own_number += 1
        asked = self._own_number

        def on_answered(view: object) -> None:
            if asked == self._own_number:
                self.own_arrived.emit(view)

        self._tasks.read(lambda: self._studio.own_view(period), answered=on_answered, failed=self.failed.emit)

    def ask_clock(self) -> None:
        """Ask what the clock does; an answer asked for before the newest question is dropped."""
        self._clock_number += 1
        asked = self._clock_number

        def on_answered(clock: object) -> None:
            if asked == self._clock_number:
                self.clock_arrived.emit(clock)

        self._tasks.read(self._studio.clock_view, answered=on_answered, failed=self.failed.emit)

    def _on_recorded(self, recorded: Recorded) -> None:
        if recorded.subject is Subject.PERSON:
            self.ask_people()
            # Names stand in these too.
            self.ask_dossier()
            self.ask_candidates()
            return
        if recorded.subject is Subject.SOURCE:
            self.ask_sources()
            return
        if recorded.subject is Subject.DESK:
            self.ask_desk()
            return
        if recorded.subject is Subject.SHEET:
            return
        self.ask_rows()
        if recorded.subject is Subject.CANDIDATE:
            self.ask_candidates()
        if recorded.background in (self._open, None):
            self.ask_dossier()
        if recorded.subject is Subject.SESSION:
            self.ask_clock()
            self.ask_desk()
