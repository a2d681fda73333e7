"""The pages of the room, one key each."""

from PySide6.QtWidgets import QFrame, QHBoxLayout

from studio_app.qt.commands import Commands, button_for


class PageRow(QFrame):
    """Which page is in sight: the pictures, the candidates, the generators."""

    def __init__(self, commands: Commands) -> None:
        super().__init__()
        self.setProperty("bar", True)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 2, 8, 2)
        row.setSpacing(4)
        for action in commands.pages():
            row.addWidget(button_for(action, text=True, quiet=True))
        row.addStretch(1)
