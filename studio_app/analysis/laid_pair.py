"""A parent laid on a picture's canvas, moved and graded, box by box."""

import numpy as np

from studio_app.analysis.grade_fit import GradeModel
from studio_app.analysis.oklab import Floats
from studio_app.analysis.placement import Box, Placement, covered_box, laid, laid_alpha, ready_to_lay
from studio_app.analysis.sameness import Sameness
from studio_app.analysis.visible import Layer, visible_samples
from studio_app.domain.pictures import Samples, WorkingSpace


class LaidPair:
    """A parent brought onto a picture's canvas, by its placement and, where one was found, with the grade on it."""

    def __init__(
        self,
        before: Layer,
        after: Layer,
        placement: Placement,
        grade: GradeModel | None = None,
        same: Sameness | None = None,
    ) -> None:
        self.after = after
        self.placement = placement
        self._before, self._place = ready_to_lay(before, placement)
        self._grade = grade
        self._table = None if grade is None else grade.table(before.pixels.dtype)
        self._same = same
        self.covered = covered_box(before, placement, after.height, after.width)

    def graded(self, grade: GradeModel) -> "LaidPair":
        """Return the same pair with `grade` on the parent."""
        pair = LaidPair.__new__(LaidPair)
        pair.after, pair.placement, pair.covered = self.after, self.placement, self.covered
        pair._before, pair._place = self._before, self._place
        pair._grade, pair._table = grade, grade.table(self._before.pixels.dtype)
        pair._same = None
        return pair

    @property
    def space(self) -> WorkingSpace:
        """The working space of both."""
        return self.after.space

    @property
    def same(self) -> Sameness | None:
        """Where nothing changed, as far as that is known without measuring: the parent is neither moved nor graded."""
        return self._same if self.placement == Placement() else None

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

    def differing_is_far(self, box: Box) -> bool:
        """Say whether pixels of `box` lie apart in OKLab as soon as any sample differs.

        So it is with 8 bits in sRGB, all of it in sight and covered by the parent: one code is at least 20 steps of
        16-bit linear light, and never do all three cones round to the same step. 16-bit codes near black lie closer.
        """
        inside = self.covered.top <= box.top and box.bottom <= self.covered.bottom
        across = self.covered.left <= box.left and box.right <= self.covered.right
        plain = self.after.pixels.dtype == np.uint8 and self.space is WorkingSpace.SRGB
        return (
            inside and across and plain and self.hidden(Box(top=box.top, bottom=box.top + 1, left=0, right=1)) is None
        )

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
