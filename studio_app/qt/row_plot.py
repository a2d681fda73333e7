"""Draws a plot row by row: names left, sums right, marks between them under one axis that stays in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFontMetrics,
    QHelpEvent,
    QPainter,
    QPen,
)
from PySide6.QtWidgets import QAbstractScrollArea, QToolTip

from studio_app.qt import theme
from studio_app.qt.plot_marks import draw_mark, draw_sign
from studio_app.qt.plot_values import MarkShape, Plot
from studio_app.qt.theme import sized

if TYPE_CHECKING:
    from PySide6.QtGui import (
        QKeyEvent,
        QMouseEvent,
        QPaintEvent,
        QResizeEvent,
    )

    from studio_app.qt.plot_values import Mark, PlotRow

ROW_PX = 24
HEAD_PX = 22
_MARGIN_PX = 12
_GAP_PX = 8
_SIGN_PX = 10
_LEAST_NAME_PX, _NAME_SHARE, _TAIL_SHARE = 64, 4, 4
_BAR_PX, _DOT_PX, _LINE_PX = 14, 10, 2


class RowPlot(QAbstractScrollArea):
    """Arrow keys go from mark to mark, Return or a click leads to what it rests on: `figure_chosen(words, entries)`."""

    figure_chosen = Signal(str, object)

    def __init__(self, *, name: str) -> None:
        super().__init__()
        self._plot = Plot()
        self._row, self._mark = 0, -1
        self._hand: tuple[int, int] | None = None
        self._name_px, self._tail_px = _LEAST_NAME_PX, 0
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setMouseTracking(True)
        self.verticalScrollBar().setSingleStep(ROW_PX)

    @property
    def plot(self) -> Plot:
        """What is shown."""
        return self._plot

    @property
    def current(self) -> tuple[PlotRow, Mark | None] | None:
        """The row that the keys are on, and the mark of it, None for the row as a whole."""
        if not self._plot.rows:
            return None
        row = self._plot.rows[self._row]
        return row, row.marks[self._mark] if 0 <= self._mark < len(row.marks) else None

    def show_plot(self, plot: Plot) -> None:
        """Show another plot; the keys stay where they were as far as there are rows."""
        if plot == self._plot:
            return
        self._plot = plot
        self._row, self._mark = min(self._row, max(0, len(plot.rows) - 1)), -1
        self._hand = None
        self._measure()
        self._tell()
        self.viewport().update()

    def mark_rect(self, row: int, mark: Mark) -> QRectF:
        """Return where a mark is drawn in the viewport."""
        top = self._top(row)
        left, right = self._place(mark.start), self._place(mark.end)
        if mark.shape is MarkShape.DOT:
            return QRectF(left - _DOT_PX / 2, top + (ROW_PX - _DOT_PX) / 2, _DOT_PX, _DOT_PX)
        if mark.shape is MarkShape.LINE:
            return QRectF(left - _LINE_PX / 2, top, _LINE_PX, ROW_PX)
        if mark.shape is MarkShape.BLOCK:
            room = ROW_PX - 4
            high = max(2.0, room * mark.height)
            return QRectF(left + 1, top + 2 + room - high, max(2.0, right - left - 2), high)
        return QRectF(left, top + (ROW_PX - _BAR_PX) / 2, max(1.0, right - left), _BAR_PX)

    def at(self, where: QPointF) -> tuple[int, int] | None:
        """Return row and mark under a point, the mark -1 beside all marks; None where there is no row."""
        row = int((where.y() - HEAD_PX + self.verticalScrollBar().value()) // ROW_PX)
        if where.y() < HEAD_PX or not 0 <= row < len(self._plot.rows):
            return None
        marks = self._plot.rows[row].marks
        hit = [
            number
            for number, mark in enumerate(marks)
            if mark.shape is not MarkShape.LINE and self._reach(row, mark).contains(where)
        ]
        return row, hit[-1] if hit else -1

    def sizeHint(self) -> QSize:
        return QSize(480, HEAD_PX + ROW_PX * min(8, max(3, len(self._plot.rows))))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            found = self.at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), self._words(*found) if found is not None else "", self)
            return True
        if event.type() is QEvent.Type.Leave and self._hand is not None:
            self._hand = None
            self.viewport().update()
        return super().viewportEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        found = self.at(event.position())
        if found != self._hand:
            self._hand = found
            self.viewport().update()
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if found else Qt.CursorShape.ArrowCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self.at(event.position())
        if found is not None and event.button() is Qt.MouseButton.LeftButton:
            self._go_to(*found)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.at(event.position()) == (self._row, self._mark):
            self._choose()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        rows = self._plot.rows
        page = max(1, (self.viewport().height() - HEAD_PX) // ROW_PX)
        steps = {
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_PageUp: -page,
            Qt.Key.Key_PageDown: page,
            Qt.Key.Key_Home: -len(rows),
            Qt.Key.Key_End: len(rows),
        }
        key = Qt.Key(event.key())
        if not rows:
            super().keyPressEvent(event)
        elif key in steps:
            self._go_to(max(0, min(len(rows) - 1, self._row + steps[key])), self._mark)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            by = 1 if key == Qt.Key.Key_Right else -1
            self._go_to(self._row, max(-1, min(len(rows[self._row].marks) - 1, self._mark + by)))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._choose()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self.viewport()) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.fillRect(self.viewport().rect(), theme.PANEL)
            if not self._plot.rows:
                painter.setPen(theme.SECONDARY)
                room = self.viewport().rect().adjusted(_MARGIN_PX, 4, -_MARGIN_PX, -4)
                wrapped = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
                painter.drawText(room, wrapped, self._plot.empty)
                return
            self._draw_ticks(painter)
            above = self.verticalScrollBar().value()
            first = above // ROW_PX
            last = min(len(self._plot.rows), (above + self.viewport().height() - HEAD_PX) // ROW_PX + 1)
            painter.setClipRect(QRect(0, HEAD_PX, self.viewport().width(), self.viewport().height() - HEAD_PX))
            for number in range(first, last):
                self._draw_row(painter, number)

    def _draw_ticks(self, painter: QPainter) -> None:
        painter.setFont(sized(self.font(), theme.CAPTION_PX))
        bottom = min(self.viewport().height(), HEAD_PX + ROW_PX * len(self._plot.rows))
        free_from = 0.0
        for tick in self._plot.ticks:
            x = self._place(tick.at)
            painter.setPen(theme.WINDOW)
            painter.drawLine(QPointF(x, HEAD_PX), QPointF(x, bottom))
            width = painter.fontMetrics().horizontalAdvance(tick.words)
            left = min(x + 2, self.viewport().width() - width - 2.0)
            if left >= free_from:
                painter.setPen(theme.SECONDARY)
                painter.drawText(QPointF(left, HEAD_PX - 7), tick.words)
                free_from = left + width + 8

    def _draw_row(self, painter: QPainter, number: int) -> None:
        row = self._plot.rows[number]
        top = self._top(number)
        whole = QRectF(0, top, self.viewport().width(), ROW_PX)
        if self._hand is not None and self._hand[0] == number:
            painter.fillRect(whole, theme.RAISED)
        left = float(_MARGIN_PX)
        if row.sign is not None:
            draw_sign(painter, QRectF(left, top + (ROW_PX - _SIGN_PX) / 2, _SIGN_PX, _SIGN_PX), row.sign)
            left += _SIGN_PX + 6
        painter.setFont(sized(self.font(), theme.TEXT_PX))
        self._draw_text(painter, QRectF(left, top, self._name_px + _MARGIN_PX - left, ROW_PX), row.title)
        right = self.viewport().width() - _MARGIN_PX - self._tail_px
        self._draw_text(painter, QRectF(right, top, self._tail_px, ROW_PX), row.tail, right=True)
        for place, mark in enumerate(row.marks):
            lit = self._hand == (number, place)
            draw_mark(painter, self.mark_rect(number, mark), mark, lit=lit)
        if self.hasFocus() and number == self._row:
            self._draw_focus(painter, number, whole)

    def _draw_focus(self, painter: QPainter, number: int, whole: QRectF) -> None:
        found = self.current
        mark = found[1] if found is not None else None
        rect = self.mark_rect(number, mark).adjusted(-3, -2, 3, 2) if mark is not None else whole.adjusted(0, 0, -1, -1)
        painter.setPen(QPen(theme.TEXT, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect)

    def _draw_text(self, painter: QPainter, rect: QRectF, text: str, *, right: bool = False) -> None:
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(rect.width()))
        painter.setPen(theme.TEXT)
        painter.drawText(rect, side | Qt.AlignmentFlag.AlignVCenter, shown)

    def _top(self, row: int) -> int:
        return HEAD_PX + row * ROW_PX - self.verticalScrollBar().value()

    def _place(self, share: float) -> float:
        left = _MARGIN_PX + self._name_px + _GAP_PX
        room = max(1.0, self.viewport().width() - left - self._tail_px - _GAP_PX - _MARGIN_PX)
        return left + room * share

    def _reach(self, row: int, mark: Mark) -> QRectF:
        """Return what of a row belongs to a mark for the hand: all of its height, so that small ones can be hit."""
        rect = self.mark_rect(row, mark)
        return QRectF(rect.left() - 2, self._top(row), rect.width() + 4, ROW_PX)

    def _measure(self) -> None:
        metrics = QFontMetrics(sized(self.font(), theme.TEXT_PX))
        width = self.viewport().width()
        sign = _SIGN_PX + 6 if any(row.sign is not None for row in self._plot.rows) else 0
        names = max((metrics.horizontalAdvance(row.title) for row in self._plot.rows), default=0) + sign + 2
        tails = max((metrics.horizontalAdvance(row.tail) for row in self._plot.rows), default=0) + 2
        self._name_px = max(_LEAST_NAME_PX, min(names, width // _NAME_SHARE))
        self._tail_px = min(tails, width // _TAIL_SHARE)
        high = HEAD_PX + ROW_PX * len(self._plot.rows)
        self.verticalScrollBar().setRange(0, max(0, high - self.viewport().height()))
        self.verticalScrollBar().setPageStep(self.viewport().height())

    def _go_to(self, row: int, mark: int) -> None:
        self._row, self._mark = row, min(mark, len(self._plot.rows[row].marks) - 1)
        bar, high = self.verticalScrollBar(), self.viewport().height() - HEAD_PX
        bar.setValue(min(max(bar.value(), (row + 1) * ROW_PX - high), row * ROW_PX))
        self._tell()
        self.viewport().update()

    def _choose(self) -> None:
        found = self.current
        if found is not None:
            row, mark = found
            self.figure_chosen.emit(self._words(self._row, self._mark), (mark or row).entries)

    def _words(self, row: int, mark: int) -> str:
        found = self._plot.rows[row]
        return found.marks[mark].words if 0 <= mark < len(found.marks) and found.marks[mark].words else found.words

    def _tell(self) -> None:
        """Tell a screen reader where the keys are."""
        self.setAccessibleDescription(self._words(self._row, self._mark) if self._plot.rows else self._plot.empty)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))
