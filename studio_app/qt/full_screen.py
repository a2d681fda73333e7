"""The pictures alone on the whole screen, and everything back in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget


class FullScreen(QObject):
    """Hides `around` while the window fills the screen; `give_room` gives the pictures what stands beside them."""

    def __init__(self, window: QWidget, around: Sequence[QWidget], give_room: Callable[[bool], object]) -> None:
        super().__init__(window)
        self._window, self._around, self._give_room = window, around, give_room

    def turn(self) -> None:
        """Give the pictures the whole screen, or everything its place again."""
        filling = not self._window.isFullScreen()
        for part in self._around:
            part.setVisible(not filling)
        self._give_room(filling)
        if filling:
            self._window.showFullScreen()
        else:
            self._window.showNormal()
