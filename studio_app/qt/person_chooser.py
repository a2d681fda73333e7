"""Who is at this installation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton

from studio_app.domain.language import _

if TYPE_CHECKING:
    from studio_app.domain.ids import PersonId
    from studio_app.domain.people import Person
    from studio_app.qt.theme import Theme

_WIDTH = 160


class PersonChooser(QToolButton):
    """A menu of everybody, sorted by reading, and the ways to somebody new and to what is wrong about somebody."""

    person_chosen = Signal(object)
    person_wanted = Signal()
    change_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._people: tuple[Person, ...] = ()
        self._me: PersonId | None = None
        self._menu = QMenu(self)
        self.setIcon(theme.icon("person"))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setMenu(self._menu)
        self.setMaximumWidth(_WIDTH + 48)
        self.show_people((), None)

    @property
    def people(self) -> tuple[Person, ...]:
        """Everybody, sorted by reading."""
        return self._people

    @property
    def me(self) -> PersonId | None:
        """Who is at this installation."""
        return self._me

    def show_people(self, people: tuple[Person, ...], me: Person | None) -> None:
        """Offer these people; `me` is marked."""
        self._people = tuple(sorted(people, key=lambda person: (person.reading or person.name, person.code)))
        self._me = me.id if me is not None else None
        self._menu.clear()
        group = QActionGroup(self._menu)
        for person in self._people:
            action = QAction(f"{person.name}   {person.code}", self._menu)
            action.setCheckable(True)
            action.setChecked(person.id == self._me)
            action.triggered.connect(lambda _checked=False, chosen=person: self.person_chosen.emit(chosen))
            group.addAction(action)
            self._menu.addAction(action)
        self._menu.addSeparator()
        new = self._menu.addAction(_("Add a person…"))
        new.triggered.connect(lambda _checked=False: self.person_wanted.emit())
        if self._people:
            change = self._menu.addAction(_("Change a person…"))
            change.triggered.connect(lambda _checked=False: self.change_wanted.emit())
        self._show_me(me)

    def _show_me(self, me: Person | None) -> None:
        name = me.name if me is not None else _("Who am I?")
        self.setText(self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, _WIDTH))
        said = (
            _("What you do is recorded as done by {name}. Choose another person here (Ctrl+U).", name=name)
            if me is not None
            else _("Say who you are, so that entries carry your name (Ctrl+U).")
        )
        self.setToolTip(said)
        self.setAccessibleName(said)
