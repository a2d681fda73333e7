"""An inline panel that opens above the pictures: a question, its fields, one button that says what it does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from studio_app.domain.language import _
from studio_app.qt import theme
from studio_app.qt.elided import ElidedLabel
from studio_app.qt.tab_order import follow_layout
from studio_app.qt.theme import sized

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QBoxLayout

    from studio_app.qt.theme import Theme


class Drawer(QFrame):
    """Title, fields and buttons; Esc closes it, Return does what its first button says where that is allowed."""

    opened = Signal()
    closed = Signal()

    def __init__(self, theme_in_use: Theme) -> None:
        super().__init__()
        self.setProperty("drawer", True)
        self.title = ElidedLabel()
        self.explanation = QLabel()
        self.submit = QPushButton()
        self._close = QToolButton()

        self.title.setFont(sized(self.font(), theme.NAME_PX))
        self.explanation.setProperty("caption", True)
        self.explanation.setWordWrap(True)
        self.explanation.setTextFormat(Qt.TextFormat.PlainText)
        self._close.setIcon(theme_in_use.icon("close"))
        self._close.setIconSize(QSize(16, 16))
        self._close.setToolTip(_("Close (Esc)"))
        self._close.setAccessibleName(_("Close"))
        self._close.setProperty("quiet", True)

        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self._close)
        self.fields: QBoxLayout = QHBoxLayout()
        self.fields.setSpacing(8)
        self.foot = QHBoxLayout()
        self.foot.setSpacing(8)
        self.foot.addWidget(self.explanation, 1)
        self.foot.addWidget(self.submit)
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 8, 8, 12)
        box.setSpacing(8)
        box.addLayout(head)
        box.addLayout(self.fields)
        box.addLayout(self.foot)
        self.hide()

        self._close.clicked.connect(self.close_drawer)
        self.submit.clicked.connect(self._on_submit_clicked)

    def entrance(self) -> QWidget:
        """Return the field that has the focus first."""
        return self.submit

    def act(self) -> None:
        """Do what the button says; each drawer fills this in."""
        raise NotImplementedError

    def open_drawer(self) -> None:
        """Show it and go to its first field."""
        self.show()
        follow_layout(self, (self.fields, self.foot), then=self._close)
        self.opened.emit()
        self.entrance().setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_drawer(self) -> None:
        """Hide it; what was typed stays for the next time unless it was used."""
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_drawer()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_submit_clicked()
        else:
            super().keyPressEvent(event)

    def _on_submit_clicked(self) -> None:
        if self.submit.isEnabled():
            self.act()


def field(caption: str, widget: QWidget) -> QWidget:
    """Return a widget with its caption above it, 4 px apart."""
    label = QLabel(caption)
    label.setProperty("caption", True)
    label.setFont(sized(label.font(), theme.CAPTION_PX))
    label.setBuddy(widget)
    widget.setAccessibleName(caption)
    if not widget.toolTip():
        widget.setToolTip(caption)
    holder = QWidget()
    box = QVBoxLayout(holder)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(4)
    box.addWidget(label)
    box.addWidget(widget)
    return holder
