"""Six answers to whoever asks about AI, and delivery: of the open background, an episode or the whole production."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QPushButton, QWidget

from studio_app.domain.language import _
from studio_app.qt.drawer import Drawer, field
from studio_app.statements.answers.head import AnswerKind
from studio_app.statements.answers.scope import AnswerScope

if TYPE_CHECKING:
    from studio_app.domain.backgrounds import Background
    from studio_app.qt.theme import Theme

_COLUMNS = 3


@dataclass(frozen=True, slots=True)
class AnswerWords:
    """What an answer is called, and in one sentence what it says."""

    title: str
    sentence: str


def answer_words(kind: AnswerKind) -> AnswerWords:
    """Return the words of an answer."""
    return {
        AnswerKind.AUTHORSHIP: AnswerWords(
            _("Human authorship"), _("What people made, what the generator made, and who: for a copyright office")
        ),
        AnswerKind.DOSSIER: AnswerWords(
            _("Process dossier"), _("Stages, candidates and the pick, masks and steps: how the picture came to be")
        ),
        AnswerKind.REGISTER: AnswerWords(
            _("AI-use register"), _("Each generator: system, version, licence, approval, temporary or final")
        ),
        AnswerKind.INSPECTION: AnswerWords(
            _("Inspection sheet"), _("For each cut: AI yes or no and where, who checked it and when")
        ),
        AnswerKind.NO_AI: AnswerWords(
            _("No-AI record"), _("Chains from the layout on in which no generator had a part")
        ),
        AnswerKind.CONTRIBUTION: AnswerWords(
            _("Contributions"), _("Visible, touched, overpainted and time of each person, with their definitions")
        ),
    }[kind]


class AnswersDrawer(Drawer):
    """Tells `answer_wanted(kind, scope, measure)`, or `delivery_wanted(scope)`."""

    answer_wanted = Signal(object, object, bool)
    delivery_wanted = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.scope_box = QComboBox()
        self.measure = QCheckBox(_("Measure first what is not measured yet"))
        self.buttons = {kind: QPushButton(_("{title}…", title=answer_words(kind).title)) for kind in AnswerKind}

        self.title.show_text(_("Answers and delivery"))
        self.submit.setText(_("Deliver…"))
        self.submit.setAccessibleName(_("Deliver"))
        self.scope_box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.scope_box.setMinimumContentsLength(14)
        self.measure.setToolTip(
            _("Works out who painted what of each picture before it answers; long, and can be stopped at any time")
        )
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        for number, (kind, button) in enumerate(self.buttons.items()):
            words = answer_words(kind)
            button.setToolTip(words.sentence)
            button.setAccessibleName(f"{words.title}: {words.sentence}")
            button.clicked.connect(lambda _checked=False, wanted=kind: self._on_wanted(wanted))
            grid.addWidget(button, number // _COLUMNS, number % _COLUMNS)
        left = QWidget()
        column = QGridLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setVerticalSpacing(4)
        column.addWidget(field(_("Of what"), self.scope_box), 0, 0)
        column.addWidget(self.measure, 1, 0)
        self.fields.addWidget(left, 1)
        self.fields.addWidget(holder, 2)

        self.scope_box.currentIndexChanged.connect(lambda _row: self._show_state())
        self._show_state()

    @property
    def scope(self) -> AnswerScope:
        """Of what an answer is asked for."""
        chosen = self.scope_box.currentData()
        return chosen if isinstance(chosen, AnswerScope) else AnswerScope()

    def ask(self, opened: Background | None, episodes: tuple[str, ...]) -> None:
        """Ask which answer is wanted; offered are the open background, every episode and the whole production."""
        before = self.scope
        self.scope_box.clear()
        if opened is not None:
            self.scope_box.addItem(_("Background {code}", code=opened.code), AnswerScope(background=opened.code))
        for episode in episodes:
            self.scope_box.addItem(_("Episode {episode}", episode=episode), AnswerScope(episode=episode))
        self.scope_box.addItem(_("Whole production"), AnswerScope())
        places = [self.scope_box.itemData(row) for row in range(self.scope_box.count())]
        self.scope_box.setCurrentIndex(places.index(before) if not before.whole and before in places else 0)
        self._show_state()
        self.open_drawer()

    def entrance(self) -> QWidget:
        return self.scope_box

    def act(self) -> None:
        self.delivery_wanted.emit(self.scope)

    def _on_wanted(self, kind: AnswerKind) -> None:
        self.answer_wanted.emit(kind, self.scope, self.measure.isChecked())

    def _show_state(self) -> None:
        self.submit.setEnabled(not self.scope.whole)
        self.submit.setToolTip(
            _("Choose a folder and write the approved picture with its makers in it; one entry is written for each")
            if not self.scope.whole
            else _("Choose a background or an episode: pictures are delivered one episode at a time.")
        )
        self.explanation.setText(_("What is missing is listed in the answer, never left out."))
