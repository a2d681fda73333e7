"""How soon pictures are seen: at first sight, and when the next one was decoded beforehand.

`python -m tests.bench.view_sight [--folder DIR]` in a real studio with four backgrounds of two 7680 × 4320 PNGs each,
in a window under whatever platform Qt finds. The full decoding that the first sight is measured by is that of one of
these PNGs by pyvips, into memory, in the same run.
"""

import argparse
import os
import resource
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

SIZE = (7680, 4320)
_BACKGROUNDS = 4
_PATIENCE_S = 60.0
_KIBI = 1 if sys.platform == "darwin" else 1024


def main(arguments: list[str]) -> None:
    """Print the medians and their ratios."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.view_sight", description=__doc__)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "teire-bench-sight")
    folder = parser.parse_args(arguments).folder
    os.environ |= {"TEIRE_HOME": str(folder / "home"), "TEIRE_NO_KEYRING": "1", "LANGUAGE": "en"}
    studio, views = _studio(folder)
    decoding = statistics.median(_decoded(path) for path in views)
    found = _seen(studio)
    print(f"decoding an 8K PNG whole {decoding * 1000:.0f} ms")
    for name, times in found.items():
        middle = statistics.median(times)
        share = f", {middle / decoding:.2f} × decoding (bar 0.5)" if name == "first sight" else ""
        print(f"{name}: median {middle * 1000:.0f} ms, longest {max(times) * 1000:.0f} ms{share}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _KIBI
    print(f"next picture shown: bar 50 ms; peak {peak / 2**30:.2f} GiB")


def _studio(folder: Path) -> tuple[Any, list[Path]]:
    """Open the studio, made at the first run; return it with the PNGs that came in."""
    from studio_app import bootstrap, bootstrap_machine  # noqa: PLC0415
    from studio_app.sandbox.runner import ChildExaminer  # noqa: PLC0415

    machine, root = bootstrap_machine.this_machine(), folder / "studio"
    pictures = [folder / f"{number}-{side}.png" for number in range(_BACKGROUNDS) for side in "ab"]
    if not (root / "studio.toml").is_file():
        folder.mkdir(parents=True, exist_ok=True)
        bootstrap.found(root, machine, title="大きな絵", currency="JPY", zone="Asia/Tokyo")
        _fill(bootstrap.open_studio(root, machine, examiner=ChildExaminer()), pictures)
    return bootstrap.open_studio(root, machine, examiner=ChildExaminer()), pictures


def _fill(studio: Any, pictures: list[Path]) -> None:
    from studio_app.domain.stages import StageKind  # noqa: PLC0415

    for number in range(_BACKGROUNDS):
        background = studio.add_background(code=f"C{number:03d}", cuts=(), episode="")
        for at, kind in enumerate((StageKind.GENERATION, StageKind.RETOUCH)):
            path = pictures[number * 2 + at]
            _paint(path, seed=number, repainted=at == 1)
            studio.add_file(path, background=background.id, kind=kind, by=None, parent=None)


def _paint(path: Path, *, seed: int, repainted: bool) -> None:
    """Write soft clouds with a little grain: as hard to inflate as a painted background is."""
    import cv2  # noqa: PLC0415
    import numpy as np  # noqa: PLC0415

    dice = np.random.default_rng(seed)
    coarse = dice.integers(30, 226, (SIZE[1] // 240, SIZE[0] // 240, 3), dtype=np.uint8)
    soft = cv2.resize(coarse, SIZE, interpolation=cv2.INTER_CUBIC).astype(np.int16)
    picture = np.clip(soft + dice.integers(-3, 4, soft.shape, dtype=np.int16), 0, 255).astype(np.uint8)
    if repainted:
        picture[800:2000, 1000:3000] //= 2
    cv2.imwrite(str(path), picture)


def _decoded(path: Path) -> float:
    import pyvips  # noqa: PLC0415

    began = time.perf_counter()
    pyvips.Image.new_from_file(str(path), access="sequential").numpy()
    return time.perf_counter() - began


def _seen(studio: Any) -> dict[str, list[float]]:
    from studio_app.qt.app import _application, wait_until_settled  # noqa: PLC0415
    from studio_app.qt.tasks import Tasks  # noqa: PLC0415
    from studio_app.qt.window import MainWindow  # noqa: PLC0415

    application, theme = _application(None)
    tasks = Tasks()
    window = MainWindow(studio, tasks=tasks, theme=theme, today=datetime.now(UTC).date())
    window.resize(1920, 1080)
    window.show()
    wait_until_settled(tasks)
    canvas, chosen = window.middle.comparison.canvas, [row.background.id for row in window.backgrounds.model.rows]
    found: dict[str, list[float]] = {"first sight": [], "sharp": [], "next picture, decoded beforehand": []}
    for background in chosen[1:]:
        window.middle.comparison._pictures._kept.clear()
        began = time.perf_counter()
        window.backgrounds.open_background(background)
        found["first sight"].append(_until(application, canvas, began, partial(_shown, window, background)))
        found["sharp"].append(_until(application, canvas, began, partial(_shown, window, background, sharp=True)))
    for background in reversed(chosen[:-1]):
        window.middle.comparison.prefetch.want(background)
        wait_until_settled(tasks)
        began = time.perf_counter()
        window.backgrounds.open_background(background)
        times = found["next picture, decoded beforehand"]
        times.append(_until(application, canvas, began, partial(_shown, window, background, sharp=True)))
        wait_until_settled(tasks)
    window.close()
    tasks.close()
    return found


def _shown(window: Any, background: str, *, sharp: bool = False) -> bool:
    after, sides = window.chain.after, window.middle.comparison.canvas.sides
    there = [side.sharp if sharp else side.picture for side in sides]
    return after is not None and after.background == background and all(one is not None for one in there)


def _until(application: Any, canvas: Any, began: float, there: Any) -> float:
    """Let the window work until it is there and painted; return the seconds since `began`."""
    while not there() and time.perf_counter() - began < _PATIENCE_S:
        application.processEvents()
        time.sleep(0.0005)
    canvas.repaint()
    return time.perf_counter() - began


if __name__ == "__main__":
    main(sys.argv[1:])
