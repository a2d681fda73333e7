"""What the draft of an invoice needs beside the ledger: whose, its number, and to whom it goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton

from studio_app.domain.floor_wording import money_words
from studio_app.domain.language import _
from studio_app.qt.drawer import Drawer, field

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from studio_app.qt.theme import Theme
    from studio_app.statements.pay_statement import PersonPay


class InvoiceDrawer(Drawer):
    """Tells `invoice_wanted(code, number, recipient)` of one person, or `all_wanted(recipient)` of everybody."""

    invoice_wanted = Signal(str, str, str)
    all_wanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.person = QComboBox()
        self.number = QLineEdit()
        self.recipient = QLineEdit()
        self.everybody = QPushButton(_("Everybody’s…"))

        self.title.show_text(_("Draft of an invoice"))
        self.submit.setText(_("Write…"))
        self.submit.setToolTip(_("Choose a file and write this person’s draft (Return)"))
        self.submit.setAccessibleName(_("Write this person’s draft"))
        self.everybody.setToolTip(_("Choose a folder and write one draft for each person who is paid this month"))
        self.everybody.setAccessibleName(self.everybody.toolTip())
        self.person.setMinimumContentsLength(16)
        self.person.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.number.setPlaceholderText(_("none yet"))
        self.recipient.setPlaceholderText(_("the production"))
        self.fields.addWidget(field(_("Whose invoice"), self.person), 2)
        self.fields.addWidget(field(_("Number"), self.number), 1)
        self.fields.addWidget(field(_("To whom it goes"), self.recipient), 2)
        self.foot.addWidget(self.everybody)

        self.everybody.clicked.connect(lambda _checked=False: self.all_wanted.emit(self.recipient.text().strip()))

    def ask(self, paid: tuple[PersonPay, ...], person: str) -> None:
        """Ask about everybody who is paid, beginning with one."""
        self.person.clear()
        for one in paid:
            amounts = " + ".join(money_words(total) for total in one.totals)
            self.person.addItem(f"{one.name} ({one.code}) · {amounts}", one.code)
        self.person.setCurrentIndex(max(0, self.person.findData(person)))
        self.submit.setEnabled(bool(paid))
        self.everybody.setEnabled(bool(paid))
        self.explanation.setText(
            _("A draft of what they are owed for the month shown; tax and withholding follow their contract.")
            if paid
            else _("Nobody has an amount in this month.")
        )
        self.open_drawer()

    def accept(self) -> None:
        """Close it: it was written."""
        self.number.clear()
        self.close_drawer()

    def entrance(self) -> QWidget:
        return self.person

    def act(self) -> None:
        self.invoice_wanted.emit(
            str(self.person.currentData()), self.number.text().strip(), self.recipient.text().strip()
        )
