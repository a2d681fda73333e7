"""How the marks of a plot and the signs of people are drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPixmap

from studio_app.domain.owner_signs import Pattern
from studio_app.qt import theme
from studio_app.qt.plot_values import MarkShape

if TYPE_CHECKING:
    from studio_app.domain.owner_signs import OwnerSign
    from studio_app.qt.plot_values import Mark

_SIGN_PX = 16
_PATTERNS = {
    Pattern.SOLID: Qt.BrushStyle.SolidPattern,
    Pattern.HATCH: Qt.BrushStyle.BDiagPattern,
    Pattern.CROSS: Qt.BrushStyle.DiagCrossPattern,
    Pattern.DOTS: Qt.BrushStyle.Dense6Pattern,
}


def draw_mark(painter: QPainter, rect: QRectF, mark: Mark, *, lit: bool) -> None:
    """Draw one mark; a lit one has the hand on it."""
    colour = QColor(*mark.sign.colour)
    if lit:
        colour = colour.lighter(125)
    if mark.shape is MarkShape.LINE:
        painter.fillRect(rect, theme.SECONDARY)
    elif mark.shape is MarkShape.DOT:
        painter.setPen(QPen(colour, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush if mark.hollow else QBrush(colour))
        painter.drawEllipse(rect.adjusted(1, 1, -1, -1))
        if mark.hollow:
            painter.drawLine(QPointF(rect.left() + 3, rect.center().y()), QPointF(rect.right() - 3, rect.center().y()))
    elif mark.hollow:
        painter.fillRect(rect, QBrush(colour, Qt.BrushStyle.FDiagPattern))
        _outline(painter, rect, colour)
    else:
        _fill(painter, rect, mark.sign, colour)


def draw_sign(painter: QPainter, rect: QRectF, sign: OwnerSign) -> None:
    """Draw the sign of a person as a small square."""
    _fill(painter, rect, sign, QColor(*sign.colour))


def sign_pixmap(sign: OwnerSign) -> QPixmap:
    """Return the sign of a person as an icon for lists."""
    pixmap = QPixmap(2 * _SIGN_PX, 2 * _SIGN_PX)
    pixmap.setDevicePixelRatio(2)
    pixmap.fill(Qt.GlobalColor.transparent)
    with QPainter(pixmap) as painter:
        draw_sign(painter, QRectF(2, 2, _SIGN_PX - 4, _SIGN_PX - 4), sign)
    return pixmap


def _fill(painter: QPainter, rect: QRectF, sign: OwnerSign, colour: QColor) -> None:
    painter.fillRect(rect, QBrush(colour, _PATTERNS[sign.pattern]))
    if sign.pattern is not Pattern.SOLID:
        _outline(painter, rect, colour)


def _outline(painter: QPainter, rect: QRectF, colour: QColor) -> None:
    painter.setPen(QPen(colour, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5))
