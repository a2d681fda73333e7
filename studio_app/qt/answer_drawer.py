"""What an absence was: how much of it was work, and what that work was."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QTime, Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QTimeEdit

from studio_app.domain.desk_changes import Answer
from studio_app.domain.language import _
from studio_app.domain.moments import duration_ms
from studio_app.domain.wording import hours
from studio_app.qt.drawer import Drawer, field
from studio_app.qt.question_list import question_words
from studio_app.workflow.desk_views import LateQuestion

if TYPE_CHECKING:
    from studio_app.qt.theme import Theme
    from studio_app.workflow.desk_views import Question

_MINUTE_MS = 60_000


class AnswerDrawer(Drawer):
    """The reason, by a word or in one's own words; the length, all of it unless said otherwise."""

    answered = Signal(object, object, str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._question: Question | LateQuestion | None = None
        self.reason = QLineEdit()
        self.length = QTimeEdit()
        self.words = tuple(self._word(text) for text in (_("Paper"), _("Reference"), _("Meeting")))

        for button in self.words:
            self.fields.addWidget(button)
        self.reason.setPlaceholderText(_("What was it?"))
        self.reason.setMaxLength(200)
        self.length.setDisplayFormat("H:mm")
        self.length.setButtonSymbols(QTimeEdit.ButtonSymbols.NoButtons)
        self.fields.addWidget(field(_("Work away from the machine"), self.reason), 1)
        self.fields.addWidget(field(_("How much of it"), self.length))
        self.submit.setText(_("Keep answer"))
        self.submit.setToolTip(_("Keep your answer (Return)"))
        self.submit.setAccessibleName(_("Keep answer"))

        self.reason.textChanged.connect(lambda _text: self._show_state())
        self.length.timeChanged.connect(lambda _time: self._show_state())

    def ask(self, question: Question | LateQuestion) -> None:
        """Open for a question."""
        self._question = question
        whole = _whole(question)
        minutes = duration_ms(whole) // _MINUTE_MS
        self.reason.clear()
        self.length.setMaximumTime(QTime(min(23, minutes // 60), minutes % 60 if minutes < 24 * 60 else 59))
        self.length.setTime(self.length.maximumTime())
        self.title.show_text(question_words(question))
        self._show_state()
        self.open_drawer()

    def entrance(self) -> QLineEdit:
        return self.reason

    def act(self) -> None:
        if self._question is None or not self.reason.text().strip():
            return
        self.close_drawer()
        self.answered.emit(self._question, self._parts(self._question), self.reason.text())

    def _parts(self, question: Question | LateQuestion) -> tuple[tuple[Answer, int], ...]:
        """Return work and, if not all of it was, a break; the last minute begun belongs to the work."""
        whole = duration_ms(_whole(question))
        chosen = QTime(0, 0).msecsTo(self.length.time())
        work = whole if self.length.time() == self.length.maximumTime() else min(chosen, whole)
        parts = ((Answer.WORK, work), (Answer.BREAK, whole - work))
        return tuple((said, ms) for said, ms in parts if ms)

    def _word(self, text: str) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.setToolTip(_("Say that it was this: {what}", what=text))
        button.setAccessibleName(text)
        button.clicked.connect(lambda _checked=False: self._on_word(text))
        return button

    def _on_word(self, text: str) -> None:
        self.reason.setText(text)
        self.reason.setFocus()

    def _show_state(self) -> None:
        self.submit.setEnabled(bool(self.reason.text().strip()) and self.length.time() > QTime(0, 0))
        rest = timedelta()
        if self._question is not None:
            rest = sum(
                (timedelta(milliseconds=ms) for said, ms in self._parts(self._question) if said is Answer.BREAK),
                timedelta(),
            )
        if rest:
            self.explanation.setText(_("The other {rest} count as a break.", rest=hours(rest)))
        else:
            self.explanation.setText(_("It is marked as stated by you, apart from what was measured."))


def _whole(question: Question | LateQuestion) -> timedelta:
    if isinstance(question, LateQuestion):
        return question.session.unconfirmed
    return timedelta(milliseconds=question.gap.piece.ms)
