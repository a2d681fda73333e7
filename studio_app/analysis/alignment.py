"""Where a picture's parent lies in it: in place, shifted, cropped, extended, scaled; found coarse to fine.

Coarse (`alignment_guesses`): a few placements are proposed and each is judged by how many blocks of the two small
pictures then show the same drawing. Fine (`alignment_patches`): patches in full size measure what is left to a few
hundredths of a pixel, and one shift and scale has to fit most of them. What fits too few is not taken.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from studio_app.analysis.alignment_guesses import Guess, best_guess, small_pair
from studio_app.analysis.alignment_patches import Fit, refined
from studio_app.analysis.placement import Placement, covered_box
from studio_app.analysis.visible import Layer
from studio_app.domain.pictures import Samples

_FEWEST_BLOCKS = 6
_IN_PLACE_SHARE = 0.03
_MOVED_SHARE = 0.12
_STILL = 0.06
_MOVES = 2
_CLEARLY_MORE, _ABOUT_AS_MANY = 1.15, 0.9
_MOST_CELLS = 200_000


class Aligned(NamedTuple):
    """A placement and whether the pictures themselves bear it out.

    Unproven, pictures of one size are laid on each other in place; those of different sizes are not laid at all.
    `coarse`: blocks or cells alike prove it, but there was no drawing that could be measured to a fraction of a pixel.
    """

    placement: Placement
    proven: bool
    coarse: bool = False


def align(
    before: Layer, after: Layer, before_cells: Samples, after_cells: Samples, *, by_features: bool = True
) -> Aligned | None:
    """Return where `before` lies in `after`; None where the sizes differ and nothing can be found.

    Proven is a placement in place that 3 % of the blocks with drawing in them bear out, any other that 12 % do and
    on which patches in full size agree. Where the drawing of either is too poor to tell, nothing is proven. Without
    `by_features`, the dearest of the proposals, a picture that was scaled about another point is not found.
    """
    same_size = before.pixels.shape == after.pixels.shape
    small = small_pair(before, after, before_cells, after_cells)
    guess = best_guess(small, same_size=same_size, by_features=by_features)
    aligned = _proven(before, after, guess) if guess is not None else None
    if aligned is not None:
        return aligned
    return _by_coincidence(before_cells, after_cells) if same_size else None


def _proven(before: Layer, after: Layer, guess: Guess) -> Aligned | None:
    in_place = guess.placement == Placement()
    least = _IN_PLACE_SHARE if in_place else _MOVED_SHARE
    if guess.agreeing < _FEWEST_BLOCKS or guess.share < least:
        return None
    fit = refined(before, after, guess.placement, guess.blocks)
    if fit is None:
        # In place, a few blocks that are the same drawing prove it even where no patch could be measured.
        return Aligned(placement=guess.placement, proven=True, coarse=True) if in_place else None
    return Aligned(placement=_settled(before, after, fit), proven=True)


def _settled(before: Layer, after: Layer, fit: Fit) -> Placement:
    """Take a placement that differs from a plainer one by less than can be measured for the plainer one."""
    for plain in _plainer(before, after, fit.placement):
        if _farthest(before, after, plain, fit.placement) < max(_STILL, 3 * fit.deviation):
            return plain
    return fit.placement


def _plainer(before: Layer, after: Layer, found: Placement) -> list[Placement]:
    plain = [Placement()]
    if before.pixels.shape != after.pixels.shape:
        plain.append(Placement(scale_x=after.width / before.width, scale_y=after.height / before.height))
    plain.append(Placement(dx=float(round(found.dx)), dy=float(round(found.dy))))
    plain.append(Placement(dx=found.dx, dy=found.dy))
    even = found.scale
    middle_x, middle_y = before.width / 2, before.height / 2
    plain.append(
        Placement(
            dx=found.dx + (found.scale_x - even) * middle_x,
            dy=found.dy + (found.scale_y - even) * middle_y,
            scale_x=even,
            scale_y=even,
        )
    )
    return plain


def _farthest(before: Layer, after: Layer, one: Placement, other: Placement) -> float:
    """Return by how many pixels two placements differ at most, over what the parent covers."""
    box = covered_box(before, other, after.height, after.width)
    across = [
        abs((x - other.dx) / other.scale_x * one.scale_x + one.dx - x) for x in (float(box.left), float(box.right))
    ]
    down = [abs((y - other.dy) / other.scale_y * one.scale_y + one.dy - y) for y in (float(box.top), float(box.bottom))]
    return max(across + down)


def _by_coincidence(before: Samples, after: Samples) -> Aligned:
    """Lay cells on each other in place: proven where at least 3 % are the very same, and these of more than one colour.

    In soft pictures many coincide by chance once one is moved. Where clearly more do after a move of up to two cells,
    in place is not where they lie; where about as many do, a move of a few pixels would not be seen.
    """
    in_place = Aligned(placement=Placement(), proven=False)
    here = _coinciding(before, after)
    share = here.mean()
    if share < _IN_PLACE_SHARE:
        return in_place
    colours = _inner(before)[here]
    if not (colours.max(axis=0) != colours.min(axis=0)).any() and share <= 0.5:
        return in_place
    reach = _reach(before)
    steps = range(-reach, reach + 1)
    moves = [(down, across) for down in steps for across in steps if down or across]
    # A picture of one or two cells looks the same wherever it is moved.
    elsewhere = max((_coinciding(before, after, *move).mean() for move in moves), default=share)
    if elsewhere > _CLEARLY_MORE * share:
        return in_place
    return in_place._replace(proven=True, coarse=bool(elsewhere > _ABOUT_AS_MANY * share))


def _coinciding(before: Samples, after: Samples, down: int = 0, across: int = 0) -> NDArray[np.bool_]:
    """Return which cells, of some 200,000, are the very same once the parent's are moved by so many cells."""
    return np.asarray((_inner(before) == _inner(after, down, across)).all(axis=2))


def _inner(cells: Samples, down: int = 0, across: int = 0) -> Samples:
    """Return cells spread over what no move leads out of, from so many cells on."""
    height, width = cells.shape[:2]
    step, edge = max(1, int((height * width / _MOST_CELLS) ** 0.5)), _reach(cells)
    return cells[edge + down : height - edge + down : step, edge + across : width - edge + across : step]


def _reach(cells: Samples) -> int:
    """Return by how many cells a picture is moved: two, fewer where it has not so many."""
    return min(_MOVES, (int(min(cells.shape[:2])) - 1) // 2)
