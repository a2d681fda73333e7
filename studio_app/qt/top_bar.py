"""The bar on top: production, filter, what can be added or drawn up, the running clock, who is here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit

from studio_app.domain.language import _
from studio_app.qt import theme
from studio_app.qt.command import button_for
from studio_app.qt.elided import ElidedLabel
from studio_app.qt.person_chooser import PersonChooser
from studio_app.qt.running_clock import RunningClock
from studio_app.qt.theme import sized

if TYPE_CHECKING:
    from studio_app.qt.commands import Commands
    from studio_app.qt.theme import Theme


class TopBar(QFrame):
    """Always in sight, whatever stands below."""

    filter_typed = Signal(str)

    def __init__(self, theme_in_use: Theme, commands: Commands, *, title: str) -> None:
        super().__init__()
        self.setProperty("bar", True)
        self.title = ElidedLabel()
        self.filter = QLineEdit()
        self.clock = RunningClock(commands.stop_time, commands.desk.pause_recording)
        self.me = PersonChooser(theme_in_use)

        self.title.setFont(sized(self.font(), theme.NAME_PX, strong=True))
        self.title.show_text(title)
        self.title.setFixedWidth(262)
        self.filter.setPlaceholderText(_("Filter"))
        self.filter.setToolTip(_("Show only backgrounds that hold every word typed here (Ctrl+F)"))
        self.filter.setAccessibleName(_("Filter the backgrounds"))
        self.filter.setClearButtonEnabled(True)
        self.filter.setMinimumWidth(160)
        self.filter.setMaximumWidth(280)
        self.filter.addAction(theme_in_use.icon("search", theme.SECONDARY), QLineEdit.ActionPosition.LeadingPosition)
        self.setFixedHeight(48)

        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(8)
        row.addWidget(self.title)
        row.addWidget(self.filter, 3)
        row.addSpacing(8)
        for action in (commands.add_background, commands.add_files, commands.draw_up, commands.sheets.answers):
            button = button_for(action, text=True)
            button.setIconSize(QSize(16, 16))
            row.addWidget(button)
        row.addStretch(2)
        row.addWidget(self.clock)
        row.addSpacing(8)
        row.addWidget(self.me)

        self.filter.textChanged.connect(self.filter_typed)

    def answer(self, commands: Commands) -> None:
        """Do what a command asks for that is about this bar."""
        commands.filter.triggered.connect(self._on_filter_wanted)
        commands.who.triggered.connect(self.me.showMenu)

    def _on_filter_wanted(self) -> None:
        self.filter.setFocus()
        self.filter.selectAll()
