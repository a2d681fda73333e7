"""Looks at the clocks and signs of work, added up to what somebody worked (`session/1`).

Active time is what passed on the awake clock while there were signs of work: input, as the system tells when the last
one was, or a save of the picture. Sleep is no part of the awake clock; the wall clock only labels. A silence at least
as long as the artist's own limit is absence, from its first moment to its last.
"""

from dataclasses import replace

from studio_app.capture.timing import mark_of, within_one_boot
from studio_app.domain.moments import Reading
from studio_app.domain.tapes import (
    JOIN_WITHIN_MS,
    ClockMark,
    ClockStep,
    Piece,
    PieceKind,
    Tape,
    joined,
    judged_silence,
)

LOOK_EVERY_MS = 1_000
"""How often a recorder looks."""
LATEST_LOOK_MS = 3_000
"""A look that comes later shows that the program stood still: what is more than one usual interval is no work."""
_SHORTEST_SLEEP_MS = 1_000
"""The two clocks are read one after the other: smaller differences are noise."""


def begun(now: Reading) -> Tape:
    """Return the tape of work that begins now; beginning it is a sign of work."""
    mark = mark_of(now)
    return Tape(settled=(), trailing=(), sign_ms=mark.awake_ms, last=mark)


def goes_on(tape: Tape, now: Reading) -> bool:
    """Whether the clocks of `now` can be compared with those of the tape: no restart of the machine lies between."""
    return within_one_boot(tape.last, mark_of(now))


def looked(tape: Tape, now: Reading, *, idle_ms: int | None, saved: bool, away_after_ms: int) -> Tape:
    """Return the tape with one more look; `goes_on` must hold.

    `idle_ms` is the time since the last input, None where the system does not say; `saved`: the picture was saved since
    the look before. Only newer signs than the last count, so that a source that counts sleep takes nothing away.
    """
    new, steps = _passed(tape.last, mark_of(now))
    tape = replace(tape, trailing=joined(tape.trailing, new), last=mark_of(now), steps=tape.steps + steps)
    signs = [now.awake_ms - idle_ms] if idle_ms is not None and idle_ms >= 0 else []
    signs += [now.awake_ms] if saved else []
    sign_ms = max((min(sign, now.awake_ms) for sign in signs), default=tape.sign_ms)
    return _settled(tape, sign_ms, away_after_ms) if sign_ms > tape.sign_ms else tape


def taken_up(tape: Tape, now: Reading, *, away_after_ms: int) -> Tape:
    """Return the tape taken up again after Teire did not run for a while; `goes_on` must hold.

    What passed on the awake clock is unseen, whatever it was, unless it is no longer than a late look: one program
    handed over to another. Taking it up is a sign of work.
    """
    mark = mark_of(now)
    if now.awake_ms - tape.last.awake_ms <= LATEST_LOOK_MS:
        return looked(tape, now, idle_ms=0, saved=False, away_after_ms=away_after_ms)
    new, steps = _passed(tape.last, mark)
    before = tape.pieces(away_after_ms)
    awake_ms = sum(one.awake_ms for one in new)
    unseen = Piece(kind=PieceKind.UNSEEN, at_ms=mark.wall_ms - awake_ms, ms=awake_ms)
    asleep = tuple(one for one in new if one.kind is PieceKind.ASLEEP)
    return Tape(
        settled=joined(before, (*asleep, unseen)),
        trailing=(),
        sign_ms=mark.awake_ms,
        last=mark,
        steps=tape.steps + steps,
    )


def _passed(last: ClockMark, now: ClockMark) -> tuple[tuple[Piece, ...], tuple[ClockStep, ...]]:
    """Return what passed between two looks, as if it had been work, and how the wall clock was set."""
    awake, elapsed = now.awake_ms - last.awake_ms, now.elapsed_ms - last.elapsed_ms
    asleep = elapsed - awake if elapsed - awake >= _SHORTEST_SLEEP_MS else 0
    step_ms = (now.wall_ms - last.wall_ms) - (awake + asleep)
    was_set = abs(step_ms) > JOIN_WITHIN_MS
    steps = (ClockStep(at_ms=now.wall_ms - step_ms, by_ms=step_ms),) if was_set else ()
    frozen = awake - LOOK_EVERY_MS if awake > LATEST_LOOK_MS else 0
    # Labels end at what the wall clock says now: what came before it was set keeps the label it had.
    begun_at = now.wall_ms - awake - asleep
    pieces = (
        Piece(kind=PieceKind.ASLEEP, at_ms=begun_at, ms=asleep),
        Piece(kind=PieceKind.FROZEN, at_ms=begun_at + asleep, ms=frozen),
        Piece(kind=PieceKind.WORK, at_ms=begun_at + asleep + frozen, ms=awake - frozen),
    )
    return joined((), pieces), steps


def _settled(tape: Tape, sign_ms: int, away_after_ms: int) -> Tape:
    """Return the tape with everything before a new sign of work judged: was the silence absence or work?"""
    silence_ms = sign_ms - tape.sign_ms
    before, after = _cut(tape.trailing, silence_ms)
    return replace(
        tape,
        settled=joined(tape.settled, judged_silence(before, silence_ms, away_after_ms)),
        trailing=after,
        sign_ms=sign_ms,
    )


def _cut(pieces: tuple[Piece, ...], awake_ms: int) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Cut pieces where `awake_ms` have passed on the awake clock."""
    before: list[Piece] = []
    left = awake_ms
    for place, one in enumerate(pieces):
        if one.awake_ms > left:
            first, rest = one.cut(left)
            return joined(tuple(before), (first,)), (rest, *pieces[place + 1 :])
        before.append(one)
        left -= one.awake_ms
    return tuple(before), ()
