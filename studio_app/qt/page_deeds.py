"""What a person does on the pages of candidates and sources, passed on to the studio and answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from studio_app.domain.errors import StudioError
from studio_app.domain.language import _, counted
from studio_app.domain.names import shown_name
from studio_app.domain.wording import reduced_words, room_words
from studio_app.qt.watch import Watch
from studio_app.workflow.views import SourceSheet

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QPushButton, QWidget

    from studio_app.domain.backgrounds import Background
    from studio_app.domain.candidates import Candidate, Selection
    from studio_app.domain.ids import BackgroundId
    from studio_app.domain.sources import Request, Source
    from studio_app.qt.asks import StudioSteps
    from studio_app.qt.candidates_page import CandidatesPage
    from studio_app.qt.commands import Commands
    from studio_app.qt.drawers import Drawers
    from studio_app.qt.file_dialogs import FileChoices
    from studio_app.qt.notices import Notices
    from studio_app.qt.recorder import Recorder
    from studio_app.qt.sources_page import SourcesPage
    from studio_app.workflow.views import Imported, Pulled, Reduced, Reducible

_MOST_BARS = 3


class PageDeeds(QObject):
    """Each public method is one thing a person can do; nothing is decided here."""

    sources_changed = Signal()

    def __init__(
        self,
        studio: StudioSteps,
        recorder: Recorder,
        *,
        window: QWidget,
        candidates: CandidatesPage,
        sources: SourcesPage,
        drawers: Drawers,
        notices: Notices,
        files: FileChoices,
    ) -> None:
        super().__init__()
        self._studio, self._recorder, self._window = studio, recorder, window
        self._candidates, self._sources = candidates, sources
        self._drawers, self._notices, self._files = drawers, notices, files
        self._open: Background | None = None
        self._sheet = SourceSheet(sources=(), requests=())

        candidates.pick_wanted.connect(self._on_pick_wanted)
        sources.test_wanted.connect(self._on_test_wanted)
        sources.removal_wanted.connect(self._on_removal_wanted)
        sources.cancel_wanted.connect(self._on_cancel_wanted)
        drawers.source.source_described.connect(self._on_source_described)
        drawers.ask.pictures_wanted.connect(self._on_pictures_wanted)
        drawers.ask.workflow_wanted.connect(self._on_workflow_wanted)

    def answer(self, commands: Commands) -> None:
        """Do what a command asks for that is about candidates or sources."""
        commands.add_candidates.triggered.connect(self.choose_folder)
        commands.add_production.triggered.connect(self.choose_production)
        commands.keep_small.triggered.connect(self.offer_small)
        commands.ask_source.triggered.connect(self.ask)
        commands.pull_sources.triggered.connect(self.pull)

    def open_background(self, background: Background | None) -> None:
        """Know which background is open."""
        self._open = background

    def know_sources(self, sheet: SourceSheet) -> None:
        """Know which sources can be asked."""
        self._sheet = sheet

    def choose_folder(self) -> None:
        """Ask for a folder of candidates and take it in."""
        if self._open is None:
            return
        folder = self._files.folder(self._window, _("Take in the pictures of a folder as candidates"))
        if folder is not None:
            self.take((folder,), self._open.id)

    def choose_production(self) -> None:
        """Ask for a folder whose names say whose candidates lie in it, and take it in."""
        folder = self._files.folder(self._window, _("Take in a folder whose names begin with the codes of backgrounds"))
        if folder is not None:
            self.take((folder,), None)

    def take(self, places: tuple[Path, ...], background: BackgroundId | None) -> None:
        """Take pictures in as candidates, told of and stoppable; without a background their names say whose."""
        watch = Watch()
        self._recorder.record(
            _("Taking in candidates…"),
            lambda: self._studio.take_candidates(places, background, progress=watch.progress),
            answered=self._on_taken,
            stop=watch.stop,
            done=lambda: watch.done,
            beside=True,
        )

    def offer_small(self) -> None:
        """Say what keeping the rest small would write and free, and offer to do it."""
        if self._open is not None:
            background = self._open.id
            self._recorder.record(
                _("Looking for what may be kept small…"),
                lambda: self._studio.reducible_candidates(background),
                answered=self._on_reducible,
                beside=True,
            )

    def ask(self) -> None:
        """Ask what is wanted of a generator."""
        if self._open is not None:
            self._drawers.ask.ask(self._sheet.sources, background=self._open.id, code=self._open.code)

    def pull(self) -> None:
        """Wait for what was asked and take it in, told of and stoppable."""
        watch = Watch()
        self._recorder.record(
            _("Waiting for the generators…"),
            lambda: self._studio.pull_sources(progress=watch.progress),
            answered=self._on_pulled,
            failed=lambda _error: self.sources_changed.emit(),
            stop=watch.stop,
            done=lambda: watch.done,
            beside=True,
        )

    def _on_taken(self, imported: Imported) -> None:
        words = _("{count} candidates came in.", count=len(imported.taken))
        backgrounds = len({one.background for one in imported.taken})
        if backgrounds > 1:
            words = _("{count} candidates of {some} backgrounds came in.", count=len(imported.taken), some=backgrounds)
        if imported.again:
            words += " " + _("{count} of them were kept small and are kept in full again.", count=imported.again)
        if imported.already:
            words += " " + _("{count} stood there already.", count=imported.already)
        self._notices.show_news(words)
        for one in imported.refused[:_MOST_BARS]:
            said = _("Not taken: {name}. {why}", name=shown_name(one.path), why=one.message)
            self._notices.show_failure(StudioError(said, hint=one.hint))
        left = len(imported.refused) - _MOST_BARS
        if left > 0:
            hint = _("Take the folder in on the command line to see all of them: teire candidate add.")
            self._notices.show_failure(StudioError(_("{count} more were not taken.", count=left), hint=hint))

    def _on_reducible(self, found: Reducible) -> None:
        code = found.background.code
        if not found.count:
            self._notices.show_news(reduced_words(code, 0, 0))
            return
        words = counted(
            "{code}: one entry is written, the full file of one candidate goes for good and frees about {room}; "
            "its small picture stays.",
            "{code}: one entry is written, the full files of {count} candidates go for good and free about {room}; "
            "their small pictures stay.",
            found.count,
            code=code,
            room=room_words(found.size_bytes),
        )
        bar = self._notices.show_news(words)
        sentence = _("Write the entry and let the full files go; this cannot be taken back")
        button = bar.offer(_("Keep small"), sentence, lambda: self._keep_small(found.background.id, button))

    def _keep_small(self, background: BackgroundId, button: QPushButton) -> None:
        button.setEnabled(False)
        watch = Watch()
        self._recorder.record(
            _("Keeping candidates small…"),
            lambda: self._studio.reduce_candidates(background, progress=watch.progress),
            answered=self._on_kept_small,
            failed=lambda _error: button.setEnabled(True),
            stop=watch.stop,
            done=lambda: watch.done,
            beside=True,
        )

    def _on_kept_small(self, done: Reduced) -> None:
        self._notices.show_news(reduced_words(done.background.code, len(done.small), done.freed_bytes))
        for one in done.stayed[:_MOST_BARS]:
            said = _("Not kept small: #{number}. {why}", number=one.candidate.number, why=one.message)
            self._notices.show_failure(StudioError(said, hint=one.hint))

    def _on_pulled(self, pulled: Pulled) -> None:
        words = _("{count} candidates came in.", count=len(pulled.taken))
        if pulled.still_open:
            words += " " + _("{count} pictures are still to come.", count=pulled.still_open)
        self._notices.show_news(words)
        for said in pulled.failed[:_MOST_BARS]:
            self._notices.show_failure(StudioError(said, hint=""))
        self.sources_changed.emit()

    def _on_pick_wanted(self, candidate: Candidate, reason: str) -> None:
        self._recorder.record(
            _("Recording the pick…"),
            lambda: self._studio.pick_candidate(candidate.id, reason=reason),
            answered=lambda chosen: self._on_picked(candidate, chosen),
        )

    def _on_picked(self, candidate: Candidate, _chosen: Selection) -> None:
        self._candidates.accept()
        self._notices.show_news(
            _("Candidate {number} is picked; it is a generation of the background now.", number=candidate.number)
        )

    def _on_source_described(self, source: Source, token: str | None) -> None:
        def on_kept(_source: Source) -> None:
            self._drawers.source.accept()
            self.sources_changed.emit()

        self._recorder.record(
            _("Keeping {name}…", name=source.name),
            lambda: self._studio.add_source(source, token=token),
            answered=on_kept,
        )

    def _on_test_wanted(self, name: str) -> None:
        self._recorder.record(
            _("Asking {name}…", name=name),
            lambda: self._studio.test_source(name),
            answered=lambda said: self._sources.show_answer(name, said),
            failed=lambda _error: self._sources.show_answer(name, _("does not answer")),
            beside=True,
        )

    def _on_removal_wanted(self, name: str) -> None:
        self._recorder.record(
            _("Forgetting {name}…", name=name),
            lambda: self._studio.remove_source(name),
            answered=lambda _nothing: self.sources_changed.emit(),
        )

    def _on_cancel_wanted(self, request: str) -> None:
        self._recorder.record(
            _("Taking the request back…"),
            lambda: self._studio.cancel_request(request),
            answered=lambda _nothing: self.sources_changed.emit(),
            beside=True,
        )

    def _on_workflow_wanted(self) -> None:
        self._drawers.ask.choose_workflow(self._files.workflow(self._window))

    def _on_pictures_wanted(
        self, source: str, background: BackgroundId, workflow: Path, prompt: str, count: int
    ) -> None:
        def on_asked(request: Request) -> None:
            self._drawers.ask.accept()
            bar = self._notices.show_news(
                _("{count} pictures were asked for; Ctrl+L waits for them.", count=len(request.jobs))
            )
            bar.offer(_("Pull"), _("Wait for them and take them in"), self.pull)
            self.sources_changed.emit()

        self._recorder.record(
            _("Asking {name}…", name=source),
            lambda: self._studio.ask_source(
                source, background=background, workflow=workflow, prompt=prompt, count=count
            ),
            answered=on_asked,
            beside=True,
        )
