"""What a sheet is of: the whole production, an episode, a cut."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from studio_app.domain.language import _
from studio_app.qt.search_box import SearchBox
from studio_app.statements.scopes import CreditScope

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studio_app.domain.backgrounds import Background


class ScopeChooser(QWidget):
    """Two lists; the cuts are those of the episode chosen, and are searched, since a series has thousands."""

    scope_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.episode = QComboBox()
        self.cut = SearchBox(_("Cut"), _("The cut; type any part of its number to search"))
        self._cuts: dict[str, tuple[str, ...]] = {}

        self.episode.setAccessibleName(_("Episode"))
        self.episode.setToolTip(_("Episode"))
        for box in (self.episode, self.cut):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(11)
            box.setMaximumWidth(200)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.episode)
        row.addWidget(self.cut)

        self.know_backgrounds(())
        self.episode.currentIndexChanged.connect(lambda _row: self._on_episode_chosen())
        self.cut.currentIndexChanged.connect(lambda _row: self.scope_changed.emit())

    @property
    def scope(self) -> CreditScope:
        """What is chosen."""
        return CreditScope(episode=str(self.episode.currentData() or ""), cut=str(self.cut.currentData() or ""))

    def know_backgrounds(self, backgrounds: Iterable[Background]) -> None:
        """Know which episodes and cuts there are; what was chosen stays, as long as there is such a thing."""
        cuts: dict[str, set[str]] = {"": set()}
        for one in backgrounds:
            for episode in {"", one.episode}:
                cuts.setdefault(episode, set()).update(one.cuts)
        found = {episode: tuple(sorted(some)) for episode, some in sorted(cuts.items())}
        if found != self._cuts:
            self._cuts = found
            _fill(self.episode, _("Whole production"), tuple(one for one in found if one))
            self._fill_cuts()

    def _on_episode_chosen(self) -> None:
        self._fill_cuts()
        self.scope_changed.emit()

    def _fill_cuts(self) -> None:
        _fill(self.cut, _("All cuts"), self._cuts.get(str(self.episode.currentData() or ""), ()))


def _fill(box: QComboBox, everything: str, items: tuple[str, ...]) -> None:
    chosen = box.currentData()
    box.blockSignals(True)
    box.clear()
    box.addItem(everything, "")
    for item in items:
        box.addItem(item, item)
    box.setCurrentIndex(max(0, box.findData(chosen)))
    box.blockSignals(False)
