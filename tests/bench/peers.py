"""The other programs that show how two pictures differ, as far as they are installed."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.bench.runs import Command

_HERE = Path(__file__).parent
_DIFFERENT = frozenset({0, 1})
_SSIM_PIXELS = 40_000_000
"""scikit-image keeps some dozen copies in double precision; a larger picture does not fit into common memory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """A program that was found: how it is called, and what is to be known of it."""

    name: str
    version: str
    call: Callable[[Path, Path, Path], tuple[str, ...]]
    content: frozenset[int] = frozenset({0})
    slow: bool = False
    most_pixels: int | None = None

    def command(self, before: Path, after: Path, out: Path, runs: int) -> Command:
        """Return the process that compares two pictures."""
        argv = self.call(before, after, out)
        return Command(name=self.name, argv=argv, runs=runs, content=self.content, writes=out)


def find_peers(folder: Path | None, skimage_python: str | None) -> tuple[tuple[Peer, ...], dict[str, str]]:
    """Return the peers that are installed, and a sentence for each that is not."""
    finders = {
        "blazediff": lambda: _blazediff(folder),
        "odiff": lambda: _odiff(folder),
        "imagemagick": _imagemagick,
        "ssim": lambda: _ssim(skimage_python),
        "absdiff": _absdiff,
    }
    found, missing = [], {}
    for name, finder in finders.items():
        peer = finder()
        if peer is None:
            missing[name] = _HOW[name]
        else:
            found.append(peer)
    return tuple(found), missing


_HOW = {
    "blazediff": "npm install --prefix build/peers @blazediff/bin",
    "odiff": "npm install --prefix build/peers odiff-bin",
    "imagemagick": "apt-get install imagemagick",
    "ssim": "pip install scikit-image in a venv of its own, then --skimage-python THAT/bin/python",
    "absdiff": "OpenCV is missing from this venv: make setup",
}


def _blazediff(folder: Path | None) -> Peer | None:
    program = _program("blazediff", folder)
    if program is None:
        return None
    return Peer(
        name="blazediff",
        version=_first_line(program, "--version").partition(" - ")[0],
        call=_called(program),
        content=_DIFFERENT,
    )


def _odiff(folder: Path | None) -> Peer | None:
    launcher = _program("odiff", folder)
    if launcher is None:
        return None
    # npm's launcher starts node only to start the program itself; that time is none of odiff's.
    modules = Path(launcher).resolve().parents[2]
    natives = sorted(modules.glob("@odiff/*/odiff")) if modules.name == "node_modules" else []
    program = str(natives[0]) if len(natives) == 1 else launcher
    return Peer(
        name="odiff",
        version=_first_line(program, "--version").partition(" - ")[0],
        call=_called(program),
        content=frozenset({0, 22}),
    )


def _imagemagick() -> Peer | None:
    for start in (("magick", "compare"), ("compare",)):
        program = shutil.which(start[0])
        if program is None:
            continue
        version = _first_line(program, "-version")
        if "ImageMagick" in version:
            words = (program, *start[1:], "-metric", "AE")
            return Peer(
                name="imagemagick",
                version=version.removeprefix("Version: ").split(" Q16")[0],
                call=_called(*words),
                content=_DIFFERENT,
                slow=True,
            )
    return None


def _ssim(python: str | None) -> Peer | None:
    python = python or sys.executable
    version = _first_line(python, "-c", "import skimage; print('scikit-image', skimage.__version__)")
    if not version.startswith("scikit-image"):
        return None
    script = str(_HERE / "peer_ssim.py")
    return Peer(
        name="ssim",
        version=version,
        call=_called(python, script),
        slow=True,
        most_pixels=_SSIM_PIXELS,
    )


def _absdiff() -> Peer | None:
    version = _first_line(sys.executable, "-c", "import cv2; print('OpenCV', cv2.__version__)")
    if not version.startswith("OpenCV"):
        return None
    script = str(_HERE / "peer_absdiff.py")
    return Peer(
        name="absdiff",
        version=version,
        call=_called(sys.executable, script),
    )


def _called(*words: str) -> Callable[[Path, Path, Path], tuple[str, ...]]:
    """Return the call of a program that takes the two pictures and where to write, in this order."""
    return lambda before, after, out: (*words, str(before), str(after), str(out))


def _program(name: str, folder: Path | None) -> str | None:
    """Return a program in the folder that was named, or in its `node_modules`, or on PATH."""
    places = [] if folder is None else [str(folder.absolute()), str(folder.absolute() / "node_modules" / ".bin")]
    return shutil.which(name, path=os.pathsep.join([*places, os.environ.get("PATH", "")]))


def _first_line(*words: str) -> str:
    try:
        done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=60)
    except OSError:
        return ""
    return (done.stdout.strip() or done.stderr.strip()).partition("\n")[0]
