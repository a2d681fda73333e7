"""How large a document's pages are shown, and which keys ask for it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent


class Fit(StrEnum):
    """How large the pages are shown; beside these two any size can be chosen."""

    WIDTH = "width"
    PRINT = "print"


def deed_of(event: QKeyEvent) -> str:
    """Return what a key does to the size of pages: the same keys as over a picture, with Ctrl or without."""
    held = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
    if held not in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier):
        return ""
    return {
        Qt.Key.Key_Plus: "in",
        Qt.Key.Key_Equal: "in",
        Qt.Key.Key_Minus: "out",
        Qt.Key.Key_0: Fit.WIDTH,
        Qt.Key.Key_1: Fit.PRINT,
    }.get(Qt.Key(event.key()), "")
