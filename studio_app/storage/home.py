"""Where this installation keeps what belongs to the machine and its user rather than to a studio."""

import json
import os
from collections.abc import Sequence
from pathlib import Path

import platformdirs

from studio_app.domain.language import LANGUAGES
from studio_app.storage.durable import make_folders, write_durably

_HOME = "TEIRE_HOME"
_OWN = "language.json"
_SCREEN = "screen.icc"
_PRIVATE = 0o600


def installation_home() -> Path:
    """Return the installation's folder: that of `TEIRE_HOME`, else where the system keeps a user's data."""
    return Path(os.environ.get(_HOME) or platformdirs.user_data_path("teire", appauthor=False))


def kept_language(home: Path) -> str | None:
    """Return the language chosen at this installation, None where the system's holds; never fails."""
    try:
        found = json.loads((home / _OWN).read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    code = found.get("language") if isinstance(found, dict) else None
    return code if isinstance(code, str) and code in LANGUAGES else None


def keep_language(home: Path, code: str | None) -> None:
    """Keep the language of this installation; None: whatever the system speaks. Raises `OSError`."""
    if code is None:
        (home / _OWN).unlink(missing_ok=True)
        return
    make_folders(home)
    write_durably(home / _OWN, json.dumps({"language": code}).encode(), mode=_PRIVATE)


def wanted_languages(home: Path, asked: Sequence[str]) -> Sequence[str]:
    """Return the languages to try, best first: the installation's own choice, else what the surroundings ask for."""
    kept = kept_language(home)
    return asked if kept is None else (kept,)


def kept_screen(home: Path) -> bytes | None:
    """Return the ICC profile chosen for the screen, empty for sRGB, None where the system is asked; never fails."""
    try:
        return (home / _SCREEN).read_bytes()
    except OSError:
        return None


def keep_screen(home: Path, profile: bytes | None) -> None:
    """Keep the screen's profile, empty for sRGB; None: whatever the system says. Raises `OSError`."""
    if profile is None:
        (home / _SCREEN).unlink(missing_ok=True)
        return
    make_folders(home)
    write_durably(home / _SCREEN, profile, mode=_PRIVATE)
