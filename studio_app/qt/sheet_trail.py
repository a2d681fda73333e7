"""Where somebody came from on the pages of producers, and the way back, step by step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QAction

    from studio_app.domain.ids import EntryHash
    from studio_app.qt.evidence_panel import EvidencePanel
    from studio_app.qt.sheet_asks import SheetSteps
    from studio_app.qt.tasks import Tasks
    from studio_app.workflow.entry_evidence import Evidence


class SheetTrail(QObject):
    """Each step forward says how it is undone; Back undoes the last one, and is off where there is none."""

    def __init__(self, back: QAction) -> None:
        super().__init__()
        self._back = back
        self._steps: list[tuple[str, Callable[[], object]]] = []

        back.triggered.connect(lambda _checked=False: self._on_back())

    def went(self, where: str, undo: Callable[[], object]) -> None:
        """Know a step to `where`; one that was gone there before is undone in its place."""
        self.forget(where)
        self._steps.append((where, undo))
        self._back.setEnabled(True)

    def forget(self, where: str) -> None:
        """Forget a step: it was undone by other means."""
        self._steps = [step for step in self._steps if step[0] != where]
        self._back.setEnabled(bool(self._steps))

    def _on_back(self) -> None:
        if self._steps:
            _where, undo = self._steps.pop()
            undo()
        self._back.setEnabled(bool(self._steps))


class EvidenceAsk(QObject):
    """Asks what a name or figure rests on, for one page; an answer that was overtaken is dropped."""

    def __init__(
        self,
        sheets: SheetSteps,
        tasks: Tasks,
        panel: EvidencePanel,
        *,
        show: Callable[[bool], object],
        trail: SheetTrail,
        failed: Callable[[BaseException], object],
    ) -> None:
        super().__init__()
        self._sheets, self._tasks, self._panel = sheets, tasks, panel
        self._show, self._trail, self._failed = show, trail, failed
        self._number = 0

    def open(self, words: str, entries: Sequence[EntryHash], *, closed: Callable[[], object] = lambda: None) -> None:
        """Show the evidence of entries under `words`; `closed` is called when Back takes it away."""
        self._number += 1
        asked, wanted = self._number, tuple(entries)
        self._panel.begin(words)
        self._show(True)

        def on_back() -> None:
            self._number += 1
            self._show(False)
            closed()

        self._trail.went(f"evidence {id(self)}", on_back)

        def on_answered(evidence: Evidence) -> None:
            if asked == self._number:
                self._panel.show_evidence(evidence)

        self._tasks.read(lambda: self._sheets.evidence_of(wanted), answered=on_answered, failed=self._failed)
