"""The middle of the window: drawers on top, then the pictures or what to do while there are none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QStackedWidget, QWidget

from studio_app.domain.language import _
from studio_app.qt.candidates_page import CandidatesPage
from studio_app.qt.comparison_panel import ComparisonPanel
from studio_app.qt.credits_page import CreditsPage
from studio_app.qt.desk_page import DeskPage
from studio_app.qt.empty_page import EmptyPage
from studio_app.qt.pay_page import PayPage
from studio_app.qt.sources_page import SourcesPage
from studio_app.qt.tool_row import ToolRow

if TYPE_CHECKING:
    from datetime import date

    from studio_app.qt.asks import StudioSteps
    from studio_app.qt.chain import Chain
    from studio_app.qt.commands import Commands
    from studio_app.qt.drawers import Drawers
    from studio_app.qt.middle_place import MiddlePlace
    from studio_app.qt.notices import Notices
    from studio_app.qt.screen import Screen
    from studio_app.qt.status_line import StatusLine
    from studio_app.qt.tasks import Tasks
    from studio_app.qt.theme import Theme
    from studio_app.qt.thumbnails import Thumbnails


class Middle(QObject):
    """Puts in its place: nothing yet while reading, the empty studio, a background without stages, the comparison."""

    def __init__(
        self,
        studio: StudioSteps,
        tasks: Tasks,
        *,
        theme_in_use: Theme,
        chain: Chain,
        commands: Commands,
        notices: Notices,
        status: StatusLine,
        drawers: Drawers,
        place: MiddlePlace,
        thumbnails: Thumbnails,
        screen: Screen,
        today: date,
    ) -> None:
        super().__init__()
        self.candidates = CandidatesPage(theme_in_use, thumbnails, commands)
        self.sources = SourcesPage(theme_in_use, commands)
        self.desk = DeskPage(theme_in_use, commands, thumbnails)
        self.credits = CreditsPage(theme_in_use, commands, thumbnails)
        self.pay = PayPage(theme_in_use, commands, thumbnails, today=today)
        self._row = place.row
        self._room = QStackedWidget()
        self._has_backgrounds = self._alone = False
        self.tools = ToolRow(commands)
        self.comparison = ComparisonPanel(
            studio,
            tasks,
            theme_in_use=theme_in_use,
            chain=chain,
            commands=commands,
            notices=notices,
            status=status,
            tools=self.tools,
            screen=screen,
        )
        self.empty_studio = _empty_studio(theme_in_use, commands)
        self.empty_background = _empty_background(theme_in_use, commands)
        self._reading = QWidget()
        self._pages = QStackedWidget()

        for page in (self._reading, self.empty_studio, self.empty_background, self.comparison):
            self._pages.addWidget(page)
        rooms: tuple[QWidget, ...] = (
            self._pages,
            self.desk,
            self.candidates,
            self.credits,
            self.pay,
            self.sources,
        )
        for room in rooms:
            self._room.addWidget(room)
        place.take_in(drawers, self._room, self.tools)
        self._show_bars()
        for action, room in zip(commands.pages(), rooms, strict=True):
            action.toggled.connect(lambda on, wanted=room: self._show_room(wanted) if on else None)

    def give_room(self, all_of_it: bool) -> None:
        """Leave the pictures alone on the page, or show what stands around them again."""
        self._alone = all_of_it
        self._show_bars()
        self.comparison.strip.setVisible(not all_of_it)

    def show_studio(self, has_backgrounds: bool) -> None:
        """Show the way in where the studio is empty."""
        self._has_backgrounds = has_backgrounds
        self._show_bars()
        if not has_backgrounds:
            self._pages.setCurrentWidget(self.empty_studio)
        elif self._pages.currentWidget() is self.empty_studio:
            self._pages.setCurrentWidget(self._reading)

    def show_chain(self, has_stages: bool) -> None:
        """Show the pictures, or what belongs here."""
        self._pages.setCurrentWidget(self.comparison if has_stages else self.empty_background)

    def _show_room(self, wanted: QWidget) -> None:
        self._room.setCurrentWidget(wanted)
        self._show_bars()

    def _show_bars(self) -> None:
        """Show the pages in every studio, an empty one too; what is done with pictures only beside them."""
        pictures = self._has_backgrounds and self._room.currentWidget() is self._pages
        self._row.setVisible(not self._alone)
        self._row.show_deeds(pictures)
        self.tools.setVisible(pictures and not self._alone)


def _empty_studio(theme: Theme, commands: Commands) -> EmptyPage:
    return EmptyPage(
        theme,
        icon="background",
        title=_("This studio is empty"),
        sentence=_(
            "Every background gets its layout, what a generator made of it, and what people painted. "
            "Begin with one of these."
        ),
        doors=(
            (commands.add_background, _("Name the first background and its cuts.")),
            (commands.add_person, _("Add the first painter, so that nobody works unnamed.")),
            (commands.who, _("Say who you are; what you do is recorded under your name.")),
        ),
    )


def _empty_background(theme: Theme, commands: Commands) -> EmptyPage:
    return EmptyPage(
        theme,
        icon="files",
        title=_("No stage yet"),
        sentence=_(
            "The layout comes first, then what was generated from it, then each retouch. "
            "Drop picture files here, or choose them."
        ),
        doors=((commands.add_files, _("PNG, JPEG, TIFF, PSD, Krita and more; the originals are never written to.")),),
    )
