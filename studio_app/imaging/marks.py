"""A drawn note laid on the pixels of its picture: red on a dark edge, of one width on paper whatever the size."""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from studio_app.domain.drawings import Drawing, Mark, Tool
from studio_app.domain.names import is_plain
from studio_app.imaging.lettering import lettering

INK, EDGE = (255, 90, 79), (16, 16, 16)
_SPREAD = 0.45
"""Half the angle of an arrow's head, in radians."""
_SHIFT = 4
"""Points are given to OpenCV in sixteenths of a pixel."""
_FARTHEST = 30_000.0
_SMALLEST_LETTERS = 8

Pixels = NDArray[np.uint8]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Label:
    """Words set in lines; all lengths in pixels."""

    font: Any
    lines: list[str]
    line: int
    pad: int
    width: int

    @property
    def height(self) -> int:
        return self.line * len(self.lines) + 2 * self.pad


def with_marks(picture: Pixels, drawing: Drawing) -> Pixels:
    """Return the picture, (height, width, 3) RGB, with a drawing on it.

    The picture may be smaller than the one that was drawn on: points are scaled, widths and letters grow with the
    picture's longer side (6 and 36 pixels at 1600). Whatever lies outside the picture is not seen; words are moved in.
    """
    marked = np.ascontiguousarray(picture).copy()
    for mark in drawing.marks:
        if mark.tool is not Tool.TEXT:
            _draw(marked, mark, drawing)
    for mark in drawing.marks:
        if mark.tool is Tool.TEXT and mark.words.strip():
            marked = _write(marked, mark.words, _placed(mark, drawing, marked)[0])
    return marked


def ink_width(picture: Pixels) -> int:
    """Return how many pixels wide a mark is drawn; its dark edge stands out by a third of that on both sides."""
    return max(2, round(max(int(side) for side in picture.shape[:2]) / 266))


def _placed(mark: Mark, drawing: Drawing, picture: Pixels) -> list[tuple[float, float]]:
    """Return a mark's points in the picture's pixels: where the middle of a pixel was, it still is."""
    across = picture.shape[1] / max(1, drawing.width)
    down = picture.shape[0] / max(1, drawing.height)
    return [(_near((x + 0.5) * across - 0.5), _near((y + 0.5) * down - 0.5)) for x, y in mark.points]


def _near(place: float) -> float:
    return min(max(place, -_FARTHEST), _FARTHEST)


def _draw(picture: Pixels, mark: Mark, drawing: Drawing) -> None:
    import cv2  # noqa: PLC0415  # slow to import

    width = ink_width(picture)
    lines = _lines(mark.tool, _placed(mark, drawing, picture), 6.0 * width)
    points = [np.rint(np.array(line) * (1 << _SHIFT)).astype(np.int32).reshape(-1, 1, 2) for line in lines]
    for colour, thick in ((EDGE, width + 2 * max(1, round(width / 3))), (INK, width)):
        cv2.polylines(picture, points, False, colour, thick, cv2.LINE_AA, _SHIFT)


def _lines(tool: Tool, points: list[tuple[float, float]], head: float) -> list[list[tuple[float, float]]]:
    if tool is Tool.BOX:
        (left, top), (right, bottom) = points
        return [[(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]]
    if tool is Tool.ARROW:
        start, tip = points
        back = math.atan2(start[1] - tip[1], start[0] - tip[0])
        sides = [
            (tip[0] + math.cos(back + turn) * head, tip[1] + math.sin(back + turn) * head)
            for turn in (-_SPREAD, _SPREAD)
        ]
        return [points, [sides[0], tip, sides[1]]]
    return [points if len(points) > 1 else points * 2]


def _write(picture: Pixels, words: str, at: tuple[float, float]) -> Pixels:
    """Write words on a dark ground, moved in from the edges until all of it lies within the picture."""
    from PIL import Image, ImageDraw  # noqa: PLC0415  # only needed where something is written

    sheet = Image.fromarray(picture)
    pen = ImageDraw.Draw(sheet)
    label = _label(pen, words, sheet.size)
    left = max(0, min(round(at[0]), sheet.width - label.width))
    top = max(0, min(round(at[1]), sheet.height - label.height))
    pen.rectangle((left, top, left + label.width - 1, top + label.height - 1), fill=EDGE)
    for number, line in enumerate(label.lines):
        middle = top + label.pad + label.line * number + label.line // 2
        pen.text((left + label.pad, middle), line, fill=INK, font=label.font, anchor="lm")
    return np.array(sheet, dtype=np.uint8)


def _label(pen: Any, words: str, room: tuple[int, int]) -> _Label:
    """Wrap words at three fifths of a picture's width; smaller letters until they fit, down to 8 pixels."""
    letters = max(12, round(max(room) / 44))
    while True:
        font, pad = lettering(letters), max(2, letters // 4)
        lines = _wrapped(pen, words, font, max(letters, room[0] * 0.6 - 2 * pad))
        widest = math.ceil(max(pen.textlength(line, font=font) for line in lines))
        label = _Label(font=font, lines=lines, line=round(letters * 1.4), pad=pad, width=widest + 2 * pad)
        if (label.width <= room[0] and label.height <= room[1]) or letters <= _SMALLEST_LETTERS:
            return label
        letters = max(_SMALLEST_LETTERS, letters * 4 // 5)


def _wrapped(pen: Any, words: str, font: Any, room: float) -> list[str]:
    """Break words into lines no longer than `room` pixels: at a blank where there is one, else anywhere."""
    lines = []
    for part in words.splitlines():
        rest = "".join(sign if is_plain(sign) else "\ufffd" for sign in part)
        while pen.textlength(rest, font=font) > room and len(rest) > 1:
            end = _fitting(pen, rest, font, room)
            blank = rest.rfind(" ", 1, end + 1)
            end = blank if blank > end // 2 else end
            lines.append(rest[:end])
            rest = rest[end:].lstrip(" ")
        lines.append(rest)
    return lines or [""]


def _fitting(pen: Any, text: str, font: Any, room: float) -> int:
    """Return how many signs fit into `room`, one at least."""
    low, high = 1, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if pen.textlength(text[:middle], font=font) <= room else (low, middle - 1)
    return low
