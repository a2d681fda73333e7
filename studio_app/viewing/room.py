"""The whole room as it stands on the screen: every pane's picture, composed into one array."""

from dataclasses import dataclass

import cv2
import numpy as np

from studio_app.viewing.difference import amplified
from studio_app.viewing.heat import heat_over
from studio_app.viewing.level import Pixels
from studio_app.viewing.look import Look, Way
from studio_app.viewing.owners import Inks, cover
from studio_app.viewing.panes import panes_of
from studio_app.viewing.pyramid import Pyramid
from studio_app.viewing.sampling import Covered, draw_sampled, place_of
from studio_app.viewing.treating import treat
from studio_app.viewing.viewpoint import Viewpoint
from studio_app.viewing.wiping import wipe_mask

GAP_COLOUR = (31, 31, 31)
_NOWHERE = (slice(0, 0), slice(0, 0))
_MEASURES = (Way.DIFFERENCE, Way.HEAT, Way.OWNERS)
"""Ways that show a measure: exposure would change what a colour stands for."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Shown:
    """What is looked at: one to four pictures, oldest first, None where one is not there yet.

    Beside them maps of the last one's size: `difference` (see `difference_map`), `heat` (steps, see `heat`), and
    `owners` (indices) with their `inks`. `frame` (width, height) is what all are laid over.
    """

    sides: tuple[Pyramid | None, ...]
    frame: tuple[int, int]
    difference: Pyramid | None = None
    heat: Pyramid | None = None
    owners: Pyramid | None = None
    inks: Inks | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sight:
    """What is looked at, how, and from where; `ground` (red, green, blue) lies around the pictures."""

    shown: Shown
    look: Look
    view: Viewpoint
    ground: tuple[int, int, int]


class Room:
    """Composes frames; keeps its memory between them, so one room belongs to one thread."""

    def __init__(self) -> None:
        self._kept: dict[str, Pixels] = {}

    def compose(self, sight: Sight, size: tuple[int, int]) -> Pixels:
        """Return the room of `size` (width, height) as (height, width, 4); it is overwritten by the next call.

        What is not there yet is left as ground.
        """
        out = self._memory("room", size[1], size[0], 4)
        sides = sight.shown.sides
        panes = panes_of(sight.look.way, len(sides), *size)
        if len(panes) > 1:
            out[...] = (*GAP_COLOUR[::-1], 255)
        for number, pane in enumerate(panes):
            part = out[pane.rows, pane.columns]
            if len(panes) > 1 or len(sides) == 1:
                self._draw(sides[number], sight, part)
            else:
                self._draw_together(sight, part)
            if sight.look.way not in _MEASURES:
                treat(part, sight.look.treatment)
        return out

    def _draw_together(self, sight: Sight, out: Pixels) -> None:
        shown, look = sight.shown, sight.look
        before, after = shown.sides[-2], shown.sides[-1]
        if look.way is Way.WIPE:
            self._draw_wiped(before, after, sight, out)
        elif look.way is Way.BLEND:
            self._draw(before, sight, out)
            cv2.addWeighted(out, 1 - look.share, self._other(after, sight, out), look.share, 0, dst=out)
        elif look.way is Way.DIFFERENCE and shown.difference is not None:
            amplified(out, self._map(shown.difference, sight, out), look.gain)
        elif look.way is Way.HEAT and shown.heat is not None:
            rows, columns = self._draw(after, sight, out)
            heat_over(out[rows, columns], self._map(shown.heat, sight, out)[rows, columns])
        elif look.way is Way.OWNERS and shown.owners is not None and shown.inks is not None:
            rows, columns = self._draw(after, sight, out)
            cover(out[rows, columns], self._map(shown.owners, sight, out)[rows, columns], shown.inks, look.strength)
        elif look.way is Way.FLIP or look.way is Way.OWNERS:
            self._draw(after if look.later else before, sight, out)
        else:
            _fill_around(out, _NOWHERE, sight.ground)

    def _draw(self, picture: Pyramid | None, sight: Sight, out: Pixels) -> Covered:
        covered = _NOWHERE
        if picture is not None:
            place = place_of(picture.size, frame=sight.shown.frame, view=sight.view, pane=(out.shape[1], out.shape[0]))
            covered = draw_sampled(picture, place, out)
        _fill_around(out, covered, sight.ground)
        return covered

    def _draw_wiped(self, before: Pyramid | None, after: Pyramid | None, sight: Sight, out: Pixels) -> None:
        self._draw(before, sight, out)
        other = self._other(after, sight, out)
        wipe, height, width = sight.look.wipe, out.shape[0], out.shape[1]
        if wipe.upright:
            edge = slice(round(wipe.x * width), width)
            out[:, edge] = other[:, edge]
        else:
            cv2.copyTo(other, wipe_mask(wipe, width, height), out)

    def _other(self, picture: Pyramid | None, sight: Sight, out: Pixels) -> Pixels:
        other = self._memory("other", *out.shape)
        self._draw(picture, sight, other)
        return other

    def _map(self, values: Pyramid, sight: Sight, out: Pixels) -> Pixels:
        sampled = self._memory("map", out.shape[0], out.shape[1])
        pane = (out.shape[1], out.shape[0])
        place = place_of(values.size, frame=sight.shown.frame, view=sight.view, pane=pane)
        covered = draw_sampled(values, place, sampled, mixing=False)
        _fill_around(sampled, covered, None)
        return sampled

    def _memory(self, name: str, *shape: int) -> Pixels:
        kept = self._kept.get(name)
        if kept is None or kept.shape != shape:
            kept = self._kept[name] = np.zeros(shape, np.uint8)
        return kept


def _fill_around(out: Pixels, covered: Covered, ground: tuple[int, int, int] | None) -> None:
    rows, columns = covered
    colour = 0 if ground is None else (*ground[::-1], 255)
    for part in (
        out[: rows.start],
        out[rows.stop :],
        out[rows, : columns.start],
        out[rows, columns.stop :],
    ):
        part[...] = colour
