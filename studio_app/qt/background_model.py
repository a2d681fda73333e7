"""The list of backgrounds as a model over a tuple of rows, filtered as one types."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from PySide6.QtCore import QStringListModel, Qt

from studio_app.domain.backgrounds import BackgroundState
from studio_app.domain.language import _
from studio_app.domain.wording import hours, kind_word, place_words, stage_name, state_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from studio_app.domain.ids import BackgroundId, Digest, PersonId
    from studio_app.domain.people import Person
    from studio_app.qt.lines import Index
    from studio_app.qt.thumbnails import Thumbnails
    from studio_app.workflow.views import BackgroundRow

ROW_ROLE = Qt.ItemDataRole.UserRole
THUMBNAIL_ROLE = Qt.ItemDataRole.UserRole + 1


def folded(text: str) -> str:
    """Return text as it is searched: full-width forms and letter case do not matter."""
    return unicodedata.normalize("NFKC", text).casefold()


def searched_text(row: BackgroundRow, names: Mapping[PersonId, str], state: str) -> str:
    """Return all that the filter looks at: code, episode, cuts, state, newest stage and who made it."""
    newest = kind_word(row.newest.kind) if row.newest is not None else ""
    maker = names.get(row.newest.by, "") if row.newest is not None and row.newest.by is not None else ""
    background = row.background
    words = (background.code, background.episode, *background.cuts, state, newest, maker)
    return folded("\n".join(words))


class BackgroundModel(QStringListModel):
    """Shows the rows that hold every word typed; keeps its place when only values changed.

    How many rows there are is Qt's own knowledge: a view lays out ten thousand by asking for it ten thousand times,
    and each time a question to Python would wait for whatever else Python is doing.
    """

    def __init__(self, thumbnails: Thumbnails) -> None:
        super().__init__()
        self._thumbnails = thumbnails
        self._all: tuple[BackgroundRow, ...] = ()
        self._searched: tuple[str, ...] | None = None
        self._shown: tuple[BackgroundRow, ...] = ()
        self._words: tuple[str, ...] = ()
        self._names: dict[PersonId, str] = {}

        thumbnails.arrived.connect(self._on_thumbnail_arrived)

    @property
    def rows(self) -> tuple[BackgroundRow, ...]:
        """All rows, also those filtered out."""
        return self._all

    @property
    def shown(self) -> tuple[BackgroundRow, ...]:
        """The rows that pass the filter."""
        return self._shown

    def show_rows(self, rows: tuple[BackgroundRow, ...]) -> None:
        """Show newer rows."""
        if rows == self._all:
            return
        self._all = rows
        self._read_rows()

    def know_people(self, people: tuple[Person, ...]) -> None:
        """Find backgrounds by who made their newest stage, whichever way the name is written."""
        names = {one.id: "\n".join((one.name, one.name_en, one.reading, one.code)) for one in people}
        if names != self._names:
            self._names = names
            self._read_rows()

    def filter(self, text: str) -> None:
        """Show only rows that hold every word of `text`."""
        words = tuple(folded(text).split())
        if words != self._words:
            self._words = words
            self._show_filtered()

    def position(self, background: BackgroundId | None) -> int | None:
        """Return where a background is shown, or None where it is not."""
        return next((at for at, row in enumerate(self._shown) if row.background.id == background), None)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) & ~Qt.ItemFlag.ItemIsEditable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._shown):
            return None
        row = self._shown[index.row()]
        if role == ROW_ROLE:
            return row
        if role == THUMBNAIL_ROLE:
            return self._thumbnails.image(row.picture) if row.picture is not None else None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{row.background.code}, {state_words(row.state)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return _row_tooltip(row)
        return None

    def _read_rows(self) -> None:
        self._searched = None
        self._show_filtered()

    def _show_filtered(self) -> None:
        if self._words:
            if self._searched is None:
                said = {state: state_words(state) for state in BackgroundState}
                self._searched = tuple(searched_text(row, self._names, said[row.state]) for row in self._all)
            pairs = zip(self._all, self._searched, strict=True)
            shown = tuple(row for row, text in pairs if all(word in text for word in self._words))
        else:
            shown = self._all
        if [row.background.id for row in shown] == [row.background.id for row in self._shown]:
            self._shown = shown
            if shown:
                self.dataChanged.emit(self.index(0), self.index(len(shown) - 1))
            return
        self._shown = shown
        self.setStringList([row.background.code for row in shown])

    def _on_thumbnail_arrived(self, sha256: Digest) -> None:
        for at, row in enumerate(self._shown):
            if row.picture == sha256:
                self.dataChanged.emit(self.index(at), self.index(at), [THUMBNAIL_ROLE])


def _row_tooltip(row: BackgroundRow) -> str:
    newest = stage_name(row.newest) if row.newest is not None else _("no stage yet")
    return "\n".join(
        part
        for part in (
            row.background.code,
            place_words(row.background),
            f"{state_words(row.state)} · {newest}",
            _("Retouch time {time} (hours and minutes)", time=hours(row.active)),
            _("A clock runs on it now.") if row.running else "",
        )
        if part
    )


def first_wanted(rows: tuple[BackgroundRow, ...]) -> BackgroundId | None:
    """Return the background to open first: one whose clock runs, else one to compare that waits, else what there is."""
    for fits in (
        lambda row: row.running,
        lambda row: row.state is BackgroundState.WAITING and row.stage_count > 1,
        lambda row: row.stage_count > 1,
        lambda row: row.newest is not None,
        lambda _row: True,
    ):
        for row in rows:
            if fits(row):
                return row.background.id
    return None
