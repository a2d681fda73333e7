"""Recorded time as it would go to the studio: recordings with the artist's decisions applied.

Pure: the recordings themselves are never changed, so that every decision can be seen, and taken back by another one.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from studio_app.domain.desk_changes import Answer, Answered, DeskChange, LeftOut, Merged, Reassigned, Split
from studio_app.domain.ids import SessionId
from studio_app.domain.recordings import Recording, Task
from studio_app.domain.tapes import Piece, PieceKind


class TimeKind(StrEnum):
    """What a stretch of time counts as.

    `active`: measured work. `stated`: work away from the machine, as the artist said. `unconfirmed`: asked and not
    answered. `break`: as the artist said. `asleep` and `frozen`: gaps that nobody is asked about.
    """

    ACTIVE = "active"
    STATED = "stated"
    UNCONFIRMED = "unconfirmed"
    BREAK = "break"
    ASLEEP = "asleep"
    FROZEN = "frozen"


_UNANSWERED = {
    PieceKind.WORK: TimeKind.ACTIVE,
    PieceKind.AWAY: TimeKind.UNCONFIRMED,
    PieceKind.UNSEEN: TimeKind.UNCONFIRMED,
    PieceKind.FROZEN: TimeKind.FROZEN,
    PieceKind.ASLEEP: TimeKind.ASLEEP,
}
_ANSWERED = {Answer.WORK: TimeKind.STATED, Answer.BREAK: TimeKind.BREAK}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A piece of a line: what it counts as, what was seen of it, the wall clock at its start, its length in ms.

    `reason` is what the artist said that stated work was.
    """

    kind: TimeKind
    seen: PieceKind
    at_ms: int
    ms: int
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A piece that was no measured work, `start_ms` after its recording's start, with what was answered so far."""

    recording: SessionId
    start_ms: int
    piece: Piece
    parts: tuple[tuple[Answer, int], ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether the artist was asked and has not said of all of it."""
        return self.piece.kind.is_asked and (not self.parts or self.is_put_off)

    @property
    def is_put_off(self) -> bool:
        """Whether the artist asked to be asked later."""
        return any(answer is Answer.LATER for answer, _ms in self.parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A part of a recording, from `start_ms` to `end_ms` after its start, gaps counted."""

    recording: SessionId
    start_ms: int
    end_ms: int

    @property
    def ms(self) -> int:
        return self.end_ms - self.start_ms


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskLine:
    """Time on one task as it would go to the studio: its segments, and every decision that made it so."""

    id: SessionId
    task: Task
    segments: tuple[Segment, ...]
    left_out: bool = False
    history: tuple[DeskChange, ...] = ()

    @property
    def ms(self) -> int:
        """Its length, gaps counted."""
        return sum(one.ms for one in self.segments)


def desk_lines(recordings: Iterable[Recording], changes: Iterable[DeskChange]) -> tuple[DeskLine, ...]:
    """Apply changes in their order; one that fits nothing (any more) is passed over."""
    lines: dict[SessionId, DeskLine] = {}
    for one in recordings:
        whole = Segment(recording=one.id, start_ms=0, end_ms=sum(piece.ms for piece in one.pieces))
        lines[one.id] = DeskLine(id=one.id, task=one.task, segments=(whole,))
    of = {id_: {id_} for id_ in lines}
    for change in changes:
        _apply(lines, change, of)
    return tuple(lines.values())


def stretches(
    line: DeskLine, recordings: Mapping[SessionId, Recording], answers: Sequence[Answered]
) -> tuple[Stretch, ...]:
    """Return what a line consists of, in order."""
    found: list[Stretch] = []
    for segment in line.segments:
        start = 0
        for one in _judged(recordings[segment.recording], answers):
            first, last = max(start, segment.start_ms), min(start + one.ms, segment.end_ms)
            if first < last:
                found.append(replace(one, at_ms=one.at_ms + first - start, ms=last - first))
            start += one.ms
    return tuple(found)


def gaps(recording: Recording, answers: Sequence[Answered]) -> tuple[Gap, ...]:
    """Return the gaps of a recording. The silence that still lasts is none yet."""
    said = {one.start_ms: one.parts for one in answers if one.recording == recording.id}
    found, start = [], 0
    pieces = recording.pieces if recording.ending is not None else recording.tape.settled
    for piece in pieces:
        if piece.kind is not PieceKind.WORK:
            found.append(
                Gap(recording=recording.id, start_ms=start, piece=piece, parts=_fitting(said.get(start, ()), piece.ms))
            )
        start += piece.ms
    return tuple(found)


def total(parts: Iterable[Stretch], kind: TimeKind) -> int:
    """Return how many milliseconds count as `kind`."""
    return sum(one.ms for one in parts if one.kind is kind)


def _judged(recording: Recording, answers: Sequence[Answered]) -> Iterable[Stretch]:
    """Yield a recording's pieces as what they count as, gaps cut into the parts that were answered."""
    said = {one.start_ms: one for one in answers if one.recording == recording.id}
    start = 0
    for piece in recording.pieces:
        answer = said.get(start) if piece.kind is not PieceKind.WORK else None
        at_ms = piece.at_ms
        for kind, ms in _kinds(piece, answer):
            reason = answer.reason if answer is not None and kind is TimeKind.STATED else ""
            yield Stretch(kind=kind, seen=piece.kind, at_ms=at_ms, ms=ms, reason=reason)
            at_ms += ms
        start += piece.ms


def _kinds(piece: Piece, answer: Answered | None) -> Iterable[tuple[TimeKind, int]]:
    parts = _fitting(answer.parts, piece.ms) if answer is not None else ()
    if not parts:
        return [(_UNANSWERED[piece.kind], piece.ms)]
    return [(_ANSWERED.get(said, _UNANSWERED[piece.kind]), ms) for said, ms in parts if ms]


def _fitting(parts: tuple[tuple[Answer, int], ...], ms: int) -> tuple[tuple[Answer, int], ...]:
    """Return parts that fill a gap exactly; what does not fit says nothing about it."""
    return parts if sum(length for _answer, length in parts) == ms else ()


def _apply(lines: dict[SessionId, DeskLine], change: DeskChange, of: dict[SessionId, set[SessionId]]) -> None:
    """Apply one change; `of` says which lines may hold something of a recording, so that none else is looked at."""
    if isinstance(change, Answered):
        for id_ in of.get(change.recording, set()) & lines.keys():
            if any(_holds(segment, change) for segment in lines[id_].segments):
                lines[id_] = replace(lines[id_], history=(*lines[id_].history, change))
        return
    known = lines.get(change.line)
    if known is None:
        return
    line = replace(known, history=(*known.history, change))
    if isinstance(change, Reassigned):
        lines[line.id] = replace(line, task=change.task)
    elif isinstance(change, LeftOut):
        lines[line.id] = replace(line, left_out=change.left_out)
    elif isinstance(change, Merged):
        _merge(lines, line, change)
        for segment in lines[line.id].segments if line.id in lines else ():
            of[segment.recording].add(line.id)
    elif 0 < change.offset_ms < line.ms and change.rest not in lines:
        _split(lines, line, change)
        for segment in lines[change.rest].segments:
            of[segment.recording].add(change.rest)


def _holds(segment: Segment, answer: Answered) -> bool:
    return segment.recording == answer.recording and segment.start_ms <= answer.start_ms < segment.end_ms


def _merge(lines: dict[SessionId, DeskLine], line: DeskLine, change: Merged) -> None:
    other = lines.get(change.other)
    if other is None or other.id == line.id:
        return
    del lines[other.id]
    # Both parts of what was cut carry the cut.
    history = tuple(dict.fromkeys((*line.history[:-1], *other.history, change)))
    lines[line.id] = replace(line, segments=line.segments + other.segments, history=history)


def _split(lines: dict[SessionId, DeskLine], line: DeskLine, change: Split) -> None:
    first, rest, left = [], [], change.offset_ms
    for one in line.segments:
        middle = one.start_ms + min(max(left, 0), one.ms)
        if middle > one.start_ms:
            first.append(replace(one, end_ms=middle))
        if middle < one.end_ms:
            rest.append(replace(one, start_ms=middle))
        left -= one.ms
    lines[line.id] = replace(line, segments=tuple(first))
    after = replace(line, id=change.rest, segments=tuple(rest))
    # The rest comes right after the line it was cut from.
    order = list(lines.values())
    place = next(n for n, one in enumerate(order) if one.id == line.id) + 1
    lines.clear()
    lines.update({one.id: one for one in [*order[:place], after, *order[place:]]})
