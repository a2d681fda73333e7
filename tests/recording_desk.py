"""A desk whose hours a test passes: clocks, input and saves moved by hand, looks taken every second between."""

from datetime import timedelta

from studio_app.capture.taping import LOOK_EVERY_MS
from studio_app.domain.ids import BackgroundId, PersonId, SessionId, StudioId
from studio_app.domain.moments import duration_ms
from studio_app.domain.recordings import Ending, Recording, Task
from studio_app.domain.sessions import WorkKind
from studio_app.domain.tapes import ClockMark, Piece, Tape
from tests.fakes import FakeClock

STUDIO = StudioId("00000000-0000-4000-8000-000000000001")
START = 1_775_466_000_000
LOOK = timedelta(milliseconds=LOOK_EVERY_MS)


def task(code="C012", *, work=WorkKind.RETOUCH, person="p-1"):
    return Task(studio=STUDIO, person=PersonId(person), background=BackgroundId(f"b-{code}"), code=code, work=work)


def recording(*pieces, id_="r1", code="C012", ending=Ending.STOPPED, trailing=(), start=START):
    """Return a recording of `(kind, ms)` one after the other."""
    at, made = start, []
    for kind, ms in pieces:
        made.append(Piece(kind=kind, at_ms=at, ms=ms))
        at += ms
    return Recording(
        id=SessionId(id_),
        task=task(code),
        zone="Asia/Tokyo",
        idle_source="fake-input",
        away_after_ms=600_000,
        started_ms=start,
        tape=Tape(
            settled=tuple(made),
            trailing=trailing,
            sign_ms=0,
            last=ClockMark(wall_ms=at, awake_ms=0, elapsed_ms=0, boot="boot-1"),
        ),
        ending=ending,
    )


class FakeIdle:
    """Tells how long ago the last input was, on the awake clock, as X11 does; `silent` while it cannot tell."""

    name = "fake-input"

    def __init__(self, clock):
        self.clock = clock
        self.last_ms = clock.now.awake_ms
        self.silent = False
        self.closed = False

    def touch(self):
        self.last_ms = self.clock.now.awake_ms

    def idle_ms(self):
        return None if self.silent else self.clock.now.awake_ms - self.last_ms

    def close(self):
        self.closed = True


class Hours:
    """Lets time pass while something is called every second, as the recorder's loop does."""

    def __init__(self, look, clock=None, idle=None):
        self.clock = clock or FakeClock()
        self.idle = idle or FakeIdle(self.clock)
        self.look = look

    def paint(self, length):
        """Somebody is at the machine, with input all the time."""
        self._pass(length, touched=True)

    def away(self, length):
        """Nobody touches anything; the machine stays awake."""
        self._pass(length, touched=False)

    def sleep(self, length):
        """The lid is closed."""
        self.clock.sleep(length)

    def freeze(self, length):
        """The program stands still; the machine does not."""
        self.clock.work(length)

    def _pass(self, length, *, touched):
        left = duration_ms(length)
        while left > 0:
            step = min(left, LOOK_EVERY_MS)
            self.clock.work(timedelta(milliseconds=step))
            if touched:
                self.idle.touch()
            self.look()
            left -= step
