"""What an artist decides about recorded time before it goes to the studio; each decision is kept."""

from dataclasses import dataclass
from enum import StrEnum

from studio_app.domain.ids import SessionId
from studio_app.domain.recordings import Task


class Answer(StrEnum):
    """What a gap was, as the artist says: work away from the machine, a break, or not said yet."""

    WORK = "work"
    BREAK = "break"
    LATER = "later"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What the gap that begins `start_ms` after its recording's start was: parts, in order, as long as the gap.

    `reason` says what the work was (paper, reference, meeting); empty for a break.
    """

    at_ms: int
    recording: SessionId
    start_ms: int
    parts: tuple[tuple[Answer, int], ...]
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """A line was cut `offset_ms` after its beginning; the rest is the line `rest`."""

    at_ms: int
    line: SessionId
    offset_ms: int
    rest: SessionId


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """The line `other` became part of `line`."""

    at_ms: int
    line: SessionId
    other: SessionId


@dataclass(frozen=True, slots=True, kw_only=True)
class Reassigned:
    """A line was work on something else than was recorded."""

    at_ms: int
    line: SessionId
    task: Task


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A line is not to go to the studio (or is again, if `left_out` is false), for a reason of the artist's own."""

    at_ms: int
    line: SessionId
    left_out: bool
    reason: str


DeskChange = Answered | Split | Merged | Reassigned | LeftOut

CHANGES: dict[str, type[DeskChange]] = {
    "answered": Answered,
    "split": Split,
    "merged": Merged,
    "reassigned": Reassigned,
    "left-out": LeftOut,
}
"""What each decision is called wherever it is written: in the desk's own file, in an entry, in JSON."""


def change_name(change: DeskChange) -> str:
    """Return what a decision is called."""
    return next(name for name, type_ in CHANGES.items() if isinstance(change, type_))
