"""Time as bars, a row for each background: what was work, what is asked, what was a gap."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetrics, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from studio_app.domain.desk_lines import TimeKind
from studio_app.qt import theme
from studio_app.qt.theme import sized

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from studio_app.domain.spans import Span

ROW_PX = 28
_HEAD_PX = 20
_NAME_PX = 112
_NAME_SHARE = 5
"""Long names may take as much as one part in five of a wide window."""
_TAIL_PX = 64
_MARGIN_PX = 12
_BAR_PX = 14
_GAP_PX = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A stretch of time: from and to in ms since 1970 UTC. `struck`: it does not count (any more)."""

    start_ms: int
    end_ms: int
    kind: TimeKind
    sent: bool = True
    struck: bool = False
    running: bool = False
    tooltip: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineRow:
    """One background's time: its code on the left, a sum on the right."""

    title: str
    tail: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A line across all rows with a word above it."""

    at_ms: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """The period shown: parts of it side by side, so that nights on which nobody works take no room."""

    parts: tuple[Span, ...]
    ticks: tuple[Tick, ...] = ()

    def share(self, at_ms: int) -> float:
        """Return where on the axis a moment lies, 0 to 1; one between two parts lies where they meet."""
        before = sum(min(max(at_ms - one.start_ms, 0), one.length_ms) for one in self.parts)
        return before / max(1, sum(one.length_ms for one in self.parts))


class Timeline(QWidget):
    """Draws rows over one axis. Kinds differ by shape, not by colour alone: filled, hatched, outlined, a thin line."""

    def __init__(self) -> None:
        super().__init__()
        self._axis = Axis(parts=())
        self._rows: tuple[TimelineRow, ...] = ()
        self._longest_px = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)

    @property
    def rows(self) -> tuple[TimelineRow, ...]:
        """What is shown."""
        return self._rows

    def show_rows(self, axis: Axis, rows: tuple[TimelineRow, ...]) -> None:
        """Show other rows over another period."""
        self._axis, self._rows = axis, rows
        metrics = QFontMetrics(sized(self.font(), theme.TEXT_PX))
        self._longest_px = max((metrics.horizontalAdvance(row.title) for row in rows), default=0) + _GAP_PX
        self.setFixedHeight(self.sizeHint().height())
        self.setAccessibleName("; ".join(f"{row.title} {row.tail}" for row in rows))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(480, _HEAD_PX + ROW_PX * max(1, len(self._rows)) + 4)

    def place(self, at_ms: int) -> float:
        """Return where on the widget a moment is drawn."""
        room = max(1.0, self.width() - self._name_px - _TAIL_PX - 2 * _MARGIN_PX)
        return _MARGIN_PX + self._name_px + room * self._axis.share(at_ms)

    @property
    def _name_px(self) -> int:
        return max(_NAME_PX, min(self._longest_px, self.width() // _NAME_SHARE))

    def bar_at(self, where: QPointF) -> Bar | None:
        """Return the bar under a point; the one drawn last where several lie there."""
        row = int((where.y() - _HEAD_PX) // ROW_PX)
        if not 0 <= row < len(self._rows):
            return None
        found = [bar for bar in self._rows[row].bars if self._rect(bar, row).adjusted(-1, 0, 1, 0).contains(where)]
        return found[-1] if found else None

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            bar = self.bar_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), bar.tooltip if bar is not None else "", self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._draw_ticks(painter)
            for number, row in enumerate(self._rows):
                self._draw_row(painter, number, row)

    def _rect(self, bar: Bar, row: int) -> QRectF:
        left, right = self.place(bar.start_ms), self.place(bar.end_ms)
        top = _HEAD_PX + row * ROW_PX + (ROW_PX - _BAR_PX) / 2
        return QRectF(left, top, max(2.0, right - left), _BAR_PX)

    def _draw_ticks(self, painter: QPainter) -> None:
        painter.setFont(sized(self.font(), theme.CAPTION_PX))
        bottom = _HEAD_PX + ROW_PX * len(self._rows)
        free_from = 0.0
        for tick in self._axis.ticks:
            x = self.place(tick.at_ms)
            painter.setPen(theme.LINE)
            painter.drawLine(QPointF(x, _HEAD_PX - 2), QPointF(x, bottom))
            width = painter.fontMetrics().horizontalAdvance(tick.words)
            if x >= free_from and x + width <= self.width():
                painter.setPen(theme.SECONDARY)
                painter.drawText(QPointF(x + 3, _HEAD_PX - 6), tick.words)
                free_from = x + width + 8

    def _draw_row(self, painter: QPainter, number: int, row: TimelineRow) -> None:
        top = _HEAD_PX + number * ROW_PX
        painter.setPen(theme.TEXT)
        painter.setFont(sized(self.font(), theme.TEXT_PX))
        middle = Qt.AlignmentFlag.AlignVCenter
        name = QRectF(_MARGIN_PX, top, self._name_px - _GAP_PX, ROW_PX)
        shown = painter.fontMetrics().elidedText(row.title, Qt.TextElideMode.ElideRight, int(name.width()))
        painter.drawText(name, middle | Qt.AlignmentFlag.AlignLeft, shown)
        tail = QRectF(self.width() - _MARGIN_PX - _TAIL_PX, top, _TAIL_PX, ROW_PX)
        painter.drawText(tail, middle | Qt.AlignmentFlag.AlignRight, row.tail)
        for bar in row.bars:
            draw_bar(painter, self._rect(bar, number), bar)


def draw_bar(painter: QPainter, rect: QRectF, bar: Bar) -> None:
    """Draw one bar. What is not sent yet has a lighter body; what does not count is an outline struck through."""
    middle = rect.center().y()
    own = theme.AMBER if bar.running else theme.TEXT
    if bar.struck:
        painter.setPen(QPen(theme.FAINT, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect)
        painter.drawLine(QPointF(rect.left(), middle), QPointF(rect.right(), middle))
    elif bar.kind is TimeKind.ACTIVE:
        body = QColor(own)
        body.setAlpha(255 if bar.sent or bar.running else 150)
        painter.fillRect(rect, body)
    elif bar.kind is TimeKind.STATED:
        painter.fillRect(rect, QBrush(own, Qt.BrushStyle.BDiagPattern))
        painter.setPen(QPen(own, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect)
    elif bar.kind is TimeKind.UNCONFIRMED:
        painter.setPen(QPen(theme.TEXT, 1, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect.adjusted(0, 2, 0, -2))
    else:
        style = Qt.PenStyle.SolidLine if bar.kind is TimeKind.BREAK else Qt.PenStyle.DotLine
        painter.setPen(QPen(theme.FAINT, 1, style))
        painter.drawLine(QPointF(rect.left(), middle), QPointF(rect.right(), middle))
