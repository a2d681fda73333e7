"""How pictures, the wipe's line, region outlines and sentences are drawn on the canvas, in screen pixels."""

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from studio_app.domain.changes import Region
from studio_app.qt.pyramid import Pyramid
from studio_app.qt.theme import ink_on
from studio_app.qt.viewpoint import Viewpoint


def draw_picture(
    painter: QPainter, pyramid: Pyramid, pane: QRect, view: Viewpoint, *, frame: tuple[int, int], clip: QRect
) -> None:
    """Draw a picture into `pane` as `view` sees it; one of another size than `frame` is laid over the frame's width.

    At 100 % and above each picture pixel is one sharp block; below, the nearest larger half is reduced smoothly.
    """
    width, height = pyramid.size
    zoom = view.zoom * frame[0] / width
    left, top = view.origin((pane.width(), pane.height()))
    place = QRectF(pane.left() + left, pane.top() + top, width * zoom, height * zoom)
    level = pyramid.level_for(zoom)
    painter.save()
    painter.setClipRect(clip)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, zoom < 1.0)
    painter.drawImage(place, level, QRectF(level.rect()))
    painter.restore()


def region_place(region: Region, pane: QRect, view: Viewpoint) -> QRectF:
    """Return a region's box in screen pixels."""
    left, top = view.origin((pane.width(), pane.height()))
    return QRectF(
        pane.left() + left + region.left * view.zoom,
        pane.top() + top + region.top * view.zoom,
        region.width * view.zoom,
        region.height * view.zoom,
    )


def draw_outlines(painter: QPainter, regions: tuple[Region, ...], pane: QRect, view: Viewpoint, ratio: float) -> None:
    """Outline regions in white on black, readable on any picture; the line lies outside the region."""
    painter.save()
    painter.setClipRect(pane)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for colour, width, away in ((QColor("#000000"), 3.0, 1.5), (QColor("#ffffff"), 1.0, 1.5)):
        pen = QPen(colour, width * ratio)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        for region in regions:
            by = away * ratio
            painter.drawRect(region_place(region, pane, view).adjusted(-by, -by, by, by))
    painter.restore()


def draw_wipe_line(painter: QPainter, x: int, pane: QRect, ratio: float) -> None:
    """Draw the wipe's line with a grip at half height."""
    width = max(round(ratio), 1)
    painter.fillRect(QRect(x - width, pane.top(), 3 * width, pane.height()), QColor("#000000"))
    painter.fillRect(QRect(x, pane.top(), width, pane.height()), QColor("#ffffff"))
    grip = QRect(x - 4 * width, pane.center().y() - 16 * width, 9 * width, 32 * width)
    painter.fillRect(grip, QColor("#000000"))
    painter.fillRect(grip.adjusted(width, width, -width, -width), QColor("#e0e0e0"))


def draw_sentence(painter: QPainter, text: str, pane: QRect, ground: QColor, ratio: float) -> None:
    """Draw a sentence in the pane's middle."""
    painter.save()
    painter.setPen(ink_on(ground))
    font = painter.font()
    font.setPixelSize(round(13 * ratio))
    painter.setFont(font)
    painter.drawText(pane.adjusted(24, 24, -24, -24), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, text)
    painter.restore()


def region_at(regions: tuple[Region, ...], point: QPoint, pane: QRect, view: Viewpoint) -> Region | None:
    """Return the smallest region under a point."""
    found = [region for region in regions if region_place(region, pane, view).contains(point.x(), point.y())]
    return min(found, key=lambda region: region.width * region.height, default=None)
