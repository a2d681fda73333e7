"""Four plots where people look rather than read: one at a time where room is scarce, all of them where it is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QGridLayout, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from studio_app.domain.language import _
from studio_app.qt import theme
from studio_app.qt.elided import ElidedLabel
from studio_app.qt.row_plot import RowPlot
from studio_app.qt.theme import sized

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from studio_app.qt.plot_values import Plot

_ROOMY = QSize(1100, 420)
WHEN, CUTS, AREA, FLOOR = range(4)


class PlotBoard(QWidget):
    """Tells `figure_chosen(words, entries)` of the plot that was pointed at."""

    figure_chosen = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        titles = (_("Who worked when"), _("Hours per cut"), _("Area per person"), _("Pay per hour and the floor"))
        self.plots = tuple(RowPlot(name=title) for title in titles)
        self.buttons = tuple(_button(title) for title in titles)
        self._panels = tuple(_Panel(title, plot) for title, plot in zip(titles, self.plots, strict=True))
        self._group = QButtonGroup(self)
        self._row = QWidget()
        self._grid = QGridLayout()
        self._roomy: bool | None = None

        row = QHBoxLayout(self._row)
        row.setContentsMargins(8, 2, 8, 2)
        row.setSpacing(4)
        for number, button in enumerate(self.buttons):
            self._group.addButton(button, number)
            row.addWidget(button)
        row.addStretch(1)
        self.buttons[WHEN].setChecked(True)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(2)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._row)
        box.addLayout(self._grid, 1)

        self._group.idToggled.connect(lambda _number, _on: self._lay_out())
        for plot in self.plots:
            plot.figure_chosen.connect(self.figure_chosen)
        self._arrange(False)

    def show_plot(self, number: int, plot: Plot) -> None:
        """Show another plot at one of the four places."""
        self.plots[number].show_plot(plot)
        self._panels[number].note.show_text(plot.note)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        roomy = event.size().width() >= _ROOMY.width() and event.size().height() >= _ROOMY.height()
        if roomy != self._roomy:
            self._arrange(roomy)

    def _arrange(self, roomy: bool) -> None:
        self._roomy = roomy
        for number, panel in enumerate(self._panels):
            self._grid.removeWidget(panel)
            self._grid.addWidget(panel, number // 2 if roomy else 0, number % 2 if roomy else 0)
            panel.title.setVisible(roomy)
        self._row.setVisible(not roomy)
        self._lay_out()

    def _lay_out(self) -> None:
        for number, panel in enumerate(self._panels):
            panel.setVisible(bool(self._roomy) or number == self._group.checkedId())


class _Panel(QFrame):
    """A plot, its title above and what its figures are beneath."""

    def __init__(self, title: str, plot: RowPlot) -> None:
        super().__init__()
        self.setProperty("panel", True)
        self.title = QLabel(title)
        self.title.setFont(sized(self.font(), theme.TEXT_PX, strong=True))
        self.title.setContentsMargins(12, 4, 12, 0)
        self.note = ElidedLabel()
        self.note.setProperty("caption", True)
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 0, 12, 4)
        foot.addWidget(self.note)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.title)
        box.addWidget(plot, 1)
        box.addLayout(foot)


def _button(title: str) -> QToolButton:
    button = QToolButton()
    button.setText(title)
    button.setCheckable(True)
    button.setProperty("quiet", True)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setToolTip(_("Show this plot: {title} (Space)", title=title))
    button.setAccessibleName(title)
    return button
