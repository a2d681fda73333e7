"""Opens a picture in the artist's own program."""

import os
import shlex
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

from studio_app.domain.errors import StudioError
from studio_app.domain.language import _
from studio_app.domain.names import shown

FILE_PLACE = "{file}"


class ProgramFailed(StudioError):
    """The artist's program could not be started."""


def open_in_program(file: Path, command: str) -> None:
    """Start a program on a file and let it go its own way; it lives on after Teire.

    `command` is split as a shell would, with `{file}` for the file's place, at the end where that is missing; empty:
    whatever the system opens such a file with. Raises `ProgramFailed` where there is none.
    """
    words = _words(file, command)
    try:
        if not words:
            _by_windows(file)
            return
        start_apart(words)
    except OSError as error:
        raise ProgramFailed(
            _("{program} could not be started: {why}.", program=shown(words[0]), why=error.strerror or error)
            if words
            else _("The system could not open {name}.", name=shown(file.name)),
            hint=_("Name your program with “teire desk set --program 'krita {place}'”.", place=FILE_PLACE),
        ) from error


def start_apart(words: Sequence[str]) -> None:
    """Start a program that goes its own way and lives on after this one; raises `OSError` where it cannot be started.

    It has a session of its own: closing Teire or its terminal must not close the picture somebody paints.
    """
    process = subprocess.Popen(
        words,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    # Somebody has to ask how it ended, or it stays in the system's table for as long as Teire runs.
    threading.Thread(target=process.wait, name="program", daemon=True).start()


def _words(file: Path, command: str) -> list[str]:
    """Return the command line; none on Windows, which opens files itself, where no program was named."""
    if not command.strip():
        return {"win32": [], "darwin": ["open", str(file)]}.get(sys.platform, ["xdg-open", str(file)])
    try:
        words = shlex.split(command, posix=sys.platform != "win32")
    except ValueError as error:
        raise ProgramFailed(
            _("The program's command {command} cannot be understood.", command=shown(command)),
            hint=_("Quote names with spaces, and close every quote."),
        ) from error
    named = any(FILE_PLACE in word for word in words)
    filled = [word.replace(FILE_PLACE, str(file)) for word in words]
    return filled if named else [*filled, str(file)]


def _by_windows(file: Path) -> None:
    if sys.platform == "win32":
        os.startfile(file)  # noqa: S606 - the artist asked to open this file
