"""The desk's recorder behind the acknowledge protocol of the torture scripts.

desk_adapter.py init|record|beats|fill|then|verify DIR [ROUNDS]

`record` is the program that records, with input all the time, on the machine's own clocks: it says `READY` once its
clock runs, notes every second beside the book what it has seen so far, and ends at SIGTERM. `beats` keeps what a clock
moved by hand has seen, every five seconds of it, with saves and decisions between, and prints `ACK token` at the moment
it is on disk; `fill` does so with words that fill a small disk soon. `verify` prints `HAVE token` for what is really
there and `TIME seconds` for all recorded work, and finds damage where more than ten seconds that were seen are missing,
or where a recording that was cut off was not told of.
"""

import signal
import sys
import threading
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from studio_app.capture.clock import SystemClock
from studio_app.capture.taping import LOOK_EVERY_MS
from studio_app.domain.desk_changes import LeftOut
from studio_app.domain.errors import StudioError
from studio_app.domain.ids import BackgroundId, Digest, PersonId, StudioId
from studio_app.domain.moments import Reading
from studio_app.domain.recordings import Ending, KeptSave, Recording, Task
from studio_app.domain.sessions import WorkKind
from studio_app.storage.desk_book import FileDeskBook
from studio_app.workflow.desk_clock import DeskClock
from studio_app.workflow.recorder import KEEP_EVERY_MS, FoundRecording, Recorder

STUDIO, PERSON = StudioId("s-1"), PersonId("p-1")
MOST_LOST_MS = 10_000


def task(code: str = "C001") -> Task:
    return Task(studio=STUDIO, person=PERSON, background=BackgroundId(code), code=code, work=WorkKind.RETOUCH)


class Busy:
    """Somebody who never takes the hand off the pen."""

    name = "busy"

    def idle_ms(self) -> int | None:
        return 0

    def close(self) -> None: ...


class SteppedClock:
    """A clock moved by hand."""

    def __init__(self) -> None:
        self._now = Reading(
            wall=datetime(2026, 4, 6, tzinfo=UTC), zone="Asia/Tokyo", awake_ms=0, elapsed_ms=0, boot="boot-1"
        )

    def read(self) -> Reading:
        return self._now

    def work(self, ms: int) -> None:
        now = self._now
        wall = now.wall + timedelta(milliseconds=ms)
        self._now = replace(now, wall=wall, awake_ms=now.awake_ms + ms, elapsed_ms=now.elapsed_ms + ms)


class SleptEvent(threading.Event):
    """Waits by sleeping: the stepped clocks reach sleeps, and not the locks of a system that an event waits at."""

    def wait(self, timeout: float | None = None) -> bool:
        for _slice in range(round((timeout or 0) / 0.05)):
            if self.is_set():
                break
            time.sleep(0.05)
        return self.is_set()


def record(book: FileDeskBook, place: Path) -> int:
    clock = DeskClock(book, clock=SystemClock(), find_idle=Busy)
    stop, over = SleptEvent(), SleptEvent()
    signal.signal(signal.SIGTERM, lambda *_ignored: stop.set())
    was, told = book.running(), threading.Event()

    def note() -> None:
        while not over.wait(0.2):
            running = clock.recorder.running if clock.recorder is not None else None
            if running is not None:
                (place / f"seen-{running.id}").write_text(str(running.active_ms))

    def found(one: FoundRecording) -> None:
        if was is not None and one.recording.id == was.id:
            told.set()

    def began() -> None:
        # What was cut off is told right after this; then whoever works goes on.
        threading.Thread(target=begin, daemon=True).start()

    def begin() -> None:
        if was is not None and not told.wait(10):
            (place / "untold").write_text(was.id)
        clock.start(task())
        threading.Thread(target=note, daemon=True).start()
        print("READY", flush=True)

    clock.host(stop, found=found, began=began)
    over.set()
    clock.stop()
    return 0


def beats(book: FileDeskBook, rounds: int, reason: str) -> int:
    """Keep recordings of six beats, each with a save and a decision; what fails ends it."""
    clock = SteppedClock()
    recorder = Recorder(book, clock=clock, find_idle=Busy)
    recorder.take_up()
    for number in range(rounds):
        one = recorder.begin(task(f"C{number % 3}"))
        print(f"ACK begun-{one.id}", flush=True)
        for _beat in range(6):
            for _second in range(KEEP_EVERY_MS // LOOK_EVERY_MS):
                clock.work(LOOK_EVERY_MS)
                recorder.look()
            recorder.keep()
            assert recorder.running is not None
            print(f"ACK beat-{one.id}-{recorder.running.active_ms}", flush=True)
        book.keep_save(save(one))
        print(f"ACK save-{one.id}", flush=True)
        recorder.end(Ending.STOPPED)
        print(f"ACK ended-{one.id}", flush=True)
        book.decide([LeftOut(at_ms=1, line=one.id, left_out=True, reason=reason)], studio=STUDIO)
        print(f"ACK decided-{one.id}", flush=True)
    return 0


def save(one: Recording) -> KeptSave:
    return KeptSave(
        recording=one.id, number=1, at_ms=1, offset_ms=1, sha256=Digest("ab" * 32), size_bytes=1, name="a.png"
    )


def verify(book: FileDeskBook, place: Path) -> int:
    sound = not (place / "untold").exists()
    recordings = book.recordings(STUDIO, PERSON)
    for one in recordings:
        print(f"HAVE begun-{one.id}")
        for ms in range(KEEP_EVERY_MS, one.active_ms + 1, KEEP_EVERY_MS):
            print(f"HAVE beat-{one.id}-{ms}")
        if one.ending is not None:
            print(f"HAVE ended-{one.id}")
        seen = place / f"seen-{one.id}"
        if seen.exists():
            lost_ms = int(seen.read_text() or 0) - one.active_ms
            with (place / "lost.txt").open("a") as file:
                file.write(f"{lost_ms}\n")
            sound = sound and lost_ms <= MOST_LOST_MS
    for kept in book.saves([one.id for one in recordings]):
        print(f"HAVE save-{kept.recording}")
    for change in book.changes(STUDIO):
        print(f"HAVE decided-{change.line if isinstance(change, LeftOut) else ''}")
    print(f"TIME {sum(one.active_ms for one in recordings) / 1000}")
    return 0 if sound else 1


def main(what: str, where: str, rounds: str = "1") -> int:
    place = Path(where).absolute()
    place.mkdir(parents=True, exist_ok=True)
    book = FileDeskBook(place)
    if what == "init":
        book.keep_settings(book.settings())
        return 0
    if what == "record":
        return record(book, place)
    if what == "verify":
        return verify(book, place)
    return beats(book, int(rounds), "x" * (40_000 if what == "fill" else 1))


if __name__ == "__main__":
    try:
        sys.exit(main(*sys.argv[1:]))
    except StudioError as error:
        print(error, file=sys.stderr)
        sys.exit(2)
