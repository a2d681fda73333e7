"""The window drawn into a picture without a display, in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = """
import sys
from pathlib import Path
from studio_app.qt.app import render_window
from tests.qt.fake_content import small_studio

folder = Path(sys.argv[1])
(folder / "studio").mkdir()
render_window(small_studio(folder / "studio").studio, folder / "window.png", (1280, 800))
"""


CLOSING = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from studio_app.qt import app, windows
from studio_app.qt.window import MainWindow
from tests.qt.fake_content import small_studio

class ClosingWindow(MainWindow):
    def show(self):
        super().show()
        QTimer.singleShot(200, self.close)

windows.MainWindow = ClosingWindow
folder = Path(sys.argv[1]) / "studio"
folder.mkdir()
sys.exit(app.run_window(small_studio(folder).studio))
"""


def run(program: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "QT_QPA_PLATFORM")}
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", program, str(folder)],
        cwd=ROOT,
        env=kept | environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_the_window_is_drawn_with_its_pictures_loaded(tmp_path: Path, qapp: QApplication) -> None:
    ended = run(PROGRAM, tmp_path)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")
    picture = QImage(str(tmp_path / "window.png"))
    assert (picture.width(), picture.height()) == (1280, 800)
    colours = {picture.pixelColor(x, y).name() for x in range(624, 978) for y in range(80, 640, 3)}
    assert "#ff0000" in colours, "the retouch's red box is in the picture"


def test_closing_the_window_ends_the_program_quietly(tmp_path: Path) -> None:
    ended = run(CLOSING, tmp_path, QT_QPA_PLATFORM="offscreen")
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")
