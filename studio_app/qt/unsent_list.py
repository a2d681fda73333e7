"""Recorded time that was not sent yet, and what can be done with the chosen line."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from studio_app.domain.desk_lines import TimeKind
from studio_app.domain.desk_wording import time_kind_word
from studio_app.domain.language import _, counted
from studio_app.domain.moments import from_ms
from studio_app.domain.wording import hours, work_word
from studio_app.qt.command import button_for
from studio_app.qt.lines import Line, LineList, LineModel

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance

    from studio_app.domain.ids import SessionId
    from studio_app.qt.commands import Commands
    from studio_app.qt.theme import Theme
    from studio_app.workflow.desk_views import DeskSheet, LineView


class UnsentList(QWidget):
    """One line each; the row of buttons above acts on the chosen one, `Submit` on all."""

    split_wanted = Signal(object)
    merge_wanted = Signal(object, object)
    assign_wanted = Signal(object)
    leave_out_wanted = Signal(object)
    take_back_wanted = Signal(object)

    def __init__(self, theme_in_use: Theme, commands: Commands) -> None:
        super().__init__()
        self._views: tuple[LineView, ...] = ()
        self._model = LineModel()
        self.list = LineList(theme_in_use, name=_("Not sent yet"))
        self.list.setModel(self._model)
        self.submit = button_for(commands.desk.submit_time, text=True)
        self.split = _button(theme_in_use, "split", _("Cut"), _("Cut the chosen time in two"))
        self.merge = _button(theme_in_use, "merge", _("Join"), _("Join the chosen time with the one below it"))
        self.assign = _button(theme_in_use, "right", _("Re-assign"), _("Say that the chosen time was other work"))
        self.leave_out = _button(theme_in_use, "leave", _("Leave out"), _("Keep the chosen time from being sent"))
        self._lay_out()

        self.list.selectionModel().currentChanged.connect(lambda *_where: self._show_state())
        self.split.clicked.connect(lambda _checked=False: self._emit(self.split_wanted))
        self.assign.clicked.connect(lambda _checked=False: self._emit(self.assign_wanted))
        self.leave_out.clicked.connect(lambda _checked=False: self._on_leave_out())
        self.merge.clicked.connect(lambda _checked=False: self._on_merge())
        self._show_state()

    @property
    def chosen(self) -> LineView | None:
        """The chosen line."""
        row = self.list.currentIndex().row()
        return self._views[row] if 0 <= row < len(self._views) else None

    def show_sheet(self, sheet: DeskSheet) -> None:
        """Show what was not sent, newest first; what was chosen stays so."""
        chosen: SessionId | None = self.chosen.line.id if self.chosen is not None else None
        self._views = tuple(reversed(sheet.lines))
        self._model.show_lines(tuple(line_of(view) for view in self._views))
        self.list.fit_lines()
        place = next((n for n, view in enumerate(self._views) if view.line.id == chosen), 0)
        if self._views:
            self.list.setCurrentIndex(self._model.index(place, 0))
        self._show_state()

    def _below(self) -> LineView | None:
        """The line under the chosen one, if both are work on the same."""
        row = self.list.currentIndex().row()
        one, other = self.chosen, self._views[row + 1] if 0 <= row < len(self._views) - 1 else None
        fits = one is not None and other is not None and one.line.task == other.line.task
        return other if fits and other is not None and not other.runs else None

    def _emit(self, wanted: SignalInstance) -> None:
        if self.chosen is not None:
            wanted.emit(self.chosen)

    def _on_leave_out(self) -> None:
        if self.chosen is not None:
            self._emit(self.take_back_wanted if self.chosen.line.left_out else self.leave_out_wanted)

    def _on_merge(self) -> None:
        below = self._below()
        if self.chosen is not None and below is not None:
            self.merge_wanted.emit(self.chosen, below)

    def _show_state(self) -> None:
        one = self.chosen
        stands = one is not None and not one.runs
        for button in (self.split, self.assign, self.leave_out):
            button.setEnabled(stands)
        self.merge.setEnabled(stands and self._below() is not None)
        left_out = one is not None and one.line.left_out
        self.leave_out.setText(_("Take back") if left_out else _("Leave out"))
        self.leave_out.setToolTip(
            _("Let the chosen time be sent after all") if left_out else _("Keep the chosen time from being sent")
        )

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(12, 0, 12, 4)
        head.setSpacing(8)
        self.submit.setIconSize(QSize(16, 16))
        head.addWidget(self.submit)
        head.addStretch(1)
        for button in (self.split, self.merge, self.assign, self.leave_out):
            head.addWidget(button)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(head)
        box.addWidget(self.list)


def line_of(view: LineView) -> Line:
    """Return recorded time as a line to read."""
    begun = from_ms(view.started_ms).astimezone()
    parts = [
        begun.strftime("%Y-%m-%d %H:%M"),
        *([counted("one picture saved", "{count} pictures saved", len(view.saves))] if view.saves else []),
        *(
            f"{time_kind_word(kind)} {hours(timedelta(milliseconds=view.ms(kind)))}"
            for kind in (TimeKind.STATED, TimeKind.UNCONFIRMED, TimeKind.BREAK)
            if view.ms(kind)
        ),
        *([_("left out")] if view.line.left_out else []),
        *([_("changed by you")] if view.line.history else []),
    ]
    return Line(
        title=f"{view.line.task.code} · {work_word(view.line.task.work)}",
        detail=" · ".join(parts),
        tail=hours(timedelta(milliseconds=view.ms(TimeKind.ACTIVE))),
        mark="desk",
        struck=view.line.left_out,
        running=view.runs,
    )


def _button(theme_in_use: Theme, icon: str, text: str, tooltip: str) -> QToolButton:
    made = QToolButton()
    made.setIcon(theme_in_use.icon(icon))
    made.setIconSize(QSize(16, 16))
    made.setText(text)
    made.setToolButtonStyle(made.toolButtonStyle().ToolButtonTextBesideIcon)
    made.setToolTip(tooltip)
    made.setAccessibleName(text)
    return made
