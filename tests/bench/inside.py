"""What can only be seen from inside Teire, in a process of its own: stages of a compare, decoding alone, imports.

`python -m tests.bench.inside stages BEFORE AFTER TRUTH OUT`, `decode FILE…`, `vips FILE…`, `owners MAP TRUTH` or
`imports BEFORE AFTER`; each prints one JSON document.
"""

import importlib
import io
import json
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import redirect_stdout, suppress
from pathlib import Path
from typing import Any

_KIBI = 1 if sys.platform == "darwin" else 1024
_IMPORT = """
import importlib, json, sys, time
from contextlib import suppress
names = json.loads(sys.stdin.read())
began = time.perf_counter()
for name in names:
    with suppress(Exception):
        importlib.import_module(name)
print(time.perf_counter() - began)
"""


def stages(before: Path, after: Path, truth: Path, out: Path) -> dict[str, Any]:
    """Compare two files step by step; return the seconds of each, the peak of memory and how the mask fits."""
    import cv2  # noqa: PLC0415 - as Teire loads it

    from studio_app.analysis.compare import compare_in_full  # noqa: PLC0415
    from studio_app.analysis.difference_picture import DifferencePicture  # noqa: PLC0415
    from studio_app.imaging.palette_png import write_palette_png  # noqa: PLC0415
    from studio_app.sandbox.opening import decode_both  # noqa: PLC0415

    seconds: dict[str, float] = {}
    began = time.perf_counter()

    def done(name: str) -> None:
        nonlocal began
        now = time.perf_counter()
        seconds[name], began = now - began, now

    one, other = decode_both(before, after)
    done("decode")
    comparison = compare_in_full(one, other, stage_done=done)
    drawn = DifferencePicture(comparison, other)
    write_palette_png(out, drawn.width, drawn.height, drawn.palette, drawn.rows)
    done("encode")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _KIBI
    out.unlink()
    known = cv2.imread(str(truth), cv2.IMREAD_GRAYSCALE)
    return {"seconds": seconds, "peak": peak, "overlap": overlap(comparison.mask * 255, known)}


def overlap(mask: Any, truth: Any) -> float:
    """Return the intersection of two masks (0, 255) over their union."""
    import cv2  # noqa: PLC0415

    if mask.shape != truth.shape:
        return 0.0
    union = cv2.countNonZero(cv2.bitwise_or(mask, truth))
    return cv2.countNonZero(cv2.bitwise_and(mask, truth)) / union if union else 1.0


def decode_alone(paths: Sequence[Path]) -> dict[str, Any]:
    """Decode files with two threads, keeping none."""
    from studio_app.imaging.decode import decode  # noqa: PLC0415

    def pixels(path: Path) -> int:
        return decode(path).pixels.size

    with ThreadPoolExecutor(2) as pool:
        return {"samples": sum(pool.map(pixels, paths))}


def decode_by_vips(paths: Sequence[Path]) -> dict[str, Any]:
    """Decode files by libvips alone, nothing else looked at, with two threads, keeping none."""
    from studio_app.imaging.quiet import load_vips  # noqa: PLC0415

    vips = load_vips()

    def samples(path: Path) -> int:
        return len(vips.Image.new_from_file(str(path), access="sequential").write_to_memory())

    with ThreadPoolExecutor(2) as pool:
        return {"samples": sum(pool.map(samples, paths))}


def owners(found: Path, truth: Path) -> dict[str, Any]:
    """Return the share of pixels whose owner is the true one."""
    import cv2  # noqa: PLC0415

    one: Any = cv2.imread(str(found), cv2.IMREAD_UNCHANGED)
    other: Any = cv2.imread(str(truth), cv2.IMREAD_UNCHANGED)
    if one.shape != other.shape:
        return {"agreement": 0.0}
    return {"agreement": cv2.countNonZero(cv2.compare(one, other, cv2.CMP_EQ)) / other.size}


def imports(before: Path, after: Path) -> dict[str, Any]:
    """Return the seconds in which a fresh interpreter imports all that a compare of two files imports."""
    there = set(sys.modules)
    main = importlib.import_module("studio_app.cli.main").main
    with redirect_stdout(io.TextIOWrapper(io.BytesIO())):
        main(["compare", str(before), str(after), "--json"])
    names = [name for name in sys.modules if name not in there]
    words = [sys.executable, "-c", _IMPORT]
    seconds = []
    for _ in range(5):
        done = subprocess.run(words, input=json.dumps(names), capture_output=True, text=True, check=True)
        seconds.append(float(done.stdout))
    return {"seconds": seconds, "modules": len(names)}


def main(arguments: list[str]) -> None:
    """Do one of the jobs and print its answer."""
    jobs: dict[str, Any] = {
        "stages": stages,
        "decode": lambda *paths: decode_alone(paths),
        "vips": lambda *paths: decode_by_vips(paths),
        "owners": owners,
        "imports": imports,
    }
    from studio_app.sandbox.limits import settle_this_process  # noqa: PLC0415

    settle_this_process()
    answer = jobs[arguments[0]](*(Path(argument) for argument in arguments[1:]))
    with suppress(BrokenPipeError):
        sys.stdout.write(json.dumps(answer) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
