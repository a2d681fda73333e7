"""How notes are drawn over a pane: red on a dark edge, of one width on the screen whatever the zoom."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from studio_app.domain.drawings import Tool

if TYPE_CHECKING:
    from studio_app.domain.drawings import Mark
    from studio_app.viewing.panes import Pane
    from studio_app.viewing.viewpoint import Viewpoint

INK, EDGE = QColor("#ff5a4f"), QColor("#101010")
_WIDTH, _EDGE = 2.5, 5.0
_HEAD, _SPREAD = 14.0, 0.45
_LETTERS = 15


def draw_marks(painter: QPainter, marks: tuple[Mark, ...], pane: Pane, view: Viewpoint, ratio: float) -> None:
    """Draw marks, given in the picture's pixels, into a pane of the room."""
    if not marks:
        return
    painter.save()
    painter.setClipRect(QRect(pane.left, pane.top, pane.width, pane.height))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    left, top = view.origin(pane.size)
    for mark in marks:
        # Through the middles of pixels, where the pen stood.
        points = [
            QPointF(pane.left + left + (x + 0.5) * view.zoom, pane.top + top + (y + 0.5) * view.zoom)
            for x, y in mark.points
        ]
        if mark.tool is Tool.TEXT:
            _write(painter, mark.words, points[0], ratio)
            continue
        path = _path(mark.tool, points, ratio)
        for colour, width in ((EDGE, _EDGE), (INK, _WIDTH)):
            pen = QPen(colour, width * ratio, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
            painter.strokePath(path, pen)
    painter.restore()


def _path(tool: Tool, points: list[QPointF], ratio: float) -> QPainterPath:
    path = QPainterPath(points[0])
    if tool is Tool.BOX:
        path.addRect(QRectF(points[0], points[1]).normalized())
        return path
    for point in points[1:]:
        path.lineTo(point)
    if len(points) == 1:
        path.lineTo(points[0] + QPointF(0.01, 0))
    if tool is Tool.ARROW:
        start, head = points
        back = math.atan2(start.y() - head.y(), start.x() - head.x())
        for turn in (-_SPREAD, _SPREAD):
            path.moveTo(head)
            path.lineTo(head + QPointF(math.cos(back + turn), math.sin(back + turn)) * _HEAD * ratio)
    return path


def _write(painter: QPainter, words: str, at: QPointF, ratio: float) -> None:
    font = painter.font()
    font.setPixelSize(round(_LETTERS * ratio))
    painter.setFont(font)
    metrics = painter.fontMetrics()
    box = QRectF(at, metrics.boundingRect(words).size()).adjusted(0, 0, 12 * ratio, 8 * ratio)
    painter.fillRect(box, EDGE)
    painter.setPen(INK)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
