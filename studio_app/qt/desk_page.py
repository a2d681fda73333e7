"""The desk: today's picture and its clock, what one is asked, the time as a timeline, what was not sent yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QScrollArea, QToolButton, QVBoxLayout, QWidget

from studio_app.domain.language import _
from studio_app.domain.periods import Period
from studio_app.qt.desk_head import DeskHead
from studio_app.qt.lines import LineList, LineModel
from studio_app.qt.own_words import answer_lines, area_lines, axis_of, pay_lines, period_words, sum_words, timeline_rows
from studio_app.qt.question_list import QuestionList
from studio_app.qt.section import Section
from studio_app.qt.timeline import Timeline
from studio_app.qt.unsent_list import UnsentList
from studio_app.workflow.desk_views import DeskSheet

if TYPE_CHECKING:
    from studio_app.qt.commands import Commands
    from studio_app.qt.theme import Theme
    from studio_app.qt.thumbnails import Thumbnails
    from studio_app.workflow.own_views import OwnView


class DeskPage(QWidget):
    """For one artist; nothing on it is anybody else's."""

    period_chosen = Signal(object)

    def __init__(self, theme_in_use: Theme, commands: Commands, thumbnails: Thumbnails) -> None:
        super().__init__()
        self.head = DeskHead(theme_in_use, commands, thumbnails)
        self.questions = QuestionList(theme_in_use)
        self.timeline = Timeline()
        self.sums = QLabel()
        self.unsent = UnsentList(theme_in_use, commands)
        self.periods = {period: QToolButton() for period in Period}
        self.pay = LineList(theme_in_use, name=_("Pay per hour"))
        self.areas = LineList(theme_in_use, name=_("Area changed"))
        self.answers = LineList(theme_in_use, name=_("Corrections and disputes"))
        self._models = tuple((view, LineModel()) for view in (self.pay, self.areas, self.answers))
        self._pay_note = QLabel(_("The floor is a yardstick with its date, and no legal advice."))
        self._asked = Section(theme_in_use, _("Questions"), self.questions)
        self._time = Section(theme_in_use, _("Your time"), self._period_row(), self.timeline, self.sums)
        self._not_sent = Section(theme_in_use, _("Not sent yet"), self.unsent)
        self._paid = Section(theme_in_use, _("Pay per hour"), self.pay, self._pay_note)
        self._changed = Section(theme_in_use, _("Area changed"), self.areas)
        self._answered = Section(theme_in_use, _("Corrections and disputes"), self.answers)
        self._note = QLabel(
            _(
                "Recorded are: seconds since the last input as the system tells them, and saves of this picture. Never "
                "keys, the screen or other windows. Nothing leaves this desk before you submit it."
            )
        )
        self._lay_out()

        for listed, model in self._models:
            listed.setModel(model)
            listed.setSelectionMode(LineList.SelectionMode.NoSelection)
        self.show_sheet(DeskSheet(lines=(), questions=(), late=()))
        self.show_view(None)

    @property
    def needed_width(self) -> int:
        """How wide the page has to be for nothing on it to be cut off."""
        return self._inside.minimumSizeHint().width()

    @property
    def period(self) -> Period:
        """The period that is shown."""
        return next(period for period, button in self.periods.items() if button.isChecked())

    def show_sheet(self, sheet: DeskSheet) -> None:
        """Show what was not sent and what is asked."""
        self.questions.show_sheet(sheet)
        self.unsent.show_sheet(sheet)
        asked = len(sheet.questions) + len(sheet.late)
        self._asked.setVisible(bool(asked))
        self._asked.show_count(f"{asked}")
        self._not_sent.show_count(f"{len(sheet.lines)}" if sheet.lines else "")
        self._not_sent.show_empty("" if sheet.lines else _("Nothing was recorded that is not sent."))
        self.unsent.setVisible(bool(sheet.lines))

    def show_view(self, view: OwnView | None) -> None:
        """Show all time of the chosen period; None where nobody is here."""
        rows = timeline_rows(view) if view is not None else ()
        words = sum_words(view) if view is not None else ""
        if view is not None:
            self.timeline.show_rows(axis_of(view), rows)
        self.sums.setText(words)
        self.sums.setVisible(bool(words))
        self.timeline.setVisible(bool(rows))
        read = (pay_lines, area_lines, answer_lines)
        sections = (self._paid, self._changed, self._answered)
        for (listed, model), lines_of, section in zip(self._models, read, sections, strict=True):
            lines = lines_of(view) if view is not None else ()
            model.show_lines(lines)
            listed.fit_lines()
            section.setVisible(bool(lines))
        empty = not rows
        self._time.show_empty(
            _("No time in this period. Start the clock with T, or open a picture in your own program with Ctrl+T.")
            if empty
            else ""
        )

    def _period_row(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(4)
        group = QButtonGroup(self)
        for period, button in self.periods.items():
            button.setCheckable(True)
            button.setText(period_words(period))
            button.setProperty("quiet", True)
            button.setChecked(period is Period.WEEK)
            button.setToolTip(_("Show this period: {period}", period=period_words(period)))
            button.setAccessibleName(period_words(period))
            group.addButton(button)
            row.addWidget(button)
            button.clicked.connect(lambda _checked=False, wanted=period: self.period_chosen.emit(wanted))
        row.addStretch(1)
        return holder

    def _lay_out(self) -> None:
        for label in (self.sums, self._note, self._pay_note):
            label.setProperty("caption", True)
            label.setWordWrap(True)
            label.setContentsMargins(12, 0, 12, 4)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(8)
        for part in (self.head, self._asked, self._time, self._not_sent, self._changed, self._answered, self._paid):
            column.addWidget(part)
        column.addStretch(1)
        column.addWidget(self._note)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        self._inside = inside
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(area)
