"""One watched folder with a thread of its own, so that a share that does not answer holds up no other folder."""

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from studio_app.capture.finishing import QUIET, Finishing, Notice, Stamp
from studio_app.capture.save_names import Kind, Wanted
from studio_app.domain.saves import SignOfWork
from studio_app.integrations.folder_inbox import FolderInbox
from studio_app.integrations.folder_notices import Notices
from studio_app.integrations.save_checks import SaveChecks, Taken
from studio_app.integrations.save_copying import Aside, Changing, Copied, NoRoom, look, look_quickly
from studio_app.integrations.watch_problems import FolderProblems

_LOOK_AGAIN = 0.5
_MOST_OF_THE_TIME = 0.002
"""The share of a processor that looking may take: a folder of many thousand files is looked at less often."""
_MOST_OPENED = 256
"""Files that are asked for past what a share's client remembers; of more it would take too long."""
_ANSWER_SECONDS = 5.0
_UNDER_WAY_SECONDS = 0.03


class FolderWatch:
    """Follows files of one folder: hears, looks, copies what is finished and hands the copies on to be checked."""

    def __init__(
        self, folder: Path, wanted: Wanted, *, notices: Notices | None, aside: Aside, checks: SaveChecks, poll: float
    ) -> None:
        self.folder = folder
        self.problems = FolderProblems(folder)
        self._wanted = wanted
        self._notices = notices
        self._aside, self._checks, self._poll_seconds = aside, checks, poll
        self._finishing = Finishing()
        self._inbox = FolderInbox()
        self._ready = threading.Event()
        self._listed_for: Wanted | None = None
        self._paths: dict[str, Path | None] = {}
        self._unseen: set[Path] = set()
        self._end_listening: Callable[[], None] | None = None
        self._place: tuple[int, int] | None = None
        self._next_poll = self._next_look = 0.0
        self._thread = threading.Thread(target=self._run, name="saves: folder", daemon=True)
        self._thread.start()

    def want(self, wanted: Wanted) -> None:
        """Follow other files of the folder; those that stay keep what is known of them."""
        self._ready.clear()

        def change() -> None:
            self._wanted, self._next_poll, self._paths = wanted, 0.0, {}
            self._ready.clear()

        self._inbox.write(change)

    def wait_until_followed(self, seconds: float) -> None:
        """Wait until what is there now is known, so that whatever is saved from here on is a save."""
        self._ready.wait(seconds)

    def stop(self) -> None:
        """End after a last look; `join` waits for it."""
        self._inbox.stop()

    def join(self, seconds: float) -> None:
        """Wait for the thread; one that hangs in a dead share is left to itself."""
        self._thread.join(seconds)

    def heard(self, name: str, notice: Notice) -> None:
        """Take in a notice of the system (from its thread)."""
        if self._wanted.kind(name) is not Kind.OTHER:
            self._inbox.hear(name, notice)

    def lost(self) -> None:
        """Take in that notices were dropped, or ended (from the system's thread)."""
        self._inbox.lose()

    def unread(self) -> tuple[tuple[Path, Stamp], ...]:
        """Return the pictures that were there from the beginning and were never read, the newest first."""
        answer: list[tuple[Path, Stamp]] = []
        done = threading.Event()

        def ask() -> None:
            found = self._finishing.without_digest()
            answer.extend(one for one in found if self._wanted.kind(one[0].name) is Kind.PICTURE)
            done.set()

        if not self._inbox.is_stopped:
            self._inbox.write(ask)
            done.wait(_ANSWER_SECONDS)
        return tuple(answer)

    def learned(self, path: Path, found: Copied, stamp: Stamp) -> None:
        """Take in the digest of such a picture, read while it had some stamp."""
        if found.stamp == stamp:
            self._inbox.write(lambda: self._finishing.learned(path, stamp, found.sha256))

    def _run(self) -> None:
        while not self._inbox.is_stopped:
            self._step(time.monotonic())
            times = [self._next_poll]
            if self._finishing.unsettled():
                times.append(self._next_look)
            if (at := self._finishing.wake_at()) is not None:
                times.append(at)
            self._inbox.wait(min(times) - time.monotonic())
        # What was closed a moment ago is taken without its quiet time: there will be no later. Its notice is under way.
        time.sleep(_UNDER_WAY_SECONDS)
        self._step(time.monotonic(), ahead=QUIET)
        self._stop_listening()

    def _step(self, now: float, *, ahead: float = 0.0) -> None:
        self._take_in()
        if now >= self._next_poll:
            self._poll(now)
        if now >= self._next_look:
            self._next_look = now + _LOOK_AGAIN
            for path in self._finishing.unsettled():
                self._look(path, now)
        for path in self._finishing.due(now + ahead):
            # Each copy takes its time, in which the next file may have been written on.
            self._take_in()
            self._try(path, time.monotonic(), ahead)

    def _take_in(self) -> None:
        post = self._inbox.take()
        for letter in post.letters:
            letter()
        if post.lost:
            self._next_poll = 0.0
            self._stop_listening()
            self._finishing.notices_lost(time.monotonic())
        for heard in post.heard:
            path = self.folder / heard.name
            if heard.written and heard.last is not Notice.WRITTEN:
                self._finishing.noticed(path, Notice.WRITTEN, heard.at)
            self._finishing.noticed(path, heard.last, heard.at)
            if heard.last is not Notice.WRITTEN:
                self._look(path, time.monotonic())

    def _poll(self, now: float) -> None:
        spent = time.thread_time()
        self.problems.asking()
        try:
            found = dict(self._found())
        except OSError as error:
            # What is known of the files stays: what was saved meanwhile differs from it when the folder is back.
            self.problems.away(error)
            self._stop_listening()
            self._next_poll = now + self._poll_seconds
        else:
            self.problems.here()
            self._compare(found, now)
            spent = time.thread_time() - spent
            self._next_poll = now + max(self._poll_seconds, spent / _MOST_OF_THE_TIME)
        self._ready.set()

    def _found(self) -> Iterator[tuple[Path, Stamp | None]]:
        """Yield every wanted file with its stamp. Raises OSError where the folder cannot be listed."""
        place = self.folder.stat()
        if self._place != (place.st_dev, place.st_ino):
            # Another folder stands here now; the system would still tell of the one before.
            self._stop_listening()
            self._place = (place.st_dev, place.st_ino)
        self._listen()
        names = set(self._wanted.names)
        if self._wanted.everything:
            with os.scandir(self.folder) as entries:
                names.update(entry.name for entry in entries)
        # Judging a name or making a path takes longer than asking the system for a stamp.
        self._paths = {name: self._paths[name] if name in self._paths else self._path(name) for name in names}
        ask = look if len(self._paths) <= _MOST_OPENED else look_quickly
        for path in self._paths.values():
            if path is not None:
                with suppress(OSError):
                    yield path, ask(path)

    def _path(self, name: str) -> Path | None:
        return None if self._wanted.kind(name) is Kind.OTHER else self.folder / name

    def _compare(self, found: dict[Path, Stamp | None], now: float) -> None:
        # The first time that these files can be listed, what is there is what was there before.
        first, self._listed_for = self._listed_for is not self._wanted, self._wanted
        for path, stamp in found.items():
            if first and not self._finishing.knows(path):
                self._finishing.begin(path, stamp)
            else:
                self._finishing.seen(path, stamp, now)
        for path in self._finishing.paths() - found.keys():
            if self._wanted.kind(path.name) is Kind.OTHER:
                self._finishing.forget(path)
                self.problems.well(path)
            else:
                self._look(path, now)

    def _look(self, path: Path, now: float) -> Stamp | None:
        try:
            stamp = look(path)
        except OSError as error:
            self._unseen.add(path)
            self.problems.unreadable(path, error)
            return None
        if path in self._unseen:
            self._unseen.discard(path)
            self.problems.taken(path)
        self._finishing.seen(path, stamp, now)
        if stamp is None:
            self.problems.well(path)
        return stamp

    def _listen(self) -> None:
        if self._notices is None or self._end_listening is not None:
            return
        try:
            self._end_listening = self._notices.listen(self.folder, self)
            self.problems.listening()
        except OSError as error:
            self.problems.deaf(error)

    def _stop_listening(self) -> None:
        end, self._end_listening, self._place = self._end_listening, None, None
        if end is not None:
            with suppress(OSError):
                end()

    def _try(self, path: Path, now: float, ahead: float) -> None:
        stamp = self._look(path, now)
        if stamp is None:
            self._finishing.later(path, now)
        if stamp is None or path not in self._finishing.due(now + ahead):
            return
        if self._wanted.kind(path.name) is Kind.WORKING_FILE:
            self._finishing.took(path, stamp, None)
            self._checks.put(SignOfWork(path=path, modified_ns=stamp.modified_ns))
            return
        try:
            copied = self._aside.copy_of(path)
        except Changing:
            self._finishing.later(path, now)
        except NoRoom as error:
            self._finishing.later(path, now)
            self.problems.no_room(path, error.why)
        except OSError as error:
            # On Windows a program that still writes may forbid others to read: that is «not yet».
            self._finishing.later(path, now)
            self.problems.unreadable(path, error)
        else:
            self._hand_on(path, copied)

    def _hand_on(self, path: Path, copied: Copied) -> None:
        before, digest, whole = self._finishing.settled(path)
        tries = self._finishing.tries(path)
        is_put_aside = self._finishing.is_put_aside(path, copied.sha256)
        self._finishing.took(path, copied.stamp, copied.sha256)
        self.problems.taken(path)
        if copied.copy is None:
            return
        if copied.sha256 == digest or is_put_aside:
            copied.copy.unlink()
            if before is not None and (before.modified_ns, before.inode) != (
                copied.stamp.modified_ns,
                copied.stamp.inode,
            ):
                self._checks.put(SignOfWork(path=path, modified_ns=copied.stamp.modified_ns))
            return
        self._checks.put(
            Taken(
                path=path,
                copy=copied.copy,
                sha256=copied.sha256,
                stamp=copied.stamp,
                before=whole,
                tries=tries,
                checked=self._checked,
            )
        )

    def _checked(self, taken: Taken, whole: bool) -> None:
        """Take in what was found of a copy (from the thread that looks into them)."""

        def learn() -> None:
            if whole:
                self._finishing.was_whole(taken.path, taken.sha256)
                self.problems.well(taken.path)
            else:
                self._finishing.was_not_whole(taken.path, taken.stamp, time.monotonic(), tries=taken.tries)
                self.problems.not_whole(taken.path)

        self._inbox.write(learn)
