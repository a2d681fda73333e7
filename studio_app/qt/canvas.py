"""The pictures themselves: two to four stages in one room, however they are looked at, with one linked view."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from studio_app.domain.language import _
from studio_app.qt import theme
from studio_app.qt.canvas_hand import CanvasHand
from studio_app.qt.drawing import region_at
from studio_app.qt.easel import Easel, Place
from studio_app.qt.motion import Motion
from studio_app.qt.note_field import NoteField
from studio_app.qt.region_words import region_sentence
from studio_app.qt.stage_model import STAGE_MIME
from studio_app.qt.view_picture import view_picture
from studio_app.viewing.panes import panes_of
from studio_app.viewing.viewpoint import Viewpoint, actual_size, fitted, steady

if TYPE_CHECKING:
    from PySide6.QtGui import (
        QDragEnterEvent,
        QDropEvent,
        QFocusEvent,
        QImage,
        QMouseEvent,
        QPaintEvent,
        QResizeEvent,
        QWheelEvent,
    )

    from studio_app.domain.changes import Region
    from studio_app.qt.sides import Side
    from studio_app.qt.view_picture import ViewWish
    from studio_app.viewing.look import Look, Way, Wipe
    from studio_app.viewing.owners import Inks
    from studio_app.viewing.panes import Pane
    from studio_app.viewing.pyramid import Pyramid

_MARGIN = 8
"""Some neutral grey stays around a fitted picture: colours are judged against it."""


class Canvas(QWidget):
    """Shows what it is given; all sides share one viewpoint, one exposure and one way of looking."""

    view_changed = Signal(object)
    look_changed = Signal(object)
    point_hovered = Signal(object)
    flip_wanted = Signal()
    stage_dropped = Signal(int, str, bool)

    def __init__(self) -> None:
        super().__init__()
        self._easel = Easel()
        self.notes = self._easel.notes
        self._view = Viewpoint(x=0.0, y=0.0, zoom=1.0)
        self._fitted, self._focus_shown, self._loupe = True, False, False
        self._moving, self._hand, self._field = Motion(self), CanvasHand(self), NoteField(self)

        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(QSize(240, 160))
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAcceptDrops(True)
        self.setAccessibleName(_("The pictures compared"))
        self._moving.timeout.connect(self.update)
        self.notes.changed.connect(self.update)
        self.notes.words_wanted.connect(self._field.open_at)
        self._field.written.connect(self.notes.write)

    @property
    def view(self) -> Viewpoint:
        """The viewpoint of all sides."""
        return self._view

    @property
    def look_in_use(self) -> Look:
        """How the pictures are looked at."""
        return self._easel.look

    @property
    def sides(self) -> tuple[Side, ...]:
        """What stands there, oldest first; those that are nothing left out."""
        return self._easel.standing

    @property
    def frame(self) -> tuple[int, int]:
        """The size of the picture that all sides are laid on: the newest one's that is there."""
        return self._easel.frame

    @property
    def ratio(self) -> float:
        """The screen's pixels for each of the widget's."""
        return self.devicePixelRatioF()

    @property
    def room_size(self) -> tuple[int, int]:
        """Width and height in the screen's pixels."""
        return max(round(self.width() * self.ratio), 1), max(round(self.height() * self.ratio), 1)

    def show_sides(self, sides: tuple[Side, ...], *, keep_view: bool) -> None:
        """Show other pictures; the view stays where it is if asked and the size is the same."""
        earlier = self.frame
        self._easel.sides = sides
        if not (keep_view and earlier == self.frame):
            self._fitted = True
        self._refit()
        self.update()

    def show_map(self, way: Way, values: Pyramid | None, *, waiting: str = "", inks: Inks | None = None) -> None:
        """Show what a way of looking needs beside the pictures, or the sentence that stands there until then."""
        self._easel.put_map(way, values, waiting=waiting, inks=inks)
        self.update()

    def map_of(self, way: Way) -> Pyramid | None:
        """Return what was shown last for a way of looking."""
        return self._easel.maps.get(way)

    def show_regions(self, regions: tuple[Region, ...]) -> None:
        """Outline these regions; none takes the outlines away."""
        self._easel.regions = regions
        self.update()

    def look(self, look: Look) -> None:
        """Look at the pictures in another way."""
        if look == self._easel.look:
            return
        panes = self._easel.look.way.apart != look.way.apart or self._easel.look.way.apart
        self._easel.look = look
        if panes:
            self._refit()
        self.update()
        self.look_changed.emit(look)

    def show_loupe(self, on: bool) -> None:
        """Show what lies under the cursor eight times as large, or no longer."""
        self._loupe = on
        self.update()

    def next_surround(self) -> None:
        """Put the next neutral grey around the pictures."""
        self._easel.surround = (self._easel.surround + 1) % len(theme.SURROUNDS)
        self.update()

    def fit(self) -> None:
        """Show the whole picture, also after the window changes its size."""
        self._fitted = True
        self._refit()
        self.update()

    def show_zoom(self, zoom: float) -> None:
        """Show each picture pixel as `zoom` of the screen's, keeping what is in the middle there."""
        middle = actual_size(self.frame) if self._fitted else self._view
        self.go_to(replace(middle, zoom=zoom))

    def show_box(self, left: int, top: int, width: int, height: int) -> None:
        """Show a part of the picture as large as it fits with room around it, at most at 400 %, never less than all."""
        pane = self.panes()[0]
        zoom = min(pane.width / (width * 1.5), pane.height / (height * 1.5), 4.0)
        whole = fitted(self.frame, pane.size)
        if zoom <= whole.zoom:
            self.fit()
        else:
            self.go_to(Viewpoint(x=left + width / 2, y=top + height / 2, zoom=zoom))

    def go_to(self, view: Viewpoint) -> None:
        """Look from elsewhere, no longer fitted to the window."""
        self._fitted = False
        self._look_from(view)

    def panes(self) -> tuple[Pane, ...]:
        """Return where pictures are drawn, in the screen's pixels."""
        return panes_of(self._easel.look.way, max(len(self.sides), 1), *self.room_size)

    def at(self, position: QPointF) -> tuple[tuple[float, float], Pane]:
        """Return a point of the widget within the pane it lies in, in the screen's pixels, and that pane."""
        x, y = position.x() * self.ratio, position.y() * self.ratio
        panes = self.panes()
        pane = next((pane for pane in panes if pane.contains(x, y)), panes[0])
        return (x - pane.left, y - pane.top), pane

    def picture_point(self, position: QPointF) -> tuple[int, int] | None:
        """Return the picture's pixel under a point of the widget, None beside the picture."""
        point = self.grid_point(position)
        inside = all(0 <= at < length for at, length in zip(point, self.frame, strict=True))
        return point if inside and self.sides else None

    def grid_point(self, position: QPointF) -> tuple[int, int]:
        """Return the place of a point of the widget in the picture's pixels, also beside the picture."""
        (x, y), pane = self.at(position)
        left, top = self._view.origin(pane.size)
        return int((x - left) // self._view.zoom), int((y - top) // self._view.zoom)

    def region_words(self, position: QPointF) -> str:
        """Return what is outlined under a point of the widget, or nothing."""
        region = region_at(self._easel.regions, *self.at(position), self._view)
        return region_sentence(region) if region is not None else ""

    def picture(self, wish: ViewWish, labels: tuple[str, ...]) -> QImage:
        """Return what is seen as a picture of its own; see `view_picture`."""
        place = Place(size=self.room_size, ratio=self.ratio, view=self._view)
        return view_picture(self._easel, place, wish, labels)

    def rest(self) -> None:
        """Let go of all that is shown and end what runs beside the window; the window is closing."""
        self._easel.clear()
        self._easel.close()

    def paintEvent(self, _event: QPaintEvent) -> None:
        # The painter ends whatever happens: Qt ends the program where one outlives its event.
        with QPainter(self) as painter:
            painter.scale(1 / self.ratio, 1 / self.ratio)
            moving, hand = self._moving.isActive(), self._hand.position
            room = Place(size=self.room_size, ratio=self.ratio, view=self._view, moving=moving)
            self._easel.paint(painter, room)
            if self._loupe and hand is not None and (point := self.picture_point(hand)) is not None:
                self._easel.paint_loupe(painter, room, hand * self.ratio, point)
            if self._focus_shown:
                painter.setPen(theme.TEXT)
                painter.drawRect(0, 0, self.room_size[0] - 1, self.room_size[1] - 1)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._focus_shown = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._focus_shown = False
        self._hand.let_go()
        super().focusOutEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._refit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._hand.wheel(event)
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._hand.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hand.move(event)
        self.point_hovered.emit(self.picture_point(event.position()))
        if self._loupe:
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._hand.release(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hand.leave()
        self.point_hovered.emit(None)
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._hand.key_pressed(event):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if not self._hand.key_released(event):
            super().keyReleaseEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        event.setAccepted(event.mimeData().hasFormat(STAGE_MIME))

    def dropEvent(self, event: QDropEvent) -> None:
        self._hand.drop(event)

    def event(self, event: QEvent) -> bool:
        """Let Tab flip while two pictures stand here; Shift+Tab and Ctrl+Tab go on to the next control."""
        if isinstance(event, QKeyEvent) and self._hand.flips(event):
            self.flip_wanted.emit()
            return True
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.region_words(QPointF(event.pos())), self)
            return True
        return super().event(event)

    def move_wipe(self, wipe: Wipe) -> None:
        """Put the wipe's line elsewhere."""
        self.look(replace(self._easel.look, wipe=wipe))

    def _refit(self) -> None:
        if self._fitted:
            pane, margin = self.panes()[0], round(2 * _MARGIN * self.ratio)
            self._look_from(fitted(self.frame, (max(pane.width - margin, 1), max(pane.height - margin, 1))))

    def _look_from(self, view: Viewpoint) -> None:
        self._view = replace(view, zoom=steady(view.zoom)).kept_in_sight(self.frame)
        self._moving.start()
        self.update()
        self.view_changed.emit(self._view)
