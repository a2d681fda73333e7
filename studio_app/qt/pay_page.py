"""Pay of a month: a table that adds up in sight, plots beneath it, the statement as it will print beside it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import QComboBox, QDateEdit, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from studio_app.domain.language import _
from studio_app.qt.command import button_for
from studio_app.qt.elided import ElidedLabel
from studio_app.qt.empty_page import EmptyPage
from studio_app.qt.evidence_panel import EvidencePanel
from studio_app.qt.notices import Notices
from studio_app.qt.paper_pane import PaperPane, bar
from studio_app.qt.pay_plots import area_plot, floor_plot
from studio_app.qt.pay_rows import pay_rows, sum_cells
from studio_app.qt.pay_table import PayTable
from studio_app.qt.plot_board import AREA, CUTS, FLOOR, WHEN, PlotBoard
from studio_app.qt.work_plots import cut_plot, person_signs, when_plot
from studio_app.statements.names import sort_key
from studio_app.statements.pay_statement import Period

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from studio_app.domain.ids import PersonId
    from studio_app.domain.people import Person
    from studio_app.domain.wording import People
    from studio_app.qt.commands import Commands
    from studio_app.qt.theme import Theme
    from studio_app.qt.thumbnails import Thumbnails
    from studio_app.statements.pay_statement import PayStatement
    from studio_app.statements.worked import PersonArea, Worked

_BESIDE_PX = 1400
"""From this width on the statement stands beside the table; else it takes its place."""


class PayPage(QWidget):
    """Tells what is wanted; `period` and `chosen` say of what. Nothing on it is reckoned here."""

    period_changed = Signal()
    figure_chosen = Signal(str, object)

    def __init__(self, theme_in_use: Theme, commands: Commands, thumbnails: Thumbnails, *, today: date) -> None:
        super().__init__()
        self._commands = commands.sheets
        self._people: People = {}
        self.month = QDateEdit()
        self.person = QComboBox()
        self.words = ElidedLabel()
        self.table = PayTable()
        self.board = PlotBoard()
        self.evidence = EvidencePanel(theme_in_use, thumbnails, self._commands.back)
        self.paper = PaperPane(theme_in_use, name=_("Pay statement as it will print"))
        self.notices = Notices(theme_in_use)
        self.empty = _empty(theme_in_use, commands)
        self.below = QStackedWidget()
        self._upper = QStackedWidget()
        self._figures = QSplitter(Qt.Orientation.Vertical)
        self._beside = QSplitter(Qt.Orientation.Horizontal)
        self._lay_out(month_start(today))

        self.month.dateChanged.connect(lambda _day: self.period_changed.emit())
        self.person.currentIndexChanged.connect(lambda _row: self.period_changed.emit())
        self.table.figure_chosen.connect(self.figure_chosen)
        self.board.figure_chosen.connect(self.figure_chosen)
        self._commands.statement.toggled.connect(lambda _on: self._show_paper())
        self._commands.earlier_month.triggered.connect(lambda: self._step(-1))
        self._commands.later_month.triggered.connect(lambda: self._step(1))

    @property
    def period(self) -> Period:
        """The month that is shown."""
        chosen = self.month.date()
        first = date(chosen.year(), chosen.month(), 1)
        return Period(first=first, last=month_start(first + timedelta(days=31)) - timedelta(days=1))

    @property
    def chosen(self) -> str:
        """The code of the person that the statement is limited to, empty for everybody."""
        return str(self.person.currentData() or "")

    @property
    def shows_paper(self) -> bool:
        """Whether the statement as it will print is in sight."""
        return self._commands.statement.isChecked()

    def know_people(self, people: tuple[Person, ...]) -> None:
        """Know who can be chosen; whoever was chosen stays so."""
        self._people = {one.id: one for one in people}
        chosen = self.person.currentData()
        self.person.blockSignals(True)
        self.person.clear()
        self.person.addItem(_("Everybody"), "")
        for one in sorted(people, key=sort_key):
            self.person.addItem(f"{one.printed_name} ({one.code})", one.code)
        self.person.setCurrentIndex(max(0, self.person.findData(chosen)))
        self.person.blockSignals(False)

    def show_statement(self, statement: PayStatement, worked: Worked) -> None:
        """Show a statement and what was worked in its period."""
        signs = person_signs(worked.people)
        self.notices.clear()
        self.table.show_rows(pay_rows(statement, signs), sum_cells(statement))
        self.board.show_plot(WHEN, when_plot(worked, self._people))
        self.board.show_plot(CUTS, cut_plot(worked))
        self.board.show_plot(FLOOR, floor_plot(statement, signs))
        self.words.show_text("  ".join(statement.findings))
        self._upper.setCurrentWidget(self._figures if statement.people else self.empty)

    def show_areas(self, areas: tuple[PersonArea, ...], everybody: tuple[PersonId, ...]) -> None:
        """Show who painted how much."""
        self.board.show_plot(AREA, area_plot(areas, self._people, person_signs(everybody)))

    def show_evidence(self, shown: bool) -> None:
        """Show what a figure rests on in place of the plots, or the plots again."""
        self.below.setCurrentWidget(self.evidence if shown else self.board)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_paper()

    def _show_paper(self) -> None:
        self.paper.setVisible(self.shows_paper)
        self._upper.setVisible(not self.shows_paper or self.width() >= _BESIDE_PX)

    def _step(self, months: int) -> None:
        if self.isVisible():
            self.month.setDate(self.month.date().addMonths(months))

    def _lay_out(self, first: date) -> None:
        self.month.setDate(QDate(first.year, first.month, first.day))
        self.month.setDisplayFormat("yyyy-MM")
        self.month.setCalendarPopup(True)
        self.month.setFixedWidth(120)
        self.month.setCurrentSection(QDateEdit.Section.MonthSection)
        self.month.setAccessibleName(_("Month"))
        self.month.setToolTip(_("The month that is paid; arrow keys step through months"))
        self.person.addItem(_("Everybody"), "")
        self.person.setAccessibleName(_("Whose pay"))
        self.person.setToolTip(_("Everybody’s pay, or one person’s alone"))
        self.person.setMaximumWidth(220)
        self.person.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.person.setMinimumContentsLength(12)
        self.words.setProperty("caption", True)
        self.below.addWidget(self.board)
        self.below.addWidget(self.evidence)
        for upper, stretch in ((self.table, 3), (self.below, 2)):
            self._figures.addWidget(upper)
            self._figures.setStretchFactor(self._figures.count() - 1, stretch)
        self._upper.addWidget(self._figures)
        self._upper.addWidget(self.empty)
        for splitter in (self._figures, self._beside):
            splitter.setHandleWidth(2)
            splitter.setChildrenCollapsible(False)
        for beside, stretch in ((self._upper, 3), (self.paper, 2)):
            self._beside.addWidget(beside)
            self._beside.setStretchFactor(self._beside.count() - 1, stretch)
        own = self._commands
        head = bar(
            button_for(own.earlier_month, quiet=True),
            self.month,
            button_for(own.later_month, quiet=True),
            self.person,
            None,
            button_for(own.statement, text=True, quiet=True),
            button_for(own.invoice, text=True),
            button_for(own.write, text=True),
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(head)
        box.addWidget(self.notices)
        box.addWidget(self._beside, 1)
        box.addWidget(self.words)
        self.paper.hide()


def month_start(day: date) -> date:
    """Return the first day of a day's month."""
    return day.replace(day=1)


def _empty(theme_in_use: Theme, commands: Commands) -> EmptyPage:
    return EmptyPage(
        theme_in_use,
        icon="pay",
        title=_("Nothing to pay in this month"),
        sentence=_(
            "Pay rests on time sent from the desks, on finished backgrounds and on retakes. Agree on an order or a "
            "rate with each person before the work, then it adds up here."
        ),
        doors=(
            (commands.sheets.earlier_month, _("Look at the month before.")),
            (commands.add_person, _("Add somebody who is to be paid.")),
        ),
    )
