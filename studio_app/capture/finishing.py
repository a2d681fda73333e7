"""When a save is finished: from notices and looks, with times passed in, to the files that are due to be copied now.

The rules, all times in seconds of a clock that only goes forward:

- A file that was closed or renamed into place is due `QUIET` after that, unless it is written again before.
- A file that is known to be open for writing waits for its close. Where none comes (a notice was lost, a program keeps
  its file open) it is due once nothing changed it for `OPEN_FOR`.
- A file that changed without a notice (network shares, other systems, memory maps) is due when two looks, at least
  `STILL` after the change was first seen, found it unchanged.
- An empty file is never due. A stamp that was settled is not taken again, unless the file was written since: on coarse
  file systems two saves can carry one stamp.
- A stamp that differs is a change whether its time lies before or after: a file restored from a backup is a save.
  Whether its bytes differ is asked by whoever copies it, and bytes that stayed are no revision. Neither is a file that
  is new and holds what was read of another one whose name it goes on from: a copy that somebody put aside.
- What could not be copied or was not whole is due again after 1, 2, 4 … 60 s while its stamp stays, at once when it
  changes.
"""

from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import NamedTuple

from studio_app.domain.ids import Digest

QUIET = 0.25
STILL = 2.0
OPEN_FOR = 60.0
_LONGEST_PAUSE = 60.0


class Stamp(NamedTuple):
    """What tells without reading whether a file changed.

    A named tuple, since folders of many files make and compare one for each file every few seconds.

    `size` in bytes; `modified_ns`, nanoseconds since 1970; `changed_ns` likewise the time of the last change of status
    where the system keeps one (it cannot be set back), else 0; `inode` 0 where there is none.
    """

    size: int
    modified_ns: int
    changed_ns: int
    inode: int

    def is_same_file(self, other: "Stamp") -> bool:
        """Whether only the status may differ: renaming, linking and rights change that and no byte."""
        mine = (self.size, self.modified_ns, self.inode)
        return mine == (other.size, other.modified_ns, other.inode)


class Notice(Enum):
    """What a system says of a file: bytes were written, it was closed or renamed into place, something changed."""

    WRITTEN = 1
    CLOSED = 2
    CHANGED = 3


@dataclass(slots=True)
class _File:
    """What is known of one path; changed in place by `Finishing` alone."""

    stamp: Stamp | None = None
    settled: Stamp | None = None
    digest: Digest | None = None
    whole: Digest | None = None
    still_since: float = 0.0
    looks: int = 0
    open_since: float | None = None
    closed_at: float | None = None
    just_closed: bool = False
    written: bool = False
    tries: int = 0
    not_before: float = 0.0
    read: set[Digest] = field(default_factory=set)

    def is_pending(self) -> bool:
        """Whether there is something that was not settled yet."""
        return self.stamp is not None and self.stamp.size > 0 and (self.written or self.stamp != self.settled)

    def finished_at(self) -> float | None:
        """Return when it was or will be finished, as far as is known; None while a look is missing."""
        if not self.is_pending():
            return None
        if self.open_since is not None:
            return max(self.open_since, self.still_since) + OPEN_FOR
        if self.closed_at is not None:
            return self.closed_at + QUIET
        return self.still_since + STILL if self.looks >= 2 else None

    def due_at(self) -> float | None:
        """Return when to try it, None while that cannot be said."""
        finished = self.finished_at()
        return None if finished is None else max(finished, self.not_before)


class Finishing:
    """The files of one folder, each on its way to being finished."""

    def __init__(self) -> None:
        self._files: dict[Path, _File] = {}
        self._pending: set[Path] = set()

    def begin(self, path: Path, stamp: Stamp | None) -> None:
        """Follow a file from now on; what is there now is no save."""
        self._files[path] = _File(stamp=stamp, settled=stamp)

    def knows(self, path: Path) -> bool:
        """Whether the path was ever seen."""
        return path in self._files

    def paths(self) -> frozenset[Path]:
        """Return every path that is followed."""
        return frozenset(self._files)

    def forget(self, path: Path) -> None:
        """Follow a path no longer."""
        self._files.pop(path, None)
        self._pending.discard(path)

    def noticed(self, path: Path, notice: Notice, now: float) -> None:
        """Take in what the system says; a look at the file's stamp should follow."""
        file = self._files.setdefault(path, _File())
        if notice is Notice.WRITTEN:
            file.open_since, file.closed_at, file.written = now, None, True
            file.looks, file.tries, file.not_before = 0, 0, 0.0
        elif notice is Notice.CLOSED:
            file.open_since, file.closed_at, file.just_closed = None, now, True
        elif file.open_since is None and file.closed_at is None:
            file.still_since, file.looks = now, 0
        self._mark(path, file)

    def notices_lost(self, now: float) -> None:
        """The system dropped notices: no close may be waited for, and every file has to be looked at again."""
        for file in self._files.values():
            if file.open_since is not None:
                file.open_since, file.still_since, file.looks = None, now, 0

    def seen(self, path: Path, stamp: Stamp | None, now: float) -> None:
        """Take in a look: the file's stamp, or None where it is gone."""
        file = self._files.get(path)
        if file is None:
            file = self._files[path] = _File()
        elif stamp == file.stamp and path not in self._pending and file.closed_at is None:
            return  # nothing happened to most files most of the time
        just_closed, file.just_closed = file.just_closed, False
        if stamp is None:
            # What it was settled at stays: the same file may come back, by an undo or with its share.
            file.stamp, file.looks, file.open_since, file.closed_at = None, 0, None, None
            self._pending.discard(path)
            return
        if stamp == file.stamp:
            file.looks += 1
        else:
            file.stamp, file.still_since, file.looks, file.tries, file.not_before = stamp, now, 1, 0, 0.0
            if not just_closed:
                file.closed_at = None  # that close was of what stood here before
            self._settle_what_is_known(file, stamp)
        if not self._mark(path, file):
            file.closed_at = None

    def _mark(self, path: Path, file: _File) -> bool:
        """Keep apart what is pending, so that a folder of many files costs no more than those that change."""
        pending = file.is_pending()
        if pending:
            self._pending.add(path)
        else:
            self._pending.discard(path)
        return pending

    def _settle_what_is_known(self, file: _File, stamp: Stamp) -> None:
        settled = file.settled
        if settled is not None and file.digest is None and not file.written and stamp.is_same_file(settled):
            # Only its status changed. Without a digest a copy could not tell that its bytes stayed.
            file.settled = stamp
        if settled is None:
            # A file that was renamed inside the folder: work that is already known under another name.
            for other in self._files.values():
                if other is not file and other.settled is not None and stamp.is_same_file(other.settled):
                    file.settled, file.digest, file.whole = stamp, other.digest, other.whole
                    file.read |= other.read
                    file.written = False
                    return

    def due(self, now: float) -> tuple[Path, ...]:
        """Return what is due now, in the order in which it was finished."""
        waiting = [(at, path) for path in self._pending if (at := self._files[path].due_at()) is not None and at <= now]
        return tuple(path for _at, path in sorted(waiting))

    def unsettled(self) -> tuple[Path, ...]:
        """Return what only more looks can finish."""
        return tuple(path for path in self._pending if self._files[path].finished_at() is None)

    def wake_at(self) -> float | None:
        """Return the next time at which something is due, None where nothing is known to become due."""
        times = [at for path in self._pending if (at := self._files[path].due_at()) is not None]
        return min(times, default=None)

    def took(self, path: Path, stamp: Stamp, digest: Digest | None) -> None:
        """The file was read while it had this stamp; it is settled until it changes."""
        file = self._files.setdefault(path, _File())
        file.stamp = file.settled = stamp
        file.closed_at, file.open_since, file.written = None, None, False
        file.digest, file.tries, file.not_before = digest, 0, 0.0
        if digest is not None:
            file.read.add(digest)
        self._mark(path, file)

    def was_whole(self, path: Path, digest: Digest) -> None:
        """What was taken is a picture; going back to the bytes before it will be a save again."""
        if file := self._files.get(path):
            file.whole = digest

    def later(self, path: Path, now: float) -> None:
        """It could not be taken: try again at growing intervals, at once when it changes."""
        file = self._files.setdefault(path, _File())
        file.tries += 1
        file.not_before = now + min(2.0 ** (file.tries - 1), _LONGEST_PAUSE)

    def was_not_whole(self, path: Path, stamp: Stamp, now: float, *, tries: int) -> None:
        """What was taken at this stamp is no whole picture: unless it changed since, try it again after a while."""
        file = self._files.get(path)
        if file is None or file.settled != stamp:
            return
        file.digest = file.whole
        if file.stamp == stamp and not file.is_pending():
            file.written, file.closed_at, file.tries = True, now, tries
            self._mark(path, file)
            self.later(path, now)

    def tries(self, path: Path) -> int:
        """Return how often the path was tried in vain since it changed."""
        file = self._files.get(path)
        return file.tries if file else 0

    def settled(self, path: Path) -> tuple[Stamp | None, Digest | None, Digest | None]:
        """Return the stamp and digest a path was last settled at, and the digest of its last whole picture."""
        file = self._files.get(path)
        return (file.settled, file.digest, file.whole) if file else (None, None, None)

    def without_digest(self) -> tuple[tuple[Path, Stamp], ...]:
        """Return what is settled but was never read, with its stamp, the newest first."""
        found = [
            (path, file.settled)
            for path, file in self._files.items()
            if file.settled is not None and file.digest is None and path not in self._pending
        ]
        return tuple(sorted(found, key=lambda one: one[1].modified_ns, reverse=True))

    def learned(self, path: Path, stamp: Stamp, digest: Digest) -> None:
        """The bytes that were there from the beginning were read, in case they are only touched later."""
        file = self._files.get(path)
        if file is not None and file.settled == stamp and file.digest is None:
            file.digest = file.whole = digest
            file.read.add(digest)

    def is_put_aside(self, path: Path, digest: Digest) -> bool:
        """Whether a path that was never settled holds what was read of a file whose name it goes on from.

        Krita copies `BG.kra` to `BG~000.kra` before it saves (Save Incremental Backup), people to `BG (2).kra`.
        """
        file = self._files.get(path)
        return (file is None or file.settled is None) and any(
            digest in other.read and path.stem.startswith(known.stem)
            for known, other in self._files.items()
            if known != path
        )
