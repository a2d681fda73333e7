"""Pictures in the colours of the screen, values in those of the file."""

import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from studio_app.imaging.decode import decode
from studio_app.imaging.screen_colour import ScreenColour
from studio_app.imaging.wide_view import write_wide
from studio_app.qt.screen import Screen
from studio_app.qt.window import MainWindow
from tests.imaging.screen_profiles import screen_profile
from tests.qt.conftest import ChosenFiles, House
from tests.qt.fake_content import Cast
from tests.qt.test_looking import INSIDE, seen

REPAINTED = (255, 0, 0)


@pytest.fixture
def window(house: House, cast: Cast, files: ChosenFiles) -> MainWindow:
    screen = Screen(screen_profile)
    made = MainWindow(
        cast.studio, tasks=house.tasks, theme=house.theme, files=files, today=date(2026, 11, 23), screen=screen
    )
    house.windows.append(made)
    made.show()
    made.activateWindow()
    assert QTest.qWaitForWindowActive(made, 5000)
    house.settle()
    QTest.keyClick(made, Qt.Key.Key_1)
    house.settle()
    return made


def _turned(colour: tuple[int, int, int]) -> tuple[int, int, int]:
    red, green, blue = ScreenColour(screen_profile()).turned(np.array([[colour]], np.uint8))[0, 0]
    return int(red), int(green), int(blue)


def test_what_is_seen_are_the_screens_codes_and_what_is_read_the_files(window: MainWindow) -> None:
    assert seen(window, INSIDE).getRgb()[:3] == _turned(REPAINTED) != REPAINTED
    side = window.middle.comparison.canvas.sides[-1]
    assert side.sharp is not None
    assert side.sharp.colour(*INSIDE) == REPAINTED


def test_colours_beyond_srgb_come_from_the_wide_picture(
    window: MainWindow, house: House, cast: Cast, tmp_path: Path
) -> None:
    after = window.chain.after
    assert after is not None
    picture = np.full((after.height, after.width, 3), (0, 255, 0), np.uint8)
    Image.fromarray(picture).save(tmp_path / "p3.png", icc_profile=screen_profile())
    write_wide(decode(tmp_path / "p3.png"), tmp_path / "wide.png")
    cast.studio.wide[after.sha256] = tmp_path / "wide.png"
    window.middle.comparison._pictures._kept.clear()
    window.middle.comparison._on_pair_changed()
    house.settle()
    assert seen(window, INSIDE).green() >= 253
    assert seen(window, INSIDE).red() <= 24
    side = window.middle.comparison.canvas.sides[-1]
    assert side.sharp is not None
    assert side.sharp.colour(*INSIDE) == REPAINTED, "what is read stays what the view says"


def test_a_saved_view_says_what_its_codes_mean(
    window: MainWindow, house: House, files: ChosenFiles, tmp_path: Path
) -> None:
    files.picture_chosen = tmp_path / "view.png"
    window.commands.save_view.trigger()
    window.drawers.view.submit.click()
    house.settle()
    saved = QImage(str(tmp_path / "view.png"))
    assert bytes(saved.colorSpace().iccProfile().data())
    assert saved.colorSpace().description() == "Test screen"


@pytest.mark.skipif(shutil.which("xvfb-run") is None, reason="no Xvfb on this machine")
def test_x11_tells_the_profile_that_was_set_on_its_root(tmp_path: Path) -> None:
    profile = tmp_path / "screen.icc"
    profile.write_bytes(screen_profile())
    program = """
import ctypes, ctypes.util, sys
from pathlib import Path
from studio_app.qt.screen_profile import system_profile
assert system_profile() is None
data = Path(sys.argv[1]).read_bytes()
x11 = ctypes.CDLL(ctypes.util.find_library("X11"))
x11.XOpenDisplay.restype = ctypes.c_void_p
x11.XDefaultRootWindow.restype = x11.XInternAtom.restype = ctypes.c_ulong
display = ctypes.c_void_p(x11.XOpenDisplay(None))
root, atom = x11.XDefaultRootWindow(display), x11.XInternAtom(display, b"_ICC_PROFILE", 0)
x11.XChangeProperty(display, ctypes.c_ulong(root), ctypes.c_ulong(atom), ctypes.c_ulong(6), 8, 0, data, len(data))
x11.XSync(display, 0)
assert system_profile() == data
"""
    surroundings = {name: value for name, value in os.environ.items() if name != "WAYLAND_DISPLAY"}
    subprocess.run(
        ["xvfb-run", "-a", sys.executable, "-c", program, str(profile)], check=True, timeout=60, env=surroundings
    )
