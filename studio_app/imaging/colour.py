"""File colours to a working space: profile curves, one matrix, the working curve.

A profile that says what sRGB says changes no sample. Colours of any other profile become uint16, in sRGB where
the profile stays within it and else in `WIDE`. Only what lies outside BT.2020 (some of ProPhoto's colours, which no
screen shows) comes to rest on its edge.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from studio_app.domain.pictures import Samples, WorkingSpace
from studio_app.imaging.profiles import CURVE_POINTS, Curve, Matrix, Profile

Floats = NDArray[np.float32]

_STRIP_PIXELS = 1 << 18
_ROOT_STEPS = 1 << 15

_TO_XYZ_D65 = {
    WorkingSpace.SRGB: ((0.64, 0.33), (0.30, 0.60), (0.15, 0.06)),
    WorkingSpace.WIDE: ((0.708, 0.292), (0.170, 0.797), (0.131, 0.046)),
}
_D65 = (0.3127, 0.3290)
_BRADFORD = np.array([[0.8951, 0.2664, -0.1614], [-0.7502, 1.7135, 0.0367], [0.0389, -0.0685, 1.0296]])
WHITE_D50 = np.array([0.9642, 1.0, 0.8249])


def srgb_to_linear(encoded: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return linear light of values encoded with the sRGB curve (IEC 61966-2-1)."""
    return np.where(encoded <= 0.04045, encoded / 12.92, ((encoded + 0.055) / 1.055) ** 2.4)


def linear_to_srgb(linear: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return values encoded with the sRGB curve (IEC 61966-2-1)."""
    return np.where(linear <= 0.0031308, linear * 12.92, 1.055 * np.maximum(linear, 0.0) ** (1 / 2.4) - 0.055)


# Indexed by the square root of linear light, so that shadows keep as many steps as the curve gives them.
_ROOTS = np.linspace(0.0, 1.0, _ROOT_STEPS)
_ENCODED_BY_ROOT = np.rint(linear_to_srgb(_ROOTS**2) * 65535).astype(np.uint16)


def from_xyz_d50(space: WorkingSpace) -> Matrix:
    """Return the matrix from XYZ under D50 to linear RGB of `space` (Bradford adaptation to D65)."""
    white = np.array([_D65[0] / _D65[1], 1.0, (1 - _D65[0] - _D65[1]) / _D65[1]])
    primaries = np.array([[x / y, 1.0, (1 - x - y) / y] for x, y in _TO_XYZ_D65[space]]).T
    to_d65 = primaries * np.linalg.solve(primaries, white)
    adapt = np.linalg.inv(_BRADFORD) @ np.diag((_BRADFORD @ white) / (_BRADFORD @ WHITE_D50)) @ _BRADFORD
    return np.asarray(np.linalg.inv(to_d65) @ adapt, dtype=np.float64)


def encode(linear: Floats) -> NDArray[np.uint16]:
    """Return linear light 0 to 1 as 16-bit samples with the sRGB curve; what lies outside is clipped."""
    roots = np.sqrt(np.clip(linear, 0.0, 1.0))
    steps = np.rint(roots * (_ROOT_STEPS - 1)).astype(np.intp)
    return np.asarray(_ENCODED_BY_ROOT[steps], dtype=np.uint16)


def rgb_to_working(samples: Samples, profile: Profile) -> tuple[Samples, WorkingSpace]:
    """Bring (height, width, 3) samples of a matrix profile to a working space."""
    device = np.eye(3) if profile.matrix is None else profile.matrix
    to_srgb = from_xyz_d50(WorkingSpace.SRGB) @ device
    if np.abs(to_srgb - np.eye(3)).max() < 0.004 and all(_follows_srgb(curve) for curve in profile.curves):
        return samples, WorkingSpace.SRGB
    # The corners of the unit cube are the sums of columns with one sign.
    reach = max(np.clip(to_srgb, 0, None).sum(1).max() - 1, -np.clip(to_srgb, None, 0).sum(1).min())
    space = WorkingSpace.WIDE if reach > 0.01 else WorkingSpace.SRGB
    matrix = (from_xyz_d50(space) @ device).astype(np.float32)
    tables = [_table(curve, samples.dtype).astype(np.float32) for curve in profile.curves]
    working = np.empty(samples.shape, dtype=np.uint16)
    for rows in strips(samples.shape[0], samples.shape[1]):
        linear = np.stack([table[samples[rows, :, channel]] for channel, table in enumerate(tables)], axis=-1)
        working[rows] = encode(linear @ matrix.T)
    return working, space


def grey_to_working(samples: Samples, curve: Curve | None) -> Samples:
    """Expand (height, width) grey samples to sRGB; `curve` None means they have the sRGB curve."""
    if curve is not None and not _follows_srgb(curve):
        samples = encode(_table(curve, samples.dtype).astype(np.float32))[samples]
    expanded: Samples = np.repeat(samples[:, :, np.newaxis], 3, axis=2)  # type: ignore[assignment]
    return expanded


def linear_to_working(linear: Floats, matrix: Matrix | None) -> tuple[NDArray[np.uint16], WorkingSpace]:
    """Bring (height, width, 3) linear light (float pictures) to a working space; `matrix` leads to XYZ under D50."""
    space = WorkingSpace.SRGB
    turn = np.eye(3, dtype=np.float32)
    if matrix is not None:
        to_srgb = from_xyz_d50(WorkingSpace.SRGB) @ matrix
        space = WorkingSpace.SRGB if to_srgb.min() > -0.01 else WorkingSpace.WIDE
        turn = (from_xyz_d50(space) @ matrix).astype(np.float32)
    working = np.empty(linear.shape, dtype=np.uint16)
    for rows in strips(linear.shape[0], linear.shape[1]):
        working[rows] = encode(np.nan_to_num(linear[rows], posinf=1.0, neginf=0.0) @ turn.T)
    return working, space


def lab_to_working(lab: Floats) -> NDArray[np.uint16]:
    """Return CIELAB under D50 (L 0 to 100) as `WIDE` samples."""
    fy = (lab[..., 0] + 16) / 116
    f = np.stack([fy + lab[..., 1] / 500, fy, fy - lab[..., 2] / 200], axis=-1)
    xyz = np.where(f > 6 / 29, f**3, (f - 4 / 29) * (3 * (6 / 29) ** 2)) * WHITE_D50
    return encode((xyz @ from_xyz_d50(WorkingSpace.WIDE).T).astype(np.float32))


def strips(height: int, width: int) -> Iterator[slice]:
    """Yield row slices of about a quarter of a megapixel, so that float copies stay small."""
    step = max(1, _STRIP_PIXELS // max(width, 1))
    for top in range(0, height, step):
        yield slice(top, min(top + step, height))


def _table(curve: Curve, dtype: np.dtype[np.uint8] | np.dtype[np.uint16]) -> NDArray[np.float64]:
    codes = np.linspace(0.0, 1.0, int(np.iinfo(dtype).max) + 1)
    return np.interp(codes, np.linspace(0.0, 1.0, CURVE_POINTS), curve)


def _follows_srgb(curve: Curve) -> bool:
    codes = np.linspace(0.0, 1.0, 256)
    linear = np.interp(codes, np.linspace(0.0, 1.0, CURVE_POINTS), curve)
    return bool(np.abs(linear_to_srgb(linear) - codes).max() < 0.6 / 255)
