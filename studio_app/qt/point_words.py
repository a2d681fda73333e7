"""What lies under the cursor, in one line: place, values on both sides, their distance, and whose it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio_app.domain.attributions import UNATTRIBUTED
from studio_app.domain.figures import decimals
from studio_app.domain.language import _
from studio_app.domain.wording import moment, stage_label
from studio_app.viewing.look import Way

if TYPE_CHECKING:
    from studio_app.qt.canvas import Canvas
    from studio_app.qt.chain import Chain
    from studio_app.qt.measures import Measures


def point_words(canvas: Canvas, chain: Chain, measures: Measures, point: tuple[int, int]) -> str:
    """Return the read-out of a pixel of the frame."""
    from studio_app.viewing.readout import read_out  # noqa: PLC0415  # numpy is loaded with the first picture

    sides = tuple(side.sharp for side in canvas.sides[-2:])
    if not any(sides):
        return ""
    found = read_out(sides, canvas.frame, *point, lies=tuple(side.lie for side in canvas.sides[-2:]))
    colours = " → ".join(
        "–" if colour is None else " ".join(f"{code:3d}" for code in colour) for colour in found.colours
    )
    parts = [f"x {found.x}, y {found.y}", colours]
    if found.delta_e is not None:
        parts.append(_("ΔE {delta}", delta=decimals(found.delta_e, 1)))
    if owner := owner_words(canvas, chain, measures, point):
        parts.append(owner)
    parts.append(f"{canvas.view.zoom * 100:.0f} %")
    return "   ".join(parts)


def owner_words(canvas: Canvas, chain: Chain, measures: Measures, point: tuple[int, int]) -> str:
    """Return who painted a pixel, in which stage and when; empty where that was not worked out."""
    after, values = chain.after, canvas.map_of(Way.OWNERS)
    found = measures.attribution(after.id, chain.made) if after is not None else None
    if found is None or values is None or canvas.look_in_use.way is not Way.OWNERS:
        return ""
    index = int(values.levels[0].pixel(*point))
    if index == UNATTRIBUTED or index >= len(found.chain):
        return _("cannot be traced")
    stage = found.chain[index]
    return f"{stage_label(stage, chain.people)}, {moment(stage.recorded_at)}"
