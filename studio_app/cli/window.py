"""`teire` alone: the window."""

import os
import sys
from pathlib import Path

from studio_app.cli.asked import Asked
from studio_app.domain.errors import StudioError
from studio_app.domain.language import _


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
    studio = ask.studio
    from studio_app.qt.app import run_window  # noqa: PLC0415 - Qt is only loaded for the window

    return run_window(studio)


def render(ask: Asked, png: Path, size: tuple[int, int]) -> None:
    """Render the same window to a PNG without a display."""
    from studio_app.qt.app import render_window  # noqa: PLC0415

    render_window(ask.studio, png, size)
