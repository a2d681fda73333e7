"""A pair that lies open is measured, and what is wanted of it drawn."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import numpy as np

from studio_app.analysis.compare import compare_in_full
from studio_app.analysis.difference_picture import DifferencePicture
from studio_app.analysis.laid_pair import LaidPair
from studio_app.analysis.placement import Box
from studio_app.analysis.sameness import DRAWING_MANNER
from studio_app.domain.changes import ChangeReport
from studio_app.domain.picture_facts import PictureFacts
from studio_app.domain.pictures import Picture
from studio_app.domain.progress import Progress, part_of
from studio_app.imaging.kept_strips import KeptPair
from studio_app.imaging.palette_png import PackedLines, strips, write_grey_png, write_palette_png
from studio_app.imaging.preview import write_view
from studio_app.sandbox.keeping import unchanged_lines

_MEASURED = 0.9
_ROWS = 256


class Wanted(NamedTuple):
    """Where pictures of a comparison are written, None where one is not asked for.

    `picture` shows what changed; `heat` are its steps of heat alone, as grey; `laid` is the earlier picture with the
    later one's grade, as it lies in the later one, if a grade was found.
    """

    picture: Path | None = None
    heat: Path | None = None
    laid: Path | None = None


def measure(pair: KeptPair, wanted: Wanted, progress: Progress, *, lines: Path | None = None) -> ChangeReport:
    """Compare a pair and write what is wanted; `lines` is the folder of what is kept of the later picture.

    Raises `StripsLost` where kept samples are needed that can no longer be read.
    """
    drawing = pair.drawing.tiles if pair.drawing is not None and pair.drawing.manner == DRAWING_MANNER else None
    if drawing is None:
        pair.complete()
    comparison = compare_in_full(
        pair.before,
        pair.after,
        progress=part_of(progress, 0.0, _MEASURED),
        alike=pair.alike,
        drawing=drawing,
        complete=pair.complete,
    )
    drawn = DifferencePicture(comparison, pair.after)
    if wanted.picture is not None:
        ready = _ready(drawn, pair, lines)
        write_palette_png(wanted.picture, drawn.width, drawn.height, drawn.palette, drawn.rows, ready=ready)
    if wanted.heat is not None:
        write_grey_png(wanted.heat, drawn.width, drawn.height, drawn.steps)
    if wanted.laid is not None and comparison.pair is not None and comparison.report.grade.found:
        write_view(_as_laid(comparison.pair, pair.after.facts), wanted.laid)
    progress(1.0)
    return comparison.report


def _ready(drawn: DifferencePicture, pair: KeptPair, lines: Path | None) -> Callable[[slice], PackedLines | None]:
    """Return what gives the lines of a strip that lie packed; what has to be drawn instead is there to draw."""
    kept = {} if lines is None or not pair.alike else unchanged_lines(pair.after, lines)
    ready = {
        part.start: kept[part.start] for part in strips(drawn.height) if part.start in kept and drawn.is_quiet(part)
    }
    to_draw = [part for part in strips(drawn.height) if part.start not in ready]
    if any(one.start < part.stop and part.start < one.stop for one in pair.alike for part in to_draw):
        pair.complete()
    return lambda part: ready.get(part.start)


def _as_laid(pair: LaidPair, facts: PictureFacts) -> Picture:
    """Return the parent as it lies on the picture's canvas, graded."""
    pixels = np.empty(pair.after.pixels.shape, pair.after.pixels.dtype)
    for top in range(0, pair.after.height, _ROWS):
        box = Box(top=top, bottom=min(top + _ROWS, pair.after.height), left=0, right=pair.after.width)
        pixels[box.top : box.bottom] = pair.before_samples(box)
    return Picture(pixels=pixels, alpha=None, space=pair.space, facts=facts)
