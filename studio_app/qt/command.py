"""A command of the window: its icon, its words, its sentence and its keys, and a button for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QToolButton

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from studio_app.qt.theme import Theme


def button_for(action: QAction, *, text: bool = False, quiet: bool = False) -> QToolButton:
    """Return a button for a command: an icon, with its text beside it where asked."""
    button = QToolButton()
    button.setDefaultAction(action)
    button.setToolButtonStyle(
        Qt.ToolButtonStyle.ToolButtonTextBesideIcon if text else Qt.ToolButtonStyle.ToolButtonIconOnly
    )
    button.setProperty("quiet", quiet)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setAccessibleName(action.text())
    action.changed.connect(lambda: button.setAccessibleName(action.text()))
    return button


def say_with_key(action: QAction, sentence: str) -> None:
    """Give a command its sentence, ending in its key where it has one."""
    action.setStatusTip(sentence)
    key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    action.setToolTip(f"{sentence} ({key})" if key else sentence)


def refresh_tooltip(action: QAction) -> None:
    """Let a command's sentence end in the key it has now."""
    say_with_key(action, action.statusTip())


def made(  # noqa: PLR0917  # a table of commands reads best with its columns in order
    window: QWidget,
    theme: Theme,
    icon: str,
    key: str,
    text: str,
    sentence: str,
    *,
    checkable: bool = False,
    also: tuple[str, ...] = (),
) -> QAction:
    """Return a command of `window`; `also` are further keys, of which no tooltip speaks."""
    action = QAction(theme.icon(icon), text, window)
    action.setShortcuts([QKeySequence(one) for one in (key, *also)])
    action.setCheckable(checkable)
    say_with_key(action, sentence)
    window.addAction(action)
    return action
