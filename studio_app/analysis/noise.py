"""The pair's own noise: what a compressor, dither or resampling changed everywhere, which is nobody's work."""

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from studio_app.analysis.evidence import Evidence
from studio_app.analysis.oklab import Floats

JUST_SEEN = 0.75
"""Differences below this are rounding: one step of an 8-bit channel in the midtones is about 0.35."""

_DETAIL_BOUNDS = (1.0, 2.0, 4.0, 8.0, 16.0, 32.0)
_BINS = len(_DETAIL_BOUNDS) + 1
_FEWEST_CELLS = 24
_MOST_CELLS = 100_000
_LOW = 0.3
_NOISY = 0.05
_DETAILED = 2


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class NoiseFloor:
    """What counts as noise in each cell, in OKLab distance times 100, as float32 maps.

    `field` bounds the mean colour of 3 × 3 cells, `cell` that of one cell, `rough` the mean difference of the
    pixels of 3 × 3 cells, `pixel` one pixel. `typical` is the middle one of the
    last, over the cells that differ at all.
    """

    field: Floats
    cell: Floats
    rough: Floats
    pixel: Floats
    typical: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Movement:
    """How far each cell moved: alone (`cell`), with its eight neighbours (`field`), and its pixels' mean (`rough`)."""

    cell: Floats
    field: Floats
    rough: Floats


def movement(evidence: Evidence) -> Movement:
    """Return lengths of the evidence; a compressor's errors cancel out over neighbours, a brush's do not."""
    means: Any = cv2.blur(evidence.shift, (3, 3))
    cell, field = _length(evidence.shift), _length(means)
    if evidence.hidden is not None:
        cell, field = np.maximum(cell, evidence.hidden), np.maximum(field, evidence.hidden)
    return Movement(cell=cell, field=field, rough=np.asarray(cv2.blur(evidence.rough, (3, 3)), dtype=np.float32))


def noise_floor(evidence: Evidence, moved: Movement, *, slack: float = 0.0, lossy: bool = False) -> NoiseFloor:
    """Estimate the floor for each of seven steps of detail from the calmer cells of each.

    Noise is everywhere, a repaint is somewhere: the 30th percentile of a step's cells is noise as long as no
    more than 60 % of the picture was repainted. A step may not be noisier than the busier ones beyond it, so that a
    large flat repaint does not raise the floor it is measured against. The bounds are 7 times that percentile for
    single cells and fields (99.99 % of JPEG's cells at quality 80 lie below), 4 times for roughness and pixels; at
    least `JUST_SEEN`, more in the darks, where one 8-bit step is far in OKLab; and never beyond what the worst usable
    JPEG gives. Where there is noise at all, hard edges get a tenth of their contrast: chroma is stored coarsely.
    `slack` is what a fitted grade leaves over; `lossy` says that a file is of a format that loses something.
    """
    bins = _bins(evidence.detail)
    sample = _sample(evidence.known)
    cell, field, rough = (_low(values, bins, sample) for values in (moved.cell, moved.field, moved.rough))
    sampled = moved.rough[sample]
    noisy = lossy or _noisy(sampled) or _noisy(sampled[bins[sample] >= _DETAILED])
    edges: Any = np.minimum(evidence.detail, np.float32(80)) * np.float32(0.1 if noisy else 0.0)
    dark: Any = rounding_allowance(evidence.tone)
    least = JUST_SEEN + slack
    pixel = _spread(np.maximum(np.clip(6 * rough, 1.5 if noisy else 0, 6.0), least), bins) + dark
    differs = sampled > 0
    return NoiseFloor(
        field=_spread(np.maximum(np.clip(7 * field, 0, 2.5), least), bins) + 0.15 * edges + 0.5 * dark,
        cell=_spread(np.maximum(np.clip(7 * cell, 0, 4.0), 1.3 * least), bins) + edges + dark,
        rough=_spread(np.maximum(np.clip(6 * rough, 0, 8.0), 1.5 * least), bins) + 0.5 * edges + dark,
        pixel=pixel,
        typical=float(np.median(pixel[sample][differs])) if differs.any() else JUST_SEEN,
    )


def rounding_allowance(lightness: Floats) -> Floats:
    """Return what one step of an 8-bit channel amounts to at this OKLab lightness, beyond the midtones' step.

    The cube root makes the last steps before black large: 0 to 1 of 255 is 6.7. With L = ∛(code / 3295) a step
    is 0.0101 / L², half of that again is allowed, and never more than 7.
    """
    step = np.float32(0.015) / np.maximum(lightness * lightness, np.float32(1e-4))
    return np.asarray(np.minimum(np.float32(7.0), step), dtype=np.float32)


def _noisy(rough: Floats) -> bool:
    """True where nearly everything differs a little: among all cells, or among those with detail in them."""
    return rough.size >= _FEWEST_CELLS and float((rough > _NOISY).mean()) > 1 - _LOW


def _bins(detail: Floats) -> NDArray[np.uint8]:
    """Return the step of detail of each cell."""
    halves = np.arange(256) / 2
    table = np.digitize(halves, _DETAIL_BOUNDS).astype(np.uint8).reshape(1, -1)
    return np.asarray(cv2.LUT(cv2.convertScaleAbs(detail, alpha=2), table), dtype=np.uint8)


def _sample(known: NDArray[np.bool_]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return the places of up to some 100,000 known cells, spread over the picture on a grid."""
    step = max(1, int((known.size / _MOST_CELLS) ** 0.5))
    rows, columns = np.nonzero(known[::step, ::step])
    return rows * step, columns * step


def _low(values: Floats, bins: NDArray[np.uint8], sample: tuple[NDArray[np.intp], NDArray[np.intp]]) -> Floats:
    """Return for each step of detail what the 30th percentile of its sampled cells is, never falling with detail."""
    sampled, steps = values[sample], bins[sample]
    found = np.full(_BINS, np.inf, np.float32)
    for index in range(_BINS):
        here = sampled[steps == index]
        if len(here) >= _FEWEST_CELLS:
            found[index] = np.quantile(here, _LOW)
    found = np.minimum.accumulate(found[::-1])[::-1]
    known = np.isfinite(found)
    if not known.any():
        return np.zeros(_BINS, np.float32)
    # Steps beyond the busiest that was seen are taken to be like it.
    found[~known] = found[known].max()
    return np.asarray(found, dtype=np.float32)


def _spread(by_step: Any, bins: NDArray[np.uint8]) -> Floats:
    table = np.zeros((1, 256), np.float32)
    table[0, :_BINS] = by_step
    return np.asarray(cv2.LUT(bins, table), dtype=np.float32)


def _length(vectors: Floats) -> Floats:
    square = cv2.transform(cv2.multiply(vectors, vectors), np.ones((1, 3), np.float32))
    return np.asarray(cv2.sqrt(square), dtype=np.float32).reshape(vectors.shape[:2])
