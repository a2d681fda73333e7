"""What stands in an empty place: what belongs here, and the buttons and keys that begin it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from studio_app.qt import theme
from studio_app.qt.command import button_for
from studio_app.qt.theme import sized

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent
    from PySide6.QtWidgets import QToolButton

    from studio_app.qt.theme import Theme

_LEAST_DOOR_PX = 200
_MARGIN_PX = 16
Door = tuple[QAction, str]


class EmptyPage(QWidget):
    """A title, a sentence, and one door for each way to begin."""

    def __init__(self, theme_in_use: Theme, *, icon: str, title: str, sentence: str, doors: tuple[Door, ...]) -> None:
        super().__init__()
        mark = QLabel()
        mark.setPixmap(theme_in_use.mark(icon, 40, self.devicePixelRatioF(), theme.SECONDARY))
        name = QLabel(title)
        name.setFont(sized(self.font(), theme.NAME_PX))
        words = QLabel(sentence)
        words.setProperty("caption", True)
        words.setWordWrap(True)
        words.setMaximumWidth(480)
        words.setAlignment(Qt.AlignmentFlag.AlignHCenter)

        row = QHBoxLayout()
        row.setSpacing(16)
        row.addStretch(1)
        self._buttons = tuple(_button(action) for action, _explanation in doors)
        self._doors = tuple(_door(button, *door) for button, door in zip(self._buttons, doors, strict=True))
        for door in self._doors:
            row.addWidget(door)
        row.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 16, 16, 16)
        box.setSpacing(8)
        box.addStretch(2)
        box.addWidget(mark, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addWidget(name, 0, Qt.AlignmentFlag.AlignHCenter)
        centred = QHBoxLayout()
        centred.addStretch(1)
        centred.addWidget(words, 4)
        centred.addStretch(1)
        box.addLayout(centred)
        box.addSpacing(16)
        box.addLayout(row)
        box.addStretch(3)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # Only now do the buttons wear their style and know how wide they are.
        widest = max(button.sizeHint().width() for button in self._buttons) + 2 * _MARGIN_PX
        for door in self._doors:
            door.setFixedWidth(max(_LEAST_DOOR_PX, widest))


def _button(action: QAction) -> QToolButton:
    button = button_for(action, text=True)
    button.setIconSize(QSize(20, 20))
    return button


def _door(button: QToolButton, action: QAction, explanation: str) -> QFrame:
    door = QFrame()
    door.setProperty("panel", True)
    door.setFixedWidth(_LEAST_DOOR_PX)
    key = QLabel(action.shortcut().toString(QKeySequence.SequenceFormat.NativeText))
    key.setProperty("caption", True)
    words = QLabel(explanation)
    words.setWordWrap(True)
    words.setProperty("caption", True)
    words.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
    box = QVBoxLayout(door)
    box.setContentsMargins(_MARGIN_PX, _MARGIN_PX, _MARGIN_PX, _MARGIN_PX)
    box.setSpacing(8)
    box.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
    box.addWidget(key, 0, Qt.AlignmentFlag.AlignHCenter)
    box.addWidget(words, 1)
    return door
