"""The pictures themselves: beside each other, under a wipe, or as their difference, with one linked view."""

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from studio_app.domain.changes import Region
from studio_app.domain.language import _
from studio_app.qt import theme
from studio_app.qt.arrangement import NOTHING, Arrangement, Side, panes_of
from studio_app.qt.drawing import draw_outlines, draw_picture, draw_sentence, draw_wipe_line, region_at
from studio_app.qt.region_words import region_sentence
from studio_app.qt.viewpoint import Viewpoint, actual_size, fitted

_MARGIN = 8
"""Some neutral grey stays around a fitted picture: colours are judged against it."""
_GRAB = 8
_STEP = 2**0.25
_PAN = 48


class Canvas(QWidget):
    """Pans by drag and arrow keys, zooms by wheel at the cursor; both sides always share one viewpoint."""

    view_changed = Signal(object)
    wipe_moved = Signal(float)

    def __init__(self) -> None:
        super().__init__()
        self._before, self._after, self._difference = NOTHING, NOTHING, NOTHING
        self._arrangement = Arrangement.SIDE
        self._regions: tuple[Region, ...] = ()
        self._surround = 0
        self._view = Viewpoint(x=0.0, y=0.0, zoom=1.0)
        self._fitted = True
        self._wipe = 0.5
        self._dragged_from: QPointF | None = None
        self._focus_shown = False
        self._wiping = False

        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(QSize(240, 160))
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(_("The pictures compared"))

    @property
    def view(self) -> Viewpoint:
        """The viewpoint of both sides."""
        return self._view

    @property
    def arrangement(self) -> Arrangement:
        """How the pictures are shown."""
        return self._arrangement

    @property
    def sides(self) -> tuple[Side, Side]:
        """What stands left and right."""
        return self._before, self._after

    @property
    def wipe(self) -> float:
        """Where the wipe's line stands, as a share of the width."""
        return self._wipe

    @property
    def frame(self) -> tuple[int, int]:
        """The size of the picture that both sides are laid on: the right one's, else the left one's."""
        picture = self._after.picture or self._before.picture
        return picture.size if picture is not None else (1, 1)

    def show_sides(self, before: Side, after: Side, *, keep_view: bool) -> None:
        """Show other pictures; the view stays where it is if asked and the size is the same."""
        earlier = self.frame
        self._before, self._after = before, after
        if not (keep_view and earlier == self.frame):
            self._fitted = True
        self._refit()
        self.update()

    def show_difference(self, difference: Side) -> None:
        """Show what the difference arrangement shows."""
        self._difference = difference
        self.update()

    def show_regions(self, regions: tuple[Region, ...]) -> None:
        """Outline these regions; none takes the outlines away."""
        self._regions = regions
        self.update()

    def arrange(self, arrangement: Arrangement) -> None:
        """Show the pictures in another way."""
        self._arrangement = arrangement
        self._refit()
        self.update()

    def next_surround(self) -> None:
        """Put the next neutral grey around the pictures."""
        self._surround = (self._surround + 1) % len(theme.SURROUNDS)
        self.update()

    def fit(self) -> None:
        """Show the whole picture, also after the window changes its size."""
        self._fitted = True
        self._refit()
        self.update()

    def show_actual_size(self) -> None:
        """Show each picture pixel as one of the screen's, keeping what is in the middle there."""
        self._fitted = False
        middle = actual_size(self.frame)
        if (self._view.x, self._view.y) != (middle.x, middle.y):
            middle = Viewpoint(x=self._view.x, y=self._view.y, zoom=1.0)
        self._look(middle)

    def panes(self) -> tuple[QRect, ...]:
        """Return where pictures are drawn, in screen pixels."""
        ratio = self.devicePixelRatioF()
        width, height = round(self.width() * ratio), round(self.height() * ratio)
        alone = self._before.empty or self._after.empty
        return panes_of(Arrangement.WIPE if alone else self._arrangement, width, height)

    def wipe_x(self) -> int:
        """Return where the wipe's line stands, in screen pixels."""
        return round(self._wipe * self.panes()[0].width())

    def region_words(self, position: QPointF) -> str:
        """Return what is outlined under a point of the widget, or nothing."""
        at, pane = self._within_pane(position)
        point = QPoint(round(at[0]) + pane.left(), round(at[1]) + pane.top())
        region = region_at(self._regions, point, pane, self._view)
        return region_sentence(region) if region is not None else ""

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        ratio = self.devicePixelRatioF()
        ground = theme.SURROUNDS[self._surround]
        painter.fillRect(self.rect(), ground)
        painter.scale(1 / ratio, 1 / ratio)
        panes = self.panes()
        if self._arrangement is Arrangement.DIFFERENCE and not self._before.empty:
            self._draw_side(painter, self._difference, panes[0], panes[0])
        elif len(panes) == 2:
            self._draw_gap(painter, *panes)
            self._draw_side(painter, self._before, panes[0], panes[0])
            self._draw_side(painter, self._after, panes[1], panes[1])
        elif self._arrangement is Arrangement.WIPE and not (self._before.empty or self._after.empty):
            self._draw_wipe(painter, panes[0], ratio)
        else:
            self._draw_side(painter, self._before if self._after.empty else self._after, panes[0], panes[0])
        for pane in panes:
            draw_outlines(painter, self._regions, pane, self._view, ratio)
        if self._focus_shown:
            painter.setPen(theme.TEXT)
            painter.drawRect(0, 0, round(self.width() * ratio) - 1, round(self.height() * ratio) - 1)

    def _draw_gap(self, painter: QPainter, one: QRect, other: QRect) -> None:
        whole = one.united(other)
        across = QRect(one.right() + 1, 0, other.left() - one.right() - 1, whole.height())
        along = QRect(0, one.bottom() + 1, whole.width(), other.top() - one.bottom() - 1)
        painter.fillRect(across if other.left() > one.right() else along, theme.LINE)

    def _draw_wipe(self, painter: QPainter, pane: QRect, ratio: float) -> None:
        x = self.wipe_x()
        self._draw_side(painter, self._before, pane, QRect(pane.left(), pane.top(), x, pane.height()))
        self._draw_side(painter, self._after, pane, QRect(x, pane.top(), pane.width() - x, pane.height()))
        draw_wipe_line(painter, x, pane, ratio)

    def _draw_side(self, painter: QPainter, side: Side, pane: QRect, clip: QRect) -> None:
        if side.picture is not None:
            draw_picture(painter, side.picture, pane, self._view, frame=self.frame, clip=clip)
        elif side.sentence:
            draw_sentence(painter, side.sentence, clip, theme.SURROUNDS[self._surround], self.devicePixelRatioF())

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._focus_shown = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._focus_shown = False
        super().focusOutEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._refit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        steps = event.angleDelta().y() / 120
        if steps:
            at, pane = self._within_pane(event.position())
            self._fitted = False
            self._look(self._view.zoomed(_STEP**steps, at, (pane.width(), pane.height())))
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            self._wiping = event.button() == Qt.MouseButton.LeftButton and self._on_wipe_line(event.position())
            self._dragged_from = event.position()
            self._show_cursor(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragged_from is None:
            self._show_cursor(event.position())
        elif self._wiping:
            self._move_wipe(event.position().x() / max(self.width(), 1))
        else:
            moved = (event.position() - self._dragged_from) * self.devicePixelRatioF()
            self._dragged_from = event.position()
            self._fitted = False
            self._look(self._view.panned(moved.x(), moved.y()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._dragged_from = None
        self._wiping = False
        self._show_cursor(event.position())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Left: (1, 0),
            Qt.Key.Key_Right: (-1, 0),
            Qt.Key.Key_Up: (0, 1),
            Qt.Key.Key_Down: (0, -1),
        }
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier and self._arrangement is Arrangement.WIPE:
            self._move_wipe(self._wipe - step[0] * 0.02)
        else:
            self._fitted = False
            self._look(self._view.panned(step[0] * _PAN, step[1] * _PAN))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.region_words(QPointF(event.pos())), self)
            return True
        return super().event(event)

    def _within_pane(self, position: QPointF) -> tuple[tuple[float, float], QRect]:
        at = position * self.devicePixelRatioF()
        pane = next((pane for pane in self.panes() if pane.contains(at.toPoint())), self.panes()[0])
        return (at.x() - pane.left(), at.y() - pane.top()), pane

    def _on_wipe_line(self, position: QPointF) -> bool:
        return self._arrangement is Arrangement.WIPE and abs(position.x() - self._wipe * self.width()) <= _GRAB

    def _move_wipe(self, share: float) -> None:
        self._wipe = min(max(share, 0.0), 1.0)
        self.update()
        self.wipe_moved.emit(self._wipe)

    def _show_cursor(self, position: QPointF) -> None:
        if self._wiping or self._on_wipe_line(position):
            self.setCursor(Qt.CursorShape.SplitHCursor)
        else:
            self.setCursor(Qt.CursorShape.ClosedHandCursor if self._dragged_from else Qt.CursorShape.OpenHandCursor)

    def _refit(self) -> None:
        if self._fitted:
            pane = self.panes()[0]
            self._look(fitted(self.frame, (pane.width() - 2 * _MARGIN, pane.height() - 2 * _MARGIN)))

    def _look(self, view: Viewpoint) -> None:
        self._view = view.kept_in_sight(self.frame)
        self.update()
        self.view_changed.emit(self._view)
