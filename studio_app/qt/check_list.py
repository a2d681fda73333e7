"""The checks of a credit sheet as a list one works off, and beneath it what can be done about the one chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QListView, QPushButton, QVBoxLayout, QWidget

from studio_app.domain.credit_words import CreditCheck
from studio_app.domain.language import _
from studio_app.qt.credit_lines import check_line
from studio_app.qt.lines import LineDelegate, LineModel
from studio_app.statements.credit_sheet import check_key
from studio_app.statements.names import sort_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import SignalInstance

    from studio_app.domain.people import Person
    from studio_app.qt.theme import Theme
    from studio_app.statements.credit_sheet import OpenCheck

_ROWS = 6
_ROW_PX = 40


class CheckList(QWidget):
    """Each deed needs a reason, typed in place; what it writes stands on its button's tooltip in one sentence."""

    clear_wanted = Signal(object, str)
    leaving_out_wanted = Signal(object, str)
    saying_whose_wanted = Signal(object, str, str)
    withdrawal_wanted = Signal(object, str)
    evidence_wanted = Signal(str, object)

    def __init__(self, theme_in_use: Theme) -> None:
        super().__init__()
        self._checks: tuple[OpenCheck, ...] = ()
        self.list = QListView()
        self.model = LineModel()
        self.sentence = QLabel()
        self.reason = QLineEdit()
        self.person = QComboBox()
        self.clear = QPushButton(_("Clear it"))
        self.leave_out = QPushButton(_("Leave out"))
        self.withdraw = QPushButton(_("Withdraw the name"))
        self.say_whose = QPushButton(_("It was theirs"))
        self.evidence = QPushButton(_("Evidence"))
        self._deed = QWidget()
        self._lay_out(theme_in_use)

        self.list.selectionModel().currentChanged.connect(lambda _now, _before: self._show_chosen())
        self.reason.textChanged.connect(lambda _text: self._show_state())
        self.person.currentIndexChanged.connect(lambda _row: self._show_state())
        self.clear.clicked.connect(lambda _checked=False: self._tell(self.clear_wanted))
        self.leave_out.clicked.connect(lambda _checked=False: self._tell(self.leaving_out_wanted))
        self.withdraw.clicked.connect(lambda _checked=False: self._tell(self.withdrawal_wanted))
        self.say_whose.clicked.connect(lambda _checked=False: self._on_said_whose())
        self.evidence.clicked.connect(lambda _checked=False: self._on_evidence())
        self._show_chosen()
        self.hide()

    @property
    def chosen(self) -> OpenCheck | None:
        """The check that is looked at."""
        row = self.list.currentIndex().row()
        return self._checks[row] if 0 <= row < len(self._checks) else None

    def know_people(self, people: Sequence[Person]) -> None:
        """Know who can be said to have done something."""
        chosen = self.person.currentData()
        self.person.clear()
        for one in sorted(people, key=sort_key):
            self.person.addItem(f"{one.printed_name} ({one.code})", one.code)
        self.person.setCurrentIndex(self.person.findData(chosen))

    def show_checks(self, checks: tuple[OpenCheck, ...]) -> None:
        """Show other checks, open ones first; the one that was looked at stays so, else the next one is."""
        if checks == self._checks:
            return
        before, row = self.chosen, self.list.currentIndex().row()
        self._checks = checks
        self.model.show_lines(tuple(check_line(one) for one in checks))
        keys = [check_key(one) for one in checks]
        at = keys.index(check_key(before)) if before is not None and check_key(before) in keys else row
        if before is None or at != row or check_key(before) not in keys:
            self.reason.clear()
        if checks:
            self.list.setCurrentIndex(self.model.index(max(0, min(at, len(checks) - 1)), 0))
        self.list.setFixedHeight(_ROW_PX * max(1, min(_ROWS, len(checks))))
        self.setVisible(bool(checks))
        self._show_chosen()

    def choose(self, key: str) -> None:
        """Look at the check of a key of the printed sheet."""
        for row, one in enumerate(self._checks):
            if check_key(one) == key:
                self.list.setCurrentIndex(self.model.index(row, 0))

    def _show_chosen(self) -> None:
        check = self.chosen
        self._deed.setVisible(check is not None)
        if check is None:
            return
        where = ", ".join(check.backgrounds)
        self.sentence.setText("\n".join(one for one in (check.sentence, where) if one))
        nameless = check.check is CreditCheck.WORKED_NOT_NAMED and not check.person
        todo = not check.cleared
        self.reason.setVisible(todo and (check.may_clear or nameless))
        self.person.setVisible(todo and nameless)
        self.say_whose.setVisible(todo and nameless)
        self.clear.setVisible(todo and check.may_clear)
        worked = check.check is CreditCheck.WORKED_NOT_NAMED
        self.leave_out.setVisible(todo and worked and check.may_clear and bool(check.code))
        self.withdraw.setVisible(todo and not worked)
        self.reason.setVisible(todo and (check.may_clear or nameless or not worked))
        self.evidence.setVisible(bool(check.entries))
        self._show_state()

    def _show_state(self) -> None:
        ready = bool(self.reason.text().strip())
        for button in (self.clear, self.leave_out, self.withdraw):
            button.setEnabled(ready)
        self.say_whose.setEnabled(ready and self.person.currentIndex() >= 0)

    def _tell(self, signal: SignalInstance) -> None:
        if self.chosen is not None:
            signal.emit(self.chosen, self.reason.text().strip())

    def _on_said_whose(self) -> None:
        if self.chosen is not None:
            self.saying_whose_wanted.emit(self.chosen, str(self.person.currentData()), self.reason.text().strip())

    def _on_evidence(self) -> None:
        if self.chosen is not None:
            self.evidence_wanted.emit(self.chosen.sentence, self.chosen.entries)

    def _lay_out(self, theme_in_use: Theme) -> None:
        self.list.setModel(self.model)
        self.list.setItemDelegate(LineDelegate(theme_in_use))
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setAccessibleName(_("Open checks"))
        self.sentence.setWordWrap(True)
        self.sentence.setProperty("caption", True)
        self.reason.setPlaceholderText(_("reason, signed with your name"))
        self.reason.setAccessibleName(_("Reason"))
        self.reason.setToolTip(_("Why; it is kept with your name and printed with the sheet"))
        self.person.setAccessibleName(_("Whose work it is"))
        self.person.setToolTip(_("Whose work it is"))
        for button, sentence in (
            (self.clear, _("Writes one entry: this check is cleared, for this reason, signed by you")),
            (self.leave_out, _("Writes one entry: they are left out of the credits, for this reason, signed by you")),
            (self.withdraw, _("Writes one entry: the name that was given is withdrawn, for this reason")),
            (
                self.say_whose,
                _("Writes one entry: it was this person’s work, for this reason; the old one stays readable"),
            ),
            (self.evidence, _("Show the pictures, time and entries beneath it")),
        ):
            button.setToolTip(sentence)
            button.setAccessibleName(f"{button.text()}: {sentence}")
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.evidence)
        buttons.addStretch(1)
        for button in (self.withdraw, self.leave_out, self.say_whose, self.clear):
            buttons.addWidget(button)
        inner = QVBoxLayout(self._deed)
        inner.setContentsMargins(12, 4, 12, 8)
        inner.setSpacing(8)
        for part in (self.sentence, self.person, self.reason):
            inner.addWidget(part)
        inner.addLayout(buttons)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addWidget(self.list)
        box.addWidget(self._deed)
