"""Two pictures laid on each other become maps of how far apart they are, by cells of 4 × 4 pixels, strip by strip."""

from typing import Any, NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from studio_app.analysis.cells import cells_of, shrunk
from studio_app.analysis.laid_pair import LaidPair
from studio_app.analysis.oklab import Floats, linear_light, to_oklab
from studio_app.analysis.placement import Box
from studio_app.analysis.strips import CELL, in_strips
from studio_app.domain.pictures import Samples
from studio_app.domain.progress import Progress, no_progress, part_of

DETAIL_STEPS = 2
"""Steps of `Evidence.detail` to one of OKLab distance times 100."""

_ALPHA_WEIGHT = np.float32(20.0)
_ROUGH_DOUBLINGS = 3
_CELL_ROWS = 64
_SQUARE = np.ones((3, 3), np.uint8)


class Evidence(NamedTuple):
    """What is known of each cell; distances are float32 in OKLab times 100.

    `moved`: how far its mean colour lies from the parent's, or by how much transparency changed, times 20;
    `moved_around`: the same for the mean of it and its eight neighbours, over which a compressor's errors cancel out
    and a brush's do not. `rough`: the mean difference of its pixels, in lightness; `rough_around`: with its
    neighbours. `detail`: the spread of colour of the cells around it, the larger of the two pictures, in halves
    (uint8, at most 127.5); `edges`: whether it lies on what makes that spread, not beside it: all cells around it have
    a quarter of it at least. `tone`: its OKLab lightness in 255 steps, the darker of the two. `known`: false where the
    parent does not reach. `before` and `after`: the mean colours of the cells of both pictures as they were laid,
    None where some were found the same without being measured. `calm`: the share of what has drawing in it that was.
    """

    moved: Floats
    moved_around: Floats
    rough: Floats
    rough_around: Floats
    detail: NDArray[np.uint8]
    edges: NDArray[np.bool_]
    tone: NDArray[np.uint8]
    known: NDArray[np.bool_]
    before: Samples | None
    after: Samples | None
    calm: float = 0.0


def gather(pair: LaidPair, progress: Progress = no_progress, *, after_cells: Samples | None = None) -> Evidence:
    """Measure the pair; tiles that are the very same are skipped.

    `after_cells` are the mean colours of the picture's cells where they are known already.
    """
    height, width = pair.after.height, pair.after.width
    size = cells_of(height, width)
    dtype = pair.after.pixels.dtype
    before: Any = np.zeros((*size, 3), dtype)
    after: Any = np.zeros((*size, 3), dtype) if after_cells is None else after_cells
    codes: Any = np.zeros(size, dtype)
    opaque = pair.hidden(Box(top=0, bottom=1, left=0, right=1)) is None
    hidden = None if opaque else np.zeros(size, np.float32)
    same = pair.same

    def measure(rows: slice) -> None:
        boxes = [Box(top=rows.start, bottom=rows.stop, left=0, right=width)] if same is None else same.unlike(rows)
        for box in boxes:
            cells = np.s_[box.top // CELL : -(-box.bottom // CELL), box.left // CELL : -(-box.right // CELL)]
            one, other = pair.before_samples(box), pair.after_samples(box)
            before[cells] = shrunk(one)
            if after_cells is None:
                after[cells] = shrunk(other)
            codes[cells] = shrunk(_apart(one, other))
            if hidden is not None:
                hidden[cells] = shrunk(pair.hidden(box)) * _ALPHA_WEIGHT

    in_strips(height, width, measure, part_of(progress, 0.0, 0.8), rows=0 if same is None else same.rows)
    return _evidence(pair, _Cells(before, after, codes, hidden), complete=same is None, progress=progress)


def _apart(one: Samples, other: Samples) -> Any:
    """Return by how much the lightness of pixels differs, in codes, of 8 bits with three more for what is small."""
    apart = cv2.absdiff(one, other)
    if apart.dtype == np.uint8:
        # Twice the double of the double is eight times, in half the time of a multiplication; each stops at 255.
        for _doubling in range(_ROUGH_DOUBLINGS):
            apart = cv2.add(apart, apart, dst=apart)
    return cv2.cvtColor(apart, cv2.COLOR_RGB2GRAY)


class _Cells(NamedTuple):
    """Mean colours of both, mean differences of pixels in codes, and of transparency."""

    before: Any
    after: Any
    codes: Any
    hidden: Floats | None


def _evidence(pair: LaidPair, cells: _Cells, *, complete: bool, progress: Progress) -> Evidence:
    rows, columns = size = cells.codes.shape
    moved, moved_around = np.zeros(size, np.float32), np.zeros(size, np.float32)
    rough, rough_around = np.zeros(size, np.float32), np.zeros(size, np.float32)
    detail, tone = np.zeros(size, np.uint8), np.zeros(size, np.uint8)
    edges = np.ones(size, bool)
    gain = 255 / np.iinfo(cells.codes.dtype).max
    rough_gain = gain / 2**_ROUGH_DOUBLINGS if cells.codes.dtype == np.uint8 else gain
    slopes = _slopes()

    def convert(part: slice, across: slice) -> None:
        # Two cells more on each side: neighbours of neighbours take part in the spread.
        first, last = max(0, part.start - 2), min(rows, part.stop + 2)
        left, right = max(0, across.start - 2), min(columns, across.stop + 2)
        wide, here = np.s_[first:last, left:right], np.s_[part, across]
        own = np.s_[part.start - first : part.stop - first, across.start - left : across.stop - left]
        if not cells.codes[wide].any() and (cells.hidden is None or not cells.hidden[wide].any()):
            return
        one, other = cells.before[wide], cells.after[wide]
        one_lab, other_lab = to_oklab(one, pair.space), to_oklab(other, pair.space)
        darker = cv2.min(cv2.extractChannel(one_lab, 0), cv2.extractChannel(other_lab, 0))
        steps: Any = cv2.convertScaleAbs(darker, alpha=255)
        slope: Any = cv2.LUT(steps, slopes)
        shift: Any = cv2.subtract(other_lab, one_lab, dst=one_lab)
        moved[here] = _length(shift[own])
        moved_around[here] = _length(cv2.blur(shift, (3, 3), dst=other_lab)[own])
        if cells.hidden is not None:
            for lengths in (moved, moved_around):
                np.maximum(lengths[here], cells.hidden[here], out=lengths[here])
        apart = cv2.multiply(cells.codes[wide], slope, scale=rough_gain, dtype=cv2.CV_32F)
        rough[here], rough_around[here] = apart[own], cv2.blur(apart, (3, 3))[own]
        # Ringing of a compressor reaches beyond the edge that caused it.
        widest = cv2.multiply(_widest(one, other), slope, scale=DETAIL_STEPS * gain, dtype=cv2.CV_32F)
        spread = cv2.convertScaleAbs(widest)
        detail[here] = cv2.dilate(spread, _SQUARE)[own]
        # Blank cells beside an edge have some as well, but not on all sides.
        edges[here] = cv2.erode(spread, _SQUARE)[own] >= detail[here] // 4
        tone[here] = steps[own]

    def convert_all(part: slice) -> None:
        for across in _differing_columns(pair, part, columns):
            convert(part, across)

    in_strips(rows, columns, convert_all, part_of(progress, 0.8, 1.0), rows=_CELL_ROWS)
    return Evidence(
        moved=moved,
        moved_around=moved_around,
        rough=rough,
        rough_around=rough_around,
        detail=detail,
        edges=edges,
        tone=tone,
        known=_known(pair, size),
        before=cells.before if complete else None,
        after=cells.after if complete else None,
        calm=0.0 if pair.same is None else pair.same.calm,
    )


def _known(pair: LaidPair, size: tuple[int, int]) -> NDArray[np.bool_]:
    """Return which cells the parent reaches."""
    known = np.zeros(size, bool)
    box = pair.covered
    known[
        -(-box.top // CELL) : _last(box.bottom, pair.after.height),
        -(-box.left // CELL) : _last(box.right, pair.after.width),
    ] = True
    return known


def _differing_columns(pair: LaidPair, rows: slice, columns: int) -> list[slice]:
    """Return which columns of cells can differ in these rows of them, or have neighbours of neighbours that do."""
    if pair.same is None:
        return [slice(0, columns)]
    near = pair.same.columns_near(slice(rows.start * CELL, rows.stop * CELL), 2 * CELL)
    return [slice(each.start // CELL, min(-(-each.stop // CELL), columns)) for each in near]


def _last(edge: int, size: int) -> int:
    return -(-edge // CELL) if edge == size else edge // CELL


def _widest(one: Any, other: Any) -> Any:
    """Return the spread of codes over 3 × 3 cells, in the channel and the picture in which it is widest."""
    spread = cv2.max(*(cv2.subtract(cv2.dilate(cells, _SQUARE), cv2.erode(cells, _SQUARE)) for cells in (one, other)))
    red, green, blue = cv2.split(spread)
    return cv2.max(cv2.max(red, green), blue)


def _slopes() -> Floats:
    """Return what one 8-bit code is in OKLab lightness times 100, for each of 256 steps of lightness."""
    codes = np.arange(256, dtype=np.uint8).reshape(1, -1)
    lightness = np.cbrt(linear_light(codes)[0].astype(np.float64))
    slope = np.maximum(np.gradient(lightness), 0) * 100
    return np.asarray(np.interp(np.linspace(0, 1, 256), lightness, slope), dtype=np.float32).reshape(1, -1)


def _length(vectors: Any) -> Any:
    """Return the lengths of (rows, columns, 3) differences in OKLab, times 100."""
    return cv2.sqrt(cv2.transform(cv2.multiply(vectors, vectors), np.full((1, 3), 1e4, np.float32)))
