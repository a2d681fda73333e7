"""A generator of the studio: its name, its kind, where it answers, who logs in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit

from studio_app.domain.language import _
from studio_app.domain.sources import Source, SourceKind
from studio_app.qt.drawer import Drawer, field

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from studio_app.qt.theme import Theme

_USUAL = {SourceKind.COMFYUI: "http://127.0.0.1:8188", SourceKind.A1111: "http://127.0.0.1:7860"}


def kind_words(kind: SourceKind) -> str:
    """Return the interface's name as its users know it."""
    return {SourceKind.COMFYUI: "ComfyUI", SourceKind.A1111: "AUTOMATIC1111 / Forge"}[kind]


class SourceDrawer(Drawer):
    """Name and address must be given; a token or password goes to the system's keyring alone."""

    source_described = Signal(object, object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.name = QLineEdit()
        self.kind = QComboBox()
        self.address = QLineEdit()
        self.user = QLineEdit()
        self.token = QLineEdit()
        for kind in SourceKind:
            self.kind.addItem(kind_words(kind), kind)
        self.title.show_text(_("New source"))
        self.name.setPlaceholderText("comfyui-1")
        self.user.setPlaceholderText(_("optional"))
        self.token.setEchoMode(QLineEdit.EchoMode.Password)
        self.token.setPlaceholderText(_("optional"))
        self.fields.addWidget(field(_("Name"), self.name), 2)
        self.fields.addWidget(field(_("Kind"), self.kind), 2)
        self.fields.addWidget(field(_("Address"), self.address), 3)
        self.fields.addWidget(field(_("User"), self.user), 2)
        self.fields.addWidget(field(_("Token or password"), self.token), 2)
        self.submit.setText(_("Add source"))
        self.submit.setAccessibleName(_("Add source"))
        self.submit.setToolTip(_("Add source (Return)"))

        self.kind.currentIndexChanged.connect(lambda _at: self._show_usual())
        self.name.textChanged.connect(lambda _text: self._show_state())
        self.address.textChanged.connect(lambda _text: self._show_state())
        self._show_usual()
        self._show_state()

    def entrance(self) -> QWidget:
        return self.name

    def act(self) -> None:
        source = Source(
            name=self.name.text().strip(),
            kind=SourceKind(self.kind.currentData()),
            address=self.address.text().strip(),
            user=self.user.text().strip(),
        )
        self.source_described.emit(source, self.token.text() or None)

    def accept(self) -> None:
        """Close after it was kept."""
        for typed in (self.name, self.user, self.token):
            typed.clear()
        self.close_drawer()

    def _show_usual(self) -> None:
        """Offer the address where such a program usually answers, unless another was typed."""
        if self.address.text() in ("", *_USUAL.values()):
            self.address.setText(_USUAL[SourceKind(self.kind.currentData())])

    def _show_state(self) -> None:
        given = bool(self.name.text().strip() and self.address.text().strip())
        self.submit.setEnabled(given)
        self.explanation.setText(
            _("It is kept for this user on this machine; nothing is asked of it yet.")
            if given
            else _("Give it a name, and the address where it answers.")
        )
