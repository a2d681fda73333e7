"""Lines of a PNG's inflated stream become samples, by a library compiled from `png_lines.c` when Teire was installed.

Where there was no compiler, or the processor is none of x86-64, the library is missing, and whoever reads a PNG has
another reader.
"""

import ctypes
import platform
import sys
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from studio_app.domain.pictures import Samples

LIBRARY = Path(__file__).with_name("libpnglines" + {"win32": ".dll", "darwin": ".dylib"}.get(sys.platform, ".so"))
"""Where the compiled library lies."""

IS_FOR_HERE = platform.machine().lower() in {"x86_64", "amd64"}
"""Whether it is made for this kind of processor; on others it would be no faster than libvips, and is not compiled."""

_VERSION = 3
_TOGETHER = 16
_POINTERS = ("colours", "alpha", "begun", "block")
_NUMBERS = ("width", "height", "channels", "depth", "row", "held", "together", "plain")


class _State(ctypes.Structure):
    """`struct lines` of the source, field by field."""

    _fields_ = [(name, ctypes.c_void_p) for name in _POINTERS] + [(name, ctypes.c_int64) for name in _NUMBERS]


class NoLines(Exception):
    """The bytes are no lines of a PNG: one begins with a filter that there is not."""


class PngLines:
    """The samples of a PNG without interlacing, filled as its inflated stream comes.

    `channels` as the file has them: 1 grey, 2 grey and alpha, 3 RGB, 4 RGBA; `depth`: bytes of a sample, 1 or 2.
    `colours` is (height, width, 1 or 3), `alpha` (height, width) or None, uint8 or uint16. `plain` undoes the filters
    one pixel after the other as the standard words them (PNG, third edition, 9.2), without the processor's lanes: for
    comparison. Raises `RuntimeError` where the library is missing.
    """

    colours: Samples
    alpha: Samples | None

    def __init__(self, width: int, height: int, channels: int, depth: int, *, plain: bool = False) -> None:
        library = _library()
        if library is None:
            raise RuntimeError(LIBRARY)
        self._take = library.teire_png_lines
        dtype = np.dtype(np.uint8 if depth == 1 else np.uint16)
        self.colours = np.empty((height, width, 3 if channels > 2 else 1), dtype)
        self.alpha = None if channels in {1, 3} else np.empty((height, width), dtype)
        size = width * channels * depth
        in_place = depth == 1 and self.alpha is None
        # One line with its filter, and one of zeros: what lies above the first.
        self._begun = np.zeros(2 * size + 1, np.uint8)
        self._block = None if in_place else np.zeros((1 + _TOGETHER) * size, np.uint8)
        places = [None if array is None else array.ctypes.data for array in self._arrays()]
        self._state = _State(*places, width, height, channels, depth, 0, 0, _TOGETHER, plain)

    @property
    def is_whole(self) -> bool:
        """True once every line has come."""
        return bool(self._state.row == self._state.height)

    def take(self, data: bytes) -> None:
        """Take the next bytes of the stream, filters included; surplus is left alone. Raises `NoLines`."""
        if not self._take(ctypes.byref(self._state), data, len(data)):
            raise NoLines

    def _arrays(self) -> tuple[NDArray[np.uint8] | Samples | None, ...]:
        return self.colours, self.alpha, self._begun, self._block


def lines_are_read_here() -> bool:
    """Say whether the library is there, and is that of this version."""
    return _library() is not None


@cache
def _library() -> ctypes.CDLL | None:
    try:
        library = ctypes.CDLL(str(LIBRARY))
        version = library.teire_png_lines_version
    except (OSError, AttributeError):
        return None
    version.restype = ctypes.c_int64
    if version() != _VERSION:
        return None
    library.teire_png_lines.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int64]
    library.teire_png_lines.restype = ctypes.c_int
    return library
