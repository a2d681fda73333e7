"""`teire` alone: the window."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, cast

from studio_app.cli.asked import Asked
from studio_app.cli.later import LaterStudio
from studio_app.domain.errors import StudioError
from studio_app.domain.language import _, choose_language
from studio_app.storage.home import installation_home, keep_language, kept_screen
from studio_app.storage.shipped import translations_folder
from studio_app.storage.studio_folder import NoStudioError

if TYPE_CHECKING:
    # The window is seen before anything of the studio is loaded.
    from studio_app.qt.asks import StudioSteps
    from studio_app.storage.studio_folder import StudioFolder
    from studio_app.workflow.desk_host import DeskHost
    from studio_app.workflow.desk_keeper import DeskKeeper
    from studio_app.workflow.studio import Studio


def has_display() -> bool:
    """Whether a window can be shown on this machine now."""
    if sys.platform in {"win32", "darwin"}:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or os.environ.get("QT_QPA_PLATFORM"))


def open_window(ask: Asked) -> int:
    """Open the window on the studio asked for and return its exit status."""
    if not has_display():
        raise StudioError(
            _("There is no display to open a window on."),
            hint=_("Work on the command line (“teire --help”), or start it inside a desktop."),
        )
    from studio_app.qt.app import run_first_start, run_window  # noqa: PLC0415 - Qt is only loaded for the window
    from studio_app.qt.windows import Surroundings  # noqa: PLC0415

    around = Surroundings(speak=_speak, screen_profile=_screen_profile)
    try:
        folder = ask.folder
    except NoStudioError:
        doors = StudioDoors(ask)
        try:
            return run_first_start(doors, around=around)
        finally:
            doors.recording.close()
    recording = WindowRecording(ask)
    later = LaterStudio(folder, recording.opened)
    try:
        return run_window(cast("StudioSteps", later), around=around)
    finally:
        recording.close()


class WindowRecording:
    """Records from the moment the window's studio is open until the window is closed."""

    def __init__(self, ask: Asked) -> None:
        self._ask = ask
        self._keeper: DeskKeeper | None = None
        self._root = Path()

    def opened(self) -> Studio:
        """Open the studio asked for, and begin to record for it."""
        return self.recorded(self._ask.studio, self._ask.folder)

    def recorded(self, studio: Studio, folder: StudioFolder) -> Studio:
        """Begin to record for an open studio; what was recorded for another one before goes on no more."""
        from studio_app.bootstrap_desk import desk_host  # noqa: PLC0415 - it brings the studio's steps with it
        from studio_app.workflow.desk_keeper import DeskKeeper  # noqa: PLC0415

        self.close()
        machine = self._ask.machine

        def build() -> DeskHost:
            return desk_host(lambda: studio, folder, machine, examiner=self._ask.examiner(), clock=studio.clock)

        keeper = DeskKeeper(studio.clock, build)
        studio.tell(lambda: (keeper.found, keeper.problems))
        keeper.start()
        self._keeper, self._root = keeper, folder.root
        return studio

    def close(self) -> None:
        """Record no more here. A clock that runs goes on in the tray where there is one, else it is stopped."""
        if self._keeper is None:
            return
        keeper, self._keeper = self._keeper, None
        handed_over = keeper.runs and has_display() and _start_tray(self._root) and keeper.hand_over()
        keeper.close(end=not handed_over)


def _start_tray(studio: Path) -> bool:
    """Start the program that records beside all others; false where it cannot be started."""
    from studio_app.integrations.programs import start_apart  # noqa: PLC0415 - only where a clock runs at the end

    command = [sys.executable, "-m", "studio_app", "--studio", str(studio), "tray", "--take-over"]
    try:
        start_apart(command)
    except OSError:
        return False
    return True


def _speak(code: str) -> None:
    """Speak a language from now on, here and at the next start."""
    from studio_app.storage.failures import in_words  # noqa: PLC0415 - it brings the database with it

    home = installation_home()
    with in_words(home):
        keep_language(home, code)
    choose_language(translations_folder(), [code])


def _screen_profile() -> bytes | None:
    """Return the profile chosen for the screen at this installation, else the one that the system keeps."""
    from studio_app.qt.screen_profile import system_profile  # noqa: PLC0415

    return system_profile() if (own := kept_screen(installation_home())) is None else own


class StudioDoors:
    """What lies behind the three doors of the first start."""

    def __init__(self, ask: Asked) -> None:
        self._ask = ask
        self.recording = WindowRecording(ask)

    def make(self, folder: Path, title: str) -> Studio:
        """Make a studio with the defaults of `teire init`."""
        from studio_app.bootstrap import found  # noqa: PLC0415
        from studio_app.workflow.naming import checked_name  # noqa: PLC0415

        machine = self._ask.machine
        found(folder, machine, title=checked_name(title), currency="JPY", zone=machine.clock.read().zone)
        return self.open(folder)

    def open(self, folder: Path) -> Studio:
        """Open the studio in a folder, and record for it."""
        from studio_app.storage.studio_folder import read_studio  # noqa: PLC0415

        return self.recording.recorded(self._ask.open(folder), read_studio(folder))

    def demonstration(self) -> Studio:
        """Make the demonstration anew and open it."""
        import platformdirs  # noqa: PLC0415

        from studio_app.cli.demonstration import make_demonstration  # noqa: PLC0415

        folder = Path(platformdirs.user_data_path("teire", appauthor=False)) / "demonstration"
        make_demonstration(folder, say=lambda _sentence: None)
        return self.open(folder)


def render(ask: Asked, png: Path, size: tuple[int, int]) -> None:
    """Render the same window to a PNG without a display."""
    from studio_app.qt.app import render_window  # noqa: PLC0415

    render_window(ask.studio, png, size)
