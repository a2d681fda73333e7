"""The keys of all commands: what each is by name, whose habit it follows, and how a person changes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence

from studio_app.domain.language import _
from studio_app.qt.command import refresh_tooltip

if TYPE_CHECKING:
    from collections.abc import Mapping

    from studio_app.qt.commands import Commands

_PORTABLE = QKeySequence.SequenceFormat.PortableText

HABITS: Mapping[str, str] = {
    "fit": "OpenRV; Photoshop: Ctrl+0",
    "actual_size": "OpenRV, Krita; Photoshop: Ctrl+1",
    "double_size": "OpenRV",
    "wipe": "OpenRV: F6",
    "more": "OpenRV",
    "less": "OpenRV",
    "undo": "Krita, Photoshop",
    "add_files": "Krita, Photoshop",
}
"""Whose users have a key in their fingers already; the other keys are Teire's own."""


class Keys(QObject):
    """Holds every command by its name; a key belongs to one command only."""

    changed = Signal()

    def __init__(self, commands: Commands) -> None:
        super().__init__()
        found = {**vars(commands.look), **vars(commands.desk), **vars(commands.sheets), **vars(commands)}
        self._actions = {name: action for name, action in found.items() if isinstance(action, QAction)}
        self._shipped = {name: action.shortcut() for name, action in self._actions.items()}
        self._also = {name: action.shortcuts()[1:] for name, action in self._actions.items()}

    @property
    def actions(self) -> Mapping[str, QAction]:
        """Every command by its name."""
        return self._actions

    @property
    def own(self) -> dict[str, str]:
        """The keys that are other than the shipped ones, to be kept."""
        return {
            name: action.shortcut().toString(_PORTABLE)
            for name, action in self._actions.items()
            if action.shortcut() != self._shipped[name]
        }

    def apply(self, kept: Mapping[str, str]) -> None:
        """Take over keys that were kept; names that are not known and keys that clash are left as shipped."""
        for name, key in kept.items():
            if name in self._actions:
                self.change(name, key)

    def change(self, name: str, key: str) -> str:
        """Give a command another key, or none; return a sentence where that cannot be, and change nothing then."""
        wanted = QKeySequence(key, _PORTABLE)
        action = self._actions[name]
        taken = next((one for one in self._actions.values() if one is not action and wanted in one.shortcuts()), None)
        if not wanted.isEmpty() and taken is not None:
            return _("{key} is the key of “{command}”.", key=wanted.toString(), command=taken.text())
        also = self._also[name] if wanted == self._shipped[name] else [one for one in self._also[name] if one != wanted]
        action.setShortcuts([wanted, *also] if not wanted.isEmpty() else also)
        refresh_tooltip(action)
        self.changed.emit()
        return ""

    def as_shipped(self) -> None:
        """Give every command the key it came with."""
        for name, action in self._actions.items():
            action.setShortcuts([self._shipped[name], *self._also[name]])
            refresh_tooltip(action)
        self.changed.emit()
