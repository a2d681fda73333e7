"""One person's time as they see it themselves: whole milliseconds, kept apart by how they are known."""

from dataclasses import dataclass
from datetime import timedelta

from studio_app.domain.corrections import Correction
from studio_app.domain.facts import Basis
from studio_app.domain.ids import EntryHash
from studio_app.domain.sessions import RetouchSession


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnTime:
    """Active time by how it is known, time nobody has confirmed yet, and breaks; the last two are in no pay."""

    measured_ms: int = 0
    read_ms: int = 0
    stated_ms: int = 0
    unconfirmed_ms: int = 0
    break_ms: int = 0

    @property
    def active_ms(self) -> int:
        """Confirmed work; on a sheet its three parts stand beside it."""
        return self.measured_ms + self.read_ms + self.stated_ms

    def __add__(self, other: "OwnTime") -> "OwnTime":
        return OwnTime(
            measured_ms=self.measured_ms + other.measured_ms,
            read_ms=self.read_ms + other.read_ms,
            stated_ms=self.stated_ms + other.stated_ms,
            unconfirmed_ms=self.unconfirmed_ms + other.unconfirmed_ms,
            break_ms=self.break_ms + other.break_ms,
        )

    def part(self, start: int, end: int, whole: int) -> "OwnTime":
        """Return what falls on the stretch from `start` to `end` of `whole`: parts that join up add up exactly."""
        return OwnTime(
            measured_ms=_part(self.measured_ms, start, end, whole),
            read_ms=_part(self.read_ms, start, end, whole),
            stated_ms=_part(self.stated_ms, start, end, whole),
            unconfirmed_ms=_part(self.unconfirmed_ms, start, end, whole),
            break_ms=_part(self.break_ms, start, end, whole),
        )


NO_TIME = OwnTime()


def active_of(basis: Basis, ms: int) -> OwnTime:
    """Return so much active time, known as `basis` says."""
    return {
        Basis.MEASURED: OwnTime(measured_ms=ms),
        Basis.READ: OwnTime(read_ms=ms),
        Basis.STATED: OwnTime(stated_ms=ms),
    }[basis]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnSession:
    """A session in the ledger with all that was said of it since.

    `begun` is the entry that opened it (`session.entry` where one entry holds all of it). `rest` is how much of what
    was unconfirmed its artist called a break afterwards. `answers` are all corrections and disputes, oldest first.
    """

    session: RetouchSession
    begun: EntryHash
    rest: timedelta
    answers: tuple[Correction, ...]


def _part(ms: int, start: int, end: int, whole: int) -> int:
    return ms * end // whole - ms * start // whole
