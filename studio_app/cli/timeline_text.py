"""A timeline of one background in one line of plain signs, which every terminal shows one column wide."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from studio_app.domain.desk_lines import TimeKind
from studio_app.domain.facts import Basis
from studio_app.workflow.own_views import OwnDay, OwnPiece

_WIDEST = 93
_NOTHING = "."
MEASURED, READ, STATED, UNCONFIRMED, BREAK = "#", "=", "+", "?", "-"
_SIGNS = {TimeKind.STATED: STATED, TimeKind.UNCONFIRMED: UNCONFIRMED, TimeKind.BREAK: BREAK}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cell:
    """One sign's stretch of time, and what stands above it."""

    start_ms: int
    end_ms: int
    label: str = ""
    begins_day: bool = False


class Ruler:
    """The cells of a period: half hours of one day, eighths of the days of a week, else whole days or more."""

    def __init__(self, days: Sequence[OwnDay]) -> None:
        self._cells = [*_cells(days)]

    def heading(self) -> str:
        """Return the hours or days that stand above the signs."""
        line, column = "", 0
        for cell in self._cells:
            column += cell.begins_day and bool(column)
            if cell.label and len(line) <= column:
                line = line.ljust(column) + cell.label
            column += 1
        return line

    def line(self, pieces: Iterable[OwnPiece]) -> str:
        """Return pieces as signs: in each cell the one that most of its time is."""
        held: list[dict[str, int]] = [{} for _cell in self._cells]
        for piece in pieces:
            sign = _sign(piece)
            for cell, amounts in zip(self._cells, held, strict=True):
                shared = min(piece.end_ms, cell.end_ms) - max(piece.start_ms, cell.start_ms)
                if sign and shared > 0:
                    amounts[sign] = amounts.get(sign, 0) + shared
        text = ""
        for cell, amounts in zip(self._cells, held, strict=True):
            text += " " if cell.begins_day and text else ""
            text += max(amounts, key=lambda sign: amounts[sign]) if amounts else _NOTHING
        return text


def _sign(piece: OwnPiece) -> str:
    if piece.kind is TimeKind.ACTIVE:
        return READ if piece.basis is Basis.READ else MEASURED
    return _SIGNS.get(piece.kind, "")


def _cells(days: Sequence[OwnDay]) -> Iterable[_Cell]:
    if len(days) == 1:
        yield from _parts_of_day(days[0], minutes=30, label_every=6)
    elif len(days) <= 7:
        for day in days:
            yield from _parts_of_day(day, minutes=180, label_every=0)
    else:
        step = -(-len(days) // _WIDEST)
        for first in range(0, len(days), step):
            some = days[first : first + step]
            label = f"{some[0].day.day:d}" if (first // step) % 5 == 0 else ""
            yield _Cell(start_ms=some[0].start_ms, end_ms=some[-1].end_ms, label=label)


def _parts_of_day(day: OwnDay, *, minutes: int, label_every: int) -> Iterable[_Cell]:
    step, start, number = minutes * 60_000, day.start_ms, 0
    while start < day.end_ms:
        if label_every:
            # The hour that has passed of the day, which is the wall's but on the two days a year when clocks change.
            label = str(timedelta(milliseconds=start - day.start_ms) // timedelta(hours=1))
            label = label if number % label_every == 0 else ""
        else:
            label = f"{day.day:%m-%d}" if number == 0 else ""
        yield _Cell(start_ms=start, end_ms=min(start + step, day.end_ms), label=label, begins_day=number == 0)
        start, number = start + step, number + 1
