"""A note drawn on a picture: strokes, arrows, boxes and words in the picture's own pixels."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from typing import Any

MOST_MARKS = 500
MOST_POINTS = 50_000
LONGEST_WORDS = 500
_FORMAT = "teire-drawing/1"


class Tool(StrEnum):
    """What a mark was made with."""

    PEN = "pen"
    ARROW = "arrow"
    BOX = "box"
    TEXT = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One mark: its points (x, y) in the picture's pixels, and the words of a `text`.

    A pen has a point or more; an arrow its start and its head; a box two opposite corners; a text where it begins.
    """

    tool: Tool
    points: tuple[tuple[int, int], ...]
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """All marks on one picture of `width` × `height` pixels, in the order they were made."""

    width: int
    height: int
    marks: tuple[Mark, ...] = ()


def drawing_text(drawing: Drawing) -> str:
    """Return a drawing as one line of JSON: whole numbers only, points as one flat list."""
    return json.dumps(
        {
            "format": _FORMAT,
            "width": drawing.width,
            "height": drawing.height,
            "marks": [
                {
                    "tool": mark.tool.value,
                    "points": [*chain.from_iterable(mark.points)],
                    "text": mark.words,
                }
                for mark in drawing.marks
            ],
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def drawing_from(text: str) -> Drawing | None:
    """Read what `drawing_text` wrote; None for an empty text, an unknown format or whatever does not hold together."""
    try:
        values = json.loads(text) if text else None
        if not isinstance(values, dict) or values.get("format") != _FORMAT:
            return None
        marks = tuple(_mark(one) for one in values["marks"])
        drawing = Drawing(width=_whole(values["width"]), height=_whole(values["height"]), marks=marks)
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return drawing if is_within_bounds(drawing) else None


def is_within_bounds(drawing: Drawing) -> bool:
    """Say whether a drawing is of a size that is kept."""
    points = sum(len(mark.points) for mark in drawing.marks)
    words = max((len(mark.words) for mark in drawing.marks), default=0)
    return len(drawing.marks) <= MOST_MARKS and points <= MOST_POINTS and words <= LONGEST_WORDS


def _mark(values: Mapping[str, Any]) -> Mark:
    tool, flat, words = Tool(values["tool"]), values["points"], values["text"]
    if not isinstance(words, str) or len(flat) % 2 or not flat:
        raise ValueError(flat)
    numbers = [_whole(part) for part in flat]
    points = tuple(zip(numbers[::2], numbers[1::2], strict=True))
    if tool in (Tool.ARROW, Tool.BOX) and len(points) != 2:  # a start and an end
        raise ValueError(points)
    return Mark(tool=tool, points=points, words=words)


def _whole(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) > 1 << 24:
        raise ValueError(value)
    return value
