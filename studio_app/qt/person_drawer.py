"""Somebody new: code, name, reading, name in English."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from studio_app.domain.language import _
from studio_app.qt.drawer import Drawer, field
from studio_app.qt.person_fields import PersonFields

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from studio_app.qt.theme import Theme


class PersonDrawer(Drawer):
    """Four fields; code and name must be given."""

    person_described = Signal(str, str, str, str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.code = QLineEdit()
        lines = PersonFields()
        self.name, self.reading, self.name_en = lines.name, lines.reading, lines.name_en

        self.title.show_text(_("New person"))
        self.code.setPlaceholderText("hanako")
        self.name.setPlaceholderText("山田 花子")
        self.reading.setPlaceholderText("やまだ はなこ")
        self.name_en.setPlaceholderText("Hanako Yamada")
        for holder in (field(_("Code"), self.code), *lines.holders()):
            self.fields.addWidget(holder, 1)
        self.submit.setText(_("Add person"))
        self.submit.setAccessibleName(_("Add person"))
        self.submit.setToolTip(_("Add person (Return)"))

        self.code.textChanged.connect(lambda _text: self._show_state())
        self.name.textChanged.connect(lambda _text: self._show_state())
        self._show_state()

    def entrance(self) -> QWidget:
        return self.code

    def act(self) -> None:
        self.person_described.emit(
            self.code.text().strip(), self.name.text().strip(), self.name_en.text().strip(), self.reading.text().strip()
        )

    def accept(self) -> None:
        """Empty the fields and close, after it was recorded."""
        for widget in (self.code, self.name, self.reading, self.name_en):
            widget.clear()
        self.close_drawer()

    def _show_state(self) -> None:
        given = bool(self.code.text().strip() and self.name.text().strip())
        self.submit.setEnabled(given)
        self.explanation.setText(
            _("The name is what credits print; the reading is what it is sorted by.")
            if given
            else _("Give a short code and the name as it is printed.")
        )
