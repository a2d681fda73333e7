"""Frame times of the review room's canvas on 16384 × 8192 pictures, every way of looking, drawn by software.

On a virtual machine the host may take the processors away in the middle of a frame. Linux counts that time as stolen
(`proc(5)`, /proc/stat); frames in which it grew are counted, and the longest is told with and without them.

`python -m tests.bench.view_frames` under whatever platform Qt finds (QT_QPA_PLATFORM=offscreen, or under Xvfb).
"""

import json
import math
import os
import random
import resource
import statistics
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

SIZE = (16384, 8192)
VIEW = (1920, 1080)
_FRAMES = 300
_STAT = Path("/proc/stat")
_KIBI = 1 if sys.platform == "darwin" else 1024


@dataclass(frozen=True, slots=True)
class Frames:
    """What was measured of one way: milliseconds at the 50th and 95th percentile, and the longest.

    `stolen`: frames in which the host took a processor away; `longest_own`: the longest of all others.
    """

    way: str
    motion: str
    median: float
    p95: float
    longest: float
    stolen: int
    longest_own: float


@dataclass(frozen=True, slots=True)
class Frame:
    """The milliseconds of one frame, and whether the host took a processor away meanwhile."""

    took: float
    stolen: bool = False


def main() -> None:
    """Print a line for each way and motion, and all of it as JSON at the end."""
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415

    from studio_app.qt.sides import Side  # noqa: PLC0415
    from studio_app.viewing.look import Way  # noqa: PLC0415

    application = QApplication(sys.argv[:1])
    canvas, facts = _canvas()
    canvas.show()
    application.processEvents()
    found = []
    for look in _looks():
        canvas.look(look)
        application.processEvents()
        for motion, views in (("random", _random_views()), ("glide", _gliding_views())):
            found.append(_measured(application, canvas, look.way.value, motion, views))
            print(_line(found[-1]), flush=True)
    alone = _alone()
    print(_line(alone), flush=True)
    flips = _flips(application, canvas)
    print(_line(flips))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _KIBI
    held = facts["resident"] / 2**30
    canvas.show_sides((Side(), Side()), keep_view=False)
    for way in (Way.DIFFERENCE, Way.HEAT, Way.OWNERS):
        canvas.show_map(way, None)
    print(
        f"pyramids {facts['pyramids_s']:.2f} s; a pair and three maps held in {held:.2f} GiB (bar 3), "
        f"{_resident() / 2**30:.2f} when left; peak with the bench's own sources {peak / 2**30:.2f} GiB"
    )
    print(json.dumps({"frames": [vars_of(one) for one in (*found, alone, flips)], "peak_bytes": peak, **facts}))


def vars_of(frames: Frames) -> dict[str, Any]:
    """Return a measurement as JSON holds it."""
    return asdict(frames)


def _canvas() -> tuple[Any, dict[str, float]]:
    import numpy as np  # noqa: PLC0415

    from studio_app.domain.attributions import ChainLink  # noqa: PLC0415
    from studio_app.domain.owner_signs import signs  # noqa: PLC0415
    from studio_app.domain.stages import StageKind  # noqa: PLC0415
    from studio_app.qt.canvas import Canvas  # noqa: PLC0415
    from studio_app.qt.sides import Side  # noqa: PLC0415
    from studio_app.viewing.difference import difference_map  # noqa: PLC0415
    from studio_app.viewing.look import Way  # noqa: PLC0415
    from studio_app.viewing.owners import inks_of  # noqa: PLC0415
    from studio_app.viewing.pyramid import peaks_of, pyramid_of, thinned  # noqa: PLC0415

    dice = np.random.default_rng(5)
    tile = dice.integers(0, 256, (SIZE[1] // 4, SIZE[0] // 4, 3), dtype=np.uint8)
    one = np.tile(tile, (4, 4, 1))
    other = one.copy()
    other[2000:4000, 3000:9000] //= 2
    began = time.perf_counter()
    before, after = pyramid_of(one), pyramid_of(other)
    took = time.perf_counter() - began
    changed = (other[..., 0] != one[..., 0]).astype(np.uint8)
    canvas = Canvas()
    canvas.resize(*VIEW)
    canvas.show_sides((Side(picture=before), Side(picture=after)), keep_view=False)
    links = [ChainLink(kind=StageKind.GENERATION, name="G"), ChainLink(kind=StageKind.RETOUCH, name="A")]
    canvas.show_map(Way.DIFFERENCE, difference_map(before, after))
    canvas.show_map(Way.HEAT, peaks_of(changed * np.uint8(7)))
    canvas.show_map(Way.OWNERS, thinned(changed), inks=inks_of(signs(tuple(links))))
    del tile, one, other, changed, before, after
    return canvas, {"pyramids_s": took, "resident": _resident()}


def _resident() -> float:
    """Return what of this process is in memory now, in bytes; 0 where the system does not tell."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError):
        return 0.0


def _looks() -> list[Any]:
    from studio_app.viewing.look import Look, Way, Wipe  # noqa: PLC0415

    return [
        Look(way=Way.SIDE),
        Look(way=Way.ABOVE),
        Look(way=Way.WIPE),
        Look(way=Way.WIPE, wipe=Wipe(degrees=60)),
        Look(way=Way.FLIP),
        Look(way=Way.BLEND),
        Look(way=Way.DIFFERENCE),
        Look(way=Way.HEAT),
        Look(way=Way.OWNERS),
    ]


def _random_views() -> list[Any]:
    from studio_app.viewing.viewpoint import Viewpoint  # noqa: PLC0415

    dice = random.Random(11)
    return [
        Viewpoint(
            x=dice.uniform(0, SIZE[0]),
            y=dice.uniform(0, SIZE[1]),
            zoom=math.exp(dice.uniform(math.log(0.1), math.log(8))),
        )
        for _number in range(_FRAMES)
    ]


def _gliding_views() -> list[Any]:
    """Zoom in by the wheel's steps while panning, and out again: as a hand moves."""
    from studio_app.viewing.viewpoint import Viewpoint  # noqa: PLC0415

    return [
        Viewpoint(
            x=SIZE[0] * (0.5 + 0.3 * math.sin(number / 37)),
            y=SIZE[1] * (0.5 + 0.3 * math.sin(number / 23)),
            zoom=0.12 * 2 ** (3 + 3 * math.sin(number / 61)),
        )
        for number in range(_FRAMES)
    ]


def _measured(application: Any, canvas: Any, way: str, motion: str, views: list[Any]) -> Frames:
    times = []
    for view in views:
        canvas.go_to(view)
        times.append(_painted(application, canvas))
    return _summed(way, motion, times)


def _alone() -> Frames:
    """Warp one frame by OpenCV and do nothing else: what this machine can do at this moment, to judge the rest by."""
    import cv2  # noqa: PLC0415
    import numpy as np  # noqa: PLC0415

    source = np.random.default_rng(1).integers(0, 256, (2048, 4096, 4), dtype=np.uint8)
    out = np.empty((VIEW[1], VIEW[0], 4), np.uint8)
    cv2.setNumThreads(2)
    times = []
    for number in range(100):
        matrix = np.array([[1.4, 0.0, number / 7], [0.0, 1.4, number / 9]])
        began = time.perf_counter()
        cv2.warpAffine(source, matrix, VIEW, dst=out, flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP)
        times.append(Frame((time.perf_counter() - began) * 1000))
    cv2.setNumThreads(1)
    return _summed("one warp", "alone", times)


def _flips(application: Any, canvas: Any) -> Frames:
    from studio_app.viewing.look import Look, Way  # noqa: PLC0415

    canvas.show_zoom(0.7)
    times = []
    for number in range(100):
        canvas.look(Look(way=Way.FLIP, later=number % 2 == 0))
        times.append(_painted(application, canvas))
    return _summed("flip", "to and fro", times)


def _painted(application: Any, canvas: Any) -> Frame:
    stolen = _stolen()
    began = time.perf_counter()
    canvas.repaint()
    took = time.perf_counter() - began
    found = Frame(took * 1000, _stolen() > stolen)
    application.processEvents()
    return found


def _stolen() -> int:
    """Return the ticks that the host of a virtual machine took so far; 0 where the system does not tell."""
    try:
        with _STAT.open() as file:
            return int(file.readline().split()[8])
    except (OSError, ValueError, IndexError):
        return 0


def _summed(way: str, motion: str, frames: list[Frame]) -> Frames:
    # The first few fetch memory that the others find there.
    measured = frames[5:]
    ordered = sorted(frame.took for frame in measured)
    at95 = ordered[min(int(len(ordered) * 0.95), len(ordered) - 1)]
    own = max((frame.took for frame in measured if not frame.stolen), default=math.nan)
    stolen = sum(frame.stolen for frame in measured)
    return Frames(way, motion, statistics.median(ordered), at95, ordered[-1], stolen, own)


def _line(frames: Frames) -> str:
    figures = f"median {frames.median:5.1f}   p95 {frames.p95:5.1f}   longest {frames.longest:5.1f} ms"
    own = f", {frames.longest_own:5.1f} but for {frames.stolen} that the host held up" if frames.stolen else ""
    return f"{frames.way:11s} {frames.motion:11s} {figures}{own}"


if __name__ == "__main__":
    main()
