"""What the figures of the stage on the right leave open, asked for once its picture is in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from studio_app.domain.language import _
from studio_app.domain.limit_wording import limits_of_report

if TYPE_CHECKING:
    from studio_app.qt.chain import Chain
    from studio_app.qt.comparison_panel import ComparisonPanel
    from studio_app.qt.dossier_panel import DossierPanel
    from studio_app.qt.measures import Pair


class OpenLimits(QObject):
    """Asks only for a stage whose change was recorded, and against its parent, whatever else stands beside it.

    The answer is kept since the stage arrived; where it is not, measuring waits for the pictures and ends when another
    stage is chosen.
    """

    def __init__(self, chain: Chain, comparison: ComparisonPanel, dossier: DossierPanel) -> None:
        super().__init__()
        self._chain, self._measures, self._dossier = chain, comparison.measures, dossier
        self._in_sight: Pair | None = None
        chain.pair_changed.connect(self._on_pair_changed)
        comparison.pair_shown.connect(self._ask)
        comparison.measures.arrived.connect(self._show)

    def _on_pair_changed(self) -> None:
        if self._in_sight is not None and self._in_sight != self._pair():
            # Whoever leafs through forty pictures needs the processor for the next ones.
            self._measures.leave(self._in_sight)
            self._in_sight = None
        self._show()

    def _ask(self) -> None:
        self._in_sight = self._pair()
        self._show()

    def _show(self) -> None:
        pair = self._pair()
        asked = pair is not None and pair == self._in_sight
        report = self._measures.report(pair, ask=asked, quiet=True) if pair is not None else None
        if report is not None:
            self._dossier.show_change_limits(limits_of_report(report))
        elif pair is not None and self._measures.trouble("report", pair):
            self._dossier.show_change_limits((_("What these figures leave open could not be asked for."),))
        else:
            self._dossier.show_change_limits(())

    def _pair(self) -> Pair | None:
        after = self._chain.after
        if after is None or after.change is None or after.parent is None:
            return None
        return after.parent, after.id
