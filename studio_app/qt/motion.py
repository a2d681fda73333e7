"""Whether a view is on its way: from each step of a hand until it has rested for a moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

_REST_MS = 120


class Motion(QTimer):
    """Active while the view moves; its `timeout` tells that it has come to rest."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.setSingleShot(True)
        self.setInterval(_REST_MS)
