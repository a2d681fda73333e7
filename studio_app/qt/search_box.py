"""A list of thousands to choose from: any part of a name is typed, and what matches is offered beneath."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QCompleter

from studio_app.qt.search_field import SearchField

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

_MOST_IN_SIGHT = 12


class SearchBox(QComboBox):
    """What is typed is taken where it is an item, or a part of one alone; else the choice before it stays."""

    def __init__(self, name: str, sentence: str) -> None:
        super().__init__()
        field = SearchField()
        # Before Qt's own answer, which takes the first of two names that differ by case alone.
        field.editingFinished.connect(self._on_editing_finished)
        self.setEditable(True)
        self.setLineEdit(field)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setMaxVisibleItems(_MOST_IN_SIGHT)
        self._offers = completer = QCompleter(self.model(), self)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setMaxVisibleItems(_MOST_IN_SIGHT)
        self.setCompleter(completer)
        for part in (self, field):
            part.setAccessibleName(name)
            part.setToolTip(sentence)

    @property
    def chosen(self) -> str:
        """The words of the item that is chosen, whatever is being typed."""
        return self.itemText(self.currentIndex())

    def elide(self, mode: Qt.TextElideMode) -> None:
        """Cut what is too long for the list, and for what is offered while typing, there."""
        for offered in (self.view(), self._offers.popup()):
            if offered is not None:
                offered.setTextElideMode(mode)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.currentText() != self.chosen:
            offered = self._offers.popup()
            if offered is not None:
                offered.hide()
            self.setEditText(self.chosen)
        else:
            super().keyPressEvent(event)

    def _on_editing_finished(self) -> None:
        typed = self.currentText()
        if typed != self.chosen:
            found = self._named(typed.strip())
            if found >= 0:
                self.setCurrentIndex(found)
            self.setEditText(self.chosen)

    def _named(self, text: str) -> int:
        """Return the row that a text names, -1 for none."""
        if not text:
            return -1
        for flags in (Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchCaseSensitive, Qt.MatchFlag.MatchFixedString):
            found = self.findText(text, flags)
            if found >= 0:
                return found
        role, first = Qt.ItemDataRole.DisplayRole, self.model().index(0, 0)
        parts = self.model().match(first, role, text, 2, Qt.MatchFlag.MatchContains)
        return parts[0].row() if len(parts) == 1 else -1
