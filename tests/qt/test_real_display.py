"""The window on a real X server and a real studio: a key is pressed, the ledger knows it, and the screen shows it."""

import json
import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtGui import QImage

from tests.desktops import x_server

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = """
import json, sys
from datetime import date
from pathlib import Path
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from studio_app import bootstrap, bootstrap_machine
from studio_app.bootstrap_desk import desk_host
from studio_app.storage.studio_folder import read_studio
from studio_app.workflow.desk_keeper import DeskKeeper
from studio_app.domain.stages import StageKind
from studio_app.qt.tasks import Tasks
from studio_app.qt.theme import Theme, shipped_resources
from studio_app.qt.window import MainWindow
from studio_app.qt.app import wait_until_settled
from studio_app.sandbox.runner import ChildExaminer
from tests.qt.painted import image_of, repainted, scene

folder = Path(sys.argv[1])
application = QApplication([])
machine = bootstrap_machine.this_machine(home=folder / "home")
bootstrap.found(folder / "studio", machine, title="湖畔の社", currency="JPY", zone="Asia/Tokyo")
studio = bootstrap.open_studio(folder / "studio", machine, examiner=ChildExaminer())
keeper = DeskKeeper(studio.clock, lambda: desk_host(
    lambda: studio, read_studio(folder / "studio"), machine, examiner=ChildExaminer(), clock=studio.clock))
keeper.start()
studio.choose_me(studio.add_person(code="hanako", name="山田 花子"))
background = studio.add_background(code="C012", cuts=("C012",), episode="#03")
base = scene(3, 320, 180)
for kind, pixels in ((StageKind.LAYOUT, base), (StageKind.RETOUCH, repainted(base, (40, 20, 64, 48), (255, 0, 0)))):
    image_of(pixels).save(str(folder / "picture.png"))
    studio.add_file(folder / "picture.png", background=background.id, kind=kind, by=None, parent=None)
theme = Theme(shipped_resources())
theme.dress(application)
tasks = Tasks()
window = MainWindow(studio, tasks=tasks, theme=theme, today=date(2026, 4, 1))
window.resize(1280, 800)
window.show()
QTest.qWaitForWindowExposed(window)
window.activateWindow()
QTest.qWaitForWindowActive(window)
wait_until_settled(tasks)
QTest.keyClick(window, Qt.Key.Key_T)
wait_until_settled(tasks)
running = studio.clock_view().running
QApplication.primaryScreen().grabWindow(0).save(str(folder / "screen.png"))
QTest.keyClick(window, Qt.Key.Key_T, Qt.KeyboardModifier.ShiftModifier)
wait_until_settled(tasks)
QTest.keyClick(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
wait_until_settled(tasks)
sessions = studio.dossier(background.id).sessions
recorded = studio.steps.evidence.shown(sessions[0].entry).entry.payload["idle_source"]
window.close()
keeper.close(end=True)
tasks.close()
print(json.dumps({
    "platform": application.platformName(),
    "ran": running is not None and running.background_code,
    "idle_source": recorded,
    "stopped": [session.stopped_at is not None for session in sessions],
    "findings": [finding.sentence for finding in studio.steps.evidence.findings()],
}))
"""


def test_a_key_on_a_real_screen_starts_and_stops_the_clock_of_a_real_studio(tmp_path):
    surroundings = {**os.environ, "QT_QPA_PLATFORM": "xcb", "TEIRE_NO_KEYRING": "1", "PYTHONPATH": str(ROOT)}
    with x_server(size="1280x800") as server:
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM, str(tmp_path)],
            env={**surroundings, "DISPLAY": server.display},
            capture_output=True,
            check=False,
            timeout=120,
        )
    assert done.returncode == 0, done.stderr.decode()
    told = json.loads(done.stdout.splitlines()[-1])
    assert told == {
        "platform": "xcb",
        "ran": "C012",
        "idle_source": "x11-screensaver",
        "stopped": [True],
        "findings": [],
    }
    screen = QImage(str(tmp_path / "screen.png"))
    assert (screen.width(), screen.height()) == (1280, 800)
    # The repainted rectangle of the picture is pure red; nothing of the interface is.
    pure_red = sum(screen.pixelColor(x, y).name() == "#ff0000" for x in range(0, 1280, 4) for y in range(0, 800, 4))
    assert pure_red > 20
