"""The pair's own noise: what a compressor, dither or resampling changed everywhere, which is nobody's work."""

from typing import Any, NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from studio_app.analysis.evidence import DETAIL_STEPS, Evidence
from studio_app.analysis.oklab import Floats
from studio_app.analysis.quantiles import quantile

JUST_SEEN = 0.75
"""Differences below this are rounding: one step of an 8-bit channel in the midtones is about 0.35."""

_DETAIL_BOUNDS = (1.0, 2.0, 4.0, 8.0, 16.0, 32.0)
_BINS = len(_DETAIL_BOUNDS) + 1
_FEWEST_CELLS = 24
_MOST_CELLS = 100_000
_LOW = 0.3
_NOISY = 0.05
_DETAILED = 2
_HALVES = np.arange(256, dtype=np.float32) / DETAIL_STEPS
_BIN_OF_DETAIL = np.digitize(_HALVES, _DETAIL_BOUNDS).astype(np.uint8)

_Places = tuple[NDArray[np.intp], NDArray[np.intp]]


class NoiseFloor(NamedTuple):
    """What counts as noise in a cell, in OKLab distance times 100, by its detail and its tone.

    Float32 tables of shape (1, 256): over the steps of `Evidence.detail`, `around` bounds the mean colour of 3 × 3
    cells, `alone` that of one cell, `rough` the mean difference of the pixels of 3 × 3 cells, `pixel` one pixel; over
    the steps of `Evidence.tone`, `dark` is what comes on top of each, half of it for `around`. `typical` is the middle
    bound of a pixel, over the cells that differ at all.
    """

    around: Floats
    alone: Floats
    rough: Floats
    pixel: Floats
    dark: Floats
    typical: float


def noise_floor(evidence: Evidence, *, slack: float = 0.0, lossy: bool = False) -> NoiseFloor:
    """Estimate the floor for each of seven steps of detail from the calmer cells of each.

    Noise is everywhere, a repaint is somewhere: the 30th percentile of a step's cells is noise as long as no
    more than 60 % of the picture was repainted. A step may not be noisier than the busier ones beyond it, so that a
    large flat repaint does not raise the floor it is measured against. The bounds are 7 times that percentile for
    single cells and fields (99.99 % of JPEG's cells at quality 80 lie below), 6 times for roughness and pixels; at
    least `JUST_SEEN`, more in the darks, where one 8-bit step is far in OKLab; and never beyond what the worst usable
    JPEG gives. Where there is noise at all, hard edges get a tenth of their contrast: chroma is stored coarsely.
    Of what lies beside an edge nothing is said: blank paper there is calm whatever was done to the line. Cells that
    were found the same without being measured are calm ones of every step. `slack` is what a fitted grade leaves over;
    `lossy` says that a file is of a format that loses something.
    """
    sample = _on_edges(evidence, _sample(evidence.known))
    halves = evidence.detail[sample]
    order = np.argsort(_BIN_OF_DETAIL[halves], kind="stable")
    edges = np.searchsorted(_BIN_OF_DETAIL[halves[order]], np.arange(_BINS + 1))
    sampled = evidence.rough_around[sample]
    alone, around, rough = (
        _low(values[order], edges, evidence.calm)
        for values in (evidence.moved[sample], evidence.moved_around[sample], sampled)
    )
    noisy = lossy or _noisy(sampled) or (evidence.calm < _LOW and _noisy(sampled[order[edges[_DETAILED] :]]))
    contrast = np.minimum(_HALVES, 80) * np.float32(0.1 if noisy else 0.0)
    dark = rounding_allowance(np.arange(256, dtype=np.float32) / np.float32(255))
    least = JUST_SEEN + slack
    pixel = np.maximum(np.clip(6 * rough, 1.5 if noisy else 0, 6.0), least)[_BIN_OF_DETAIL]
    differs = sampled > 0
    bounds = pixel[halves[differs]] + dark[evidence.tone[sample][differs]]
    return NoiseFloor(
        around=_table(np.maximum(np.clip(7 * around, 0, 2.5), least)[_BIN_OF_DETAIL] + 0.15 * contrast),
        alone=_table(np.maximum(np.clip(7 * alone, 0, 4.0), 1.3 * least)[_BIN_OF_DETAIL] + contrast),
        rough=_table(np.maximum(np.clip(6 * rough, 0, 8.0), 1.5 * least)[_BIN_OF_DETAIL] + 0.5 * contrast),
        pixel=_table(pixel),
        dark=_table(dark),
        typical=quantile(bounds, 0.5) if bounds.size else JUST_SEEN,
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


def _sample(known: NDArray[np.bool_]) -> _Places:
    """Return the places of up to some 100,000 known cells, spread over the picture on a grid."""
    step = max(1, int((known.size / _MOST_CELLS) ** 0.5))
    rows, columns = np.nonzero(known[::step, ::step])
    return rows * step, columns * step


def _on_edges(evidence: Evidence, sample: _Places) -> _Places:
    """Leave out the places beside an edge, unless that leaves next to none."""
    on = evidence.edges[sample]
    return (sample[0][on], sample[1][on]) if on.sum() >= _FEWEST_CELLS * _BINS else sample


def _low(values: Floats, edges: NDArray[np.intp], calm: float) -> Floats:
    """Return for each step of detail what the 30th percentile of its cells is, never falling with detail.

    `values` lie sorted by step, each step's between two of `edges`; to each step a share of `calm` zeros is added.
    """
    if calm >= _LOW:
        return np.zeros(_BINS, np.float32)
    found = np.full(_BINS, np.inf, np.float32)
    for index in range(_BINS):
        here = values[edges[index] : edges[index + 1]]
        if len(here) >= _FEWEST_CELLS:
            found[index] = quantile(here, (_LOW - calm) / (1 - calm))
    found = np.minimum.accumulate(found[::-1])[::-1]
    known = np.isfinite(found)
    if not known.any():
        return np.zeros(_BINS, np.float32)
    # Steps beyond the busiest that was seen are taken to be like it.
    found[~known] = found[known].max()
    return np.asarray(found, dtype=np.float32)


def _table(values: Any) -> Floats:
    return np.asarray(values, dtype=np.float32).reshape(1, -1)


def bound_of(table: Floats, floor: NoiseFloor, evidence: Evidence, part: Any, *, dark: float = 1.0) -> Any:
    """Return one of the floor's bounds for a part of the cells; `dark` weighs what comes on top in the darks."""
    return cv2.scaleAdd(cv2.LUT(evidence.tone[part], floor.dark), dark, cv2.LUT(evidence.detail[part], table))
