"""What the artist is asked about absences: one row each, waiting quietly."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from studio_app.domain.desk_wording import gap_words, late_words
from studio_app.domain.language import _
from studio_app.domain.moments import from_ms
from studio_app.domain.wording import hours
from studio_app.qt import theme
from studio_app.workflow.desk_views import LateQuestion

if TYPE_CHECKING:
    from studio_app.qt.theme import Theme
    from studio_app.workflow.desk_views import DeskSheet, Question

_MOST = 6
"""More would push everything else out of sight; they follow as soon as these are answered."""


class QuestionList(QWidget):
    """Rows with the answers beside them; nothing pops up, nothing is deducted while they stand."""

    work_said = Signal(object)
    break_said = Signal(object)
    later_said = Signal(object)

    def __init__(self, theme_in_use: Theme) -> None:
        super().__init__()
        self._theme = theme_in_use
        self._shown: tuple[Question | LateQuestion, ...] = ()
        self.rows: tuple[QuestionRow, ...] = ()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self._more = QLabel()
        self._more.setProperty("caption", True)
        self._more.setContentsMargins(12, 4, 12, 4)
        self._box.addWidget(self._more)
        self._more.hide()

    def show_sheet(self, sheet: DeskSheet) -> None:
        """Show the open questions, those put off last."""
        asked = sorted(sheet.questions, key=lambda one: one.gap.is_put_off)
        wanted: tuple[Question | LateQuestion, ...] = (*asked, *sheet.late)
        if wanted == self._shown:
            return
        self._shown = wanted
        for row in self.rows:
            self._box.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = tuple(self._row(one) for one in wanted[:_MOST])
        for place, row in enumerate(self.rows):
            self._box.insertWidget(place, row)
        left = len(wanted) - len(self.rows)
        self._more.setText(_("{count} more follow.", count=left))
        self._more.setVisible(left > 0)

    def _row(self, one: Question | LateQuestion) -> QuestionRow:
        row = QuestionRow(self._theme, one)
        row.work.clicked.connect(lambda _checked=False: self.work_said.emit(one))
        row.rest.clicked.connect(lambda _checked=False: self.break_said.emit(one))
        row.later.clicked.connect(lambda _checked=False: self.later_said.emit(one))
        return row


class QuestionRow(QFrame):
    """One question in a sentence, and three answers."""

    def __init__(self, theme_in_use: Theme, one: Question | LateQuestion) -> None:
        super().__init__()
        mark = QLabel()
        mark.setPixmap(theme_in_use.mark("question", 16, self.devicePixelRatioF(), theme.SECONDARY))
        self.words = QLabel(question_words(one))
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.work = _button(_("At work…"), _("Say what it was, and how much of it; it is marked as stated"))
        self.rest = _button(_("A break"), _("All of it was a break"))
        self.later = _button(_("Later"), _("Ask me again later; until then it is unconfirmed and in no sum"))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 12, 4)
        row.setSpacing(8)
        row.addWidget(mark)
        row.addWidget(self.words, 1)
        for button in (self.work, self.rest, self.later):
            row.addWidget(button)
        if isinstance(one, LateQuestion):
            self.later.hide()


def question_words(one: Question | LateQuestion) -> str:
    """Return a question in a sentence."""
    if isinstance(one, LateQuestion):
        return late_words(length=hours(one.session.unconfirmed), code=one.code)
    piece = one.gap.piece
    begun = from_ms(piece.at_ms).astimezone().strftime("%Y-%m-%d %H:%M")
    return gap_words(piece.kind, length=hours(timedelta(milliseconds=piece.ms)), moment=begun, code=one.code)


def _button(text: str, tooltip: str) -> QPushButton:
    made = QPushButton(text)
    made.setToolTip(tooltip)
    made.setAccessibleName(text)
    made.setIconSize(QSize(16, 16))
    return made
