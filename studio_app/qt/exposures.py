"""Pictures in more or less light: from their files once the hand rests, until then from the screen's codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from studio_app.qt.pictures import picture_of
from studio_app.viewing.look import Way

if TYPE_CHECKING:
    from pathlib import Path

    from studio_app.domain.stages import Stage
    from studio_app.qt.asks import StudioSteps
    from studio_app.qt.pictures import Pictures
    from studio_app.qt.tasks import Tasks
    from studio_app.viewing.look import Look
    from studio_app.viewing.pyramid import Pyramid

_REST_MS = 300
_OF_PICTURES = frozenset({Way.SIDE, Way.ABOVE, Way.WIPE, Way.FLIP, Way.BLEND})
"""Ways that show the pictures alone: a difference or a map knows nothing of light."""


class Exposures(QObject):
    """Makes exposed pictures of all sides or of none: no side is ever shown more truly than another.

    Nothing is made where no side's file has more than the 8 bits that are on the screen anyway.
    """

    failed = Signal(object)

    def __init__(self, studio: StudioSteps, tasks: Tasks, pictures: Pictures) -> None:
        super().__init__()
        self._studio, self._tasks, self._pictures = studio, tasks, pictures
        self._wanted: tuple[tuple[Stage, ...], float] = ((), 0.0)
        self._rest = QTimer(self)

        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._ask)

    def want(self, stages: tuple[Stage, ...], look: Look) -> None:
        """Say what is looked at, and how."""
        wanted = (stages, look.treatment.exposure if look.way in _OF_PICTURES else 0.0)
        if wanted != self._wanted:
            self._wanted = wanted
            if wanted[1]:
                self._rest.start()
            else:
                self._rest.stop()

    def names(self) -> frozenset[object]:
        """Return the names of the pictures that are wanted."""
        stages, stops = self._wanted
        return frozenset(_name(stage, stops) for stage in stages) if stops else frozenset()

    def of(self, stage: Stage) -> Pyramid | None:
        """Return a stage's picture in the light wanted, once those of all sides are here."""
        stages, stops = self._wanted
        if not stops or any(self._pictures.kept(_name(one, stops)) is None for one in stages):
            return None
        return self._pictures.kept(_name(stage, stops))

    def _ask(self) -> None:
        wanted = self._wanted
        stages, stops = wanted
        self._tasks.read(
            lambda: tuple(self._studio.exposed_view(stage.sha256, stops) for stage in stages),
            answered=lambda paths: self._on_paths(wanted, paths),
            failed=self.failed.emit,
        )

    def _on_paths(self, asked: tuple[tuple[Stage, ...], float], paths: tuple[Path | None, ...]) -> None:
        stages, stops = asked
        if asked != self._wanted or not any(paths):
            return
        for stage, path in zip(stages, paths, strict=True):
            self._make(stage, path, stops)

    def _make(self, stage: Stage, path: Path | None, stops: float) -> None:
        def job() -> Pyramid:
            screen = self._pictures.screen
            if path is not None:
                return picture_of(path, screen)
            return picture_of(self._studio.view(stage.sha256), screen, stops=stops)

        self._pictures.make(_name(stage, stops), job)


def _name(stage: Stage, stops: float) -> tuple[str, str, float]:
    return ("exposed", stage.sha256, stops)
