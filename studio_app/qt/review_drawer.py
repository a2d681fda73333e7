"""The art director's word: approve, or order a retake with its cause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QPushButton, QToolButton

from studio_app.domain.drawings import Tool
from studio_app.domain.language import _
from studio_app.domain.reviews import RetakeCause, Verdict
from studio_app.domain.wording import cause_words, tool_word
from studio_app.qt.drawer import Drawer

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from studio_app.domain.ids import StageId
    from studio_app.qt.theme import Theme


class ReviewDrawer(Drawer):
    """A verdict on one stage; a retake cannot be ordered before its cause is chosen."""

    approval_given = Signal(str, str)
    retake_ordered = Signal(str, object, str)
    tool_chosen = Signal(object)
    stroke_taken_back = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._verdict = Verdict.APPROVED
        self._stage: StageId | None = None
        self._stage_words = ""
        self.note = QLineEdit()
        self.causes: dict[RetakeCause, QPushButton] = {}
        self._group = QButtonGroup(self)

        for number, cause in enumerate(RetakeCause, start=1):
            button = QPushButton(cause_words(cause))
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setToolTip(_("Cause: {cause} (Alt+{number})", cause=cause_words(cause), number=number))
            button.setAccessibleName(_("Cause: {cause}", cause=cause_words(cause)))
            button.setShortcut(f"Alt+{number}")
            self._group.addButton(button)
            self.causes[cause] = button
            self.fields.addWidget(button)
        self.note.setPlaceholderText(_("Note to the painter (optional)"))
        self.note.setToolTip(_("Note to the painter"))
        self.note.setAccessibleName(_("Note to the painter"))
        self.fields.addWidget(self.note, 1)
        self.tools = {tool: self._tool_button(theme, tool) for tool in Tool}
        self._stroke_back = QToolButton()
        self._stroke_back.setIcon(theme.icon("undo"))
        self._stroke_back.setToolTip(_("Take the last mark on the picture away"))
        self._stroke_back.setAccessibleName(_("Take the last mark away"))
        self.foot.insertWidget(self.foot.count() - 1, self._stroke_back)

        self._stroke_back.clicked.connect(self.stroke_taken_back)
        self._group.buttonClicked.connect(self._show_state)
        self._show_state()

    def ask_approval(self, stage: StageId, words: str) -> None:
        """Open for an approval."""
        self._ask(Verdict.APPROVED, stage, words)

    def ask_retake(self, stage: StageId, words: str) -> None:
        """Open for a retake, no cause chosen."""
        self._ask(Verdict.RETAKE, stage, words)

    def choose_tool(self, tool: Tool | None) -> None:
        """Draw on the picture with a tool, or with none; pressed again it is put down."""
        for known, button in self.tools.items():
            button.setChecked(known is tool)
        self.tool_chosen.emit(tool)

    def _tool_button(self, theme: Theme, tool: Tool) -> QToolButton:
        button = QToolButton()
        button.setIcon(theme.icon(f"note_{tool.value}"))
        button.setCheckable(True)
        button.setToolTip(_("Draw on the picture: {tool}", tool=tool_word(tool)))
        button.setAccessibleName(tool_word(tool))
        button.clicked.connect(lambda on: self.choose_tool(tool if on else None))
        self.foot.insertWidget(self.foot.count() - 1, button)
        return button

    def entrance(self) -> QWidget:
        return self.note if self._verdict is Verdict.APPROVED else self.causes[RetakeCause.OWN_ERROR]

    def act(self) -> None:
        cause = self._cause()
        if self._stage is None:
            return
        if self._verdict is Verdict.APPROVED:
            self.approval_given.emit(self._stage, self.note.text().strip())
        elif cause is not None:
            self.retake_ordered.emit(self._stage, cause, self.note.text().strip())
        else:
            return
        self.note.clear()
        self.close_drawer()

    def _ask(self, verdict: Verdict, stage: StageId, words: str) -> None:
        if (self._verdict, self._stage) != (verdict, stage):
            self.note.clear()
        self._verdict, self._stage, self._stage_words = verdict, stage, words
        self._group.setExclusive(False)
        for button in self.causes.values():
            button.setChecked(False)
            button.setVisible(verdict is Verdict.RETAKE)
        self._group.setExclusive(True)
        self._show_state()
        self.open_drawer()

    def _cause(self) -> RetakeCause | None:
        return next((cause for cause, button in self.causes.items() if button.isChecked()), None)

    def _show_state(self) -> None:
        cause = self._cause()
        for button in self.causes.values():
            button.setProperty("chosen", button.isChecked())
            button.style().unpolish(button)
            button.style().polish(button)
        if self._verdict is Verdict.APPROVED:
            self.title.show_text(_("Approve {stage}", stage=self._stage_words))
            self.explanation.setText(
                _("One entry is written: you approve this stage. It is answered only by a new one.")
            )
            self.submit.setText(_("Record approval"))
            self.submit.setEnabled(True)
        else:
            self.title.show_text(_("Retake of {stage}", stage=self._stage_words))
            self.submit.setText(_("Order retake"))
            self.submit.setEnabled(cause is not None)
            self.explanation.setText(
                _("Choose the cause first: it decides what is paid for the redo.")
                if cause is None
                else _("One entry is written: you order a retake, cause “{cause}”.", cause=cause_words(cause))
            )
        self.submit.setToolTip(_("{deed} (Return)", deed=self.submit.text()))
        self.submit.setAccessibleName(self.submit.text())
