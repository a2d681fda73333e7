"""The tools under the pictures: ways of looking, what is laid over them, and how large they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSlider

from studio_app.domain.language import _
from studio_app.qt import theme
from studio_app.qt.command import button_for
from studio_app.qt.elided import ElidedLabel
from studio_app.qt.theme import sized

if TYPE_CHECKING:
    from studio_app.qt.commands import Commands

_STEPS = 100


class ToolRow(QFrame):
    """Buttons on the left, a slider for the way of looking that has one, and a few words of what is seen."""

    amount_moved = Signal(float)

    def __init__(self, commands: Commands) -> None:
        super().__init__()
        self.setProperty("foot", True)
        self.words = ElidedLabel()
        self.words.setFont(sized(self.font(), theme.CAPTION_PX))
        self.words.setProperty("caption", True)
        self.amount = QSlider(Qt.Orientation.Horizontal)
        self.amount.setRange(0, _STEPS)
        self.amount.setFixedWidth(72)
        self.amount.hide()

        row = QHBoxLayout(self)
        row.setContentsMargins(8, 4, 8, 4)
        row.setSpacing(2)
        for group in (
            commands.look.ways(),
            (commands.look.regions, commands.look.graded),
            (commands.look.fit, commands.look.actual_size, commands.look.double_size),
            (commands.look.loupe, commands.look.values, commands.look.notes, commands.look.surround),
        ):
            for action in group:
                row.addWidget(button_for(action, quiet=True))
            row.addSpacing(6)
        row.addWidget(self.amount)
        row.addWidget(self.words, 1)

        self.amount.valueChanged.connect(lambda value: self.amount_moved.emit(value / _STEPS))

    def show_amount(self, share: float | None, name: str = "") -> None:
        """Show the slider at a share, 0 to 1, of what `name` says; None takes it away."""
        self.amount.setVisible(share is not None)
        if share is None:
            return
        with QSignalBlocker(self.amount):
            self.amount.setValue(round(share * _STEPS))
        self.amount.setAccessibleName(name)
        self.amount.setToolTip(_("{name} (= and -)", name=name))
