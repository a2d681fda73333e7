"""A new studio: its title; where it stands is asked for next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from studio_app.domain.language import _
from studio_app.qt.drawer import Drawer, field

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from studio_app.qt.theme import Theme


class StudioDrawer(Drawer):
    """One field: the production's title."""

    studio_wanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.production = QLineEdit()

        self.title.show_text(_("Make a studio"))
        self.production.setPlaceholderText("手入れの森")
        self.fields.addWidget(field(_("Title of the production"), self.production))
        self.submit.setText(_("Choose where…"))
        self.submit.setAccessibleName(_("Choose where the studio's folder is made"))
        self.submit.setToolTip(_("Choose where the studio's folder is made (Return)"))

        self.production.textChanged.connect(lambda _text: self._show_state())
        self._show_state()

    def entrance(self) -> QWidget:
        return self.production

    def act(self) -> None:
        self.studio_wanted.emit(self.production.text().strip())

    def _show_state(self) -> None:
        given = bool(self.production.text().strip())
        self.submit.setEnabled(given)
        self.explanation.setText(
            _("A folder of this name is made in the place you choose next; nothing else is touched.")
            if given
            else _("Give the title that stands on the sheets.")
        )
