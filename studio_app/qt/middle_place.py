"""Where the middle of the window stands: the pages and what there is to say, and room for the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

if TYPE_CHECKING:
    from studio_app.qt.notices import Notices
    from studio_app.qt.page_row import PageRow


class MiddlePlace(QWidget):
    """Empty below its notices until the middle is taken in, as it is while the backgrounds are being read."""

    def __init__(self, row: PageRow, notices: Notices) -> None:
        super().__init__()
        self.row = row
        self._nothing = QWidget()
        self._taken_in: tuple[QWidget, ...] = ()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self._box.addWidget(row)
        self._box.addWidget(notices)
        self._box.addWidget(self._nothing, 1)

    def take_in(self, above: QWidget, room: QWidget, below: QWidget) -> None:
        """Give the room to what belongs there, with what stands above and below it."""
        self._box.removeWidget(self._nothing)
        self._nothing.setParent(None)
        self._box.addWidget(above)
        self._box.addWidget(room, 1)
        self._box.addWidget(below)
        self._taken_in = (above, room)

    def show_all(self) -> None:
        """Show what was taken in; left to itself, Qt would do so only when events are next worked on."""
        for part in self._taken_in:
            part.show()
