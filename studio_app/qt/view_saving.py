"""Saves the view where a person says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject
from PySide6.QtGui import QColorSpace

from studio_app.domain.errors import StudioError
from studio_app.domain.language import _
from studio_app.qt.view_picture import save

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from studio_app.qt.comparison_panel import ComparisonPanel
    from studio_app.qt.drawers import Drawers
    from studio_app.qt.file_dialogs import FileChoices
    from studio_app.qt.notices import Notices
    from studio_app.qt.tasks import Tasks
    from studio_app.qt.view_picture import ViewWish


class ViewSaving(QObject):
    """Asks for a file, draws the view at once, and writes it while one goes on."""

    def __init__(  # noqa: PLR0917  # each is asked for something
        self,
        tasks: Tasks,
        window: QWidget,
        comparison: ComparisonPanel,
        drawers: Drawers,
        notices: Notices,
        files: FileChoices,
    ) -> None:
        super().__init__()
        self._tasks, self._window, self._comparison = tasks, window, comparison
        self._drawers, self._notices, self._files = drawers, notices, files

        drawers.view.view_wanted.connect(self._on_view_wanted)

    def _on_view_wanted(self, wish: ViewWish) -> None:
        name = "-".join(label.replace(" · ", " ") for label in self._comparison.names[-1:]) or "view"
        path = self._files.picture(self._window, _("Save the view as a picture"), f"{name}.png")
        if path is None:
            return
        path = path if path.suffix.lower() == ".png" else path.with_name(f"{path.name}.png")
        try:
            image = self._comparison.canvas.picture(wish, self._comparison.names)
        except StudioError as error:
            self._notices.show_failure(error)
            return
        image.setColorSpace(self._colour_space())
        self._drawers.view.close_drawer()
        self._tasks.read(
            lambda: save(image, path),
            answered=lambda _nothing: self._on_saved(path),
            failed=self._notices.show_failure,
        )

    def _colour_space(self) -> QColorSpace:
        """Return what the view's codes mean: those of the screen where pictures are turned for it, else sRGB."""
        colour = self._comparison.screen_in_use.colour
        if colour is None:
            return QColorSpace(QColorSpace.NamedColorSpace.SRgb)
        return QColorSpace.fromIccProfile(QByteArray(colour.profile))

    def _on_saved(self, path: Path) -> None:
        bar = self._notices.show_news(_("Written: {path}", path=path))
        bar.offer(_("Open"), _("Open it with the system's program"), lambda: self._files.open(path))
