"""The pages of the room, one key each, and what a person decides about the pictures: time, approval, retake."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout

from studio_app.qt.command import button_for

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from studio_app.qt.commands import Commands
    from studio_app.qt.time_button import TimeButton


class PageRow(QFrame):
    """Which page is in sight: the pictures, the candidates, the generators."""

    def __init__(self, commands: Commands, time_button: TimeButton) -> None:
        super().__init__()
        self.setProperty("bar", True)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 2, 8, 2)
        row.setSpacing(2)
        self._back = button_for(commands.sheets.back, quiet=True)
        row.addWidget(self._back)
        for action in commands.pages():
            page = button_for(action, text=True, quiet=True)
            # Words alone: six icons beside them would leave no room for what is decided on the right.
            page.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
            row.addWidget(page)
        commands.sheets.back.changed.connect(lambda: self._back.setVisible(commands.sheets.back.isEnabled()))
        self._back.hide()
        row.addStretch(1)
        self.deeds: tuple[QWidget, ...] = (
            button_for(commands.review_pass, quiet=True),
            time_button,
            button_for(commands.approve, text=True),
            button_for(commands.retake, text=True),
        )
        for deed in self.deeds:
            row.addWidget(deed)
        self.show_deeds(False)

    def show_deeds(self, on: bool) -> None:
        """Show or hide what is decided about the pictures."""
        for deed in self.deeds:
            deed.setVisible(on)
