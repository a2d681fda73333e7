"""Puts a person's details right: asks what they are now, whose they are, and records what is to change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from studio_app.domain.language import _
from studio_app.qt.lookups import Everybody

if TYPE_CHECKING:
    from collections.abc import Callable

    from studio_app.domain.ids import PersonId
    from studio_app.qt.asks import StudioSteps
    from studio_app.qt.commands import Commands
    from studio_app.qt.drawers import Drawers
    from studio_app.qt.recorder import Recorder
    from studio_app.workflow.people import Details


class PersonDeeds(QObject):
    """Nothing is decided here. `chosen` returns the id or code of whoever is chosen on a page, empty for nobody."""

    def __init__(
        self,
        studio: StudioSteps,
        recorder: Recorder,
        *,
        commands: Commands,
        drawers: Drawers,
        chosen: Callable[[], str],
    ) -> None:
        super().__init__()
        self._studio, self._recorder = studio, recorder
        self._drawers, self._chosen = drawers, chosen

        commands.change_person.triggered.connect(lambda _checked=False: self._on_change_asked_for())
        drawers.change_person.change_wanted.connect(self._on_change_wanted)

    def _on_change_asked_for(self) -> None:
        chosen = self._chosen()
        self._recorder.record(
            _("Reading everybody’s details…"),
            lambda: Everybody(self._studio.people(), self._studio.me()),
            answered=lambda everybody: self._ask(everybody, chosen),
            beside=True,
        )

    def _ask(self, everybody: Everybody, chosen: str) -> None:
        if not everybody.people:
            self._drawers.open(self._drawers.person)
            return
        me = everybody.me.id if everybody.me is not None else ""
        self._drawers.change_person.ask(everybody.people, chosen or me)

    def _on_change_wanted(self, person: PersonId, details: Details) -> None:
        drawer = self._drawers.change_person
        self._recorder.record(
            _("Recording the change…"),
            lambda: self._studio.change_person(person, details),
            answered=lambda _changed: drawer.accept(),
            failed=lambda _error: drawer.ask_again(),
        )
