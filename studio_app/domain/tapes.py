"""What a recorder saw of time: pieces, each of one kind, on the awake clock and labelled by the wall clock."""

from dataclasses import dataclass, replace
from enum import StrEnum


class PieceKind(StrEnum):
    """What a stretch of time was.

    `work`: the background was at hand, with input or saves. `away`: neither for longer than the artist's own limit.
    `unseen`: the machine was awake, and Teire did not run. `frozen`: Teire stood still while the machine was awake.
    `asleep`: the machine slept.
    """

    WORK = "work"
    AWAY = "away"
    UNSEEN = "unseen"
    FROZEN = "frozen"
    ASLEEP = "asleep"

    @property
    def is_asked(self) -> bool:
        """Whether the artist is asked what it was; until they say, it is unconfirmed."""
        return self in {PieceKind.AWAY, PieceKind.UNSEEN}


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of one kind: the wall clock where it began (ms since 1970 UTC) and its length in whole ms."""

    kind: PieceKind
    at_ms: int
    ms: int

    @property
    def awake_ms(self) -> int:
        """How far the awake clock went meanwhile."""
        return 0 if self.kind is PieceKind.ASLEEP else self.ms

    def cut(self, ms: int) -> tuple["Piece", "Piece"]:
        """Return the first `ms` and the rest."""
        return replace(self, ms=ms), replace(self, at_ms=self.at_ms + ms, ms=self.ms - ms)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockStep:
    """The wall clock was set by `by_ms` (back if negative) when it read `at_ms`."""

    at_ms: int
    by_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockMark:
    """One look at all clocks, in whole milliseconds; differences hold only within one boot."""

    wall_ms: int
    awake_ms: int
    elapsed_ms: int
    boot: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tape:
    """All that was seen from the start to the newest look.

    `settled` ends at the last sign of work (input or a save) at `sign_ms` on the awake clock; `trailing` is what came
    since, of which nobody knows yet whether it will have been work or absence.
    """

    settled: tuple[Piece, ...]
    trailing: tuple[Piece, ...]
    sign_ms: int
    last: ClockMark
    steps: tuple[ClockStep, ...] = ()

    @property
    def quiet_ms(self) -> int:
        """How long there was no sign of work, on the awake clock."""
        return self.last.awake_ms - self.sign_ms

    def pieces(self, away_after_ms: int) -> tuple[Piece, ...]:
        """Return everything as it stands now: a silence of `away_after_ms` or longer is absence, a shorter one work."""
        return joined(self.settled, judged_silence(self.trailing, self.quiet_ms, away_after_ms))


JOIN_WITHIN_MS = 1_500
"""Pieces follow each other if their labels do within this: a clock is slewed by less, and set by more."""


def judged_silence(pieces: tuple[Piece, ...], quiet_ms: int, away_after_ms: int) -> tuple[Piece, ...]:
    """Return pieces of a silence: what would have been work is absence if the silence is long enough."""
    if quiet_ms < away_after_ms:
        return pieces
    return tuple(replace(one, kind=PieceKind.AWAY) if one.kind is PieceKind.WORK else one for one in pieces)


def joined(before: tuple[Piece, ...], after: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Return both, with pieces of one kind that follow each other made one, and none that is empty.

    Those that the artist is asked about stay apart: between two of them there was a sign of work, however short, and
    an answer to the first is none to the second.
    """
    made = list(before)
    for one in after:
        if not one.ms:
            continue
        last = made[-1] if made and not one.kind.is_asked else None
        if last is not None and last.kind is one.kind and abs(last.at_ms + last.ms - one.at_ms) <= JOIN_WITHIN_MS:
            made[-1] = replace(last, ms=last.ms + one.ms)
        else:
            made.append(one)
    return tuple(made)
