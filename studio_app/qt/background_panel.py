"""The list of backgrounds on the left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QListView, QVBoxLayout

from studio_app.domain.language import _, counted
from studio_app.qt import theme
from studio_app.qt.background_delegate import BackgroundDelegate
from studio_app.qt.background_model import ROW_ROLE, BackgroundModel, first_wanted
from studio_app.qt.notices import Notices
from studio_app.qt.theme import sized
from studio_app.workflow.views import BackgroundRow

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex

    from studio_app.domain.ids import BackgroundId
    from studio_app.domain.people import Person
    from studio_app.qt.theme import Theme
    from studio_app.qt.thumbnails import Thumbnails


class BackgroundPanel(QFrame):
    """Shows the rows that pass the filter and tells which background is open; the open one stays open when hidden."""

    background_selected = Signal(str)

    def __init__(self, theme_in_use: Theme, thumbnails: Thumbnails) -> None:
        super().__init__()
        self.setProperty("panel", True)
        self._open: BackgroundId | None = None
        self.model = BackgroundModel(thumbnails)
        self.list = QListView()
        self.notices = Notices(theme_in_use)
        self._delegate = BackgroundDelegate(theme_in_use)
        self.nothing = QLabel()

        self.list.setModel(self.model)
        self.list.setItemDelegate(self._delegate)
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(_("Backgrounds"))
        self.nothing.setProperty("caption", True)
        self.nothing.setWordWrap(True)
        self.nothing.setContentsMargins(12, 12, 12, 12)
        self.nothing.setFont(sized(self.font(), theme.TEXT_PX))
        self.nothing.hide()
        self.setMinimumWidth(200)

        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.notices)
        box.addWidget(self.nothing)
        box.addWidget(self.list, 1)

        self.list.selectionModel().currentChanged.connect(self._on_current_changed)
        self.model.modelReset.connect(self._on_reset)

    @property
    def open_row(self) -> BackgroundRow | None:
        """The row of the open background, also where the filter hides it."""
        return next((row for row in self.model.rows if row.background.id == self._open), None)

    def show_rows(self, rows: tuple[BackgroundRow, ...]) -> None:
        """Show newer rows; open one where none is open yet."""
        self.model.show_rows(rows)
        if self.open_row is None:
            wanted = first_wanted(self.model.shown or rows)
            if wanted is not None:
                self.open_background(wanted)
        self._show_nothing()

    def filter(self, text: str) -> None:
        """Show only what matches."""
        self.model.filter(text)
        self._show_nothing()

    def open_background(self, background: BackgroundId) -> None:
        """Open a background."""
        at = self.model.position(background)
        if at is None:
            self._open = background
            self.background_selected.emit(background)
        else:
            self._select(at)

    def step(self, by: int) -> None:
        """Open the next (1) or previous (-1) shown background."""
        at = self.model.position(self._open)
        wanted = 0 if at is None else at + by
        if 0 <= wanted < self.model.rowCount():
            self._select(wanted)

    def neighbour(self, by: int) -> BackgroundRow | None:
        """Return the row before (-1) or after (1) the open one among those shown."""
        at = self.model.position(self._open)
        wanted = -1 if at is None else at + by
        return self.model.shown[wanted] if 0 <= wanted < len(self.model.shown) else None

    def know_people(self, people: tuple[Person, ...]) -> None:
        """Know the names that the filter finds."""
        self.model.know_people(people)

    def _select(self, at: int) -> None:
        index = self.model.index(at)
        self.list.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.list.scrollTo(index)

    def _on_current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        row = current.data(ROW_ROLE) if current.isValid() else None
        if isinstance(row, BackgroundRow) and row.background.id != self._open:
            self._open = row.background.id
            self.background_selected.emit(row.background.id)

    def _on_reset(self) -> None:
        at = self.model.position(self._open)
        if at is not None:
            self._select(at)

    def _show_nothing(self) -> None:
        hidden = len(self.model.rows)
        empty = self.model.rowCount() == 0
        self.nothing.setVisible(empty)
        self.nothing.setText(
            counted(
                "No background matches. {count} is hidden by the filter; empty it to see it.",
                "No background matches. {count} are hidden by the filter; empty it to see them.",
                hidden,
            )
            if hidden
            else _("Backgrounds stand here, one for each picture to be painted.")
        )
