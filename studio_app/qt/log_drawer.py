"""Time that was not measured, typed in with its reason."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QTime, Signal
from PySide6.QtWidgets import QComboBox, QDateTimeEdit, QLineEdit, QTimeEdit

from studio_app.domain.language import _
from studio_app.domain.sessions import WorkKind
from studio_app.domain.wording import work_word
from studio_app.qt.drawer import Drawer, field

if TYPE_CHECKING:
    from studio_app.domain.backgrounds import Background
    from studio_app.domain.ids import BackgroundId
    from studio_app.qt.theme import Theme

_LONGEST = QTime(23, 59)
_USUAL = QTime(1, 0)


class LogDrawer(Drawer):
    """When it began, how long it was, what kind of work, and why it was not measured."""

    logged = Signal(object, object, object, object, str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._background: BackgroundId | None = None
        self.begun = QDateTimeEdit()
        self.length = QTimeEdit()
        self.kind = QComboBox()
        self.reason = QLineEdit()

        self.begun.setDisplayFormat("yyyy-MM-dd HH:mm")
        self.length.setDisplayFormat("H:mm")
        for number in (self.begun, self.length):
            number.setButtonSymbols(QDateTimeEdit.ButtonSymbols.NoButtons)
        self.length.setMaximumTime(_LONGEST)
        self.reason.setMaxLength(200)
        self.reason.setMinimumWidth(160)
        for kind in WorkKind:
            self.kind.addItem(work_word(kind), kind)
        self.fields.addWidget(field(_("It began"), self.begun))
        self.fields.addWidget(field(_("Length"), self.length))
        self.fields.addWidget(field(_("Kind of work"), self.kind))
        self.fields.addWidget(field(_("Why it was not measured"), self.reason), 1)
        self.submit.setText(_("Type in"))
        self.submit.setToolTip(_("Record this time as stated by you (Return)"))
        self.submit.setAccessibleName(_("Type in"))
        self.explanation.setText(_("One entry is written; this time stays marked as stated by you."))

        self.reason.textChanged.connect(lambda _text: self._show_state())
        self.length.timeChanged.connect(lambda _time: self._show_state())

    def ask(self, background: Background, now: datetime) -> None:
        """Open for a background; time is taken to have ended just now."""
        self._background = background.id
        local = QDateTime.fromSecsSinceEpoch(int(now.timestamp()))
        self.length.setTime(_USUAL)
        self.begun.setMaximumDateTime(local)
        self.begun.setDateTime(local.addSecs(-_USUAL.hour() * 3600))
        self.reason.clear()
        self.title.show_text(_("Type in time on {code}", code=background.code))
        self._show_state()
        self.open_drawer()

    def entrance(self) -> QLineEdit:
        return self.reason

    def act(self) -> None:
        if self._background is None or not self.submit.isEnabled():
            return
        begun = datetime.fromtimestamp(self.begun.dateTime().toSecsSinceEpoch(), UTC)
        length = timedelta(milliseconds=QTime(0, 0).msecsTo(self.length.time()))
        self.close_drawer()
        self.logged.emit(self._background, WorkKind(self.kind.currentData()), begun, length, self.reason.text())

    def _show_state(self) -> None:
        self.submit.setEnabled(bool(self.reason.text().strip()) and self.length.time() > QTime(0, 0))
