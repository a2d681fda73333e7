"""ICC profiles read from their bytes (ICC.1:2022), as far as matrix and curve profiles go.

Profiles that work through tables (CMYK, scanners) are recognised here and evaluated by Little CMS in `tables`.
"""

import struct
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Curve = Callable[[NDArray[np.float64]], NDArray[np.float64]]
"""Code values 0 to 1 in, linear light out."""

Matrix = NDArray[np.float64]
Primaries = tuple[tuple[float, float], ...]

WHITE_D50 = np.array([0.9642, 1.0, 0.8249])
_BRADFORD = np.array([[0.8951, 0.2664, -0.1614], [-0.7502, 1.7135, 0.0367], [0.0389, -0.0685, 1.0296]])
_MOST_TAGS = 200


class BrokenProfile(ValueError):
    """Bytes that are no usable ICC profile; the picture is then taken as untagged."""


class Profile(NamedTuple):
    """A profile's name, the device space it describes, and its curves and matrix if it has no tables.

    `space` is `RGB`, `GRAY`, `CMYK` or `Lab`. `matrix` takes linear RGB to XYZ under D50. A profile without
    `curves` works through tables. `data` are the bytes it was read from; none where a file states the same in
    fields of its own.
    """

    name: str
    space: str
    curves: tuple[Curve, ...]
    matrix: Matrix | None
    data: bytes = b""


def read_profile(data: bytes) -> Profile:
    """Read a profile or raise `BrokenProfile`."""
    if len(data) < 132 or data[36:40] != b"acsp":
        raise BrokenProfile
    try:
        tags = _tags(data)
        space = data[16:20].decode("latin-1").strip()
        curves, matrix = _shaper(space, tags)
        return Profile(name=_name(tags), space=space, curves=curves, matrix=matrix, data=data)
    except (struct.error, IndexError, UnicodeError, KeyError, np.linalg.LinAlgError) as error:
        raise BrokenProfile from error


def _tags(data: bytes) -> dict[str, bytes]:
    (count,) = struct.unpack_from(">I", data, 128)
    if count > _MOST_TAGS:
        raise BrokenProfile
    tags = {}
    for index in range(count):
        signature, offset, size = struct.unpack_from(">4sII", data, 132 + 12 * index)
        if offset + size > len(data):
            raise BrokenProfile
        tags[signature.decode("latin-1")] = data[offset : offset + size]
    return tags


def _shaper(space: str, tags: dict[str, bytes]) -> tuple[tuple[Curve, ...], Matrix | None]:
    if space not in {"RGB", "GRAY", "CMYK", "Lab"}:
        raise BrokenProfile
    if "A2B0" in tags or space in {"CMYK", "Lab"}:
        return (), None
    if space == "GRAY":
        return (_curve(tags["kTRC"]),), None
    matrix = np.array([_xyz(tags[name]) for name in ("rXYZ", "gXYZ", "bXYZ")]).T
    if abs(np.linalg.det(matrix)) < 1e-4:
        raise BrokenProfile
    return tuple(_curve(tags[name]) for name in ("rTRC", "gTRC", "bTRC")), matrix


def _xyz(tag: bytes) -> tuple[float, float, float]:
    x, y, z = struct.unpack_from(">iii", tag, 8)
    return x / 65536, y / 65536, z / 65536


def gamma_curve(exponent: float) -> Curve:
    """Return a power curve."""
    return lambda codes: np.asarray(np.maximum(codes, 0.0) ** exponent, dtype=np.float64)


def to_xyz_d50(primaries: Primaries, white: tuple[float, float]) -> Matrix:
    """Return the matrix from linear RGB with these chromaticities to XYZ under D50 (Bradford adaptation)."""
    light = np.array([white[0] / white[1], 1.0, (1 - white[0] - white[1]) / white[1]])
    adapt = np.linalg.inv(_BRADFORD) @ np.diag((_BRADFORD @ WHITE_D50) / (_BRADFORD @ light)) @ _BRADFORD
    return np.asarray(adapt @ to_xyz(primaries, white), dtype=np.float64)


def to_xyz(primaries: Primaries, white: tuple[float, float]) -> Matrix:
    """Return the matrix from linear RGB with these chromaticities to XYZ under its own white."""
    # Columns stay unscaled until the white is solved for, since a primary of y = 0 (EXR's XYZ) has no x / y.
    columns = np.array([[x, y, 1 - x - y] for x, y in primaries]).T
    light = np.array([white[0] / white[1], 1.0, (1 - white[0] - white[1]) / white[1]])
    return np.asarray(columns * np.linalg.solve(columns, light), dtype=np.float64)


def _curve(tag: bytes) -> Curve:
    if tag[:4] == b"para":
        return _parametric(tag)
    if tag[:4] != b"curv":
        raise BrokenProfile
    (count,) = struct.unpack_from(">I", tag, 8)
    if count == 0:
        return gamma_curve(1.0)
    if count == 1:
        return gamma_curve(struct.unpack_from(">H", tag, 12)[0] / 256)
    table = np.frombuffer(tag, dtype=">u2", count=-1, offset=12)[:count].astype(np.float64) / 65535
    if table.size != count:
        raise BrokenProfile
    return lambda codes: np.interp(codes, np.linspace(0.0, 1.0, count), table)


def _parametric(tag: bytes) -> Curve:
    # ICC.1:2022, 10.18: the five function types with their g a b c d e f.
    (kind,) = struct.unpack_from(">H", tag, 8)
    counts = (1, 3, 4, 5, 7)
    if kind >= len(counts):
        raise BrokenProfile
    values = [number / 65536 for number in struct.unpack_from(f">{counts[kind]}i", tag, 12)]
    if kind == 0:
        return gamma_curve(values[0])
    g, a, b = values[:3]
    if a == 0:
        raise BrokenProfile
    c, d, e, f = (
        (0.0, -b / a, 0.0, 0.0)
        if kind == 1
        else (0.0, -b / a, values[3], values[3])
        if kind == 2
        else (values[3], values[4], *(values[5:] or (0.0, 0.0)))
    )

    def light(codes: NDArray[np.float64]) -> NDArray[np.float64]:
        power = np.maximum(a * codes + b, 0.0) ** g + e
        return np.asarray(np.clip(np.where(d <= codes, power, c * codes + f), 0.0, 1.0), dtype=np.float64)

    return light


def _name(tags: dict[str, bytes]) -> str:
    tag = tags.get("desc", b"")
    if tag[:4] == b"desc":
        (length,) = struct.unpack_from(">I", tag, 8)
        text = tag[12 : 12 + min(length, 200)].decode("latin-1")
    elif tag[:4] == b"mluc":
        length, offset = struct.unpack_from(">II", tag, 20)
        text = tag[offset : offset + min(length, 400)].decode("utf-16-be", errors="replace")
    else:
        text = ""
    return "".join(character for character in text.split("\0")[0] if character.isprintable()).strip()
