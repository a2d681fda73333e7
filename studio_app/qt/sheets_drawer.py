"""Credit sheet and pay statement: the period, and where to write them."""

from datetime import date, timedelta

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QDateEdit, QPushButton, QWidget

from studio_app.domain.language import _
from studio_app.qt.drawer import Drawer, field
from studio_app.qt.theme import Theme


class SheetsDrawer(Drawer):
    """The first button draws up the credit sheet, the second the pay statement of a period."""

    credits_wanted = Signal()
    pay_wanted = Signal(object, object)

    def __init__(self, theme: Theme, *, currency: str, today: date) -> None:
        super().__init__(theme)
        first, last = month_before(today)
        self.first = _date_field(first)
        self.last = _date_field(last)
        self.pay = QPushButton(_("Pay statement…"))
        self._currency = currency

        self.title.show_text(_("Draw up sheets"))
        self.submit.setText(_("Credit sheet…"))
        self.submit.setToolTip(_("Choose a file and write the credit sheet of the whole production"))
        self.submit.setAccessibleName(_("Credit sheet"))
        self.pay.setAccessibleName(_("Pay statement"))
        self.fields.addWidget(field(_("Pay from (first day)"), self.first))
        self.fields.addWidget(field(_("to (last day, included)"), self.last))
        self.fields.addStretch(1)
        self.foot.addWidget(self.pay)

        self.first.dateChanged.connect(lambda _date: self._show_state())
        self.last.dateChanged.connect(lambda _date: self._show_state())
        self.pay.clicked.connect(lambda _checked=False: self.pay_wanted.emit(*self.period()))
        self._show_state()

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
            _("Both rest on the ledger as it stands now; amounts in {currency}.", currency=self._currency)
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
