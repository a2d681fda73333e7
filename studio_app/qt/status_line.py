"""The line at the window's foot: how many backgrounds, what is being worked on, and the picture's facts."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QToolButton

from studio_app.domain.backgrounds import BackgroundState
from studio_app.domain.language import _, counted
from studio_app.domain.wording import state_words
from studio_app.qt import theme
from studio_app.qt.elided import ElidedLabel
from studio_app.qt.language_chooser import LanguageChooser
from studio_app.qt.theme import sized

if TYPE_CHECKING:
    from collections.abc import Callable

    from studio_app.workflow.views import BackgroundRow

_PATIENCE_MS = 500
_LOOK_MS = 150
_WHOLE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class _Job:
    """What is under way: its words, how to stop it and what that does, how far it is."""

    sentence: str = ""
    stop: Callable[[], object] | None = None
    stop_words: str = ""
    done: Callable[[], float] | None = None


class StatusLine(QFrame):
    """Says what takes longer than half a second, how far it is, and offers to stop it where it can be."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("foot", True)
        self._numbers = count(1)
        self._under_way: dict[int, _Job] = {}
        self._counts = ElidedLabel()
        self.busy_words = ElidedLabel()
        self._bar = QProgressBar()
        self.stop = QToolButton()
        self.facts = ElidedLabel()
        self.language = LanguageChooser()
        self._patience = QTimer(self)
        self._look = QTimer(self)

        for label in (self._counts, self.busy_words, self.facts):
            label.setFont(sized(self.font(), theme.CAPTION_PX))
            label.setProperty("caption", True)
        self.stop.setFont(sized(self.font(), theme.CAPTION_PX))
        self._bar.setRange(0, 0)
        self._bar.setFixedSize(96, 8)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(_("Working"))
        self.stop.setText(_("Stop"))
        self.stop.setProperty("quiet", True)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MS)
        self._look.setInterval(_LOOK_MS)
        self.setFixedHeight(28)
        self._show_busy(False)

        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(8)
        row.addWidget(self._counts, 2)
        row.addWidget(self._bar)
        row.addWidget(self.busy_words, 2)
        row.addWidget(self.stop)
        row.addStretch(1)
        row.addWidget(self.facts)
        row.addWidget(self.language)

        self._patience.timeout.connect(lambda: self._show_busy(True))
        self._look.timeout.connect(self._show_done)
        self.stop.clicked.connect(self._on_stop_clicked)

    def begin(
        self,
        sentence: str,
        *,
        stop: Callable[[], object] | None = None,
        stop_words: str = "",
        done: Callable[[], float] | None = None,
    ) -> int:
        """Tell that something is under way; returns the number to `end` it with.

        `stop_words` say what stopping does; `done` tells, from this thread, how far it is, 0 to 1.
        """
        number = next(self._numbers)
        self._under_way[number] = _Job(sentence=sentence, stop=stop, stop_words=stop_words, done=done)
        if self.busy_words.isVisibleTo(self):
            self._show_busy(True)
        elif not self._patience.isActive():
            self._patience.start()
        return number

    def end(self, number: int) -> None:
        """Tell that it came to its end."""
        self._under_way.pop(number, None)
        if not self._under_way:
            self._patience.stop()
        self._show_busy(bool(self._under_way) and self.busy_words.isVisibleTo(self))

    @property
    def share(self) -> int:
        """How far the shown job is, in per cent; 0 where nobody knows."""
        return max(0, self._bar.value())

    def show_rows(self, rows: tuple[BackgroundRow, ...]) -> None:
        """Count the backgrounds and their states."""
        parts = [counted("{count} background", "{count} backgrounds", len(rows))]
        for state in BackgroundState:
            number = sum(1 for row in rows if row.state is state)
            if number:
                parts.append(f"{state_words(state)} {number}")
        self._counts.show_text("   ".join(parts))

    def show_facts(self, text: str) -> None:
        """Show the chosen picture's size and the zoom."""
        self.facts.show_text(text)

    def _show_busy(self, busy: bool) -> None:
        job = next(iter(self._under_way.values()), _Job())
        self.busy_words.show_text(job.sentence)
        self.busy_words.setVisible(busy)
        self._bar.setVisible(busy)
        self.stop.setVisible(busy and job.stop is not None)
        self.stop.setToolTip(job.stop_words or _("Finish the file at hand and leave out the rest"))
        self._show_done()
        if busy and job.done is not None:
            self._look.start()
        else:
            self._look.stop()

    def _show_done(self) -> None:
        job = next(iter(self._under_way.values()), _Job())
        # A bar without an end moves to and fro: nobody knows how far it is.
        self._bar.setRange(0, 0 if job.done is None else _WHOLE)
        if job.done is not None:
            self._bar.setValue(round(job.done() * _WHOLE))

    def _on_stop_clicked(self) -> None:
        for job in tuple(self._under_way.values()):
            if job.stop is not None:
                job.stop()
