"""Where a person chooses files; tests pass their own answers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from studio_app.domain.language import _

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

SHEETS = "CSV (*.csv);;JSON (*.json)"
"""The kinds of file a sheet can be, as the system's dialog wants them."""


class FileChoices(Protocol):
    """Asks a person for files, and opens one with the program the system has for it."""

    def pictures(self, parent: QWidget) -> tuple[Path, ...]: ...
    def sheet(self, parent: QWidget, title: str, name: str, kinds: str = SHEETS) -> Path | None: ...
    def picture(self, parent: QWidget, title: str, name: str) -> Path | None: ...
    def folder(self, parent: QWidget, title: str) -> Path | None: ...
    def workflow(self, parent: QWidget) -> Path | None: ...
    def open(self, path: Path) -> None: ...


class FileDialogs:
    """The system's own dialogs."""

    def pictures(self, parent: QWidget) -> tuple[Path, ...]:
        """Return the picture files chosen; none where the person thought better of it."""
        kinds = _("Pictures") + " (*.png *.jpg *.jpeg *.tif *.tiff *.webp *.psd *.psb *.kra *.ora *.clip *.exr)"
        chosen, _kind = QFileDialog.getOpenFileNames(
            parent, _("Add picture files"), "", f"{kinds};;{_('All files')} (*)"
        )
        return tuple(Path(name) for name in chosen)

    def sheet(self, parent: QWidget, title: str, name: str, kinds: str = SHEETS) -> Path | None:
        """Return where to write a sheet; its format goes by the ending."""
        chosen, _kind = QFileDialog.getSaveFileName(parent, title, name, kinds)
        return Path(chosen) if chosen else None

    def picture(self, parent: QWidget, title: str, name: str) -> Path | None:
        """Return where to write a picture."""
        chosen, _kind = QFileDialog.getSaveFileName(parent, title, name, "PNG (*.png)")
        return Path(chosen) if chosen else None

    def folder(self, parent: QWidget, title: str) -> Path | None:
        """Return a folder."""
        chosen = QFileDialog.getExistingDirectory(parent, title)
        return Path(chosen) if chosen else None

    def workflow(self, parent: QWidget) -> Path | None:
        """Return a saved workflow or preset."""
        kinds = _("Workflows and presets") + " (*.json)"
        chosen, _kind = QFileDialog.getOpenFileName(parent, _("Choose a workflow or preset"), "", kinds)
        return Path(chosen) if chosen else None

    def open(self, path: Path) -> None:
        """Open a file with the system's program for it."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
