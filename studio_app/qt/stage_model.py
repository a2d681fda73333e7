"""The chain of one background as a model; strip and panel show the same one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QByteArray, QMimeData, Qt

from studio_app.domain.figures import percent
from studio_app.domain.language import _
from studio_app.domain.wording import basis_word, hours, maker_name, moment, person_name, stage_name
from studio_app.qt.lines import Line, line_data
from studio_app.qt.sides import side_words
from studio_app.viewing.look import Way

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import timedelta

    from PySide6.QtCore import QModelIndex

    from studio_app.domain.ids import Digest, StageId
    from studio_app.domain.stages import Stage
    from studio_app.domain.wording import People
    from studio_app.qt.lines import Index
    from studio_app.qt.thumbnails import Thumbnails

STAGE_ROLE = Qt.ItemDataRole.UserRole + 1
PICTURE_ROLE = Qt.ItemDataRole.UserRole + 2
PLACE_ROLE = Qt.ItemDataRole.UserRole + 3
"""Which of how many sides a stage stands on, and the way of looking; None where it is not looked at."""

TIME_ROLE = Qt.ItemDataRole.UserRole + 4
"""The active time that led to a stage, None where there is none."""

MAKER_ROLE = Qt.ItemDataRole.UserRole + 5

STAGE_MIME = "application/x-teire-stage"


def mark_of(stage: Stage) -> str:
    """Return the icon of whoever made a stage; a generator's is its own and nobody else's."""
    if stage.kind.made_by_generator:
        return "generator"
    return "person" if stage.by is not None else "installation"


def stage_line(stage: Stage, people: People, active: timedelta | None = None) -> Line:
    """Return a stage as a line: what, by whom, when, how that is known, how much changed, how long it took."""
    notes = [moment(stage.recorded_at), basis_word(stage.basis)]
    if stage.withdrawn:
        notes.append(_("withdrawn"))
    if stage.disputed:
        notes.append(_("⚑ disputed"))
    asked = _("Asked for by {name}.", name=person_name(stage.by, people)) if stage.kind.made_by_generator else ""
    facts = _("{width} × {height} pixels, {format}", width=stage.width, height=stage.height, format=stage.file_format)
    share = percent(stage.change.changed_permille) if stage.change is not None else ""
    changed = _("{share} of its area differs from its parent.", share=share) if share else ""
    worked = _("{time} of its painter's time led to it (hours and minutes).", time=hours(active)) if active else ""
    title = f"{stage_name(stage)} · {maker_name(stage, people)}"
    return Line(
        title=title,
        detail=" · ".join(notes),
        tail=share,
        mark=mark_of(stage),
        tooltip="\n".join(part for part in (title, " · ".join(notes), asked, changed, worked, facts) if part),
        struck=stage.withdrawn,
    )


class StageModel(QAbstractListModel):
    """A tuple of stages, oldest first, with those that are looked at marked."""

    def __init__(self, thumbnails: Thumbnails) -> None:
        super().__init__()
        self._stages: tuple[Stage, ...] = ()
        self._lines: tuple[Line, ...] = ()
        self._times: dict[StageId, timedelta] = {}
        self._sides: tuple[StageId, ...] = ()
        self._way = Way.SIDE

        self._people: People = {}
        self._answers: Mapping[int, Callable[[Stage], object]] = {
            STAGE_ROLE: lambda stage: stage,
            PICTURE_ROLE: lambda stage: thumbnails.image(stage.sha256),
            PLACE_ROLE: self._place_of,
            TIME_ROLE: lambda stage: self._times.get(stage.id),
            MAKER_ROLE: lambda stage: maker_name(stage, self._people),
        }

        thumbnails.arrived.connect(self._on_thumbnail_arrived)

    @property
    def stages(self) -> tuple[Stage, ...]:
        """What is shown."""
        return self._stages

    def show_stages(self, stages: tuple[Stage, ...], people: People, times: Mapping[StageId, timedelta]) -> None:
        """Show another chain, with the active time of those stages that have any."""
        lines = tuple(stage_line(stage, people, times.get(stage.id)) for stage in stages)
        if (stages, lines) == (self._stages, self._lines):
            return
        self.beginResetModel()
        self._stages, self._lines, self._times, self._people = stages, lines, dict(times), people
        self.endResetModel()

    def mark_sides(self, sides: tuple[StageId, ...]) -> None:
        """Mark those that are looked at."""
        self._sides = sides
        if self._stages:
            self.dataChanged.emit(self.index(0), self.index(len(self._stages) - 1), [PLACE_ROLE])

    def arrange(self, way: Way) -> None:
        """Name the places as this way of looking does."""
        if way is not self._way:
            self._way = way
            self.mark_sides(self._sides)

    def position(self, stage: StageId | None) -> int | None:
        """Return where a stage stands in the chain."""
        return next((at for at, known in enumerate(self._stages) if known.id == stage), None)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._stages)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        stage = self._stages[index.row()]
        if role in self._answers:
            return self._answers[role](stage)
        told = line_data(self._lines[index.row()], role)
        side = self._side_of(stage)
        if side and role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return _("{told}\nStands {side}.", told=told, side=side)
        return told

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    def mimeTypes(self) -> list[str]:
        return [STAGE_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        carried = QMimeData()
        carried.setData(STAGE_MIME, QByteArray(self._stages[indexes[0].row()].id.encode()))
        return carried

    def _place_of(self, stage: Stage) -> tuple[int, int, Way] | None:
        if len(self._sides) < 2 or stage.id not in self._sides:
            return None
        return self._sides.index(stage.id), len(self._sides), self._way

    def _side_of(self, stage: Stage) -> str:
        place = self._place_of(stage)
        return side_words(place[2], place[1])[place[0]] if place is not None else ""

    def _on_thumbnail_arrived(self, sha256: Digest) -> None:
        for at, stage in enumerate(self._stages):
            if stage.sha256 == sha256:
                self.dataChanged.emit(self.index(at), self.index(at), [PICTURE_ROLE])
