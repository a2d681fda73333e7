"""The pages of producers together: what they follow and write, and the way from a figure to a picture and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from studio_app.qt.answers_room import AnswersRoom
from studio_app.qt.credits_room import CreditsRoom
from studio_app.qt.pay_room import PayRoom
from studio_app.qt.sheet_trail import SheetTrail
from studio_app.qt.sheet_writing import SheetWriting

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget

    from studio_app.domain.backgrounds import Background
    from studio_app.domain.ids import BackgroundId
    from studio_app.domain.people import Person
    from studio_app.qt.changes import Changes
    from studio_app.qt.commands import Commands
    from studio_app.qt.drawers import Drawers
    from studio_app.qt.file_dialogs import FileChoices
    from studio_app.qt.middle import Middle
    from studio_app.qt.notices import Notices
    from studio_app.qt.recorder import Recorder
    from studio_app.qt.sheet_asks import SheetSteps
    from studio_app.qt.status_line import StatusLine
    from studio_app.qt.tasks import Tasks


class SheetsRoom(QObject):
    """Holds no rule. `give_room` gives these pages what the panel of the open background takes."""

    def __init__(
        self,
        sheets: SheetSteps,
        tasks: Tasks,
        recorder: Recorder,
        *,
        changes: Changes,
        commands: Commands,
        middle: Middle,
        drawers: Drawers,
        notices: Notices,
        status: StatusLine,
        files: FileChoices,
        window: QWidget,
        give_room: Callable[[bool], object],
        open_background: Callable[[BackgroundId], object],
        opened: Callable[[], Background | None],
    ) -> None:
        super().__init__()
        self._commands, self._give_room = commands, give_room
        self._open_background, self._opened = open_background, opened
        self._owners_wanted = False
        self._trail = SheetTrail(commands.sheets.back)
        writing = SheetWriting(recorder, notices, files)
        self.credits = CreditsRoom(
            sheets,
            tasks,
            recorder,
            page=middle.credits,
            commands=commands,
            status=status,
            trail=self._trail,
            writing=writing,
            files=files,
            window=window,
        )
        self.pay = PayRoom(
            sheets,
            tasks,
            page=middle.pay,
            commands=commands,
            drawer=drawers.invoice,
            status=status,
            trail=self._trail,
            writing=writing,
            files=files,
            window=window,
        )
        self.answers = AnswersRoom(
            sheets,
            recorder=recorder,
            notices=notices,
            drawer=drawers.answers,
            commands=commands,
            writing=writing,
            files=files,
            window=window,
            opened=opened,
        )

        own = commands.sheets
        for panel, page in ((middle.credits.evidence, own.credits_page), (middle.pay.evidence, own.pay_page)):
            panel.background_wanted.connect(lambda found, came_from=page: self._go(found, came_from))
            panel.owners_wanted.connect(lambda found, came_from=page: self._go(found, came_from, owners=True))
        changes.recorded.connect(lambda _recorded: self.refresh())
        commands.refresh.triggered.connect(lambda _checked=False: self.refresh())
        own.write.triggered.connect(lambda _checked=False: self._on_write())
        for page in commands.pages():
            page.toggled.connect(lambda on, shown=page: self._on_page(shown) if on else None)
        middle.comparison.pair_shown.connect(self._on_pair_shown)

    @property
    def person(self) -> str:
        """The id or code of whoever is chosen on the page that is in sight, empty for nobody."""
        own = self._commands.sheets
        if own.credits_page.isChecked():
            return self.credits.person
        return self.pay.person if own.pay_page.isChecked() else ""

    def refresh(self) -> None:
        """Draw up anew what is in sight: something was recorded."""
        self.credits.refresh()
        self.pay.refresh()

    def know_people(self, people: tuple[Person, ...]) -> None:
        """Know everybody."""
        self.credits.know_people(people)
        self.pay.know_people(people)

    def know_backgrounds(self, backgrounds: Sequence[Background]) -> None:
        """Know what there is to choose from."""
        known = tuple(backgrounds)
        self.credits.know_backgrounds(known)
        self.answers.know_backgrounds(known)

    def _on_page(self, shown: QAction) -> None:
        own = self._commands.sheets
        producers = shown in own.pages()
        own.write.setEnabled(producers)
        self.credits.show_state(shown is own.credits_page)
        for action in (own.statement, own.invoice, own.earlier_month, own.later_month):
            action.setEnabled(shown is own.pay_page)
        if producers:
            self._trail.forget("picture")
        self._give_room(producers)

    def _on_write(self) -> None:
        if self._commands.sheets.credits_page.isChecked():
            self.credits.write()
        elif self._commands.sheets.pay_page.isChecked():
            self.pay.write()

    def _go(self, background: BackgroundId, came_from: QAction, *, owners: bool = False) -> None:
        """Open a background on the Review page; Back returns to the page one came from."""
        before = self._opened()
        same = before is not None and before.id == background
        self._owners_wanted = owners
        self._commands.review_page.trigger()
        self._open_background(background)
        self._trail.went("picture", came_from.trigger)
        if same:
            self._on_pair_shown()

    def _on_pair_shown(self) -> None:
        if self._owners_wanted:
            self._owners_wanted = False
            self._commands.look.owners.setChecked(True)
