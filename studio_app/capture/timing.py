"""How long somebody worked, from two looks at the clocks (`session/1`)."""

from dataclasses import dataclass

from studio_app.domain.moments import Reading, to_ms

METHOD = "session/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class StartMark:
    """What the start of a session kept of the clocks: whole milliseconds, and the boot they belong to."""

    started_at: int
    awake_ms: int
    elapsed_ms: int
    boot: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """Whole milliseconds between start and stop: worked, asleep, and what nobody can tell yet."""

    active_ms: int
    asleep_ms: int
    unconfirmed_ms: int


def spent(start: StartMark, now: Reading) -> Spent:
    """Return what passed since `start`.

    Within one boot the awake clock alone decides: a wall clock set forward or back changes nothing, and sleep
    (elapsed less awake) is no work. After a restart of the machine the awake clock says nothing about the time before;
    what the wall clock shows is then unconfirmed, for the artist alone to move.
    """
    if now.boot != start.boot or now.awake_ms < start.awake_ms:
        return Spent(active_ms=0, asleep_ms=0, unconfirmed_ms=max(0, to_ms(now.wall) - start.started_at))
    awake = now.awake_ms - start.awake_ms
    return Spent(active_ms=awake, asleep_ms=max(0, now.elapsed_ms - start.elapsed_ms - awake), unconfirmed_ms=0)
