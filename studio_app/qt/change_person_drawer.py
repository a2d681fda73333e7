"""A person's details put right: whom, and each detail as it stands now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QComboBox, QHBoxLayout, QLineEdit

from studio_app.domain.language import _
from studio_app.qt.drawer import Drawer, field
from studio_app.qt.person_fields import PersonFields
from studio_app.qt.search_box import SearchBox
from studio_app.statements.names import sort_key
from studio_app.workflow.people import Details

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from studio_app.domain.people import Person
    from studio_app.qt.theme import Theme


class ChangePersonDrawer(Drawer):
    """Tells `change_wanted(person, details)`; only what was typed anew is among the details."""

    change_wanted = Signal(object, object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._people: dict[str, Person] = {}
        self._asked: Person | None = None
        self._sentence = _("Whose details; type any part of a name or code to search")
        self.person = SearchBox(_("Person"), self._sentence)
        lines = PersonFields()
        self.name, self.reading, self.name_en = lines.name, lines.reading, lines.name_en
        self.credit_as = QLineEdit()
        self.number = QLineEdit()
        self._lines: dict[str, QLineEdit] = {
            "name": self.name,
            "reading": self.reading,
            "name_en": self.name_en,
            "credit_as": self.credit_as,
            "registration_number": self.number,
        }

        self.title.show_text(_("Change a person"))
        self.person.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.person.setMinimumContentsLength(11)
        self.number.setPlaceholderText(_("none yet"))
        self.fields.setDirection(QBoxLayout.Direction.TopToBottom)
        name, reading, name_en = lines.holders()
        whom, printed, number = (
            field(_("Person"), self.person),
            field(_("Name to print"), self.credit_as),
            field(_("Registration number"), self.number),
        )
        for row in ((whom, name, reading), (name_en, printed, number)):
            beside = QHBoxLayout()
            beside.setSpacing(8)
            for holder in row:
                beside.addWidget(holder, 1)
            self.fields.addLayout(beside)
        self.submit.setText(_("Change person"))
        self.submit.setAccessibleName(_("Change person"))
        self.submit.setToolTip(_("{deed} (Return)", deed=self.submit.text()))

        self.person.currentIndexChanged.connect(lambda _row: self._show_person())
        for line in self._lines.values():
            line.textChanged.connect(lambda _text: self._show_state())
        self._show_state()

    def ask(self, people: Sequence[Person], start: str) -> None:
        """Open for everybody, beginning with the one whose id or code is `start`, else with the first."""
        ordered = sorted(people, key=sort_key)
        self._people = {one.id: one for one in ordered}
        self._asked = None
        self.person.blockSignals(True)
        self.person.clear()
        for one in ordered:
            self.person.addItem(f"{one.name} ({one.code})", one.id)
        found = (row for row, one in enumerate(ordered) if start in {one.id, one.code})
        self.person.setCurrentIndex(next(found, 0))
        self.person.blockSignals(False)
        # Of two names that are too long the codes tell who is who.
        self.person.elide(Qt.TextElideMode.ElideMiddle)
        self._show_person()
        self.open_drawer()

    def entrance(self) -> QWidget:
        return self.person

    def act(self) -> None:
        chosen = self._chosen
        if chosen is not None:
            # Return pressed twice asks once.
            self._asked = chosen
            self._show_state()
            self.change_wanted.emit(chosen.id, self._details(chosen))

    def accept(self) -> None:
        """Close it, after the change was recorded, unless somebody else is being looked at by now."""
        if self._asked is not None:
            self._asked = None
            self.close_drawer()

    def ask_again(self) -> None:
        """Let what was refused be put right."""
        self._asked = None
        self._show_state()

    @property
    def _chosen(self) -> Person | None:
        return self._people.get(str(self.person.currentData()))

    def _details(self, person: Person) -> Details:
        typed = {name: line.text().strip() for name, line in self._lines.items()}
        return Details(**{name: text for name, text in typed.items() if text != getattr(person, name).strip()})

    def _show_person(self) -> None:
        person = self._chosen
        self._asked = None
        for part in (self.person, *self.person.findChildren(QLineEdit)):
            part.setToolTip(f"{self.person.chosen}\n{self._sentence}".strip())
        for name, line in self._lines.items():
            line.setText(getattr(person, name) if person is not None else "")
            # Of a long name the beginning is looked at.
            line.setCursorPosition(0)
        self._show_state()

    def _show_state(self) -> None:
        person, name = self._chosen, self.name.text().strip()
        differs = person is not None and self._details(person) != Details()
        self.credit_as.setPlaceholderText(name)
        for line in self._lines.values():
            # What is longer than its line is read here.
            line.setToolTip(line.text() or line.accessibleName())
        self.submit.setEnabled(bool(name) and differs and self._asked is None)
        if not name:
            self.explanation.setText(_("Give the name; every other field may be empty."))
        elif differs:
            self.explanation.setText(
                _("Writes one entry. Sheets drawn up from now on use it; credits that were locked stay as issued.")
            )
        else:
            self.explanation.setText(_("This is what is recorded now. Change what is not right."))
