"""How long somebody worked, from two looks at the clocks (`session/1`)."""

from dataclasses import dataclass

from studio_app.domain.moments import Reading, to_ms
from studio_app.domain.tapes import ClockMark

METHOD = "session/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """Whole milliseconds between start and stop: worked, asleep, and what nobody can tell yet."""

    active_ms: int
    asleep_ms: int
    unconfirmed_ms: int


def mark_of(now: Reading) -> ClockMark:
    """Return a look at the clocks in whole milliseconds."""
    return ClockMark(wall_ms=to_ms(now.wall), awake_ms=now.awake_ms, elapsed_ms=now.elapsed_ms, boot=now.boot)


def within_one_boot(before: ClockMark, now: ClockMark) -> bool:
    """Whether two looks can be compared: no restart of the machine lies between them."""
    return now.boot == before.boot and now.awake_ms >= before.awake_ms


def spent(start: ClockMark, now: ClockMark) -> Spent:
    """Return what passed since `start`.

    Within one boot the awake clock alone decides: a wall clock set forward or back changes nothing, and sleep
    (elapsed less awake) is no work. After a restart of the machine the awake clock says nothing about the time before;
    what the wall clock shows is then unconfirmed, for the artist alone to move.
    """
    if not within_one_boot(start, now):
        return Spent(active_ms=0, asleep_ms=0, unconfirmed_ms=max(0, now.wall_ms - start.wall_ms))
    awake = now.awake_ms - start.awake_ms
    return Spent(active_ms=awake, asleep_ms=max(0, now.elapsed_ms - start.elapsed_ms - awake), unconfirmed_ms=0)
