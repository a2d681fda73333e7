"""Watches pictures while artists save them: one finished save is one `FinishedSave`, whatever the program does.

Folders are followed without those inside them: a studio keeps a cut's pictures in one folder, and the folders in it are
backups, renders and caches of programs, each costing a watch. Who wants them too names them.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from studio_app.capture.save_names import Wanted
from studio_app.domain.saves import FinishedSave, SignOfWork
from studio_app.integrations.baseline_digests import BaselineDigests
from studio_app.integrations.folder_notices import Notices, system_notices
from studio_app.integrations.folder_watch import FolderWatch
from studio_app.integrations.save_checks import SaveChecks
from studio_app.integrations.save_copying import Aside
from studio_app.integrations.watch_problems import NoNotices

_START_SECONDS = 3.0
_STOP_SECONDS = 3.0
_CHECK_SECONDS = 20.0


def no_one(_sign: SignOfWork) -> None:
    """Tell nobody of signs of work."""


class SaveWatch:
    """Follows files and folders, in threads of its own.

    `aside` is the folder for copies. `is_whole` says whether a copy is a picture from beginning to end; it may take
    seconds, and holds up no copying. `saved` and `worked` are called from one thread, one after the other, in the order
    in which the saves were finished; what they raise is logged and lost. `poll_seconds` is how often folders are looked
    at beside the system's notices. `notices` (the system's own unless given) and `free` (bytes free aside) are for
    tests and for systems of another kind.
    """

    def __init__(
        self,
        *,
        aside: Path,
        is_whole: Callable[[Path], bool],
        saved: Callable[[FinishedSave], None],
        worked: Callable[[SignOfWork], None] = no_one,
        poll_seconds: float = 2.0,
        notices: Callable[[], Notices] = system_notices,
        free: Callable[[Path], int] | None = None,
    ) -> None:
        self._aside = Aside(aside, free=free)
        self._aside.sweep()
        self._poll_seconds = poll_seconds
        self._folders: dict[Path, FolderWatch] = {}
        self._notices: Notices | None = None
        self._deaf = NoNotices()
        try:
            self._notices = notices()
        except OSError as error:
            self._deaf.refused(error)
        self._checks = SaveChecks(is_whole=is_whole, saved=saved, worked=worked)
        self._baseline = BaselineDigests(lambda: tuple(self._folders.values()))

    def follow(self, *, files: Sequence[Path] = (), folders: Sequence[Path] = ()) -> None:
        """Follow these from now on and nothing else; what is there now is no save.

        A file is followed through its folder, since programs replace it by renaming; one that is a symbolic link is
        followed to where it leads. Returns once what is there is known, or after three seconds where a folder does not
        answer: what is first seen in it then counts as having been there.
        """
        wanted = _by_folder(files, folders)
        gone = [watch for folder, watch in self._folders.items() if folder not in wanted]
        for watch in gone:
            watch.stop()
        kept = {folder: watch for folder, watch in self._folders.items() if folder in wanted}
        for folder, what in wanted.items():
            if folder in kept:
                kept[folder].want(what)
            else:
                kept[folder] = FolderWatch(
                    folder,
                    what,
                    notices=self._notices,
                    aside=self._aside,
                    checks=self._checks,
                    poll=self._poll_seconds,
                )
        self._folders = kept
        for watch in (*gone, *kept.values()):
            watch.join(_STOP_SECONDS) if watch in gone else watch.wait_until_followed(_START_SECONDS)
        self._baseline.look_again()

    def problems(self) -> tuple[str, ...]:
        """Return in sentences what keeps saves from being seen now; each goes away when it heals."""
        return (
            *self._deaf.sentences(),
            *(sentence for watch in tuple(self._folders.values()) for sentence in watch.problems.sentences()),
        )

    def has_read_what_was_there(self) -> bool:
        """Whether touching a picture that was there when following started is known to be no save.

        They are read slowly, the newest first; until then a touched one counts as saved, since nothing tells otherwise.
        """
        return not any(watch.unread() for watch in tuple(self._folders.values()))

    def close(self) -> None:
        """End: what is finished by now is still taken, looked into and told, within half a minute."""
        self._baseline.close()
        for watch in self._folders.values():
            watch.stop()
        for watch in self._folders.values():
            watch.join(_STOP_SECONDS)
        if self._notices is not None:
            self._notices.close()
        self._checks.close(_CHECK_SECONDS)
        self._folders = {}


def _by_folder(files: Sequence[Path], folders: Sequence[Path]) -> dict[Path, Wanted]:
    names: dict[Path, set[str]] = {}
    for file in files:
        place = file.absolute()
        names.setdefault(place.parent, set()).add(place.name)
    whole = {folder.absolute() for folder in folders}
    return {
        folder: Wanted(names=frozenset(names.get(folder, ())), everything=folder in whole)
        for folder in {**dict.fromkeys(names), **dict.fromkeys(whole)}
    }
