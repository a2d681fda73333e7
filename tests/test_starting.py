"""What may not be loaded before it is needed: a window and a command are there in half the time without it."""

import subprocess
import sys

import pytest

_SLOW = ("numpy", "cv2", "PIL", "pyvips", "typst", "keyring", "requests", "alembic", "OpenEXR", "c2pa")

_LATER = tuple(f"studio_app.qt.{name}" for name in ("parts", "middle", "drawers", "deeds", "changes", "first_start"))


@pytest.mark.parametrize(
    ("loads", "without"),
    [
        ("studio_app.cli.main", (*_SLOW, "sqlalchemy", "PySide6", "babel", "studio_app.workflow.studio")),
        ("studio_app.cli.window, studio_app.qt.app, studio_app.cli.later", (*_SLOW, *_LATER, "sqlalchemy", "babel")),
        ("studio_app.bootstrap", (*_SLOW, "PySide6")),
        ("studio_app.capture.idle", (*_SLOW, "jeepney", "pywayland", "sqlalchemy", "PySide6", "babel")),
    ],
)
def test_what_is_slow_to_load_waits_until_it_is_needed(loads, without):
    program = f"import sys\nimport {loads}\nprint(*(name for name in {without!r} if name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
