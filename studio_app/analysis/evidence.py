"""Two pictures laid on each other become maps of how far apart they are, by cells of 4 × 4 pixels, strip by strip."""

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from studio_app.analysis.cells import cells_of, shrunk
from studio_app.analysis.grade_fit import GradeModel
from studio_app.analysis.oklab import Floats, linear_light, to_oklab
from studio_app.analysis.placement import Box, Placement, covered_box, laid, laid_alpha, ready_to_lay
from studio_app.analysis.strips import CELL, in_strips
from studio_app.analysis.visible import Layer, visible_samples
from studio_app.domain.pictures import Samples, WorkingSpace
from studio_app.domain.progress import Progress, no_progress

_ALPHA_WEIGHT = 20.0
_ROUGH_GAIN = 8.0
_LUMA = (0.2126, 0.7152, 0.0722)
_TILE = 512


class LaidPair:
    """A parent brought onto a picture's canvas, by its placement and, where one was found, with the grade on it."""

    def __init__(self, before: Layer, after: Layer, placement: Placement, grade: GradeModel | None = None) -> None:
        self.after = after
        self.placement = placement
        self._before, self._place = ready_to_lay(before, placement)
        self._grade = grade
        self._table = None if grade is None else grade.table(before.pixels.dtype)
        self.covered = covered_box(before, placement, after.height, after.width)

    def graded(self, grade: GradeModel) -> "LaidPair":
        """Return the same pair with `grade` on the parent."""
        pair = LaidPair.__new__(LaidPair)
        pair.after, pair.placement, pair.covered = self.after, self.placement, self.covered
        pair._before, pair._place = self._before, self._place
        pair._grade, pair._table = grade, grade.table(self._before.pixels.dtype)
        return pair

    @property
    def space(self) -> WorkingSpace:
        """The working space of both."""
        return self.after.space

    @property
    def is_plain(self) -> bool:
        """True where the parent needs neither moving nor grading: identical samples then say that nothing changed."""
        return self.placement == Placement() and self._grade is None

    def before_samples(self, box: Box) -> Samples:
        """Return what is seen of the parent in `box`, moved and graded."""
        samples = laid(self._before, self._place, box)
        if self._grade is None or self._table is None:
            return samples
        return self._grade.apply(np.ascontiguousarray(samples), self._table)

    def after_samples(self, box: Box) -> Samples:
        """Return what is seen of the picture in `box`."""
        part = Layer(
            pixels=self.after.pixels[:, box.left : box.right],
            alpha=None if self.after.alpha is None else self.after.alpha[:, box.left : box.right],
            space=self.after.space,
        )
        return visible_samples(part, slice(box.top, box.bottom))

    def same(self, box: Box) -> bool:
        """True where the two are known to be the very same in `box`, without bringing the parent there."""
        if not self.is_plain or self._before.pixels.shape != self.after.pixels.shape:
            return False
        where = np.s_[box.top : box.bottom, box.left : box.right]
        if cv2.norm(self._before.pixels[where], self.after.pixels[where], cv2.NORM_INF) != 0:
            return False
        one, other = self._before.alpha, self.after.alpha
        if one is None and other is None:
            return True
        return one is not None and other is not None and bool(np.array_equal(one[where], other[where]))

    def hidden(self, box: Box) -> Floats | None:
        """Return by how much transparency differs in `box`, 0 to 1; None where both are opaque."""
        one = laid_alpha(self._before, self._place, box)
        other = None if self.after.alpha is None else self.after.alpha[box.top : box.bottom, box.left : box.right]
        if one is None and other is None:
            return None
        shape = (box.bottom - box.top, box.right - box.left)
        peak = np.float32(np.iinfo(self.after.pixels.dtype).max)
        first, second = (
            np.ones(shape, np.float32) if alpha is None else alpha.astype(np.float32) / peak for alpha in (one, other)
        )
        return np.abs(first - second)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Evidence:
    """What is known of each cell; all float32 maps in OKLab distance times 100.

    `shift`: (rows, columns, 3), the cell's mean colour after minus before (L, a, b). `rough`: the mean difference
    of its pixels, in lightness. `detail`: the spread of colour of the cells around it, the larger of the two pictures.
    `tone`: its OKLab lightness, 0 to 1, the darker of the two. `hidden`: by how much transparency changed, times 20.
    `known`: false where the parent does not reach.
    """

    shift: Floats
    rough: Floats
    detail: Floats
    tone: Floats
    hidden: Floats | None
    known: NDArray[np.bool_]


def gather(pair: LaidPair, progress: Progress = no_progress) -> Evidence:
    """Measure the pair; tiles that are the very same are skipped."""
    height, width = pair.after.height, pair.after.width
    size = cells_of(height, width)
    dtype = pair.after.pixels.dtype
    before: Any = np.zeros((*size, 3), dtype)
    after: Any = np.zeros((*size, 3), dtype)
    codes = np.zeros(size, np.float32)
    opaque = pair.hidden(Box(top=0, bottom=1, left=0, right=1)) is None
    hidden = None if opaque else np.zeros(size, np.float32)
    weights = np.array([_LUMA], np.float32) * np.float32(_ROUGH_GAIN)
    gain = np.float32(255 / np.iinfo(dtype).max / _ROUGH_GAIN)

    def measure(rows: slice) -> None:
        for box in _tiles(pair, rows, width):
            cells = np.s_[box.top // CELL : -(-box.bottom // CELL), box.left // CELL : -(-box.right // CELL)]
            one, other = pair.before_samples(box), pair.after_samples(box)
            before[cells], after[cells] = shrunk(one), shrunk(other)
            apart = cv2.transform(cv2.absdiff(one, other), weights)
            codes[cells] = shrunk(apart).astype(np.float32) * gain
            if hidden is not None:
                hidden[cells] = shrunk(pair.hidden(box)) * np.float32(_ALPHA_WEIGHT)

    in_strips(height, width, measure, progress)
    return _evidence(pair, before, after, codes, hidden)


def _tiles(pair: LaidPair, rows: slice, width: int) -> list[Box]:
    """Return the parts of a strip that have to be measured: those that differ, or the whole strip."""
    whole = Box(top=rows.start, bottom=rows.stop, left=0, right=width)
    if not pair.is_plain:
        return [whole]
    if pair.same(whole):
        return []
    parts = [
        Box(top=rows.start, bottom=rows.stop, left=left, right=min(left + _TILE, width))
        for left in range(0, width, _TILE)
    ]
    different = [part for part in parts if not pair.same(part)]
    return [whole] if len(different) > 0.8 * len(parts) else different


def _evidence(pair: LaidPair, before: Any, after: Any, codes: Floats, hidden: Floats | None) -> Evidence:
    rows, columns = codes.shape
    shift, tone = np.empty((rows, columns, 3), np.float32), np.empty((rows, columns), np.float32)
    slopes = _slopes()
    rough = codes

    def convert(part: slice) -> None:
        one, other = to_oklab(before[part], pair.space), to_oklab(after[part], pair.space)
        cv2.min(np.ascontiguousarray(one[:, :, 0]), np.ascontiguousarray(other[:, :, 0]), dst=tone[part])
        shift[part] = cv2.subtract(other, one)
        shift[part] *= np.float32(100)
        steps = (tone[part] * np.float32(255)).astype(np.uint8)
        rough[part] *= cv2.LUT(steps, slopes)

    in_strips(rows, columns, convert)
    kernel = np.ones((3, 3), np.uint8)
    spread = cv2.max(*(_spread(cells, kernel) for cells in (before, after)))
    gain = np.float32(255 / np.iinfo(before.dtype).max)
    steps = (tone * np.float32(255)).astype(np.uint8)
    detail = spread.astype(np.float32) * gain * cv2.LUT(steps, slopes)
    # Ringing of a compressor reaches beyond the edge that caused it.
    detail = cv2.dilate(detail, kernel)
    known = np.zeros((rows, columns), bool)
    box = pair.covered
    known[
        -(-box.top // CELL) : _last(box.bottom, pair.after.height),
        -(-box.left // CELL) : _last(box.right, pair.after.width),
    ] = True
    return Evidence(shift=shift, rough=rough, detail=np.asarray(detail), tone=tone, hidden=hidden, known=known)


def _last(edge: int, size: int) -> int:
    return -(-edge // CELL) if edge == size else edge // CELL


def _spread(cells: Any, kernel: Any) -> Any:
    spread = cv2.subtract(cv2.dilate(cells, kernel), cv2.erode(cells, kernel))
    red, green, blue = cv2.split(spread)
    return cv2.max(cv2.max(red, green), blue)


def _slopes() -> Floats:
    """Return what one 8-bit code is in OKLab lightness times 100, for each of 256 steps of lightness."""
    codes = np.arange(256, dtype=np.uint8).reshape(1, -1)
    lightness = np.cbrt(linear_light(codes)[0].astype(np.float64))
    slope = np.maximum(np.gradient(lightness), 0) * 100
    return np.asarray(np.interp(np.linspace(0, 1, 256), lightness, slope), dtype=np.float32).reshape(1, -1)
