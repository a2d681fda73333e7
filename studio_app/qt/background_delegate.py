"""Draws one background: its picture, its code and place, its state, newest stage and active time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QStyledItemDelegate,
    QToolTip,
)

from studio_app.domain.wording import hours, place_words, stage_name, state_words
from studio_app.qt import theme
from studio_app.qt.background_model import ROW_ROLE, THUMBNAIL_ROLE
from studio_app.qt.lines import draw_elided, draw_ground
from studio_app.qt.theme import sized

if TYPE_CHECKING:
    from PySide6.QtGui import QHelpEvent, QImage
    from PySide6.QtWidgets import (
        QAbstractItemView,
        QStyleOptionViewItem,
    )

    from studio_app.qt.lines import Index
    from studio_app.qt.theme import Theme
    from studio_app.workflow.views import BackgroundRow

ROW_HEIGHT = 56
_BOX = QSize(64, 48)


class BackgroundDelegate(QStyledItemDelegate):
    """Two lines beside a picture of 48 px."""

    def __init__(self, theme_in_use: Theme) -> None:
        super().__init__()
        self._theme = theme_in_use

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: BackgroundRow = index.data(ROW_ROLE)
        rect: QRect = option.rect
        painter.save()
        draw_ground(painter, option, rect)
        box = QRect(rect.left() + 8, rect.top() + 4, _BOX.width(), _BOX.height())
        draw_thumbnail(painter, box, index.data(THUMBNAIL_ROLE), self._theme)
        left = box.right() + 9
        above = QRect(left, rect.top() + 8, rect.right() - left - 8, 20)
        below = QRect(left, rect.top() + 30, above.width(), 18)
        self._draw_names(painter, option, above, row)
        self._draw_standing(painter, option, below, row)
        painter.restore()

    def _draw_names(self, painter: QPainter, option: QStyleOptionViewItem, line: QRect, row: BackgroundRow) -> None:
        painter.setFont(sized(option.font, theme.TEXT_PX, strong=True))
        painter.setPen(theme.TEXT)
        code = row.background.code
        width = min(painter.fontMetrics().horizontalAdvance(code) + 1, line.width())
        draw_elided(painter, QRect(line.left(), line.top(), width, line.height()), code)
        painter.setFont(sized(option.font, theme.TEXT_PX))
        painter.setPen(theme.SECONDARY)
        draw_elided(painter, line.adjusted(width + 8, 0, 0, 0), place_words(row.background))

    def _draw_standing(self, painter: QPainter, option: QStyleOptionViewItem, line: QRect, row: BackgroundRow) -> None:
        painter.setFont(sized(option.font, theme.CAPTION_PX))
        time = f"● {hours(row.active)}" if row.running else hours(row.active) if row.active else ""
        painter.setPen(theme.AMBER if row.running else theme.TEXT)
        draw_elided(painter, line, time, right=True)
        room = painter.fontMetrics().horizontalAdvance(time) + 8 if time else 0
        state = state_words(row.state)
        width = painter.fontMetrics().horizontalAdvance(state) + 1
        painter.setPen(theme.TEXT)
        draw_elided(painter, line.adjusted(0, 0, -room, 0), state)
        if row.newest is not None:
            painter.setPen(theme.SECONDARY)
            draw_elided(painter, line.adjusted(width, 0, -room, 0), f" · {stage_name(row.newest)}")

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        if event.type() == QEvent.Type.ToolTip and index.isValid():
            QToolTip.showText(event.globalPos(), str(index.data(Qt.ItemDataRole.ToolTipRole)), view)
            return True
        return super().helpEvent(event, view, option, index)


def draw_thumbnail(
    painter: QPainter, box: QRect, image: QImage | None, theme_in_use: Theme, *, framed: bool = True
) -> None:
    """Draw a picture whole into its box, in the middle of a dark frame or at its left; an icon where there is none."""
    if framed or image is None or image.isNull():
        painter.fillRect(box, theme.SURROUNDS[0])
    if image is None or image.isNull():
        icon = "background" if image is None else "warning"
        ratio = painter.device().devicePixelRatioF()
        at = box.center()
        painter.drawPixmap(at.x() - 9, at.y() - 9, theme_in_use.mark(icon, 20, ratio, theme.FAINT))
        return
    size = image.size().scaled(box.size(), Qt.AspectRatioMode.KeepAspectRatio)
    place = QRect(
        box.left() + ((box.width() - size.width()) // 2 if framed else 0),
        box.top() + (box.height() - size.height()) // 2,
        size.width(),
        size.height(),
    )
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(place, image)
