"""The hand on the canvas: wheel, drag, pen and keys, turned into views and wipes."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt

from studio_app.qt.stage_model import STAGE_MIME
from studio_app.viewing.look import Way

if TYPE_CHECKING:
    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QDropEvent, QKeyEvent, QMouseEvent, QWheelEvent

    from studio_app.qt.canvas import Canvas
    from studio_app.viewing.look import Wipe

_GRAB = 8
_STEP = 2**0.25
_PAN = 48
_TURN = 5.0
_SNAP = 3.0
_STEEP = 0.7
_ARROWS = {
    Qt.Key.Key_Left: (1, 0),
    Qt.Key.Key_Right: (-1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}


class CanvasHand:
    """Drag pans, and so does Space with the pointer moving; the wheel zooms at the cursor; the wipe's line is dragged.

    Dragged with Ctrl the line is turned, and so it is by the wheel with Ctrl.
    """

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._dragged_from: QPointF | None = None
        self._grabbed = ""
        self._space = self._drawing = False
        self.position: QPointF | None = None

    def wheel(self, event: QWheelEvent) -> None:
        """Zoom at the cursor, or turn the wipe."""
        steps = event.angleDelta().y() / 120
        if not steps:
            return
        canvas = self._canvas
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and canvas.look_in_use.way is Way.WIPE:
            canvas.move_wipe(_settled(canvas.look_in_use.wipe.turned(_TURN * steps)))
            return
        at, pane = canvas.at(event.position())
        canvas.go_to(canvas.view.zoomed(_STEP**steps, at, pane.size))

    def press(self, event: QMouseEvent) -> None:
        """Take hold of the picture or of the wipe's line."""
        if event.button() not in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            return
        left = event.button() == Qt.MouseButton.LeftButton and not self._space
        if left and self._canvas.notes.tool is not None:
            self._drawing = True
            self._canvas.notes.begin(self._canvas.grid_point(event.position()), event.position())
            return
        self._grabbed = self._on_line(event.position()) if left else ""
        if self._grabbed and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._grabbed += " turned"
        self._dragged_from = event.position()
        self._show_cursor(event.position())

    def move(self, event: QMouseEvent) -> None:
        """Move what is held."""
        self.position = event.position()
        if self._drawing:
            self._canvas.notes.go_on(self._canvas.grid_point(event.position()))
        elif self._dragged_from is None and not self._space:
            self._show_cursor(event.position())
        elif self._grabbed:
            self._drag_line(event.position())
        else:
            before = self._dragged_from or event.position()
            self._dragged_from = event.position()
            moved = (event.position() - before) * self._canvas.ratio
            self._canvas.go_to(self._canvas.view.panned(moved.x(), moved.y()))

    def release(self, event: QMouseEvent) -> None:
        """Let go."""
        if self._drawing:
            self._drawing = False
            self._canvas.notes.end()
            return
        self._dragged_from = event.position() if self._space else None
        self._grabbed = ""
        self._show_cursor(event.position())

    def leave(self) -> None:
        """The pointer is elsewhere."""
        self.position = None
        self._canvas.update()

    def let_go(self) -> None:
        """The keyboard is elsewhere: nothing stays held."""
        self._space, self._dragged_from, self._grabbed = False, None, ""

    def drop(self, event: QDropEvent) -> None:
        """Put a stage on the side it was dropped on, as one more side with Ctrl; where nothing is split, by halves."""
        canvas = self._canvas
        panes, count = canvas.panes(), len(canvas.sides)
        x, y = event.position().x() * canvas.ratio, event.position().y() * canvas.ratio
        at = next((number for number, pane in enumerate(panes) if pane.contains(x, y)), 0)
        if len(panes) < count:
            at = count - 2 if x < canvas.room_size[0] / 2 else count - 1
        beside = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        event.acceptProposedAction()
        canvas.stage_dropped.emit(at, bytes(event.mimeData().data(STAGE_MIME).data()).decode(), beside)

    def flips(self, event: QKeyEvent) -> bool:
        """Say whether a key is Tab alone, pressed while there are two pictures to flip between."""
        alone = event.modifiers() == Qt.KeyboardModifier.NoModifier and event.type() == QEvent.Type.KeyPress
        return alone and event.key() == Qt.Key.Key_Tab and len(self._canvas.sides) > 1

    def key_pressed(self, event: QKeyEvent) -> bool:
        """Pan by arrows, move the wipe by Shift and arrows, hold the picture by Space; say whether it was that."""
        if event.key() == Qt.Key.Key_Space:
            if not event.isAutoRepeat():
                self._space, self._dragged_from = True, self.position
                self._canvas.setCursor(Qt.CursorShape.ClosedHandCursor)
            return True
        step = _ARROWS.get(Qt.Key(event.key()))
        if step is None or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and self._canvas.look_in_use.way is Way.WIPE:
            wipe = self._canvas.look_in_use.wipe
            self._canvas.move_wipe(wipe.moved(wipe.x - step[0] * 0.02, wipe.y - step[1] * 0.02))
        else:
            self._canvas.go_to(self._canvas.view.panned(step[0] * _PAN, step[1] * _PAN))
        return True

    def key_released(self, event: QKeyEvent) -> bool:
        """Let go of the picture when Space is."""
        if event.key() != Qt.Key.Key_Space:
            return False
        if not event.isAutoRepeat():
            self.let_go()
            self._canvas.setCursor(Qt.CursorShape.OpenHandCursor)
        return True

    def _drag_line(self, position: QPointF) -> None:
        (x, y), pane = self._canvas.at(position)
        wipe = self._canvas.look_in_use.wipe
        if "turned" not in self._grabbed:
            self._canvas.move_wipe(wipe.moved(x / pane.width, y / pane.height))
            return
        across, down = x - wipe.x * pane.width, y - wipe.y * pane.height
        degrees = math.degrees(math.atan2(-down, across))
        # A line has two ends, and the one that is held decides which way it points.
        if "tail" in self._grabbed:
            degrees += 180
        self._canvas.move_wipe(_settled(replace(wipe, degrees=degrees % 360)))

    def _on_line(self, position: QPointF) -> str:
        """Return which half of the wipe's line lies under a point, `head` or `tail`; nothing beside it."""
        canvas = self._canvas
        if canvas.look_in_use.way is not Way.WIPE or len(canvas.sides) < 2:  # a wipe is of two
            return ""
        (x, y), pane = canvas.at(position)
        wipe = canvas.look_in_use.wipe
        across, down = x - wipe.x * pane.width, y - wipe.y * pane.height
        right, below = wipe.normal()
        if abs(across * right + down * below) > _GRAB * canvas.ratio:
            return ""
        return "head" if across * below - down * right > 0 else "tail"

    def _show_cursor(self, position: QPointF) -> None:
        shapes = Qt.CursorShape
        if self._canvas.notes.tool is not None and not self._space:
            self._canvas.setCursor(shapes.CrossCursor)
        elif self._grabbed or self._on_line(position):
            upright = abs(self._canvas.look_in_use.wipe.normal()[0]) > _STEEP
            self._canvas.setCursor(shapes.SplitHCursor if upright else shapes.SplitVCursor)
        else:
            self._canvas.setCursor(shapes.ClosedHandCursor if self._dragged_from else shapes.OpenHandCursor)


def _settled(wipe: Wipe) -> Wipe:
    """Return the wipe upright or level where it nearly is."""
    nearest = round(wipe.degrees / 90) * 90
    return replace(wipe, degrees=float(nearest % 360)) if abs(wipe.degrees - nearest) <= _SNAP else wipe
