"""The credit sheet as it will print, and beside it what is still open, the lock, and the evidence beneath a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QPushButton,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from studio_app.domain.credit_words import CreditOrder
from studio_app.domain.language import _
from studio_app.qt.check_list import CheckList
from studio_app.qt.command import button_for, say_with_key
from studio_app.qt.credit_lines import (
    change_lines,
    changes_words,
    is_locked_as_it_stands,
    lock_deed,
    lock_words,
    may_lock,
    orders,
)
from studio_app.qt.empty_page import EmptyPage
from studio_app.qt.evidence_panel import EvidencePanel
from studio_app.qt.lines import LineList, LineModel
from studio_app.qt.name_field import NameField
from studio_app.qt.paper_pane import PaperPane, bar
from studio_app.qt.scope_chooser import ScopeChooser
from studio_app.qt.section import Section

if TYPE_CHECKING:
    from studio_app.domain.people import Person
    from studio_app.qt.commands import Commands
    from studio_app.qt.theme import Theme
    from studio_app.qt.thumbnails import Thumbnails
    from studio_app.workflow.crediting import CreditDraft

_SIDE_PX = 360


class CreditsPage(QWidget):
    """Tells what is wanted; `scope` and `order` say of which sheet. Nothing on it is decided here."""

    sheet_changed = Signal()
    locked_wanted = Signal()

    def __init__(self, theme_in_use: Theme, commands: Commands, thumbnails: Thumbnails) -> None:
        super().__init__()
        self._commands = commands.sheets
        self._people: dict[str, str] = {}
        self.draft: CreditDraft | None = None
        self.scopes = ScopeChooser()
        self.order = QComboBox()
        self.paper = PaperPane(theme_in_use, name=_("Credit sheet as it will print"))
        self.checks = CheckList(theme_in_use)
        self.naming = NameField()
        self.changes = LineList(theme_in_use, name=_("What changed since it was locked"))
        self.lock_state = QLabel()
        self.lock_deed = QLabel()
        self.write_locked = QPushButton(_("Write the locked version…"))
        self.evidence = EvidencePanel(theme_in_use, thumbnails, self._commands.back)
        self.change_person = self.evidence.offer(commands.change_person)
        self.empty = _empty(theme_in_use, commands)
        self._model = LineModel()
        self._open = Section(theme_in_use, _("Open checks"), self.checks)
        self._named = Section(theme_in_use, _("Name somebody"), self.naming)
        self._locked = Section(theme_in_use, _("Lock"), self._lock_part())
        self._side = QStackedWidget()
        self._pages = QStackedWidget()
        self._lay_out()

        self.scopes.scope_changed.connect(self._on_scope_changed)
        self.order.activated.connect(lambda _row: self.sheet_changed.emit())
        self.write_locked.clicked.connect(lambda _checked=False: self.locked_wanted.emit())

    @property
    def chosen_order(self) -> CreditOrder | None:
        """The rule that was chosen for this scope; None leaves it to what was locked last."""
        chosen = self.order.currentData()
        return CreditOrder(chosen) if chosen is not None else None

    def know_people(self, people: tuple[Person, ...]) -> None:
        """Know everybody."""
        self._people = {one.id: one.printed_name for one in people}
        self.checks.know_people(people)
        self.naming.know_people(people)

    def show_draft(self, draft: CreditDraft) -> None:
        """Show a sheet's checks and lock; its pages come by themselves."""
        self.draft = draft
        sheet = draft.sheet
        self.order.setCurrentIndex(self.order.findData(sheet.order))
        left = len(sheet.open_checks)
        self._open.show_count(str(left) if left else "✓")
        self._open.show_empty("" if sheet.checks else _("Nothing is open: everybody who worked here is named."))
        self.checks.show_checks(sheet.checks)
        self.lock_state.setText(
            "\n".join(one for one in (lock_words(draft, self._people), changes_words(draft)) if one)
        )
        self._model.show_lines(change_lines(draft))
        self.changes.fit_lines()
        self.lock_deed.setText(lock_deed(draft))
        # What was locked already says so itself; the button alone repeats it, for whoever points at it.
        self.lock_deed.setVisible(not is_locked_as_it_stands(draft))
        self._commands.lock.setEnabled(may_lock(draft))
        say_with_key(self._commands.lock, lock_deed(draft))
        version = draft.lock.version if draft.lock is not None else 0
        self.write_locked.setText(_("Write version {version}…", version=version))
        self.write_locked.setVisible(draft.lock is not None and bool(draft.lock.sheet))
        self.show_empty(not sheet.lines and not sheet.checks and not sheet.generators)

    def show_empty(self, empty: bool) -> None:
        """Show what belongs here while there is nothing to credit."""
        self._pages.setCurrentIndex(1 if empty else 0)

    def show_evidence(self, shown: bool) -> None:
        """Show what a name rests on in place of the checks, or the checks again."""
        self._side.setCurrentIndex(1 if shown else 0)

    def _on_scope_changed(self) -> None:
        # Each scope was locked by a rule of its own: it is asked for anew.
        self.order.setCurrentIndex(-1)
        self.sheet_changed.emit()

    def _lock_part(self) -> QWidget:
        part = QWidget()
        for label in (self.lock_state, self.lock_deed):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setProperty("caption", True)
            label.setContentsMargins(12, 0, 12, 0)
        self.write_locked.setToolTip(_("Choose a file and write this version exactly as it was locked"))
        box = QVBoxLayout(part)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addWidget(self.lock_state)
        box.addWidget(self.changes)
        box.addWidget(self.lock_deed)
        buttons = QWidget()
        inner = QVBoxLayout(buttons)
        inner.setContentsMargins(12, 4, 12, 4)
        inner.setSpacing(4)
        inner.addWidget(button_for(self._commands.lock, text=True), 0, Qt.AlignmentFlag.AlignLeft)
        inner.addWidget(self.write_locked, 0, Qt.AlignmentFlag.AlignLeft)
        box.addWidget(buttons)
        return part

    def _lay_out(self) -> None:
        for order, words in orders():
            self.order.addItem(words, order)
        self.order.setCurrentIndex(-1)
        self.order.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.order.setMinimumContentsLength(16)
        self.order.setAccessibleName(_("Order within a role"))
        self.order.setToolTip(_("The rule by which people stand within a role; it is printed with the sheet"))
        self.changes.setModel(self._model)
        self.changes.setSelectionMode(LineList.SelectionMode.NoSelection)
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self._open, self._named, self._locked):
            column.addWidget(part)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidget(side)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setMinimumWidth(_SIDE_PX)
        self._side.addWidget(area)
        self._side.addWidget(self.evidence)
        beside = QSplitter(Qt.Orientation.Horizontal)
        beside.setHandleWidth(2)
        beside.setChildrenCollapsible(False)
        beside.addWidget(self.paper)
        beside.addWidget(self._side)
        beside.setStretchFactor(0, 3)
        beside.setStretchFactor(1, 1)
        beside.setSizes([640, _SIDE_PX])
        self._pages.addWidget(beside)
        self._pages.addWidget(self.empty)
        head = bar(self.scopes, self.order, None, button_for(self._commands.write, text=True))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(head)
        box.addWidget(self._pages, 1)


def _empty(theme_in_use: Theme, commands: Commands) -> EmptyPage:
    return EmptyPage(
        theme_in_use,
        icon="credits",
        title=_("Nothing to credit here yet"),
        sentence=_(
            "Whoever draws, paints, checks or puts time on a background stands here by themselves, in the role that "
            "the work earns. Add the people, then the pictures."
        ),
        doors=(
            (commands.add_person, _("Add somebody who works here.")),
            (commands.add_files, _("Add pictures to the background that is open.")),
        ),
    )
