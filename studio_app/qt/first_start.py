"""The first start: three doors, to a new studio, to one that exists, and to the demonstration."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from studio_app.domain.language import _
from studio_app.qt.changes import Changes
from studio_app.qt.command import say_with_key
from studio_app.qt.empty_page import EmptyPage
from studio_app.qt.file_dialogs import FileDialogs
from studio_app.qt.notices import Notices
from studio_app.qt.recorder import Recorder
from studio_app.qt.status_line import StatusLine
from studio_app.qt.studio_drawer import StudioDrawer

if TYPE_CHECKING:
    from collections.abc import Callable

    from studio_app.qt.asks import Doors, StudioSteps
    from studio_app.qt.file_dialogs import FileChoices
    from studio_app.qt.tasks import Tasks
    from studio_app.qt.theme import Theme

_UNSAFE_IN_NAMES = '/\\:*?"<>|'


class FirstStart(QMainWindow):
    """Stands until one of the doors has led to a studio."""

    studio_opened = Signal(object)

    def __init__(self, doors: Doors, *, tasks: Tasks, theme: Theme, files: FileChoices | None = None) -> None:
        super().__init__()
        self.setWindowTitle("Teire")
        self._doors = doors
        self._files = files or FileDialogs()
        self.make = self._command(theme, "plus", "Ctrl+N", _("Make a studio"), _("Make a new studio"))
        self.open = self._command(theme, "open", "Ctrl+O", _("Open a studio"), _("Open a studio's folder"))
        self.look = self._command(theme, "background", "Ctrl+D", _("Demonstration"), _("Look at the demonstration"))
        self.notices = Notices(theme)
        self.status = StatusLine()
        self.drawer = StudioDrawer(theme)
        self._recorder = Recorder(tasks, Changes(), self.notices, self.status)
        self._page = self._three_doors(theme)

        whole = QWidget()
        box = QVBoxLayout(whole)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.notices)
        box.addWidget(self.drawer)
        box.addWidget(self._page, 1)
        box.addWidget(self.status)
        self.setCentralWidget(whole)
        self.resize(960, 600)

        self.make.triggered.connect(self.drawer.open_drawer)
        self.open.triggered.connect(self._on_open_wanted)
        self.look.triggered.connect(self._on_demonstration_wanted)
        self.drawer.studio_wanted.connect(self._on_studio_wanted)

    def _on_studio_wanted(self, title: str) -> None:
        place = self._files.folder(self, _("Where is the studio's folder to be made?"))
        if place is not None:
            folder = place / folder_name(title)
            self._go(_("Making the studio…"), lambda: self._doors.make(folder, title))

    def _on_open_wanted(self) -> None:
        folder = self._files.folder(self, _("Open a studio's folder"))
        if folder is not None:
            self._go(_("Opening the studio…"), lambda: self._doors.open(folder))

    def _on_demonstration_wanted(self) -> None:
        self._go(_("Painting the demonstration; this takes about a minute…"), self._doors.demonstration)

    def _go(self, sentence: str, job: Callable[[], StudioSteps]) -> None:
        self._let_in(False)
        self.notices.clear()
        self._recorder.record(sentence, job, answered=self.studio_opened.emit, failed=lambda _error: self._let_in(True))

    def _let_in(self, allowed: bool) -> None:
        for action in (self.make, self.open, self.look):
            action.setEnabled(allowed)
        self.drawer.setEnabled(allowed)

    def _command(self, theme: Theme, icon: str, key: str, text: str, sentence: str) -> QAction:
        action = QAction(theme.icon(icon), text, self)
        action.setShortcut(QKeySequence(key))
        say_with_key(action, sentence)
        self.addAction(action)
        return action

    def _three_doors(self, theme: Theme) -> EmptyPage:
        return EmptyPage(
            theme,
            icon="background",
            title=_("Welcome to Teire"),
            sentence=_(
                "It shows each generated background next to what people painted, keeps the evidence, "
                "and draws up credits and pay from it."
            ),
            doors=(
                (self.make, _("One folder for one production, on this machine.")),
                (self.open, _("Choose the folder that holds “studio.toml”.")),
                (self.look, _("Three backgrounds, six people, a retake: everything filled in.")),
            ),
        )


def folder_name(title: str) -> Path:
    """Return a title as a folder's name, without what file systems refuse."""
    plain = "".join("-" if letter in _UNSAFE_IN_NAMES or ord(letter) < 32 else letter for letter in title)
    return Path(plain.strip(". ")[:80] or "studio")
