"""The page of sources: the studio's generators, and what was asked of them and is not there yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from studio_app.domain.language import _
from studio_app.domain.sources import JobState
from studio_app.domain.wording import job_words
from studio_app.qt.command import button_for
from studio_app.qt.empty_page import EmptyPage
from studio_app.qt.lines import Line, LineList, LineModel
from studio_app.qt.section import Section
from studio_app.qt.source_drawer import kind_words
from studio_app.workflow.views import SourceSheet

if TYPE_CHECKING:
    from studio_app.qt.commands import Commands
    from studio_app.qt.theme import Theme
    from studio_app.workflow.views import RequestView


class SourcesPage(QWidget):
    """Two lists: generators with what they answered, requests with how far they are."""

    test_wanted = Signal(str)
    removal_wanted = Signal(str)
    cancel_wanted = Signal(str)

    def __init__(self, theme_in_use: Theme, commands: Commands) -> None:
        super().__init__()
        self._sheet = SourceSheet(sources=(), requests=())
        self._said: dict[str, str] = {}
        self._source_model, self._request_model = LineModel(), LineModel()
        self.sources = LineList(theme_in_use, name=_("Sources"))
        self.requests = LineList(theme_in_use, name=_("Open requests"))
        self.sources.setModel(self._source_model)
        self.requests.setModel(self._request_model)
        self.test = _button(_("Test"), _("Ask the chosen source whether it answers"))
        self.remove = _button(_("Remove"), _("Forget the chosen source; what came from it stays"))
        self.cancel = _button(_("Take back"), _("Take the chosen request back; what came in stays"))
        self._source_section = Section(theme_in_use, _("Sources"), self.sources)
        self._request_section = Section(theme_in_use, _("Asked for and not there yet"), self.requests)
        self._note = QLabel(
            _("Passwords and tokens are kept in the system's keyring and in no file. Nothing is sent before you ask.")
        )
        self._pages = QStackedWidget()
        self._lay_out(theme_in_use, commands)

        self.test.clicked.connect(lambda _checked=False: self._on_source_deed(self.test_wanted))
        self.remove.clicked.connect(lambda _checked=False: self._on_source_deed(self.removal_wanted))
        self.cancel.clicked.connect(lambda _checked=False: self._on_cancel_wanted())
        self.sources.selectionModel().currentChanged.connect(lambda *_where: self._show_state())
        self.requests.selectionModel().currentChanged.connect(lambda *_where: self._show_state())
        self._show_state()

    def show_sheet(self, sheet: SourceSheet) -> None:
        """Show what there is."""
        self._sheet = sheet
        self._source_model.show_lines(tuple(self._source_line(at) for at in range(len(sheet.sources))))
        self._request_model.show_lines(tuple(request_line(one) for one in sheet.requests))
        for view in (self.sources, self.requests):
            view.fit_lines()
            if view.model().rowCount() and not view.currentIndex().isValid():
                view.setCurrentIndex(view.model().index(0, 0))
        self._request_section.show_count(f"{len(sheet.requests)}")
        self._request_section.show_empty("" if sheet.requests else _("Nothing was asked for, or all of it is there."))
        self._pages.setCurrentIndex(0 if sheet.sources else 1)
        self._show_state()

    def show_answer(self, name: str, said: str) -> None:
        """Show beside a source what it answered."""
        self._said[name] = said
        self.show_sheet(self._sheet)

    def _source_line(self, at: int) -> Line:
        one = self._sheet.sources[at]
        asked = sum(len(view.request.open_jobs) for view in self._sheet.requests if view.request.source == one.name)
        parts = (kind_words(one.kind), one.address, one.user, self._said.get(one.name, _("not asked yet")))
        return Line(
            title=one.name,
            detail=" · ".join(part for part in parts if part),
            tail=_("{count} to come", count=asked) if asked else "",
            mark="generator",
        )

    def _on_source_deed(self, wanted: object) -> None:
        row = self.sources.currentIndex().row()
        if 0 <= row < len(self._sheet.sources):
            wanted.emit(self._sheet.sources[row].name)  # type: ignore[attr-defined]  # a bound signal

    def _on_cancel_wanted(self) -> None:
        row = self.requests.currentIndex().row()
        if 0 <= row < len(self._sheet.requests):
            self.cancel_wanted.emit(self._sheet.requests[row].request.id)

    def _show_state(self) -> None:
        chosen = self.sources.currentIndex().isValid()
        self.test.setEnabled(chosen)
        self.remove.setEnabled(chosen)
        self.cancel.setEnabled(self.requests.currentIndex().isValid())

    def _lay_out(self, theme_in_use: Theme, commands: Commands) -> None:
        self._note.setProperty("caption", True)
        self._note.setWordWrap(True)
        head = QHBoxLayout()
        head.setContentsMargins(12, 4, 8, 4)
        head.setSpacing(8)
        for action in (commands.add_source, commands.ask_source, commands.pull_sources):
            button = button_for(action, text=True)
            button.setIconSize(QSize(16, 16))
            head.addWidget(button)
        head.addStretch(1)
        for deed in (self.test, self.remove, self.cancel):
            head.addWidget(deed)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(0)
        column.addWidget(self._source_section)
        column.addWidget(self._request_section)
        column.addStretch(1)
        note = QHBoxLayout()
        note.setContentsMargins(12, 8, 12, 8)
        note.addWidget(self._note)
        column.addLayout(note)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        whole = QWidget()
        box = QVBoxLayout(whole)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(head)
        box.addWidget(area, 1)
        self._pages.addWidget(whole)
        self._pages.addWidget(
            EmptyPage(
                theme_in_use,
                icon="generator",
                title=_("No source yet"),
                sentence=_(
                    "The studio's own generators stand here: ComfyUI, or a web UI of AUTOMATIC1111 or Forge. They are "
                    "sent a layout, and what they make comes in as candidates."
                ),
                doors=((commands.add_source, _("Its name and the address where it answers.")),),
            )
        )
        self._pages.setCurrentIndex(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._pages)


def request_line(one: RequestView) -> Line:
    """Return a request as a line: whose pictures, how many are there, how far the rest is."""
    total, left = len(one.request.jobs), len(one.request.open_jobs)
    counts = {state: sum(one is state for one in one.states.values()) for state in JobState}
    said = " · ".join(f"{count} {job_words(state)}" for state, count in counts.items() if count)
    return Line(
        title=_("{code} from {source}", code=one.background_code, source=one.request.source),
        detail=one.trouble or said or _("waiting"),
        tail=_("{there} of {total}", there=total - left, total=total),
        mark="background",
        tooltip="\n".join(part for part in (one.request.order.prompt, one.trouble or said) if part),
    )


def _button(text: str, tooltip: str) -> QPushButton:
    made = QPushButton(text)
    made.setToolTip(tooltip)
    made.setAccessibleName(text)
    return made
