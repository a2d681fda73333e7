"""File colours to a working space: profile curves, one matrix, the working curve.

A profile that says what sRGB says changes no sample. Colours of any other profile become uint16, in sRGB where
the profile stays within it and else in `WIDE`. Only what lies outside BT.2020 (some of ProPhoto's colours, which no
screen shows) comes to rest on its edge.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from studio_app.domain.colours import linear_to_srgb
from studio_app.domain.pictures import Samples, WorkingSpace
from studio_app.imaging.profiles import WHITE_D50, Curve, Matrix, Profile, to_xyz_d50

Floats = NDArray[np.float32]
_Answer = TypeVar("_Answer")

_STRIP_PIXELS = 1 << 18
_WORKERS = 2
_BRIGHTEST = 1e6

PRIMARIES = {
    WorkingSpace.SRGB: ((0.64, 0.33), (0.30, 0.60), (0.15, 0.06)),
    WorkingSpace.WIDE: ((0.708, 0.292), (0.170, 0.797), (0.131, 0.046)),
}
D65 = (0.3127, 0.3290)


def from_xyz_d50(space: WorkingSpace) -> Matrix:
    """Return the matrix from XYZ under D50 to linear RGB of `space`."""
    return np.asarray(np.linalg.inv(to_xyz_d50(PRIMARIES[space], D65)), dtype=np.float64)


def encode(linear: Floats) -> NDArray[np.uint16]:
    """Return (height, width, 3) light as 16-bit samples with the sRGB curve; what lies outside 0 to 1 is clipped."""
    import cv2  # noqa: PLC0415  # slow to import, and most pictures are sRGB already

    flat: Any = linear.reshape(linear.shape[0], -1)
    # Looked up by the square root, so that shadows keep as many steps as the curve gives them.
    roots: Any = cv2.sqrt(cv2.threshold(cv2.threshold(flat, 0.0, 0, cv2.THRESH_TOZERO)[1], 1.0, 0, cv2.THRESH_TRUNC)[1])
    steps: Any = cv2.addWeighted(roots, 65535.0, roots, 0.0, 0.0, dtype=cv2.CV_16U)
    return np.asarray(cv2.LUT(steps, _encoded_by_root()), dtype=np.uint16).reshape(linear.shape)


def rgb_to_working(samples: Samples, profile: Profile) -> tuple[Samples, WorkingSpace]:
    """Bring (height, width, 3) samples of a matrix profile to a working space."""
    import cv2  # noqa: PLC0415

    device = np.eye(3) if profile.matrix is None else profile.matrix
    to_srgb = from_xyz_d50(WorkingSpace.SRGB) @ device
    if np.abs(to_srgb - np.eye(3)).max() < 0.004 and all(_follows_srgb(curve) for curve in profile.curves):
        return samples, WorkingSpace.SRGB
    # The corners of the unit cube are the sums of columns with one sign.
    reach = max(np.clip(to_srgb, 0, None).sum(1).max() - 1, -np.clip(to_srgb, None, 0).sum(1).min())
    space = WorkingSpace.WIDE if reach > 0.01 else WorkingSpace.SRGB
    matrix = (from_xyz_d50(space) @ device).astype(np.float32)
    table = np.stack([_table(curve, samples.dtype) for curve in profile.curves], axis=-1)[np.newaxis]
    light: Any = table.astype(np.float32)

    def convert(rows: slice) -> NDArray[np.uint16]:
        return encode(np.asarray(cv2.transform(cv2.LUT(samples[rows], light), matrix)))

    return by_strips(samples.shape[0], samples.shape[1], convert), space


def grey_to_working(samples: Samples, curve: Curve | None) -> Samples:
    """Expand (height, width) grey samples to sRGB; `curve` None means they have the sRGB curve."""
    if curve is not None and not _follows_srgb(curve):
        samples = _encoded(_table(curve, samples.dtype))[samples]
    expanded: Samples = np.repeat(samples[:, :, np.newaxis], 3, axis=2)  # type: ignore[assignment]
    return expanded


def linear_to_working(linear: NDArray[Any], matrix: Matrix | None) -> tuple[NDArray[np.uint16], WorkingSpace]:
    """Bring (height, width, 3) linear light (float pictures) to a working space; `matrix` leads to XYZ under D50.

    What the picture holds decides, not what its primaries could hold: light above white is clipped in the space it
    comes to, so the same picture has to come to the same one.
    """
    import cv2  # noqa: PLC0415

    to_xyz = to_xyz_d50(PRIMARIES[WorkingSpace.SRGB], D65) if matrix is None else matrix

    def turned(rows: slice, space: WorkingSpace) -> Floats:
        light = _finite(linear[rows])
        if matrix is None and space is WorkingSpace.SRGB:
            return light
        return np.asarray(cv2.transform(light, (from_xyz_d50(space) @ to_xyz).astype(np.float32)), dtype=np.float32)

    height, width = linear.shape[:2]
    lowest = min(_over_strips(height, width, lambda rows: float(turned(rows, WorkingSpace.SRGB).min())))
    # A hair below zero is what resampling leaves at an edge, no colour that somebody chose.
    space = WorkingSpace.SRGB if lowest > -0.01 else WorkingSpace.WIDE
    return by_strips(height, width, lambda rows: encode(turned(rows, space))), space


def lab_to_working(lab: Floats) -> NDArray[np.uint16]:
    """Return CIELAB under D50 (L 0 to 100) as `WIDE` samples."""
    import cv2  # noqa: PLC0415

    turn = (from_xyz_d50(WorkingSpace.WIDE) * WHITE_D50).astype(np.float32)
    to_f = np.array([[1 / 116, 1 / 500, 0, 16 / 116], [1 / 116, 0, 0, 16 / 116], [1 / 116, 0, -1 / 200, 16 / 116]])
    f: Any = cv2.transform(lab, to_f.astype(np.float32))
    xyz = cv2.multiply(cv2.multiply(f, f), f)
    low = f <= 6 / 29
    xyz[low] = (f[low] - np.float32(4 / 29)) * np.float32(3 * (6 / 29) ** 2)
    return encode(np.asarray(cv2.transform(xyz, turn)))


def by_strips(height: int, width: int, convert: Callable[[slice], NDArray[np.uint16]]) -> NDArray[np.uint16]:
    """Fill a (height, width, 3) picture from `convert`, which two threads ask for one strip of rows at a time."""
    working = np.empty((height, width, 3), dtype=np.uint16)

    def fill(rows: slice) -> None:
        working[rows] = convert(rows)

    _over_strips(height, width, fill)
    return working


def _over_strips(height: int, width: int, ask: Callable[[slice], _Answer]) -> list[_Answer]:
    with ThreadPoolExecutor(_WORKERS) as pool:
        return list(pool.map(ask, strips(height, width)))


def strips(height: int, width: int) -> Iterator[slice]:
    """Yield row slices of about a quarter of a megapixel, so that float copies stay small."""
    step = max(1, _STRIP_PIXELS // max(width, 1))
    for top in range(0, height, step):
        yield slice(top, min(top + step, height))


def _finite(light: NDArray[Any]) -> Floats:
    import cv2  # noqa: PLC0415

    finite: Any = light.astype(np.float32)
    cv2.patchNaNs(finite, 0.0)
    return np.asarray(np.clip(finite, -_BRIGHTEST, _BRIGHTEST, out=finite), dtype=np.float32)


def _table(curve: Curve, dtype: np.dtype[np.uint8] | np.dtype[np.uint16]) -> NDArray[np.float64]:
    return curve(np.linspace(0.0, 1.0, int(np.iinfo(dtype).max) + 1))


def _follows_srgb(curve: Curve) -> bool:
    codes = np.linspace(0.0, 1.0, 256)
    return bool(np.abs(linear_to_srgb(curve(codes)) - codes).max() < 0.6 / 255)


def _encoded(linear: NDArray[np.float64]) -> NDArray[np.uint16]:
    return np.rint(linear_to_srgb(np.clip(linear, 0.0, 1.0)) * 65535).astype(np.uint16)


@cache
def _encoded_by_root() -> Any:
    return _encoded(np.linspace(0.0, 1.0, 1 << 16) ** 2).reshape(1, -1)
