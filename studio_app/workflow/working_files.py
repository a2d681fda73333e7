"""The file an artist works on: a working copy of a background's newest picture, or the artist's own that came of it."""

from __future__ import annotations

import hashlib
import re
import shutil
from typing import TYPE_CHECKING

from studio_app.capture.save_names import Kind, kind_of
from studio_app.domain.language import _
from studio_app.domain.moments import to_ms
from studio_app.domain.names import shown
from studio_app.workflow.errors import StepRefused
from studio_app.workflow.naming import find_background

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from studio_app.domain.backgrounds import Background
    from studio_app.domain.stages import Stage
    from studio_app.workflow.ports import FileStore, Ledger

_ENDINGS = {"jpeg": ".jpg", "tiff": ".tif"}
_UNFIT = re.compile(r'[<>:"/\\|?*\x00-\x1f]|[. ]+$')
"""Characters that some system does not take in a name, and ends that Windows cuts off."""
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
"""Names of devices, which Windows takes for them in every folder."""


class WorkingFileStep:
    """Lays working copies into a folder of the artist's; kept files themselves are never opened in a program."""

    def __init__(self, ledger: Ledger, *, store: FileStore, title: str, folder: Callable[[], Path]) -> None:
        self._ledger = ledger
        self._store = store
        self._title = title
        self._folder = folder

    def file_for(self, background: str) -> Path:
        """Return what to work on for a background (its code or id).

        That is the newest picture or working file in the background's own folder there, if it is newer than the newest
        stage or is that stage; else a copy of that stage, laid beside what is there. Raises `StepRefused` where there
        is no picture yet.
        """
        with self._ledger.look() as index:
            found = find_background(index, background)
            stages = [one for one in index.stages(found.id) if not one.withdrawn]
        if not stages:
            raise StepRefused(
                _("{code} has no picture yet.", code=found.code),
                hint=_("Take its layout or generation in first (“teire add”), or name your own file with --file."),
            )
        newest = stages[-1]
        folder = folder_for(self._folder(), self._title, found.code)
        own = _newest_of(folder)
        if own is not None and (own.stat().st_mtime * 1000 >= to_ms(newest.made_at) or self._is(own, newest)):
            return own
        return self._copied(newest, folder, found)

    def _is(self, own: Path, newest: Stage) -> bool:
        """Whether a file is the newest stage itself: it was written a moment before it was seen to be saved."""
        try:
            if own.stat().st_size != self._store.path(newest.sha256).stat().st_size:
                return False
            with own.open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest() == newest.sha256
        except OSError:
            return False

    def _copied(self, stage: Stage, folder: Path, background: Background) -> Path:
        ending = _ENDINGS.get(stage.file_format, f".{stage.file_format}")
        name = f"{fit_name(background.code)}_{stage.kind.value}-{stage.number}_{stage.sha256[:6]}{ending}"
        place = folder / name
        if place.exists():
            return place
        try:
            folder.mkdir(parents=True, exist_ok=True)
            aside = place.with_name(f".{place.name}.part")
            shutil.copyfile(self._store.path(stage.sha256), aside)
            aside.replace(place)
        except OSError as error:
            raise StepRefused(
                _(
                    "The working copy {name} cannot be laid down: {why}.",
                    name=shown(place),
                    why=error.strerror or error,
                ),
                hint=_("Choose another folder with “teire desk set --work-folder DIR”."),
            ) from error
        return place


def folder_for(work_folder: Path, title: str, code: str) -> Path:
    """Return the folder for working copies of one background of a production."""
    return work_folder / fit_name(title) / fit_name(code)


def fit_name(text: str) -> str:
    """Return a text as it can be the name of a folder on every system."""
    fit = _UNFIT.sub("_", text).strip() or "_"
    return f"_{fit}" if _RESERVED.match(fit) else fit


def _newest_of(folder: Path) -> Path | None:
    """Return the picture or working file that was changed last in a folder, None where there is none."""
    try:
        files = [one for one in folder.iterdir() if kind_of(one.name) is not Kind.OTHER and one.is_file()]
        return max(files, key=lambda one: one.stat().st_mtime_ns, default=None)
    except OSError:
        return None
