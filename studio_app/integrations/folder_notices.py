"""What a system says of the files in a folder, by watchdog; polling stands beside it, since shares say nothing."""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from studio_app.capture.finishing import Notice


class Listener(Protocol):
    """Who is told; called from another thread, and must return at once."""

    def heard(self, name: str, notice: Notice) -> None:
        """Something happened to the file of that name in the folder."""

    def lost(self) -> None:
        """Notices were dropped, or end here: the folder has to be looked at."""


class Notices(Protocol):
    """The system's notices for any number of folders."""

    def listen(self, folder: Path, listener: Listener) -> Callable[[], None]:
        """Begin; return what ends it. Raises OSError where the system refuses, as at its limit of watches."""

    def close(self) -> None:
        """End all of it."""


def system_notices() -> Notices:
    """Return this system's notices. Raises OSError where it gives none."""
    return InotifyNotices() if sys.platform == "linux" else ObserverNotices()


if sys.platform == "linux":
    from watchdog.observers.inotify_c import (
        CallbackId,
        InotifyConstants,
        InotifyEvent,
        InotifyFD,
        Mask,
        WatchCallback,
        WatchDescriptor,
    )

    # Deletions say nothing here, and names that a file had before matter as little: with IN_MOVED_FROM watchdog's own
    # observer holds every rename back for 0.5 s, in which the next save may already stand there.
    _MASK = Mask(
        InotifyConstants.IN_CREATE
        | InotifyConstants.IN_MODIFY
        | InotifyConstants.IN_CLOSE_WRITE
        | InotifyConstants.IN_MOVED_TO
        | InotifyConstants.IN_ONLYDIR
        | InotifyConstants.IN_EXCL_UNLINK
    )

    @dataclass(slots=True, eq=False)
    class _Ear(WatchCallback):
        """Passes on what inotify says of one folder."""

        listener: Listener
        watched: WatchDescriptor | None = None

        def on_event(self, event: InotifyEvent) -> None:
            if event.is_directory or not event.name:
                return
            name = os.fsdecode(event.name)
            if event.is_modify:
                self.listener.heard(name, Notice.WRITTEN)
            elif event.is_close_write or event.is_moved_to or event.is_create:
                # A file that is created by opening it is empty, and the first byte that is written says WRITTEN; one
                # that is created full was linked here and will never be closed.
                self.listener.heard(name, Notice.CLOSED)

        def on_watch_deleted(self, wd: WatchDescriptor) -> None:
            if wd == self.watched:
                self.watched = None
            self.listener.lost()

        def on_queue_overflow(self) -> None:
            self.listener.lost()

    class InotifyNotices:
        """inotify through watchdog's reader alone: one thread for all folders, and the notice of an overflow.

        watchdog's Observer would take a thread for each folder, hold renames back and keep an overflow to itself.
        """

        def __init__(self) -> None:
            self._reader = InotifyFD()
            self._reader.start()

        def listen(self, folder: Path, listener: Listener) -> Callable[[], None]:
            ear = _Ear(listener)
            number = CallbackId(id(ear))
            ear.watched = self._reader.add_callback(os.fsencode(folder), _MASK, ear, number)

            def end() -> None:
                watched, ear.watched = ear.watched, None
                if watched is not None:
                    self._reader.remove_callbacks([(watched, number)])

            return end

        def close(self) -> None:
            self._reader.stop()
            self._reader.join(5.0)


_ONLY_READ = frozenset({"opened", "closed_no_write"})
"""What is told of reading, our own included."""


class _Handler(FileSystemEventHandler):
    """Passes on what an observer says of one folder."""

    def __init__(self, folder: Path, listener: Listener) -> None:
        self._folder = folder
        self._listener = listener

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type in _ONLY_READ:
            return
        # Nothing but a rename is known to be complete: macOS and Windows tell of writing, not of closing.
        moved = event.event_type == "moved"
        path = Path(os.fsdecode(event.dest_path if moved else event.src_path))
        if not event.is_directory and path.parent == self._folder:
            done = moved or event.event_type == "closed"
            self._listener.heard(path.name, Notice.CLOSED if done else Notice.CHANGED)


class ObserverNotices:
    """FSEvents, ReadDirectoryChangesW or kqueue, whichever watchdog finds."""

    def __init__(self) -> None:
        self._observer = Observer()
        self._observer.start()

    def listen(self, folder: Path, listener: Listener) -> Callable[[], None]:
        """Begin with one folder, without those in it."""
        place = folder.resolve()
        watch = self._observer.schedule(_Handler(place, listener), str(place))

        def end() -> None:
            # A folder that is gone has ended its own watch.
            if watch in {emitter.watch for emitter in self._observer.emitters}:
                self._observer.unschedule(watch)

        return end

    def close(self) -> None:
        """End all of it."""
        self._observer.stop()
        self._observer.join(5.0)
