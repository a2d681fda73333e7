"""What stands on the canvas, composed and drawn: pictures, maps, outlines, the wipe's line, the loupe, sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage

from studio_app.qt import theme
from studio_app.qt.drawing import draw_loupe, draw_outlines, draw_sentence, draw_wipe_line
from studio_app.qt.note_drawing import draw_marks
from studio_app.qt.note_layer import NoteLayer
from studio_app.qt.sides import NOTHING
from studio_app.viewing.look import Look, Way
from studio_app.viewing.panes import GAP, panes_of
from studio_app.viewing.viewpoint import Viewpoint

if TYPE_CHECKING:
    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QPainter

    from studio_app.domain.changes import Region
    from studio_app.qt.sides import Side
    from studio_app.viewing.brush import Sight
    from studio_app.viewing.owners import Inks
    from studio_app.viewing.panes import Pane
    from studio_app.viewing.pyramid import Pyramid
    from studio_app.viewing.room import Room

_LOUPE = 176
_LOUPE_ZOOM = 8.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The room in the screen's pixels (width, height), how many of them one of the widget's is, and the view.

    `moving`: the view is on its way; the frame may be softer than the one it comes to rest in.
    """

    size: tuple[int, int]
    ratio: float
    view: Viewpoint
    moving: bool = False


class Easel:
    """Holds what is shown and how; draws it for any view."""

    def __init__(self) -> None:
        self.sides: tuple[Side, ...] = (NOTHING, NOTHING)
        self.maps: dict[Way, Pyramid] = {}
        self.look = Look()
        self.regions: tuple[Region, ...] = ()
        self.surround = 0
        self.notes = NoteLayer()
        self._inks: Inks | None = None
        self._waiting: dict[Way, str] = {}
        self._rooms: dict[str, Room] = {}

    @property
    def standing(self) -> tuple[Side, ...]:
        """The sides that are something, oldest first."""
        return tuple(side for side in self.sides if not side.empty)

    @property
    def frame(self) -> tuple[int, int]:
        """The size of the newest picture that is there."""
        sizes = [side.size or side.picture.size for side in self.sides if side.picture is not None]
        return sizes[-1] if sizes else (1, 1)

    def put_map(self, way: Way, values: Pyramid | None, *, waiting: str, inks: Inks | None) -> None:
        """Put what a way of looking needs beside the pictures, or the sentence that stands there until then."""
        self.maps.pop(way, None)
        self._waiting[way] = waiting
        if values is not None:
            self.maps[way] = values
        if way is Way.OWNERS:
            self._inks = inks

    def composed(self, place: Place) -> QImage:
        """Return the pictures alone as an image; the next call overwrites it."""
        size = place.size
        sides, look = self._lit()
        if not sides:
            image = QImage(*size, QImage.Format.Format_RGB32)
            image.fill(theme.SURROUNDS[self.surround])
            return image
        pixels = self._room("large").compose(self._sight(sides, place.view, look, moving=place.moving), size)
        return QImage(pixels.data, size[0], size[1], pixels.strides[0], QImage.Format.Format_RGB32)

    def paint(self, painter: QPainter, place: Place) -> None:
        """Draw everything but the loupe; one unit of the painter is one of the screen's pixels."""
        painter.drawImage(0, 0, self.composed(place))
        panes = panes_of(self.look.way, max(len(self.standing), 1), *place.size)
        self._draw_sentences(painter, panes, place.ratio)
        for pane in panes:
            draw_outlines(painter, self.regions, pane, place.view, place.ratio)
            draw_marks(painter, self.notes.marks, pane, place.view, place.ratio)
        if self.look.way is Way.WIPE and len(self.standing) > 1:
            draw_wipe_line(painter, self.look.wipe, panes[0], place.ratio)

    def paint_loupe(self, painter: QPainter, place: Place, at: QPointF, point: tuple[int, int]) -> None:
        """Draw the two newest sides enlarged around a picture's point, beside `at` on the screen."""
        sides, lit = self._lit()
        sides, look = sides[-2:], Look(way=Way.SIDE, treatment=lit.treatment)
        view = Viewpoint(x=point[0] + 0.5, y=point[1] + 0.5, zoom=_LOUPE_ZOOM * max(round(place.view.zoom), 1))
        each = round(_LOUPE * place.ratio)
        size = (each * len(sides) + GAP * (len(sides) - 1), each)
        pixels = self._room("loupe").compose(self._sight(sides, view, look), size)
        image = QImage(pixels.data, size[0], size[1], pixels.strides[0], QImage.Format.Format_RGB32)
        draw_loupe(painter, image, at, place.size, len(sides))

    def _lit(self) -> tuple[tuple[Pyramid | None, ...], Look]:
        """Return the pictures to compose and how: those taken in the light wanted from their files, or all as codes."""
        standing = self.standing
        if not standing or any(side.exposed is None for side in standing):
            return tuple(side.picture for side in standing), self.look
        return tuple(side.exposed for side in standing), self.look.exposed_already()

    def clear(self) -> None:
        """Hold no picture and no map."""
        self.sides = (NOTHING, NOTHING)
        self.maps.clear()

    def close(self) -> None:
        """End the threads that help to compose; the next frame begins them again."""
        for room in self._rooms.values():
            room.close()
        self._rooms.clear()

    def _sight(self, sides: tuple[Pyramid | None, ...], view: Viewpoint, look: Look, *, moving: bool = False) -> Sight:
        from studio_app.viewing.brush import Shown, Sight  # noqa: PLC0415

        ground = theme.SURROUNDS[self.surround]
        shown = Shown(
            sides=sides,
            frame=self.frame,
            lies=tuple(side.lie for side in self.standing[-len(sides) :]),
            difference=self.maps.get(Way.DIFFERENCE),
            heat=self.maps.get(Way.HEAT),
            owners=self.maps.get(Way.OWNERS),
            inks=self._inks,
        )
        around = (ground.red(), ground.green(), ground.blue())
        return Sight(shown=shown, look=look, view=view, ground=around, moving=moving)

    def _room(self, name: str) -> Room:
        """Return what composes frames; it is loaded with the first picture, when the window is long on the screen."""
        from studio_app.viewing.room import Room  # noqa: PLC0415

        return self._rooms.setdefault(name, Room())

    def _draw_sentences(self, painter: QPainter, panes: tuple[Pane, ...], ratio: float) -> None:
        ground, sides = theme.SURROUNDS[self.surround], self.standing
        if len(panes) == len(sides):
            for pane, side in zip(panes, sides, strict=True):
                if side.picture is None:
                    draw_sentence(painter, side.sentence, _rect(pane), ground, ratio)
            return
        missing = [side.sentence for side in sides[-2:] if side.picture is None]
        waiting = self._waiting.get(self.look.way, "") if self.look.way not in self.maps else ""
        words = next((sentence for sentence in (*missing, waiting) if sentence.strip()), "")
        if words:
            draw_sentence(painter, words, _rect(panes[0]), ground, ratio)


def _rect(pane: Pane) -> QRect:
    return QRect(pane.left, pane.top, pane.width, pane.height)
