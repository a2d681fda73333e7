"""How the room is divided among stages."""

from collections.abc import Iterator
from dataclasses import dataclass

from studio_app.viewing.look import Way

GAP = 4
MOST_SIDES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Pane:
    """A part of the room, in the screen's pixels."""

    left: int
    top: int
    width: int
    height: int

    @property
    def size(self) -> tuple[int, int]:
        """Width and height."""
        return self.width, self.height

    @property
    def rows(self) -> slice:
        """Its rows of the room."""
        return slice(self.top, self.top + self.height)

    @property
    def columns(self) -> slice:
        """Its columns of the room."""
        return slice(self.left, self.left + self.width)

    def contains(self, x: float, y: float) -> bool:
        """Say whether a point of the room lies in it."""
        return self.left <= x < self.left + self.width and self.top <= y < self.top + self.height


def panes_of(way: Way, count: int, width: int, height: int) -> tuple[Pane, ...]:
    """Return a pane for each of `count` stages where they stand apart, else one; all panes are of one size."""
    if not way.apart or count <= 1:
        return (Pane(left=0, top=0, width=max(width, 1), height=max(height, 1)),)
    across, down = grid_of(way, count)
    wide, high = max((width - GAP * (across - 1)) // across, 1), max((height - GAP * (down - 1)) // down, 1)
    return tuple(
        Pane(
            left=_at(number % across, across, width, wide),
            top=_at(number // across, down, height, high),
            width=wide,
            height=high,
        )
        for number in range(count)
    )


def gaps_between(panes: tuple[Pane, ...], width: int, height: int) -> Iterator[tuple[slice, slice]]:
    """Yield the rows and columns of the room that no pane covers: lines across it and down, where panes stand apart."""
    for stops, length, lying in (
        ({(pane.left, pane.left + pane.width) for pane in panes}, width, False),
        ({(pane.top, pane.top + pane.height) for pane in panes}, height, True),
    ):
        ends = [0, *(end for stop in sorted(stops) for end in stop), length]
        for start, stop in zip(ends[::2], ends[1::2], strict=True):
            if start < stop:
                part = slice(start, stop)
                yield (part, slice(0, width)) if lying else (slice(0, height), part)


def grid_of(way: Way, count: int) -> tuple[int, int]:
    """Return how many panes stand across and down."""
    if count == MOST_SIDES:
        return 2, 2
    return (count, 1) if way is Way.SIDE else (1, count)


def _at(number: int, of: int, length: int, each: int) -> int:
    """Return where a pane begins: the first at the start, the last at the end, so that no line is left over."""
    return length - each if number == of - 1 else number * (each + GAP)
