"""Names somebody on the credit sheet: a person, a role, one button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from studio_app.domain.language import _
from studio_app.statements.names import sort_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studio_app.domain.people import Person
    from studio_app.statements.roles import Role


class NameField(QWidget):
    """For people whose work is not recorded here; a check then asks for a reason."""

    name_wanted = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.person = QComboBox()
        self.role = QComboBox()
        self.submit = QPushButton(_("Name them"))

        for box, words in ((self.person, _("Person")), (self.role, _("Role"))):
            box.setAccessibleName(words)
            box.setToolTip(words)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(8)
        sentence = _("Writes one entry: this person stands in this role on this sheet, whether or not work is recorded")
        self.submit.setToolTip(sentence)
        self.submit.setAccessibleName(f"{self.submit.text()}: {sentence}")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.role, 1)
        row.addWidget(self.submit)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 0, 12, 4)
        column.setSpacing(8)
        column.addWidget(self.person)
        column.addLayout(row)

        self.submit.clicked.connect(
            lambda _checked=False: self.name_wanted.emit(self.person.currentData(), self.role.currentData())
        )
        self._show_state()

    def know_people(self, people: Sequence[Person]) -> None:
        """Know who can be named."""
        _fill(
            self.person, tuple((f"{one.printed_name} ({one.code})", one.code) for one in sorted(people, key=sort_key))
        )
        self._show_state()

    def know_roles(self, roles: Sequence[Role]) -> None:
        """Know in which roles."""
        _fill(self.role, tuple((f"{one.ja}  {one.en}", one.key) for one in roles))
        self._show_state()

    def _show_state(self) -> None:
        self.submit.setEnabled(self.person.count() > 0 and self.role.count() > 0)


def _fill(box: QComboBox, items: tuple[tuple[str, str], ...]) -> None:
    chosen = box.currentData()
    box.clear()
    for words, value in items:
        box.addItem(words, value)
    box.setCurrentIndex(max(0, box.findData(chosen)))
