"""The candidates of a background as a grid of pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QPen
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QToolTip

from studio_app.domain.language import _
from studio_app.qt import theme
from studio_app.qt.background_delegate import draw_thumbnail
from studio_app.qt.candidate_model import CANDIDATE_ROLE, PICKED_ROLE, PICTURE_ROLE
from studio_app.qt.lines import draw_elided, draw_ground
from studio_app.qt.theme import sized

if TYPE_CHECKING:
    from PySide6.QtGui import QHelpEvent, QPainter
    from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem

    from studio_app.domain.candidates import Candidate
    from studio_app.qt.lines import Index
    from studio_app.qt.theme import Theme

_BOX = QSize(192, 108)
_ITEM = QSize(_BOX.width() + 16, _BOX.height() + 32)


class CandidateDelegate(QStyledItemDelegate):
    """A picture, its number and seed under it; the one that was picked carries a tick and its word."""

    def __init__(self, theme_in_use: Theme) -> None:
        super().__init__()
        self._theme = theme_in_use

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return _ITEM

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        one: Candidate = index.data(CANDIDATE_ROLE)
        rect: QRect = option.rect
        painter.save()
        draw_ground(painter, option, rect)
        box = QRect(rect.left() + 8, rect.top() + 6, _BOX.width(), _BOX.height())
        draw_thumbnail(painter, box, index.data(PICTURE_ROLE), self._theme)
        picked = bool(index.data(PICKED_ROLE))
        if picked:
            painter.setPen(QPen(theme.TEXT, 2))
            painter.drawRect(box.adjusted(-1, -1, 0, 0))
        line = QRect(box.left(), box.bottom() + 3, box.width(), 20)
        painter.setFont(sized(option.font, theme.CAPTION_PX, strong=picked))
        painter.setPen(theme.TEXT)
        number = _("✓ #{number} picked", number=one.number) if picked else f"#{one.number}"
        width = painter.fontMetrics().horizontalAdvance(number) + 1
        draw_elided(painter, line, number)
        painter.setFont(sized(option.font, theme.CAPTION_PX))
        painter.setPen(theme.SECONDARY)
        draw_elided(painter, line.adjusted(width + 8, 0, 0, 0), ", ".join(one.seeds) or one.system, right=True)
        painter.restore()

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        if event.type() == QEvent.Type.ToolTip and index.isValid():
            QToolTip.showText(event.globalPos(), str(index.data(Qt.ItemDataRole.ToolTipRole)), view)
            return True
        return super().helpEvent(event, view, option, index)


class CandidateGrid(QListView):
    """As many in a row as there is room for; arrow keys go through all of them."""

    def __init__(self, theme_in_use: Theme) -> None:
        super().__init__()
        self.setItemDelegate(CandidateDelegate(theme_in_use))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setGridSize(_ITEM + QSize(4, 4))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setAccessibleName(_("Candidates of this background, oldest first"))
