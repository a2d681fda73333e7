"""Adds files one after the other, so that what is left can be left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from studio_app.domain.language import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studio_app.domain.stages import Stage
    from studio_app.qt.add_drawer import Arrival
    from studio_app.qt.asks import StudioSteps
    from studio_app.qt.recorder import Recorder


class Intake(QObject):
    """A queue of arrivals; a file that cannot be taken says so and the next one follows."""

    stage_added = Signal(object)

    def __init__(self, studio: StudioSteps, recorder: Recorder) -> None:
        super().__init__()
        self._studio = studio
        self._recorder = recorder
        self._waiting: list[Arrival] = []
        self._busy = False
        self._total = 0

    @property
    def busy(self) -> bool:
        """Whether a file is being added."""
        return self._busy

    def take(self, arrivals: Sequence[Arrival]) -> None:
        """Add these after those that wait already."""
        self._waiting.extend(arrivals)
        self._total = self._total + len(arrivals) if self._busy else len(arrivals)
        if not self._busy:
            self._add_next()

    def stop(self) -> None:
        """Leave out what was not begun."""
        self._waiting.clear()

    def _add_next(self) -> None:
        self._busy = bool(self._waiting)
        if not self._waiting:
            return
        arrival = self._waiting.pop(0)
        self._recorder.record(
            _(
                "Adding {number} of {total}: {name}",
                number=self._total - len(self._waiting),
                total=self._total,
                name=arrival.path.name,
            ),
            lambda: self._studio.add_file(
                arrival.path,
                background=arrival.background,
                kind=arrival.kind,
                by=arrival.by,
                parent=arrival.parent,
            ),
            answered=self._on_added,
            failed=lambda _error: self._add_next(),
            stop=self.stop if self._waiting else None,
        )

    def _on_added(self, stage: Stage) -> None:
        self._add_next()
        self.stage_added.emit(stage)
