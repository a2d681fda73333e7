"""The middle: two to four stages of the open background, their labels at the edge, and the chain as a strip."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio_app.domain.errors import StudioError
from studio_app.domain.ids import Digest
from studio_app.domain.language import _
from studio_app.domain.wording import stage_name
from studio_app.qt.canvas import Canvas
from studio_app.qt.earlier import Earlier
from studio_app.qt.exposures import Exposures
from studio_app.qt.looking import Looking
from studio_app.qt.measures import Measures
from studio_app.qt.owner_legend import OwnerLegend
from studio_app.qt.pictures import Pictures, is_small, small_name
from studio_app.qt.point_words import point_words
from studio_app.qt.prefetch import Prefetch
from studio_app.qt.sides import Side, side_words, standing_in
from studio_app.qt.stage_chooser import StageChooser, label_row
from studio_app.qt.stage_strip import StageStrip
from studio_app.viewing.look import Way
from studio_app.viewing.panes import MOST_SIDES

if TYPE_CHECKING:
    from studio_app.domain.ids import BackgroundId, StageId
    from studio_app.domain.reviews import Review
    from studio_app.domain.stages import Stage
    from studio_app.qt.asks import StudioSteps
    from studio_app.qt.chain import Chain
    from studio_app.qt.commands import Commands
    from studio_app.qt.notices import Notices
    from studio_app.qt.screen import Screen
    from studio_app.qt.status_line import StatusLine
    from studio_app.qt.tasks import Tasks
    from studio_app.qt.theme import Theme
    from studio_app.qt.tool_row import ToolRow

_PATIENCE_MS = 400
"""A picture that comes sooner is not announced: words that flash up only disturb."""


class ComparisonPanel(QWidget):
    """Follows the chain: asks for the pictures of its stages and shows them with their names."""

    pair_shown = Signal()

    def __init__(
        self,
        studio: StudioSteps,
        tasks: Tasks,
        *,
        theme_in_use: Theme,
        chain: Chain,
        commands: Commands,
        notices: Notices,
        status: StatusLine,
        tools: ToolRow,
        screen: Screen,
    ) -> None:
        super().__init__()
        self._chain, self._commands, self._notices, self._status = chain, commands, notices, status
        self.screen_in_use, self._pictures = screen, Pictures(studio, tasks, screen)
        self.prefetch = Prefetch(studio, tasks, self._pictures)
        self.measures = Measures(studio, tasks, status)
        self._earlier = Earlier(chain, self.measures, self._pictures)
        self._exposures = Exposures(studio, tasks, self._pictures)
        self._failures: dict[Digest, str] = {}
        self._opened: BackgroundId | None = None
        self._told: tuple[StageId, ...] = ()
        self._reviews: tuple[Review, ...] = ()
        self.canvas = Canvas()
        self.labels = tuple(StageChooser(theme_in_use) for _number in range(MOST_SIDES))
        self.legend = OwnerLegend()
        self.strip = StageStrip(theme_in_use)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MS)
        self._lay_out()
        self.looking = Looking(
            canvas=self.canvas,
            chain=chain,
            commands=commands,
            measures=self.measures,
            pictures=self._pictures,
            tools=tools,
        )

        self.strip.setModel(chain.model)
        self.strip.setSelectionModel(chain.selection)
        self.strip.stage_added.connect(chain.toggle_beside)
        chain.pair_changed.connect(self._on_pair_changed)
        for number, label in enumerate(self.labels):
            label.stage_chosen.connect(lambda stage, at=number: chain.choose_side(at, stage))
        self._patience.timeout.connect(lambda: self._show_sides(keep_view=True))
        self._pictures.arrived.connect(self._on_picture_arrived)
        self._pictures.failed.connect(self._on_picture_failed)
        self.looking.changed.connect(self._on_looking_changed)
        self.looking.map_failed.connect(notices.show_failure)
        self._exposures.failed.connect(notices.show_failure)
        self.canvas.view_changed.connect(lambda _view: self._show_facts(None))
        self.canvas.point_hovered.connect(self._show_facts)
        self.canvas.stage_dropped.connect(self._on_stage_dropped)
        self._connect_commands(commands)

    @property
    def names(self) -> tuple[str, ...]:
        """What stands there, oldest first, as the labels say it."""
        return tuple(label.label for label in self.labels[: len(self._chain.sides)])

    @property
    def before(self) -> StageChooser:
        """The label of the stage on the left of the two that are compared."""
        return self.labels[max(len(self._chain.sides) - 2, 0)]

    @property
    def after(self) -> StageChooser:
        """The label of the stage on the right."""
        return self.labels[max(len(self._chain.sides) - 1, 0)]

    def rest(self) -> None:
        """Show nothing more and hold no picture; the window is closing."""
        self.canvas.rest()
        self._pictures.let_go()

    def show_reviews(self, reviews: tuple[Review, ...]) -> None:
        """Know the words about the open background; what was drawn with them is shown on the stage it is about."""
        self._reviews = reviews
        self._show_notes()

    def _show_notes(self) -> None:
        after = self._chain.after
        about = [word for word in self._reviews if after is not None and word.stage == after.id]
        drawn = [word.drawing for word in about if word.drawing is not None and not word.withdrawn]
        self.canvas.notes.show_recorded(tuple(drawn), (after.width, after.height) if after is not None else (1, 1))

    def _connect_commands(self, commands: Commands) -> None:
        commands.look.fit.triggered.connect(self.canvas.fit)
        commands.look.actual_size.triggered.connect(lambda: self.canvas.show_zoom(1.0))
        commands.look.double_size.triggered.connect(lambda: self.canvas.show_zoom(2.0))
        commands.look.surround.triggered.connect(self.canvas.next_surround)
        commands.look.loupe.toggled.connect(self.canvas.show_loupe)
        commands.look.notes.toggled.connect(self.canvas.notes.show_all)

    def _on_stage_dropped(self, at: int, stage: StageId, beside: bool) -> None:
        if beside:
            self._chain.toggle_beside(stage)
        else:
            self._chain.choose_side(at, stage)

    def _on_pair_changed(self) -> None:
        sides = self._chain.sides
        for action in self._commands.needing_stage():
            action.setEnabled(self._chain.after is not None)
        for action in self._commands.needing_pair():
            action.setEnabled(len(sides) > 1)
        self._failures = {}
        self._pictures.forgive()
        self._patience.start()
        for stage in reversed(sides):
            self._pictures.request_small(stage.sha256)
            self._pictures.request(stage.sha256)
        opened = self._chain.after.background if self._chain.after is not None else None
        self._show_sides(keep_view=opened == self._opened)
        if opened != self._opened:
            self.canvas.notes.drop_draft()
        self._opened = opened
        self._show_notes()
        self.looking.start_over()

    def _on_looking_changed(self) -> None:
        self._chain.model.arrange(self.canvas.look_in_use.way)
        self._show_sides(keep_view=True)
        self._show_legend()

    def _show_sides(self, *, keep_view: bool) -> None:
        sides = self._chain.sides
        names = {name for stage in sides for name in (stage.sha256, small_name(stage.sha256))}
        needed = frozenset(names) | self.looking.map_names()
        self._exposures.want(sides, self.canvas.look_in_use)
        self._pictures.need(needed | self.prefetch.digests | self._exposures.names())
        self._tell_once_shown()
        shown = tuple(self._side_of(stage, number == len(sides) - 2) for number, stage in enumerate(sides))
        self.canvas.show_sides(shown, keep_view=keep_view)
        self._show_labels()

    def _tell_once_shown(self) -> None:
        """Tell once for each set of stages that all of it is in sight."""
        stages = tuple(stage.id for stage in self._chain.sides)
        here = all(self._pictures.kept(stage.sha256) is not None for stage in self._chain.sides)
        if stages != self._told and here:
            self._told = stages
            if stages:
                self.pair_shown.emit()

    def _side_of(self, stage: Stage, earlier: bool) -> Side:
        picture, lie = self._pictures.kept(stage.sha256), None
        if earlier:
            graded = self._earlier.graded() if self.looking.graded else None
            picture, lie = graded or picture, None if graded is not None else self._earlier.lie()
        waiting = " " if self._patience.isActive() else _("Reading the picture…")
        if picture is None and stage.sha256 not in self._failures:
            small = self._pictures.kept(small_name(stage.sha256))
            if small is not None:
                return standing_in(small, (stage.width, stage.height), lie)
        lit = self._exposures.of(stage) if picture is self._pictures.kept(stage.sha256) else None
        return Side(picture=picture, exposed=lit, sentence=self._failures.get(stage.sha256, waiting), lie=lie)

    def _show_labels(self) -> None:
        sides, way = self._chain.sides, self.canvas.look_in_use.way
        words = side_words(way, len(sides)) if sides else ()
        for number, label in enumerate(self.labels):
            shown = number < len(sides) and (way.apart or number >= len(sides) - 2)
            label.setVisible((shown and self._is_seen(number)) or (not sides and number == 0))
            if number < len(sides):
                label.side = words[number]
                label.show_stage(sides[number], self._chain.stages, self._chain.people, note=self._note(number))
            else:
                label.show_stage(None, (), {})
        self._place_labels()

    def _is_seen(self, number: int) -> bool:
        """Say whether a side is in sight where only one of the two is."""
        look, last = self.canvas.look_in_use, len(self._chain.sides) - 1
        if look.way is Way.FLIP:
            return number == (last if look.later else last - 1)
        return look.way is not Way.OWNERS or number == last

    def _note(self, number: int) -> str:
        sides = self._chain.sides
        if number != len(sides) - 2 or not self.looking.graded or self._earlier.graded() is None:
            return ""
        return _("with the grade of {stage}", stage=stage_name(sides[-1]))

    def _place_labels(self) -> None:
        """Put each label at the edge of its own picture."""
        way, count = self.canvas.look_in_use.way, max(len(self._chain.sides), 1)
        if way is Way.OWNERS:
            self._head.addWidget(self.labels[count - 1], 0, 0)
            self._head.addWidget(self.legend, 0, 1)
            self._head.setColumnStretch(0, 1)
            self._head.setColumnStretch(1, 3)
            return
        for column in range(2):
            self._head.setColumnStretch(column, 0)
        first = 0 if way.apart else max(count - 2, 0)
        for number in range(count):
            at = number - first
            below = (way is Way.ABOVE and number == count - 1) or (count == MOST_SIDES and way.apart and number > 1)
            column = at % 2 if count == MOST_SIDES and way.apart else at
            if way is Way.ABOVE and count < MOST_SIDES:
                column = 0 if below else at
            (self._below if below else self._head).addWidget(self.labels[number], 0, max(column, 0))

    def _show_legend(self) -> None:
        after, way = self._chain.after, self.canvas.look_in_use.way
        found = None
        if after is not None and way is Way.OWNERS:
            found = self.measures.attribution(after.id, self._chain.made)
        self.legend.show_attribution(found.attribution if found is not None else None)

    def _on_picture_arrived(self, _name: object, _picture: object) -> None:
        self._show_sides(keep_view=True)
        self.looking.refresh()

    def _on_picture_failed(self, name: object, error: BaseException) -> None:
        if isinstance(name, str):
            words = f"{error.message}\n{error.hint}" if isinstance(error, StudioError) else ""
            self._failures[Digest(name)] = words or _("This picture cannot be shown.")
        foreseen_in_place = isinstance(error, StudioError) and (isinstance(name, str) or is_small(name))
        if not foreseen_in_place:
            self._notices.show_failure(error)
        self._show_sides(keep_view=True)
        self.looking.refresh()

    def _show_facts(self, point: tuple[int, int] | None) -> None:
        """Say in the foot line what is under the cursor, else how large the picture is."""
        words = point_words(self.canvas, self._chain, self.measures, point) if point is not None else ""
        width, height = self.canvas.frame
        if not words and (width, height) != (1, 1):
            words = f"{width} × {height}   {self.canvas.view.zoom * 100:.0f} %"
        self._status.show_facts(words)

    def _lay_out(self) -> None:
        self._head, self._below = label_row(), label_row()
        for number, label in enumerate(self.labels):
            self._head.addWidget(label, 0, number)
            label.hide()
        self._head.addWidget(self.legend, 0, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(self._head)
        box.addWidget(self.canvas, 1)
        box.addLayout(self._below)
        box.addWidget(self.strip)
