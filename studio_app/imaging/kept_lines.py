"""How a picture is drawn where nothing changed, kept as deflated lines: a difference picture takes them as they are.

Of a small edit in a large picture nearly all lines of the difference picture are those of the picture alone. Where
they lie packed, neither they nor the picture's own samples have to be read.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from studio_app.imaging.kept_file import UNUSABLE, KeptFile, keep_parts, opened
from studio_app.imaging.palette_png import PackedLines, pack_lines, strips

LINES = "unchanged.lines"
_MAGIC = b"teire-lines/1\n"
_WORKERS = 2


class Drawn(NamedTuple):
    """What lines are of: the file with this SHA-256, of this size, drawn in the manner that `manner` names."""

    sha256: str
    manner: str
    width: int
    height: int


def keep_lines(folder: Path, drawn: Drawn, rows: Callable[[slice], NDArray[np.uint8]]) -> None:
    """Keep the lines that `rows` gives, (rows, width) of one byte, in `folder`; nothing where it cannot be written."""
    with ThreadPoolExecutor(_WORKERS) as pool:
        packed = [*pool.map(lambda part: pack_lines(rows(part)), strips(drawn.height))]
    header = {**_header(drawn), "adlers": [one.adler for one in packed], "crcs": [_crc(one.data) for one in packed]}
    keep_parts(folder / LINES, _MAGIC, header, [one.data for one in packed])


def kept_lines(folder: Path, drawn: Drawn) -> dict[int, PackedLines]:
    """Return the packed lines of each strip by its first row, none at all unless every one is there and sound."""
    try:
        with opened(folder / LINES, _MAGIC) as file:
            return _read(file, drawn)
    except UNUSABLE:
        return {}


def _read(file: KeptFile, drawn: Drawn) -> dict[int, PackedLines]:
    header, parts = file.header, strips(drawn.height)
    if {name: header[name] for name in _header(drawn)} != _header(drawn) or len(file) != len(parts):
        raise ValueError(drawn)
    found = {}
    for number, (part, adler, crc) in enumerate(zip(parts, header["adlers"], header["crcs"], strict=True)):
        data = file.part(number)
        # Nobody unpacks them before they are in a picture, so damage has to show here.
        if _crc(data) != crc:
            raise ValueError(number)
        found[part.start] = PackedLines(data, adler, (part.stop - part.start) * (drawn.width + 1))
    return found


def _header(drawn: Drawn) -> dict[str, str | int]:
    return {"sha256": drawn.sha256, "manner": drawn.manner, "width": drawn.width, "height": drawn.height}


def _crc(data: bytes) -> int:
    from isal import isal_zlib  # noqa: PLC0415  # ten times as fast as zlib's

    return isal_zlib.crc32(data)
