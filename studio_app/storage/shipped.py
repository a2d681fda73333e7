"""What ships with Teire beside its code, and the language its person reads."""

import locale
import os
from pathlib import Path

_ASKED_IN = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


def shipped_folder() -> Path:
    """Return the folder that holds `resources` and `db`: inside an installed package, beside it in a checkout."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "_shipped"
    return inside if inside.is_dir() else package.parent


def translations_folder() -> Path:
    """Return the folder of message catalogues."""
    return shipped_folder() / "resources" / "translations"


def asked_languages() -> list[str]:
    """Return the languages the person's surroundings ask for, best first."""
    for name in _ASKED_IN:
        asked = os.environ.get(name)
        if asked:
            return asked.split(":")
    return [locale.getlocale()[0] or "en"]
