"""The way of looking: what keys and buttons choose, what each way needs beside the pictures, and what it says."""

from __future__ import annotations

from dataclasses import replace
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from studio_app.domain.language import _
from studio_app.qt.look_words import amount_of, way_words, with_amount
from studio_app.qt.pictures import heat_map, owner_map
from studio_app.viewing.look import MOST_EXPOSURE, Way

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from studio_app.domain.changes import Region
    from studio_app.domain.ids import Digest
    from studio_app.domain.stages import Stage
    from studio_app.qt.canvas import Canvas
    from studio_app.qt.chain import Chain
    from studio_app.qt.commands import Commands
    from studio_app.qt.measures import Measures, Pair
    from studio_app.qt.pictures import Pictures
    from studio_app.qt.tool_row import ToolRow
    from studio_app.viewing.look import Treatment
    from studio_app.viewing.owners import Inks
    from studio_app.viewing.pyramid import Pyramid

_HELD_S = 0.3
"""A flip key held longer than this shows the other picture only while it is held."""

_STEP = 0.1


class Looking(QObject):
    """Chooses how the canvas looks; the choice stays when another background is opened."""

    changed = Signal()
    map_failed = Signal(object)

    def __init__(
        self,
        *,
        canvas: Canvas,
        chain: Chain,
        commands: Commands,
        measures: Measures,
        pictures: Pictures,
        tools: ToolRow,
    ) -> None:
        super().__init__()
        self._canvas, self._chain, self._commands = canvas, chain, commands
        self._measures, self._pictures, self._tools = measures, pictures, tools
        self._pressed_at = 0.0
        self._before_press = canvas.look_in_use
        self._region = -1
        self._shown = (canvas.look_in_use.way, canvas.look_in_use.later, canvas.look_in_use.treatment.exposure)

        canvas.look_changed.connect(lambda _look: self._on_look_changed())
        canvas.flip_wanted.connect(self._flip)
        tools.amount_moved.connect(self._on_amount_moved)
        measures.arrived.connect(self.refresh)
        measures.failed.connect(self._on_failed)
        self._connect_commands()

    @property
    def graded(self) -> bool:
        """Whether the earlier picture is wanted with the later one's grade."""
        return self._commands.look.graded.isChecked() and self._canvas.look_in_use.way not in (Way.HEAT, Way.OWNERS)

    def start_over(self) -> None:
        """Another pair stands there: what was asked of the one before no longer matters."""
        self._region = -1
        self._want_anew()

    def refresh(self) -> None:
        """Ask for and show what the way of looking needs."""
        pair, way = self._pair(), self._canvas.look_in_use.way
        self._canvas.show_regions(self._regions(ask=self._commands.look.regions.isChecked()))
        if way is Way.DIFFERENCE:
            self._show_difference()
        elif way is Way.HEAT and pair is not None:
            self._show_heat(pair)
        elif way is Way.OWNERS and self._chain.after is not None:
            self._show_owners(self._chain.after)
        self._show_words()
        self.changed.emit()

    def map_names(self) -> frozenset[Hashable]:
        """Return under which names the maps in sight are kept."""
        digests, after = self._digests(), self._chain.after
        found = self._measures.attribution(after.id, self._chain.made) if after is not None else None
        owners = frozenset({(Way.OWNERS, found.map)}) if found is not None else frozenset()
        lie = self._canvas.sides[-2].lie if len(self._canvas.sides) > 1 else None
        return owners | {(Way.DIFFERENCE, digests, self.graded, lie), (Way.HEAT, digests)}

    def flip_released(self) -> None:
        """The flip key is up again: where it was held, all is as before."""
        if self._pressed_at and monotonic() - self._pressed_at > _HELD_S:
            self._canvas.look(self._before_press)
        self._pressed_at = 0.0

    def _connect_commands(self) -> None:
        commands = self._commands
        chosen: tuple[tuple[Callable[..., object], Way], ...] = (
            (commands.look.wipe.triggered.connect, Way.WIPE),
            (commands.look.blend.triggered.connect, Way.BLEND),
            (commands.look.difference.triggered.connect, Way.DIFFERENCE),
            (commands.look.heat.triggered.connect, Way.HEAT),
            (commands.look.owners.triggered.connect, Way.OWNERS),
        )
        for connect, way in chosen:
            connect(lambda _on=False, wanted=way: self._choose(wanted))
        commands.look.side.triggered.connect(self._on_side_wanted)
        commands.look.flip.setAutoRepeat(False)
        commands.look.flip.triggered.connect(self._on_flip_pressed)
        for laid_over in (commands.look.regions, commands.look.graded):
            laid_over.toggled.connect(lambda on: self._want_anew() if on else self.refresh())
        commands.look.next_region.triggered.connect(lambda: self._step_region(1))
        commands.look.previous_region.triggered.connect(lambda: self._step_region(-1))
        commands.look.values.toggled.connect(lambda on: self._treat(replace(self._treatment, values=on)))
        commands.look.brighter.triggered.connect(lambda: self._expose(0.5))
        commands.look.darker.triggered.connect(lambda: self._expose(-0.5))
        commands.look.as_exposed.triggered.connect(lambda: self._treat(replace(self._treatment, exposure=0.0)))
        commands.look.more.triggered.connect(lambda: self._nudge(_STEP))
        commands.look.less.triggered.connect(lambda: self._nudge(-_STEP))

    @property
    def _treatment(self) -> Treatment:
        return self._canvas.look_in_use.treatment

    def _want_anew(self) -> None:
        """Somebody wants to see it: what failed or was stopped before is tried again."""
        self._measures.forgive()
        self._pictures.forgive()
        self.refresh()

    def _choose(self, way: Way) -> None:
        self._canvas.look(replace(self._canvas.look_in_use, way=way))
        self._want_anew()

    def _on_side_wanted(self) -> None:
        beside = self._canvas.look_in_use.way is Way.SIDE
        self._choose(Way.ABOVE if beside else Way.SIDE)

    def _on_flip_pressed(self) -> None:
        self._pressed_at, self._before_press = monotonic(), self._canvas.look_in_use
        self._flip()

    def _flip(self) -> None:
        look = self._canvas.look_in_use
        self._canvas.look(replace(look, way=Way.FLIP, later=look.way is Way.FLIP and not look.later))

    def _treat(self, treatment: Treatment) -> None:
        self._canvas.look(replace(self._canvas.look_in_use, treatment=treatment))

    def _expose(self, stops: float) -> None:
        exposure = min(max(self._treatment.exposure + stops, -MOST_EXPOSURE), MOST_EXPOSURE)
        self._treat(replace(self._treatment, exposure=exposure))

    def _nudge(self, by: float) -> None:
        amount = amount_of(self._canvas.look_in_use)
        if amount is not None:
            self._on_amount_moved(min(max(amount[0] + by, 0.0), 1.0))

    def _on_amount_moved(self, share: float) -> None:
        self._canvas.look(with_amount(self._canvas.look_in_use, share))

    def _on_look_changed(self) -> None:
        look = self._canvas.look_in_use
        shown = (look.way, look.later, look.treatment.exposure)
        if shown == self._shown:
            # Only its amount or its line: the canvas draws that, and nothing else follows from it.
            self._show_words()
            return
        self._shown = shown
        action = {
            Way.SIDE: self._commands.look.side,
            Way.ABOVE: self._commands.look.side,
            Way.WIPE: self._commands.look.wipe,
            Way.FLIP: self._commands.look.flip,
            Way.BLEND: self._commands.look.blend,
            Way.DIFFERENCE: self._commands.look.difference,
            Way.HEAT: self._commands.look.heat,
            Way.OWNERS: self._commands.look.owners,
        }[look.way]
        action.setChecked(True)
        self.refresh()

    def _pair(self) -> Pair | None:
        before, after = self._chain.before, self._chain.after
        return (before.id, after.id) if before is not None and after is not None else None

    def _digests(self) -> tuple[Digest, Digest] | None:
        before, after = self._chain.before, self._chain.after
        return (before.sha256, after.sha256) if before is not None and after is not None else None

    def _regions(self, *, ask: bool) -> tuple[Region, ...]:
        pair = self._pair()
        report = self._measures.report(pair, ask=ask) if pair is not None else None
        return report.repaint.regions if report is not None and self._commands.look.regions.isChecked() else ()

    def _step_region(self, by: int) -> None:
        """Zoom to the next region; the first press also asks for them and outlines them."""
        self._measures.forgive()
        self._commands.look.regions.setChecked(True)
        regions = self._regions(ask=True)
        if not regions:
            return
        self._region = (self._region + by) % len(regions) if self._region >= 0 else (0 if by > 0 else len(regions) - 1)
        region = regions[self._region]
        self._canvas.show_box(region.left, region.top, region.width, region.height)
        self._show_words()

    def _show_difference(self) -> None:
        sides = [side.sharp for side in self._canvas.sides[-2:]]
        before, after = (sides[0], sides[-1]) if len(sides) > 1 else (None, None)
        if before is None or after is None:
            self._canvas.show_map(Way.DIFFERENCE, None)
            return
        lie = self._canvas.sides[-2].lie
        name: Hashable = (Way.DIFFERENCE, self._digests(), self.graded, lie)

        def job() -> Pyramid:
            from studio_app.viewing.difference import difference_map  # noqa: PLC0415

            return difference_map(before, after, lie)

        self._show_map(Way.DIFFERENCE, name, job, waiting=_("Working out the difference…"))

    def _show_heat(self, pair: Pair) -> None:
        found = self._measures.pictures(pair, ask=True)
        waiting = self._measures.trouble("pictures", pair) or _("Comparing the two pictures…")
        if found is None:
            self._canvas.show_map(Way.HEAT, None, waiting=waiting)
        else:
            self._show_map(Way.HEAT, (Way.HEAT, self._digests()), lambda: heat_map(found.heat), waiting=waiting)

    def _show_owners(self, after: Stage) -> None:
        question = (after.id, self._chain.made)
        found = self._measures.attribution(*question, ask=True)
        waiting = self._measures.trouble("attribution", question) or _("Working out who painted what…")
        if found is None:
            self._canvas.show_map(Way.OWNERS, None, waiting=waiting)
            return
        from studio_app.domain.owner_signs import signs  # noqa: PLC0415
        from studio_app.viewing.owners import inks_of  # noqa: PLC0415

        inks = inks_of(signs(tuple(owner.link for owner in found.attribution.owners)))
        self._show_map(Way.OWNERS, (Way.OWNERS, found.map), lambda: owner_map(found.map), waiting=waiting, inks=inks)

    def _show_map(
        self, way: Way, name: Hashable, job: Callable[[], Pyramid], *, waiting: str, inks: Inks | None = None
    ) -> None:
        """Show a map, made off this thread the first time; the sentence stands until it is there."""
        words = _("This cannot be shown.") if self._pictures.refused(name) else waiting
        self._canvas.show_map(way, self._pictures.kept(name), waiting=words, inks=inks)
        self._pictures.make(name, job)

    def _on_failed(self, question: str, error: object) -> None:
        """Stopped or failed: the sentence stands where the answer would, and what is laid over is taken back."""
        if question in ("report", "pictures"):
            self._commands.look.regions.setChecked(False)
            self._commands.look.graded.setChecked(False)
        self.refresh()
        if error is not None:
            self.map_failed.emit(error)

    def _show_words(self) -> None:
        look, pair = self._canvas.look_in_use, self._pair()
        report = self._measures.report(pair) if pair is not None else None
        words, tooltip = way_words(
            look,
            report,
            outlined=self._commands.look.regions.isChecked() and pair is not None,
            graded=self.graded and pair is not None,
            region=self._region,
            paired=pair is not None,
        )
        self._tools.words.show_text(words, tooltip=tooltip)
        amount = amount_of(look) if pair is not None else None
        self._tools.show_amount(*(amount or (None,)))
