"""The open background's chain and the two of its stages that are compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QObject, Signal

from studio_app.domain.stage_times import stage_times
from studio_app.qt.pair import newest, opposite, with_id
from studio_app.qt.stage_model import StageModel
from studio_app.viewing.panes import MOST_SIDES

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex

    from studio_app.domain.ids import BackgroundId, StageId
    from studio_app.domain.people import Person
    from studio_app.domain.stages import Stage
    from studio_app.domain.wording import People
    from studio_app.qt.thumbnails import Thumbnails
    from studio_app.workflow.views import BackgroundDossier


class Chain(QObject):
    """Holds which stage stands left and which right; strip, panel and pictures all follow it."""

    pair_changed = Signal()

    def __init__(self, thumbnails: Thumbnails) -> None:
        super().__init__()
        self.model = StageModel(thumbnails)
        self.selection = QItemSelectionModel(self.model)
        self._background: BackgroundId | None = None
        self._stages: tuple[Stage, ...] = ()
        self._people: People = {}
        self._before: Stage | None = None
        self._after: Stage | None = None
        self._beside: tuple[Stage, ...] = ()
        self._before_by_hand = False

        self.selection.currentChanged.connect(self._on_current_changed)

    @property
    def stages(self) -> tuple[Stage, ...]:
        """The whole chain, oldest first."""
        return self._stages

    @property
    def people(self) -> People:
        """Everybody the chain names."""
        return self._people

    @property
    def made(self) -> tuple[tuple[Stage, Person | None], ...]:
        """Each stage with whoever made it, as both are known now."""
        return tuple((stage, self._people.get(stage.by) if stage.by is not None else None) for stage in self._stages)

    @property
    def before(self) -> Stage | None:
        """The stage on the left."""
        return self._before

    @property
    def after(self) -> Stage | None:
        """The stage on the right: the chosen one."""
        return self._after

    def show_dossier(self, dossier: BackgroundDossier) -> None:
        """Take a chain; another background, or a stage that is new here, puts the newest on the right."""
        known = {stage.id for stage in self._stages}
        same = dossier.row.background.id == self._background
        self._background = dossier.row.background.id
        self._stages, self._people = dossier.stages, dossier.people
        last = newest(self._stages)
        kept = with_id(self._stages, self._after.id) if same and self._after is not None else None
        self._beside = tuple(
            stage for stage in dossier.stages if same and stage.id in {side.id for side in self._beside}
        )
        if not same:
            self._before_by_hand = False
        if kept is None or (last is not None and last.id not in known):
            kept = last
        self.model.show_stages(self._stages, self._people, stage_times(self._stages, dossier.sessions))
        self._take(kept)

    def clear(self) -> None:
        """Hold nothing."""
        self._background, self._stages, self._people = None, (), {}
        self.model.show_stages((), {}, {})
        self._take(None)

    def choose_after(self, stage: StageId) -> None:
        """Put a stage on the right."""
        self._take(with_id(self._stages, stage))

    def choose_before(self, stage: StageId) -> None:
        """Put a stage on the left and keep it there while this background is open."""
        self._before = with_id(self._stages, stage)
        self._before_by_hand = True
        self._tell()

    @property
    def sides(self) -> tuple[Stage, ...]:
        """Everything that is looked at, the two that are compared last."""
        pair = tuple(stage for stage in (self._before, self._after) if stage is not None)
        return (*(stage for stage in self._beside if stage not in pair), *pair)

    def choose_side(self, at: int, stage: StageId) -> None:
        """Put a stage on one of the sides, counted from the first."""
        count = len(self.sides)
        if at >= count - 1:
            self.choose_after(stage)
        elif at == count - 2:
            self.choose_before(stage)
        else:
            chosen = with_id(self._stages, stage)
            beside = tuple(side for side in self.sides[: count - 2])
            self._beside = tuple(
                chosen if number == at and chosen is not None else side for number, side in enumerate(beside)
            )
            self._tell()

    def toggle_beside(self, stage: StageId) -> None:
        """Look at one more stage, or at one less; four at most, and the two that are compared stay."""
        chosen = with_id(self._stages, stage)
        if chosen is None or chosen.withdrawn or chosen in (self._before, self._after):
            return
        if chosen in self._beside:
            self._beside = tuple(side for side in self._beside if side != chosen)
        else:
            self._beside = (*self._beside, chosen)[-(MOST_SIDES - 2) :]
        self._tell()

    def step(self, by: int) -> None:
        """Put the next (1) or the previous (-1) stage on the right."""
        at = self.model.position(self._after.id) if self._after is not None else None
        if at is not None and 0 <= at + by < len(self._stages):
            self._take(self._stages[at + by])

    def _take(self, after: Stage | None) -> None:
        self._after = after
        chosen = with_id(self._stages, self._before.id) if self._before_by_hand and self._before is not None else None
        if after is None:
            self._before = None
        elif chosen is not None and chosen.id != after.id:
            self._before = chosen
        else:
            self._before_by_hand = False
            self._before = opposite(self._stages, after)
        self._tell()

    def _tell(self) -> None:
        self.model.mark_sides(tuple(stage.id for stage in self.sides))
        at = self.model.position(self._after.id) if self._after is not None else None
        if at is not None and self.selection.currentIndex().row() != at:
            self.selection.setCurrentIndex(self.model.index(at), QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.pair_changed.emit()

    def _on_current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid():
            stage = self._stages[current.row()]
            if self._after is None or stage.id != self._after.id:
                self._take(stage)
