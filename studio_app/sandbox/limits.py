"""Limits on memory and time that a process sets on itself before it looks into a file."""

import contextlib
import ctypes
import os
import sys
import threading
from collections.abc import Callable
from typing import NamedTuple

from studio_app.domain.language import _
from studio_app.sandbox.collecting import collect_seldom

MEMORY_BYTES = 4 * 2**30
WALL_SECONDS = 20.0
MEASURE_SECONDS = 60.0
LARGEST_FILE_BYTES = 4 * 2**30

# Decoders start threads by the number of processors; each reserves address space that counts as memory.
QUIET_SURROUNDINGS = {
    "VIPS_CONCURRENCY": "1",
    "VIPS_WARNING": "0",
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MALLOC_ARENA_MAX": "2",
    "OPENCV_LOG_LEVEL": "OFF",
}


class Limits(NamedTuple):
    """How much one job may use. `measure_seconds` is for what comes once both pictures of a pair were decoded."""

    memory_bytes: int = MEMORY_BYTES
    wall_seconds: float = WALL_SECONDS
    measure_seconds: float = MEASURE_SECONDS


def limit_resources(limits: Limits, *, for_good: bool) -> None:
    """Hold this process to `limits`; its processor time and files only if it is there `for_good`, for one job.

    Where the system has no such limits (Windows), only the wall limit remains.
    """
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415  # does not exist on Windows

    seconds = int(limits.wall_seconds) * 2 + 10
    wanted = [(resource.RLIMIT_AS, limits.memory_bytes), (resource.RLIMIT_CORE, 0)]
    if for_good:
        wanted += [(resource.RLIMIT_CPU, seconds), (resource.RLIMIT_FSIZE, LARGEST_FILE_BYTES)]
    for kind, value in wanted:
        _soft, hard = resource.getrlimit(kind)
        bound = value if hard == resource.RLIM_INFINITY else min(value, hard)
        try:
            resource.setrlimit(kind, (bound, hard))
        except (OSError, ValueError):
            # macOS refuses a limit on address space; the wall limit holds there all the same.
            continue


def settle_this_process() -> None:
    """Set what decoders and measuring read once, as they are loaded: how many threads, and how memory is kept."""
    collect_seldom()
    for name, value in QUIET_SURROUNDINGS.items():
        os.environ.setdefault(name, value)
    keep_freed_memory()


def keep_freed_memory() -> None:
    """Let the C library keep what was freed for the next strip, rather than hand it back and fetch it anew.

    Strips are allocated and freed by the hundred; fetching fresh pages cost half of the time of a comparison. Only
    glibc has these settings (mallopt(3)): M_MMAP_THRESHOLD (-3) above any strip and below the maps of a large picture,
    which come as pages that are empty until they are written to; M_TRIM_THRESHOLD (-1); and one arena (M_ARENA_MAX,
    -8), so that one thread takes up what another freed.
    """
    if not sys.platform.startswith("linux"):
        return
    with contextlib.suppress(OSError, AttributeError):
        library = ctypes.CDLL(None)
        library.mallopt(-3, 6 * 2**20)
        library.mallopt(-1, 2**30)
        library.mallopt(-8, 1)


def keep_all_freed_memory() -> None:
    """Let the C library keep even whole pictures that were let go: for jobs that open one after another.

    With M_MMAP_MAX (-4) at 0 nothing is handed back to the system, so that the next picture takes up pages that are
    there already. Only glibc has this setting.
    """
    if sys.platform.startswith("linux"):
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).mallopt(-4, 0)


def limit_this_process(limits: Limits | None = None) -> Callable[[], None]:
    """Set the limits on this very process; after the wall limit it ends with status 2 and one sentence.

    Returns a function that calls the watch off. For commands that look at given files and end: a program that
    goes on living uses `ChildExaminer`.
    """
    limits = limits or Limits()
    settle_this_process()
    limit_resources(limits, for_good=False)
    watch = threading.Timer(limits.wall_seconds, _give_up, args=(limits.wall_seconds,))
    watch.daemon = True
    watch.start()
    return watch.cancel


def _give_up(seconds: float) -> None:
    sentence = _("The picture took longer than {seconds} seconds to look into.", seconds=int(seconds))
    hint = _("Save it again from the program that made it, or use a smaller copy.")
    # A decoder caught in a loop never comes back to raise anything.
    os.write(2, f"{sentence} {hint}\n".encode())
    os._exit(2)
