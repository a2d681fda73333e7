"""The next background's pictures, decoded while one still looks at this one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from studio_app.qt.pair import newest, opposite

if TYPE_CHECKING:
    from studio_app.domain.ids import BackgroundId, Digest
    from studio_app.qt.asks import StudioSteps
    from studio_app.qt.pictures import Pictures
    from studio_app.qt.tasks import Tasks
    from studio_app.workflow.views import BackgroundDossier


class Prefetch(QObject):
    """Asks for what would be shown of one background; another wish replaces it."""

    def __init__(self, studio: StudioSteps, tasks: Tasks, pictures: Pictures) -> None:
        super().__init__()
        self._studio, self._tasks, self._pictures = studio, tasks, pictures
        self._wanted: BackgroundId | None = None
        self._digests: frozenset[Digest] = frozenset()

    @property
    def digests(self) -> frozenset[Digest]:
        """What was asked for ahead: it is kept beside what is looked at."""
        return self._digests

    def want(self, background: BackgroundId | None) -> None:
        """Ask for the pair of a background, unless that was the last wish."""
        if background is None or background == self._wanted:
            return
        self._wanted = background

        def on_answered(dossier: BackgroundDossier) -> None:
            if background == self._wanted:
                self._request(dossier)

        # What fails here fails again, and is shown, when the background is opened.
        self._tasks.read(lambda: self._studio.dossier(background), answered=on_answered, failed=lambda _error: None)

    def _request(self, dossier: BackgroundDossier) -> None:
        after = newest(dossier.stages)
        before = opposite(dossier.stages, after) if after is not None else None
        stages = [stage for stage in (after, before) if stage is not None]
        self._digests = frozenset(stage.sha256 for stage in stages)
        for stage in stages:
            self._pictures.request(stage.sha256)
