"""Moments and the clock that tells them."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One look at all clocks of the machine.

    `wall` is aware and in UTC; `zone` names the local zone (`Asia/Tokyo`). `awake_ms` counts only while the
    machine is awake, `elapsed_ms` also while it sleeps; both are whole milliseconds since an unknown moment of
    the boot that `boot` names, so differences hold only within one boot.
    """

    wall: datetime
    zone: str
    awake_ms: int
    elapsed_ms: int
    boot: str


class Clock(Protocol):
    """Where time comes from; tests pass their own."""

    def read(self) -> Reading: ...


def to_ms(moment: datetime) -> int:
    """Return whole milliseconds since 1970-01-01 UTC; `moment` must be aware."""
    return (moment - _EPOCH) // _MILLISECOND


def from_ms(milliseconds: int) -> datetime:
    """Return the aware UTC moment `milliseconds` after 1970-01-01 UTC."""
    return _EPOCH + timedelta(milliseconds=milliseconds)


def duration_ms(length: timedelta) -> int:
    """Return a length of time in whole milliseconds, rounded down."""
    return length // _MILLISECOND
