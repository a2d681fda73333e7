"""A review pass: one background after the other, each decided by one key, each decision taken back by another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from studio_app.domain.language import _
from studio_app.domain.reviews import Verdict

if TYPE_CHECKING:
    from studio_app.domain.ids import BackgroundId
    from studio_app.domain.reviews import Review
    from studio_app.qt.asks import StudioSteps
    from studio_app.qt.background_panel import BackgroundPanel
    from studio_app.qt.commands import Commands
    from studio_app.qt.deeds import Deeds
    from studio_app.qt.notices import Notices
    from studio_app.qt.recorder import Recorder
    from studio_app.workflow.views import BackgroundRow


class ReviewPass(QObject):
    """While it is on, an approval is recorded at once and whatever waits next in the list is opened.

    The list is the queue: its filter says which state, episode or person is gone through. Nothing but the ledger is
    remembered, so that a pass left in the evening goes on in the morning with what still waits.
    """

    def __init__(
        self,
        studio: StudioSteps,
        recorder: Recorder,
        *,
        commands: Commands,
        backgrounds: BackgroundPanel,
        deeds: Deeds,
        notices: Notices,
    ) -> None:
        super().__init__()
        self._studio, self._recorder, self._commands = studio, recorder, commands
        self._backgrounds, self._deeds, self._notices = backgrounds, deeds, notices
        self._given: list[tuple[Review, str]] = []

        commands.review_pass.toggled.connect(self._on_toggled)
        commands.undo.triggered.connect(self._take_back)
        deeds.verdict_given.connect(self._on_verdict_given)

    def _on_toggled(self, on: bool) -> None:
        self._deeds.approve_at_once = on
        row = self._backgrounds.open_row
        if on and (row is None or not row.waits):
            self._open_next()

    def _on_verdict_given(self, review: Review) -> None:
        row = next((row for row in self._backgrounds.model.rows if row.background.id == review.background), None)
        code = row.background.code if row is not None else ""
        self._given.append((review, code))
        self._commands.undo.setEnabled(True)
        approved = review.verdict is Verdict.APPROVED
        words = _("{code} approved.", code=code) if approved else _("{code}: retake ordered.", code=code)
        bar = self._notices.show_news(words)
        bar.offer(_("Take back"), _("Record that this word is taken back (Ctrl+Z)"), self._take_back)
        if self._commands.review_pass.isChecked() and self._is_open(review.background):
            self._open_next()

    def _is_open(self, background: BackgroundId) -> bool:
        row = self._backgrounds.open_row
        return row is not None and row.background.id == background

    def _open_next(self) -> None:
        found = next_waiting(self._backgrounds.model.shown, self._backgrounds.open_row)
        if found is not None:
            self._backgrounds.open_background(found.background.id)
        else:
            self._notices.show_news(_("Nothing waits in this list any more."))

    def _take_back(self) -> None:
        """Record that the last word is taken back, and go back to its background; both entries stay readable."""
        if not self._given:
            return
        review, code = self._given.pop()
        self._commands.undo.setEnabled(bool(self._given))

        def on_answered(_review: object) -> None:
            self._deeds.decide_again()
            self._notices.show_news(_("{code}: the word is taken back.", code=code))
            self._backgrounds.open_background(review.background)

        def on_failed(_error: BaseException) -> None:
            self._given.append((review, code))
            self._commands.undo.setEnabled(True)

        self._recorder.record(
            _("Taking the word back…"),
            lambda: self._studio.withdraw_review(review.id),
            answered=on_answered,
            failed=on_failed,
        )


def next_waiting(shown: tuple[BackgroundRow, ...], opened: BackgroundRow | None) -> BackgroundRow | None:
    """Return the next row that waits after the open one, beginning again at the top; None where none does."""
    ids = [row.background.id for row in shown]
    start = ids.index(opened.background.id) + 1 if opened is not None and opened.background.id in ids else 0
    here = opened.background.id if opened is not None else None
    return next((row for row in (*shown[start:], *shown[:start]) if row.waits and row.background.id != here), None)
