"""The chain as a strip of small pictures under the large ones: layout, generations, retouches, final."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtWidgets import QListView, QStyledItemDelegate

from studio_app.domain.language import _
from studio_app.domain.wording import hours, stage_name
from studio_app.qt import theme
from studio_app.qt.background_delegate import draw_thumbnail
from studio_app.qt.lines import LINE_ROLE, draw_elided, draw_ground
from studio_app.qt.stage_model import MAKER_ROLE, PICTURE_ROLE, PLACE_ROLE, STAGE_ROLE, TIME_ROLE, mark_of
from studio_app.qt.theme import sized
from studio_app.viewing.look import Way
from studio_app.viewing.panes import grid_of

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent, QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem

    from studio_app.qt.lines import Index
    from studio_app.qt.theme import Theme

_ITEM = QSize(116, 108)


class StageStripDelegate(QStyledItemDelegate):
    """A picture with its stage's name under it, and the side it stands on."""

    def __init__(self, theme_in_use: Theme) -> None:
        super().__init__()
        self._theme = theme_in_use

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return _ITEM

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        stage = index.data(STAGE_ROLE)
        place = index.data(PLACE_ROLE)
        painter.save()
        draw_ground(painter, option, rect)
        draw_thumbnail(
            painter,
            QRect(rect.left() + 8, rect.top() + 4, 86, 48),
            index.data(PICTURE_ROLE),
            self._theme,
            framed=False,
        )
        line = QRect(rect.left() + 8, rect.top() + 54, 104, 18)
        ratio = painter.device().devicePixelRatioF()
        painter.drawPixmap(line.left(), line.top() + 1, self._theme.mark(mark_of(stage), 16, ratio, theme.SECONDARY))
        painter.setFont(sized(option.font, theme.CAPTION_PX))
        painter.setPen(theme.TEXT if place else theme.SECONDARY)
        draw_elided(painter, line.adjusted(20, 0, 0, 0), stage_name(stage))
        painter.setPen(theme.SECONDARY)
        draw_elided(painter, line.translated(0, 16), index.data(MAKER_ROLE))
        _draw_figures(painter, line.translated(0, 32), index)
        if place:
            draw_side(painter, QRect(rect.left() + 98, rect.top() + 5, 14, 12), *place)
        painter.restore()


def _draw_figures(painter: QPainter, line: QRect, index: Index) -> None:
    """Write the active time on the left and the changed share on the right; the tooltip says what they are."""
    active, share = index.data(TIME_ROLE), index.data(LINE_ROLE).tail
    if active is not None:
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, hours(active))
    if share:
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, share)


def draw_side(painter: QPainter, box: QRect, number: int, count: int, way: Way) -> None:
    """Draw a small frame with the part filled that a stage stands in; the tooltip says it in words."""
    painter.setPen(theme.SECONDARY)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(box.adjusted(0, 0, -1, -1))
    inner = QRectF(box.adjusted(2, 2, -2, -2))
    if not way.apart:
        number, count = number - count + 2, 2
        if number < 0:
            return
    across, down = grid_of(way if way.apart else Way.SIDE, count)
    wide, high = inner.width() / across, inner.height() / down
    left, top = inner.left() + number % across * wide, inner.top() + number // across * high
    painter.fillRect(QRectF(left, top, wide, high), theme.TEXT)


class StageStrip(QListView):
    """One row, scrolled sideways where the chain is long; stages are dragged from it, Ctrl and a click adds one."""

    stage_added = Signal(str)

    def __init__(self, theme_in_use: Theme) -> None:
        super().__init__()
        self.setItemDelegate(StageStripDelegate(theme_in_use))
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setFixedHeight(_ITEM.height() + 12)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(_("Stages of this background, oldest first"))
        self.setDragEnabled(True)
        self.setDragDropMode(QListView.DragDropMode.DragOnly)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self.indexAt(event.position().toPoint())
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and at.isValid():
            self.stage_added.emit(at.data(STAGE_ROLE).id)
            return
        super().mousePressEvent(event)
