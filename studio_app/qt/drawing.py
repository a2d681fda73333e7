"""What lies over the pictures on the canvas: the wipe's line, outlines, the loupe and sentences, in screen pixels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from studio_app.qt.theme import ink_on

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from studio_app.domain.changes import Region
    from studio_app.viewing.look import Wipe
    from studio_app.viewing.panes import Pane
    from studio_app.viewing.viewpoint import Viewpoint

BLACK, WHITE, GRIP = QColor("#000000"), QColor("#ffffff"), QColor("#e0e0e0")
_LOUPE_AWAY = 24


def region_place(region: Region, pane: Pane, view: Viewpoint) -> QRectF:
    """Return a region's box in screen pixels of the room."""
    left, top = view.origin(pane.size)
    return QRectF(
        pane.left + left + region.left * view.zoom,
        pane.top + top + region.top * view.zoom,
        region.width * view.zoom,
        region.height * view.zoom,
    )


def draw_outlines(painter: QPainter, regions: tuple[Region, ...], pane: Pane, view: Viewpoint, ratio: float) -> None:
    """Outline regions in white on black, readable on any picture; the line lies outside the region."""
    if not regions:
        return
    painter.save()
    painter.setClipRect(QRect(pane.left, pane.top, pane.width, pane.height))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    by = 1.5 * ratio
    for colour, width in ((BLACK, 3.0), (WHITE, 1.0)):
        pen = QPen(colour, width * ratio)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        for region in regions:
            painter.drawRect(region_place(region, pane, view).adjusted(-by, -by, by, by))
    painter.restore()


def draw_wipe_line(painter: QPainter, wipe: Wipe, pane: Pane, ratio: float) -> None:
    """Draw the wipe's line with a grip where it is held, turned as the line is."""
    unit = max(round(ratio), 1)
    painter.save()
    painter.setClipRect(QRect(pane.left, pane.top, pane.width, pane.height))
    middle = QPointF(pane.left + wipe.x * pane.width, pane.top + wipe.y * pane.height)
    if wipe.upright:
        # On whole pixels, so that a line that stands upright stays sharp.
        middle.setX(pane.left + round(wipe.x * pane.width))
    painter.translate(middle)
    painter.rotate(90 - wipe.degrees)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, wipe.degrees % 90 != 0)
    far = pane.width + pane.height
    painter.fillRect(QRectF(-unit, -far, 3 * unit, 2 * far), BLACK)
    painter.fillRect(QRectF(0, -far, unit, 2 * far), WHITE)
    grip = QRectF(-4 * unit, -16 * unit, 9 * unit, 32 * unit)
    painter.fillRect(grip, BLACK)
    painter.fillRect(grip.adjusted(unit, unit, -unit, -unit), GRIP)
    painter.restore()


def draw_loupe(painter: QPainter, image: QImage, at: QPointF, room: tuple[int, int], count: int) -> None:
    """Draw what lies under the cursor beside it, each side with a cross in its middle pixel's corners."""
    width, height = image.width(), image.height()
    left = at.x() + _LOUPE_AWAY if at.x() + _LOUPE_AWAY + width < room[0] else at.x() - _LOUPE_AWAY - width
    top = at.y() + _LOUPE_AWAY if at.y() + _LOUPE_AWAY + height < room[1] else at.y() - _LOUPE_AWAY - height
    left, top = round(max(left, 0)), round(max(top, 0))
    painter.save()
    painter.fillRect(left - 2, top - 2, width + 4, height + 4, BLACK)
    painter.fillRect(left - 1, top - 1, width + 2, height + 2, GRIP)
    painter.drawImage(left, top, image)
    each = height
    for number in range(count):
        middle = QPointF(left + number * (width - each) + each / 2, top + each / 2)
        for colour, reach in ((BLACK, 6), (WHITE, 5)):
            painter.setPen(QPen(colour, 1))
            painter.drawPolygon(
                QPolygonF(
                    [
                        middle + QPointF(x, y)
                        for x, y in ((-reach, -reach), (reach, -reach), (reach, reach), (-reach, reach))
                    ]
                )
            )
    painter.restore()


def draw_sentence(painter: QPainter, text: str, pane: QRect, ground: QColor, ratio: float) -> None:
    """Draw a sentence in the pane's middle."""
    painter.save()
    painter.setPen(ink_on(ground))
    font = painter.font()
    font.setPixelSize(round(13 * ratio))
    painter.setFont(font)
    painter.drawText(pane.adjusted(24, 24, -24, -24), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, text)
    painter.restore()


def region_at(regions: tuple[Region, ...], point: tuple[float, float], pane: Pane, view: Viewpoint) -> Region | None:
    """Return the smallest region under a point of a pane."""
    at = QPointF(point[0] + pane.left, point[1] + pane.top)
    found = [region for region in regions if region_place(region, pane, view).contains(at)]
    return min(found, key=lambda region: region.width * region.height, default=None)
