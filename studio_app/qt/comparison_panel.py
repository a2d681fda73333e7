"""The middle: two stages of the open background, their labels at the edge, the tools, and the chain as a strip."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from studio_app.domain.changes import ChangeReport
from studio_app.domain.errors import StudioError
from studio_app.domain.ids import BackgroundId, Digest, StageId
from studio_app.domain.language import _
from studio_app.domain.progress import Cancelled
from studio_app.domain.stages import Stage
from studio_app.qt.arrangement import NOTHING, Arrangement, Side, side_words
from studio_app.qt.asks import StudioSteps
from studio_app.qt.canvas import Canvas
from studio_app.qt.chain import Chain
from studio_app.qt.commands import Commands
from studio_app.qt.notices import Notices
from studio_app.qt.pictures import Pictures
from studio_app.qt.pyramid import DIFFERENCE_GAIN, Pyramid
from studio_app.qt.region_words import difference_definition, regions_definition, regions_sentence
from studio_app.qt.stage_chooser import StageChooser
from studio_app.qt.stage_strip import StageStrip
from studio_app.qt.status_line import StatusLine
from studio_app.qt.tasks import Tasks
from studio_app.qt.theme import Theme
from studio_app.qt.tool_row import ToolRow
from studio_app.qt.viewpoint import Viewpoint
from studio_app.qt.watch import Watch

Pair = tuple[StageId, StageId]
_PATIENCE_MS = 400
"""A picture that comes sooner is not announced: words that flash up only disturb."""


class ComparisonPanel(QWidget):
    """Follows the chain's pair: asks for its pictures, and for difference and regions when they are wanted."""

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
    ) -> None:
        super().__init__()
        self._studio, self._tasks, self._chain = studio, tasks, chain
        self._commands, self._notices, self._status, self._tools = commands, notices, status, tools
        self._pictures = Pictures(studio, tasks)
        self._failures: dict[Digest, str] = {}
        self._reports: dict[Pair, ChangeReport] = {}
        self._asked: set[Pair] = set()
        self._difference: tuple[tuple[Digest, Digest], Pyramid] | None = None
        self.before = StageChooser(theme_in_use, side=_("left"))
        self.after = StageChooser(theme_in_use, side=_("right"))
        self.canvas = Canvas()
        self.strip = StageStrip(theme_in_use)
        self._opened: BackgroundId | None = None
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MS)
        self._lay_out()

        self.strip.setModel(chain.model)
        self.strip.setSelectionModel(chain.selection)
        chain.pair_changed.connect(self._on_pair_changed)
        self.before.stage_chosen.connect(chain.choose_before)
        self.after.stage_chosen.connect(chain.choose_after)
        self._patience.timeout.connect(lambda: self._show_sides(keep_view=True))
        self._pictures.arrived.connect(self._on_picture_arrived)
        self._pictures.failed.connect(self._on_picture_failed)
        self._pictures.difference_arrived.connect(self._on_difference_arrived)
        self.canvas.view_changed.connect(self._on_view_changed)
        self._connect_commands(commands)

    def _connect_commands(self, commands: Commands) -> None:
        commands.side.triggered.connect(self._on_side_wanted)
        commands.wipe.triggered.connect(lambda: self._arrange(Arrangement.WIPE))
        commands.difference.triggered.connect(lambda: self._arrange(Arrangement.DIFFERENCE))
        commands.regions.toggled.connect(lambda _on: self._show_regions())
        commands.fit.triggered.connect(self.canvas.fit)
        commands.actual_size.triggered.connect(self.canvas.show_actual_size)
        commands.surround.triggered.connect(self.canvas.next_surround)

    def _on_side_wanted(self) -> None:
        beside = self.canvas.arrangement is Arrangement.SIDE
        self._arrange(Arrangement.ABOVE if beside else Arrangement.SIDE)

    def _arrange(self, arrangement: Arrangement) -> None:
        """Show the pictures in another way; each label stays at the edge of its own picture."""
        self.canvas.arrange(arrangement)
        self._chain.model.arrange(arrangement)
        self.before.side, self.after.side = side_words(arrangement)
        (self._below if arrangement is Arrangement.ABOVE else self._head).addWidget(self.after, 1)
        self._show_labels()
        self._show_difference()
        self._show_words()

    def _on_pair_changed(self) -> None:
        before, after = self._chain.before, self._chain.after
        self._show_labels()
        for action in self._commands.needing_stage():
            action.setEnabled(after is not None)
        for action in self._commands.needing_pair():
            action.setEnabled(before is not None and after is not None)
        self._failures = {}
        self._patience.start()
        for stage in (after, before):
            if stage is not None:
                self._pictures.request(stage.sha256)
        opened = after.background if after is not None else None
        self._show_sides(keep_view=opened == self._opened)
        self._opened = opened
        self._show_regions()

    def _show_labels(self) -> None:
        for label, stage in ((self.before, self._chain.before), (self.after, self._chain.after)):
            label.show_stage(stage, self._chain.stages, self._chain.people)
        self.before.setVisible(self._chain.before is not None)

    def _show_sides(self, *, keep_view: bool) -> None:
        self.canvas.show_sides(self._side_of(self._chain.before), self._side_of(self._chain.after), keep_view=keep_view)
        self._show_difference()
        self._show_words()

    def _side_of(self, stage: Stage | None) -> Side:
        if stage is None:
            return NOTHING
        picture = self._pictures.kept(stage.sha256)
        waiting = " " if self._patience.isActive() else _("Reading the picture…")
        return Side(picture=picture, sentence=self._failures.get(stage.sha256, waiting))

    def _digests(self) -> tuple[Digest, Digest] | None:
        before, after = self._chain.before, self._chain.after
        return (before.sha256, after.sha256) if before is not None and after is not None else None

    def _show_difference(self) -> None:
        pair = self._digests()
        if pair is None or self.canvas.arrangement is not Arrangement.DIFFERENCE:
            return
        if self._difference is not None and self._difference[0] == pair:
            self.canvas.show_difference(Side(picture=self._difference[1]))
            return
        failure = self._failures.get(pair[1]) or self._failures.get(pair[0])
        self.canvas.show_difference(Side(sentence=failure or _("Working out the difference…")))
        self._pictures.request_difference(pair)

    def _show_regions(self) -> None:
        before, after = self._chain.before, self._chain.after
        if not self._commands.regions.isChecked() or before is None or after is None:
            self.canvas.show_regions(())
            self._show_words()
            return
        pair = (before.id, after.id)
        report = self._reports.get(pair)
        self.canvas.show_regions(report.repaint.regions if report is not None else ())
        self._show_words()
        if report is None and pair not in self._asked:
            self._asked.add(pair)
            watch = Watch()
            number = self._status.begin(
                _("Comparing the two pictures…"),
                stop=watch.stop,
                stop_words=_("Stop comparing; nothing is recorded or lost"),
                done=lambda: watch.done,
            )
            self._tasks.read(
                lambda: self._studio.comparison(*pair, progress=watch.progress),
                answered=lambda report: self._on_compared(pair, report, number),
                failed=lambda error: self._on_comparison_failed(pair, error, number),
            )

    def _on_compared(self, pair: Pair, report: ChangeReport, number: int) -> None:
        self._status.end(number)
        self._asked.discard(pair)
        self._reports[pair] = report
        self._show_regions()

    def _on_comparison_failed(self, pair: Pair, error: BaseException, number: int) -> None:
        self._status.end(number)
        self._asked.discard(pair)
        self._commands.regions.setChecked(False)
        if not isinstance(error, Cancelled):
            self._notices.show_failure(error)

    def _on_picture_arrived(self, sha256: Digest, _picture: Pyramid) -> None:
        if sha256 in {stage.sha256 for stage in (self._chain.before, self._chain.after) if stage is not None}:
            self._show_sides(keep_view=True)

    def _on_picture_failed(self, sha256: Digest, error: BaseException) -> None:
        if isinstance(error, StudioError):
            self._failures[sha256] = f"{error.message}\n{error.hint}"
        else:
            self._failures[sha256] = _("This picture cannot be shown.")
            self._notices.show_failure(error)
        self._show_sides(keep_view=True)

    def _on_difference_arrived(self, pair: tuple[Digest, Digest], picture: Pyramid) -> None:
        self._difference = (pair, picture)
        self._show_difference()

    def _on_view_changed(self, view: Viewpoint) -> None:
        width, height = self.canvas.frame
        size = f"{width} × {height}   " if (width, height) != (1, 1) else ""
        self._status.show_facts(f"{size}{view.zoom * 100:.0f} %" if size else "")

    def _show_words(self) -> None:
        """Say beside the tools what is laid over or worked out of the pictures."""
        words, tooltip = "", ""
        pair = (self._chain.before, self._chain.after)
        if self.canvas.arrangement is Arrangement.DIFFERENCE and None not in pair:
            words, tooltip = _("difference × {gain}", gain=DIFFERENCE_GAIN), difference_definition(DIFFERENCE_GAIN)
        if self._commands.regions.isChecked() and pair[0] is not None and pair[1] is not None:
            report = self._reports.get((pair[0].id, pair[1].id))
            words = regions_sentence(report) if report is not None else _("Comparing…")
            tooltip = f"{words}\n{regions_definition()}"
        self._tools.words.show_text(words, tooltip=tooltip)

    def _lay_out(self) -> None:
        head, below = _label_row(), _label_row()
        self._head, self._below = head, below
        head.addWidget(self.before, 1)
        head.addWidget(self.after, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(head)
        box.addWidget(self.canvas, 1)
        box.addLayout(below)
        box.addWidget(self.strip)


def _label_row() -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(4)
    return row
