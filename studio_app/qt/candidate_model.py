"""The candidates of one background as a model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, Qt

from studio_app.domain.language import _
from studio_app.domain.wording import moment, person_name

if TYPE_CHECKING:
    from studio_app.domain.candidates import Candidate
    from studio_app.domain.ids import Digest
    from studio_app.domain.wording import People
    from studio_app.qt.lines import Index
    from studio_app.qt.thumbnails import Thumbnails
    from studio_app.workflow.views import CandidateSheet

CANDIDATE_ROLE = Qt.ItemDataRole.UserRole + 1
PICTURE_ROLE = Qt.ItemDataRole.UserRole + 2
PICKED_ROLE = Qt.ItemDataRole.UserRole + 3


class CandidateModel(QAbstractListModel):
    """A tuple of candidates, oldest first, with the one marked that was picked."""

    def __init__(self, thumbnails: Thumbnails) -> None:
        super().__init__()
        self._thumbnails = thumbnails
        self._candidates: tuple[Candidate, ...] = ()
        self._picked = ""
        self._people: People = {}
        thumbnails.arrived.connect(self._on_thumbnail_arrived)

    def show_sheet(self, sheet: CandidateSheet) -> None:
        """Show another background's candidates, or the same with what is new."""
        picked = sheet.picked.candidate if sheet.picked is not None else ""
        if (sheet.candidates, picked) == (self._candidates, self._picked):
            return
        self.beginResetModel()
        self._candidates, self._picked, self._people = sheet.candidates, picked, sheet.people
        self.endResetModel()

    def candidate(self, index: Index) -> Candidate | None:
        """Return the candidate of a row, None where there is no such row."""
        return self._candidates[index.row()] if index.isValid() and index.row() < len(self._candidates) else None

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._candidates)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        one = self.candidate(index)
        if one is None:
            return None
        if role == CANDIDATE_ROLE:
            return one
        if role == PICTURE_ROLE:
            return self._thumbnails.image(one.picture)
        if role == PICKED_ROLE:
            return one.id == self._picked
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return "\n".join(candidate_words(one, self._people, picked=one.id == self._picked))
        return None

    def _on_thumbnail_arrived(self, sha256: Digest) -> None:
        for at, one in enumerate(self._candidates):
            if one.picture == sha256:
                self.dataChanged.emit(self.index(at), self.index(at), [PICTURE_ROLE])


def candidate_words(one: Candidate, people: People, *, picked: bool) -> list[str]:
    """Return what is known of a candidate, a line each."""
    system = " ".join(part for part in (one.system, one.version) if part) or _("a generator its file does not name")
    words = [
        _("Candidate {number}, by {system}", number=one.number, system=system),
        _("Model: {model}", model=one.model) if one.model else "",
        _("Seed {seed}", seed=", ".join(one.seeds)) if one.seeds else "",
        _("{width} × {height} pixels, {format}", width=one.width, height=one.height, format=one.file_format),
        _("Asked for by {name}.", name=person_name(one.by, people)) if one.by is not None else "",
        _("From the source {name}", name=one.source) if one.source else "",
        moment(one.recorded_at),
        _("Kept small: its full file was let go.") if one.small is not None else "",
    ]
    return [line for line in ((_("✓ picked") if picked else ""), *words) if line]
