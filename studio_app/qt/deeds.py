"""What a person does in the window, passed on to the studio and answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from studio_app.domain.errors import StudioError
from studio_app.domain.language import _
from studio_app.domain.sessions import WorkKind
from studio_app.domain.wording import stage_label, stage_name
from studio_app.qt.intake import Intake

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from studio_app.domain.backgrounds import Background
    from studio_app.domain.drawings import Drawing
    from studio_app.domain.ids import BackgroundId, PersonId, StageId
    from studio_app.domain.people import Person
    from studio_app.domain.reviews import RetakeCause
    from studio_app.domain.stages import Stage
    from studio_app.qt.asks import StudioSteps
    from studio_app.qt.chain import Chain
    from studio_app.qt.drawers import Drawers
    from studio_app.qt.file_dialogs import FileChoices
    from studio_app.qt.notices import Notices
    from studio_app.qt.recorder import Recorder
    from studio_app.workflow.note_sheets import NoteScope
    from studio_app.workflow.views import BackgroundDossier, ToBeTold


class NobodyHereError(StudioError):
    """Something was asked for that is done by somebody, and nobody has said who is here."""


def nobody_here() -> NobodyHereError:
    """Return the failure in the words of the window."""
    return NobodyHereError(
        _("Nobody has said whose time this is."),
        hint=_("Choose who you are at the top right (Ctrl+U), then start the clock."),
    )


class Deeds(QObject):
    """Each public method is one thing a person can do; nothing is decided here."""

    background_added = Signal(str)
    me_chosen = Signal()
    time_wanted = Signal(str, object)
    clock_changed = Signal()
    verdict_given = Signal(object)
    drawing_returned = Signal(object)

    def __init__(
        self,
        studio: StudioSteps,
        recorder: Recorder,
        *,
        window: QWidget,
        chain: Chain,
        drawers: Drawers,
        notices: Notices,
        files: FileChoices,
    ) -> None:
        super().__init__()
        self._studio, self._recorder, self._window = studio, recorder, window
        self._chain, self._drawers, self._notices, self._files = chain, drawers, notices, files
        self._dossier: BackgroundDossier | None = None
        self._people: tuple[Person, ...] = ()
        self._me: PersonId | None = None
        self._people_known = False
        self.approve_at_once = False
        self._decided: StageId | None = None
        self.take_drawing: Callable[[], Drawing | None] = lambda: None
        self.intake = Intake(studio, recorder)

        drawers.review.approval_given.connect(self._on_approval_given)
        drawers.review.retake_ordered.connect(self._on_retake_ordered)
        drawers.disclosure.seen.connect(self._on_disclosure_seen)
        drawers.add.files_accepted.connect(self.intake.take)
        drawers.background.background_wanted.connect(self._on_background_wanted)
        drawers.person.person_described.connect(self._on_person_described)
        drawers.keys.keys_changed.connect(self.keep_keys)
        drawers.sheets.notes_wanted.connect(self._on_notes_wanted)
        self.intake.stage_added.connect(self._on_stage_added)

    def open_dossier(self, dossier: BackgroundDossier) -> None:
        """Know which background is open."""
        self._dossier = dossier

    def close_dossier(self) -> None:
        """Know that none is open."""
        self._dossier = None

    def know_people(self, people: tuple[Person, ...], me: PersonId | None) -> None:
        """Know who can be named."""
        self._people, self._me, self._people_known = people, me, True

    def start_time(self, background: BackgroundId, kind: WorkKind) -> None:
        """Start time; a clock that runs elsewhere is stopped by the desk, as the button said."""
        self._begin_work(background, kind, lambda: self._start(background, kind))

    def work_on(self, background: BackgroundId) -> None:
        """Open the picture in the artist's own program and start its clock."""
        kind = WorkKind.RETOUCH
        self._begin_work(
            background,
            kind,
            lambda: self._recorder.record(
                _("Opening the picture in your program…"), lambda: self._studio.work_on(background, kind=kind)
            ),
        )

    def _begin_work(self, background: BackgroundId, kind: WorkKind, begin: Callable[[], None]) -> None:
        """Begin once somebody is here and was told what the picture comes from."""
        if self._people_known and self._me is None:
            self._notices.show_failure(nobody_here())
            return

        def on_looked(told: ToBeTold | None) -> None:
            if told is not None:
                self._drawers.disclosure.ask(told, kind)
                return
            begin()

        self._recorder.record(_("Starting the clock…"), lambda: self._studio.untold(background), answered=on_looked)

    def _start(self, background: BackgroundId, kind: WorkKind) -> None:
        self._recorder.record(
            _("Starting the clock…"), lambda: self._studio.start_session(background, person=None, kind=kind)
        )

    def _on_disclosure_seen(self, background: BackgroundId, kind: WorkKind) -> None:
        """Record that it was seen, then go on as asked; the clock that runs elsewhere is stopped by the studio."""
        self._recorder.record(
            _("Recording that you saw it…"),
            lambda: self._studio.see_disclosure(background),
            answered=lambda _seen: self.time_wanted.emit(background, kind),
        )

    def keep_keys(self, own: Mapping[str, str]) -> None:
        """Keep the keys that are other than the shipped ones, at this installation."""
        self._recorder.record(_("Keeping the keys…"), lambda: self._studio.remember_keys(own))

    def stop_time(self) -> None:
        """Stop the running clock."""
        self._recorder.record(_("Stopping the clock…"), self._studio.stop_session)

    def choose_me(self, person: Person) -> None:
        """Say who is here."""
        self._recorder.record(
            _("Choosing who is here…"),
            lambda: self._studio.choose_me(person),
            answered=lambda _nothing: self.me_chosen.emit(),
        )

    def choose_files(self) -> None:
        """Ask which files to add."""
        if self._dossier is not None:
            paths = self._files.pictures(self._window)
            if paths:
                self.ask_about_files(paths)

    def ask_about_files(self, paths: tuple[Path, ...]) -> None:
        """Ask what these files are; without an open background ask for that first."""
        if self._dossier is None:
            self._drawers.open(self._drawers.background)
            return
        background = self._dossier.row.background
        self._drawers.add.ask(
            paths,
            background=background.id,
            code=background.code,
            stages=self._dossier.stages,
            names=self._dossier.people,
            people=self._people,
            me=self._me,
        )

    def ask_approval(self) -> None:
        """Ask to confirm the approval of the stage on the right; in a review pass it is recorded at once."""
        stage = self._chain.after
        if stage is None or self._was_decided(stage):
            return
        if self.approve_at_once:
            self._on_approval_given(stage.id, "")
        else:
            self._drawers.review.ask_approval(stage.id, self._reviewed_words(stage))

    def ask_retake(self) -> None:
        """Ask for the cause of a retake of the stage on the right."""
        if self._chain.after is not None and not self._was_decided(self._chain.after):
            self._drawers.review.ask_retake(self._chain.after.id, self._reviewed_words(self._chain.after))

    def decide_again(self) -> None:
        """Let the stage that was decided last be decided anew: its word was taken back."""
        self._decided = None

    def _was_decided(self, stage: Stage) -> bool:
        """Say whether a pass just decided this stage: keys may come faster than the next picture does."""
        return self.approve_at_once and stage.id == self._decided

    def _refused(self, drawing: Drawing | None) -> None:
        self._decided = None
        if drawing is not None:
            self.drawing_returned.emit(drawing)

    def _reviewed_words(self, stage: Stage) -> str:
        code = self._dossier.row.background.code if self._dossier is not None else ""
        return f"{code} · {stage_label(stage, self._chain.people)}"

    def _on_approval_given(self, stage: StageId, note: str) -> None:
        self._decided, drawing = stage, self.take_drawing()
        self._recorder.record(
            _("Recording the approval…"),
            lambda: self._studio.approve(stage, note=note, drawing=drawing),
            answered=self.verdict_given.emit,
            failed=lambda _error: self._refused(drawing),
        )

    def _on_retake_ordered(self, stage: StageId, cause: RetakeCause, note: str) -> None:
        self._decided, drawing = stage, self.take_drawing()
        self._recorder.record(
            _("Recording the retake…"),
            lambda: self._studio.order_retake(stage, cause=cause, note=note, drawing=drawing),
            answered=self.verdict_given.emit,
            failed=lambda _error: self._refused(drawing),
        )

    def _on_background_wanted(self, code: str, cuts: Sequence[str], episode: str) -> None:
        def on_added(background: Background) -> None:
            self._drawers.background.accept()
            self.background_added.emit(background.id)

        self._recorder.record(
            _("Adding {code}…", code=code),
            lambda: self._studio.add_background(code=code, cuts=tuple(cuts), episode=episode),
            answered=on_added,
        )

    def _on_person_described(self, code: str, name: str, name_en: str, reading: str) -> None:
        self._recorder.record(
            _("Adding {name}…", name=name),
            lambda: self._studio.add_person(code=code, name=name, name_en=name_en, reading=reading),
            answered=self._on_person_added,
        )

    def _on_person_added(self, person: Person) -> None:
        self._drawers.person.accept()
        if self._me is None:
            self.choose_me(person)

    def _on_stage_added(self, stage: Stage) -> None:
        if not self.intake.busy:
            self._notices.show_news(_("Added {stage}.", stage=stage_name(stage)))

    def _on_notes_wanted(self, scope: NoteScope) -> None:
        path = self._files.sheet(self._window, _("Write the notes"), "notes.pdf", "PDF (*.pdf);;CSV (*.csv)")
        if path is not None:
            self._recorder.record(
                _("Drawing up the notes…"),
                lambda: self._studio.write_notes(path, scope=scope),
                answered=lambda _nothing: self._on_sheet_written(path),
                beside=True,
            )

    def _on_sheet_written(self, path: Path) -> None:
        self._drawers.sheets.close_drawer()
        bar = self._notices.show_news(_("Written: {path}", path=path))
        bar.offer(_("Open"), _("Open it with the system's program"), lambda: self._files.open(path))
