"""Draws one strip of a pane at a time: what is laid over each other stays in the processor's cache."""

from dataclasses import dataclass
from functools import partial

import cv2
import numpy as np

from studio_app.viewing.difference import amplified
from studio_app.viewing.heat import heat_over
from studio_app.viewing.level import Pixels
from studio_app.viewing.look import Look, Way
from studio_app.viewing.owners import Inks, cover
from studio_app.viewing.pyramid import Pyramid
from studio_app.viewing.sampling import Covered, Lie, Take, draw_sampled, place_of
from studio_app.viewing.scratch import Scratch
from studio_app.viewing.treating import treat
from studio_app.viewing.viewpoint import Viewpoint
from studio_app.viewing.wiping import crossing, wipe_mask

_NOWHERE = (slice(0, 0), slice(0, 0))
_MEASURES = (Way.DIFFERENCE, Way.HEAT, Way.OWNERS)
"""Ways that show a measure: exposure would change what a colour stands for."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Shown:
    """What is looked at: one to four pictures, oldest first, None where one is not there yet.

    Beside them maps of the last one's size: `difference` (see `difference_map`), `heat` (steps, see `heat`), and
    `owners` (indices) with their `inks`. `frame` (width, height) is what all are laid over; `lies` says of each side
    where it lies in it, None over its width.
    """

    sides: tuple[Pyramid | None, ...]
    frame: tuple[int, int]
    lies: tuple[Lie | None, ...] = ()
    difference: Pyramid | None = None
    heat: Pyramid | None = None
    owners: Pyramid | None = None
    inks: Inks | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sight:
    """What is looked at, how, and from where; `ground` (red, green, blue) lies around the pictures.

    `moving`: the view is on its way, and another frame follows at once.
    """

    shown: Shown
    look: Look
    view: Viewpoint
    ground: tuple[int, int, int]
    moving: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Strip:
    """Some rows of a pane: where they begin in it, the pane's size (width, height), and the pixels to draw into."""

    top: int
    pane: tuple[int, int]
    out: Pixels


class Brush:
    """Keeps its memory between strips; one brush belongs to one thread."""

    def __init__(self) -> None:
        self._scratch = Scratch()

    def draw_side(self, number: int, sight: Sight, strip: Strip) -> None:
        """Draw one of the sides alone."""
        self._draw(number, sight, strip)
        treat(strip.out, sight.look.treatment)

    def draw_together(self, sight: Sight, strip: Strip) -> None:
        """Draw the last two sides as the way of looking lays them together."""
        shown, look, out = sight.shown, sight.look, strip.out
        before, after = len(shown.sides) - 2, len(shown.sides) - 1
        if look.way is Way.WIPE:
            self._draw_wiped(before, after, sight, strip)
        elif look.way is Way.BLEND:
            self._draw_blended(before, after, sight, strip)
        elif look.way is Way.DIFFERENCE and shown.difference is not None:
            amplified(out, self._map(shown.difference, sight, strip), look.gain)
        elif look.way is Way.HEAT and shown.heat is not None:
            covered, grey = self._draw_under(after, sight, strip)
            if out[covered].size:
                heat_over(out[covered], self._map(shown.heat, sight, strip)[covered], grey)
        elif look.way is Way.OWNERS and shown.owners is not None and shown.inks is not None:
            covered, grey = self._draw_under(after, sight, strip)
            if out[covered].size:
                indices, at = self._map(shown.owners, sight, strip)[covered], _corner(covered, strip)
                cover(out[covered], indices, shown.inks, look.strength, grey=grey, at=at)
        elif look.way in (Way.FLIP, Way.OWNERS):
            self._draw(after if look.later else before, sight, strip)
        else:
            fill(out, sight.ground)
        if look.way not in _MEASURES:
            treat(out, look.treatment)

    def _draw_blended(self, before: int, after: int, sight: Sight, strip: Strip) -> None:
        """Lay two sides over each other; while the view moves before they are resized, which rounds differently."""
        share, shown = sight.look.share, sight.shown
        one, other = shown.sides[before], shown.sides[after]
        if sight.moving and one is not None and other is not None and one.size == other.size and not any(shown.lies):
            self._draw(before, sight, strip, take=partial(_blended, other, share, self._scratch))
            return
        beside = self._other(strip)
        self._draw(before, sight, strip)
        self._draw(after, sight, beside)
        cv2.addWeighted(strip.out, 1 - share, beside.out, share, 0, dst=strip.out)

    def _draw_under(self, number: int, sight: Sight, strip: Strip) -> tuple[Covered, Pixels | None]:
        """Draw what a map is laid over; while the view moves only its grey, which is returned where it is covered."""
        if not sight.moving:
            return self._draw(number, sight, strip), None
        grey = self._scratch.array("grey", *strip.out.shape[:2])
        covered = self._draw(number, sight, strip, take=_grey, into=grey)
        return covered, grey[covered]

    def _draw(
        self,
        number: int,
        sight: Sight,
        strip: Strip,
        columns: slice | None = None,
        *,
        take: Take | None = None,
        into: Pixels | None = None,
    ) -> Covered:
        """Draw a side into a strip, or into some of its columns, and the ground around it.

        What `take` makes of it goes `into` an array of the strip's height and width where one is given.
        """
        part = columns or slice(0, strip.out.shape[1])
        out, covered, shown = strip.out[:, part], _NOWHERE, sight.shown
        picture, lie = shown.sides[number], shown.lies[number] if shown.lies else None
        if picture is not None and out.size:
            place = place_of(picture.size, frame=shown.frame, view=sight.view, pane=strip.pane, lie=lie)
            at = place.shifted(part.start, strip.top)
            target = out if into is None else into
            covered = draw_sampled(picture, at, target, moving=sight.moving, take=take, scratch=self._scratch)
        for around in _around(out, covered):
            fill(around, sight.ground)
        return covered

    def _draw_wiped(self, before: int, after: int, sight: Sight, strip: Strip) -> None:
        """Draw each picture only as far as the line may cross the strip, and both only between."""
        wipe, (width, height) = sight.look.wipe, strip.pane
        rows = slice(strip.top, strip.top + strip.out.shape[0])
        first, last = crossing(wipe, width, height, rows)
        left, right = (before, after) if wipe.rightwards else (after, before)
        self._draw(left, sight, strip, slice(0, last))
        if first >= last:
            self._draw(right, sight, strip, slice(last, width))
            return
        other = self._other(strip)
        self._draw(right, sight, other, slice(first, width))
        strip.out[:, last:] = other.out[:, last:]
        mask = wipe_mask(wipe, width, height, rows, slice(first, last))
        if not wipe.rightwards:
            cv2.bitwise_not(mask, dst=mask)
        cv2.copyTo(other.out[:, first:last], mask, strip.out[:, first:last])

    def _map(self, values: Pyramid, sight: Sight, strip: Strip) -> Pixels:
        sampled = self._scratch.array("map", *strip.out.shape[:2])
        place = place_of(values.size, frame=sight.shown.frame, view=sight.view, pane=strip.pane)
        place = place.shifted(0, strip.top)
        for around in _around(sampled, draw_sampled(values, place, sampled, mixing=False, scratch=self._scratch)):
            around[...] = 0
        return sampled

    def _other(self, strip: Strip) -> Strip:
        return Strip(top=strip.top, pane=strip.pane, out=self._scratch.array("other", *strip.out.shape))


def _blended(  # noqa: PLR0917  # the last four are what every `Take` is asked
    other: Pyramid, share: float, scratch: Scratch, pyramid: Pyramid, number: int, band: int, part: Covered
) -> Pixels:
    one, two = (each.levels[number].bands[band].pixels[part] for each in (pyramid, other))
    return np.asarray(
        cv2.addWeighted(one, 1 - share, two, share, 0, dst=scratch.array("mixed", *one.shape)), dtype=np.uint8
    )


def _grey(pyramid: Pyramid, number: int, band: int, part: Covered) -> Pixels:
    return np.asarray(cv2.cvtColor(pyramid.levels[number].bands[band].pixels[part], cv2.COLOR_BGRA2GRAY), np.uint8)


def fill(part: Pixels, colour: tuple[int, int, int]) -> None:
    """Fill screen pixels with a colour (red, green, blue)."""
    # As one number a pixel: filling four samples one by one takes ten times as long.
    if part.size:
        red, green, blue = colour
        part.view(np.uint32)[...] = np.array([blue, green, red, 255], np.uint8).view(np.uint32)[0]


def _corner(covered: Covered, strip: Strip) -> tuple[int, int]:
    return covered[1].start, strip.top + covered[0].start


def _around(out: Pixels, covered: Covered) -> tuple[Pixels, ...]:
    rows, columns = covered
    return out[: rows.start], out[rows.stop :], out[rows, : columns.start], out[rows, columns.stop :]
