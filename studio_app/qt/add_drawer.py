"""Picture files that arrive: to which background, at which stage, by whom, from which parent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox

from studio_app.domain.language import _, counted
from studio_app.domain.stages import StageKind
from studio_app.domain.wording import kind_word, stage_label
from studio_app.qt.drawer import Drawer, field
from studio_app.qt.pair import newest

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from studio_app.domain.ids import BackgroundId, PersonId, StageId
    from studio_app.domain.people import Person
    from studio_app.domain.stages import Stage
    from studio_app.domain.wording import People
    from studio_app.qt.theme import Theme


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """One file and what was said of it."""

    path: Path
    background: BackgroundId
    kind: StageKind
    by: PersonId | None
    parent: StageId | None


class AddDrawer(Drawer):
    """Asks once for all files dropped or chosen together."""

    files_accepted = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._paths: tuple[Path, ...] = ()
        self._background: BackgroundId | None = None
        self._code = ""
        self.kind = QComboBox()
        self.by = QComboBox()
        self.parent_stage = QComboBox()

        for kind in StageKind:
            self.kind.addItem(kind_word(kind), kind)
        for box in (self.kind, self.by, self.parent_stage):
            box.setMinimumContentsLength(8)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._by_field = field(_("By"), self.by)
        self.fields.addWidget(field(_("Stage"), self.kind), 1)
        self.fields.addWidget(self._by_field, 2)
        self.fields.addWidget(field(_("Made from"), self.parent_stage), 2)
        self.submit.setText(_("Add"))

        self.kind.currentIndexChanged.connect(lambda _at: self._show_state())
        self._show_state()

    @property
    def paths(self) -> tuple[Path, ...]:
        """The files asked about."""
        return self._paths

    def ask(
        self,
        paths: tuple[Path, ...],
        *,
        background: BackgroundId,
        code: str,
        stages: tuple[Stage, ...],
        names: People,
        people: tuple[Person, ...],
        me: PersonId | None,
    ) -> None:
        """Open for these files and this background."""
        self._paths, self._background, self._code = paths, background, code
        self.by.clear()
        if me is None:
            self.by.addItem(_("nobody named"), None)
        for person in people:
            self.by.addItem(f"{person.name}   {person.code}", person.id)
        self.by.setCurrentIndex(max(self.by.findData(me), 0))
        self.parent_stage.clear()
        self.parent_stage.addItem(_("the newest stage, as usual"), None)
        for stage in reversed(stages):
            if not stage.withdrawn:
                self.parent_stage.addItem(stage_label(stage, names), stage.id)
        self.kind.setCurrentIndex(self.kind.findData(_likely_kind(stages)))
        self._show_state()
        self.open_drawer()

    def entrance(self) -> QWidget:
        return self.kind

    def act(self) -> None:
        if self._background is None:
            return
        arrivals = tuple(
            Arrival(
                path=path,
                background=self._background,
                kind=StageKind(self.kind.currentData()),
                by=self.by.currentData(),
                parent=self.parent_stage.currentData(),
            )
            for path in self._paths
        )
        self.files_accepted.emit(arrivals)
        self.close_drawer()

    def _show_state(self) -> None:
        names = ", ".join(path.name for path in self._paths)
        self.title.show_text(_("Add to {code}: {names}", code=self._code, names=names))
        kind = StageKind(self.kind.currentData())
        count = len(self._paths)
        self.explanation.setText(
            _("The generator's name is read from the file. “By” is the person who asked for the picture.")
            if kind.made_by_generator
            else counted(
                "One entry is written; the file itself is kept unchanged.",
                "{count} entries are written; the files themselves are kept unchanged.",
                count,
            )
        )
        self.submit.setText(counted("Add {count} file", "Add {count} files", count))
        self.submit.setToolTip(_("{deed} (Return)", deed=self.submit.text()))
        self.submit.setAccessibleName(self.submit.text())


def _likely_kind(stages: tuple[Stage, ...]) -> StageKind:
    last = newest(stages)
    if last is None:
        return StageKind.LAYOUT
    return StageKind.GENERATION if last.kind is StageKind.LAYOUT else StageKind.RETOUCH
