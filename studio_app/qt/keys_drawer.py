"""The list of all keys, each to be changed where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHeaderView, QKeySequenceEdit, QPushButton, QTableWidget, QTableWidgetItem

from studio_app.domain.language import _
from studio_app.qt.drawer import Drawer
from studio_app.qt.keys import HABITS

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from studio_app.qt.keys import Keys
    from studio_app.qt.theme import Theme

_LOWEST, _HIGHEST = 160, 360
_MOST_KEYS = 1


class KeysDrawer(Drawer):
    """A table: what it does, its key, whose habit that is. A key that is taken is refused in one sentence."""

    keys_changed = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._keys: Keys | None = None
        self.table = QTableWidget(0, 3)
        self.shipped = QPushButton(_("All as they came"))
        self._edits: dict[str, QKeySequenceEdit] = {}

        self.title.show_text(_("Keys"))
        self.table.setHorizontalHeaderLabels([_("What it does"), _("Key"), _("As in")])
        self.table.verticalHeader().hide()
        self.table.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setMinimumHeight(_LOWEST)
        self.table.setMaximumHeight(_HIGHEST)
        self.table.setShowGrid(False)
        self.table.setAccessibleName(_("Keys"))
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        self.table.setColumnWidth(1, 150)
        self.fields.addWidget(self.table)
        self.shipped.setToolTip(_("Give every command the key it came with"))
        self.shipped.setAutoDefault(False)
        self.foot.insertWidget(1, self.shipped)
        self.submit.setText(_("Close"))
        self.submit.setToolTip(_("Close (Return)"))
        self._say("")

        self.shipped.clicked.connect(self._on_shipped_wanted)

    def show_keys(self, keys: Keys) -> None:
        """Show and change these keys; the table is made when it is first seen."""
        self._keys = keys
        self._edits.clear()

    def open_drawer(self) -> None:
        self._fill()
        super().open_drawer()

    def _fill(self) -> None:
        keys = self._keys
        if keys is None or self._edits:
            return
        self.table.setRowCount(len(keys.actions))
        for row, (name, action) in enumerate(sorted(keys.actions.items(), key=lambda pair: pair[1].text())):
            what = QTableWidgetItem(action.icon(), action.text())
            what.setToolTip(action.toolTip())
            self.table.setItem(row, 0, what)
            self.table.setItem(row, 2, QTableWidgetItem(HABITS.get(name, "")))
            edit = QKeySequenceEdit(action.shortcut())
            edit.setMaximumSequenceLength(_MOST_KEYS)
            edit.setClearButtonEnabled(True)
            edit.setAccessibleName(_("Key of “{command}”", command=action.text()))
            edit.setToolTip(_("Press the new key; the cross takes the key away"))
            edit.keySequenceChanged.connect(lambda key, wanted=name: self._on_key_pressed(wanted, key))
            self._edits[name] = edit
            self.table.setCellWidget(row, 1, edit)

    def entrance(self) -> QWidget:
        return self.table

    def act(self) -> None:
        self.close_drawer()

    def edit_of(self, name: str) -> QKeySequenceEdit:
        """Return the field of a command's key."""
        self._fill()
        return self._edits[name]

    def _on_key_pressed(self, name: str, key: QKeySequence) -> None:
        keys = self._keys
        if keys is None or key == keys.actions[name].shortcut():
            return
        refusal = keys.change(name, key.toString(QKeySequence.SequenceFormat.PortableText))
        self._say(refusal)
        if refusal:
            self._show(name)
        else:
            self.keys_changed.emit(keys.own)

    def _on_shipped_wanted(self) -> None:
        if self._keys is None:
            return
        self._keys.as_shipped()
        for name in self._edits:
            self._show(name)
        self._say("")
        self.keys_changed.emit(self._keys.own)

    def _show(self, name: str) -> None:
        if self._keys is not None:
            edit = self._edits[name]
            edit.blockSignals(True)
            edit.setKeySequence(self._keys.actions[name].shortcut())
            edit.blockSignals(False)

    def _say(self, refusal: str) -> None:
        rest = _("Hold Space and move to pan, turn the wheel to zoom, Tab on the picture flips.")
        self.explanation.setText(refusal or rest)
