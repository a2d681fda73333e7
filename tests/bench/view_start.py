"""How soon the window is there: beside a bare PySide6 window, and on a studio of many backgrounds.

`python -m tests.bench.view_start [--backgrounds 10000] [--runs 5] [--folder DIR]`; whole processes in alternation.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

_BARE = """
import time
began = time.monotonic()
from PySide6.QtWidgets import QApplication, QMainWindow
application = QApplication([])
window = QMainWindow()
window.resize(1280, 800)
window.show()
application.processEvents()
window.grab()
print(time.monotonic())
"""

_WINDOW = """
import json, sys, time
from PySide6.QtWidgets import QApplication
from studio_app.cli.main import run
limit = float(sys.argv[2])

def measure():
    from studio_app.qt.app import wait_until_settled
    application = QApplication.instance()
    application.processEvents()
    window = next(one for one in application.topLevelWidgets() if hasattr(one, "backgrounds"))
    window.grab()
    told = {"painted": time.monotonic()}
    longest = 0.0
    while not window.backgrounds.model.rows and time.monotonic() < told["painted"] + limit:
        began = time.monotonic()
        application.processEvents()
        longest = max(longest, time.monotonic() - began)
        time.sleep(0.001)
    window.grab()
    told["filled"] = time.monotonic()
    wait_until_settled(window.tasks)
    told["longest_block_ms"] = longest * 1000
    typed = []
    for text in ("C", "C0", "C01", "C012", "C0123", "待", "#12", ""):
        began = time.monotonic()
        window.top.filter.setText(text)
        application.processEvents()
        typed.append((time.monotonic() - began) * 1000)
    told["typed_ms"] = typed
    bar = window.backgrounds.list.verticalScrollBar()
    frames = []
    for step in range(200):
        bar.setValue(bar.maximum() * step // 200)
        began = time.monotonic()
        window.backgrounds.list.viewport().repaint()
        frames.append((time.monotonic() - began) * 1000)
        application.processEvents()
    told["scroll_ms"] = sorted(frames)[int(len(frames) * 0.95)]
    window.close()
    print(json.dumps(told))
    return 0

# The command itself, but for its event loop.
QApplication.exec = staticmethod(measure)
sys.argv[1:] = ["--studio", sys.argv[1]]
run()
"""


def main(arguments: list[str]) -> None:
    """Print medians and the ratio of the empty studio's window to the bare one's."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.view_start", description=__doc__)
    parser.add_argument("--backgrounds", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "teire-bench-start")
    options = parser.parse_args(arguments)
    surroundings = {
        **os.environ,
        "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
        "TEIRE_HOME": str(options.folder / "large-home"),
        "TEIRE_NO_KEYRING": "1",
        "LANGUAGE": "en",
    }
    # As installed: with the bytecode that Python keeps, whatever the surroundings say.
    surroundings.pop("PYTHONDONTWRITEBYTECODE", None)
    studios = {count: _studio(options.folder, count, surroundings) for count in (0, options.backgrounds)}
    _window(studios[0], 0.0, surroundings)
    bare, empty, large = [], [], []
    for _run in range(options.runs):
        bare.append(_seconds(_BARE, [], surroundings)[0])
        empty.append(_window(studios[0], 0.0, surroundings))
        large.append(_window(studios[options.backgrounds], 60.0, surroundings))
    plain = statistics.median(bare)
    painted = statistics.median(one["painted"] for one in empty)
    print(f"bare window {plain:.2f} s, empty studio {painted:.2f} s, ratio {painted / plain:.2f} (bar 4)")
    filled = statistics.median(one["filled"] for one in large)
    typed = statistics.median(max(one["typed_ms"]) for one in large)
    scroll = statistics.median(one["scroll_ms"] for one in large)
    block = statistics.median(one["longest_block_ms"] for one in large)
    print(f"{options.backgrounds} backgrounds: filled after {filled:.2f} s (bar 2), longest block {block:.0f} ms,")
    print(f"  slowest key in the filter {typed:.0f} ms, scrolling p95 {scroll:.1f} ms")


def _studio(folder: Path, count: int, surroundings: dict[str, str]) -> Path:
    studio = folder / f"studio-{count}"
    if not (studio / "studio.toml").is_file():
        folder.mkdir(parents=True, exist_ok=True)
        words = [sys.executable, "-m", "tests.bench.large_studio", str(studio), str(count)]
        subprocess.run(words, check=True, env=surroundings)
    return studio


def _window(studio: Path, patience: float, surroundings: dict[str, str]) -> dict[str, float]:
    began = time.monotonic()
    words = [sys.executable, "-c", _WINDOW, str(studio), str(patience)]
    done = subprocess.run(words, check=True, capture_output=True, text=True, env=surroundings)
    told = json.loads(done.stdout)
    return {**told, "painted": told["painted"] - began, "filled": told["filled"] - began}


def _seconds(program: str, words: list[str], surroundings: dict[str, str]) -> list[float]:
    began = time.monotonic()
    command = [sys.executable, "-c", program, *words]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=surroundings)
    return [float(line) - began for line in done.stdout.split()]


if __name__ == "__main__":
    main(sys.argv[1:])
