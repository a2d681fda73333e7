"""The right panel: the chain in order, what the chosen stage changed, time, reviews and evidence."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from studio_app.domain.language import _
from studio_app.domain.wording import place_words
from studio_app.qt import theme
from studio_app.qt.dossier_words import (
    change_figures,
    entry_lines,
    no_change_words,
    review_lines,
    session_lines,
    time_figures,
)
from studio_app.qt.elided import ElidedLabel
from studio_app.qt.file_time_words import file_time_lines
from studio_app.qt.lines import LineList, LineModel
from studio_app.qt.notices import Notices
from studio_app.qt.origin_words import origin_lines
from studio_app.qt.section import Figures, Section, caption_label
from studio_app.qt.theme import sized

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLabel

    from studio_app.domain.generations import FileMarks
    from studio_app.domain.sessions import RetouchSession
    from studio_app.qt.chain import Chain
    from studio_app.qt.lines import Line
    from studio_app.qt.theme import Theme
    from studio_app.workflow.views import BackgroundDossier


class DossierPanel(QFrame):
    """All that is known of the open background."""

    def __init__(self, theme_in_use: Theme, chain: Chain) -> None:
        super().__init__()
        self.setProperty("panel", True)
        self._chain = chain
        self._sessions_shown: tuple[RetouchSession, ...] = ()
        self._unsent = timedelta()
        self.notices = Notices(theme_in_use)
        self._name = ElidedLabel()
        self._place = ElidedLabel()
        self.stages = LineList(theme_in_use, name=_("Stages, oldest first"))
        self.change = Figures()
        self.change_limits = caption_label()
        self.times = Figures()
        self._origin_model = LineModel()
        self.origins = LineList(theme_in_use, name=_("Where the stage on the right comes from"))
        self.origins.setModel(self._origin_model)
        self.origin_limits = caption_label()
        self._file_time_model = LineModel()
        self.file_times = LineList(theme_in_use, name=_("What the file of the stage on the right tells of its time"))
        self.file_times.setModel(self._file_time_model)
        self._session_model, self._review_model, self._entry_model = LineModel(), LineModel(), LineModel()
        self._sessions = LineList(theme_in_use, name=_("Sessions, newest first"))
        self._reviews = LineList(theme_in_use, name=_("Reviews, newest first"))
        self._entries = LineList(theme_in_use, name=_("Ledger entries, newest first"))
        self._stage_section = Section(theme_in_use, _("Stages"), self.stages)
        self._change_section = Section(theme_in_use, _("What changed"), self.change, self.change_limits)
        self._origin_section = Section(theme_in_use, _("Where it comes from"), self.origins, self.origin_limits)
        self._time_section = Section(theme_in_use, _("Time"), self.times, self.file_times, self._sessions)
        self._review_section = Section(theme_in_use, _("Reviews"), self._reviews)
        self._entry_section = Section(theme_in_use, _("Ledger"), self._entries)
        self._area = QScrollArea()

        self.stages.setModel(chain.model)
        self.stages.setSelectionModel(chain.selection)
        self._sessions.setModel(self._session_model)
        self._reviews.setModel(self._review_model)
        self._entries.setModel(self._entry_model)
        for passive in (self._sessions, self._reviews, self._entries, self.origins, self.file_times):
            passive.setSelectionMode(LineList.SelectionMode.NoSelection)
        self._name.setFont(sized(self.font(), theme.NAME_PX, strong=True))
        self._place.setProperty("caption", True)
        self.setMinimumWidth(240)
        self._lay_out()
        self.show_change_limits(())
        self.show_origin(None)

        chain.pair_changed.connect(self._on_pair_changed)

    def show_dossier(self, dossier: BackgroundDossier) -> None:
        """Show another background, or the same one with what is new."""
        background = dossier.row.background
        self._name.show_text(background.code)
        self._place.show_text(place_words(background))
        self._area.show()
        people = dossier.people
        self._fill(self._session_model, self._sessions, session_lines(dossier.sessions, people))
        self._fill(self._review_model, self._reviews, review_lines(dossier))
        self._fill(self._entry_model, self._entries, entry_lines(dossier.entries, people))
        self._sessions_shown = dossier.sessions
        self._show_times()
        self._stage_section.show_count(f"{len(dossier.stages)}")
        self._stage_section.show_empty("" if dossier.stages else _("No stage yet: the layout comes first."))
        self._review_section.show_empty("" if dossier.reviews else _("The art director has not looked at it yet."))
        self._entry_section.show_count(f"{len(dossier.entries)}")
        self._entry_section.show_empty("" if dossier.entries else _("Nothing was recorded yet."))

    def show_unsent(self, length: timedelta) -> None:
        """Show one's own time on it that is still at the desk."""
        self._unsent = length
        self._show_times()

    def show_change_limits(self, sentences: tuple[str, ...]) -> None:
        """Show what the figures of the stage on the right leave open; nothing takes it away."""
        _show_sentences(self.change_limits, sentences)

    def show_origin(self, marks: FileMarks | None, *, reading: bool = False) -> None:
        """Show what the file of the stage on the right says of where it comes from; None while that is not known."""
        self._fill(self._origin_model, self.origins, origin_lines(marks) if marks is not None else ())
        after = self._chain.after
        times = file_time_lines(marks, after.file_format) if after is not None else ()
        self._fill(self._file_time_model, self.file_times, times)
        _show_sentences(self.origin_limits, marks.limits if marks is not None else ())
        waiting = _("Reading the file…") if reading else _("Choose a stage to see what its file says.")
        self._origin_section.show_empty("" if marks is not None else waiting)

    def clear(self) -> None:
        """Show nothing: no background is open."""
        self._name.show_text("")
        self._place.show_text("")
        self._area.hide()

    def _show_times(self) -> None:
        figures = time_figures(self._sessions_shown, self._unsent)
        self.times.show_figures(figures)
        empty = _("No retouch time yet. T starts the clock.")
        self._time_section.show_empty("" if figures or self._sessions_shown else empty)

    def _fill(self, model: LineModel, view: LineList, lines: tuple[Line, ...]) -> None:
        model.show_lines(lines)
        view.fit_lines()
        view.setVisible(bool(lines))

    def _on_pair_changed(self) -> None:
        self.stages.fit_lines()
        after = self._chain.after
        figures = change_figures(after, self._chain.stages, self._chain.people) if after is not None else ()
        self.change.show_figures(figures)
        self._change_section.show_empty("" if figures else no_change_words(after))

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setProperty("panel", True)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(0)
        for section in (
            self._stage_section,
            self._change_section,
            self._origin_section,
            self._time_section,
            self._review_section,
            self._entry_section,
        ):
            column.addWidget(section)
        column.addStretch(1)
        self._area.setWidget(inside)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        head = QVBoxLayout()
        head.setContentsMargins(12, 8, 12, 4)
        head.setSpacing(0)
        head.addWidget(self._name)
        head.addWidget(self._place)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.notices)
        box.addLayout(head)
        box.addWidget(self._area, 1)
        box.addStretch(0)


def _show_sentences(label: QLabel, sentences: tuple[str, ...]) -> None:
    label.setText("\n".join(sentences))
    label.setVisible(bool(sentences))
