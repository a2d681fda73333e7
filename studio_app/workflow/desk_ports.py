"""What the recorder at an artist's desk needs from the outside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from studio_app.domain.recordings import Ending

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    from studio_app.domain.desk_changes import DeskChange
    from studio_app.domain.ids import EntryHash, PersonId, SessionId, StudioId
    from studio_app.domain.recordings import KeptSave, Recording, Task

SHORTEST_AWAY_MS = 5 * 60_000
LONGEST_AWAY_MS = 30 * 60_000
USUAL_AWAY_MS = 10 * 60_000


class IdleSource(Protocol):
    """What tells how long there was no input (`capture/idle.py`); asked from one thread at a time."""

    name: str

    def idle_ms(self) -> int | None:
        """Return whole milliseconds since the last input, None where that cannot be told just now; never raises."""

    def close(self) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchedFolder:
    """A folder of which every save counts that carries the code of a background of `studio` (its folder)."""

    folder: Path
    studio: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskSettings:
    """The artist's own settings at this desk.

    `paused`: nothing is recorded. `at_once`: what was recorded goes to the studio as soon as it ends. `program`: the
    command that opens a picture, split as a shell would, with `{file}` for its place (at the end where it is missing);
    empty: what the system offers. `work_folder`: where working copies are laid, None for the usual place. `region`:
    whose minimum wage stands beside pay per hour as a yardstick (`JP-13`), empty for the studio's.
    """

    paused: bool = False
    away_after_ms: int = USUAL_AWAY_MS
    at_once: bool = False
    program: str = ""
    work_folder: Path | None = None
    watched: tuple[WatchedFolder, ...] = ()
    region: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What another program of this desk asks the one that records for.

    With `task`: to record it from now on; without: to end what is recorded, in the way `ending` says. `file` is the
    picture to follow, None where none was named. `leave`: to hand the recording over and record no more. `boot` and
    `awake_ms` say on the awake clock when it was asked: an old wish is nobody's any more.
    """

    task: Task | None = None
    file: Path | None = None
    ending: Ending = Ending.STOPPED
    leave: bool = False
    boot: str = ""
    awake_ms: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Submitted:
    """A line that went to the studio, and the entries it gave."""

    line: SessionId
    entries: tuple[EntryHash, ...]
    at_ms: int


class DeskBook(Protocol):
    """What this installation keeps of recorded time. Every method is durable once it returns."""

    def recording_alone(self) -> AbstractContextManager[bool]:
        """Hold the right to record while the block lasts; false where another program of this desk holds it.

        The right ends with the program, however it ends.
        """
        ...

    def keep(self, recording: Recording) -> None:
        """Keep a recording as it stands now."""
        ...

    def recording(self, id_: SessionId) -> Recording | None: ...
    def running(self) -> Recording | None:
        """Return the recording that has not ended, None where no clock runs."""
        ...

    def recordings(self, studio: StudioId, person: PersonId) -> tuple[Recording, ...]:
        """Return somebody's recordings for a studio, oldest first."""
        ...

    def keep_save(self, save: KeptSave) -> None: ...
    def note_change(self, recording: SessionId, number: int, changed_permille: str) -> None:
        """Keep how much of the save `number` of a recording is repainted."""
        ...

    def saves(self, recordings: Sequence[SessionId]) -> tuple[KeptSave, ...]:
        """Return the saves of some recordings, in the order they were seen."""
        ...

    def decide(self, changes: Sequence[DeskChange], *, studio: StudioId) -> None:
        """Keep decisions after those that are there; none is ever changed."""
        ...

    def changes(self, studio: StudioId) -> tuple[DeskChange, ...]: ...
    def mark_submitted(self, submitted: Sequence[Submitted], *, studio: StudioId) -> None: ...
    def submitted(self, studio: StudioId) -> tuple[Submitted, ...]: ...
    def settings(self) -> DeskSettings: ...
    def keep_settings(self, settings: DeskSettings) -> None: ...
    def followed(self) -> Path | None:
        """Return the file that the running recording follows."""
        ...

    def follow(self, file: Path | None) -> None: ...
    def wish(self, wish: Wish) -> None:
        """Ask the program that records for something."""
        ...

    def take_wishes(self) -> tuple[Wish, ...]:
        """Return what was asked for since the last time, oldest first."""
        ...
