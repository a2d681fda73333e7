"""What is done with credits and pay: their pages, months, writing, locking, invoices, answers, delivery."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio_app.domain.language import _
from studio_app.qt.command import made

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget

    from studio_app.qt.theme import Theme


class SheetCommands:
    """The commands of whoever draws up sheets; `write`, `lock` and the rest act on the page that is in sight."""

    def __init__(self, window: QWidget, theme: Theme) -> None:
        self._window = window
        self._theme = theme
        self.credits_page = self._made(
            "credits",
            "F10",
            _("Credits"),
            _("The credit sheet as it will print, and what is open on it"),
            checkable=True,
        )
        self.pay_page = self._made(
            "pay", "F12", _("Pay"), _("What everybody is paid for a month, and what it rests on"), checkable=True
        )
        self.back = self._made("left", "Alt+Left", _("Back"), _("Go back to where you came from"))
        self.write = self._made("export", "Ctrl+S", _("Write…"), _("Choose a file and write this sheet"))
        self.lock = self._made("lock", "Ctrl+Shift+L", _("Lock…"), _("Lock the credits as they stand"))
        self.statement = self._made(
            "sheet", "Ctrl+P", _("As it will print"), _("Show the statement as it will print"), checkable=True
        )
        self.invoice = self._made("export", "Ctrl+I", _("Invoice…"), _("Draft the invoice of the person chosen"))
        self.earlier_month = self._made("left", "Ctrl+PgUp", _("Earlier month"), _("The month before"))
        self.later_month = self._made("right", "Ctrl+PgDown", _("Later month"), _("The month after"))
        self.answers = self._made(
            "question", "Ctrl+D", _("Answers"), _("Answer a question about AI, or deliver a picture")
        )
        for action in (self.write, self.lock, self.invoice):
            # Left to itself, Qt takes the three dots off what buttons show.
            action.setIconText(action.text())
        for action in (self.write, self.lock, self.statement, self.invoice, self.earlier_month, self.later_month):
            action.setEnabled(False)
        self.back.setEnabled(False)

    def pages(self) -> tuple[QAction, ...]:
        """Return the pages of producers."""
        return self.credits_page, self.pay_page

    def _made(self, icon: str, key: str, text: str, sentence: str, *, checkable: bool = False) -> QAction:
        return made(self._window, self._theme, icon, key, text, sentence, checkable=checkable)
