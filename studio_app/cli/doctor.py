"""`teire doctor`: what this machine has and lacks, in words a person can act on."""

import os
import platform
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import click

from studio_app import __version__
from studio_app.bootstrap_machine import usable_keyring
from studio_app.capture.idle import tried_sources
from studio_app.cli.answers import print_json, print_lines
from studio_app.cli.asked import Asked, asked, shared_options
from studio_app.domain.errors import StudioError
from studio_app.domain.language import _
from studio_app.imaging.png_lines import IS_FOR_HERE, lines_are_read_here

_BROKEN_PYSIDE = "6.12.0"
_LITTLE_SPACE = 2 << 30
_WINDOW_LIBRARIES = (
    "libegl1 libgl1 libglib2.0-0 libdbus-1-3 libfontconfig1 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 "
    "libxcb-keysyms1 libxcb-shape0"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that was looked at. `needed` false: Teire works without it, with less comfort."""

    name: str
    fine: bool
    found: str
    advice: str = ""
    needed: bool = True


@click.command()
@shared_options
@asked
@click.pass_context
def doctor(ctx: click.Context, ask: Asked) -> None:
    """Say what this machine has and lacks."""
    checks = tuple(_checks(ask))
    broken = any(check.needed and not check.fine for check in checks)
    if ask.json:
        print_json({"fine": not broken, "checks": [asdict(check) for check in checks]})
    else:
        print_lines(_line(check) for check in checks)
    ctx.exit(1 if broken else 0)


def _line(check: Check) -> str:
    """Return a check in one line, with what to do where it is not fine."""
    sign = "✓" if check.fine else ("✗" if check.needed else "!")
    advice = "" if check.fine else f"  → {check.advice}"
    return f"{sign} {check.name}: {check.found}{advice}"


def _checks(ask: Asked) -> Iterator[Check]:
    yield Check(name="Teire", fine=True, found=f"{__version__}, Python {platform.python_version()}, {sys.platform}")
    yield _sqlite()
    yield _pyside()
    yield _window()
    yield _keyring()
    yield _pictures()
    yield _font()
    yield _idle()
    yield _space(Path.cwd(), _("Disk here"))
    try:
        yield Check(name=_("Studio"), fine=True, found=f"{ask.folder.title}, {ask.folder.root}")
        yield _space(ask.folder.root, _("Disk of the studio"))
    except StudioError as error:
        yield Check(name=_("Studio"), fine=False, needed=False, found=error.message, advice=error.hint)


def _sqlite() -> Check:
    enough = sqlite3.sqlite_version_info >= (3, 35)
    return Check(
        name="SQLite",
        fine=enough,
        found=sqlite3.sqlite_version,
        advice=_("Install a Python with SQLite 3.35 or newer."),
    )


def _pyside() -> Check:
    try:
        found = version("PySide6-Essentials")
    except PackageNotFoundError:
        return Check(
            name="PySide6", fine=False, found=_("missing"), advice=_("Run “pip install teire” in a fresh environment.")
        )
    return Check(
        name="PySide6",
        fine=found != _BROKEN_PYSIDE,
        found=found,
        advice=_("This release ends Python after some 570 signals; install any other one of PySide6-Essentials."),
    )


def _window() -> Check:
    """Start Qt for a moment in a process of its own: a missing system library would end this one."""
    display = os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY")
    code = "from PySide6.QtWidgets import QApplication; QApplication([])"
    quiet = {} if display or sys.platform in {"win32", "darwin"} else {"QT_QPA_PLATFORM": "offscreen"}
    try:
        tried = subprocess.run(
            [sys.executable, "-c", code], env={**os.environ, **quiet}, capture_output=True, timeout=20, check=False
        )
        works, words = tried.returncode == 0, tried.stderr.decode(errors="replace").strip().splitlines()
    except (OSError, subprocess.TimeoutExpired) as error:
        works, words = False, [str(error)]
    found = (_("works on {display}", display=display) if display else _("works without a display")) if works else ""
    return Check(
        name=_("Window"),
        fine=works,
        found=found or (words[-1] if words else _("does not start")),
        advice=_("On Debian: apt-get install {libraries}", libraries=_WINDOW_LIBRARIES),
    )


def _keyring() -> Check:
    backend = usable_keyring()
    return Check(
        name=_("Keyring"),
        fine=backend is not None,
        needed=False,
        found=_("none that works; keys lie in files only you can read")
        if backend is None
        else type(backend).__module__,
        advice=_("Install and unlock a keyring to have keys kept there."),
    )


def _pictures() -> Check:
    own = lines_are_read_here()
    slower = _("read by libvips, which takes up to twice as long") if IS_FOR_HERE else _("read by libvips")
    return Check(
        name="PNG",
        fine=own or not IS_FOR_HERE,
        needed=False,
        found=_("read by Teire itself") if own else slower,
        advice=_("Install a C compiler (on Debian: apt-get install gcc libc6-dev), then install Teire again."),
    )


def _font() -> Check:
    lister = shutil.which("fc-list")
    listed = ""
    if lister:
        listed = subprocess.run([lister, ":lang=ja", "family"], capture_output=True, text=True, check=False).stdout
    family = listed.strip().splitlines()[0].split(",")[0] if listed.strip() else ""
    assumed = sys.platform in {"win32", "darwin"}
    return Check(
        name=_("Japanese font"),
        fine=bool(family) or assumed,
        needed=False,
        found=family or (_("comes with the system") if assumed else _("none found")),
        advice=_("On Debian: apt-get install fonts-noto-cjk"),
    )


def _idle() -> Check:
    """Say which source tells how long there was no input, or why each one does not."""
    tried = tried_sources()
    used = next((one.name for one in tried if one.answers), "")
    reasons = dict.fromkeys(f"{one.reason} {one.hint}" for one in tried)
    return Check(
        name=_("Time without input"),
        fine=bool(used),
        needed=False,
        found=used or _("nothing here tells it; saves alone will count as work"),
        advice=" ".join(reasons) or _("Start Teire on the desktop you paint on, not over ssh or in a bare terminal."),
    )


def _space(place: Path, name: str) -> Check:
    free = shutil.disk_usage(place).free
    return Check(
        name=name,
        fine=free > _LITTLE_SPACE,
        needed=False,
        found=_("{free} GiB free", free=f"{free / 2**30:.1f}"),
        advice=_("Free some space: every file that comes in is kept whole."),
    )
