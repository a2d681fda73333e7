"""Credit sheet, pay statement and notes: the period, the episode, and where to write them."""

from datetime import date, timedelta

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QDateEdit, QLineEdit, QPushButton, QWidget

from studio_app.domain.language import _
from studio_app.qt.drawer import Drawer, field
from studio_app.qt.theme import Theme
from studio_app.workflow.note_sheets import NoteScope


class SheetsDrawer(Drawer):
    """A button for the credit sheet, one for the pay statement of a period, one for the notes of an episode."""

    credits_wanted = Signal()
    pay_wanted = Signal(object, object)
    notes_wanted = Signal(object)

    def __init__(self, theme: Theme, *, currency: str, today: date) -> None:
        super().__init__(theme)
        first, last = month_before(today)
        self.first = _date_field(first)
        self.last = _date_field(last)
        self.pay = QPushButton(_("Pay statement…"))
        self.episode = QLineEdit()
        self.waiting = QCheckBox(_("To be redone only"))
        self.notes = QPushButton(_("Notes…"))
        self._currency = currency

        self.title.show_text(_("Draw up sheets"))
        self.submit.setText(_("Credit sheet…"))
        self.submit.setToolTip(_("Choose a file and write the credit sheet of the whole production"))
        self.submit.setAccessibleName(_("Credit sheet"))
        self.pay.setAccessibleName(_("Pay statement"))
        self.fields.addWidget(field(_("Pay from (first day)"), self.first))
        self.fields.addWidget(field(_("to (last day, included)"), self.last))
        self.episode.setPlaceholderText(_("all"))
        self.waiting.setToolTip(self.waiting.text())
        self.notes.setAccessibleName(_("Notes"))
        self.notes.setToolTip(_("Choose a file and write the notes with their pictures, as PDF or CSV"))
        self.fields.addWidget(field(_("Notes of the episode"), self.episode))
        self.fields.addWidget(self.waiting, 0, Qt.AlignmentFlag.AlignBottom)
        self.fields.addStretch(1)
        self.foot.addWidget(self.pay)
        self.foot.addWidget(self.notes)

        self.first.dateChanged.connect(lambda _date: self._show_state())
        self.last.dateChanged.connect(lambda _date: self._show_state())
        self.pay.clicked.connect(lambda _checked=False: self.pay_wanted.emit(*self.period()))
        self.notes.clicked.connect(lambda _checked=False: self.notes_wanted.emit(self.scope()))
        self._show_state()

    def scope(self) -> NoteScope:
        """Return which notes are wanted."""
        return NoteScope(episode=self.episode.text().strip(), open_only=self.waiting.isChecked())

    def period(self) -> tuple[date, date]:
        """Return the first and the last day."""
        return _as_date(self.first), _as_date(self.last)

    def entrance(self) -> QWidget:
        return self.submit

    def act(self) -> None:
        self.credits_wanted.emit()

    def _show_state(self) -> None:
        first, last = self.period()
        self.pay.setEnabled(first <= last)
        self.pay.setToolTip(
            _("Choose a file and write what is paid from {first} to {last}", first=first, last=last)
            if first <= last
            else _("The first day must not be after the last.")
        )
        self.explanation.setText(
            _("All rest on the ledger as it stands now; amounts in {currency}.", currency=self._currency)
            if first <= last
            else _("The first day must not be after the last.")
        )


def month_before(today: date) -> tuple[date, date]:
    """Return the first and the last day of the month before: what is usually paid now."""
    last = today.replace(day=1) - timedelta(days=1)
    return last.replace(day=1), last


def _as_date(widget: QDateEdit) -> date:
    chosen = widget.date()
    return date(chosen.year(), chosen.month(), chosen.day())


def _date_field(day: date) -> QDateEdit:
    widget = QDateEdit(QDate(day.year, day.month, day.day))
    widget.setDisplayFormat("yyyy-MM-dd")
    widget.setCalendarPopup(True)
    widget.setMinimumWidth(136)
    return widget
