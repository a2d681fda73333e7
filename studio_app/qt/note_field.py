"""A line to type a note's words into, where they will stand on the picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from studio_app.domain.drawings import LONGEST_WORDS
from studio_app.domain.language import _

if TYPE_CHECKING:
    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

_WIDTH = 240


class NoteField(QLineEdit):
    """Return writes, Esc leaves it; gone as soon as it loses the focus."""

    written = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self.setMaxLength(LONGEST_WORDS)
        self.setFixedWidth(_WIDTH)
        self.setPlaceholderText(_("Words on the picture"))
        self.setToolTip(_("Words on the picture (Return writes them)"))
        self.setAccessibleName(_("Words on the picture"))
        self.hide()

        self.returnPressed.connect(self._on_return)
        self.editingFinished.connect(self.hide)

    def open_at(self, position: QPointF) -> None:
        """Open with its corner at a point of the parent."""
        room = self._over.rect()
        self.move(
            min(round(position.x()), max(room.width() - self.width(), 0)),
            min(round(position.y()), max(room.height() - self.sizeHint().height(), 0)),
        )
        self.clear()
        self.show()
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        # What is typed here is no key of the canvas or the drawer.
        event.accept()

    def _on_return(self) -> None:
        self.written.emit(self.text())
        self.hide()
        self._over.setFocus()
