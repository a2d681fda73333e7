"""The tools under the pictures, and what a person decides about them: time, approval, retake."""

from PySide6.QtWidgets import QFrame, QHBoxLayout

from studio_app.qt import theme
from studio_app.qt.commands import Commands, button_for
from studio_app.qt.elided import ElidedLabel
from studio_app.qt.theme import sized
from studio_app.qt.time_button import TimeButton


class ToolRow(QFrame):
    """Ways of looking on the left, deeds on the right, and a few words between them."""

    def __init__(self, commands: Commands, time_button: TimeButton) -> None:
        super().__init__()
        self.setProperty("foot", True)
        self.words = ElidedLabel()
        self.words.setFont(sized(self.font(), theme.CAPTION_PX))
        self.words.setProperty("caption", True)

        row = QHBoxLayout(self)
        row.setContentsMargins(8, 4, 8, 4)
        row.setSpacing(4)
        for group in (
            (commands.side, commands.wipe, commands.difference),
            (commands.regions,),
            (commands.fit, commands.actual_size, commands.surround),
        ):
            for action in group:
                row.addWidget(button_for(action, quiet=True))
            row.addSpacing(8)
        row.addWidget(self.words, 1)
        row.addWidget(time_button)
        for action in (commands.approve, commands.retake):
            row.addSpacing(4)
            row.addWidget(button_for(action, text=True))
