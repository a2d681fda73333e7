"""The page of candidates: the grid, how they come in, and the pick with its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from studio_app.domain.language import _
from studio_app.domain.wording import person_name
from studio_app.qt import theme
from studio_app.qt.candidate_grid import CandidateGrid
from studio_app.qt.candidate_model import CandidateModel
from studio_app.qt.command import button_for
from studio_app.qt.elided import ElidedLabel
from studio_app.qt.empty_page import EmptyPage
from studio_app.qt.theme import sized

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex

    from studio_app.domain.candidates import Candidate
    from studio_app.domain.ids import BackgroundId
    from studio_app.qt.commands import Commands
    from studio_app.qt.theme import Theme
    from studio_app.qt.thumbnails import Thumbnails
    from studio_app.workflow.views import CandidateSheet


class CandidatesPage(QWidget):
    """Shows what may be taken. Picking wants a reason: the button says what will be written."""

    pick_wanted = Signal(object, str)

    def __init__(self, theme_in_use: Theme, thumbnails: Thumbnails, commands: Commands) -> None:
        super().__init__()
        self._sheet: CandidateSheet | None = None
        self.model = CandidateModel(thumbnails)
        self.grid = CandidateGrid(theme_in_use)
        self.grid.setModel(self.model)
        self.words = ElidedLabel()
        self.reason = QLineEdit()
        self.submit = QPushButton()
        self.explanation = ElidedLabel()
        self._empty = EmptyPage(
            theme_in_use,
            icon="generator",
            title=_("No candidates yet"),
            sentence=_(
                "Here lie the generated pictures that may be taken, as many as there are. Take in a folder of them, or "
                "ask one of the studio's generators; then pick one and say why."
            ),
            doors=(
                (commands.add_candidates, _("Every picture of a folder; none is taken in twice.")),
                (commands.ask_source, _("Send the layout with a saved workflow.")),
            ),
        )
        self._pages = QStackedWidget()
        self._lay_out(commands)

        self.grid.selectionModel().currentChanged.connect(lambda *_where: self._show_state())
        self.model.modelReset.connect(self._show_state)
        self.grid.activated.connect(lambda _index: self.reason.setFocus(Qt.FocusReason.ShortcutFocusReason))
        self.reason.textChanged.connect(lambda _text: self._show_state())
        self.reason.returnPressed.connect(self._on_pick_wanted)
        self.submit.clicked.connect(lambda _checked=False: self._on_pick_wanted())
        self._show_state()

    @property
    def background(self) -> BackgroundId | None:
        """Whose candidates are shown."""
        return self._sheet.background.id if self._sheet is not None else None

    def chosen(self) -> Candidate | None:
        """Return the candidate that the cursor stands on."""
        return self.model.candidate(self.grid.currentIndex())

    def show_sheet(self, sheet: CandidateSheet) -> None:
        """Show a background's candidates; the cursor stays where it was while it is the same background."""
        before = self.chosen()
        self._sheet = sheet
        self.model.show_sheet(sheet)
        self._pages.setCurrentIndex(0 if sheet.candidates else 1)
        wanted = before.id if before is not None else (sheet.picked.candidate if sheet.picked is not None else None)
        row = next((at for at, one in enumerate(sheet.candidates) if one.id == wanted), 0)
        if sheet.candidates:
            self.grid.setCurrentIndex(self.model.index(row))
        self._show_state()

    def accept(self) -> None:
        """Empty the reason after it was recorded."""
        self.reason.clear()

    def _on_pick_wanted(self) -> None:
        one = self.chosen()
        if one is not None and self.submit.isEnabled():
            self.pick_wanted.emit(one, self.reason.text().strip())

    def _show_state(self) -> None:
        one, sheet = self.chosen(), self._sheet
        self.words.show_text(_sheet_words(sheet) if sheet is not None else "")
        again = one is not None and sheet is not None and sheet.picked is not None and sheet.picked.candidate == one.id
        given = bool(self.reason.text().strip())
        small = one is not None and one.small is not None
        self.submit.setEnabled(one is not None and given and not again and not small)
        self.submit.setText(_("Pick #{number}", number=one.number) if one is not None else _("Pick"))
        self.submit.setAccessibleName(self.submit.text())
        self.submit.setToolTip(_("Record the pick (Return in the reason)"))
        if one is None:
            self.explanation.show_text("")
        elif again:
            self.explanation.show_text(_("This one is picked already."))
        elif small:
            self.explanation.show_text(_("Kept small: add the same file again to pick it."))
        elif not given:
            self.explanation.show_text(_("Say why this one; then it becomes a generation of the background."))
        else:
            self.explanation.show_text(
                _("Two entries are written: this picture as a generation, and that you picked it for this reason.")
            )

    def _lay_out(self, commands: Commands) -> None:
        self.words.setFont(sized(self.font(), theme.TEXT_PX))
        self.reason.setPlaceholderText(_("Why this one"))
        self.reason.setToolTip(_("The reason for the pick; it stands in the ledger"))
        self.reason.setAccessibleName(_("Reason for the pick"))
        self.reason.setMaxLength(200)
        self.reason.setMinimumWidth(240)
        self.explanation.setProperty("caption", True)
        head = QHBoxLayout()
        head.setContentsMargins(12, 4, 8, 4)
        head.setSpacing(8)
        head.addWidget(self.words, 1)
        for action in (commands.add_candidates, commands.ask_source, commands.pull_sources, commands.keep_small):
            rare = action is commands.keep_small
            button = button_for(action, text=not rare, quiet=rare)
            button.setIconSize(QSize(16, 16))
            if action is commands.add_candidates:
                button.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
                menu = QMenu(button)
                menu.addAction(commands.add_production)
                button.setMenu(menu)
            head.addWidget(button)
        foot = QFrame()
        foot.setProperty("foot", True)
        row = QHBoxLayout(foot)
        row.setContentsMargins(12, 8, 8, 8)
        row.setSpacing(8)
        row.addWidget(self.reason, 2)
        row.addWidget(self.explanation, 2)
        row.addWidget(self.submit)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.grid, 1)
        column.addWidget(foot)
        self._pages.addWidget(whole)
        self._pages.addWidget(self._empty)
        self._pages.setCurrentIndex(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._pages)

    def current(self) -> QModelIndex:
        """Return where the cursor stands."""
        return self.grid.currentIndex()


def _sheet_words(sheet: CandidateSheet) -> str:
    words = _("{code} · {count} candidates", code=sheet.background.code, count=len(sheet.candidates))
    if sheet.picked is None:
        return _("{words} · none picked yet", words=words)
    number = next((one.number for one in sheet.candidates if one.id == sheet.picked.candidate), 0)
    by = person_name(sheet.picked.by, sheet.people) if sheet.picked.by is not None else _("this installation")
    return _(
        "{words} · #{number} picked by {name}: {reason}",
        words=words,
        number=number,
        name=by,
        reason=sheet.picked.reason,
    )
