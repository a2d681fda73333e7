"""What is done to recorded time before it is sent: cut it, re-assign it, leave it out."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, Signal
from PySide6.QtWidgets import QComboBox, QDateTimeEdit, QLineEdit, QWidget

from studio_app.domain.language import _
from studio_app.domain.sessions import WorkKind
from studio_app.domain.wording import work_word
from studio_app.qt.drawer import Drawer, field

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studio_app.domain.ids import BackgroundId
    from studio_app.qt.theme import Theme
    from studio_app.workflow.desk_views import LineView
    from studio_app.workflow.views import BackgroundRow


class LineDeed(StrEnum):
    """What the drawer asks about."""

    SPLIT = "split"
    ASSIGN = "assign"
    LEAVE_OUT = "leave-out"


class LineDrawer(Drawer):
    """One question at a time about one line; what was recorded itself stays as it is."""

    # Milliseconds since 1970 are too long for the whole numbers of a signal.
    split_wanted = Signal(object, object)
    assign_wanted = Signal(object, object, object)
    leave_out_wanted = Signal(object, str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._deed = LineDeed.SPLIT
        self._view: LineView | None = None
        self.moment = QDateTimeEdit()
        self.background = QComboBox()
        self.kind = QComboBox()
        self.reason = QLineEdit()

        self.moment.setDisplayFormat("yyyy-MM-dd HH:mm:ss")
        self.moment.setButtonSymbols(QDateTimeEdit.ButtonSymbols.NoButtons)
        self.reason.setMaxLength(200)
        self.reason.setPlaceholderText(_("It stays at this desk"))
        self.reason.setMinimumWidth(320)
        for kind in WorkKind:
            self.kind.addItem(work_word(kind), kind)
        self._fields: dict[QWidget, LineDeed] = {
            field(_("Cut it at"), self.moment): LineDeed.SPLIT,
            field(_("It was work on"), self.background): LineDeed.ASSIGN,
            field(_("Kind of work"), self.kind): LineDeed.ASSIGN,
            field(_("Why it is left out"), self.reason): LineDeed.LEAVE_OUT,
        }
        for holder, deed in self._fields.items():
            self.fields.addWidget(holder, 1 if deed is LineDeed.LEAVE_OUT else 0)
        self._rest = QWidget()
        self.fields.addWidget(self._rest, 1)

        self._say(_("Cut"))

        self.reason.textChanged.connect(lambda _text: self._show_state())

    def ask_split(self, view: LineView) -> None:
        """Ask where to cut."""
        begun, ended = (QDateTime.fromMSecsSinceEpoch(ms) for ms in (view.started_ms, view.stopped_ms))
        self.moment.setDateTimeRange(begun, ended)
        self.moment.setDateTime(QDateTime.fromMSecsSinceEpoch((view.started_ms + view.stopped_ms) // 2))
        self._ask(LineDeed.SPLIT, view, _("Cut the time on {code} in two", code=view.line.task.code))

    def ask_assign(self, view: LineView, rows: Sequence[BackgroundRow]) -> None:
        """Ask what it was work on."""
        self.background.clear()
        for row in rows:
            self.background.addItem(row.background.code, row.background.id)
        self.background.setCurrentIndex(self.background.findData(view.line.task.background))
        self.kind.setCurrentIndex(self.kind.findData(view.line.task.work))
        self._ask(LineDeed.ASSIGN, view, _("Re-assign the time on {code}", code=view.line.task.code))

    def ask_leave_out(self, view: LineView) -> None:
        """Ask why it is left out."""
        self.reason.clear()
        self._ask(LineDeed.LEAVE_OUT, view, _("Leave the time on {code} out", code=view.line.task.code))

    def entrance(self) -> QWidget:
        return {
            LineDeed.SPLIT: self.moment,
            LineDeed.ASSIGN: self.background,
            LineDeed.LEAVE_OUT: self.reason,
        }[self._deed]

    def act(self) -> None:
        if self._view is None or not self.submit.isEnabled():
            return
        view = self._view.line.id
        self.close_drawer()
        if self._deed is LineDeed.SPLIT:
            self.split_wanted.emit(view, self.moment.dateTime().toMSecsSinceEpoch())
        elif self._deed is LineDeed.ASSIGN:
            background: BackgroundId = self.background.currentData()
            self.assign_wanted.emit(view, background, WorkKind(self.kind.currentData()))
        else:
            self.leave_out_wanted.emit(view, self.reason.text())

    def _ask(self, deed: LineDeed, view: LineView, title: str) -> None:
        self._deed, self._view = deed, view
        for holder, own in self._fields.items():
            holder.setVisible(own is deed)
        self._rest.setVisible(deed is not LineDeed.LEAVE_OUT)
        words = {LineDeed.SPLIT: _("Cut"), LineDeed.ASSIGN: _("Re-assign"), LineDeed.LEAVE_OUT: _("Leave out")}[deed]
        self._say(words)
        self.title.show_text(title)
        self.explanation.setText(_("What was recorded stays as it is; that you changed it stands beside it for good."))
        self._show_state()
        self.open_drawer()

    def _say(self, words: str) -> None:
        self.submit.setText(words)
        self.submit.setAccessibleName(words)
        self.submit.setToolTip(_("{deed} (Return)", deed=words))

    def _show_state(self) -> None:
        self.submit.setEnabled(self._deed is not LineDeed.LEAVE_OUT or bool(self.reason.text().strip()))
