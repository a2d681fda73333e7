"""A new background: its code, its cuts, its episode."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from studio_app.domain.language import _
from studio_app.qt.drawer import Drawer, field

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from studio_app.qt.theme import Theme


class BackgroundDrawer(Drawer):
    """Three fields; only the code must be given."""

    background_wanted = Signal(str, object, str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.code = QLineEdit()
        self.cuts = QLineEdit()
        self.episode = QLineEdit()

        self.title.show_text(_("New background"))
        self.code.setPlaceholderText("C012")
        self.cuts.setPlaceholderText(_("C012 C013, more than one where it is used again"))
        self.fields.addWidget(field(_("Code"), self.code), 1)
        self.fields.addWidget(field(_("Cuts"), self.cuts), 2)
        self.fields.addWidget(field(_("Episode"), self.episode), 1)
        self.submit.setText(_("Add background"))
        self.submit.setAccessibleName(_("Add background"))
        self.submit.setToolTip(_("Add background (Return)"))

        self.code.textChanged.connect(lambda _text: self._show_state())
        self._show_state()

    def entrance(self) -> QWidget:
        return self.code

    def act(self) -> None:
        cuts = tuple(part for part in self.cuts.text().replace(",", " ").replace("、", " ").split() if part)
        self.background_wanted.emit(self.code.text().strip(), cuts, self.episode.text().strip())

    def accept(self) -> None:
        """Close after it was recorded; the episode stays for the next one."""
        self.code.clear()
        self.cuts.clear()
        self.close_drawer()

    def _show_state(self) -> None:
        given = bool(self.code.text().strip())
        self.submit.setEnabled(given)
        self.explanation.setText(
            _("One entry is written: this background is to be painted.")
            if given
            else _("Give the code that the studio calls it by.")
        )
