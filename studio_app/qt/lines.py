"""Two-line entries of the right panel: a list, its model over tuples, and the way a line is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtWidgets import (
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QToolTip,
)

from studio_app.qt import theme
from studio_app.qt.theme import sized

if TYPE_CHECKING:
    from PySide6.QtGui import QHelpEvent, QPainter
    from PySide6.QtWidgets import (
        QAbstractItemView,
        QStyleOptionViewItem,
        QWidget,
    )

    from studio_app.qt.theme import Theme

LINE_ROLE = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex
LINE_HEIGHT = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What a line shows: `tail` stands right of `title`, `mark` names an icon, `struck` what no longer counts."""

    title: str
    detail: str
    tail: str = ""
    mark: str = ""
    tooltip: str = ""
    struck: bool = False
    running: bool = False


class LineModel(QAbstractListModel):
    """A tuple of lines."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[Line, ...] = ()

    def show_lines(self, lines: tuple[Line, ...]) -> None:
        """Show other lines, if they are other ones."""
        if lines == self._lines:
            return
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        return line_data(self._lines[index.row()], role)


def line_data(line: Line, role: int) -> object:
    """Return what a model answers for a line."""
    if role == LINE_ROLE:
        return line
    if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
        return ", ".join(part for part in (line.title, line.tail, line.detail) if part)
    if role == Qt.ItemDataRole.ToolTipRole:
        return line.tooltip or "\n".join(part for part in (line.title, line.detail) if part)
    return None


def draw_ground(painter: QPainter, option: QStyleOptionViewItem, rect: QRect) -> None:
    """Draw the ground of an item: raised with an amber edge where selected, outlined where it has the focus."""
    state = option.state
    if state & QStyle.StateFlag.State_Selected:
        painter.fillRect(rect, theme.RAISED.lighter(118))
        painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), theme.AMBER)
    elif state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(rect, theme.RAISED)
    if state & QStyle.StateFlag.State_HasFocus:
        painter.setPen(theme.TEXT)
        painter.drawRect(rect.adjusted(0, 0, -1, -1))


def draw_elided(painter: QPainter, rect: QRect, text: str, *, right: bool = False) -> None:
    """Draw one line of text, cut with an ellipsis where it is too long."""
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    painter.drawText(rect, side | Qt.AlignmentFlag.AlignVCenter, shown)


class LineDelegate(QStyledItemDelegate):
    """Draws a `Line`: title and tail above, detail below in the smaller size."""

    def __init__(self, theme_in_use: Theme) -> None:
        super().__init__()
        self._theme = theme_in_use

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, LINE_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = index.data(LINE_ROLE)
        rect: QRect = option.rect
        font = option.font
        painter.save()
        draw_ground(painter, option, rect)
        inner = rect.adjusted(12, 2, -12, -2)
        if line.mark:
            ratio = painter.device().devicePixelRatioF()
            painter.drawPixmap(inner.left(), rect.top() + 4, self._theme.mark(line.mark, 16, ratio, theme.SECONDARY))
            inner.setLeft(inner.left() + 24)
        above = QRect(inner.left(), inner.top(), inner.width(), 18)
        below = QRect(inner.left(), inner.top() + 18, inner.width(), 16)
        self._draw_title(painter, above, line, sized(font, theme.TEXT_PX))
        painter.setFont(sized(font, theme.CAPTION_PX))
        painter.setPen(theme.SECONDARY)
        draw_elided(painter, below, line.detail)
        painter.restore()

    def _draw_title(self, painter: QPainter, above: QRect, line: Line, font: object) -> None:
        title = sized(font, theme.TEXT_PX)  # type: ignore[arg-type]
        painter.setFont(title)
        room = painter.fontMetrics().horizontalAdvance(line.tail) + 8 if line.tail else 0
        if line.tail:
            painter.setPen(theme.AMBER if line.running else theme.TEXT)
            draw_elided(painter, above, line.tail, right=True)
        title.setStrikeOut(line.struck)
        painter.setFont(title)
        painter.setPen(theme.SECONDARY if line.struck else theme.TEXT)
        draw_elided(painter, above.adjusted(0, 0, -room, 0), line.title)

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        if event.type() == QEvent.Type.ToolTip and index.isValid():
            QToolTip.showText(event.globalPos(), str(index.data(Qt.ItemDataRole.ToolTipRole)), view)
            return True
        return super().helpEvent(event, view, option, index)


class LineList(QListView):
    """As tall as its lines, so that the panel around it scrolls as one."""

    def __init__(self, theme_in_use: Theme, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setItemDelegate(LineDelegate(theme_in_use))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setAccessibleName(name)

    def fit_lines(self) -> None:
        """Take the height that the lines need."""
        model = self.model()
        self.setFixedHeight((model.rowCount() if model is not None else 0) * LINE_HEIGHT)
