"""All steps of one studio together, as a window asks for them: one person at one installation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio_app.domain.ids import PersonId
from studio_app.domain.people import Person
from studio_app.domain.progress import no_progress
from studio_app.domain.reviews import Verdict
from studio_app.workflow.candidate_folders import offered_at
from studio_app.workflow.generating import workflow_text
from studio_app.workflow.studio_desk import StudioDesk
from studio_app.workflow.studio_sheets import StudioSheets
from studio_app.workflow.views import (
    SourceSheet,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from studio_app.domain.backgrounds import Background
    from studio_app.domain.candidates import Disclosure, Selection
    from studio_app.domain.changes import ChangeReport
    from studio_app.domain.drawings import Drawing
    from studio_app.domain.generations import FileMarks
    from studio_app.domain.ids import BackgroundId, CandidateId, Digest, ReviewId, StageId
    from studio_app.domain.progress import Progress
    from studio_app.domain.reviews import RetakeCause, Review
    from studio_app.domain.sources import Request, Source
    from studio_app.domain.stages import Stage, StageKind
    from studio_app.workflow.desk_clock import DeskClock
    from studio_app.workflow.desk_ports import DeskBook
    from studio_app.workflow.note_sheets import NoteScope
    from studio_app.workflow.people import Details
    from studio_app.workflow.ports import KeyBook
    from studio_app.workflow.steps import Steps
    from studio_app.workflow.views import (
        BackgroundDossier,
        BackgroundRow,
        CandidateSheet,
        ChangePictures,
        Imported,
        MappedAttribution,
        Pulled,
        Reduced,
        Reducible,
        ToBeTold,
    )


class Studio(StudioDesk):
    """A studio as the window knows it. Every method blocks and may be called from any thread."""

    def __init__(
        self,
        steps: Steps,
        *,
        title: str,
        currency: str,
        me: Callable[[], PersonId | None],
        remember_me: Callable[[PersonId], None],
        keys: KeyBook,
        folder: Path,
        clock: DeskClock,
        book: DeskBook,
        open_in_program: Callable[[Path, str], None],
    ) -> None:
        super().__init__(
            step=steps.desk,
            submitting=steps.submitting,
            working_files=steps.working_files,
            ledger_time=steps.time,
            own=steps.own,
            folder=folder,
            clock=clock,
            book=book,
            me=me,
            open_in_program=open_in_program,
        )
        self.steps = steps
        self.sheets: StudioSheets = StudioSheets(steps, me=me)
        self.title = title
        self.currency = currency
        self._me = me
        self._remember_me = remember_me
        self._keys = keys

    def me(self) -> Person | None:
        """Who is at this installation, None until said."""
        mine = self._me()
        return next((person for person in self.steps.people.all() if person.id == mine), None)

    def choose_me(self, person: Person) -> None:
        """Say who is at this installation."""
        self._remember_me(person.id)

    def keys(self) -> Mapping[str, str]:
        """Return the window's keys that whoever is at this installation changed, by the command's name."""
        return self._keys.keys()

    def remember_keys(self, own: Mapping[str, str]) -> None:
        """Keep changed keys; those left out are as they came."""
        self._keys.remember_keys(own)

    def people(self) -> tuple[Person, ...]:
        """Everybody, in the order they were added."""
        return self.steps.people.all()

    def add_person(self, *, code: str, name: str, name_en: str = "", reading: str = "") -> Person:
        """Add somebody."""
        person = Person(id=PersonId(""), code=code, name=name, name_en=name_en, reading=reading)
        return self.steps.people.add(person, by=self._me())

    def change_person(self, person: PersonId, details: Details) -> Person:
        """Record what is right about somebody; return them as they are then."""
        _before, after = self.steps.people.change(person, details, by=self._me())
        return after

    def kept_rows(self) -> tuple[BackgroundRow, ...]:
        """None: an open studio reads its ledger."""
        return ()

    def rows(self) -> tuple[BackgroundRow, ...]:
        """One row for each background."""
        return self.steps.overview.rows()

    def dossier(self, background: BackgroundId) -> BackgroundDossier:
        """All that is known of one background."""
        return self.steps.overview.dossier(background)

    def add_background(self, *, code: str, cuts: tuple[str, ...], episode: str) -> Background:
        """Add a background."""
        return self.steps.backgrounds.add(code=code, cuts=cuts, episode=episode, by=self._me())

    def add_file(
        self, path: Path, *, background: BackgroundId, kind: StageKind, by: PersonId | None, parent: StageId | None
    ) -> Stage:
        """Take a file in; without `by`, whoever is at this installation painted it."""
        return self.steps.arrival.add(
            [path], background=background, kind=kind, painter=by, parent=parent, by=self._me()
        )[0].stage

    def untold(self, background: BackgroundId) -> ToBeTold | None:
        """Return what whoever is here has not yet been told of a background that a generator began."""
        return self.steps.disclosures.due(background, self._me())

    def see_disclosure(self, background: BackgroundId) -> Disclosure | None:
        """Record that whoever is here saw it."""
        return self.steps.disclosures.see(background, by=self._me())

    def origin(self, stage: StageId) -> FileMarks:
        """Return what the file of a stage says of where it comes from."""
        return self.steps.origins.of(stage)

    def candidates(self, background: BackgroundId) -> CandidateSheet:
        """Return the candidates of a background and the pick among them."""
        return self.steps.candidates.sheet(background)

    def take_candidates(
        self, places: tuple[Path, ...], background: BackgroundId | None, *, progress: Progress = no_progress
    ) -> Imported:
        """Take pictures, or all in folders, in as candidates; `progress` may raise to stop.

        Without `background` the names of folders and files say whose they are.
        """
        codes = [row.background.code for row in self.rows()] if background is None else []
        offered = tuple(one for place in places for one in offered_at(place, codes, background=background))
        return self.steps.candidates.take(offered, asked_by=None, by=self._me(), progress=progress)

    def pick_candidate(self, candidate: CandidateId, *, reason: str) -> Selection:
        """Take a candidate, with the reason."""
        return self.steps.candidates.pick(candidate, reason=reason, picker=None, by=self._me())

    def reducible_candidates(self, background: BackgroundId) -> Reducible:
        """Return how many candidates would be kept small, and how much room their full files take."""
        return self.steps.reducing.reducible(background)

    def reduce_candidates(self, background: BackgroundId, *, progress: Progress = no_progress) -> Reduced:
        """Keep the candidates never picked small and let their full files go; `progress` may raise to stop."""
        return self.steps.reducing.reduce([background], by=self._me(), progress=progress)[0]

    def sources(self) -> SourceSheet:
        """Return the generators of this installation and what was asked of them."""
        return SourceSheet(sources=self.steps.generating.sources(), requests=self.steps.generating.requests())

    def add_source(self, source: Source, *, token: str | None) -> Source:
        """Keep a generator under its name."""
        return self.steps.generating.add(source, token=token)

    def remove_source(self, name: str) -> None:
        """Forget a generator."""
        self.steps.generating.remove(name)

    def test_source(self, name: str) -> str:
        """Ask a generator whether it is there."""
        return self.steps.generating.test(name)

    def ask_source(self, name: str, *, background: BackgroundId, workflow: Path, prompt: str, count: int) -> Request:
        """Ask a generator for pictures of a background."""
        return self.steps.generating.queue(
            name,
            background=background,
            workflow=workflow_text(workflow),
            prompt=prompt,
            count=count,
            asker=None,
            by=self._me(),
        )

    def pull_sources(self, *, progress: Progress = no_progress) -> Pulled:
        """Wait for what was asked and take it in; `progress` may raise to stop waiting."""
        return self.steps.generating.pull(by=self._me(), progress=progress)

    def cancel_request(self, request: str) -> None:
        """Take a request back."""
        self.steps.generating.cancel(request)

    def approve(self, stage: StageId, *, note: str, drawing: Drawing | None = None) -> Review:
        """Approve a stage."""
        return self.steps.reviews.review(
            None, stage=stage, verdict=Verdict.APPROVED, cause=None, note=note, drawing=drawing, by=self._me()
        )

    def order_retake(self, stage: StageId, *, cause: RetakeCause, note: str, drawing: Drawing | None = None) -> Review:
        """Order a retake of a stage for a cause."""
        return self.steps.reviews.review(
            None, stage=stage, verdict=Verdict.RETAKE, cause=cause, note=note, drawing=drawing, by=self._me()
        )

    def withdraw_review(self, review: ReviewId) -> Review:
        """Record that a word is taken back by whoever is here; it stays readable and no longer counts."""
        return self.steps.reviews.withdraw(review, by=self._me())

    def thumbnail(self, sha256: Digest) -> Path:
        """Return a small picture of a kept file, or of one that was saved at this desk and not sent yet."""
        at_desk = self.steps.save_previews
        return (at_desk if at_desk.holds(sha256) else self.steps.previews).thumbnail(sha256)

    def view(self, sha256: Digest) -> Path:
        """Return a full-size picture of a kept file."""
        return self.steps.previews.view(sha256)

    def wide_view(self, sha256: Digest) -> Path | None:
        """Return a full-size picture with colours beyond sRGB, None where a kept file has none."""
        return self.steps.previews.wide_view(sha256)

    def exposed_view(self, sha256: Digest, stops: float) -> Path | None:
        """Return a full-size picture in 2^stops times its light, None where its file has no more than 8 bits."""
        return self.steps.previews.exposed(sha256, stops)

    def comparison(self, before: StageId, after: StageId, *, progress: Progress = no_progress) -> ChangeReport:
        """Compare two stages; `progress` may raise to stop it."""
        return self.steps.previews.comparison(before, after, progress=progress)

    def change_pictures(self, before: StageId, after: StageId, *, progress: Progress = no_progress) -> ChangePictures:
        """Compare two stages and return the report with its pictures; `progress` may raise to stop it."""
        return self.steps.previews.change_pictures(before, after, progress=progress)

    def attribution(self, stage: StageId, *, progress: Progress = no_progress) -> MappedAttribution:
        """Return who painted what of a stage's picture; `progress` may raise to stop it."""
        return self.steps.attribution.of_stage(stage, progress=progress)

    def write_notes(self, path: Path, *, scope: NoteScope) -> None:
        """Write notes with their marked pictures."""
        self.steps.notes.write(path, scope)
