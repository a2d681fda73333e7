"""Notes drawn on the picture: those that were recorded, and the one being made."""

from dataclasses import replace

from PySide6.QtCore import QObject, QPointF, Signal

from studio_app.domain.drawings import LONGEST_WORDS, MOST_MARKS, Drawing, Mark, Tool

_NEAR = 2


class NoteLayer(QObject):
    """Marks in the picture's pixels. While a tool is chosen the hand draws instead of moving the picture."""

    changed = Signal()
    words_wanted = Signal(QPointF)

    def __init__(self) -> None:
        super().__init__()
        self._tool: Tool | None = None
        self._made: list[Mark] = []
        self._recorded: tuple[Mark, ...] = ()
        self._under_way: Mark | None = None
        self._words_at: tuple[int, int] = (0, 0)
        self._seen = True

    @property
    def tool(self) -> Tool | None:
        """What the hand draws with, None where it does not draw."""
        return self._tool

    @property
    def marks(self) -> tuple[Mark, ...]:
        """All that is seen now, the newest last."""
        recorded = self._recorded if self._seen else ()
        return (*recorded, *self._made, *((self._under_way,) if self._under_way is not None else ()))

    @property
    def draft(self) -> tuple[Mark, ...]:
        """What was drawn and not recorded yet."""
        return tuple(self._made)

    def choose(self, tool: Tool | None) -> None:
        """Draw with a tool, or no longer."""
        self._tool, self._under_way = tool, None
        self.changed.emit()

    def show_recorded(self, drawings: tuple[Drawing, ...], size: tuple[int, int]) -> None:
        """Show what was recorded, brought to a picture of another size where it was drawn on one."""
        self._recorded = tuple(mark for drawing in drawings for mark in _scaled(drawing, size))
        self.changed.emit()

    def show_all(self, on: bool) -> None:
        """Show recorded notes or hide them; what is being drawn is always seen."""
        self._seen = on
        self.changed.emit()

    def drop_draft(self) -> None:
        """Forget what was not recorded."""
        self._made.clear()
        self._under_way = None
        self.changed.emit()

    def restore(self, marks: tuple[Mark, ...]) -> None:
        """Take marks up again that could not be recorded."""
        self._made[:0] = marks
        self.changed.emit()

    def take_back(self) -> None:
        """Forget the newest mark that was not recorded."""
        if self._made:
            self._made.pop()
            self.changed.emit()

    def drawing(self, size: tuple[int, int]) -> Drawing | None:
        """Return what was drawn on a picture of this size, None where nothing was."""
        return Drawing(width=size[0], height=size[1], marks=tuple(self._made)) if self._made else None

    def begin(self, point: tuple[int, int], at: QPointF) -> None:
        """Put the tool on the picture; `at` is the same point on the screen."""
        if self._tool is None or len(self._made) >= MOST_MARKS:
            return
        if self._tool is Tool.TEXT:
            self._words_at = point
            self.words_wanted.emit(at)
            return
        points = (point,) if self._tool is Tool.PEN else (point, point)
        self._under_way = Mark(tool=self._tool, points=points)
        self.changed.emit()

    def go_on(self, point: tuple[int, int]) -> None:
        """Move the tool."""
        mark = self._under_way
        if mark is None:
            return
        if mark.tool is Tool.PEN:
            last = mark.points[-1]
            if abs(last[0] - point[0]) + abs(last[1] - point[1]) >= _NEAR:
                self._under_way = replace(mark, points=(*mark.points, point))
        else:
            self._under_way = replace(mark, points=(mark.points[0], point))
        self.changed.emit()

    def end(self) -> None:
        """Lift the tool; an arrow or a box of no size is no mark."""
        mark, self._under_way = self._under_way, None
        if mark is not None and (mark.tool is Tool.PEN or mark.points[0] != mark.points[1]):
            self._made.append(mark)
        self.changed.emit()

    def write(self, words: str) -> None:
        """Put words where they were wanted."""
        if words.strip():
            self._made.append(Mark(tool=Tool.TEXT, points=(self._words_at,), words=words.strip()[:LONGEST_WORDS]))
            self.changed.emit()


def _scaled(drawing: Drawing, size: tuple[int, int]) -> tuple[Mark, ...]:
    if (drawing.width, drawing.height) == size or not drawing.width or not drawing.height:
        return drawing.marks
    across, down = size[0] / drawing.width, size[1] / drawing.height
    return tuple(
        replace(mark, points=tuple((round(x * across), round(y * down)) for x, y in mark.points))
        for mark in drawing.marks
    )
