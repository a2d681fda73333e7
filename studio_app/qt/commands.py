"""Everything the window can do, each with its key, its icon and a sentence; buttons and keys share them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QActionGroup

from studio_app.domain.language import _
from studio_app.qt.command import made
from studio_app.qt.desk_commands import DeskCommands
from studio_app.qt.look_commands import LookCommands
from studio_app.qt.sheet_commands import SheetCommands

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget

    from studio_app.qt.theme import Theme


class Commands:
    """The window's commands; single letters reach a text field first while one is being typed into."""

    def __init__(self, window: QWidget, theme: Theme) -> None:
        self._window = window
        self._theme = theme
        self.look = LookCommands(window, theme)
        self.desk = DeskCommands(window, theme)
        self.sheets = SheetCommands(window, theme)
        self.add_files = self._made("files", "Ctrl+O", _("Add files"), _("Add picture files to this background"))
        self.add_background = self._made("plus", "Ctrl+N", _("New background"), _("Add a background to be painted"))
        self.add_person = self._made("person", "Ctrl+Shift+P", _("New person"), _("Add somebody who works here"))
        self.change_person = self._made(
            "person", "Ctrl+Alt+P", _("Change a person…"), _("Put somebody’s name and other details right")
        )
        self.who = self._made("person", "Ctrl+U", _("Who am I?"), _("Say who you are"))
        self.draw_up = self._made("sheet", "Ctrl+E", _("Notes"), _("Write the notes with their pictures"))
        self.filter = self._made("search", "Ctrl+F", _("Filter"), _("Filter the backgrounds"))
        self.review_pass = self._made(
            "queue",
            "Q",
            _("Review pass"),
            _("Go through all that waits in the list: approve at once with A, and the next one opens"),
            checkable=True,
        )
        self.undo = self._made("undo", "Ctrl+Z", _("Take back"), _("Take the last word back; both stay readable"))
        self.undo.setEnabled(False)
        self.time = self._made("play", "T", _("Start time"), _("Start retouch time on this background"))
        self.stop_time = self._made("stop", "Shift+T", _("Stop time"), _("Stop the running clock"))
        self.desk_page = self._made("desk", "F9", _("Desk"), _("Your own time and what you are asked"), checkable=True)
        self.approve = self._made("approve", "A", _("Approve"), _("Approve the right-hand stage; you confirm first"))
        self.retake = self._made("retake", "R", _("Retake"), _("Order a retake of the right-hand stage"))
        self.full_screen = self._made(
            "full", "F11", _("Full screen"), _("Give the pictures the whole screen, and back")
        )
        self.older_stage = self._made("right", "[", _("Older stage"), _("Put the stage before it on the right"))
        self.newer_stage = self._made("right", "]", _("Newer stage"), _("Put the stage after it on the right"))
        self.next_background = self._made("down", "Ctrl+Down", _("Next background"), _("Open the next background"))
        self.previous_background = self._made(
            "down", "Ctrl+Up", _("Previous background"), _("Open the previous background")
        )
        self.review_page = self._made("side", "F2", _("Review"), _("The pictures of this background"), checkable=True)
        self.candidates_page = self._made(
            "background", "F3", _("Candidates"), _("The generated pictures that may be taken"), checkable=True
        )
        self.sources_page = self._made(
            "generator", "F4", _("Sources"), _("The studio's own generators"), checkable=True
        )
        self.add_candidates = self._made(
            "files", "Ctrl+Shift+O", _("Take in a folder"), _("Take in every picture of a folder as a candidate")
        )
        self.add_production = self._made(
            "files",
            "Ctrl+Alt+O",
            _("Take in a whole production"),
            _("Take in every picture of a folder whose folders or files begin with the codes of backgrounds"),
        )
        self.keep_small = self._made(
            "fit",
            "Ctrl+Shift+K",
            _("Keep the rest small"),
            _("Keep the candidates that were not picked as small pictures; their full files go for good"),
        )
        self.add_source = self._made("plus", "Ctrl+Shift+G", _("New source"), _("Add a generator of the studio"))
        self.ask_source = self._made(
            "generator", "Ctrl+G", _("Ask a source"), _("Ask a generator for pictures of this background")
        )
        self.pull_sources = self._made(
            "down", "Ctrl+L", _("Pull"), _("Wait for what was asked of generators and take it in as candidates")
        )
        self.save_view = self._made("export", "Ctrl+Shift+S", _("Save view"), _("Save what is seen as a picture"))
        self.keys = self._made("keys", "?", _("Keys"), _("Show all keys, and change them"))
        self.refresh = self._made("search", "F5", _("Read again"), _("Read everything from the ledger again"))
        self.left_panel = self._made("side", "F7", _("Backgrounds"), _("Show or hide the list of backgrounds"))
        self.right_panel = self._made("side", "F8", _("Chain and evidence"), _("Show or hide the panel on the right"))
        # A key that is held down decides once.
        for action in (self.approve, self.retake, self.undo):
            action.setAutoRepeat(False)
        self._group_pages()

    def pages(self) -> tuple[QAction, ...]:
        """Return the pages of the room, of which one is in sight."""
        own = self.sheets.pages()
        return self.review_page, self.desk_page, self.candidates_page, *own, self.sources_page

    def needing_stage(self) -> tuple[QAction, ...]:
        """Return the commands that need a stage on the right."""
        return self.approve, self.retake, self.save_view, *self.look.needing_stage(), self.older_stage, self.newer_stage

    def needing_pair(self) -> tuple[QAction, ...]:
        """Return the commands that need a stage on either side."""
        return self.look.needing_pair()

    def _group_pages(self) -> None:
        pages = QActionGroup(self._window)
        for action in self.pages():
            pages.addAction(action)
        self.review_page.setChecked(True)

    def _made(self, icon: str, key: str, text: str, sentence: str, *, checkable: bool = False) -> QAction:
        return made(self._window, self._theme, icon, key, text, sentence, checkable=checkable)
