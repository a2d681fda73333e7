"""The inline panels above the pictures; one is open at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio_app.qt.add_drawer import AddDrawer
from studio_app.qt.answer_drawer import AnswerDrawer
from studio_app.qt.answers_drawer import AnswersDrawer
from studio_app.qt.ask_drawer import AskDrawer
from studio_app.qt.background_drawer import BackgroundDrawer
from studio_app.qt.change_person_drawer import ChangePersonDrawer
from studio_app.qt.desk_settings_drawer import DeskSettingsDrawer
from studio_app.qt.disclosure_drawer import DisclosureDrawer
from studio_app.qt.invoice_drawer import InvoiceDrawer
from studio_app.qt.keys_drawer import KeysDrawer
from studio_app.qt.line_drawer import LineDrawer
from studio_app.qt.log_drawer import LogDrawer
from studio_app.qt.person_drawer import PersonDrawer
from studio_app.qt.review_drawer import ReviewDrawer
from studio_app.qt.sheets_drawer import SheetsDrawer
from studio_app.qt.source_drawer import SourceDrawer
from studio_app.qt.view_drawer import ViewDrawer

if TYPE_CHECKING:
    from studio_app.qt.commands import Commands
    from studio_app.qt.drawer import Drawer
    from studio_app.qt.theme import Theme


class Drawers(QWidget):
    """Holds every drawer and closes the others when one opens."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.review = ReviewDrawer(theme)
        self.disclosure = DisclosureDrawer(theme)
        self.source = SourceDrawer(theme)
        self.ask = AskDrawer(theme)
        self.add = AddDrawer(theme)
        self.background = BackgroundDrawer(theme)
        self.person = PersonDrawer(theme)
        self.change_person = ChangePersonDrawer(theme)
        self.sheets = SheetsDrawer(theme)
        self.keys = KeysDrawer(theme)
        self.view = ViewDrawer(theme)
        self.answer_gap = AnswerDrawer(theme)
        self.line = LineDrawer(theme)
        self.desk = DeskSettingsDrawer(theme)
        self.log = LogDrawer(theme)
        self.answers = AnswersDrawer(theme)
        self.invoice = InvoiceDrawer(theme)

        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        for drawer in self.all():
            box.addWidget(drawer)
            drawer.opened.connect(lambda opened=drawer: self._close_others(opened))

    def answer(self, commands: Commands) -> None:
        """Open what a command asks for that needs nothing more to ask."""
        for command, drawer in (
            (commands.add_background, self.background),
            (commands.add_person, self.person),
            (commands.keys, self.keys),
            (commands.save_view, self.view),
            (commands.draw_up, self.sheets),
            (commands.add_source, self.source),
        ):
            command.triggered.connect(lambda _checked=False, wanted=drawer: self.open(wanted))

    def open(self, drawer: Drawer) -> None:
        """Open one that needs nothing more to ask."""
        drawer.open_drawer()

    @property
    def open_one(self) -> Drawer | None:
        """The drawer that is open, None where none is."""
        return next((drawer for drawer in self.all() if not drawer.isHidden()), None)

    def all(self) -> tuple[Drawer, ...]:
        """Return every drawer there is."""
        return (
            self.review,
            self.disclosure,
            self.add,
            self.background,
            self.person,
            self.change_person,
            self.sheets,
            self.source,
            self.ask,
            self.keys,
            self.view,
            self.answer_gap,
            self.line,
            self.desk,
            self.log,
            self.answers,
            self.invoice,
        )

    def _close_others(self, opened: Drawer) -> None:
        for drawer in self.all():
            if drawer is not opened:
                drawer.close_drawer()
