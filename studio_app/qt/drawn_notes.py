"""Ties the drawer of a review to the notes on the canvas: its tools draw there, and its word takes them along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from studio_app.domain.drawings import Drawing
    from studio_app.qt.canvas import Canvas
    from studio_app.qt.deeds import Deeds
    from studio_app.qt.review_drawer import ReviewDrawer


class DrawnNotes(QObject):
    """While the drawer is open a tool may be chosen; what was drawn goes with the word, and comes back if it fails."""

    def __init__(self, drawer: ReviewDrawer, canvas: Canvas, deeds: Deeds) -> None:
        super().__init__()
        self._drawer, self._canvas = drawer, canvas

        deeds.take_drawing = self._taken
        deeds.drawing_returned.connect(lambda drawing: canvas.notes.restore(drawing.marks))
        drawer.tool_chosen.connect(canvas.notes.choose)
        drawer.stroke_taken_back.connect(canvas.notes.take_back)
        drawer.closed.connect(lambda: drawer.choose_tool(None))

    def _taken(self) -> Drawing | None:
        """Return what was drawn and begin anew; it comes back with the word that it belongs to."""
        drawing = self._canvas.notes.drawing(self._canvas.frame)
        self._canvas.notes.drop_draft()
        return drawing
