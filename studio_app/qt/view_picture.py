"""The view as a picture: exactly what is on the screen, or every pixel of the pictures, with labels or without."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter

from studio_app.domain.errors import StudioError
from studio_app.domain.language import _
from studio_app.qt import theme
from studio_app.qt.easel import Place
from studio_app.qt.theme import sized
from studio_app.viewing.look import Way
from studio_app.viewing.panes import GAP, grid_of, panes_of
from studio_app.viewing.viewpoint import actual_size

if TYPE_CHECKING:
    from pathlib import Path

    from studio_app.qt.easel import Easel
    from studio_app.viewing.panes import Pane

_LABEL = 32
_LONGEST = 32_767
_MOST_PIXELS = 300_000_000
"""A pair of 16384 × 8192 side by side: more would take more memory than pictures may."""


class ViewPictureError(StudioError):
    """A view that cannot be written as a picture."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewWish:
    """What is wanted: every pixel of the pictures instead of the screen's, and the labels above each side."""

    full_size: bool = False
    labels: bool = True


def view_picture(easel: Easel, seen: Place, wish: ViewWish, labels: tuple[str, ...]) -> QImage:
    """Return the view with its notes and outlines; `labels` name the sides that stand, oldest first.

    At full size one pixel of the picture is one of the file's and the whole picture is there. Raises
    `ViewPictureError` where that is more than an image can hold.
    """
    place = _full(easel) if wish.full_size else seen
    names = _names(easel, labels)
    band = round(_LABEL * place.ratio) if wish.labels else 0
    panes = panes_of(easel.look.way, max(len(easel.standing), 1), *place.size)
    rows = sorted({pane.top for pane in panes})
    image = QImage(place.size[0], place.size[1] + band * len(rows), QImage.Format.Format_RGB32)
    image.fill(theme.WINDOW)
    with QPainter(image) as painter:
        _draw(painter, easel, place, rows, band)
        if wish.labels:
            for pane, name in zip(panes, names, strict=True):
                _label(painter, name, pane, pane.top + band * rows.index(pane.top), place.ratio)
    return image


def _draw(painter: QPainter, easel: Easel, place: Place, rows: list[int], band: int) -> None:
    """Draw what is seen below a band for each row of panes; one row is drawn where it belongs, without a copy."""
    if len(rows) == 1:
        painter.translate(0, band)
        easel.paint(painter, place)
        painter.resetTransform()
        return
    drawn = QImage(*place.size, QImage.Format.Format_RGB32)
    with QPainter(drawn) as pen:
        easel.paint(pen, place)
    for number, (top, bottom) in enumerate(pairwise([*rows, place.size[1]]), start=1):
        painter.drawImage(0, top + band * number, drawn, 0, top, -1, bottom - top)


def save(image: QImage, path: Path) -> None:
    """Write an image into a file ending in .png; raises `ViewPictureError` where that cannot be done."""
    if not image.save(str(path)):
        raise ViewPictureError(
            _("The view could not be written to “{path}”.", path=path),
            hint=_("Name a file in a folder that exists and can be written to."),
        )


def _full(easel: Easel) -> Place:
    width, height = easel.frame
    across, down = grid_of(easel.look.way, len(easel.standing)) if easel.look.way.apart else (1, 1)
    size = width * across + GAP * (across - 1), height * down + GAP * (down - 1)
    if max(size) > _LONGEST or size[0] * size[1] > _MOST_PIXELS:
        raise ViewPictureError(
            _("{width} × {height} pixels are more than one picture can hold.", width=size[0], height=size[1]),
            hint=_("Look at one picture at a time, or save the view as it is on the screen."),
        )
    return Place(size=size, ratio=1.0, view=replace(actual_size(easel.frame), zoom=1.0))


def _names(easel: Easel, labels: tuple[str, ...]) -> tuple[str, ...]:
    if easel.look.way.apart:
        return labels
    if easel.look.way is Way.FLIP:
        return labels[-1:] if easel.look.later else labels[-2:-1]
    return (" → ".join(labels[-2:]),)


def _label(painter: QPainter, name: str, pane: Pane, top: int, ratio: float) -> None:
    painter.setFont(sized(painter.font(), round(theme.TEXT_PX * ratio)))
    painter.setPen(theme.TEXT)
    box = QRect(pane.left, top, pane.width, round(_LABEL * ratio)).adjusted(round(12 * ratio), 0, -round(12 * ratio), 0)
    text = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
