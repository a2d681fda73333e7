"""The pair's own noise: what a compressor, dither or resampling changed everywhere, which is nobody's work."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from studio_app.analysis.differences import JUST_SEEN, DifferenceMaps
from studio_app.analysis.oklab import Floats

_DETAIL_BOUNDS = (0.5, 1.0, 2.0, 4.0, 8.0, 16.0)
_BINS = len(_DETAIL_BOUNDS) + 1
_FEWEST_CELLS = 24
_COMMON = 0.4
_NOISY_SHARE = 0.001
_CLEARLY_MOVED = 2.0

# Of JPEG at quality 75 to 80 with halved chroma 99.9 % of the cells lie below these, by bin of detail.
_LOSSY_SHIFT = np.array([1.0, 1.2, 1.5, 1.9, 2.5, 3.2, 4.0], np.float32)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class NoiseFloor:
    """What counts as noise, by how much detail a cell has (`DETAIL` bins), in OKLab distance times 100.

    `shift` and `rough` are the bounds for the maps of the same name, `pixel` the bound for a single pixel.
    """

    shift: Floats
    rough: Floats
    pixel: Floats
    bins: NDArray[np.intp]

    @property
    def typical(self) -> float:
        """The bound for a pixel that the middle cell of the picture has."""
        counts = np.bincount(self.bins.ravel(), minlength=_BINS)
        middle = int(np.searchsorted(np.cumsum(counts), self.bins.size / 2))
        return float(self.pixel[middle])


def noise_floor(maps: DifferenceMaps, *, lossy: bool = False) -> NoiseFloor:
    """Estimate the floor from cells whose difference averages out (its mean less than 0.6 of its size).

    In each bin of detail the medians of `shift` and `rough` over such cells are taken, but only where at least 40 %
    of the bin's cells differ at all: noise is everywhere, a repaint is somewhere. The bounds are 6 medians of `shift`
    (99.9 % of JPEG's cells lie below it), 3 of `rough`, and 2 for a pixel. They are held below what the worst
    usable JPEG gives, so that a picture repainted all over does not pass for noise. `lossy` says that one of the
    files is of a lossy format, which settles what is otherwise judged from cells far from any clear change.
    """
    bins = np.digitize(maps.detail, _DETAIL_BOUNDS)
    wavering = (maps.rough > 0) & (maps.shift < 0.6 * maps.rough)
    noisy = lossy or _is_noisy(maps, wavering)
    shifts, roughs = np.zeros(_BINS, np.float32), np.zeros(_BINS, np.float32)
    for index in range(_BINS):
        here = bins == index
        cells = int(here.sum())
        if cells < _FEWEST_CELLS or (maps.rough[here] > 0).mean() < _COMMON:
            continue
        chosen = wavering & here
        if chosen.sum() >= _FEWEST_CELLS:
            shifts[index] = np.median(maps.shift[chosen])
            roughs[index] = np.median(maps.rough[chosen])
    return NoiseFloor(
        shift=np.clip(6 * shifts, _LOSSY_SHIFT if noisy else 0.3, 4.0).astype(np.float32),
        rough=np.clip(3 * roughs, 1.5 if noisy else 0.3, 8.0).astype(np.float32),
        pixel=np.clip(2 * roughs, 1.5 if noisy else JUST_SEEN, 4.0).astype(np.float32),
        bins=bins,
    )


def _is_noisy(maps: DifferenceMaps, wavering: NDArray[np.bool_]) -> bool:
    """True where even cells far (28 pixels) from any clear change waver: the file was compressed or dithered anew."""
    moved = (maps.shift > _CLEARLY_MOVED).astype(np.uint8)
    far = cv2.dilate(moved, np.ones((15, 15), np.uint8)) == 0
    return bool(far.any() and wavering[far].mean() >= _NOISY_SHARE)
