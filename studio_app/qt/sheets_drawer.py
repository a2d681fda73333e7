"""Notes with their pictures: of which episode, and where to write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit

from studio_app.domain.language import _
from studio_app.qt.drawer import Drawer, field
from studio_app.workflow.note_sheets import NoteScope

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from studio_app.qt.theme import Theme


class SheetsDrawer(Drawer):
    """Tells `notes_wanted(scope)`; credits and pay have pages of their own."""

    notes_wanted = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.episode = QLineEdit()
        self.waiting = QCheckBox(_("To be redone only"))

        self.title.show_text(_("Write the notes"))
        self.submit.setText(_("Notes…"))
        self.submit.setAccessibleName(_("Notes"))
        self.submit.setToolTip(_("Choose a file and write the notes with their pictures, as PDF or CSV"))
        self.episode.setPlaceholderText(_("all"))
        self.waiting.setToolTip(self.waiting.text())
        self.fields.addWidget(field(_("Notes of the episode"), self.episode))
        self.fields.addWidget(self.waiting, 0, Qt.AlignmentFlag.AlignBottom)
        self.fields.addStretch(1)

    def scope(self) -> NoteScope:
        """Return which notes are wanted."""
        return NoteScope(episode=self.episode.text().strip(), open_only=self.waiting.isChecked())

    def entrance(self) -> QWidget:
        return self.episode

    def act(self) -> None:
        self.notes_wanted.emit(self.scope())
